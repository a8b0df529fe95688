"""PDF files put together by hand, with a number where no reader of the page would see it."""

from __future__ import annotations

from collections.abc import Callable

from tests.guard.files.in_others import File
from tests.guard.files.leaks import Leak

_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PLAIN = "BT /F1 12 Tf 72 760 Td (Notice of works on the road) Tj ET\n"


def pdf(drawn: str, *, page: str = "", catalog: str = "", objects: dict[int, str] | None = None) -> bytes:
    """A PDF of one page. Objects 1 to 5 are catalogue, pages, page, font and what is drawn; others are given."""
    content = _PLAIN + drawn
    all_objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        f" /Resources << /Font << /F1 4 0 R >> /XObject << /X1 9 0 R >> /Properties << /P1 8 0 R >> >> {page} >>",
        4: _FONT,
        5: _stream(content),
    } | (objects or {})
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(all_objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start, size = len(out), max(all_objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    info = "/Info 6 0 R" if 6 in all_objects else ""
    return out + f"trailer << /Size {size} /Root 1 0 R {info} >>\nstartxref\n{start}\n%%EOF\n".encode()


def _stream(content: str, more: str = "") -> str:
    return f"<< /Length {len(content)} {more} >>\nstream\n{content}\nendstream"


def _said(leak: Leak) -> str:
    """The number with an English word before it, for a font without Chinese signs."""
    return f"{ {'identity_number': 'ID', 'mobile': 'Tel', 'bank_card': 'Card'}[leak.kind] } {leak.value}"


def _drawn(before: str, after: str = "", at: str = "72 700 Td") -> Callable[[Leak], File]:
    return lambda leak: ("公示.pdf", pdf(f"q {before} BT /F1 12 Tf {at} ({_said(leak)}) Tj ET {after} Q\n"))


def _tiny(leak: Leak) -> File:
    return "公示.pdf", pdf(f"BT /F1 0.2 Tf 72 700 Td ({_said(leak)}) Tj ET\n")


def _letter_by_letter(leak: Leak) -> File:
    """Every digit set by itself, as typesetting programmes do."""
    digits = "".join(
        f"BT /F1 12 Tf {72 + 7 * at} 700 Td ({sign}) Tj ET\n" for at, sign in enumerate(leak.value)
    )
    return "公示.pdf", pdf(digits)


def _two_pieces(leak: Leak) -> File:
    half = len(leak.value) // 2
    first, second = leak.value[:half], leak.value[half:]
    width = sum(6.672 for _sign in first)
    return "公示.pdf", pdf(
        f"BT /F1 12 Tf 72 700 Td ({first}) Tj ET\nBT /F1 12 Tf {72 + width:.2f} 700 Td ({second}) Tj ET\n"
    )


def _field(value: str) -> Callable[[Leak], File]:
    def make(leak: Leak) -> File:
        said = value.format(_said(leak))
        field = f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (id) {said} /Rect [72 600 300 620] /P 3 0 R >>"
        return "表单.pdf", pdf(
            "", page="/Annots [7 0 R]", catalog="/AcroForm << /Fields [7 0 R] >>", objects={7: field}
        )

    return make


def _note(inside: str) -> Callable[[Leak], File]:
    def make(leak: Leak) -> File:
        note = f"<< /Type /Annot {inside.format(_said(leak))} /Rect [72 600 300 620] >>"
        return "公示.pdf", pdf("", page="/Annots [7 0 R]", objects={7: note})

    return make


def _appearance(leak: Leak) -> File:
    """A stamp whose picture says it."""
    drawn = f"BT /F1 12 Tf 0 5 Td ({_said(leak)}) Tj ET"
    form = _stream(
        drawn, "/Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F1 4 0 R >> >>"
    )
    stamp = "<< /Type /Annot /Subtype /Stamp /Rect [72 600 300 620] /AP << /N 9 0 R >> >>"
    return "公示.pdf", pdf("", page="/Annots [7 0 R]", objects={7: stamp, 9: form})


def _form_object(leak: Leak) -> File:
    drawn = f"BT /F1 12 Tf 72 700 Td ({_said(leak)}) Tj ET"
    form = _stream(
        drawn, "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >>"
    )
    return "公示.pdf", pdf("/X1 Do\n", objects={9: form})


def _layer(leak: Leak) -> File:
    """Text in a layer that is switched off."""
    switched = "/OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] /Order [8 0 R] >> >>"
    drawn = f"/OC /P1 BDC BT /F1 12 Tf 72 700 Td ({_said(leak)}) Tj ET EMC\n"
    return "公示.pdf", pdf(drawn, catalog=switched, objects={8: "<< /Type /OCG /Name (base) >>"})


def _property(leak: Leak) -> File:
    return "公示.pdf", pdf("", objects={6: f"<< /Title (Notice) /Remark ({_said(leak)}) >>"})


def _xmp(leak: Leak) -> File:
    said = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{_said(leak)}</a></x:xmpmeta>'
    return "公示.pdf", pdf(
        "", catalog="/Metadata 7 0 R", objects={7: _stream(said, "/Type /Metadata /Subtype /XML")}
    )


def _script(leak: Leak) -> File:
    return "公示.pdf", pdf("", catalog=f"/OpenAction << /S /JavaScript /JS (var id = '{_said(leak)}';) >>")


def _instead(leak: Leak) -> File:
    """What a reading programme says in place of the drawing."""
    return "公示.pdf", pdf(
        f"/Span << /ActualText ({_said(leak)}) >> BDC BT /F1 12 Tf 72 700 Td (photo) Tj ET EMC\n"
    )


PLACES = {
    "pdf 不显示的文字": _drawn("3 Tr"),
    "pdf 白色的文字": _drawn("1 1 1 rg"),
    "pdf 页面外的文字": _drawn("", at="72 -40 Td"),
    "pdf 右边外的文字": _drawn("", at="700 400 Td"),
    "pdf 裁掉的文字": _drawn("0 0 10 10 re W n"),
    "pdf 转过来的文字": _drawn("0 1 -1 0 400 100 cm"),
    "pdf 黑块下面的文字": _drawn("", after="0 g 70 690 400 24 re f"),
    "pdf 极小的文字": _tiny,
    "pdf 逐字排的文字": _letter_by_letter,
    "pdf 两段接起来的文字": _two_pieces,
    "pdf 表单的值": _field("/V ({})"),
    "pdf 表单的默认值": _field("/DV ({})"),
    "pdf 表单的提示": _field("/TU ({})"),
    "pdf 便笺": _note("/Subtype /Text /Contents ({})"),
    "pdf 便笺的作者": _note("/Subtype /Text /Contents (see) /T ({})"),
    "pdf 文字批注": _note("/Subtype /FreeText /Contents ({}) /DA (/F1 12 Tf)"),
    "pdf 图章": _appearance,
    "pdf 表单对象里的文字": _form_object,
    "pdf 关掉的图层": _layer,
    "pdf 自定义属性": _property,
    "pdf XMP": _xmp,
    "pdf 脚本": _script,
    "pdf 替代文字": _instead,
}
