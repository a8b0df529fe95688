"""The leader on a phone sets the time of publication; the reviewer sees in the list what stops an item."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from tests.disclosure import builders
from tests.journeys.people import signs_in

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "政府信息公开暂行条例"
LEAK = f"依据《{WRONG}》第九条公开。\n经办人身份证号11010519491231002X。"


def test_a_leader_sees_what_was_found_and_sets_the_time_on_a_phone(visitor):
    leader = signs_in(visitor("phone"), Duty.SIGNER)
    staff = builders.office()
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="依据写错了")
    actions.edit(item, by=staff.submitter, body=LEAK)
    found = [one.fingerprint for one in item.findings().blocking()]
    actions.set_aside(item, by=staff.submitter, fingerprints=found, reason="本人同意公开")
    builders.review(item, staff)
    actions.set_aside(item, by=staff.confidentiality, fingerprints=found, reason="已核对同意书")
    actions.pass_confidentiality_review(item, by=staff.confidentiality, result="open", basis="条例第十五条")

    page = leader.opens(f"/desk/items/{item.pk}/decide/")
    expect(page.locator(".document mark.noted")).to_have_text([WRONG])
    leader.visitor.finds_no_barrier("decide-phone")
    page.get_by_text("同意，定时发布").click()
    page.get_by_label("发布日期").fill("2020-01-02")
    leader.visitor.finds_no_barrier("decide-phone-schedule")
    page.get_by_role("button", name="定时发布", exact=True).click()
    expect(page.locator("#error-summary")).to_contain_text("晚于现在")
    page.get_by_label("发布日期").fill("2099-01-02")
    page.get_by_role("button", name="定时发布", exact=True).click()

    expect(page.get_by_text("已同意，到时自动发布")).to_be_visible()
    item = InformationItem.objects.get(pk=item.pk)
    assert (item.state, item.publish_at.date().isoformat()) == ("signed", "2099-01-02")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_what_stops_an_item_is_said_beside_it_before_the_click(visitor, size):
    signer = signs_in(visitor(size), Duty.SIGNER)
    staff = builders.office()
    clean = builders.clear(builders.item(staff, title="市财政局内设机构职责（修订）"), staff)
    leaking = builders.item(staff, body=LEAK, title="关于受理信息公开申请的公告")
    found = [one.fingerprint for one in leaking.findings().blocking()]
    actions.set_aside(leaking, by=staff.submitter, fingerprints=found, reason="本人同意公开")
    builders.clear(leaking, staff)

    page = signer.opens("/desk/items/many/sign_off/")
    expect(page.get_by_text("有1处不得公开的内容没有处理，不能批量办理。")).to_be_visible()
    expect(page.get_by_label(leaking.title)).to_be_disabled()
    page.get_by_role("button", name="全部勾选").click()
    signer.visitor.finds_no_barrier(f"many-{size}")
    page.get_by_role("button", name="签发勾选的信息").click()

    expect(page.get_by_text("已办理 1 条")).to_be_visible()
    assert InformationItem.objects.get(pk=clean.pk).state == "signed"
    assert InformationItem.objects.get(pk=leaking.pk).state == "awaiting_signature"
