"""检查一份年报: a published report uploaded or pasted, its tables and findings shown, nothing kept."""

import io
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.portal.annual_reports import checking

SEEDS = Path(str(files("gongkai.example") / "seeds"))
SEED_002 = (SEEDS / "002_04dfc2abbda1a333.txt").read_bytes()
SEED_004 = (SEEDS / "004_9f08b052b3757a26.txt").read_bytes()
PAGE = "/reports/check/"

pytestmark = pytest.mark.django_db


def uploaded(content, name="报告.txt"):
    return {"file": SimpleUploadedFile(name, content)}


def rows():
    """How many rows each model of the product has; models that tests make for themselves have no table here."""
    models = [model for model in apps.get_models() if model.__module__.startswith(("gongkai.", "django"))]
    return {model._meta.label: model._default_manager.count() for model in models}


def text(response):
    return response.content.decode()


def test_the_list_of_reports_leads_to_the_page(client):
    assert f'href="{PAGE}"' in text(client.get("/reports/"))
    assert client.get(PAGE).status_code == 200


def test_an_uploaded_report_is_shown_with_its_tables_and_findings(client):
    page = text(client.post(PAGE, uploaded(SEED_002)))

    assert "建瓯市人民政府办公室2018年政府信息公开工作年度报告" in page
    assert "各项相加为2535，而总数为2589，相差54" in page
    assert '<td class="number" headers=' in page
    assert ">3581</td>" in page
    assert '<th scope="row">主动公开政府信息数</th><td class="number">2589</td>' in page


def test_pasted_text_is_read_alike_and_tables_that_lack_are_told(client):
    page = text(client.post(PAGE, {"text": SEED_004.decode()}))

    assert "阆中市柏垭镇" in page
    assert "第二部分“主动公开政府信息情况”缺少表格，应有的数字都不知道" in page
    assert page.count("原报告没有这张表，或者未能从中读出任何数据") == 3


def test_another_paper_is_refused_in_words(client):
    page = text(client.post(PAGE, {"text": "清河县召开春季植树动员会"}))

    assert "这不像一份政府信息公开工作年度报告" in page
    assert "文中没有说到政府信息公开。" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "请上传一个文件，或者粘贴文字，两者选一。"),
        ({"text": "x", **uploaded(b"x")}, "请上传一个文件，或者粘贴文字，两者选一。"),
        (uploaded(b"%PDF-1.7 nothing", "a.pdf"), "这份 PDF 已经损坏，打不开。"),
        (uploaded(b"PK\x03\x04 nothing", "a.docx"), "文档已经损坏，打不开。"),
        (uploaded(b"x" * (checking.LARGEST_FILE + 1)), "文件太大，不像一份年度报告。"),
        ({"text": "x" * (checking.LONGEST_TEXT + 1)}, f"{checking.LONGEST_TEXT}"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(client, sent, said):
    page = text(client.post(PAGE, sent))

    assert "error-summary" in page
    assert said in page


def test_an_office_file_that_unpacks_to_too_much_is_not_even_opened(client, monkeypatch):
    monkeypatch.setattr(checking, "read_item", None)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (checking.LARGEST_UNPACKED + 1))

    assert "文件太大，不像一份年度报告。" in text(client.post(PAGE, uploaded(packed.getvalue(), "a.docx")))


def test_what_a_report_holds_is_shown_as_words(client):
    report = SEED_004.decode().replace("柏垭镇", "柏垭镇<script>alert(1)</script>")

    assert "<script>alert" not in text(client.post(PAGE, {"text": report}))


def test_checking_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr(checking, "CHECKING", checking.Limit("check report", 2, checking.CHECKING.per))

    assert [client.post(PAGE, {"text": "x"}).status_code for _try in range(3)] == [200, 200, 429]


def test_nothing_is_kept(client, settings):
    before = rows()
    response = client.post(PAGE, uploaded(SEED_002))

    kept = {label for label, count in rows().items() if count != before[label]}
    assert kept == {"applications.Attempt"}
    assert "no-store" in response["Cache-Control"]
    assert not any(Path(settings.MEDIA_ROOT).rglob("*.txt"))
