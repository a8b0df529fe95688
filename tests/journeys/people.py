"""The cast at the desk, each with a browser, a sign-in and one duty in 青禾市财政局."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from gongkai.accounts.models import Appointment, Duty
from tests import factories
from tests.journeys.conftest import Visitor

PASSWORD = "correct horse"


@dataclass
class Colleague:
    """Somebody of the staff, signed in."""

    visitor: Visitor
    appointment: Appointment

    @property
    def page(self) -> Page:
        return self.visitor.page

    def opens(self, path: str) -> Page:
        return self.visitor.goes_to(path)


def signs_in(visitor: Visitor, duty: Duty) -> Colleague:
    """A new colleague with this duty comes to the desk and signs in through the form."""
    appointment = factories.staff(factories.organ(), duty)
    page = visitor.goes_to("/desk/sign-in/")
    page.get_by_label("登录名").fill(appointment.user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("我的工作")
    return Colleague(visitor, appointment)
