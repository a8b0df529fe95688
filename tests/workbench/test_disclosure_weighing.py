"""The list from which many are passed says of each what is new, what was found, and why it is not among them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

LEAK = "经办人身份证号11010519491231002X。"
STOPPED = "有1处不得公开的内容没有处理，不能批量办理。"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def way(name):
    return reverse("workbench:pass_many", args=[name])


def leaking(staff, **changed):
    """Handed in by an author who has given a reason."""
    made = builders.item(staff, body=LEAK, **changed)
    answer(made, staff.submitter)
    actions.submit(made, by=staff.submitter)
    return made


def answer(item, by):
    found = [one.fingerprint for one in item.findings().blocking()]
    actions.set_aside(item, by=by, fingerprints=found, reason="值班手机")


def rows(client, name):
    return [one for one, _ticked in client.get(way(name)).context["rows"]]


def test_each_row_counts_what_nobody_has_answered_for_by_gravity(staff, client):
    clean = builders.at(State.IN_REVIEW, staff)
    wrong = builders.item(staff, body="依据《政府信息公开暂行条例》办理。")
    actions.submit(wrong, by=staff.submitter)
    sign_in(client, staff.reviewer)

    told = {one.row.item.pk: (one.found, one.against) for one in rows(client, "pass_review")}

    assert told == {clean.pk: ((), ""), wrong.pk: ((("疑似错敏词", 2, "warning"),), "")}
    assert "没有发现问题" in page(client.get(way("pass_review")))


def test_a_finding_that_only_its_author_answered_for_stops_the_batch_of_the_signer(staff, client):
    item = leaking(staff)
    actions.pass_review(item, by=staff.reviewer)
    actions.pass_confidentiality_review(item, by=staff.confidentiality, result="open", basis="条例第十四条")
    sign_in(client, staff.signer)

    shown = page(client.get(way("sign_off")))
    done = client.post(way("sign_off"), {"chosen": [f"{item.pk}-{item.revision}"]}, follow=True)

    assert STOPPED in shown
    assert f'aria-describedby="found-{item.pk}" disabled' in shown
    assert "签发勾选的信息" not in shown
    assert [one["reasons"] for one in done.context["refused"]] == [[STOPPED]]
    item.refresh_from_db()
    assert item.state == State.AWAITING_SIGNATURE


def test_once_a_reviewer_of_confidentiality_has_answered_it_passes_with_the_others(staff, client):
    item = leaking(staff)
    actions.pass_review(item, by=staff.reviewer)
    sign_in(client, staff.confidentiality)
    before = rows(client, "pass_confidentiality_review")[0]

    answer(item, staff.confidentiality)
    [after] = rows(client, "pass_confidentiality_review")

    assert (before.against, before.found) == (STOPPED, (("不得公开", 1, "danger"),))
    assert (after.against, after.found) == ("", ())


def test_what_is_not_to_be_public_may_hold_what_is_not_to_be_public(staff, client):
    item = leaking(staff, **builders.WITHHELD)
    builders_pass(item, staff)
    actions.sign_off(item, by=staff.signer)
    sign_in(client, staff.signer)

    assert [one.against for one in rows(client, "retain")] == [""]


def builders_pass(item, staff):
    actions.pass_review(item, by=staff.reviewer)
    actions.pass_confidentiality_review(
        item, by=staff.confidentiality, result="not_open", basis="条例第十六条"
    )


def test_a_correction_says_what_it_changes_and_what_is_new_says_that(staff, client):
    builders.at(State.IN_REVIEW, staff)
    changed = builders.published(staff)
    actions.start_correction(changed, by=staff.submitter, reason="电话有误")
    actions.edit(changed, by=staff.submitter, body="办公室电话改为0531-88888888。", keywords="电话")
    actions.submit(changed, by=staff.submitter)
    sign_in(client, staff.reviewer)

    shown = page(client.get(way("pass_review")))

    assert ("首次公开" in shown, "更正：关键词、内容概述、正文" in shown, "电话有误" in shown) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("count", [1, 30])
def test_what_is_known_of_each_is_asked_for_all_at_once(count, staff, client, django_assert_num_queries):
    for n in range(count):
        made = builders.published(staff)
        actions.start_correction(made, by=staff.submitter, reason="附件有误")
        file = SimpleUploadedFile(f"{n}.txt", f"第{n}号附件".encode())
        actions.edit(made, by=staff.submitter, body=f"第{n}条{LEAK}", files=[file])
        answer(made, staff.submitter)
        actions.submit(made, by=staff.submitter)
    sign_in(client, staff.reviewer).get(way("pass_review"))

    with django_assert_num_queries(14):
        client.get(way("pass_review"))
