"""The annual report at the desk: filling, what is typed wrong, signing, what is not yours."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.workflow import State
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.annual_reports.builders import (
    TEXT,
    YEAR,
    a_year_of_applications,
    application,
    report_ready,
    report_submitted,
)
from tests.annual_reports.conftest import SHANGHAI

LICENCES = "proactive.行政许可.本年处理决定数量"
CHARGES = "proactive.行政事业性收费.本年收费金额"
PARTIAL = "applications.results.partial.natural"


@pytest.fixture(autouse=True)
def _january():
    with acting_at(datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def clerk(bureau):
    return factories.staff(bureau, Duty.REPORT_CLERK)


@pytest.fixture
def signer(bureau):
    return factories.staff(bureau, Duty.SIGNER)


@pytest.fixture
def at_desk(client):
    def sign_in(appointment):
        client.force_login(appointment.user, "django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def way(name, *args):
    return reverse(f"workbench:{name}", args=args)


def page(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_open_report_fills_what_the_records_know(at_desk, bureau, clerk):
    application(bureau, date(2025, 2, 3), date(2025, 2, 20), "partial")

    response = at_desk(clerk).post(way("open_report"), {"year": YEAR}, follow=True)

    assert response.redirect_chain == [(way("annual_report", YEAR), 302)]
    assert "还有4个数据没有填写" in page(response)
    assert queries.report_of(clerk.actor(), YEAR).figures[PARTIAL] == 1


def test_a_figure_from_records_is_a_link_to_its_records(at_desk, bureau, clerk):
    one = application(bureau, date(2025, 2, 3), date(2025, 2, 20), "partial")
    actions.open_report(bureau, YEAR, by=clerk.actor())

    shown = page(at_desk(clerk).get(way("report_section", YEAR, 3)))
    assert f'href="{way("report_cell", YEAR, PARTIAL)}"' in shown

    behind = at_desk(clerk).get(way("report_cell", YEAR, PARTIAL))
    assert [record.title for record in behind.context["records"]] == [one.number]


def test_the_tables_have_the_cells_of_the_form(at_desk, bureau, clerk):
    actions.open_report(bureau, YEAR, by=clerk.actor())

    for number, (headers, numbers) in {2: (16, 10), 3: (39, 175), 4: (19, 15)}.items():
        shown = page(at_desk(clerk).get(way("report_section", YEAR, number)))
        assert (shown.count("<th "), shown.count('<td class="number')) == (headers, numbers)


@pytest.mark.parametrize("name", ["annual_report", "report_section"])
def test_the_style_sheet_of_reports_stands_in_the_head(at_desk, bureau, clerk, name):
    actions.open_report(bureau, YEAR, by=clerk.actor())
    section = (3,) if name == "report_section" else ()

    head, _end, body = page(at_desk(clerk).get(way(name, YEAR, *section))).partition("</head>")

    assert (head.count("gongkai/report.css"), body.count("stylesheet")) == (1, 0)


def test_enter_cells_keeps_figures_as_people_type_them(at_desk, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    typed = {"seen": report.revision, LICENCES: "１,２ 34", CHARGES: "0.50"}

    response = at_desk(clerk).post(way("enter_cells", YEAR, 2), typed)

    assert response.url == way("report_section", YEAR, 2)
    report.refresh_from_db()
    assert report.cells == {LICENCES: 1234, CHARGES: "0.50"}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("-3", "不能是负数；没有的填0。"),
        ("三件", "请只填数字；没有的填0，还不知道的留空。"),
        ("1e9", "请只填数字；没有的填0，还不知道的留空。"),
        ("99999999999", "数字过大（上限999999999），请核对。"),
        ("1.5", "应为整数。"),
    ],
)
def test_enter_cells_keeps_what_was_typed_and_says_beside_the_cell_what_is_wrong(
    at_desk, bureau, clerk, typed, why
):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    sent = {"seen": report.revision, LICENCES: typed, CHARGES: "2"}

    response = at_desk(clerk).post(way("enter_cells", YEAR, 2), sent)

    form = response.context["form"]
    assert form.errors == {LICENCES: [why]}
    assert form[LICENCES].value() == typed
    assert form[CHARGES].value() == "2"
    assert f'value="{typed}"' in page(response)
    report.refresh_from_db()
    assert report.cells == {}


def test_all_that_is_wrong_is_said_at_once(at_desk, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    sent = {"seen": report.revision, LICENCES: "三", CHARGES: "-1"}

    response = at_desk(clerk).post(way("enter_cells", YEAR, 2), sent)

    assert set(response.context["form"].errors) == {LICENCES, CHARGES}


def test_a_correction_without_a_reason_is_refused_beside_its_cell(at_desk, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    address = way("enter_cells", YEAR, 3) + "?correct"

    response = at_desk(clerk).post(address, {"seen": report.revision, PARTIAL: "2"})
    assert response.context["form"].errors == {PARTIAL: ["与记录所得的0不同，请写明更正理由。"]}

    at_desk(clerk).post(address, {"seen": report.revision, PARTIAL: "2", "reason": "含纸质申请"})
    shown = page(at_desk(clerk).get(way("report_cell", YEAR, PARTIAL)))
    assert "记录所得为0。更正理由：含纸质申请" in shown


def test_what_is_out_of_balance_is_told_with_rule_figures_and_article(at_desk, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    actions.enter_cells(report, {"applications.received.legal": 2}, reason="试填", by=clerk.actor())

    shown = page(at_desk(clerk).get(way("report_section", YEAR, 3)))

    assert "法律服务机构：一（2）＋二（0）＝2，而三（七）（0）＋四（0）＝0，相差2" in shown
    assert "第一项加第二项之和，等于第三项加第四项之和（B-50）" in shown
    assert shown.count("report-grid__broken") == 8


def test_a_second_clerk_is_told_and_overwrites_nothing(at_desk, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    seen = report.revision
    actions.enter_cells(report, {LICENCES: 7}, by=clerk.actor())

    response = at_desk(clerk).post(way("enter_cells", YEAR, 2), {"seen": seen, LICENCES: "9"})

    assert f"{clerk.user.get_full_name()}已对这条记录作了处理" in page(response)
    report.refresh_from_db()
    assert report.cells == {LICENCES: 7}


def test_write_section_keeps_its_texts(at_desk, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk.actor())
    texts = dict.fromkeys(queries.SECTION_TEXTS["一"], TEXT)

    response = at_desk(clerk).post(way("write_section", YEAR, 1), {"seen": report.revision, **texts})

    assert response.url == way("report_section", YEAR, 1)
    report.refresh_from_db()
    assert report.supervision == TEXT


def test_submit_report_wants_a_reason_for_each_warning(at_desk, bureau, clerk):
    report = report_ready(bureau, clerk.actor(), year=2026)
    (early,) = queries.warnings(report)
    key = queries.finding_key(early)

    response = at_desk(clerk).post(way("submit_report", 2026), {"seen": report.revision, key: ""})
    assert "请说明原因，或者更正数据后再提交。" in page(response)

    at_desk(clerk).post(way("submit_report", 2026), {"seen": report.revision, key: "年终演练"})
    report.refresh_from_db()
    assert (report.state, report.explanations) == (State.IN_REVIEW, {key: "年终演练"})


def test_from_submission_to_publication(at_desk, bureau, clerk, signer):
    a_year_of_applications(bureau)
    report = report_submitted(bureau, clerk.actor())

    assert "对提醒事项的说明" not in page(at_desk(signer).get(way("annual_report", YEAR)))
    at_desk(signer).post(way("sign_off_report", YEAR), {"seen": report.revision})
    report.refresh_from_db()
    assert report.state == State.SIGNED

    response = at_desk(clerk).post(way("publish_report", YEAR), {"seen": report.revision}, follow=True)
    assert "已发布，公众现在可以在“政府信息公开年报”中看到。" in page(response)


def test_send_back_report_shows_the_clerk_why(at_desk, bureau, clerk, signer):
    report = report_submitted(bureau, clerk.actor())

    response = at_desk(signer).post(way("send_back_report", YEAR), {"seen": report.revision, "reason": ""})
    assert "请写明退回的原因，以便编制人修改。" in page(response)

    at_desk(signer).post(
        way("send_back_report", YEAR), {"seen": report.revision, "reason": "请补充平台建设。"}
    )
    assert "请补充平台建设。" in page(at_desk(clerk).get(way("annual_report", YEAR)))


def test_an_act_that_is_not_open_is_refused_in_words(at_desk, bureau, clerk, signer):
    report = report_submitted(bureau, clerk.actor())

    response = at_desk(clerk).post(way("publish_report", YEAR), {"seen": report.revision})

    assert "“待审签”状态下不能发布。" in page(response)


@pytest.mark.parametrize(
    ("kind", "mark"), [("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"{"), ("csv", b"\xef\xbb\xbf")]
)
def test_a_draft_can_be_looked_at_as_a_file(at_desk, bureau, clerk, kind, mark):
    actions.open_report(bureau, YEAR, by=clerk.actor())

    response = at_desk(clerk).get(way("report_file", YEAR, kind))

    assert response.content.startswith(mark)
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_report_of_another_organ_does_not_exist(at_desk, bureau, clerk):
    actions.open_report(bureau, YEAR, by=clerk.actor())
    stranger = factories.staff(factories.organ("other"), Duty.REPORT_CLERK)

    for name, args in {"annual_report": (), "report_section": (3,), "report_cell": (PARTIAL,)}.items():
        assert at_desk(stranger).get(way(name, YEAR, *args)).status_code == 404


def test_the_pages_are_for_those_who_have_to_do_with_the_report(at_desk, bureau):
    submitter = factories.staff(bureau, Duty.SUBMITTER)

    assert at_desk(submitter).get(way("annual_reports")).status_code == 403


@pytest.mark.parametrize("years", [(2025,), (2025, 2024, 2026)])
def test_the_list_costs_the_same_with_one_report_and_with_three(
    at_desk, bureau, clerk, years, django_assert_num_queries
):
    for year in years:
        actions.open_report(bureau, year, by=clerk.actor())
    client = at_desk(clerk)
    client.get(way("annual_reports"))

    with django_assert_num_queries(6):
        response = client.get(way("annual_reports"))

    assert len(response.context["reports"]) == len(years)


def test_a_table_costs_the_same_however_much_was_counted(at_desk, bureau, clerk, django_assert_num_queries):
    a_year_of_applications(bureau)
    actions.open_report(bureau, YEAR, by=clerk.actor())
    client = at_desk(clerk)
    client.get(way("annual_reports"))

    with django_assert_num_queries(7):
        client.get(way("report_section", YEAR, 3))
