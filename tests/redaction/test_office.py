"""Word files and workbooks: passages and cells go, what computes from them or remembers them goes too."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from docx import Document

from gongkai.redaction import Box, CannotRedact, Mark, StillThere, proposed_marks, redact, words_of
from tests.guard.files import in_office_corners, in_sheets, in_word
from tests.guard.files.leaks import leak
from tests.redaction.searching import pieces_of, readers_that_find

LEAK = leak("mobile", 5)
GROUND = "third_party"


def cells(content: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def test_a_passage_goes_over_all_its_runs_and_the_rest_stays():
    redacted = redact("docx", in_word.split_runs(LEAK), [Mark(words=LEAK.sentence, ground=GROUND)])

    said = "\n".join(one.text for one in Document(BytesIO(redacted.content)).paragraphs)
    assert readers_that_find(redacted.content, LEAK.value) == []
    assert in_word.HARMLESS in said and "■" in said


def test_a_cell_goes_and_no_formula_is_left_to_tell_of_it():
    redacted = redact("xlsx", in_sheets.book(lambda b, s: None), [Mark(1, None, "", GROUND, "c2")])

    left = cells(redacted.content)
    assert {name: left[name] for name in ("B2", "C2", "B3", "C3")} == {
        "B2": "道路维修",
        "C2": "■",
        "B3": "桥梁加固",
        "C3": 34000,
    }
    assert b"<f>" not in b"".join(pieces_of(redacted.content))
    with zipfile.ZipFile(BytesIO(redacted.content)) as package:
        assert b"12000" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("place", in_office_corners.FIGURES)
def test_a_number_kept_as_a_figure_never_slips_through(place):
    """It is covered, or nothing is handed out."""
    _name, planted = in_office_corners.FIGURES[place](LEAK)

    try:
        left = readers_that_find(
            redact("xlsx", planted, [Mark(words=LEAK.value, ground=GROUND)]).content, LEAK.value
        )
    except CannotRedact:
        left = []

    assert left == []


@pytest.mark.parametrize(
    "mark",
    [
        Mark(1, Box(0, 0, 1, 1), "", GROUND),
        Mark(9, None, "", GROUND, "A1"),
        Mark(1, None, "", GROUND, "A0"),
        Mark(1, None, "", GROUND, "Z99"),
        Mark(words="诸葛小明", ground=GROUND),
    ],
)
def test_marks_that_hit_nothing_are_refused(mark):
    with pytest.raises(CannotRedact):
        redact("xlsx", in_sheets.cell(LEAK), [mark])


def test_what_a_reader_still_finds_is_not_handed_out(monkeypatch):
    monkeypatch.setattr(
        "gongkai.redaction.redacting.redact_office", lambda kind, content, marks: (content, 0, [])
    )

    with pytest.raises(StillThere) as refused:
        redact("docx", in_word.body(LEAK), [Mark(words=LEAK.value, ground=GROUND)])

    assert LEAK.value not in str(refused.value)


def test_the_guard_proposes_what_it_finds_with_a_ground():
    assert proposed_marks(in_sheets.cell(LEAK)) == [(Mark(words=LEAK.value, ground=GROUND), "mobile")]


def test_the_words_of_a_workbook_come_with_their_cells():
    pages = words_of(in_sheets.cell(LEAK))

    assert [(page.number, page.name) for page in pages] == [(1, "项目"), (2, "名单")]
    assert [one.cell for one in pages[1].passages if one.text == LEAK.value] == ["B2"]
