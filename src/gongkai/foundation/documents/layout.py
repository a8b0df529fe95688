"""The measures of GB/T 9704-2012 that both renderings share, and what follows from the length of a text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from gongkai.foundation.documents.model import Document, Imprint, Picture, Signature, Table, printable

POINTS_A_MM = 72 / 25.4
PAGE_MM = (210, 297)
MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
# On a turned page the head of a table lies along the binding edge.
TURNED_MARGINS_MM = {
    "top": MARGINS_MM["left"],
    "bottom": MARGINS_MM["right"],
    "left": MARGINS_MM["bottom"],
    "right": MARGINS_MM["top"],
}
TURNED_AREA_MM = PAGE_MM[1] - MARGINS_MM["top"] - MARGINS_MM["bottom"]
TYPE_AREA_MM = PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]

CHARS_A_LINE = 28
LINES_A_PAGE = 22
BODY = 16.0  # 三号
TITLE = 22.0  # 二号
FOLIO = 14.0  # 四号
LINE_PITCH = 28.95
TITLE_PITCH = 34.0
CHAR_PITCH = TYPE_AREA_MM * POINTS_A_MM / CHARS_A_LINE
ISSUER_BELOW_EDGE_MM = 35
RED_LINE_BELOW_NUMBER_MM = 4
FOLIO_BELOW_AREA_MM = 7
TITLE_CHARS = 19  # a line of the title holds twenty; one is left free
SHORT_WORD, WIDEST, CELL_PADDING = 4.0, 20.0, 0.8  # of a table's column, in characters
MOST_TOGETHER = 10  # attachments, which stay on one page with the signature
LARGEST_ISSUER = 44.0
PAPER = "文件"
PAPER_APART = 0.5  # between the names of a joint paper and the word beside them, in their own characters
ISSUER_LINE = 1.25  # of its size
JOINT_ISSUERS_MM = 60  # however many they are: the first page must show some of the text
IMPRINT = 14.0  # 四号
IMPRINT_PITCH = 24.0
THICK_MM, THIN_MM = 0.35, 0.25  # the outer lines of the imprint, and the one between
RED = "E60012"

# The faces that the standard names come first; ours follow for the machine that has none of them.
FACES = {
    "fangsong": ["FangSong_GB2312", "FangSong", "STFangsong", "Gongkai Song"],
    "title": ["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Gongkai Song"],
    "hei": ["SimHei", "STHeiti", "Gongkai Hei", "Gongkai Song"],
    "kai": ["KaiTi_GB2312", "KaiTi", "STKaiti", "Gongkai Kai", "Gongkai Song"],
    "song": ["SimSun", "STSong", "Gongkai Song"],
}

# Where the sense allows a title to be broken: before its subject, after an organ or a sign.
_BREAKS = re.compile(
    r"(?=关于|《|（|的通知|的公告)|(?<=[》、，）和及与])|(?<=办公室|委员会)|(?<=人民政府)(?!办公)|(?<= )"
)


def width(text: str) -> float:
    """How many body characters wide a text is: a Latin letter or digit takes half of one."""
    return sum(0.5 if ord(char) < 0x2000 and char != "·" else 1.0 for char in text)


def title_lines(title: str) -> list[str]:
    """The title in lines of about one length, broken between phrases; where it says "\\n", exactly there."""
    text = printable(title)
    if "\n" in text:
        return text.split("\n")
    lines = []
    for left in range(math.ceil(width(text) / TITLE_CHARS), 1, -1):
        cut = _cut(text, left)
        lines.append(text[:cut].strip())
        text = text[cut:]
    return [*lines, text.strip()]


def _cut(text: str, lines: int) -> int:
    """Where to end the first of ``lines`` lines: at the place that suits best, or simply after its share."""
    share = width(text) / lines

    def off(place: int) -> float:
        return abs(width(text[:place]) - share)

    def fits(place: int) -> bool:
        return width(text[:place]) <= TITLE_CHARS and width(text[place:]) <= TITLE_CHARS * (lines - 1)

    wanted = [match.start() for match in _BREAKS.finditer(text)]
    allowed = [place for place in wanted if off(place) <= 6 and fits(place)]
    return min(allowed or _apart(text), key=off)


def _apart(text: str) -> list[int]:
    """Where a line may end at all: not within a number or a Latin word, nor before a closing sign."""
    joined = re.compile(r"[!-~][!-~]|.[》）”、，。：；！？]|[《（“].")
    return [place for place in range(1, len(text)) if not joined.match(text, place - 1)] or [len(text)]


def signature_indents(signature: Signature) -> tuple[list[float], float]:
    """How many characters the organs and the date stand in from the right, each centred over the other.

    The date stands four characters in; a long organ pushes it further, but itself stays two from the edge.
    """
    beyond = [(width(name) - width(signature.date)) / 2 for name in signature.organs]
    date = max(4.0, 2.0 + max(beyond))
    return [max(0.0, date - one) for one in beyond], date


def issuers(document: Document) -> tuple[list[str], str]:
    """The names at the head, and the word beside them all in a joint paper (文件, or nothing in a letter)."""
    lead = printable(document.issuer)
    if not document.co_issuers:
        return [lead], ""
    return [lead.removesuffix(PAPER), *map(printable, document.co_issuers)], PAPER * lead.endswith(PAPER)


def author(document: Document) -> str:
    """Who issues the paper, for the properties of the file."""
    names, _paper = issuers(document)
    return "、".join(names)


def issuer_size(names: Sequence[str], paper: str = "") -> float:
    """As large as the line allows, up to 44 points; several names leave room on the page for the text."""
    beside = width(paper) + PAPER_APART if paper else 0.0
    longest = max(width(name) for name in names) + beside
    broad = TYPE_AREA_MM * POINTS_A_MM * 0.98 / max(longest, 1)
    high = JOINT_ISSUERS_MM * POINTS_A_MM / ISSUER_LINE / len(names)
    return min(LARGEST_ISSUER, broad, high)


def picture_width_mm(picture: Picture) -> float:
    """No picture is wider than the lines."""
    return min(picture.width_mm, TYPE_AREA_MM)


def table_size(table: Table) -> float:
    """The type size of a table: smaller the more columns it has (小四, 五号, 小五)."""
    if table.columns <= 4:
        return 12.0
    return 10.5 if table.columns <= 8 else 9.0


def column_shares(table: Table) -> list[float]:
    """The relative widths of the columns: as given, or after the text in them.

    Every column gets room for a short word; what is left goes to the long ones, so far as they need it.
    """
    if table.widths:
        return _in_parts(table.widths)
    longest = _longest(table)
    least = [min(length, SHORT_WORD) + CELL_PADDING for length in longest]
    more = [max(0.0, length - SHORT_WORD) for length in longest]
    area = TURNED_AREA_MM if table.landscape else TYPE_AREA_MM
    left = max(0.0, area * POINTS_A_MM / table_size(table) - sum(least))
    part = min(1.0, left / (sum(more) or 1.0))
    return _in_parts([low + extra * part for low, extra in zip(least, more, strict=True)])


def _longest(table: Table) -> list[float]:
    """The longest line of each column in characters; a longer label beside several rows may be broken as often."""
    longest = [2.0] * table.columns
    for _row, column, cell in table.placed():
        if cell.colspan == 1:
            lengths = [width(line) for line in printable(cell.text).split("\n")]
            parts = min(cell.rowspan, 4)
            broken = max(length if length <= SHORT_WORD else length / parts for length in lengths)
            longest[column] = max(longest[column], min(broken, WIDEST))
    return longest


def _in_parts(lengths: Sequence[float]) -> list[float]:
    return [length / sum(lengths) for length in lengths]


def with_colon(addressee: str) -> str:
    """The addressee as it stands above the body, ending in one colon."""
    return printable(addressee).rstrip(" ：:") + "："


def imprint_texts(imprint: Imprint) -> tuple[str, str, str]:
    """The line for the copies (empty without any), the printing office, and the day with its verb."""
    copies = printable(imprint.copies_to).strip().removesuffix("。")
    return f"抄送：{copies}。" if copies else "", printable(imprint.office), f"{printable(imprint.date)}印发"


def in_brackets(notes: str) -> str:
    """The 附注 in its brackets, whether or not it came with them."""
    return "（" + printable(notes).strip().removeprefix("（").removesuffix("）") + "）"
