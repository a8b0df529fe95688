"""An upload is judged by its content, kept whole or not at all, and its text is taken out."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from gongkai.foundation import file_kinds, file_texts
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.files import (
    StoredFile,
    clean_name,
    content_disposition_name,
    is_intact,
    open_file,
    store_upload,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.workflow import Refused

from . import packages

CLERK = Actor("王敏", "submitter", user_id=7)
DISGUISED_SIZE = 40 * 1024 * 1024


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    return lambda: [path for path in tmp_path.rglob("*") if path.is_file()]


def upload(name, content):
    return store_upload(SimpleUploadedFile(name, content), by=CLERK)


def refusal(name, content):
    with pytest.raises(Refused) as refused:
        upload(name, content)
    return str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "kind", "text"),
    [
        ("通知.docx", packages.word("关于公开的通知", "正文"), "docx", "关于公开的通知\n正文"),
        ("台账.xlsx", packages.workbook(), "xlsx", "单位\n新收申请"),
        (
            "名单.xlsx",
            packages.sheet_of([["姓名", "金额"], ["甲", 120.5]]),
            "xlsx",
            "姓名\n金额\n\n甲\n120.5\n名单",
        ),
        ("解读.pptx", packages.slides(), "pptx", "政策解读"),
        ("版式.ofd", packages.ofd(), "ofd", "版式文件"),
        ("report.PDF", packages.pdf(), "pdf", "Disclosure 2024"),
        ("照片.jpeg", packages.JPG, "jpg", ""),
        ("图.png", packages.PNG, "png", ""),
        ("说明.txt", "公开\r\n说明".encode("gb18030"), "txt", "公开\n说明"),
        ("表.csv", "单位,件数\n甲,3".encode("utf-8-sig"), "csv", "单位,件数\n甲,3"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_each_kind_is_told_from_its_content_and_its_text_taken_out(name, content, kind, text):
    stored = upload(name, content)

    assert (stored.name, stored.kind, stored.text) == (name, kind, text)
    assert (stored.size, stored.sm3, stored.uploaded_by) == (len(content), sm3_hex(content), 7)
    with open_file(stored) as file:
        assert file.read() == content
    assert is_intact(stored)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("story", "name", "content", "told"),
    [
        ("nothing in it", "空.pdf", b"", "文件是空的"),
        ("too large", "大.txt", b"a" * (1024 * 1024 + 1), "超过1.0\xa0MB的上限"),
        ("a PDF called docx", "a.docx", packages.pdf(), r"内容实为PDF。请改用正确的扩展名（.pdf）"),
        ("a program called pdf", "a.pdf", b"MZ\x90\0" + bytes(99), "不是可以上传的文件类型"),
        ("a plain archive", "a.zip", packages.package({"a.txt": "a"}), "不是可以上传的文件类型"),
        ("no extension", "说明", b"text", "请改用正确的扩展名（.txt）"),
        ("old Office", "a.doc", packages.OLD_OFFICE, "另存为 docx、xlsx 或 PDF"),
        ("damaged main part", "a.xlsx", packages.workbook(**{"xl/workbook.xml": "<workbook>"}), "文件已损坏"),
        ("not a workbook", "a.xlsx", b"PK\x03\x04 and then nothing", "文件已损坏"),
        (
            "a cell far out",
            "a.xlsx",
            packages.workbook(**{"xl/worksheets/s.xml": packages.FAR}),
            "离其他内容过远",
        ),
        ("macro kind", "a.docm", packages.package({"[Content_Types].xml": packages.MACRO_TYPES}), "含有宏"),
        ("macros", "a.docx", packages.word("a", **{"word/vbaProject.bin": b"x"}), "含有宏"),
        ("old macros", "a.xlsx", packages.workbook(**{"xl/macrosheets/s1.xml": "<a/>"}), "含有宏"),
        ("PDF password", "a.pdf", packages.locked_pdf(), "设有打开密码"),
        ("zip password", "a.xlsx", packages.with_password_flag(packages.workbook()), "设有密码"),
        (
            "Office password",
            "a.xlsx",
            packages.OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
            "设有打开密码",
        ),
        ("cut short", "a.docx", packages.word("a")[:900], "文件已损坏"),
        ("broken XML", "a.xlsx", packages.workbook(**{"xl/sharedStrings.xml": "<sst><si>"}), "文件已损坏"),
        ("no end of depth", "a.docx", packages.changed(packages.word("a"), *packages.DEEP), "文件已损坏"),
        ("broken PDF", "a.pdf", b"%PDF-1.7 nothing", "文件已损坏"),
        ("a bomb", "a.xlsx", packages.workbook(**{"xl/media/a": bytes(DISGUISED_SIZE)}), "解压后的内容过大"),
    ],
    ids=lambda value: value if isinstance(value, str) and re.fullmatch(r"[A-Za-z ]+", value) else "",
)
def test_what_may_not_be_kept_is_refused_by_name_and_nothing_is_stored(files, story, name, content, told):
    message = refusal(name, content)

    assert message.startswith(f"“{name}”：")
    assert told in message
    assert not StoredFile.objects.exists()
    assert files() == []


@pytest.mark.django_db
def test_entities_in_a_package_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY x "公开公开">]><sst><si><t>甲&x;</t></si></sst>'

    assert upload("a.xlsx", packages.workbook(**{"xl/sharedStrings.xml": bomb})).text == "甲"


@pytest.mark.django_db
def test_an_archive_of_too_many_members_is_refused(monkeypatch):
    monkeypatch.setattr(file_kinds, "MOST_MEMBERS", 2)

    assert "解压后的内容过大" in refusal("a.xlsx", packages.workbook())


@pytest.mark.django_db
def test_text_is_taken_out_up_to_a_bound_and_without_characters_a_database_refuses(monkeypatch):
    monkeypatch.setattr(file_texts, "LONGEST_TEXT", 6)

    assert upload("a.txt", b"ab\x01\x1bcdef").text == "ab  cd"


@pytest.mark.django_db
def test_a_caller_can_narrow_the_kinds():
    with pytest.raises(Refused, match="此处只收以下类型的文件：pdf、jpg"):
        store_upload(ContentFile(b"a", "a.txt"), by=CLERK, kinds={FileKind.JPG, FileKind.PDF})


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_when_the_transaction_it_came_in_is_rolled_back(files):
    with transaction.atomic():
        upload("保留.txt", b"kept")
        with transaction.atomic():
            upload("撤销.txt", b"gone")
            transaction.set_rollback(True)
        assert len(files()) == 1
    assert [path.read_bytes() for path in files()] == [b"kept"]

    with transaction.atomic():
        upload("撤销.txt", b"gone")
        transaction.set_rollback(True)

    assert [path.read_bytes() for path in files()] == [b"kept"]
    assert StoredFile.objects.get().name == "保留.txt"


@pytest.mark.django_db
def test_a_file_that_was_changed_or_lost_in_the_storage_is_noticed(files):
    stored = upload("a.txt", b"text")
    files()[0].write_bytes(b"teXt")
    assert not is_intact(stored)

    files()[0].unlink()
    assert not is_intact(stored)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("关于公开的通知（试行）.docx", "关于公开的通知（试行）.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\王\\台账.xlsx", "台账.xlsx"),
        ('a:b*c?"<>|.pdf', "a_b_c_____.pdf"),
        ("甲\r\nSet-Cookie: x.pdf", "甲Set-Cookie_ x.pdf"),
        ("gnp.\u202etxt.pdf", "gnp.txt.pdf"),
        (" . .pdf", "附件.pdf"),
        ("", "附件"),
        ("长" * 300 + ".pdf", "长" * 96 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_stays_readable(sent, kept):
    assert clean_name(sent) == kept


@pytest.mark.parametrize(
    ("name", "kind", "offered"),
    [
        ("a.pdf", "pdf", "a.pdf"),
        ("a.jpeg", "jpg", "a.jpeg"),
        ("a.exe", "pdf", "a.pdf"),
        ("甲", "txt", "甲.txt"),
    ],
)
def test_the_name_offered_for_download_has_the_extension_of_the_content(name, kind, offered):
    assert content_disposition_name(StoredFile(name=name, kind=kind)) == offered
