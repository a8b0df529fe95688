"""What a reader is told of a document whose day of effect or of repeal is still to come."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

LIBRARY = reverse("portal:policies")
NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def repealed_at_new_year(staff):
    old = builders.published(staff, kind="normative", title="旧办法")
    told = {"validity": "repealed", "ended_on": NEW_YEAR.date(), "basis": "青财〔2026〕9号"}
    actions.record_validity(old, by=staff.signer, **told)
    return old


def pages(client, made):
    """The item's own page, the library, the home page and the page of the organ."""
    organ = reverse("portal:organ", args=[made.organ.code])
    own = reverse("portal:item", args=[made.index_number])
    return [page(client.get(path)) for path in (own, LIBRARY, reverse("portal:home"), organ)]


def test_until_the_day_of_its_repeal_a_document_is_in_force_and_names_the_day(client, staff):
    made = repealed_at_new_year(staff)

    for shown in pages(client, made):
        assert ("现行有效" in shown, "2027年1月1日起废止" in shown) == (True, True)
        assert "已废止</" not in shown.replace("已废止</option>", "")
    with acting_at(NEW_YEAR):
        for shown in pages(client, made):
            assert ("已废止</" in shown, "起废止" in shown) == (True, False)


def test_before_its_day_of_effect_a_document_is_not_in_force_yet(client, staff):
    made = builders.published(staff, kind="normative", effective_on=NEW_YEAR.date(), title="新办法")

    own, *lists = pages(client, made)

    assert "本文件自2027年1月1日起施行" in own
    assert all("尚未施行" in shown for shown in (own, *lists))
    with acting_at(NEW_YEAR):
        assert not any("尚未施行</span>" in shown for shown in pages(client, made))


@pytest.mark.parametrize(("status", "found"), [("in_force", True), ("repealed", False), ("not_yet", False)])
def test_the_library_is_narrowed_by_how_documents_stand_today(client, staff, status, found):
    repealed_at_new_year(staff)

    assert ("旧办法" in page(client.get(LIBRARY, {"status": status}))) is found


def test_the_desk_tells_from_when_it_is_repealed(client, staff):
    made = repealed_at_new_year(staff)
    sign_in(client, staff.submitter)

    shown = page(client.get(reverse("workbench:item", args=[made.pk])))

    assert f"现行有效（{date(2027, 1, 1)}起为“已废止”）" in shown


def test_an_organ_leads_to_its_policy_documents_and_these_to_all_of_it(client, staff):
    made = builders.published(staff, kind="normative")
    organ = made.organ

    there = page(client.get(reverse("portal:organ", args=[organ.code])))
    library = page(client.get(LIBRARY, {"organ": organ.code}))

    assert f'href="{LIBRARY}?organ={organ.code}">该机关的政策文件</a>' in there
    assert f'href="{reverse("portal:search")}?organ={organ.code}">搜索{organ.name}的全部信息</a>' in library
