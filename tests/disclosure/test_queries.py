"""What can be asked of the items: limits, lists, work that waits, figures."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.disclosure import actions, queries
from gongkai.foundation.moment import acting_at
from gongkai.foundation.todo import Todo
from tests import factories
from tests.disclosure import builders

LIMITS = [
    (
        "regulation-2019:26: 20 working days over the October holidays",
        "general",
        date(2025, 9, 15),
        date(2025, 10, 17),
    ),
    ("enforcement-publicity-2018: penalty, 7 working days", "penalty", date(2025, 9, 26), date(2025, 10, 13)),
    ("enforcement-publicity-2018: licence, 7 working days", "licence", date(2025, 9, 26), date(2025, 10, 13)),
    ("budget-law-2014:14: 20 calendar days", "budget", date(2026, 3, 2), date(2026, 3, 23)),
    (
        "regulation-2008:18: before there was a limit of its own",
        "penalty",
        date(2017, 3, 1),
        date(2017, 3, 29),
    ),
]


@pytest.mark.parametrize(("cite", "kind", "formed", "ends"), LIMITS, ids=[row[0] for row in LIMITS])
def test_the_limit_runs_from_the_day_of_forming(cite, kind, formed, ends, staff):
    limit = queries.deadline(builders.item(staff, kind=kind, formed_on=formed))

    assert (limit.ends, limit.cite) == (ends, cite.split(": ")[0])


def test_there_is_no_limit_for_what_is_not_published_or_has_no_day(staff):
    assert queries.deadline(builders.item(staff, **builders.WITHHELD)) is None
    assert queries.deadline(builders.item(staff, formed_on=None)) is None
    assert queries.deadline(builders.item(staff, formed_on=date(2001, 1, 1))) is None


def at_noon(day):
    return acting_at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.mark.parametrize(("day", "late"), [(date(2025, 10, 17), False), (date(2025, 10, 20), True)])
def test_art_26_what_is_published_after_the_last_day_is_late_for_good(day, late, staff):
    with at_noon(day):
        item = builders.published(staff, formed_on=date(2025, 9, 15))

    limit = queries.deadline_of_version(queries.public_item(item.index_number))

    assert (limit.late, limit.done_on, queries.deadline(item).late) == (late, day, late)


def test_pressing_lists_the_late_and_the_soon_of_the_own_organ(staff):
    late = builders.item(staff, formed_on=date(2026, 9, 1))
    soon = builders.item(staff, formed_on=date(2026, 10, 26))
    builders.item(staff, formed_on=date(2026, 11, 19))
    builders.published(staff, formed_on=date(2026, 9, 1))
    builders.item(builders.office(factories.TOWN), formed_on=date(2026, 9, 1))

    pressing = queries.pressing(staff.submitter.organ_id)

    assert [(item.pk, limit.late, limit.soon) for item, limit in pressing] == [
        (late.pk, True, False),
        (soon.pk, False, True),
    ]


def test_public_items_are_the_newest_first_and_can_be_asked_by_column_and_organ(staff):
    parent = builders.column("20.7", "财政预算、决算")
    child = builders.column("20.7.1", "财政预算", parent=parent)
    town = builders.office(factories.TOWN)
    first = builders.published(staff)
    with at_noon(date(2026, 11, 21)):
        second = builders.published(staff, column_id=child.pk)
        third = builders.published(town)
    builders.item(staff)

    def found(**asked):
        return [public.item_id for public in queries.public_items(**asked)]

    assert found() == [third.pk, second.pk, first.pk]
    assert found(column=parent) == [second.pk]
    assert found(organ=first.organ) == [second.pk, first.pk]
    assert queries.public_totals(first.organ) == {child.pk: 1, builders.column().pk: 1}
    assert queries.public_totals() == {child.pk: 1, builders.column().pk: 2}


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_public_items_costs_one_query(count, staff, django_assert_num_queries):
    for _n in range(count):
        builders.published(staff)

    with django_assert_num_queries(1):
        shown = [
            (one.title, one.index_number, one.organ.name, one.column.name) for one in queries.public_items()
        ]

    assert len(shown) == count


def test_what_is_not_public_is_not_found_by_its_number(staff):
    draft, withdrawn = builders.item(staff), builders.at("withdrawn", staff)

    for item in (draft, withdrawn):
        with pytest.raises(queries.ItemVersion.DoesNotExist):
            queries.public_item(item.index_number)


def test_an_attachment_is_public_only_on_the_public_version(staff, make_file):
    item = builders.item(staff)
    file = make_file()
    item.attachments.add(file)
    builders.clear(item, staff)

    with pytest.raises(queries.ItemVersion.DoesNotExist):
        queries.public_attachment(item.index_number, file.pk)
    actions.sign_off(item, by=staff.signer, release=True)
    assert queries.public_attachment(item.index_number, file.pk) == file


def test_the_desk_sees_the_items_of_its_own_organ_only(staff):
    mine, other = builders.item(staff), builders.item(builders.office(factories.TOWN))

    assert list(queries.items_of(staff.reviewer)) == [mine]
    with pytest.raises(queries.InformationItem.DoesNotExist):
        queries.item_of(staff.reviewer, other.pk)


def test_duties_that_do_not_publish_see_no_items(staff):
    builders.item(staff)

    assert list(queries.items_of(factories.actor(duty=factories.Duty.APPLICATION_HANDLER))) == []
    assert queries.todo(factories.actor(duty=factories.Duty.AUDIT_ADMIN)) == []


def counted(actor):
    return {str(line.label): line.count for line in queries.todo(actor)}


def test_todo_tells_each_duty_what_waits_for_it(staff):
    for state in (
        "draft",
        "in_review",
        "in_confidentiality_review",
        "awaiting_signature",
        "signed",
        "published",
    ):
        builders.at(state, staff)
    builders.item(staff, formed_on=date(2026, 9, 1))
    urgent = {"已超过公开期限": 1, "公开期限将至": 0}

    assert [
        counted(one)
        for one in (staff.submitter, staff.reviewer, staff.confidentiality, staff.signer, staff.head)
    ] == [
        {"待完成和报送的草稿": 2} | urgent,
        {"待审核的信息": 1, "待复审的信息": 0} | urgent,
        {"待保密审查的信息": 1} | urgent,
        {"待签发的信息": 1, "已签发、待发布的信息": 1} | urgent,
        urgent,
    ]


def test_todo_lists_open_just_what_they_count(staff):
    builders.at("in_review", staff)

    assert queries.todo(staff.reviewer)[0] == Todo(
        "待审核的信息", 1, "workbench:items", "info", "state=in_review&list=mine"
    )


def figures(organ, year):
    row = queries.normative_documents_figures(organ, year)["normative"]
    return [[one.title for one in found] for found in (row.made, row.repealed, row.in_force)]


def test_normative_documents_are_counted_with_the_records_behind_each_figure(staff):
    def document(title, formed, validity="", ended_on=None):
        item = builders.published(staff, title=title, kind="normative", formed_on=formed)
        if validity:
            actions.record_validity(
                item, by=staff.submitter, validity=validity, basis="清理决定", ended_on=ended_on
            )
        return item

    document("老办法", date(2020, 5, 1))
    document("今年废止", date(2021, 5, 1), "repealed", date(2026, 6, 1))
    document("今年到期", date(2021, 6, 1), "expired", date(2026, 6, 30))
    document("去年废止", date(2019, 5, 1), "repealed", date(2025, 6, 1))
    document("今年制发", date(2026, 3, 1))
    builders.published(staff, title="一般信息", formed_on=date(2026, 3, 1))
    builders.item(staff, title="未公开的文件", kind="normative", formed_on=date(2026, 3, 1))
    organ = factories.organ()

    assert figures(organ, 2026) == [["今年制发"], ["今年废止"], ["老办法", "今年制发"]]
    assert figures(organ, 2025) == [[], ["去年废止"], ["老办法", "今年废止", "今年到期"]]
    assert figures(factories.organ(factories.TOWN), 2026) == [[], [], []]


def test_a_repeal_on_the_last_day_of_a_year_counts_in_it(staff):
    item = builders.published(staff, title="办法", kind="normative", formed_on=date(2021, 5, 1))
    actions.record_validity(
        item, by=staff.submitter, validity="repealed", basis="清理决定", ended_on=date(2025, 12, 31)
    )

    assert figures(item.organ, 2025) == [[], ["办法"], []]


def test_advice_says_what_looks_odd_and_stops_nobody(staff):
    item = builders.item(
        staff,
        kind="normative",
        document_number="青财发〔2025〕8号",
        summary="长" * 120,
        formed_on=date(2026, 11, 2),
    )

    said = queries.advice(item)

    assert ["年份" in said[0], "内容概述" in said[1], len(said)] == [True, True, 2]
    actions.submit(item, by=staff.submitter)
