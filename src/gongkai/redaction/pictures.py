"""Pictures: drawn anew with the marked areas black, and nothing beside their pixels."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageOps

from gongkai.guard.files.images import BROKEN_PICTURE, quiet
from gongkai.redaction.marks import Box, CannotRedact, Mark
from gongkai.redaction.pdf import blacken

_QUALITY = 88
_FORMATS = {"jpg": "JPEG", "png": "PNG"}


def redact_picture(
    kind: str, content: bytes, marks: Sequence[Mark]
) -> tuple[bytes, dict[int, list[Box]], list[str]]:
    """The picture the right way up, painted; its words are for a person to look at."""
    boxes = [mark.box for mark in marks if mark.box is not None]
    if any(mark.box is None for mark in marks):
        raise CannotRedact("系统读不出图片中的文字，请在图片上框选。")
    if any(not box.area for box in boxes):
        raise CannotRedact("框选的位置不在图片内，请重新框选。")
    try:
        with quiet(), Image.open(BytesIO(content)) as opened:
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("L" if upright.mode in ("1", "L", "LA", "I;16") else "RGB")
    except BROKEN_PICTURE as error:
        raise CannotRedact("图片无法打开。请在本机另存一次后重新上传。") from error
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    blacken(bare, boxes)
    out = BytesIO()
    options = {"quality": _QUALITY} if kind == "jpg" else {"optimize": False}
    bare.save(out, _FORMATS[kind], **options)
    return out.getvalue(), {0: boxes}, ["系统读不出图片中的文字，请核对是否还有应当遮盖的内容"]
