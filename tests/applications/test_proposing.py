"""The reply from draft to letter: what is asked, counsel's opinion, the signature of somebody else (arts. 36-39)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Proposal
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused, Stale
from gongkai.law.questions import a_path_to
from tests import factories
from tests.applications import builders
from tests.applications.builders import at

GIVEN = {"information": "预算执行表"}


@pytest.fixture(autouse=True)
def _on_the_day():
    with at(date(2025, 3, 4)):
        yield


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler)


@pytest.fixture
def counsel(organ):
    return factories.actor(organ, Duty.LEGAL_COUNSEL)


@pytest.fixture
def draft(one, handler):
    return builders.proposed(one, by=handler, kind="disclosed", contents=GIVEN)


def file(name="表.txt"):
    return ContentFile("预算".encode(), name=name)


def decide(proposal, item, by, kind, **said):
    actions.decide_item(proposal, item, by=by, path=a_path_to(kind), **said)


def test_from_the_draft_by_counsel_and_signature_to_the_letter(one, draft, handler, counsel, head):
    actions.ask_counsel(draft, by=handler, remarks="涉及合同价款，请留意。")
    actions.give_opinion(draft, by=counsel, opinion="changes", text="请写明文号。")
    decide(draft, one.items.get(), handler, "disclosed", contents={"information": "预算执行表（3号）"})
    actions.send_to_sign(draft, by=handler)
    actions.return_proposal(draft, by=head, remark="附件名写全。")
    actions.send_to_sign(draft, by=handler)
    actions.sign_proposal(draft, by=head, remark="同意。")
    given = actions.issue_reply(one, by=handler)

    assert (one.state, one.reply_kind, one.outcome, draft.state) == (
        "replied",
        "disclosed",
        "granted",
        "signed",
    )
    assert Proposal.objects.get().state == "issued"
    assert given.letter.kind == "reply"
    signatures = [(each.signed, each.remark, each.given_by) for each in draft.signatures.all()]
    assert signatures == [(False, "附件名写全。", head.name), (True, "同意。", head.name)]
    assert [each.text for each in draft.opinions.all()] == ["请写明文号。"]
    verbs = [entry.verb.partition(".")[2] for entry in queries.history_of_case(one)]
    assert verbs[2:] == [
        "begin_proposal",
        "ask_counsel",
        "give_opinion",
        "send_to_sign",
        "return_proposal",
        "send_to_sign",
        "sign_proposal",
        "reply",
    ]


def test_nobody_signs_or_judges_what_they_wrote(one, draft, handler, head, counsel):
    as_head = replace(handler, duty=Duty.OFFICE_HEAD)
    as_counsel = replace(handler, duty=Duty.LEGAL_COUNSEL)
    actions.ask_counsel(draft, by=handler)
    with pytest.raises(Refused, match="不能自己审核"):
        actions.give_opinion(draft, by=as_counsel, opinion="agrees")
    actions.take_back_proposal(draft, by=handler)
    actions.send_to_sign(draft, by=handler)
    with pytest.raises(Refused, match="不能自己审核或者签批"):
        actions.sign_proposal(draft, by=as_head)

    actions.take_back_proposal(draft, by=handler)
    colleague = factories.actor(one.organ, Duty.APPLICATION_HANDLER)
    decide(draft, one.items.get(), colleague, "disclosed", contents=GIVEN)
    actions.send_to_sign(draft, by=colleague)
    with pytest.raises(Refused, match="不能自己"):
        actions.sign_proposal(draft, by=replace(handler, duty=Duty.SIGNER))
    actions.sign_proposal(draft, by=head)


def test_the_database_wants_a_signature_too(draft, handler):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=draft.pk).update(state="signed")


def test_nothing_goes_out_unsigned_and_nothing_changes_after_the_signature(one, draft, handler, head):
    with pytest.raises(Refused, match="还没有签批"):
        actions.issue_reply(one, by=handler)
    builders.signed(draft, by=handler)
    with pytest.raises(Refused, match="状态下不能"):
        decide(draft, one.items.get(), handler, "disclosed", contents={"information": "别的"})

    actions.take_back_proposal(draft, by=handler)
    assert (draft.state, draft.signed_by) == ("draft", None)
    with pytest.raises(Refused, match="还没有签批"):
        actions.issue_reply(one, by=handler)
    assert Application.objects.get().state == "handling"


def test_a_file_that_came_after_the_signature_does_not_go_out(one, draft, handler):
    builders.signed(draft, by=handler)
    one.attachments.create(kind="released", file=one.letters.get().pdf, original_name="后来的.pdf")
    with pytest.raises(Refused, match="签批以后"):
        actions.issue_reply(one, by=handler)


def test_all_that_is_lacking_is_told_at_once_and_of_which_item(one, handler):
    proposal = actions.begin_proposal(one, by=handler)
    actions.name_items(proposal, by=handler, wanted=["预算表", "合同", "纪要"])
    first, second, _third = one.items.all()
    decide(proposal, first, handler, "state_secret", contents={"reason": " "})
    decide(proposal, second, handler, "nonexistent", contents={"search": "档案室", "nonexistence": "无"})

    with pytest.raises(Refused) as refused:
        actions.send_to_sign(proposal, by=handler)

    assert [reason.partition("：")[0] for reason in refused.value.reasons] == ["第1项", "第3项", "第2项"]
    assert "检索记录" in refused.value.reasons[2]


def test_that_nothing_exists_needs_a_search_of_this_thing_that_found_nothing(one, handler):
    proposal = actions.begin_proposal(one, by=handler)
    item = one.items.get()
    decide(proposal, item, handler, "nonexistent", contents={"search": "档案室", "nonexistence": "无"})
    one.refresh_from_db()
    actions.record_search(one, by=handler, place="档案室", words="纪要", result="part")
    with pytest.raises(Refused, match="检索记录"):
        actions.send_to_sign(proposal, by=handler)

    actions.record_search(one, by=handler, place="档案室", words="纪要", result="nothing", item=item)
    actions.send_to_sign(proposal, by=handler)
    assert proposal.state == "signing"


def test_items_keep_their_decisions_when_others_come_and_go(one, draft, handler):
    wanted = one.items.get().wanted
    actions.name_items(draft, by=handler, wanted=["新的一项", wanted, "新的一项", " "])

    assert [(each.position, each.wanted, each.reply_kind) for each in one.items.all()] == [
        (1, "新的一项", ""),
        (2, wanted, "disclosed"),
    ]
    with pytest.raises(Refused, match="一行一项"):
        actions.name_items(draft, by=handler, wanted=[" "])


def test_a_thing_that_was_searched_for_by_itself_stays(one, draft, handler):
    one.refresh_from_db()
    item = one.items.get()
    actions.record_search(one, by=handler, place="档案室", words="预算", result="nothing", item=item)
    with pytest.raises(Refused, match="有检索记录"):
        actions.name_items(draft, by=handler, wanted=["新的一项"])

    actions.name_items(draft, by=handler, wanted=["新的一项", item.wanted])
    assert [each.position for each in one.items.all()] == [1, 2]


def test_one_letter_answers_all_items_and_the_application_counts_once_L_17(one, handler):
    proposal = actions.begin_proposal(one, by=handler)
    actions.name_items(proposal, by=handler, wanted=["预算表", "合同", "纪要"])
    first, second, third = one.items.all()
    decide(proposal, first, handler, "disclosed", contents=GIVEN)
    decide(proposal, second, handler, "state_secret", contents={"reason": "机密"})
    decide(proposal, third, handler, "nonexistent", contents={"search": "档案室", "nonexistence": "无"})
    one.refresh_from_db()
    actions.record_search(one, by=handler, place="档案室", words="纪要", result="nothing")
    builders.signed(proposal, by=handler)
    actions.issue_reply(one, by=handler)

    assert (one.outcome, one.letters.filter(kind="reply").count()) == ("partial", 1)
    rows = {cell: ids for cell, ids in queries.table3_records(one.organ, 2025).items() if ids}
    assert rows == {
        "applications.received.natural": [one.pk],
        "applications.results.partial.natural": [one.pk],
    }


def test_texts_of_a_kind_that_was_left_are_kept_for_another_thought(one, draft, handler):
    item = one.items.get()
    decide(draft, item, handler, "already_published", contents={"route": "本网站"})
    decide(draft, item, handler, "disclosed")

    assert item.answer.contents == {"information": "预算执行表", "route": "本网站"}
    with pytest.raises(Refused, match="重新回答"):
        actions.decide_item(draft, item, by=handler, path=["perhaps"])


def test_files_are_put_to_the_reply_and_taken_away_again(one, draft, handler, head):
    decide(
        draft,
        one.items.get(),
        handler,
        "disclosed",
        contents={"information": ""},
        files=[file(), file("二.txt")],
    )
    first, second = one.attachments.filter(kind="released")
    actions.drop_file(draft, first, by=handler)
    with pytest.raises(Refused, match="不能从这里移除"):
        actions.drop_file(draft, first, by=handler)
    builders.signed(draft, by=handler)
    actions.issue_reply(one, by=handler)

    assert [each.pk for each in one.attachments.filter(kind="released")] == [second.pk]


def test_of_two_who_write_the_second_is_told(one, draft, handler):
    seen = draft.revision
    colleague = factories.actor(one.organ, Duty.APPLICATION_HANDLER)
    decide(draft, one.items.get(), colleague, "disclosed", contents=GIVEN)
    with pytest.raises(Stale):
        decide(draft, one.items.get(), handler, "other", contents={}, seen=seen)


def test_beginning_twice_goes_on_with_the_one_under_way(one, draft, handler):
    assert actions.begin_proposal(one, by=handler) == draft
    assert Entry.objects.filter(verb="applications.begin_proposal").count() == 1


def test_nothing_is_sent_to_sign_while_an_opinion_may_still_come(one, draft, handler):
    one.refresh_from_db()
    actions.serve_consultation(one, by=handler, party="third_party", name="甲公司", question="合同")
    with pytest.raises(Refused, match="征求意见的期限未满"):
        actions.send_to_sign(draft, by=handler)


def test_counsel_who_disagrees_says_why_and_who_returns_says_what(draft, handler, counsel, head):
    actions.ask_counsel(draft, by=handler)
    with pytest.raises(Refused, match="审核意见"):
        actions.give_opinion(draft, by=counsel, opinion="disagrees", text=" ")
    actions.give_opinion(draft, by=counsel, opinion="agrees")
    actions.send_to_sign(draft, by=handler)
    with pytest.raises(Refused, match="哪里需要修改"):
        actions.return_proposal(draft, by=head, remark=" ")


def test_a_withdrawn_application_is_not_answered_any_more(one, draft, handler):
    one.refresh_from_db()
    actions.withdraw_application(one, by=handler, note="来信撤回")
    with pytest.raises(Refused, match="不在办理中"):
        actions.send_to_sign(draft, by=handler)


def test_what_waits_for_whom_stands_in_their_lists(one, draft, handler, counsel, head):
    def told(by):
        return {each.query.removeprefix("show=") for each in queries.todo(by) if each.count}

    actions.ask_counsel(draft, by=handler)
    assert (told(counsel), list(queries.page_of(counsel, "counsel", {}))) == ({"counsel"}, [one])
    actions.give_opinion(draft, by=counsel, opinion="agrees")
    actions.send_to_sign(draft, by=handler)
    assert "signing" in told(head) & told(factories.actor(one.organ, Duty.SIGNER))
    actions.return_proposal(draft, by=head, remark="改")
    assert "returned" in told(handler)
    builders.signed(draft, by=handler)
    assert "issue" in told(handler)
