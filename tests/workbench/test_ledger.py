"""Reading the ledger: all of it for the audit administrator, the own organ's part for its office head."""

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.moment import acting_at
from gongkai.organs.actions import describe_office
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

LEDGER = reverse("workbench:ledger")


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def auditor(client, db):
    return sign_in(client, factories.actor(factories.organ(factories.CITY), Duty.AUDIT_ADMIN))


def entries_of(response):
    return [entry for entry, _label, _organ in response.context["rows"]]


def test_the_newest_entry_stands_first_and_says_what_was_done(auditor):
    builders.published(builders.office())

    response = auditor.get(LEDGER)

    assert [entry.number for entry in entries_of(response)] == list(
        Entry.objects.order_by("-number").values_list("number", flat=True)
    )
    assert next(label for _entry, label, _organ in response.context["rows"]) == "发布"


def test_an_office_head_reads_the_own_organ_only(client, db):
    builders.item(builders.office(factories.TOWN))
    staff = builders.office()
    builders.item(staff)
    sign_in(client, staff.head)

    response = client.get(LEDGER)
    foreign = Entry.objects.filter(verb="disclosure.draft").first()

    assert [entry.verb for entry in entries_of(response)] == ["disclosure.draft"]
    assert "organ" not in response.context["form"].fields
    assert client.get(reverse("workbench:ledger_entry", args=[foreign.number])).status_code == 404


@pytest.mark.parametrize(
    "duty", [one for one in Duty if one not in (Duty.AUDIT_ADMIN, Duty.OFFICE_HEAD)], ids=str
)
def test_nobody_else_reads_it(client, db, duty):
    sign_in(client, factories.actor(duty=duty))

    assert client.get(LEDGER).status_code == 403


@pytest.mark.parametrize(
    ("asked", "verbs"),
    [
        ({"verb": "disclosure.draft"}, ["disclosure.draft"]),
        ({"since": "2026-11-20", "verb": "disclosure.submit"}, ["disclosure.submit"]),
        ({"until": "2026-11-19"}, []),
        ({"since": "2026-11-21"}, []),
        ({"organ": "finance", "verb": "disclosure.pass_review"}, ["disclosure.pass_review"]),
        ({"organ": "city", "verb": "disclosure.pass_review"}, []),
    ],
)
def test_entries_are_found_by_act_organ_and_day(auditor, asked, verbs):
    builders.reviewed(builders.office())
    if "organ" in asked:
        asked = asked | {"organ": factories.organ(asked["organ"]).pk}

    assert [entry.verb for entry in entries_of(auditor.get(LEDGER, asked))] == verbs


def test_a_wrong_day_is_told_beside_its_field(auditor):
    shown = page(auditor.get(LEDGER, {"since": "gestern"}))

    assert 'href="#id_since"' in shown


def test_an_entry_shows_fields_and_states_by_their_names(auditor):
    builders.reviewed(builders.office())
    entry = Entry.objects.get(verb="disclosure.pass_review")

    response = auditor.get(reverse("workbench:ledger_entry", args=[entry.number]))

    assert ("状态", "待审核", "待保密审查") in response.context["changes"]
    assert "第十七条" in page(response)
    assert entry.digest in page(response)


def test_an_appointment_names_the_person_the_organ_and_the_duty(auditor):
    held = factories.staff(duty=Duty.SIGNER)
    entry = Entry.objects.get(verb="accounts.appoint", subject_id=str(held.pk))

    changes = auditor.get(reverse("workbench:ledger_entry", args=[entry.number])).context["changes"]

    # PostgreSQL keeps the fields of an entry in an order of its own.
    told = {label: (before, after) for label, before, after in changes}
    assert [told[label] for label in ("人员", "机关", "岗位")] == [
        ("—", held.user.get_full_name()),
        ("—", "青禾市财政局"),
        ("—", "签发人"),
    ]


def test_a_changed_entry_is_called_out(auditor):
    describe_office(factories.organ(), by=SYSTEM, office_phone="1")
    entry = Entry.objects.get(verb="organs.describe_office")
    super(type(Entry.objects.all()), Entry.objects.all()).update(actor_name="别人")

    shown = page(auditor.get(reverse("workbench:ledger_entry", args=[entry.number])))

    assert "记录内容与其摘要不符" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ledger_asks_the_same_few_questions(auditor, rows, django_assert_num_queries):
    staff = builders.office()
    for _number in range(rows):
        builders.published(staff)

    with django_assert_num_queries(6):
        auditor.get(LEDGER)


@pytest.mark.parametrize("rows", [1, 3])
def test_an_entry_asks_the_same_few_questions(auditor, rows, django_assert_num_queries):
    staff = builders.office()
    for _number in range(rows):
        builders.published(staff)
    entry = Entry.objects.filter(verb="disclosure.publish").last()

    with django_assert_num_queries(6):
        auditor.get(reverse("workbench:ledger_entry", args=[entry.number]))
