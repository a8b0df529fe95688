"""What becomes of rules and normative documents: successors, commencement, expiry by itself (E-05, H-03)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.disclosure import actions, queries
from gongkai.disclosure.tasks import expire_documents
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders


def on(day):
    return acting_at(datetime(day.year, day.month, day.day, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai")))


def document(staff, **content):
    return builders.published(staff, kind="normative", formed_on=date(2021, 12, 1), **content)


def stands(item):
    return queries.standing(queries.public_item(item.index_number))


def repeal(old, new, staff, validity="repealed"):
    actions.record_validity(
        old,
        by=staff.submitter,
        validity=validity,
        basis="青财发〔2026〕30号",
        ended_on=date(2026, 11, 20) if validity == "repealed" else None,
        successor=new,
    )


@pytest.mark.parametrize("validity", ["repealed", "amended"])
def test_both_pages_name_each_other(validity, staff):
    old, new = document(staff, title="老办法"), document(staff, title="新办法")
    repeal(old, new, staff, validity)

    assert (stands(old).validity, stands(old).successor.title) == (validity, "新办法")
    assert [one.title for one in stands(new).replaces] == ["老办法"]
    assert (stands(old).ended, stands(new).ended) == (validity == "repealed", False)


@pytest.mark.parametrize(
    ("successor", "why"),
    [
        (lambda staff, old: old, "另一份已经公开"),
        (lambda staff, old: builders.item(staff), "另一份已经公开"),
    ],
    ids=["itself", "a draft"],
)
def test_a_successor_is_another_public_document(successor, why, staff):
    old = document(staff)

    with pytest.raises(Refused, match=why):
        repeal(old, successor(staff, old), staff)


def test_what_is_in_force_has_no_successor(staff):
    with pytest.raises(Refused, match="才填写替代文件"):
        actions.record_validity(
            document(staff), by=staff.submitter, validity="in_force", basis="清理", successor=document(staff)
        )


def test_a_successor_that_was_withdrawn_is_not_named(staff):
    old, new = document(staff, title="老办法"), document(staff, title="新办法")
    repeal(old, new, staff)
    actions.withdraw(new, by=staff.signer, reason="duplicate", explanation="重复。")

    assert stands(old).successor is None


def test_a_document_not_yet_in_force_says_so(staff):
    item = document(staff, effective_on=date(2027, 1, 1))

    assert stands(item).not_yet
    with on(date(2027, 1, 1)):
        assert not stands(item).not_yet


def test_a_document_expires_by_itself_the_day_after_its_last(staff):
    item = document(staff, expires_on=date(2026, 12, 31))
    with on(date(2026, 12, 31)):
        assert expire_documents.call() == 0
        assert stands(item).validity == "in_force"

    with on(date(2027, 1, 1)):
        assert stands(item).validity == "expired"  # the page is right before the nightly work is done
        assert [expire_documents.call(), expire_documents.call()] == [1, 0]

    item.refresh_from_db()
    entry = history_of(item).last()
    assert (item.validity, item.ended_on, item.validity_basis) == (
        "expired",
        date(2027, 1, 1),
        "有效期至2026-12-31，期满自行失效",
    )
    assert (entry.verb, entry.actor_duty, entry.cite) == ("disclosure.expire", "system", "regulation-2019:20")


def test_expiry_acts_while_a_correction_is_on_its_way(staff):
    item = document(staff, expires_on=date(2026, 11, 30))
    actions.start_correction(item, by=staff.submitter, reason="错字")
    with on(date(2026, 12, 1)):
        assert expire_documents.call() == 1


def test_what_was_repealed_before_does_not_expire(staff):
    item = document(staff, expires_on=date(2026, 11, 30))
    repeal(item, None, staff)
    with on(date(2026, 12, 1)):
        assert expire_documents.call() == 0


def test_a_document_past_its_last_day_is_not_in_force_again_by_a_word(staff):
    item = document(staff, expires_on=date(2026, 11, 30))
    with on(date(2026, 12, 1)):
        expire_documents.call()
        item.refresh_from_db()
        with pytest.raises(Refused, match="请先更正“有效期至”"):
            actions.record_validity(item, by=staff.submitter, validity="in_force", basis="延期")


def figures(organ, year):
    row = queries.normative_documents_figures(organ, year)["normative"]
    return [[one.title for one in found] for found in (row.made, row.repealed, row.in_force)]


def test_table_2_expiry_is_no_repeal_and_counts_in_force_on_its_last_day(staff):
    item = document(staff, title="有期限的办法", expires_on=date(2026, 12, 31))
    with on(date(2027, 1, 5)):
        expire_documents.call()

    assert figures(item.organ, 2026) == [[], [], ["有期限的办法"]]
    assert figures(item.organ, 2027) == [[], [], []]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"expires_on": date(2026, 11, 15)}, "有效期至的日期早于"),
        ({"effective_on": date(2027, 1, 1), "expires_on": date(2026, 12, 31)}, "有效期至的日期早于"),
        ({"altered_on": date(2026, 11, 21)}, "变更日期应当"),
        ({"altered_on": date(2026, 11, 15)}, "变更日期应当"),
    ],
)
def test_days_out_of_order_are_refused_on_submission(content, why, staff):
    item = builders.item(staff, kind="normative", **content)

    with pytest.raises(Refused, match=why):
        actions.submit(item, by=staff.submitter)
