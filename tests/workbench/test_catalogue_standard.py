"""The standard catalogues at the desk: overview, entries, import in two steps, export."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column, Origin
from gongkai.catalogue.queries import read_standard_book, standard_entries
from gongkai.foundation.ledger import SYSTEM
from tests import factories
from tests.catalogue.sheets import row, workbook
from tests.disclosure.desk import page, sign_in

IMPORT = "workbench:import_entries"


@pytest.fixture
def keeper(db):
    """The head of the government's disclosure office."""
    adopt_standard_catalogue(by=SYSTEM)
    return factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD).actor()


@pytest.fixture
def other(keeper):
    """The head of the office of another organ."""
    return factories.staff(factories.organ(), Duty.OFFICE_HEAD).actor()


def upload(client, *rows, name="目录.xlsx", content=None, **sent):
    file = SimpleUploadedFile(name, content or workbook(*rows))
    return client.post(reverse(IMPORT), {"file": file, **sent})


def token(response):
    return re.search(r'name="token" value="([^"]+)"', page(response))[1]


def local():
    return [one.second_level for one in standard_entries(origin=Origin.LOCAL)]


def test_the_overview_counts_the_26_fields_in_few_queries(keeper, client, django_assert_num_queries):
    sign_in(client, keeper)
    client.get(reverse("workbench:standard_fields"))

    with django_assert_num_queries(5):
        response = client.get(reverse("workbench:standard_fields"))

    assert len(response.context["counts"]) == 26


@pytest.mark.parametrize("each", [1, 3])
def test_the_entries_of_a_field_are_paged_and_filtered_in_few_queries(
    each, keeper, client, django_assert_num_queries
):
    rows = [row(second_level=f"本地事项{n}") for n in range(each)]
    actions.import_entries(read_standard_book("目录.xlsx", workbook(*rows)).sound, by=keeper)
    sign_in(client, keeper)
    url = reverse("workbench:standard_field", args=["compulsory_education"])
    client.get(url)

    with django_assert_num_queries(6):
        response = client.get(url, {"origin": "local"})

    assert response.context["page"].paginator.count == each


def test_an_upload_is_shown_first_and_stored_when_confirmed(keeper, client):
    sign_in(client, keeper)

    shown = upload(client, row(second_level="校外培训"), edition="2026年版")
    assert local() == []
    assert "校外培训" in page(shown)
    done = client.post(reverse(IMPORT), {"token": token(shown)})

    assert done.status_code == 302
    [entry] = standard_entries(origin=Origin.LOCAL)
    assert (entry.second_level, entry.edition) == ("校外培训", "2026年版")


def test_rows_with_errors_are_told_and_skipped_only_when_said_so(keeper, client):
    sign_in(client, keeper)

    shown = upload(client, row(second_level="校外培训"), row(content=""))
    assert "D5 公开内容（要素）：没有填写，请补充。" in page(shown)
    refused = client.post(reverse(IMPORT), {"token": token(shown)})
    assert "还有1处错误，一行也没有导入" in page(refused)
    assert local() == []
    client.post(reverse(IMPORT), {"token": token(refused), "skip_errors": "on"})

    assert local() == ["校外培训"]


def test_what_is_no_workbook_is_told_on_the_form(keeper, client):
    response = upload(sign_in(client, keeper), name="目录.xlsx", content="序号,事项".encode())

    assert "扩展名与内容不符" in page(response)


def test_an_altered_preview_is_not_stored(keeper, client):
    sign_in(client, keeper)
    shown = upload(client, row(second_level="校外培训"))

    response = client.post(reverse(IMPORT), {"token": token(shown)[:-2] + "xx"})

    assert "预览已过期" in page(response)
    assert local() == []


def test_import_is_for_the_governments_office(other, client):
    sign_in(client, other)

    assert "由本级人民政府的公开工作机构负责人导入" in page(client.get(reverse(IMPORT)))
    refused = client.post(reverse(IMPORT), {"token": token(upload(client, row(second_level="校外培训")))})
    assert "本级人民政府" in page(refused)
    assert local() == []


def test_an_export_reads_in_again(keeper, client):
    response = sign_in(client, keeper).get(reverse("workbench:export_entries"), {"field": "finance"})

    book = read_standard_book("目录.xlsx", response.content)
    assert (len(book.sound), book.errors) == (standard_entries("finance").count(), 0)
    assert response["Content-Disposition"].startswith("attachment")


def test_a_column_is_added_from_an_entry_with_one_click(keeper, client):
    entry = standard_entries("elderly_care").first()

    client_in = sign_in(client, keeper)
    assert client_in.post(reverse("workbench:add_column_for_entry", args=[entry.pk])).status_code == 302
    again = client_in.post(reverse("workbench:add_column_for_entry", args=[entry.pk]))

    assert Column.objects.get(entries=entry).name == entry.second_level
    assert "已经对应到栏目" in page(again)


def test_a_column_is_added_for_a_field_with_one_click(keeper, client):
    url = reverse("workbench:add_column_for_field", args=["planning"])

    assert sign_in(client, keeper).post(url).status_code == 302
    assert "已有名为“城乡规划”的栏目" in page(client.post(url))
    assert {one.column.name for one in standard_entries("planning")} == {"城乡规划"}


@pytest.mark.parametrize("name", ["standard_field", "standard_entry"])
def test_what_is_not_there_is_not_found(name, keeper, client):
    key = "nothing" if name == "standard_field" else 99999

    assert sign_in(client, keeper).get(reverse(f"workbench:{name}", args=[key])).status_code == 404


def test_an_entry_says_that_nobody_has_checked_it(keeper, client):
    entry = standard_entries("planning").first()

    shown = page(sign_in(client, keeper).get(reverse("workbench:standard_entry", args=[entry.pk])))

    assert "未核对原文" in shown
