"""What must not be public is masked wherever an item is named at the desk; only its drafting page has it whole."""

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

NUMBER = "11010519491231002X"
MOBILE = "13800138000"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def item(staff):
    """Handed in over findings for which the author has answered."""
    made = builders.item(
        staff, title=f"关于{NUMBER}的公告", summary=f"联系人手机{MOBILE}", keywords=f"手机 {MOBILE}"
    )
    found = [one.fingerprint for one in made.findings().seen]
    actions.set_aside(made, by=staff.submitter, fingerprints=found, reason="试一试")
    actions.submit(made, by=staff.submitter)
    return made


@pytest.mark.parametrize("name", ["items", "pass_many", "item", "item_findings", "item_versions", "decide"])
def test_a_number_in_a_name_or_a_summary_is_masked(staff, client, item, name):
    ways = {"items": [], "pass_many": ["pass_review"]}
    way = reverse(f"workbench:{name}", args=ways.get(name, [item.pk]))

    shown = page(sign_in(client, staff.reviewer).get(way))

    assert "11*************02X" in shown
    assert (NUMBER in shown, MOBILE in shown) == (False, False)


def test_what_became_of_it_is_told_masked(staff, client, item):
    sign_in(client, staff.reviewer)
    told = {"chosen": [f"{item.pk}-{item.revision}"]}

    shown = page(client.post(reverse("workbench:pass_many", args=["pass_review"]), told, follow=True))

    assert (NUMBER in shown, "11*************02X" in shown) == (False, True)


def test_a_file_made_of_it_is_named_masked(staff, client, item):
    response = sign_in(client, staff.reviewer).get(reverse("workbench:item_paper", args=[item.pk, "docx"]))

    assert NUMBER not in response["Content-Disposition"]


def test_the_drafting_page_has_it_whole(staff, client, item):
    actions.send_back(item, by=staff.reviewer, remarks="遮盖")
    assert item.state == State.DRAFT

    assert NUMBER in page(
        sign_in(client, staff.submitter).get(reverse("workbench:edit_item", args=[item.pk]))
    )


def test_what_a_correction_changes_is_told_masked(staff, client):
    made = builders.published(staff)
    actions.start_correction(made, by=staff.submitter, reason="补充")
    actions.edit(made, by=staff.submitter, summary=f"经办人身份证号{NUMBER}")

    shown = page(sign_in(client, staff.submitter).get(reverse("workbench:item_versions", args=[made.pk])))

    assert ("11*************02X" in shown, NUMBER in shown) == (True, False)
