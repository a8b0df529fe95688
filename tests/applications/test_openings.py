"""What different applicants ask for goes to everybody: found, proposed, drafted, published, told (art. 44, A-49)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Opening
from gongkai.applications.workflow import APPLICANT
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.queries import WithdrawalReason
from gongkai.foundation.ledger import Entry
from gongkai.foundation.messaging import Message
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.disclosure import builders as items

DAY = date(2025, 3, 4)
SHEET = "2025年农村危房改造补助资金发放名单"
OTHERS = {"name": "赵大力", "identity_number": "110101198001015217", "phone": "13900139000"}


@pytest.fixture(autouse=True)
def _on_the_day():
    with at(DAY):
        yield


@pytest.fixture
def submitter(organ):
    return factories.actor(organ, Duty.SUBMITTER)


def first(organ, handler, **changed):
    """An application that was answered with the information."""
    one = builders.handling(organ, handler, description=SHEET, **changed)
    file = SimpleUploadedFile("名单.txt", "张某某 3000元".encode())
    builders.replied(one, by=handler, kind="disclosed", contents={}, files=[file])
    return one


def second(organ, handler, **changed):
    return builders.handling(organ, handler, description=f"请公开{SHEET}", **(OTHERS | changed))


@pytest.fixture
def found(organ, handler):
    one, other = first(organ, handler), second(organ, handler)
    opening = Opening.objects.get()
    assert set(opening.applications.all()) == {one, other}
    return opening


def test_a_second_applicant_for_what_was_disclosed_is_found_by_itself(found, handler):
    assert (found.state, found.title, found.suggested) == ("found", "", False)
    [entry] = Entry.objects.filter(verb="applications.find_opening")
    assert (entry.actor_duty, entry.cite) == ("system", "regulation-2019:44")
    assert queries.waiting_openings(handler) == 1


def test_it_is_found_too_when_the_first_is_answered_last(organ, handler):
    second(organ, handler)
    assert not Opening.objects.exists()
    first(organ, handler)

    assert Opening.objects.get().applications.count() == 2


def test_a_third_applicant_joins_and_nothing_is_brought_up_twice(found, organ, handler):
    second(organ, handler, name="钱多", identity_number="110101197502025413", phone="13700137000")

    assert Opening.objects.get().applications.count() == 3


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": builders.APPLICANT_NAME, "identity_number": builders.IDENTITY_NUMBER}, "the same person"),
        ({"description": "2024年农村危房改造补助资金发放名单"}, "another year"),
        ({"description": "城区绿化养护合同"}, "something else"),
    ],
)
def test_what_is_not_asked_by_others_for_the_same_is_not_found(changed, why, organ, handler):
    first(organ, handler)
    builders.handling(organ, handler, **({"description": SHEET} | OTHERS | changed))

    assert not Opening.objects.exists(), why


def test_what_was_refused_to_all_is_not_found(organ, handler):
    for particulars in ({}, OTHERS):
        one = builders.handling(organ, handler, description=SHEET, **particulars)
        builders.answered(one, handler, kind="internal_affairs")

    assert not Opening.objects.exists()


def test_proposed_with_a_title_it_is_drafted_with_the_file_that_was_given(found, handler, submitter):
    actions.propose_opening(found, by=handler, title="2025年农村危房改造补助资金发放情况")
    assert queries.waiting_openings(submitter) == 1
    item = actions.draft_opening(found, by=submitter)
    again = actions.draft_opening(found, by=submitter)

    assert item == again == found.item
    assert (item.title, item.state, found.state) == (found.title, "draft", "drafted")
    assert [one.name for one in item.attachments.all()] == ["提供的政府信息.txt"]
    assert queries.waiting_openings(submitter) == 0


def test_when_it_is_public_everybody_who_chose_to_be_told_is_told(organ, handler, settings):
    settings.GONGKAI_CHANNELS = {"sms": "console"}
    told = first(organ, handler, notice_way="sms")
    silent, office = second(organ, handler), items.office(organ.code)
    opening = Opening.objects.get()
    actions.propose_opening(opening, by=handler, title="补助资金发放情况")
    item = actions.draft_opening(opening, by=office.submitter)
    drop = list(item.attachments.values_list("pk", flat=True))
    disclosure.edit(item, by=office.submitter, drop=drop, **items.content(title=opening.title, formed_on=DAY))
    before = Message.objects.count()
    items.clear(item, office)
    disclosure.sign_off(item, by=office.signer, release=True)

    opening.refresh_from_db()
    assert opening.state == "opened"
    assert queries.opened_as(silent) == opening
    [message] = Message.objects.order_by("pk")[before:]
    assert (message.about, "已经主动公开" in message.text) == (f"applications.application:{told.pk}", True)
    assert OTHERS["name"] not in message.text

    disclosure.withdraw(item, by=office.signer, reason=WithdrawalReason.INACCURATE, explanation="重新核对")
    assert queries.opened_as(silent) is None


@pytest.mark.parametrize("title", ["", " ", "赵某13900139000的名单", "名" * 201])
def test_a_title_is_needed_and_names_nobody(title, found, handler):
    with pytest.raises(Refused):
        actions.propose_opening(found, by=handler, title=title)


def test_what_is_declined_is_left_with_its_reason_and_not_found_again(found, organ, handler):
    actions.decline_opening(found, by=handler, remark="名单含个人信息，依申请提供即可。")
    second(organ, handler, name="钱多", identity_number="110101197502025413", phone="13700137000")

    [row] = queries.openings_seen_by(handler)
    assert (row.state, row.many) == ("declined", 3)
    assert queries.waiting_openings(handler) == 0


def test_an_applicant_who_was_given_it_suggests_it_once(organ, handler):
    one = first(organ, handler)
    actions.suggest_opening(one, by=APPLICANT, reason="关系全村人的补助。")
    with pytest.raises(Refused, match="已经提出过"):
        actions.suggest_opening(one, by=APPLICANT, reason="再提一次。")

    [row] = queries.openings_seen_by(handler)
    assert (row.state, row.suggested, row.reason) == ("found", True, "关系全村人的补助。")


def test_who_was_given_nothing_has_nothing_to_suggest(organ, handler):
    one = builders.handling(organ, handler)
    with pytest.raises(Refused):
        actions.suggest_opening(one, by=APPLICANT, reason="应当公开。")


def test_who_drafts_sees_titles_and_no_applications_and_another_organ_nothing(found, handler, submitter):
    assert not queries.openings_seen_by(submitter).exists()
    actions.propose_opening(found, by=handler, title="补助资金发放情况")
    [row] = queries.openings_seen_by(submitter)
    stranger = factories.actor(factories.organ(factories.TOWN), Duty.APPLICATION_HANDLER)

    assert not hasattr(row, "newest")
    assert not queries.openings_seen_by(stranger).exists()
    for act, told in (("propose_opening", {"title": "名单"}), ("decline_opening", {"remark": "略"})):
        with pytest.raises(Refused):
            getattr(actions, act)(found, by=stranger, **told)
    with pytest.raises(Refused):
        actions.draft_opening(found, by=stranger)
