import pytest

from gongkai.guard.files import CannotMask, mask_file, scan_file
from tests.guard.files.reading import opens, said_anywhere
from tests.guard.planted import planted

PLACES = [one for one in planted() if one.format != "ofd" and one.leak.kind == "identity_number"]
OTHERS = [
    one
    for one in planted()
    if (one.format, one.place)
    in {("docx", "拆开的文字"), ("xlsx", "单元格"), ("csv", "CSV"), ("txt", "GBK 文本")}
    and one.leak.kind not in ("identity_number", "secrecy_mark")
]
PICTURES = ("pdf", "jpg", "png", "webp", "tiff")
HARMLESS = ("道路维修", "汛期安全", "属实")


@pytest.mark.parametrize("one", [*PLACES, *OTHERS], ids=str)
def test_what_was_planted_is_gone_from_the_masked_copy_and_the_rest_is_there(one):
    name, content = one.file()
    masked = mask_file(name, bytes(content))
    said = said_anywhere(masked.name, masked.content)
    assert one.leak.value not in said and one.leak.value[-8:] not in said
    assert one.format in PICTURES or any(words in said for words in HARMLESS) or "PDF" in one.place
    opens(masked.name, masked.content)
    left = [
        finding
        for finding in scan_file(masked.name, masked.content).findings
        if finding.kind == one.leak.kind
    ]
    assert left == []


def test_an_ofd_file_is_not_masked_but_told_what_to_do():
    one = next(one for one in planted() if one.format == "ofd")
    name, content = one.file()
    with pytest.raises(CannotMask, match="转换为 PDF"):
        mask_file(name, content)
