"""A sheet whose cells lie too far apart is noticed before any reader lays it out."""

import io

import pytest

from gongkai.foundation import file_spread
from gongkai.foundation.file_spread import is_spread_out


@pytest.mark.parametrize(
    ("rows", "spread"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row>', False),
        ('<row r="1048576"><c r="I1048576"><v>1</v></c></row>', False),
        ('<row r="1048576"><c r="J1048576"><v>1</v></c></row>', True),
        ('<row r="1048576"><c r="XFD1048576" s="3"/></row>', False),
        ('<row><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>', True),
        ("<x:row><x:c t='n' r = 'XFD1048576'><x:v>1</x:v></x:c></x:row>", True),
        ('<row r="700000">' + "<c><v>1</v></c>" * 14 + "</row>", False),
        ('<row r="700000">' + "<c><v>1</v></c>" * 15 + "</row>", True),
        ("<row><c><v>1</v></c></row>" * 3, False),
        ("", False),
    ],
)
def test_the_grid_up_to_the_last_filled_cell_counts(rows, spread):
    assert is_spread_out(io.BytesIO(f"<sheetData>{rows}</sheetData>".encode())) is spread


@pytest.mark.parametrize("chunk", [1, 7, 30])
def test_a_tag_may_lie_across_two_pieces(monkeypatch, chunk):
    monkeypatch.setattr(file_spread, "CHUNK", chunk)
    rows = b'<row r="700000">' + b"<c><v>1</v></c>" * 15

    assert is_spread_out(io.BytesIO(rows))
    assert not is_spread_out(io.BytesIO(rows[:-15]))
