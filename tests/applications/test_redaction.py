"""A file is marked by one person and released by another; what is released goes out with the reply."""

import json

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from gongkai.accounts.models import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Redaction
from gongkai.applications.workflow import ACTS, APPLICANT, REDACTIONS
from gongkai.foundation.files import open_file
from gongkai.foundation.ledger import Entry, history_of
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.redaction import Mark
from tests import factories
from tests.applications import builders
from tests.applications.builders import handling
from tests.guard.files import in_pdf
from tests.redaction.searching import readers_that_find

NAME = "欧阳小明"
MARK = Mark(words=NAME, ground="third_party")


@pytest.fixture
def application(organ, handler):
    return handling(organ, handler)


@pytest.fixture
def started(application, handler):
    return start(application, handler)


def start(application, by, content=None):
    file = ContentFile(content or in_pdf.pdf(f"评审人{NAME}，项目名称：道路维修。"), name=f"{NAME}的意见.pdf")
    return actions.start_redaction(application, file=file, by=by)


def made(redaction, by):
    actions.mark_redaction(redaction, marks=[MARK], by=by)
    actions.make_redaction(redaction, by=by)
    return redaction


def test_a_second_person_releases_and_the_file_goes_out_with_the_reply(started, application, handler, head):
    actions.release_redaction(made(started, handler), by=head)

    released = application.attachments.get()
    with open_file(released.file) as file:
        content = file.read()
    assert (released.kind, released.original_name) == ("released", f"{NAME}的意见.pdf")
    assert readers_that_find(content, NAME) == []
    assert started.released_by == head.user_id != started.made_by
    assert not released.is_for_applicant  # before the reply
    builders.replied(
        application,
        by=handler,
        kind="partly_disclosed",
        contents={need.field: "见附件" for need in kind_of(application).must_contain},
        withheld=["privacy"],
    )
    assert application.attachments.get().is_for_applicant


def test_what_was_made_ready_for_a_reply_that_never_came_is_given_to_nobody(
    started, application, handler, head
):
    actions.release_redaction(made(started, handler), by=head)
    actions.withdraw_application(application, by=APPLICANT)

    assert (application.is_open, application.attachments.get().is_for_applicant) == (False, False)


def test_what_one_reply_gave_stays_with_it_when_another_is_written(application, handler, head):
    contents = {need.field: "见附件" for need in kind_of(application).must_contain}
    partly = {"by": handler, "kind": "partly_disclosed", "contents": contents, "withheld": ["privacy"]}
    builders.replied(application, **partly, files=[ContentFile("第一次".encode(), name="a.txt")])
    actions.reopen(application, by=head, on=today(), cite="regulation-2019:51", paper="青政复决〔2025〕7号")
    proposal = builders.proposed(application, **partly, files=[ContentFile("第二次".encode(), name="b.txt")])

    [second] = queries.released_files(application)
    first = application.attachments.exclude(pk=second.pk).get()
    with pytest.raises(Refused, match="不能从这里移除"):
        actions.drop_file(proposal, first, by=handler)
    builders.signed(proposal, by=handler)
    actions.issue_reply(application, by=handler)
    assert [one.is_for_applicant for one in application.attachments.all()] == [True, True]


def kind_of(application):
    return next(one for one in queries.offered_replies(application) if one.code == "partly_disclosed")


def test_who_made_the_file_does_not_release_it(started, handler):
    with pytest.raises(Refused, match="另一位工作人员"):
        actions.release_redaction(made(started, handler), by=handler)


def test_the_database_holds_four_eyes_too(started, handler, head):
    actions.release_redaction(made(started, handler), by=head)

    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.filter(pk=started.pk).update(released_by=handler.user_id)


def test_new_marks_undo_the_file_that_was_made(started, handler):
    made(started, handler)
    actions.mark_redaction(started, marks=[MARK, Mark(words="道路维修", ground="third_party")], by=handler)

    assert (started.state, started.made, started.proof) == ("marking", None, {})


def test_a_returned_file_is_marked_again(started, handler, head):
    actions.return_redaction(made(started, handler), by=head, note="第1页的项目名称也要遮住")

    assert (started.state, started.made) == ("marking", None)


@pytest.mark.parametrize("note", [" ", "账号是13800138000"])
def test_a_return_says_what_is_amiss_without_personal_numbers(started, handler, head, note):
    with pytest.raises(Refused):
        actions.return_redaction(made(started, handler), by=head, note=note)


def test_words_that_are_not_there_are_refused_and_nothing_changes(started, handler):
    actions.mark_redaction(started, marks=[Mark(words="诸葛小明", ground="third_party")], by=handler)

    with pytest.raises(Refused, match="没有读到"):
        actions.make_redaction(started, by=handler)
    started.refresh_from_db()
    assert (started.state, started.made) == ("marking", None)


def test_each_mark_needs_a_ground_of_the_law(started, handler):
    with pytest.raises(Refused, match="依据"):
        actions.mark_redaction(started, marks=[Mark(words=NAME, ground="because")], by=handler)


def test_a_file_of_another_kind_is_refused_and_not_kept(application, handler):
    with pytest.raises(Refused, match="转换为 PDF"):
        actions.start_redaction(application, file=ContentFile(b"words", name="a.txt"), by=handler)


def test_marks_are_sealed_and_the_ledger_holds_no_marked_word(started, handler, head):
    actions.release_redaction(made(started, handler), by=head)

    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT marks, name FROM applications_redaction")
        kept = cursor.fetchone()
    entries = list(Entry.objects.values("before", "after", "facts"))
    assert NAME not in "".join(kept)
    assert NAME not in json.dumps(entries, ensure_ascii=False, default=str)
    assert [one.verb for one in history_of(started)] == [
        f"applications.{name}_redaction" for name in ("start", "mark", "make", "release")
    ]


def test_a_dropped_file_gives_nothing(started, application, handler, head):
    actions.drop_redaction(made(started, handler), by=handler)

    with pytest.raises(Refused):
        actions.release_redaction(started, by=head)
    assert list(application.attachments.all()) == []


def test_originals_are_for_the_handler_and_the_head_of_the_own_organ(
    started, application, handler, head, organ
):
    stranger = factories.actor(factories.organ("other"), Duty.APPLICATION_HANDLER)
    clerk = factories.actor(organ, Duty.REPORT_CLERK)

    seen = [
        Redaction.objects.filter(pk=started.pk).exists() and is_found(one, application.number, started.pk)
        for one in (handler, head, stranger, clerk, None)
    ]

    assert seen == [True, True, False, False, False]


def is_found(actor, number, pk):
    try:
        return queries.redaction_of(actor, number, pk).pk == pk
    except Redaction.DoesNotExist:
        return False


def test_every_act_has_its_name():
    assert {f"applications.{name}" for name in REDACTIONS.transitions} <= set(ACTS)
