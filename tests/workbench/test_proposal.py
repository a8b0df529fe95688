"""Writing, judging, signing and issuing a reply at the desk, page by page."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.applications import actions
from gongkai.applications.models import Proposal
from gongkai.foundation.ledger import Entry
from gongkai.law.questions import a_path_to
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import address, send, sign_in

CONTENTS = {"part_route": "本网站“预算公开”栏目"}


@pytest.fixture(autouse=True)
def _monday():
    with at(date(2025, 3, 3)):
        yield


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler)


@pytest.fixture
def draft(one, handler):
    return actions.begin_proposal(one, by=handler)


def text(response):
    return response.content.decode()


def page_of(one, page=""):
    return f"{address(one)}proposal/{page}"


def sends(client, one, page="", **typed):
    """The form of a page of the proposal, sent as the page shows it now."""
    proposal = Proposal.objects.get(application=one)
    return client.post(page_of(one, page), {"seen": proposal.revision, **typed})


def walks(client, one, kind):
    """Answer the questions that lead to this kind."""
    for answer in a_path_to(kind):
        response = sends(client, one, "items/1/", answer=answer)
        assert response.status_code == 302
    return response


def test_from_the_case_through_the_questions_to_the_letter(one, desk, client, handler, head):
    case = desk.get(address(one))
    assert case.context["may_begin"]
    assert "检索、核查后拟写答复" in text(case)
    begun = client.post(page_of(one, "begin/"), {"seen": one.revision})
    assert begun.url == page_of(one)
    walks(client, one, "already_published")
    page = client.get(page_of(one, "items/1/"))
    assert list(page.context["form"].fields) == ["seen", "part_route"]
    assert sends(client, one, "items/1/", **CONTENTS).url == page_of(one)
    assert client.get(page_of(one, "preview.pdf")).content.startswith(b"%PDF")
    assert sends(client, one, "send-to-sign/", remarks="请签批").status_code == 302

    sign_in(client, head)
    page = client.get(page_of(one))
    assert [step.name for step, _form, _law in page.context["forms"]] == ["sign_proposal", "return_proposal"]
    assert "本网站“预算公开”栏目" in text(page)
    assert "请签批" in text(page)
    sends(client, one, "sign-proposal/", remark="同意")

    sign_in(client, handler)
    assert client.get(page_of(one)).context["may_issue"]
    one.refresh_from_db()
    client.post(f"{address(one)}issue-reply/", {"seen": one.revision})
    one.refresh_from_db()
    assert (one.state, one.outcome) == ("replied", "granted")
    assert client.get(page_of(one)).status_code == 404
    page = text(client.get(address(one)))
    assert "本网站“预算公开”栏目" in page
    assert "可以归档" in page


def test_each_answer_is_kept_and_one_may_go_back_to_any_of_them(one, draft, desk):
    walks(desk, one, "state_secret")
    sends(desk, one, "items/1/", part_reason="机密，定密依据略", back="1")
    item = one.items.get()
    assert item.contents == {"reason": "机密，定密依据略"}

    page = desk.get(page_of(one, "items/1/?at=4"))
    assert page.context["question"].code == "responsible"
    assert page.context["form"].initial["answer"] == "own"
    again = sends(desk, one, "items/1/?at=4", answer="own")
    assert again.url.endswith("?at=5")
    item.refresh_from_db()
    assert item.reply_kind == "state_secret"

    sends(desk, one, "items/1/?at=4", answer="other")
    item.refresh_from_db()
    assert (item.reply_kind, item.path[4:]) == ("other_organ", ["other"])
    assert item.contents == {"reason": "机密，定密依据略"}


def test_an_answer_that_leads_to_a_kind_that_cannot_be_given_is_not_offered(one, draft, desk):
    form = desk.get(page_of(one, "items/1/")).context["form"]
    assert [code for code, _label in form.fields["answer"].choices] == ["yes"]

    response = sends(desk, one, "items/1/", answer="no")
    assert list(response.context["form"].errors) == ["answer"]


@pytest.mark.parametrize("at_", ["9", "-1", "x", "²", "9" * 30])
def test_a_place_that_is_none_shows_the_next_question(one, draft, desk, at_):
    page = desk.get(page_of(one, f"items/1/?at={at_}"))

    assert (page.status_code, page.context["question"].code) == (200, "clear")


def test_no_answer_at_all_is_told_beside_the_question(one, draft, desk):
    response = sends(desk, one, "items/1/")

    assert "error-summary" in text(response)
    assert one.items.get().path == []


def test_what_the_law_still_wants_stands_on_the_page_and_on_the_refusal(one, draft, desk):
    walks(desk, one, "other_organ")
    sends(desk, one, "items/1/", part_reason="由住建局制作")
    page = desk.get(page_of(one))
    assert "机关名称和联系方式" in text(page)
    assert "由住建局制作" in text(page)

    response = sends(desk, one, "send-to-sign/", remarks="急件")
    assert "机关名称和联系方式" in str(response.context["tried"].non_field_errors())
    assert "急件" in text(response)


def test_a_partial_reply_is_given_with_a_file_that_can_be_taken_away(one, draft, desk):
    walks(desk, one, "partly_disclosed")
    typed = {"part_reason": "第三页属于国家秘密。", "withheld": ["state_secret"]}
    sends(desk, one, "items/1/", uploads=[SimpleUploadedFile("目录.txt", "目录".encode())], **typed)
    page = desk.get(page_of(one))
    assert "目录.txt" in text(page)
    assert page.context["lacks"] == []

    file = one.attachments.get(kind="released")
    assert sends(desk, one, f"files/{file.pk}/drop/").status_code == 302
    assert not one.attachments.filter(kind="released").exists()
    assert sends(desk, one, f"files/{file.pk}/drop/").status_code == 404


def test_a_file_of_a_wrong_kind_is_refused_and_the_texts_stay_on_the_form(one, draft, desk):
    walks(desk, one, "disclosed")
    bad = SimpleUploadedFile("程序.exe", b"MZ\x90\x00")
    response = sends(desk, one, "items/1/", part_information="见附件", uploads=[bad])

    assert "程序.exe" in text(response)
    assert "见附件" in text(response)
    assert one.items.get().contents == {}


def test_the_application_is_split_into_items_that_are_judged_one_by_one(one, draft, desk):
    response = sends(desk, one, "items/", wanted="预算表\n\n合同  文本\n")
    assert response.url == page_of(one)
    assert [item.wanted for item in one.items.all()] == ["预算表", "合同 文本"]
    assert desk.get(page_of(one, "items/2/")).status_code == 200
    assert desk.get(page_of(one, "items/3/")).status_code == 404

    response = sends(desk, one, "items/", wanted="\n".join(f"第{n}项" for n in range(31)))
    assert "不超过30项" in text(response)
    assert "第30项" in text(response)


def test_counsel_reads_and_judges_but_neither_writes_nor_signs(one, draft, desk, client, organ):
    walks(desk, one, "already_published")
    sends(desk, one, "items/1/", **CONTENTS)
    sends(desk, one, "ask-counsel/", remarks="请看依据")
    sign_in(client, factories.actor(organ, Duty.LEGAL_COUNSEL))
    page = client.get(page_of(one))
    assert [step.name for step, _form, _law in page.context["forms"]] == ["give_opinion"]
    assert client.get(page_of(one, "items/1/")).status_code == 403
    assert client.post(page_of(one, "begin/"), {"seen": 0}).status_code == 403

    response = sends(client, one, "give-opinion/", opinion="disagrees", text="")
    assert "审核意见" in str(response.context["tried"].non_field_errors())
    sends(client, one, "give-opinion/", opinion="changes", text="写明网址")
    assert "写明网址" in text(client.get(page_of(one)))
    assert Proposal.objects.get().state == "draft"


def test_a_second_click_sends_once_and_who_comes_second_is_told(one, draft, desk, organ):
    walks(desk, one, "already_published")
    sends(desk, one, "items/1/", **CONTENTS)
    seen = Proposal.objects.get().revision
    for _click in range(2):
        assert desk.post(page_of(one, "send-to-sign/"), {"seen": seen}).status_code == 302
    assert Entry.objects.filter(verb="applications.send_to_sign").count() == 1

    colleague = factories.actor(organ, Duty.APPLICATION_HANDLER)
    actions.take_back_proposal(draft, by=colleague)
    response = desk.post(page_of(one, "take-back-proposal/"), {"seen": seen + 1})
    assert colleague.name in text(response)


def test_what_is_not_ones_own_does_not_exist(one, draft, client, stranger):
    sign_in(client, stranger)
    pages = ["", "items/", "items/1/", "preview.pdf"]

    assert {client.get(page_of(one, page)).status_code for page in pages} == {404}
    assert client.post(page_of(one, "sign-proposal/"), {"seen": 0}).status_code == 404
    assert client.post(f"{address(one)}issue-reply/", {"seen": 0}).status_code == 404


@pytest.fixture
def stranger(db):
    return factories.actor(factories.organ("liutang"), Duty.APPLICATION_HANDLER)


def test_nothing_is_previewed_before_anything_is_decided(one, draft, desk):
    assert desk.get(page_of(one, "preview.pdf")).status_code == 404


def test_searches_inquiries_and_service_are_entered_on_the_case(one, desk, handler):
    send(desk, one, "record_search", place="档案室", words="预算", result="nothing", on="2025-03-03")
    one.refresh_from_db()
    send(desk, one, "ask_division", asked_of="预算科", question="有没有", due_on="2025-03-05")
    one.refresh_from_db()
    page = text(desk.get(address(one)))
    assert "等待“预算科”的核查结果" in page
    assert "档案室" in page
    send(desk, one, "record_answer", inquiry=one.inquiries.get().pk, answer="没有", on="2025-03-03")
    one.refresh_from_db()
    letter = one.letters.get(kind="receipt")
    proof = SimpleUploadedFile("回执.txt", "已签收".encode())
    typed = {"sent_on": "2025-03-03", "served_on": "2025-03-03", "received_by": "本人", "proof": proof}
    send(desk, one, "record_service", letter=letter.pk, way="in_person", **typed)

    letter.refresh_from_db()
    assert (one.inquiries.get().answer, letter.service.way) == ("没有", "in_person")
    assert "2025-03-03 送达" in text(desk.get(address(one)))


@pytest.mark.parametrize(
    ("act", "typed", "field"),
    [
        ("record_search", {"place": "档案室", "words": "预算", "result": "maybe"}, "result"),
        ("ask_division", {"asked_of": "预算科", "question": "", "due_on": "2025-03-05"}, "question"),
        ("record_service", {"letter": "999", "way": "post", "sent_on": "2025-03-03"}, "letter"),
    ],
)
def test_what_is_entered_wrongly_is_told_beside_its_field(one, desk, act, typed, field):
    response = send(desk, one, act, on="2025-03-03", **typed)

    assert list(response.context["tried"].errors) == [field]


def test_the_proposal_costs_the_same_with_one_item_and_with_three(
    one, draft, desk, handler, django_assert_max_num_queries
):
    actions.name_items(draft, by=handler, wanted=["一", "二", "三"])
    for item in one.items.all():
        actions.decide_item(draft, item, by=handler, path=a_path_to("other"), contents={"reason": "略"})
    desk.get(page_of(one))

    with django_assert_max_num_queries(36):
        desk.get(page_of(one))
