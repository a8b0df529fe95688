"""Redaction at the desk: upload, proposals, areas and words, the proof, the release; for nobody else's eyes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Duty
from gongkai.applications.models import Redaction
from tests import factories
from tests.applications.builders import handling
from tests.applications.desk import address, sign_in
from tests.guard.files import in_pdf
from tests.guard.files.leaks import leak

LEAK = leak("mobile", 4)
NAME = "欧阳小明"


@pytest.fixture
def application(organ, handler):
    return handling(organ, handler)


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


@pytest.fixture
def started(desk, application):
    content = in_pdf.pdf(f"评审人{NAME}，{LEAK.sentence}")
    upload = SimpleUploadedFile("评审意见.pdf", content)
    desk.post(address(application) + "redactions/", {"upload": upload})
    return Redaction.objects.get()


def here(redaction, act=""):
    return f"{address(redaction.application)}redactions/{redaction.pk}/{act}"


def mark(client, redaction, **typed):
    redaction.refresh_from_db()
    given = {"seen": redaction.revision, "ground": "third_party", "words": "", "drawn": "", **typed}
    answer = client.post(here(redaction, "mark/"), given)
    redaction.refresh_from_db()
    return answer


def perform(client, redaction, name, **typed):
    answer = client.post(here(redaction, f"{name}/"), {"seen": redaction.revision, **typed})
    redaction.refresh_from_db()
    return answer


def test_what_the_guard_finds_is_proposed_and_taken_with_one_click(desk, started):
    page = desk.get(here(started)).content.decode()

    mark(desk, started, take="0")

    assert LEAK.value in page and "建议遮盖" in page
    assert [one["words"] for one in started.marked] == [LEAK.value]


def test_areas_words_and_places_become_marks_and_can_be_taken_off(desk, started):
    mark(desk, started, words=NAME, drawn="1,0.1,0.1,0.5,0.2;1,0.6,0.6,0.7,0.7")
    mark(desk, started, page=1, left=10, top=20, right=30, bottom=40, off="0", ground="internal_affairs")

    assert [(one["words"], one["box"] and one["box"]["left"], one["ground"]) for one in started.marked] == [
        ("", 0.6, "third_party"),
        (NAME, None, "third_party"),
        ("", 0.1, "internal_affairs"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        {"drawn": "x"},
        {"drawn": "1,0.1"},
        {"left": 10},
        {"page": 1, "left": 30, "top": 20, "right": 10, "bottom": 40},
        {"ground": "because"},
    ],
)
def test_a_mark_that_is_not_whole_is_told_and_nothing_is_kept(desk, started, typed):
    answer = mark(desk, started, **typed)

    assert answer.status_code == 200
    assert started.marked == []


def test_the_file_is_made_looked_at_and_released_by_another(desk, client, application, started, head):
    mark(desk, started, words=NAME, take="0")
    perform(desk, started, "make")
    shown = desk.get(here(started)).content.decode()
    perform(desk, started, "release")
    own = started.state
    sign_in(client, head)
    picture = client.get(here(started, "made/pages/1/"))
    perform(client, started, "release")

    assert "已核验" in shown and "另一位工作人员" in shown
    assert (own, started.state, started.released_by) == ("made", "released", head.user_id)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert application.attachments.get().file == started.made


def test_words_that_are_not_there_are_told_on_the_page(desk, started):
    mark(desk, started, words="诸葛小明")

    assert "没有读到" in perform(desk, started, "make").content.decode()


@pytest.mark.parametrize("act", ["", "original/pages/1/", "original/file/"])
def test_what_is_not_yours_does_not_exist(client, started, act):
    stranger = factories.actor(factories.organ("other"), Duty.APPLICATION_HANDLER)

    assert sign_in(client, stranger).get(here(started, act)).status_code == 404


def test_a_report_clerk_sees_no_original(client, started, organ):
    clerk = factories.actor(organ, Duty.REPORT_CLERK)

    assert sign_in(client, clerk).get(here(started)).status_code == 403


def test_the_list_of_the_case_leads_to_each_file(desk, application, started):
    assert here(started) in desk.get(address(application) + "redactions/").content.decode()
    assert "redactions/" in desk.get(address(application)).content.decode()
