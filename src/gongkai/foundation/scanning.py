"""Asking the virus scanner: one question to clamd, one answer, and no answer never counts as a clean one.

The client is our own because the kept one (clamav-client, LGPL) waits without an end in all and stops reading when
clamd hangs up early, which is how clamd says that a file is too large for it. Note for whoever runs it: clamd calls a
file larger than its MaxFileSize clean unless AlertExceedsMax is on.
"""

from __future__ import annotations

import logging
import re
import socket
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT_PORT = 3310
CHUNK = 64 * 1024
LONGEST_REPLY = 1000
FOUND = re.compile(r"stream: (?P<virus>.+) FOUND")
logger = logging.getLogger(__name__)


class ScanState(models.TextChoices):
    """What the virus scanner has said of a file."""

    CLEAN = "clean", _("已查毒")
    NOT_SCANNED = "not_scanned", _("未查毒")
    QUARANTINED = "quarantined", _("正在查毒，暂不能打开")
    INFECTED = "infected", _("查出病毒，不能打开")


OPENABLE = (ScanState.CLEAN, ScanState.NOT_SCANNED)


@dataclass(frozen=True)
class Answer:
    """The state that follows from what the scanner said, and why: the virus, or what went wrong.

    ``heard`` is False when there was no scanner to ask or it could not be reached: asking for other files is vain.
    """

    state: ScanState
    note: str = ""
    heard: bool = True


def scan_content(content: bytes) -> Answer:
    """Have the content scanned by the clamd of ``GONGKAI_CLAMD`` (``host:port`` or the path of a socket).

    Not scanned where none is configured. Where one is, anything but a clear answer within
    ``GONGKAI_CLAMD_SECONDS`` means quarantine. Never raises.
    """
    if not settings.GONGKAI_CLAMD:
        return Answer(ScanState.NOT_SCANNED, heard=False)
    try:
        reply = _asked(settings.GONGKAI_CLAMD, content)
    except (OSError, ValueError) as error:
        logger.warning("clamd at %s gave no answer: %s", settings.GONGKAI_CLAMD, error)
        return Answer(ScanState.QUARANTINED, str(_("查毒服务没有应答。")), heard=False)
    if reply == "stream: OK":
        return Answer(ScanState.CLEAN)
    if found := FOUND.fullmatch(reply):
        return Answer(ScanState.INFECTED, found["virus"])
    logger.warning("clamd at %s did not scan: %s", settings.GONGKAI_CLAMD, reply)
    return Answer(ScanState.QUARANTINED, str(_("查毒没有完成。")))


def _asked(address: str, content: bytes) -> str:
    ends_at = time.monotonic() + settings.GONGKAI_CLAMD_SECONDS
    with _connected(address, ends_at) as connection:
        try:
            for piece in _instream(content):
                connection.settimeout(_left(ends_at))
                connection.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough; what it said of that can still be read
        return _reply(connection, ends_at)


def _connected(address: str, ends_at: float) -> Any:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(_left(ends_at))
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, colon, port = address.rpartition(":") if not address.endswith("]") else (address, "", "")
    host = (host if colon else address).strip("[]")
    return socket.create_connection((host, int(port) if colon else DEFAULT_PORT), timeout=_left(ends_at))


def _instream(content: bytes) -> Any:
    yield b"zINSTREAM\0"
    for start in range(0, len(content), CHUNK):
        piece = content[start : start + CHUNK]
        yield len(piece).to_bytes(4, "big") + piece
    yield bytes(4)


def _reply(connection: socket.socket, ends_at: float) -> str:
    heard = b""
    while b"\0" not in heard and len(heard) < LONGEST_REPLY:
        connection.settimeout(_left(ends_at))
        piece = connection.recv(CHUNK)
        if not piece:
            break
        heard += piece
    if not heard:
        raise ConnectionError("it hung up without a word")
    return heard.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for an answer is over")
    return left
