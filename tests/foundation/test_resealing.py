"""The key can be changed: every sealed value of every table, without losing one, and broken off at any moment."""

import re
import stat

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.applications import queries
from gongkai.applications.models import Application, Identity
from gongkai.foundation import resealing
from gongkai.foundation.ledger import Entry
from gongkai.foundation.messaging import Message, send
from gongkai.foundation.resealing import KeyRotation, rotate_keys, sealed_columns, sealed_values
from gongkai.foundation.sealed import CannotOpen, add_key, load_or_create_keys, seal
from tests.applications import builders

OLD, MIDDLE, NEW = (("k-" + name, bytes([n]) * 16) for n, name in enumerate(("old", "middle", "new")))


@pytest.fixture
def records(settings, organ):
    """Three applications and a message, sealed with the old key; a new one stands before it."""
    settings.GONGKAI_CHANNELS = {"sms": "console"}
    settings.GONGKAI_KEYS = [OLD]
    for n in range(3):
        builders.submitted(organ, email=f"a{n}@example.cn")
    with transaction.atomic():
        send("sms", "13800138000", "", "您的申请已经登记。")
    settings.GONGKAI_KEYS = [NEW, OLD]


def stored() -> dict[str, list[str]]:
    """Every sealed column as it stands in the database."""
    found = {}
    with connection.cursor() as cursor:
        for model, names in sealed_columns():
            for name in names:
                table, column = model._meta.db_table, model._meta.get_field(name).column
                cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')  # noqa: S608
                found[f"{table}.{column}"] = [row[0] for row in cursor.fetchall()]
    return {column: values for column, values in found.items() if values}


def told_of_records():
    return (
        list(Application.objects.order_by("pk").values_list("name", "phone", "email", "description")),
        list(Identity.objects.order_by("pk").values_list("number", flat=True)),
        list(Message.objects.values_list("to", "text")),
    )


def test_every_sealed_column_of_the_house_is_known():
    assert {f"{model._meta.label}.{name}" for model, names in sealed_columns() for name in names} >= {
        "applications.Application.name",
        "applications.Identity.number",
        "applications.Reply.contents",
        "remedies.RemedyCase.case_number",
        "foundation.Message.to",
    }


def test_all_values_get_the_new_key_and_read_as_before(records, settings):
    before, columns = told_of_records(), set(stored())
    rotation = rotate_keys()

    assert {value.split(":")[1] for values in stored().values() for value in values} == {"k-new"}
    assert (told_of_records(), set(stored())) == (before, columns)
    assert rotation.resealed == sum(len(values) for values in stored().values())
    settings.GONGKAI_KEYS = [NEW]
    assert told_of_records() == before


def test_digests_stay_and_still_find_the_record(records, organ):
    one = Application.objects.earliest("pk")
    rotate_keys()

    one.refresh_from_db()
    assert one.phone_digest == queries.phone_digest("138-0013-8000")


def test_the_ledger_keeps_that_the_system_did_it_and_a_second_run_does_nothing(records):
    rotation = rotate_keys()
    entry = Entry.objects.get(verb="foundation.rotate_keys")

    assert (entry.actor_duty, entry.subject_id) == ("system", str(rotation.pk))
    assert entry.facts == {"key": "k-new", "resealed": rotation.resealed, "unreadable": 0}
    assert rotate_keys() is None
    assert Entry.objects.filter(verb="foundation.rotate_keys").count() == 1


def test_what_was_broken_off_goes_on_where_it_stood(records, monkeypatch):
    monkeypatch.setattr(resealing, "AT_ONCE", 2)
    calls = []

    def stop(table, done, total):
        calls.append((done, total))
        if len(calls) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(stop)
    assert {value.split(":")[1] for values in stored().values() for value in values} == {"k-old", "k-new"}
    rotation = rotate_keys()

    assert {value.split(":")[1] for values in stored().values() for value in values} == {"k-new"}
    assert [one.pk for one in KeyRotation.objects.all()] == [rotation.pk]


def test_what_somebody_changes_meanwhile_is_not_overwritten(records, monkeypatch, settings):
    one = Application.objects.earliest("pk")
    fresh = resealing.seal

    def seal_slowly(text):
        monkeypatch.setattr(resealing, "seal", fresh)
        Application.objects.filter(pk=one.pk).update(name="改过的姓名")
        return fresh(text)

    monkeypatch.setattr(resealing, "seal", seal_slowly)
    rotate_keys()

    one.refresh_from_db()
    assert one.name == "改过的姓名"
    assert sealed_values().by_key["k-old"] == 0


def test_it_takes_few_rows_at_a_time_and_holds_no_table(records, monkeypatch):
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    with CaptureQueriesContext(connection) as asked:
        rotate_keys()

    reads = [q["sql"] for q in asked if "LIMIT" in q["sql"] and '"applications_application"."id"' in q["sql"]]
    assert reads
    assert all(re.search(r"LIMIT 1\b", sql) for sql in reads)


def test_what_cannot_be_opened_stays_and_is_counted(records, settings):
    with connection.cursor() as cursor:
        settings.GONGKAI_KEYS = [("k-lost", b"x" * 16)]
        cursor.execute("UPDATE applications_identity SET number = %s", [seal("110")])
    settings.GONGKAI_KEYS = [NEW, OLD]
    rotation = rotate_keys()

    assert rotation.unreadable == 3
    assert sealed_values().unreadable == {"applications.identity.number": 3}
    with pytest.raises(CannotOpen):
        list(Identity.objects.values_list("number"))


def test_keys_between_the_first_and_the_oldest_are_spare_once_they_open_nothing(records, settings):
    settings.GONGKAI_KEYS = [MIDDLE, OLD]
    rotate_keys()
    settings.GONGKAI_KEYS = [NEW, MIDDLE, OLD]
    assert sealed_values().spare == []
    rotate_keys()

    assert sealed_values().spare == ["k-middle"]


def test_a_key_is_added_in_front_and_the_file_stays_private(tmp_path):
    path = tmp_path / "sealing"
    first = load_or_create_keys(path)
    added = [add_key(path) for _n in range(2)]
    keys = load_or_create_keys(path)

    assert [key_id for key_id, _key in keys] == [*reversed(added), first[0][0]]
    assert len({key for _id, key in keys}) == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["sealing"]
