"""Keying in at the desk: days counted beside the form, what is missing proposed, papers split, wrong addresses moved."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import actions
from gongkai.applications.models import Application, Transfer
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import address, sign_in

LIST = "/desk/applications/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


@pytest.fixture
def town(db):
    return factories.organ("liutang")


def text(response):
    return response.content.decode()


def typed_in(**changed):
    given = {
        "token": "k" * 32,
        "channel": "registered_post",
        "arrived_on": "2025-02-28",
        "applicant_kind": "natural",
        "name": "王小明",
        "description": "2024年政府采购目录",
        "supply_form": "paper",
        "delivery_way": "post",
    }
    return given | changed


@pytest.mark.parametrize(
    ("channel", "confirmed", "told"),
    [
        ("registered_post", "", ["收到申请之日：2025-02-28", "答复期限至 2025-03-28"]),
        ("fax", "", ["待与申请人确认"]),
        ("fax", "2025-03-03", ["收到申请之日：2025-03-03", "答复期限至 2025-03-31"]),
        ("fax", "2025-02-01", ["填写日期后"]),
        ("pigeon", "", ["填写日期后"]),
    ],
)
def test_the_day_of_receipt_stands_beside_the_field_before_anything_is_saved(desk, channel, confirmed, told):
    typed = {"channel": channel, "arrived_on": "2025-02-28", "confirmed_on": confirmed}
    part = text(desk.get(f"{LIST}take-in/expected/", typed))

    assert [one for one in told if one not in part] == []
    assert not Application.objects.exists()


def test_without_a_script_a_button_counts_and_keeps_what_was_typed(desk):
    page = text(desk.post(f"{LIST}take-in/", typed_in(look="1", name="")))

    assert "收到申请之日：2025-02-28" in page
    assert "2024年政府采购目录" in page
    assert "error-summary" not in page
    assert not Application.objects.exists()


def test_a_wrong_form_keeps_all_that_was_typed(desk):
    response = desk.post(f"{LIST}take-in/", typed_in(email="no", postal_address="柳塘镇1号"))

    assert "柳塘镇1号" in text(response)
    assert list(response.context["form"].errors) == ["email"]
    assert not Application.objects.exists()


def test_what_is_missing_is_listed_and_proposed_for_the_one_notice(desk):
    response = desk.post(f"{LIST}take-in/", typed_in(description="未写明"), follow=True)
    [row] = response.context["rows"]
    one = Application.objects.get()

    assert row["lacking"] == [
        "提供申请人的身份证明。",
        "提供联系方式（电话、电子邮箱或者通信地址）。",
        "写明所需政府信息的名称、文号或者便于查询的其他特征。",
        "选择邮寄的，提供通信地址。",
    ]
    forms = {step.name: form for step, form, _law in desk.get(address(one)).context["forms"]}
    assert forms["request_supplement"]["defects"].value() == "\n".join(row["lacking"])


def test_a_double_click_makes_one(desk):
    for _click in range(2):
        desk.post(f"{LIST}take-in/", typed_in())

    assert Application.objects.count() == 1


def test_a_confirmation_that_lags_is_in_the_list_and_among_the_tasks(organ, handler, desk):
    actions.take_in(organ, builders.particulars(), by=handler, channel="fax", arrived_on=date(2025, 2, 26))

    assert "应尽快与申请人确认" in text(desk.get(LIST, {"show": "unopened"}))
    assert "超时未与申请人确认的申请" in text(desk.get("/desk/"))


def test_a_paper_is_split_and_every_code_is_shown(organ, handler, desk):
    one = builders.handling(organ, handler)
    page = desk.get(address(one, "split"))
    assert builders.WANTED in text(page)

    typed = {"seen": one.revision, "parts": "2024年预算\n2024年决算\n\n2024年采购目录"}
    rows = desk.post(address(one, "split"), typed, follow=True).context["rows"]

    assert [row["application"].description for row in rows] == ["2024年决算", "2024年采购目录"]
    assert all(row["code"] for row in rows)
    number = rows[1]["application"].number
    receipt = desk.get(f"{LIST}taken/receipt.pdf", {"number": number})
    assert receipt.content.startswith(b"%PDF")
    assert desk.get(f"{LIST}taken/receipt.pdf", {"number": "FINANCE-2025-9999"}).status_code == 404
    Application.objects.exclude(pk=one.pk).update(code_digest="")
    assert desk.get(f"{LIST}taken/receipt.pdf").status_code == 404  # other codes were sent meanwhile
    case = text(desk.get(address(one)))
    assert "同一来件的其他申请" in case
    assert builders.WANTED in case


def test_a_paper_split_twice_by_a_double_click_is_split_once(organ, handler, desk):
    one = builders.handling(organ, handler)
    typed = {"seen": one.revision, "parts": "2024年预算\n2024年决算"}
    desk.post(address(one, "split"), typed)
    again = desk.post(address(one, "split"), typed)

    assert "error-summary" in text(again)
    assert Application.objects.count() == 2


def test_one_line_is_no_splitting_and_stays_typed(organ, handler, desk):
    one = builders.handling(organ, handler)
    page = text(desk.post(address(one, "split"), {"seen": one.revision, "parts": "只有一件事"}))

    assert "至少拆成2件" in page
    assert "只有一件事" in page


def test_a_wrong_address_is_moved_and_both_organs_list_it(organ, town, desk, client):
    one = builders.submitted(organ)
    page = desk.get(address(one, "transfer"))
    assert page.context["form"].near_organs() == ["青禾市人民政府", "柳塘镇人民政府"]

    typed = {"seen": one.revision, "to": "柳塘镇", "reason": "由柳塘镇制作"}
    done = desk.post(address(one, "transfer"), typed, follow=True)
    assert done.redirect_chain[-1][0] == f"{LIST}transfers/"
    assert one.number in text(done)
    assert desk.get(address(one)).status_code == 404

    sign_in(client, factories.actor(town, Duty.APPLICATION_HANDLER))
    assert "转入" in text(client.get(f"{LIST}transfers/"))
    assert "由青禾市财政局转来：由柳塘镇制作" in text(client.get(address(one)))


def test_an_organ_that_is_not_there_is_told_and_stays_typed(organ, desk):
    one = builders.submitted(organ)
    typed = {"seen": one.revision, "to": "月球管理局", "reason": "由其制作"}
    page = text(desk.post(address(one, "transfer"), typed))

    assert "没有找到“月球管理局”" in page
    assert "由其制作" in page
    assert not Transfer.objects.exists()


def test_the_applicant_finds_a_moved_application_by_its_old_number(organ, town, handler, client):
    taken = actions.submit(organ, builders.particulars(), token=builders.token())
    actions.transfer(taken.application, town, by=handler, reason="由柳塘镇制作")
    typed = {"number": taken.application.number, "code": taken.code}
    page = text(client.post("/apply/status/", typed, follow=True))

    assert "柳塘镇人民政府" in page


def test_what_another_organ_answers_is_handed_over_and_its_code_shown(organ, handler, town, desk):
    one = builders.handling(organ, handler)
    contents = {"reason": "由柳塘镇制作", "responsible_organ": "柳塘镇人民政府"}
    builders.replied(one, by=handler, kind="other_organ", contents=contents)

    typed = {"seen": one.revision, "to": "柳塘镇人民政府", "consent": "3月3日电话同意"}
    done = desk.post(address(one, "hand_over"), typed, follow=True)

    [row] = done.context["rows"]
    assert (row["application"].number, row["is_own"]) == ("LIUTANG-2025-0001", False)
    assert row["code"] in text(done)
    assert Transfer.objects.get().successor == row["application"]
    assert "新的编号 LIUTANG-2025-0001" in text(desk.get(address(one)))
    assert desk.get(address(row["application"])).status_code == 404


def test_a_page_that_does_not_fit_says_why(organ, handler, desk):
    one = builders.handling(organ, handler)

    assert "“办理中”状态下不能" in text(desk.get(address(one, "transfer")))
    assert "“办理中”状态下不能" in text(desk.get(address(one, "hand_over")))


def test_what_is_another_organ_s_does_not_exist(organ, handler, client):
    one = builders.handling(organ, handler)
    sign_in(client, factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER))

    for name in ("split", "transfer", "hand_over"):
        assert client.get(address(one, name)).status_code == 404
        assert client.post(address(one, name), {"seen": one.revision}).status_code == 404


@pytest.mark.parametrize("duty", [Duty.OFFICE_HEAD, Duty.SIGNER, Duty.REPORT_CLERK, Duty.SUBMITTER])
def test_only_handlers_key_in(organ, handler, client, duty):
    one = builders.handling(organ, handler)
    sign_in(client, factories.actor(organ, duty))

    for page in ("take-in/", "take-in/expected/", "taken/", "take-in/many/", "take-in/many/template.xlsx"):
        assert client.get(f"{LIST}{page}").status_code == 403
    for name in ("split", "transfer", "hand_over"):
        assert client.get(address(one, name)).status_code == 403


def test_the_case_shows_what_it_resembles_and_what_was_answered(organ, handler, desk):
    first = builders.handling(organ, handler, description="2024年农村危房改造补助资金发放名单")
    builders.replied(
        first, by=handler, kind="nonexistent", contents={"search": "档案室", "nonexistence": "没有"}
    )
    again = builders.handling(organ, handler, description="请公开2024年农村危房改造补助资金发放名单")
    page = text(desk.get(address(again)))

    assert "可能是重复申请" in page
    assert first.reply.letter.number in page
    assert "按重复申请拟写答复" in page
    begun = desk.post(
        f"{address(again)}proposal/begin/", {"seen": again.revision, "path": "yes.information.yes"}
    )
    assert begun.url == f"{address(again)}proposal/items/1/"
    assert again.items.get().reply_kind == "repeat"


def test_the_case_suggests_what_it_may_really_be(organ, handler, desk):
    one = builders.handling(organ, handler, description="我要举报某企业偷排废水")
    page = text(desk.get(address(one)))

    assert "申请里写有“我要举报”" in page
    assert "按“信访、投诉、举报”拟写答复" in page
    desk.post(f"{address(one)}proposal/begin/", {"seen": one.revision, "path": "yes.complaint"})
    assert one.items.get().reply_kind == "complaint"


@pytest.mark.parametrize("path", ["yes.perhaps", "yes.complaint.yes", "no." * 60])
def test_a_way_that_the_questions_do_not_go_begins_nothing(path, organ, handler, desk):
    one = builders.handling(organ, handler)
    desk.post(f"{address(one)}proposal/begin/", {"seen": one.revision, "path": path})

    assert not one.proposals.exists()


def test_who_may_not_read_the_papers_is_shown_nothing_of_it(organ, handler, client):
    one = builders.handling(organ, handler, description="我要举报某企业偷排废水")
    sign_in(client, factories.actor(organ, Duty.REPORT_CLERK))

    assert "申请里写有" not in text(client.get(address(one)))
