"""From the three administrators of a new office to the first clerk at work, through the pages alone."""

import pytest
from playwright.sync_api import expect

from gongkai.accounts.actions import open_account
from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.journeys.people import PASSWORD, signs_in

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "another mountain river"


def looks(colleague, size, **pages):
    """Each page has no barrier."""
    for name, path in pages.items():
        colleague.opens(path)
        colleague.visitor.finds_no_barrier(f"keeping-{name}-{size}")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_clerk_is_given_an_account_and_a_duty_and_begins(visitor, size):
    keeper = signs_in(visitor(size), Duty.SYSTEM_ADMIN)
    page = keeper.opens("/desk/accounts/open-account/")
    page.get_by_label("姓名").fill("李华")
    page.get_by_label("登录名").fill("lihua")
    page.get_by_label("初始密码", exact=True).fill(PASSWORD)
    page.get_by_label("再次输入初始密码").fill("slip")
    page.get_by_role("button", name="开立账号").click()
    expect(page.locator("#error-summary")).to_contain_text("两次输入的密码不一致")
    keeper.visitor.finds_no_barrier(f"keeping-open-account-wrong-{size}")
    page.get_by_label("初始密码", exact=True).fill(PASSWORD)
    page.get_by_label("再次输入初始密码").fill(PASSWORD)
    page.get_by_role("button", name="开立账号").click()
    expect(page.get_by_text("账号已开立")).to_be_visible()
    path = page.url.removeprefix(keeper.visitor.address)

    guard = signs_in(visitor(size), Duty.SECURITY_ADMIN)
    page = guard.opens(path)
    page.get_by_role("link", name="授予岗位").click()
    guard.visitor.finds_no_barrier(f"keeping-appoint-{size}")
    page.get_by_label("机关").select_option(label="青禾市财政局")
    page.get_by_label("岗位").select_option(label="信息报送员")
    page.get_by_role("button", name="授予岗位").click()
    expect(page.get_by_text("岗位已授予")).to_be_visible()
    guard.visitor.finds_no_barrier(f"keeping-account-{size}")

    clerk = visitor(size)
    page = clerk.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill("lihua")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("请先修改密码")).to_be_visible()
    clerk.finds_no_barrier(f"keeping-change-password-{size}")
    page.get_by_label("旧密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.get_by_label("新密码确认").fill(OWN)
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("我的工作")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_pages_of_the_administrators_have_no_barrier(visitor, size):
    factories.organ(factories.TOWN)
    person = open_account("lihua", full_name="李华", password=OWN, by=SYSTEM)
    appointment = factories.staff(duty=Duty.REVIEWER, user=person)

    looks(
        signs_in(visitor(size), Duty.SYSTEM_ADMIN),
        size,
        organ="/desk/organs/finance/",
        found="/desk/organs/finance/found-organ/",
        merge="/desk/organs/finance/merge-organ/",
        accounts="/desk/accounts/",
        close=f"/desk/accounts/{person.pk}/close-account/",
        reset=f"/desk/accounts/{person.pk}/reset-password/",
    )
    looks(
        signs_in(visitor(size), Duty.SECURITY_ADMIN),
        size,
        appointments="/desk/appointments/",
        dismiss=f"/desk/appointments/{appointment.pk}/dismiss/",
    )
