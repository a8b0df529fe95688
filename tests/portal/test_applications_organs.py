"""Finding the organ to ask, and seeing what is public before the application is sent."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications.models import Application
from gongkai.foundation import search
from gongkai.foundation.search import Doc
from gongkai.portal.applications.finding import initials, named
from tests import factories
from tests.disclosure.desk import page
from tests.portal.test_applications import filled

FORM, ORGANS = "/apply/form/", "/apply/organs/"


@pytest.fixture
def organs(db):
    """The city, its bureau of finance and the town, with something published by each of two."""
    city, bureau, town = (factories.organ(code) for code in ("city", "finance", "liutang"))
    docs = [
        (bureau, "青禾市2025年财政决算"),
        (bureau, "青禾市2026年财政预算"),
        (town, "柳塘镇2025年财政决算"),
        (town, "柳塘镇房屋征收补偿方案"),
    ]
    search.index(
        Doc(id=f"item:{n}", kind="item", title=title, url=f"/info/{n}/", organ_id=organ.pk)
        for n, (organ, title) in enumerate(docs)
    )
    return city, bureau, town


@pytest.mark.parametrize(
    ("name", "letters"),
    [("青禾市财政局", "qhsczj"), ("柳塘镇人民政府", "ltzrmzf"), ("A区", "aq"), ("鬱", "")],
)
def test_a_name_has_its_first_letters(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("财政", ["青禾市财政局"]),
        ("czj", ["青禾市财政局"]),
        ("finance", ["青禾市财政局"]),
        ("我要青禾市财政局的材料", ["青禾市财政局"]),
        ("政府", ["青禾市人民政府", "柳塘镇人民政府"]),
        ("潮汐", []),
        ("", []),
    ],
)
def test_an_organ_is_found_by_its_name_or_the_letters_of_it(words, found, organs):
    assert [one.name for one in named(words, organs)] == found


def test_an_organ_is_found_by_what_it_has_published_with_the_reason(client, organs):
    response = client.post(ORGANS, {"words": "您好，我想要房屋征收补偿方案"})

    assert [(one.organ.code, len(one.published)) for one in response.context["working"]] == [("liutang", 1)]
    assert '公开过：<a href="/info/3/"' in page(response)
    assert '/apply/form/?organ=liutang"' in page(response)


def test_who_published_most_of_it_comes_first(client, organs):
    found = client.post(ORGANS, {"words": "2025年的财政"}).context["working"]
    more = client.post(ORGANS, {"words": "财政"}).context["working"]

    assert {one.organ.code for one in found} == {"finance", "liutang"}
    assert [(one.organ.code, len(one.published)) for one in more] == [("finance", 2), ("liutang", 1)]


def test_who_is_not_sure_is_led_to_the_government_itself(client, organs):
    shown = page(client.get(ORGANS))

    assert "向青禾市人民政府申请" in shown
    assert "第三十六条" in shown


def test_without_the_search_names_still_help(client, organs, monkeypatch):
    def down(*args, **kwargs):
        raise search.SearchUnavailable

    monkeypatch.setattr(search, "find", down)
    context = client.post(ORGANS, {"words": "财政"}).context
    assert ([one.organ.code for one in context["named"]], context["working"]) == (["finance"], [])


def test_before_it_is_sent_what_is_public_is_shown_once_even_without_script(client, organs):
    bureau = organs[1]
    sent = filled(bureau, client, description="柳塘镇房屋征收补偿方案")
    response = client.post(FORM, sent)
    assert (response.status_code, Application.objects.count()) == (200, 0)
    assert "提交前请看一看" in page(response)
    assert re.findall(r'href="(/info/\d/)"', page(response)) == ["/info/3/"]
    assert response.context["form"]["identity_number"].value() == sent["identity_number"]

    assert client.post(FORM, sent | {"looked": "1"}).status_code == 302
    assert Application.objects.count() == 1


def test_who_has_chosen_files_is_not_made_to_choose_them_again(client, organs):
    papers = [SimpleUploadedFile("截图.txt", b"a")]
    sent = filled(organs[1], client, description="柳塘镇房屋征收补偿方案", materials=papers)

    assert client.post(FORM, sent).status_code == 302


def test_the_form_tells_time_and_fee_with_their_articles_and_what_help_there_is(client, organs):
    shown = re.sub(r"<[^>]+>|\s+", "", page(client.get(FORM)))

    for told in ("20个工作日内答复", "10件以下不收费", "口头提出", "大字版", "第四十三条", "第四十二条"):
        assert told in shown
