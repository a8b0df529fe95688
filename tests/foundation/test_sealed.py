"""Personal data is unreadable at rest, found by its digest and shown masked."""

import os
import stat

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.sealed import (
    CannotOpen,
    SealedTextField,
    keyed_digest,
    load_or_create_keys,
    mask_email,
    mask_name,
    mask_phone,
    seal,
    unseal,
)

OLD = ("k-old", bytes(range(16)))
NEW = ("k-new", bytes(range(16, 32)))


class Witness(models.Model):
    name = SealedTextField(blank=True)
    note = SealedTextField(null=True)

    class Meta:
        app_label = "sealed_test"

    def __str__(self):
        return "witness"


@pytest.fixture(autouse=True)
def keys(settings):
    settings.GONGKAI_KEYS = [NEW, OLD]


@pytest.fixture
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Witness)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Witness)


def stored_names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sealed_test_witness ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_to_the_same_text(text):
    assert unseal(seal(text)) == text


def test_the_same_text_is_sealed_differently_each_time():
    assert seal("王小明") != seal("王小明")


def test_a_sealed_value_names_its_version_and_its_key():
    assert seal("王小明").split(":")[:2] == ["sm4g1", "k-new"]


def test_a_value_sealed_with_the_old_key_opens_after_a_new_key_is_put_in_front(settings):
    settings.GONGKAI_KEYS = [OLD]
    sealed, digest = seal("330102199001011234"), keyed_digest("330102199001011234")

    settings.GONGKAI_KEYS = [NEW, OLD]

    assert unseal(sealed) == "330102199001011234"
    assert keyed_digest("330102199001011234") == digest


def test_a_value_whose_key_is_gone_says_which_key_is_missing(settings):
    sealed = seal("王小明")
    settings.GONGKAI_KEYS = [OLD]

    with pytest.raises(CannotOpen, match="k-new"):
        unseal(sealed)


@pytest.mark.parametrize(
    "altered",
    [
        lambda sealed: sealed[:-6] + ("AAAA" if sealed[-6:-2] != "AAAA" else "BBBB") + sealed[-2:],
        lambda sealed: sealed.replace("k-new", "k-old"),
        lambda sealed: "sm4g1:k-new:AAAA",
        lambda sealed: "sm4g1:k-new:不是",
        lambda sealed: "王小明",
    ],
    ids=["a changed byte", "another key id", "too short", "not base64", "plain text"],
)
def test_an_altered_value_is_refused(altered):
    with pytest.raises(CannotOpen):
        unseal(altered(seal("王小明")))


def test_a_field_is_sealed_in_the_table_and_plain_in_the_model(table):
    Witness.objects.create(name="王小明", note=None)

    assert stored_names()[0].startswith("sm4g1:k-new:")
    assert Witness.objects.values_list("name", "note").get() == ("王小明", None)


def test_an_empty_field_stays_empty_and_updates_are_sealed(table):
    witness = Witness.objects.create()
    assert stored_names() == [""]

    Witness.objects.filter(pk=witness.pk).update(name="李四")

    assert "李四" not in stored_names()[0]
    assert Witness.objects.get().name == "李四"


@pytest.mark.parametrize("lookup", ["name", "name__icontains", "name__in", "name__startswith"])
def test_looking_a_sealed_field_up_is_refused_and_says_what_to_do(lookup):
    with pytest.raises(FieldError, match=r"Witness\.name is sealed.*keyed_digest"):
        Witness.objects.filter(**{lookup: ["王"] if lookup.endswith("in") else "王"})


def test_a_sealed_field_can_be_asked_whether_it_is_null(table):
    Witness.objects.create(note=None)

    assert Witness.objects.filter(note__isnull=True).count() == 1


@pytest.mark.parametrize(
    "spelling", ["33010219900101123x", " 330102 19900101 123X ", "３３０１０２１９９００１０１１２３Ｘ"]
)
def test_case_spaces_and_full_width_forms_have_one_digest(spelling):
    assert keyed_digest(spelling) == keyed_digest("33010219900101123X")


def test_a_digest_depends_on_the_key_and_an_empty_text_has_none(settings):
    digest = keyed_digest("王小明")
    settings.GONGKAI_KEYS = [NEW]

    assert len(digest) == 64
    assert keyed_digest("王小明") != digest
    assert keyed_digest(" \u200b") == ""


def test_a_first_run_makes_one_key_that_only_the_owner_can_read(tmp_path):
    path = tmp_path / "keys" / "sealing"

    first = load_or_create_keys(path)

    assert [(len(key_id) > 0, len(key)) for key_id, key in first] == [(True, 16)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_keys(path) == first
    assert os.listdir(path.parent) == ["sealing"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("k1 00112233", r"sealing:1 is not a key"),
        ("k1 " + "0" * 32 + "\n\nk 2 " + "0" * 32, r"sealing:3 is not a key"),
        ("k1 " + "0" * 32 + "\nk1 " + "1" * 32, r"each key id once"),
        ("\n", r"at least one key"),
    ],
)
def test_a_key_file_that_is_wrong_is_named(tmp_path, text, complaint):
    path = tmp_path / "sealing"
    path.write_text(text)

    with pytest.raises(ValueError, match=complaint):
        load_or_create_keys(path)


@pytest.mark.parametrize(
    ("mask", "plain", "masked"),
    [
        (mask_name, "王小明", "王**"),
        (mask_name, "王明", "王*"),
        (mask_name, "欧阳小明", "欧阳**"),
        (mask_name, "欧阳", "欧*"),
        (mask_name, "买买提·艾力", "买**·**"),
        (mask_name, "", ""),
        (mask_phone, "13800001234", "138****1234"),
        (mask_phone, "+86 138-0000-1234", "138****1234"),
        (mask_phone, "１３８００００１２３４", "138****1234"),
        (mask_phone, "0571-87065678", "0571-****5678"),
        (mask_phone, "010 65291234", "010-****1234"),
        (mask_phone, "12345", "***45"),
        (mask_phone, "110", "***"),
        (mask_email, "wangxm@example.cn", "w***@example.cn"),
        (mask_email, "w@example.cn", "***@example.cn"),
        (mask_email, "wang", "w***"),
    ],
)
def test_masks_show_enough_to_recognise_and_no_more(mask, plain, masked):
    assert mask(plain) == masked
