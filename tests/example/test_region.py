"""The region as it stands when it has been loaded, its annual reports and the real ones beside them."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from gongkai.accounts.queries import Duty, holders
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries import evaluation, findings, text_with_figures, unknown_cells
from gongkai.applications.models import Application
from gongkai.applications.queries import clock
from gongkai.applications.workflow import State as ApplicationState
from gongkai.catalogue.queries import all_columns
from gongkai.disclosure.models import InformationItem, ItemVersion
from gongkai.disclosure.queries import deadline
from gongkai.disclosure.workflow import State as ItemState
from gongkai.example.accounts import accounts
from gongkai.example.applications import followed
from gongkai.example.load import NotHere, holds_nothing_else, is_loaded, load
from gongkai.example.texts import MARK
from gongkai.foundation.ledger import BrokenLink, Entry, verify
from gongkai.law.replies import outcome
from gongkai.obligations.models import Owing
from gongkai.obligations.queries import with_status
from gongkai.organs.queries import Kind, Level, by_code, existing_on, subtree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
REPORTING = ["city-office", "education", "liutang"]


def city():
    return by_code("qinghe")


def test_the_city_has_25_departments_and_18_towns_and_streets(example):
    existing = existing_on(Application.objects.latest("submitted_at").submitted_at.date())
    under = Counter((organ.kind, organ.level) for organ in existing if organ in set(subtree(city())))

    assert under == {
        (Kind.GOVERNMENT, Level.COUNTY): 1,
        (Kind.DEPARTMENT, Level.COUNTY): 25,
        (Kind.GOVERNMENT, Level.TOWNSHIP): 12,
        (Kind.SUBDISTRICT, Level.TOWNSHIP): 6,
    }


def test_every_duty_of_every_organ_is_held_by_somebody():
    working = [duty for duty in Duty if "admin" not in duty]

    nobody = [
        (organ.code, duty)
        for organ in subtree(city())
        for duty in working
        if not holders(duty, organ.pk).exists()
    ]

    assert nobody == []


def test_every_duty_has_an_account_to_try():
    told = {label for account in accounts() for label in account.duty.split("、")}

    assert told == {str(duty.label) for duty in Duty}


def test_every_shown_account_signs_in_with_its_password():
    people = User.objects.in_bulk([account.username for account in accounts()], field_name="username")

    assert all(people[one.username].check_password(one.password) for one in accounts())
    assert all(people[one.username].get_full_name() == one.name for one in accounts())


def test_applications_stand_in_every_state():
    assert set(Application.objects.values_list("state", flat=True)) == set(ApplicationState)


def test_applications_were_answered_in_every_kind_of_outcome():
    answered = Application.objects.exclude(outcome="").values_list("outcome", flat=True)

    assert {outcome(code).kind for code in answered} == {
        "granted",
        "partial",
        "denied",
        "unable",
        "not_processed",
        "other",
    }


def test_the_clocks_of_open_applications_are_worth_a_look():
    told = [clock(one) for one in Application.objects.filter(state__in=["handling", "supplementing"])]
    running = sorted(one.days_left for one in told if one.state == "running")

    assert running == [-2, 0, 2, 3, 8, 9, 9, 10, 12, 14, 17]
    assert Counter(one.state for one in told) == {"running": 11, "waiting": 3, "suspended": 1}


def test_applicants_are_of_every_kind_and_came_by_every_channel_but_mail():
    kinds = set(Application.objects.values_list("applicant_kind", flat=True))
    channels = set(Application.objects.values_list("channel", flat=True))

    assert kinds == {"natural", "commercial", "research", "social", "legal", "other"}
    assert channels == {"online", "in_person", "registered_post", "ordinary_post", "fax", "oral"}


def test_the_query_codes_that_are_shown_open_their_applications_and_make_no_new_ones():
    before = Application.objects.count()

    assert [one.what for one in followed()] == [
        "正在征求第三方意见，期限不计算",
        "等待申请人补正",
        "已延长答复期限",
        "已答复：部分公开，可下载答复书和附件",
    ]
    assert Application.objects.count() == before


def test_items_stand_in_every_state_and_fill_every_column_of_the_board():
    filled = set(ItemVersion.objects.values_list("column__code", flat=True))
    columns = all_columns().exclude(block="reports").exclude(scope="rule_makers")
    leaves = {column.code for column in columns if not column.children.exists()}

    assert set(InformationItem.objects.values_list("state", flat=True)) == set(ItemState)
    assert leaves - filled == set()
    assert ItemVersion.objects.count() >= 80


def item(title: str) -> InformationItem:
    return InformationItem.objects.get(title__contains=title)


def test_every_record_is_filled_in_and_every_table_has_its_rows():
    public = ItemVersion.objects.filter(current_of__isnull=False)

    assert [one.title for one in public if one.element_gaps()] == []
    assert item("年幼儿园名录").sheet.row_count == 8
    assert item("柳塘村村组道路").elements["funds"] == "128"


def test_the_items_of_education_are_reviewed_twice_by_different_eyes():
    versions = ItemVersion.objects.filter(item__organ__code="education")
    looked = [(one.review.by_user_id, one.second_review.by_user_id) for one in versions]

    assert len(looked) > 10
    assert [first for first, second in looked if first == second] == []


def test_one_item_is_published_by_itself_in_the_days_to_come():
    waiting = InformationItem.objects.filter(publish_at__isnull=False).get()

    assert (waiting.state, timezone.localdate(waiting.publish_at)) == ("signed", date(2026, 11, 26))


def test_the_warning_of_high_water_was_public_at_once_and_owes_its_looks():
    debt = item("水位超警戒").versions.get().debt

    assert (debt.due_on, debt.paid_at) == (date(2026, 11, 23), None)


def test_the_notice_of_two_organs_was_public_when_both_had_agreed():
    made = item("青禾市民政局 青禾市财政局")

    assert [(one.organ.code, one.state) for one in made.agreements.all()] == [("finance", "agreed")]
    assert made.agreements.get().answered_at < made.published_at


def test_one_entry_of_the_register_is_soon_looked_at_again():
    soon = date(2026, 11, 22) + timedelta(days=30)
    due = InformationItem.objects.filter(state=ItemState.RETAINED, reassess_by__lte=soon)

    assert [one.title for one in due] == ["青禾市社会救助资金发放核对工作纪要"]


def test_a_special_column_is_open_and_holds_something():
    special = all_columns().get(is_special=True)

    assert (special.name, special.is_open_on(date(2026, 11, 22))) == ("冬季供暖", True)
    assert ItemVersion.objects.filter(column=special).count() == 1


def test_what_every_organ_owes_is_listed_and_what_was_public_counts():
    stand = Counter(with_status(Owing.objects.all()).values_list("status", flat=True))

    few = {"missing": 2, "done_late": 3, "due_soon": 2, "waiting": 1}
    assert {name: stand[name] for name in few} == few
    assert stand["done"] + stand["no_change"] > 0.9 * stand.total()


def test_one_declaration_waits_for_the_office_and_the_city_s_budget_was_published_by_its_finance_bureau():
    declared = Owing.objects.get(declared_on__isnull=False)
    budget = Owing.objects.get(obligation__code="government-budget", organ=city())

    assert (declared.organ.code, declared.obligation.code) == ("beiyuan", "unit-budget")
    assert (budget.publisher.code, budget.item.organ.code, budget.settlement) == (
        "finance",
        "finance",
        "published",
    )


def test_every_text_is_marked_as_an_example():
    unmarked = [item.title for item in InformationItem.objects.all() if MARK not in item.body]

    assert unmarked == []


def test_no_place_of_a_text_was_left_open():
    fields = InformationItem.objects.values_list("title", "summary", "body", "document_number")

    assert [title for title, *rest in fields if "{" in "".join([title, *rest])] == []


def test_four_public_items_were_late_and_one_was_corrected_and_one_taken_back():
    public = InformationItem.objects.filter(state=ItemState.PUBLISHED)
    late = {item.title for item in public if (limit := deadline(item)) and limit.late}

    assert late == {
        "行政处罚决定书（青城管罚〔2026〕106号）",
        "青禾市林业局机构信息",
        "青禾市水利局2026年部门预算",
        "青禾市文化广电旅游体育局2026年部门预算",
    }
    assert ItemVersion.objects.filter(number=2).count() == 1
    assert (
        InformationItem.objects.get(state=ItemState.WITHDRAWN).withdrawals.get().reason == "penalty_revoked"
    )


def test_the_ledger_is_whole_and_in_the_order_of_time():
    moments = list(Entry.objects.order_by("number").values_list("at", flat=True))

    assert not any(isinstance(found, BrokenLink) for found in verify())
    assert moments == sorted(moments)


def test_what_was_open_at_a_merged_organ_was_answered_by_its_successor():
    moved = Application.objects.get(number__startswith="RURAL-REVIVAL")

    assert (moved.organ.code, moved.outcome) == ("agriculture", "granted")


def test_what_is_public_can_be_searched_at_once(example):
    public = ItemVersion.objects.filter(current_of__isnull=False).count()

    assert example[-1].endswith(f"，{public}条信息可供检索")


def test_it_is_loaded_and_is_not_loaded_twice():
    assert is_loaded()
    assert holds_nothing_else()
    with pytest.raises(NotHere, match="已有机关"):
        load(print)


def report(code: str, year: int) -> AnnualReport:
    return AnnualReport.objects.get(organ=by_code(code), year=year)


def totals(one: AnnualReport) -> dict[str, int]:
    rows = ("received", "carried_over", "results_total", "carried_forward")
    values = evaluation(one).values
    return {row: values[f"applications.{row}.total"] for row in rows}


@pytest.mark.parametrize("code", REPORTING)
def test_last_years_report_is_out_complete_and_in_balance(code):
    last = report(code, 2025)
    told = totals(last)

    assert last.state == "published"
    assert unknown_cells(last) == []
    assert [finding for finding in findings(last) if finding.severity == "error"] == []
    assert told["received"] + told["carried_over"] == told["results_total"] + told["carried_forward"]
    assert told["received"] > 0


def test_what_was_carried_forward_is_carried_over():
    assert totals(report("education", 2024))["carried_forward"] == 1
    assert totals(report("education", 2025))["carried_over"] == 1


@pytest.mark.parametrize("code", REPORTING)
def test_the_text_tells_the_figures_of_the_tables(code):
    last = report(code, 2025)
    told = totals(last)

    text = text_with_figures(last, "upon_application", evaluation(last).values)
    assert f"新收政府信息公开申请{told['received']}件" in text
    assert f"结转下年度{told['carried_forward']}件" in text


@pytest.mark.parametrize("code", REPORTING)
def test_this_years_report_is_being_filled(code):
    draft = report(code, 2026)

    assert draft.state == "draft"
    assert totals(draft)["received"] > 0
    assert len(unknown_cells(draft)) == 4


def test_reconsideration_counts_in_the_column_of_its_result():
    values = evaluation(report("education", 2025)).values

    assert values["remedies.reconsideration.other"] == 1
    assert values["remedies.reconsideration.pending"] == 1
    assert values["remedies.reconsideration.total"] == 2


def test_the_real_reports_stand_under_their_own_organs():
    imported = AnnualReport.objects.filter(imported=True).order_by("organ__path", "year")

    assert [(one.organ.name, one.year) for one in imported] == [
        ("上饶市信州区人民政府", 2019),
        ("洲上乡人民政府", 2018),
        ("建瓯市人民政府办公室", 2018),
        ("龙泉市人民政府", 2020),
        ("阆中市柏垭镇人民政府", 2019),
        *(("平潭综合实验区管理委员会", year) for year in (2011, 2012, 2013, 2019, 2020, 2021)),
        *(("平潭县人民政府", year) for year in (2011, 2012, 2013)),
        ("平潭综合实验区地方税务局", 2013),
        *(("淮安市洪泽区人民政府", year) for year in (2023, 2024)),
    ]
    assert all("真实年报样本" in one.organ.short_name for one in imported)


def test_the_categories_of_jianou_do_not_add_up():
    jianou = AnnualReport.objects.get(organ__code="sample-jianou")

    assert [(one.left, one.right) for one in findings(jianou) if "2535" in one.text] == [(2535, 2589)]


def test_a_reply_stands_at_every_step_and_an_overturned_one_is_decided_anew():
    by_state = Counter(
        Application.objects.filter(proposals__isnull=False).values_list("proposals__state", flat=True)
    )
    assert {state: by_state[state] for state in ("counsel", "signing", "signed")} == {
        "counsel": 1,
        "signing": 1,
        "signed": 1,
    }
    again = Application.objects.get(state="handling", replies__isnull=False)
    assert again.description == "市政府办公室上一年度会议活动支出明细"


def test_a_misdirected_application_went_to_the_organ_that_is_responsible():
    moved = Application.objects.get(transfers__isnull=False)
    assert (moved.organ.code, moved.state) == ("education", "submitted")
