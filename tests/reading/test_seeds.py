"""The five seeds: whose they are, what they hold, and what does not add up in them."""

from importlib.resources import files

import pytest

from gongkai.reading.reader import read

SEEDS = files("gongkai.example") / "seeds"
NAMES = {
    "000": "000_dc2d5d3d78052219.txt",
    "001": "001_1bd57a177a6ed31c.txt",
    "002": "002_04dfc2abbda1a333.txt",
    "003": "003_8c5126968789870d.txt",
    "004": "004_9f08b052b3757a26.txt",
}
TABLE_OF_002 = {
    "主动公开文件数": (2589, 46269),
    "政府网站公开数": (2589, 46269),
    "政府公报公开数": (0, 0),
    "受理政府信息公开申请总数": (5, 3581),
    "当面申请数": (0, 3567),
    "网上申请数": (5, 6),
    "信函、传真申请数": (0, 8),
    "对申请的答复总数": (5, 3581),
    "同意公开答复数": (1, 3571),
    "同意部分公开答复数": (1, 2),
    "不予公开答复数": (0, 2),
    "其他类型答复数": (3, 6),
    "接受行政申诉、举报数": (0, 0),
    "行政复议数": (0, 0),
    "行政诉讼数": (0, 0),
}


def reading_of(seed):
    return read((SEEDS / NAMES[seed]).read_bytes(), NAMES[seed])


def remarks(seed, rule):
    return [(r.severity, r.left, r.right) for r in reading_of(seed).findings if r.rule == rule]


@pytest.mark.parametrize(
    ("seed", "organ", "year", "form", "end", "topics"),
    [
        ("000", "上饶市信州区人民政府", 2019, "2019", "2019-12-31", "一二三四五"),
        ("001", "洲上乡人民政府", 2018, "2014", "2018-12-28", "一二三四"),
        ("002", "建瓯市人民政府办公室", 2018, "fujian", "2018-12-31", "一二三四五六"),
        ("003", "龙泉市", 2020, "2019", "2020-12-31", "一二三四五六"),
        ("004", "阆中市柏垭镇", 2019, "2019", "2019-12-31", "一二三四五"),
    ],
)
def test_organ_year_period_form_and_sections_are_read(seed, organ, year, form, end, topics):
    reading = reading_of(seed)

    assert (reading.organ, reading.year, reading.form) == (organ, year, form)
    assert (reading.period.start.isoformat(), reading.period.end.isoformat()) == (f"{year}-01-01", end)
    assert "".join(section.number for section in reading.sections) == topics


def test_all_cells_of_the_table_of_002_are_read_in_both_columns():
    expected = {
        f"pre2019.{label}.{column}": figure
        for label, pair in TABLE_OF_002.items()
        for column, figure in zip(("year", "cumulative"), pair, strict=True)
    }

    assert {a: f.value for a, f in reading_of("002").figures.items()} == expected
    assert reading_of("002").doubts == ()


def test_l18_the_table_of_002_balances():
    assert remarks("002", "B-85-received") == [("note", 5, 5), ("note", 3581, 3581)]
    assert remarks("002", "B-85-replied") == [("note", 5, 5), ("note", 3581, 3581)]


def test_l18_the_categories_of_002_add_up_to_less_than_the_total():
    (shares,) = (r for r in reading_of("002").findings if r.rule == "B-09-shares")

    assert remarks("002", "B-09") == [("warning", 2535, 2589), ("note", 3581, 3581)]
    assert shares.text == "各项所占比例相加为97.73%，不是100%"


def test_the_text_of_002_agrees_with_its_table():
    assert remarks("002", "B-09-published") == [("note", 2589, 2589)]
    assert remarks("002", "B-09-received") == [("note", 5, 5)]
    assert [r for r in reading_of("002").findings if r.severity == "error"] == []


def test_l19_the_lists_of_004_add_up():
    assert remarks("004", "B-09") == [("note", 87, 87), ("note", 132, 132)]


def test_the_period_of_001_ends_too_early():
    (remark,) = (r for r in reading_of("001").findings if r.rule == "B-01")

    assert (remark.severity, remark.text) == ("warning", "统计期限止于2018年12月28日，没有到12月31日")


@pytest.mark.parametrize("seed", ["000", "003"])
def test_the_tables_of_000_and_003_are_missing_by_name(seed):
    assert [(r.severity, r.text) for r in reading_of(seed).findings if r.rule == "B-03"] == [
        ("error", "第二部分“主动公开政府信息情况”缺少表格，应有的数字都不知道"),
        ("error", "第三部分“收到和处理政府信息公开申请情况”缺少表格，应有的数字都不知道"),
        ("error", "第四部分“政府信息公开行政复议、行政诉讼情况”缺少表格，应有的数字都不知道"),
    ]


def test_a_figure_carries_the_words_and_the_line_it_was_read_from():
    reading = reading_of("002")
    figure = reading.told["published_total"]

    assert figure.words == "主动公开更新政府信息2589条"
    assert figure.words in reading.text.body.split("\n")[figure.line - 1]


def test_an_approximate_figure_is_kept_in_words_and_not_as_a_number():
    reading = reading_of("003")

    assert reading.about == {"published_total_approx": "1.8万余"}
    assert "published_total" not in reading.told


def test_json_has_the_layout_in_which_reports_are_exchanged():
    document = reading_of("002").to_json()

    assert document["form"] == "pre2019"
    assert document["pre2019"]["网上申请数"] == {"year": 5, "cumulative": 6}
    assert document["narrative"]["published_total"] == 2589
    assert document["narrative"]["published_breakdown"]["安全生产应急管理"] == 441
    assert document["narrative"]["applications"]["received"] == 5
    assert document["evidence"]["pre2019.网上申请数.year"]["words"] == "网上申请数 5 6"
    assert {"rule": "B-09", "left": 2535, "right": 2589}.items() <= document["findings"][0].items()
