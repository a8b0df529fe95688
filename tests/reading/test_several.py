"""What a person must be told of a file: several reports in it, an added row, figures beyond belief."""

from gongkai.reading.reader import read

from . import papers


def paper(figures):
    return papers.paper("2021", papers.one_cell_a_line, figures)


def test_of_two_reports_in_a_file_the_first_is_read_and_the_other_named():
    first, second = papers.sample("2021"), papers.filled("2021", applications__received__natural=3)
    before = paper(second).replace("2023年", "2022年")

    reading = read(f"{paper(first)}\n{before}")

    assert reading.year == 2023
    assert {address: figure.value for address, figure in reading.figures.items()} == first
    assert reading.others == ("清河县水务局2022年政府信息公开工作年度报告",)
    assert [r.severity for r in reading.findings if "不止一份" in r.text] == ["error"]


def test_a_title_that_is_printed_twice_is_one_report():
    figures = papers.sample("2021")
    title = "清河县水务局2023年政府信息公开工作年度报告\n"

    reading = read(f"{title}{title}{paper(figures)}\n上一篇：清河县水务局2022年政府信息公开工作年度报告")

    assert reading.others == ()


def test_an_added_row_is_told_and_the_rows_of_the_form_are_read():
    figures = papers.sample("2021")
    row = "\n\n".join(["（八）其他补充情况", "1", "2", "3", "0", "0", "0", "6"])
    text = paper(figures).replace("四、结转下年度继续办理", f"{row}\n\n四、结转下年度继续办理")

    reading = read(text)

    assert {address: figure.value for address, figure in reading.figures.items()} == figures
    assert [doubt.why for doubt in reading.doubts] == ["不知道这一行属于哪一项"]


def test_absurd_and_negative_figures_are_told():
    figures = papers.sample("2021") | {
        "applications.received.natural": -3,
        "proactive.行政许可.本年处理决定数量": 12_345_678_901,
    }

    found = [r for r in read(paper(figures)).findings if r.rule == "B-07"]

    assert [(r.severity, r.cells) for r in found] == [
        ("error", ("applications.received.natural",)),
        ("warning", ("proactive.行政许可.本年处理决定数量",)),
    ]
