"""Entries of the standard catalogues at the desk: local ones are written here, each is linked to its column."""

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column, Origin, StandardEntry
from gongkai.catalogue.queries import grassroots_fields, standard_entries
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.catalogue.test_local_entries import SAID
from tests.disclosure.desk import filled_in, page, sign_in

FIELD = "compulsory_education"


@pytest.fixture
def keeper(db):
    """The head of the government's disclosure office."""
    adopt_standard_catalogue(by=SYSTEM)
    return factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD).actor()


@pytest.fixture
def desk(client, keeper):
    return sign_in(client, keeper)


@pytest.fixture
def entry(keeper):
    return actions.add_entry(grassroots_fields()[FIELD], by=keeper, **SAID)


@pytest.fixture
def national(keeper):
    return standard_entries(FIELD, origin=Origin.NATIONAL).first()


def way(name, entry):
    return reverse(f"workbench:{name}", args=[entry.pk])


def test_a_local_entry_is_added_on_a_page(desk):
    url = reverse("workbench:add_entry", args=[FIELD])
    typed = filled_in(desk.get(url).context["form"]) | {
        "first_level": "校外培训",
        "content": "机构名单",
        "channels": ["website"],
        "other_channels": "热线、其他",
        "time_limit": "20个工作日",
    }

    done = desk.post(url, typed, follow=True)

    [made] = standard_entries(FIELD, origin=Origin.LOCAL)
    assert (made.channels, made.time_amount, made.county, made.for_all) == (
        ["website", "热线"],
        20,
        True,
        True,
    )
    assert "本地增设" in page(done)
    assert "校外培训" in page(desk.get(reverse("workbench:standard_field", args=[FIELD]) + "?origin=local"))


def test_the_form_may_begin_with_what_the_national_entry_says(desk, national):
    url = reverse("workbench:add_entry", args=[FIELD])

    form = desk.get(f"{url}?like={national.pk}").context["form"]
    refused = page(desk.post(url, filled_in(form)))

    assert form["content"].value() == national.content
    assert "目录中已有事项和内容都相同的一行（国家规定），请核对。" in refused


def test_what_is_missing_stays_on_the_form(desk):
    url = reverse("workbench:add_entry", args=[FIELD])

    response = desk.post(url, {"first_level": "校外培训", "method": "proactive"})

    assert response.context["form"].errors.keys() == {"content"}
    assert not standard_entries(FIELD, origin=Origin.LOCAL).exists()


def test_a_local_entry_is_changed_retired_and_restored(desk, entry):
    url = way("change_entry", entry)
    desk.post(url, filled_in(desk.get(url).context["form"]) | {"subject": "市教育局"})
    entry.refresh_from_db()
    retired = page(desk.post(way("retire_entry", entry), {"seen": entry.revision}, follow=True))
    listed = desk.get(reverse("workbench:standard_field", args=[FIELD]) + "?retired=yes")
    again = page(desk.post(way("restore_entry", entry), {"seen": entry.revision + 1}, follow=True))

    assert entry.subject == "市教育局"
    assert ("已停用" in retired, "恢复使用" in retired) == (True, True)
    assert list(listed.context["page"]) == [entry]
    assert "事项已恢复使用。" in again


def test_the_second_saver_is_told_and_nothing_is_overwritten(desk, keeper, entry):
    url = way("change_entry", entry)
    sent = filled_in(desk.get(url).context["form"])
    actions.change_entry(StandardEntry.objects.get(pk=entry.pk), by=keeper, subject="先改的")

    response = desk.post(url, sent | {"subject": "后改的"})

    entry.refresh_from_db()
    assert "没有覆盖对方的处理" in page(response)
    assert entry.subject == "先改的"


def test_a_national_entry_says_so_and_offers_no_change(desk, national):
    shown = page(desk.get(way("standard_entry", national)))
    typed = filled_in(desk.get(way("change_entry", national)).context["form"])
    refused = page(desk.post(way("change_entry", national), typed | {"subject": "别的主体"}))

    assert ("国家规定" in shown, way("change_entry", national) in shown) == (True, False)
    assert f"{reverse('workbench:add_entry', args=[FIELD])}?like={national.pk}" in shown
    assert "国家目录的事项不能修改" in refused
    assert not StandardEntry.objects.filter(subject="别的主体").exists()
    for name in ("retire_entry", "restore_entry"):
        assert "不能修改或者停用" in page(desk.post(way(name, national), {"seen": 0}))


def test_an_entry_is_linked_to_a_column_on_its_page(desk, national):
    column = Column.objects.get(code="20.11.8")
    shown = desk.get(way("standard_entry", national)).context["link"]
    groups = [label for label, choices in shown.fields["column"].choices if isinstance(choices, list)]

    linked = page(desk.post(way("link_entry", national), {"seen": 0, "column": column.pk}, follow=True))
    national.refresh_from_db()

    assert groups == ["本领域的栏目", "其他栏目"]
    assert (national.column, "对应的栏目已保存。" in linked) == (column, True)
    desk.post(way("link_entry", national), {"seen": 0, "column": ""})
    national.refresh_from_db()
    assert national.column is None


@pytest.mark.parametrize("column", ["99999", "x"])
def test_a_column_that_is_not_offered_is_refused(desk, national, column):
    response = desk.post(way("link_entry", national), {"seen": 0, "column": column})

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"column"}


def test_others_read_and_write_nothing(client, keeper, entry):
    sign_in(client, factories.staff(factories.organ(), Duty.OFFICE_HEAD).actor())

    shown = page(client.get(way("standard_entry", entry)))
    refused = page(client.post(way("link_entry", entry), {"seen": 0, "column": ""}))

    assert (way("link_entry", entry) in shown, way("retire_entry", entry) in shown) == (False, False)
    assert "本级人民政府" in refused
    sign_in(client, factories.staff(factories.organ(), Duty.SUBMITTER).actor())
    assert client.get(way("change_entry", entry)).status_code == 403
