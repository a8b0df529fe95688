"""After the letters: the fee is told as paid, remedies show their last days, and the applicant judges how it went."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Satisfaction
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import address, sign_in

STATUS = "/apply/status/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def taken(organ, handler):
    taken = actions.submit(organ, builders.particulars(), token=builders.token())
    actions.register(taken.application, by=handler, confirmed_on=MONDAY)
    return taken


@pytest.fixture
def one(taken):
    return taken.application


@pytest.fixture
def mine(client, taken):
    client.post(STATUS, {"number": taken.application.number, "code": taken.code})
    return client


def page(client, one):
    return client.get(f"{STATUS}{one.number}/")


def text(response):
    return response.content.decode()


def owing(one, handler):
    actions.serve_fee_notice(one, by=handler, method="pages", quantity=131)


def answered(one, handler, kind="already_published", **contents):
    builders.replied(one, by=handler, kind=kind, contents=contents or {"route": "本网站"})


def test_the_fee_is_shown_with_its_last_day_and_telling_of_it_does_not_count_as_paid(mine, one, handler):
    owing(one, handler)
    shown = text(page(mine, one))
    assert "缴纳信息处理费" in shown
    assert f"{one.owed_fee().amount}元" in shown

    sent = {"seen": one.revision, "paid_on": "2025-03-03", "note": "银行转账，回单88号"}
    sent["proofs"] = [SimpleUploadedFile("回单.txt", b"88")]
    assert mine.post(f"{STATUS}{one.number}/payment/", sent).status_code == 302

    one = queries.for_applicant(one.pk)
    assert one.owed_fee().report.note == "银行转账，回单88号"
    assert (one.owed_fee().paid_on, queries.clock(one).state) == (None, "waiting")
    assert [file.kind for file in one.attachments.all()] == ["payment"]
    shown = text(page(mine, one))
    assert "您已告知在 2025-03-03 缴费" in shown
    assert "等待受理机关核实" in shown


def test_the_desk_sees_what_was_told_of_the_fee_and_only_who_handles_it(mine, one, handler, organ):
    owing(one, handler)
    actions.report_payment(one, by=APPLICANT, paid_on=MONDAY, note="回单88号")
    desk, clerk = factories.actor(organ, Duty.REPORT_CLERK), text(sign_in(mine, handler).get(address(one)))

    assert "申请人告知已经缴费，请核实" in clerk
    assert "回单88号" in clerk
    assert "回单88号" not in text(sign_in(mine, desk).get(address(one)))


@pytest.mark.parametrize(
    "typed",
    [
        {"paid_on": "2025-03-03"},
        {"paid_on": "2025-03-02", "note": "现金"},
        {"paid_on": "2025-03-04", "note": "现金"},
        {"note": "现金"},
    ],
    ids=["nothing to check", "before the notice", "tomorrow", "no day"],
)
def test_what_is_told_wrongly_of_the_fee_is_refused_and_kept_on_the_form(typed, mine, one, handler):
    owing(one, handler)
    response = mine.post(f"{STATUS}{one.number}/payment/", {"seen": one.revision, **typed})

    assert "error-summary" in text(response)
    assert not hasattr(queries.for_applicant(one.pk).owed_fee(), "report")


def test_after_the_last_day_nothing_can_be_told_of_the_fee(one, handler):
    owing(one, handler)
    with at(date(2025, 5, 6)), pytest.raises(Refused):
        actions.report_payment(one, by=APPLICANT, paid_on=date(2025, 5, 6), note="现金")


def test_only_the_applicant_tells_of_the_fee_and_judges(one, handler):
    owing(one, handler)
    with pytest.raises(Refused):
        actions.report_payment(one, by=handler, paid_on=MONDAY, note="现金")
    with pytest.raises(Refused):
        actions.rate(one, by=handler, score=5)


@pytest.mark.parametrize(
    ("kind", "contents", "ways"),
    [
        (
            "already_published",
            {"route": "本网站"},
            [
                ("申请行政复议", date(2025, 5, 6)),
                ("向人民法院提起行政诉讼", date(2025, 9, 3)),
                ("投诉、举报", None),
            ],
        ),
        (
            "internal_affairs",
            {"reasons": "内部人员管理信息。"},
            [("申请行政复议", date(2025, 5, 6)), ("投诉、举报", None)],
        ),
    ],
)
def test_the_remedies_have_their_last_days_by_ground(kind, contents, ways, mine, one, handler):
    assert queries.remedies_of(one) == []
    needs = {
        need.field: "说明。"
        for need in next(row for row in queries.offered_replies(one) if row.code == kind).must_contain
    }
    answered(one, handler, kind, **(needs | contents))

    found = queries.remedies_of(queries.for_applicant(one.pk))
    assert [(way.label, way.until) for way in found] == ways
    shown = text(page(mine, one))
    assert "最后一天是 <strong>2025-05-06</strong>" in shown
    assert ("应当先申请行政复议" in shown) == (kind == "internal_affairs")


def test_the_applicant_judges_once_and_may_think_again_for_some_days(mine, one, handler):
    assert "评价这次办理" not in text(page(mine, one))
    answered(one, handler)
    shown = page(mine, one)
    sent = {"seen": shown.context["application"].revision, "score": 2, "words": "等得太久"}
    assert mine.post(f"{STATUS}{one.number}/rating/", sent).status_code == 302
    one.refresh_from_db()
    mine.post(f"{STATUS}{one.number}/rating/", {"seen": one.revision, "score": 4, "words": ""})

    kept = Satisfaction.objects.get()
    assert (kept.score, kept.words, kept.changed_at is None) == (4, "", False)
    assert "您的评价：满意" in text(page(mine, one))
    told = history_of(one).filter(verb="applications.rate")
    assert [entry.facts for entry in told.order_by("pk")] == [
        {"score": 2, "changed": False},
        {"score": 4, "changed": True},
    ]
    with at(date(2025, 4, 20)):
        one.refresh_from_db()
        assert page(mine, one).context["rating_form"] is None
        with pytest.raises(Refused):
            actions.rate(one, by=APPLICANT, score=1)


@pytest.mark.parametrize("typed", [{"score": 6}, {"score": "x"}, {}, {"score": 3, "words": "长" * 501}])
def test_a_judgement_out_of_range_is_refused(typed, mine, one, handler):
    answered(one, handler)
    response = mine.post(f"{STATUS}{one.number}/rating/", {"seen": one.revision + 1, **typed})

    assert (response.status_code, Satisfaction.objects.count()) == (200, 0)


def test_what_had_no_answer_is_not_judged(one):
    actions.withdraw_application(one, by=APPLICANT)
    with pytest.raises(Refused):
        actions.rate(one, by=APPLICANT, score=5)


def test_the_desk_reads_the_judgement_in_one_line(mine, one, handler):
    answered(one, handler)
    actions.rate(one, by=APPLICANT, score=5, words="很快")

    assert "<strong>很满意</strong>　很快" in text(sign_in(mine, handler).get(address(one)))


def test_figures_of_a_small_group_are_not_told(organ, handler):
    year = (date(2025, 1, 1), date(2025, 12, 31))
    for n in range(10):
        assert queries.satisfaction_figures(organ, *year) is None
        case = builders.handling(organ, handler)
        answered(case, handler)
        actions.rate(case, by=APPLICANT, score=5 if n else 1)

    found = queries.satisfaction_figures(organ, *year)
    assert (found.count, found.by_score, found.average) == (10, {1: 1, 2: 0, 3: 0, 4: 0, 5: 9}, 4.6)
    assert queries.satisfaction_figures(organ, date(2024, 1, 1), date(2024, 12, 31)) is None


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (None, "受理机关最迟2025年3月31日书面答复您"),
        ("supplement", "您提交补正，从收到补正的次日起重新计算答复期限"),
        ("fee", "您缴费，受理机关核实后，从缴费的次日起重新计算答复期限"),
        ("consultation", "等被征求意见的一方答复"),
    ],
)
def test_the_page_says_what_comes_next(act, said, mine, one, handler):
    if act == "supplement":
        actions.request_supplement(one, by=handler, defects="请写明文号。")
    if act == "fee":
        owing(one, handler)
    if act == "consultation":
        actions.serve_consultation(one, by=handler, party="third_party", name="甲", question="是否同意")
    shown = page(mine, one)

    assert any(said in line for line in shown.context["coming"])
    assert "您提交了申请" in text(shown)
    assert "甲" not in text(shown)


def test_the_purge_takes_the_words_beside_payment_and_judgement_and_leaves_the_figure(one, handler):
    owing(one, handler)
    proof = [SimpleUploadedFile("回单.txt", b"88")]
    actions.report_payment(one, by=APPLICANT, paid_on=MONDAY, note="欧阳小明转账", proofs=proof)
    actions.record_fee_payment(one, by=handler)
    answered(one, handler)
    actions.rate(one, by=APPLICANT, score=2, words="欧阳小明不满意")
    Application.objects.filter(pk=one.pk).update(state="archived")
    actions.purge(one)

    kept = queries.for_applicant(one.pk)
    assert (kept.satisfaction.score, kept.satisfaction.words) == (2, "")
    assert kept.fee_notices.get().report.note == ""
    assert list(kept.attachments.all()) == []
