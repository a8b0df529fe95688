"""Scans read by their looks: what was seen becomes lines and cells, and nothing that was not seen is taken for blank."""

import io

import pypdfium2
import pytest

from gongkai.law.reports import form
from gongkai.reading import scans
from gongkai.reading.alignment import aligned
from gongkai.reading.reader import read
from gongkai.reading.scans import UNSEEN, Seen, lines_of
from gongkai.reading.unreadable import Scanned, Unreadable

from . import papers, prints

COLUMNS = [300, 350, 400, 450, 500, 550, 600]


def seen(words, left, top, *, score=0.99, height=20):
    return Seen(words, (left, top, left + 12 * len(words), top + height), score)


def row(label, figures, top):
    """A row of table 3; None is a cell in which nothing was seen."""
    placed = [
        seen(words, left, top) for words, left in zip(figures, COLUMNS, strict=True) if words is not None
    ]
    return [seen(label, 10, top + 2), *placed]


def told(*rows):
    return aligned([lines_of([one for row in rows for one in row])], UNSEEN)[0]


def test_what_stands_on_a_level_is_one_row():
    lines = told(row("（一）予以公开", list("5000005"), 100), row("（二）部分公开", list("1000001"), 140))
    assert [line.split("\x1f") for line in lines] == [
        ["（一）予以公开", *"5000005"],
        ["（二）部分公开", *"1000001"],
    ]


def test_a_cell_in_which_nothing_was_seen_is_not_blank():
    lines = told(row("甲", list("5000005"), 100), row("乙", ["1", None, "0", "0", "0", "0", "1"], 140))
    assert lines[1].split("\x1f") == ["乙", "1", UNSEEN, "0", "0", "0", "0", "1"]


def test_a_figure_in_doubt_is_left_unread():
    (line,) = lines_of([seen("总计", 10, 100), seen("95", 300, 100, score=0.6)])
    assert line.words == f"总计 {UNSEEN}"


def test_writing_from_top_to_bottom_belongs_to_no_row():
    upright = Seen("三、本年度办理结果", (5, 60, 25, 400), 0.99)
    assert [line.words for line in lines_of([upright, seen("甲", 30, 100)])] == ["甲"]


def as_scan(printed):
    """The pages of a PDF as pictures in a PDF, as a scanner makes it."""
    pages = [page.render(scale=150 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(printed)]
    kept = io.BytesIO()
    pages[0].save(kept, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return kept.getvalue()


def test_a_scan_is_read_when_that_is_asked_for_and_no_figure_is_certain():
    entered = papers.filled(
        "2021", applications__received__natural=37, applications__results__granted__natural=37
    )
    scan = as_scan(prints.as_pdf("2021", entered))
    with pytest.raises(Scanned, match="扫描件"):
        read(scan, "scan.pdf")

    reading = read(scan, "scan.pdf", ocr=True)

    assert (reading.media, reading.year, reading.form) == ("scan", papers.YEARS["2021"], "2021")
    assert {a: f.value for a, f in reading.figures.items() if f.value != entered[a]} == {}
    assert len(reading.figures) > 0.9 * len(form("2021").cells)
    assert all(
        figure.confidence <= scans.CONFIDENCE and "扫描件" in figure.why
        for figure in reading.figures.values()
    )


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    scans._recogniser.cache_clear()
    with pytest.raises(Unreadable, match=r"gongkai\[ocr\]"):
        scans.seen_on(None)
