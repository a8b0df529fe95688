"""The acts on an item at the desk: each duty sees its buttons, each refusal is said in words."""

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.queries import public_items
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def do(client):
    """Do an act as this person would: open the page, fill its form in, send it."""

    def send(item, name, by, *, follow=True, **typed):
        sign_in(client, by)
        seen = client.get(reverse("workbench:item", args=[item.pk])).context["item"].revision
        return client.post(
            reverse("workbench:move_item", args=[item.pk, name]), {"seen": seen} | typed, follow=follow
        )

    return send


def offered(client, item, by):
    response = sign_in(client, by).get(reverse("workbench:item", args=[item.pk]))
    return [step.name for step, _form in response.context["forms"]]


def test_an_item_goes_through_four_hands_to_the_public(staff, do):
    item = builders.item(staff)

    do(item, "submit", staff.submitter)
    do(item, "pass_review", staff.reviewer, remarks="属实")
    do(item, "pass_confidentiality_review", staff.confidentiality, result="open", basis="条例第十四条")
    response = do(item, "sign_off", staff.signer, then="now")

    item.refresh_from_db()
    assert item.state == State.PUBLISHED
    assert [public.item_id for public in public_items()] == [item.pk]
    assert "签发" in page(response)


def test_sign_off_without_release_waits_to_be_published(staff, do):
    item = builders.at(State.AWAITING_SIGNATURE, staff)

    do(item, "sign_off", staff.signer, then="later")
    item.refresh_from_db()
    assert (item.state, public_items().count()) == (State.SIGNED, 0)

    do(item, "publish", staff.signer)
    assert public_items().count() == 1


@pytest.mark.parametrize(
    ("state", "who", "acts"),
    [
        (State.DRAFT, "submitter", ["submit", "ask_co_makers"]),
        (State.IN_REVIEW, "reviewer", ["pass_review", "send_back"]),
        (State.IN_REVIEW, "submitter", ["ask_co_makers"]),
        (State.AWAITING_SIGNATURE, "signer", ["sign_off", "send_back", "publish_at_once"]),
        (State.SIGNED, "signer", ["publish", "send_back", "schedule_publication"]),
        (State.RETAINED, "head", ["reassess"]),
        (State.WITHDRAWN, "submitter", ["reopen"]),
        (State.PUBLISHED, "submitter", ["start_correction"]),
        (State.PUBLISHED, "head", ["withdraw"]),
        (State.WITHDRAWN, "signer", []),
    ],
)
def test_the_page_offers_what_the_table_gives(state, who, acts, staff, client):
    assert offered(client, builders.at(state, staff), getattr(staff, who)) == acts


def test_who_may_not_pass_what_they_wrote_is_told_so(staff, client):
    item = builders.at(State.IN_REVIEW, staff)
    both = factories.staff(item.organ, factories.Duty.REVIEWER)
    actions.send_back(item, by=staff.reviewer, remarks="改")
    submitter = factories.staff(item.organ, factories.Duty.SUBMITTER, user=both.user).actor()
    actions.edit(item, by=submitter, title="本人改过的名称")
    actions.submit(item, by=submitter)

    client.force_login(both.user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["appointment"] = both.pk
    session.save()
    response = client.get(reverse("workbench:item", args=[item.pk]))

    assert "须由其他人员审查" in page(response)
    assert [step.name for step, _form in response.context["forms"]] == ["send_back"]


def test_a_refused_act_is_said_on_the_page_and_keeps_what_was_typed(staff, do):
    item = builders.reviewed(staff)

    response = do(
        item, "pass_confidentiality_review", staff.confidentiality, result="not_open", basis="条例第十五条"
    )

    text = page(response)
    assert "与“不予公开”的结论不符" in text
    assert 'value="条例第十五条"' in text
    item.refresh_from_db()
    assert item.state == State.IN_CONFIDENTIALITY_REVIEW


def test_a_missing_remark_is_said_beside_its_field(staff, do):
    item = builders.at(State.IN_REVIEW, staff)

    response = do(item, "send_back", staff.reviewer, remarks="")

    assert list(response.context["tried"].errors) == ["remarks"]


def test_the_remarks_of_who_sent_it_back_greet_the_drafter(staff, do, client):
    item = builders.at(State.IN_REVIEW, staff)
    do(item, "send_back", staff.reviewer, remarks="请把附件换成最新的表")

    response = sign_in(client, staff.submitter).get(reverse("workbench:item", args=[item.pk]))

    assert "请把附件换成最新的表" in page(response)


def test_a_second_click_is_taken_for_the_first(staff, client):
    item = builders.at(State.IN_REVIEW, staff)
    url = reverse("workbench:move_item", args=[item.pk, "pass_review"])
    sign_in(client, staff.reviewer)

    answers = [client.post(url, {"seen": item.revision}).status_code for _click in "12"]

    assert answers == [302, 302]
    assert item.reviews.count() == 1


def test_an_act_on_what_another_has_just_done_is_refused_by_name(staff, client):
    item = builders.at(State.IN_REVIEW, staff)
    seen = item.revision
    colleague = factories.actor(item.organ, factories.Duty.REVIEWER)
    actions.send_back(item, by=colleague, remarks="标题不规范")

    url = reverse("workbench:move_item", args=[item.pk, "pass_review"])
    response = sign_in(client, staff.reviewer).post(url, {"seen": seen})

    assert colleague.name in page(response)
    item.refresh_from_db()
    assert item.state == State.DRAFT


@pytest.mark.parametrize("name", ["draft", "take_over_items", "nonsense"])
def test_only_acts_of_the_table_are_taken(name, staff, do):
    assert do(builders.item(staff), name, staff.submitter).status_code == 404


def test_acts_are_posted(staff, client):
    url = reverse("workbench:move_item", args=[builders.item(staff).pk, "submit"])

    assert sign_in(client, staff.submitter).get(url).status_code == 405


def test_withdraw_shows_the_explanation_on_the_item(staff, do):
    item = builders.published(staff)

    response = do(item, "withdraw", staff.signer, reason="duplicate", explanation="与另一条重复，已撤回。")

    assert "与另一条重复，已撤回。" in page(response)
    assert public_items().count() == 0


def test_item_versions_marks_what_a_correction_changed(staff, client):
    item = builders.corrected(builders.published(staff), staff, title="市财政局内设机构和职责")

    text = page(sign_in(client, staff.reviewer).get(reverse("workbench:item_versions", args=[item.pk])))

    assert "<ins>和</ins>" in text
    assert "原文电话号码有误" in text


def test_item_versions_shows_the_reviewer_what_is_being_corrected(staff, client):
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="电话有误")
    actions.edit(item, by=staff.submitter, body="办公室负责机关日常运转。\n预算科负责编制全市预算。")

    text = page(sign_in(client, staff.reviewer).get(reverse("workbench:item_versions", args=[item.pk])))

    assert "正在更正的稿件" in text
    assert ("<del>部门</del>" in text, "<ins>全市</ins>" in text) == (True, True)
