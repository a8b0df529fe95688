"""Errors block a report, warnings want their reason, and four eyes see it before the public does."""

from datetime import date, datetime

import pytest
from django.utils import translation

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.workflow import State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused, Stale
from tests import factories
from tests.annual_reports.builders import (
    YEAR,
    a_year_of_applications,
    application,
    report_published,
    report_ready,
    report_submitted,
)
from tests.annual_reports.conftest import SHANGHAI

IN_FORCE = "proactive.行政规范性文件.现行有效件数"


def refused(act) -> list[str]:
    with pytest.raises(Refused) as told:
        act()
    return told.value.reasons


def test_submit_a_balanced_report(bureau, clerk):
    a_year_of_applications(bureau)
    report = report_ready(bureau, clerk)

    assert queries.obstacles(report) == []
    actions.submit(report, by=clerk)

    assert report.state == State.IN_REVIEW


@pytest.mark.parametrize(
    ("rule", "corrected", "text"),
    [
        (
            "B-50",
            {"applications.received.natural": 9},
            "自然人：一（9）＋二（0）＝9，而三（七）（0）＋四（0）＝0，相差9",
        ),
        (
            "B-50",
            {"applications.carried_forward.legal": 2},
            "法律服务机构：一（0）＋二（0）＝0，而三（七）（0）＋四（2）＝2，相差2",
        ),
        ("A-27", {"proactive.规章.现行有效件数": 1}, "规章"),
    ],
)
def test_submit_is_blocked_by_every_error_of_the_evaluator(bureau, clerk, rule, corrected, text):
    report = report_ready(bureau, clerk)
    actions.enter_cells(report, corrected, reason="试填", by=clerk)

    reasons = refused(lambda: actions.submit(report, by=clerk))

    assert any(text in reason for reason in reasons)
    assert rule in {finding.rule for finding in queries.findings(report)}
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_submit_is_blocked_while_cells_are_unknown_and_sections_unwritten(bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)

    reasons = refused(lambda: actions.submit(report, by=clerk))

    assert reasons == [
        "第一部分“主动公开”还没有填写。",
        "第一部分“依申请公开”还没有填写。",
        "第一部分“政府信息管理”还没有填写。",
        "第一部分“政府信息公开平台建设”还没有填写。",
        "第一部分“监督保障”还没有填写。",
        "第五部分“存在的主要问题”还没有填写。",
        "第五部分“改进情况”还没有填写。",
        "还有4个数据没有填写（没有的填0）：行政许可 · 本年处理决定数量；行政处罚 · 本年处理决定数量；"
        "行政强制 · 本年处理决定数量等。",
    ]


def test_what_last_year_carried_forward_must_be_carried_over_or_explained(bureau, clerk, signer):
    with acting_at(datetime(2025, 1, 15, 9, tzinfo=SHANGHAI)):
        application(bureau, date(2024, 12, 20))
        report_published(bureau, clerk, signer, year=2024)
    report = report_ready(bureau, clerk)
    changes = {"applications.carried_over.natural": 0, "applications.carried_forward.natural": 0}
    actions.enter_cells(report, changes, reason="划出至其他单位", by=clerk)

    natural, total = queries.warnings(report)
    assert natural.text == "自然人：二（0），而上年四（1），相差1"

    reasons = refused(lambda: actions.submit(report, by=clerk))
    assert reasons == [f"需要说明原因：{natural.text}", f"需要说明原因：{total.text}"]

    explanations = {queries.finding_key(one): "机构改革划出1件。" for one in (natural, total)}
    actions.submit(report, by=clerk, explanations=explanations)
    report.refresh_from_db()
    assert report.explanations == explanations


def test_a_reason_given_in_one_language_stands_in_the_other(bureau, clerk):
    report = report_ready(bureau, clerk, year=2026)
    keys = [queries.finding_key(one) for one in queries.warnings(report)]

    with translation.override("en"):
        (early,) = queries.warnings(report)

    assert (
        early.text == "The year 2026 runs until 31 December and was not over when the report was submitted."
    )
    assert [queries.finding_key(early)] == keys


def test_submit_before_the_year_is_over_wants_a_reason(bureau, clerk):
    report = report_ready(bureau, clerk, year=2026)

    (early,) = queries.warnings(report)
    assert (early.rule, early.text) == ("B-01", "2026年度的统计期限至12月31日，提交时尚未届满。")

    actions.submit(report, by=clerk, explanations={queries.finding_key(early): "演练。"})
    assert [one.rule for one in queries.warnings(report)] == ["B-01"]


def test_submit_after_the_records_have_changed_asks_to_count_anew(bureau, clerk):
    report = report_ready(bureau, clerk)
    application(bureau, date(2025, 7, 1))

    reasons = refused(lambda: actions.submit(report, by=clerk))
    assert reasons == [
        "取数之后记录又有变化：四、结转下年度继续办理 · 自然人；"
        "一、本年新收政府信息公开申请数量 · 自然人。请重新从记录取数。"
    ]

    actions.fill_from_records(report, by=clerk)
    actions.submit(report, by=clerk)
    assert report.state == State.IN_REVIEW


def test_a_fee_report_that_differs_from_the_records_wants_a_reason(bureau, clerk):
    report = report_ready(bureau, clerk)
    actions.write_section(report, "六", {"fees": "本年度未收费。"}, by=clerk)

    assert [one.rule for one in queries.warnings(report)] == ["B-05"]


def test_figures_and_sources_stand_still_once_submitted(bureau, clerk):
    one = application(bureau, date(2025, 7, 1), date(2025, 7, 20), "granted")
    report = report_submitted(bureau, clerk)
    digest = queries.content_digest(report)

    type(one).objects.filter(pk=one.pk).update(outcome="partial")

    report.refresh_from_db()
    assert report.sources["applications.results.granted.natural"] == [one.pk]
    assert queries.content_digest(report) == digest
    assert history_of(report).last().facts["digest"] == digest


def test_sign_off_is_not_for_one_who_made_the_report(bureau, clerk):
    report = report_submitted(bureau, clerk)
    own = type(clerk)(name=clerk.name, duty=Duty.SIGNER, user_id=clerk.user_id, organ_id=bureau.pk)

    reasons = refused(lambda: actions.sign_off(report, by=own))

    assert reasons == ["您参与了本报告的编制，须由其他签发人审签。"]
    report.refresh_from_db()
    assert report.state == State.IN_REVIEW


def test_sign_off_needs_the_signer_of_the_same_organ(bureau, clerk):
    report = report_submitted(bureau, clerk)
    stranger = factories.actor(factories.organ("other"), Duty.SIGNER)

    for somebody in (clerk, stranger):
        assert refused(lambda by=somebody: actions.sign_off(report, by=by)) == [
            "“审签”须由本机关的签发人办理。"
        ]


def test_publish_needs_the_signature(bureau, clerk):
    report = report_submitted(bureau, clerk)

    assert refused(lambda: actions.publish(report, by=clerk)) == ["“待审签”状态下不能发布。"]
    assert list(queries.public_reports()) == []


def test_a_published_report_is_public_and_stays(bureau, clerk, signer):
    report = report_published(bureau, clerk, signer)

    assert list(queries.public_reports(bureau)) == [report]
    assert queries.public_report(bureau.code, YEAR).title == "青禾市财政局2025年政府信息公开工作年度报告"
    assert [entry.verb for entry in history_of(report)] == [
        "annual_reports.open_report",
        "annual_reports.fill_from_records",
        "annual_reports.enter_cells",
        "annual_reports.write_section",
        "annual_reports.write_section",
        "annual_reports.write_section",
        "annual_reports.submit",
        "annual_reports.sign_off",
        "annual_reports.publish",
    ]
    assert refused(lambda: actions.send_back(report, by=signer, reason="补充")) == [
        "“已发布”状态下不能退回修改。"
    ]


def test_send_back_says_why_and_the_clerk_mends(bureau, clerk, signer):
    report = report_submitted(bureau, clerk)

    assert refused(lambda: actions.send_back(report, by=signer, reason=" ")) == [
        "请写明退回的原因，以便编制人修改。"
    ]
    actions.send_back(report, by=signer, reason="请补充平台建设情况。")

    report.refresh_from_db()
    assert (report.state, report.returned_because) == (State.DRAFT, "请补充平台建设情况。")
    actions.write_section(report, "一", {"platform": "新建专栏一个。"}, by=clerk)
    actions.submit(report, by=clerk)
    actions.sign_off(report, by=signer)
    assert report.state == State.SIGNED


def test_sign_off_of_a_report_that_was_sent_back_meanwhile_is_stale(bureau, clerk, signer):
    report = report_submitted(bureau, clerk)
    seen = report.revision
    actions.send_back(report, by=signer, reason="补充")
    actions.submit(report, by=clerk)

    with pytest.raises(Stale):
        actions.sign_off(report, by=signer, seen=seen)


def test_a_figure_in_the_text_that_differs_from_the_table_wants_a_reason(bureau, clerk):
    a_year_of_applications(bureau)
    report = report_ready(bureau, clerk)
    actions.write_section(
        report, "一", {"upon_application": "2025年收到政府信息公开申请6件，办结5件。"}, by=clerk
    )

    (told,) = queries.warnings(report)
    assert told.rule == "B-59-received"
    assert (told.left, told.right) == (6, 5)
    assert told.words == "收到政府信息公开申请6件"

    actions.write_section(
        report, "一", {"upon_application": "2025年收到政府信息公开申请5件，办结5件。"}, by=clerk
    )
    assert queries.warnings(report) == []
