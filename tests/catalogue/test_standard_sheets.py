"""A standard catalogue is read as the localities write it; every row says what is wrong with it (G-04 to G-06)."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from gongkai.catalogue.queries import read_standard_book
from gongkai.catalogue.queries.limits import parsed_limit
from gongkai.foundation.workflow import Refused
from tests.catalogue.sheets import LOWER, ROW, UPPER, row, workbook


def read(*rows, field="", **layout):
    [sheet] = read_standard_book("目录.xlsx", workbook(*rows, **layout), field=field).sheets
    return sheet


def problems(sheet):
    return [(one.cell, one.is_error) for line in sheet.rows for one in line.problems]


def test_a_sound_row_is_read_whole():
    [line] = read(ROW).rows

    assert line.problems == ()
    assert line.line == 4
    assert line.values == {
        "field": "compulsory_education",
        "first_level": "招生管理",
        "second_level": "学校招生工作",
        "content": "招生方案、招生范围",
        "basis": "《中华人民共和国义务教育法》",
        "time_limit": "20个工作日",
        "time_amount": 20,
        "time_unit": "working_day",
        "subject": "教育局",
        "channels": ["website", "reading_place"],
        "for_all": True,
        "for_group": False,
        "group": "",
        "method": "proactive",
        "county": True,
        "township": False,
    }


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "是", "■", "☑", "1"])
def test_a_tick_is_written_in_many_ways(tick):
    [line] = read(row(for_all=tick)).rows

    assert (line.values["for_all"], line.problems) == (True, ())


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("√（被征地农民）", "被征地农民"),
        ("√\n(困难学生)", "困难学生"),
        ("被征地农民", "被征地农民"),
        ("√", ""),
    ],
)
def test_a_group_is_named_beside_its_tick_or_instead_of_it(text, group):
    sheet = read(row(for_all="", for_group=text))

    assert (sheet.rows[0].values["for_group"], sheet.rows[0].values["group"]) == (True, group)
    assert problems(sheet) == ([] if group else [("J4", False)])


CHANNELS = [
    ("■政府网站  □政府公报", ["website"]),
    ("☑政府网站\n☑入户/现场\n□其他", ["website", "on_site"]),
    ("政府网站、政府公报", ["website", "gazette"]),
    ("■社区/企事业单位/村公示栏（电子屏）", ["notice_board"]),
    ("■发布会/听证会 ■精准推送", ["meeting", "push"]),
    ("□政府网站 ■其他：12345政务服务热线", ["12345政务服务热线"]),
    ("■其他", ["other"]),
    ("□政府网站", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "channels"), CHANNELS)
def test_channels_are_check_boxes_in_one_cell(text, channels):
    assert read(row(channels=text)).rows[0].values["channels"] == channels


LIMITS = [
    ("20个工作日", (20, "working_day")),
    ("自信息形成或变更之日起20个工作日内", (20, "working_day")),
    ("3个工作日内", (3, "working_day")),
    ("二十个工作日", (20, "working_day")),
    ("十五个工作日", (15, "working_day")),
    ("批准后20日内", (20, "calendar_day")),
    ("7天", (7, "calendar_day")),
    ("1个月", (1, "month")),
    ("实时公开", (None, "at_once")),
    ("及时公开", (None, "promptly")),
    ("永久公开", (None, "lasting")),
    ("长期公示", (None, "lasting")),
    ("20个工作日；涉及处罚的7个工作日", (None, "")),
    ("按照《条例》2019年5月15日的规定", (None, "")),
    ("按规定", (None, "")),
    ("", (None, "")),
]


@pytest.mark.parametrize(("text", "parsed"), LIMITS)
def test_a_time_limit_is_counted_where_it_says_one_length(text, parsed):
    assert parsed_limit(text) == parsed


def test_ditto_and_merged_cells_say_what_stands_above():
    sheet = read(
        row(),
        row(second_level="学籍管理", basis="同上", time_limit="同上", subject="同上。"),
        row(second_level="学生资助", time_limit="同上"),
        merges=[(0, 1, 2, 1)],
    )

    assert [(one.values["first_level"], one.values["time_limit"]) for one in sheet.rows] == [
        ("招生管理", "20个工作日")
    ] * 3
    assert sheet.rows[1].values["basis"] == "《中华人民共和国义务教育法》"
    assert sheet.rows[1].values["subject"] == "教育局"
    assert problems(sheet) == []


WRONG = {
    "an empty first level is carried down, with a warning": ({"first_level": ""}, [("B5", False)]),
    "no content": ({"content": ""}, [("D5", True)]),
    "no basis": ({"basis": ""}, [("E5", False)]),
    "both ways ticked": ({"upon_application": "√"}, [("K5", True)]),
    "no way ticked": ({"proactive": ""}, [("K5", True)]),
    "no audience": ({"for_all": ""}, [("I5", True)]),
    "no level": ({"county": ""}, [("M5", True)]),
    "a tick that is none": ({"township": "视情况"}, [("N5", True)]),
    "too long": ({"second_level": "长" * 101}, [("C5", True)]),
}


@pytest.mark.parametrize(("cells", "found"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_of_its_cell(cells, found):
    sheet = read(row(second_level="第一件"), row(**cells))

    assert problems(sheet) == found
    assert len(sheet.sound) == 2 - any(is_error for _cell, is_error in found)


def test_the_same_row_twice_is_an_error_and_one_matter_in_two_parts_is_none():
    sheet = read(row(), row(content="招生结果"), row())

    assert [one.is_sound for one in sheet.rows] == [True, True, False]
    assert "第4行" in sheet.rows[2].problems[0].text


def test_notes_empty_rows_and_repeated_headers_are_no_rows():
    repeated = ["序号", "一级事项", "二级事项", "公开内容（要素）"]

    sheet = read(row(), [], repeated, row(second_level="学籍管理"), ["备注：本目录由教育局负责解释。"])

    assert [one.values["second_level"] for one in sheet.rows] == ["学校招生工作", "学籍管理"]


def test_the_number_may_be_missing_and_an_unknown_column_is_left_out():
    sheet = read([*ROW[1:], "张三"], upper=[*UPPER[1:], "经办人"], lower=[*LOWER[1:], ""])

    assert sheet.rows[0].values["first_level"] == "招生管理"
    assert len(sheet.sound) == 1


@pytest.mark.parametrize(
    ("name", "title", "field"),
    [
        ("义务教育", "", "compulsory_education"),
        ("（二十三）义务教育领域", "", "compulsory_education"),
        ("Sheet1", "青禾市社会救助领域基层政务公开标准目录", "social_assistance"),
        ("乡村振兴", "", "poverty_relief"),
        ("社会保险", "就业和社会保险领域", "social_insurance"),
        ("Sheet1", "标准目录", None),
    ],
)
def test_the_field_is_told_by_the_name_of_the_sheet_or_its_title(name, title, field):
    sheet = read(ROW, sheets=[name], title=title)

    assert (sheet.field.code if sheet.field else None) == field
    assert (len(sheet.sound) == 1) == (field is not None)


def test_the_field_may_be_chosen_for_the_whole_book():
    assert read(ROW, sheets=["Sheet1"], field="planning").rows[0].values["field"] == "planning"


def test_several_sheets_are_several_fields():
    book = read_standard_book("目录.xlsx", workbook(ROW, sheets=["义务教育", "养老服务", "说明"]))

    assert [sheet.field.code if sheet.field else None for sheet in book.sheets] == [
        "compulsory_education",
        "elderly_care",
        None,
    ]
    assert (len(book.sound), book.errors) == (2, 1)


@pytest.mark.parametrize(
    ("lower", "told"),
    [(LOWER[:12], "缺少这些列：县级、乡级"), (["", "事项"], "没有找到“一级事项”")],
)
def test_a_sheet_without_the_standard_header_says_what_is_missing(lower, told):
    lower = [*lower, *[""] * (14 - len(lower))]

    sheet = read(ROW, upper=[*UPPER[:12], "", ""], lower=lower)

    assert told in sheet.problems[0].text
    assert sheet.rows == ()


BAD = {
    "an empty file": (b"", "目录.xlsx", "空的"),
    "a csv renamed": ("序号,一级事项\n1,招生".encode(), "目录.xlsx", "扩展名与内容不符"),
    "a csv": ("序号,一级事项\n1,招生".encode(), "目录.csv", "不是 Excel 工作簿"),
    "cut off": (workbook(ROW)[:2000], "目录.xlsx", "损坏"),
    "without content": (workbook(upper=[], lower=[]), "目录.xlsx", "没有内容"),
    "a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "目录.xlsx", "密码"),
}


@pytest.mark.parametrize(("content", "name", "told"), BAD.values(), ids=BAD.keys())
def test_what_is_no_sound_workbook_is_refused_in_plain_words(content, name, told):
    with pytest.raises(Refused, match=told):
        read_standard_book(name, content)


@pytest.mark.parametrize("count", [10_000, 100_000])
def test_far_too_many_rows_are_refused_before_they_are_read(count):
    with pytest.raises(Refused, match="超过5000行"):
        read_standard_book("目录.xlsx", workbook(*[[]] * count, row()))


def test_a_whole_row_merged_into_one_cell_says_what_is_wrong_with_it():
    sheet = read(row(), row(second_level="学籍管理"), merges=[(0, 0, 0, 13)])

    assert [one.is_sound for one in sheet.rows] == [False, True]


def test_cells_merged_down_to_the_last_row_of_excel_end_with_the_content():
    content = BytesIO()
    whole = workbook(row(), row(second_level="学籍管理"), merges=[(0, 1, 1, 1)])
    with ZipFile(BytesIO(whole)) as sound, ZipFile(content, "w") as broken:
        for name in sound.namelist():
            broken.writestr(name, sound.read(name).replace(b'ref="B4:B5"', b'ref="B4:B1048576"'))

    book = read_standard_book("目录.xlsx", content.getvalue())

    assert [values["first_level"] for values in book.sound] == ["招生管理"] * 2


def test_three_hundred_times_the_same_row_is_stored_once_and_told_of_each():
    sheet = read(*[row()] * 300)

    assert len(sheet.sound) == 1
    assert {len(line.problems) for line in sheet.rows[1:]} == {1}


def test_a_formula_without_a_stored_result_is_no_content():
    into = BytesIO()
    with xlsxwriter.Workbook(into) as book:
        sheet = book.add_worksheet("义务教育")
        for at, line in enumerate([[], UPPER, LOWER, row()]):
            for column, text in enumerate(line):
                sheet.write_string(at, column, text)
        sheet.write_formula(3, 3, '=HYPERLINK("http://example.com","内容")', value="")

    [line] = read_standard_book("目录.xlsx", into.getvalue()).sheets[0].rows

    assert [(one.cell, one.is_error) for one in line.problems] == [("D4", True)]
