"""Who lacks the duty for something here, and holds it elsewhere, is offered to switch."""

import pytest
from django.urls import reverse

from gongkai.accounts.models import Appointment, Duty
from tests import factories
from tests.disclosure.desk import page, sign_in
from tests.obligations import builders
from tests.obligations.builders import obligation

# The page, and a duty in which one may look at it and not do all that it offers.
PLACES = [
    ("workbench:import_entries", Duty.OFFICE_HEAD),
    ("workbench:coverage", Duty.SUBMITTER),
    ("workbench:kept_obligations", Duty.SUBMITTER),
]


@pytest.fixture
def page_of(client, db):
    """The page as somebody of the bureau sees it, who is head of office in these organs as well."""

    def shown(name, duty, *others):
        with builders.at("2026-03-02"):
            obligation(builders.watch())
            here = factories.staff(factories.organ(), duty)
            for code in others:
                factories.staff(factories.organ(code), Duty.OFFICE_HEAD, user=here.user)
            return page(sign_in(client, here.actor()).get(reverse(name)))

    return shown


@pytest.mark.parametrize(("name", "duty"), PLACES)
def test_who_holds_the_right_duty_elsewhere_is_offered_to_switch(page_of, name, duty):
    told = page_of(name, duty, factories.CITY)

    right = Appointment.objects.get(
        organ__code=factories.CITY, user__appointments__organ__code=factories.BUREAU
    )
    assert f'value="{right.pk}">切换为市政府的公开工作机构负责人</button>' in told


@pytest.mark.parametrize(("name", "duty"), PLACES)
@pytest.mark.parametrize("others", [[], [factories.TOWN]], ids=["no other duty", "head of a town"])
def test_nobody_is_led_to_a_duty_that_would_not_do(page_of, name, duty, others):
    assert "切换为" not in page_of(name, duty, *others)
