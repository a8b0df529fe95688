"""Writes a PDF of pictures with searchable text behind them, every byte of it our own.

No library stands between: what a library carries over from a source, or adds to name itself, would have to be proved
absent. The text is invisible, so its font needs no outlines and is not embedded (ISO 19005 allows that).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.redaction.marks import Box

_DEPTH = 0.12
_NARROW, _WIDE = 500, 1000
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{rows}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line and where it stands."""

    text: str
    box: Box


@dataclass
class Paper:
    """The PDF as it grows."""

    objects: list[bytes] = field(default_factory=lambda: [b""] * 5)
    pages: list[int] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def add_page(
        self,
        size: tuple[float, float],
        jpeg: bytes,
        pixels: tuple[int, int],
        *,
        grey: bool,
        runs: Sequence[Run],
        quarters: int = 0,
    ) -> None:
        """One page: its picture, and the words that may be read on it; shown turned right by so many quarters."""
        width, height = size
        picture = self._add(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%b /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%b\nendstream"
            % (*pixels, b"DeviceGray" if grey else b"DeviceRGB", len(jpeg), jpeg)
        )
        lines = "".join(self._lines(runs, width, height))
        drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q\n{lines}"
        content = self._add(_stream(drawn.encode("ascii")))
        self.pages.append(
            self._add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Rotate %d /Contents %d 0 R "
                b"/Resources << /XObject << /P %d 0 R >> /Font << /F 3 0 R >> >> >>"
                % (width, height, 90 * quarters, content, picture)
            )
        )

    def finished(self) -> bytes:
        """The whole file."""
        kids = b" ".join(b"%d 0 R" % number for number in self.pages)
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>"
        self.objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(self.pages), kids)
        self.objects[2] = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H "
            b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        )
        narrow = [code for sign, code in self.codes.items() if sign.isascii()]
        widths = b" ".join(b"%d [%d]" % (code, _NARROW) for code in narrow)
        descriptor = self._add(
            b"<< /Type /FontDescriptor /FontName /Unseen /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
            b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"
        )
        self.objects[3] = (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen /CIDToGIDMap /Identity "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            b"/FontDescriptor %d 0 R /DW %d /W [%b] >>" % (descriptor, _WIDE, widths)
        )
        self.objects[4] = _stream(_CMAP.format(rows="\n".join(self._rows())).encode("ascii"))
        return _file(self.objects)

    def _add(self, content: bytes) -> int:
        self.objects.append(content)
        return len(self.objects)

    def _lines(self, runs: Iterable[Run], width: float, height: float) -> Iterable[str]:
        for run in runs:
            size = (run.box.bottom - run.box.top) * height
            natural = sum(_NARROW if sign.isascii() else _WIDE for sign in run.text) / 1000 * size
            if size <= 0 or natural <= 0:
                continue
            stretch = 100 * (run.box.right - run.box.left) * width / natural
            across, up = run.box.left * width, (1 - run.box.bottom) * height + _DEPTH * size
            codes = "".join(f"{self._code(sign):04X}" for sign in run.text)
            yield f"BT 3 Tr /F {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {across:.2f} {up:.2f} Tm <{codes}> Tj ET\n"

    def _code(self, sign: str) -> int:
        return self.codes.setdefault(sign, len(self.codes) + 1)

    def _rows(self) -> Iterable[str]:
        rows = [
            f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for sign, code in self.codes.items()
        ]
        for start in range(0, len(rows), 100):
            part = rows[start : start + 100]
            yield "\n".join([f"{len(part)} beginbfchar", *part, "endbfchar"])


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
