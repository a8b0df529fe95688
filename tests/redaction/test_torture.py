"""Files with the marked words in every corner we know: none of them is left, and the rest still can be read."""

import pytest

from gongkai.redaction import Mark, redact
from tests.guard.files import in_office_corners, in_pdf, in_pdf_corners, in_sheets, in_word
from tests.guard.files.leaks import leak
from tests.redaction.searching import readers_that_find, texts_of_pdf

LEAK = leak("identity_number", 7)
MARK = Mark(words=LEAK.value, ground="third_party")


@pytest.mark.parametrize("place", in_pdf.PLACES)
def test_nothing_marked_is_left_in_a_pdf(place):
    planted = in_pdf.PLACES[place](LEAK)

    redacted = redact("pdf", planted, [MARK])

    assert readers_that_find(redacted.content, LEAK.value) == []
    assert {
        name for name, text in texts_of_pdf(redacted.content).items() if in_pdf.HARMLESS not in text
    } == set()


@pytest.mark.parametrize("place", in_pdf_corners.PLACES)
def test_nothing_marked_is_left_in_the_corners_of_a_pdf(place):
    _name, planted = in_pdf_corners.PLACES[place](LEAK)

    redacted = redact("pdf", planted, [MARK])

    assert readers_that_find(redacted.content, LEAK.value) == []
    assert {name for name, text in texts_of_pdf(redacted.content).items() if "Notice" not in text} == set()


@pytest.mark.parametrize("place", in_word.PLACES)
def test_nothing_marked_is_left_in_a_word_file(place):
    redacted = redact("docx", in_word.PLACES[place](LEAK), [MARK])

    assert readers_that_find(redacted.content, LEAK.value) == []


@pytest.mark.parametrize("place", in_sheets.PLACES)
def test_nothing_marked_is_left_in_a_workbook(place):
    redacted = redact("xlsx", in_sheets.PLACES[place](LEAK), [MARK])

    assert readers_that_find(redacted.content, LEAK.value) == []


@pytest.mark.parametrize("place", in_office_corners.PLACES)
def test_nothing_marked_is_left_in_the_corners_of_an_office_file(place):
    name, planted = in_office_corners.PLACES[place](LEAK)

    redacted = redact(name.rpartition(".")[2], planted, [MARK])

    assert readers_that_find(redacted.content, LEAK.value) == []
