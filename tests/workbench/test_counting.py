"""The figures of proactive disclosure at the desk."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongkai.accounts.models import Duty
from gongkai.disclosure.models import OpeningBalance, Release
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in


@pytest.fixture
def bureau(db):
    with acting_at(FRIDAY):
        yield builders.office()


def test_the_table_tells_count_share_and_definition_and_each_figure_leads_to_its_list(client, bureau):
    builders.published(bureau)
    sign_in(client, bureau.submitter)

    shown = page(client.get(reverse("workbench:counts"), {"scheme": "work"}))
    listed = page(client.get(reverse("workbench:counted_items"), {"scheme": "work", "code": "functions"}))

    assert "机构职能类信息1条，占比100%" in shown
    assert "更正不重复计算" in shown
    assert "?scheme=work&amp;year=2026&amp;whole=&amp;way=category&amp;code=functions" in shown
    assert "市财政局内设机构职责" in listed


def test_the_workbook_holds_a_sheet_for_every_way(client, bureau):
    builders.published(bureau)
    sign_in(client, bureau.head)

    response = client.get(reverse("workbench:counts_file"))

    assert CalamineWorkbook.from_filelike(BytesIO(response.content)).sheet_names == [
        "法定主动公开内容",
        "主要类别（十类）",
        "乡镇六类",
        "“五公开”",
        "栏目",
        "机关",
        "月份",
        "渠道",
        "渠道明细",
        "附表",
    ]


def test_the_words_for_a_report_come_out_as_text(client, bureau):
    builders.published(bureau)
    sign_in(client, bureau.head)

    response = client.get(reverse("workbench:counts_text"))

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "按乡镇六类：机构概况类信息1条，占比100%。" in response.content.decode()


@pytest.mark.parametrize("units", [1, 3])
def test_the_figures_by_organ_are_paged_and_ask_the_same_few_questions(
    client, bureau, units, django_assert_num_queries
):
    for number in range(units):
        factories.organ(f"unit-{number}")
    builders.published(bureau)
    sign_in(client, factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD))
    client.get(reverse("workbench:counts"))

    with django_assert_num_queries(8):
        response = client.get(reverse("workbench:counts"), {"way": "organ", "whole": "1"})

    table = response.context["table"]
    assert (len(table.lines), table.total.count) == (units + 2, 1)


@pytest.mark.parametrize("asked", [{"year": "1999"}, {"way": "colour"}, {"scheme": "x"}, {"whole": "2"}])
def test_what_nobody_could_have_chosen_is_not_found(client, bureau, asked):
    sign_in(client, bureau.head)

    assert client.get(reverse("workbench:counts"), asked).status_code == 404


def test_a_release_elsewhere_is_noted_once_and_shown(client, bureau):
    item = builders.published(bureau)
    sign_in(client, bureau.submitter)
    told = {"channel": "wechat", "on": "2026-11-20", "index_number": item.index_number, "count": "1"}

    shown = page(client.post(reverse("workbench:record_release"), told, follow=True))

    assert Release.objects.count() == 1
    assert "市财政局内设机构职责" in shown


def test_an_index_number_of_another_organ_is_refused_and_what_was_typed_stays(client, bureau):
    other = builders.published(builders.office(factories.TOWN), title="柳塘镇职能")
    sign_in(client, bureau.submitter)
    told = {"channel": "wechat", "on": "2026-11-20", "index_number": other.index_number, "place": "今日青禾"}

    shown = page(client.post(reverse("workbench:record_release"), told | {"count": "1"}))

    assert "本机关没有索引号为" in shown and "今日青禾" in shown
    assert Release.objects.count() == 0


def test_the_head_of_the_office_tells_the_years_before(client, bureau):
    sign_in(client, bureau.head)
    told = {"year": "2018", "count": "2589", "channel": "", "basis": "2018年度报告"}

    client.post(reverse("workbench:note_opening_balance"), told)
    shown = page(client.get(reverse("workbench:counts"), {"way": "organ"}))

    assert OpeningBalance.objects.get().count == 2589
    assert "2589" in shown


def test_the_years_before_may_be_told_by_class_and_each_line_names_its_own(client, bureau):
    sign_in(client, bureau.head)
    told = {
        "year": "2018",
        "count": "506",
        "category": "work:functions",
        "channel": "",
        "basis": "2018年度报告",
    }

    shown = page(client.post(reverse("workbench:note_opening_balance"), told, follow=True))

    assert OpeningBalance.objects.get().category == "work:functions"
    assert ">机构职能</td>" in shown


def test_what_is_handed_to_the_archives_says_on_what(client, bureau):
    sign_in(client, bureau.submitter)
    told = {"channel": "archives", "on": "2026-11-20", "topic": "全年文件", "count": "12"}

    refused = page(client.post(reverse("workbench:record_release"), told))
    noted = page(client.post(reverse("workbench:record_release"), told | {"carrier": "disc"}, follow=True))

    assert "移交“国家档案馆”的，请选择移交的载体" in refused
    assert '<span class="muted">光盘等存储介质</span>' in noted


def test_a_signer_of_the_office_notes_nothing(client, bureau):
    sign_in(client, factories.actor(factories.organ(), Duty.SIGNER))

    assert client.get(reverse("workbench:note_opening_balance")).status_code == 403
