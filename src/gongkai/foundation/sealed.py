"""Personal data at rest: sealed with SM4-GCM, found again by a keyed digest, shown masked.

The key lives outside the database. ``settings.GONGKAI_KEYS`` is a list of (key id, 16 bytes): the first key
seals, every key opens, the last (oldest) one makes the digests, so that a new key can be put in front
without losing a single stored value or digest.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import unicodedata
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

Keys = list[tuple[str, bytes]]
VERSION = "sm4g1"
KEY_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16


class CannotOpen(Exception):
    """A sealed value cannot be read: its key is not configured, or the stored text was altered."""


def load_or_create_keys(path: Path) -> Keys:
    """Read the keys in ``path``, one "id hex" a line, newest first; write one new key if there is no file.

    A new file is readable by its owner only. Two processes that start together end up with the same key.
    Raises ValueError, naming file and line, when a line is not a key.
    """
    if not path.exists():
        _create_key_file(path)
    lines = path.read_text("ascii").splitlines()
    keys = [_parsed_key(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not keys or len({key_id for key_id, _key in keys}) != len(keys):
        raise ValueError(f"{path} must hold at least one key, and each key id once")
    return keys


def add_key(path: Path) -> str:
    """Put a new key in front of those in the file, which begins to seal when a process reads the file; its id.

    The file is replaced at once and whole: whoever reads it meanwhile finds the old keys or all of them.
    """
    with path.open(encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        known = {key_id for key_id, _key in load_or_create_keys(path)}
        line = _new_key()
        while line.split()[0] in known:
            line = _new_key()
        draft, owner = _written(path, line + path.read_text("ascii")), os.fstat(held.fileno())
        try:
            os.chown(draft, owner.st_uid, owner.st_gid)  # an administrator's command, the platform's file
            draft.replace(path)
        except OSError:
            draft.unlink()
            raise
    return line.split()[0]


def _create_key_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _written(path, _new_key())
    try:
        os.link(draft, path)  # unlike a rename it never replaces the key that another process has just made
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _new_key() -> str:
    return f"k{secrets.token_hex(3)} {secrets.token_hex(KEY_BYTES)}\n"


def _written(path: Path, text: str) -> Path:
    """A draft beside the file, readable by its owner only and safely on the disk."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _parsed_key(line: str, where: str) -> tuple[str, bytes]:
    parts = re.fullmatch(rf"\s*([A-Za-z0-9_-]{{1,20}})\s+([0-9a-fA-F]{{{KEY_BYTES * 2}}})\s*", line)
    if parts is None:
        raise ValueError(f"{where} is not a key: expected an id and {KEY_BYTES * 2} hexadecimal digits")
    return parts[1], bytes.fromhex(parts[2])


def seal(text: str) -> str:
    """Seal with the first key: "sm4g1:<key id>:<base64 of nonce, ciphertext, tag>"; "" stays ""."""
    if not text:
        return ""
    key_id, key = _keys()[0]
    header = f"{VERSION}:{key_id}:"
    nonce = os.urandom(NONCE_BYTES)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(header.encode())
    ciphertext = encryptor.update(text.encode("utf-8")) + encryptor.finalize()
    return header + b64encode(nonce + ciphertext + encryptor.tag).decode()


def unseal(stored: str) -> str:
    """The text that was sealed. Raises CannotOpen when the key is missing or the stored text was altered."""
    if not stored:
        return ""
    version, _colon, rest = stored.partition(":")
    key_id, _colon, payload = rest.partition(":")
    if version != VERSION or not payload:
        raise CannotOpen("The stored text is not a sealed value of a known version.")
    key = dict(_keys()).get(key_id)
    if key is None:
        raise CannotOpen(
            f"The value was sealed with key {key_id!r}, which settings.GONGKAI_KEYS does not hold."
        )
    try:
        return _opened(key, f"{version}:{key_id}:", b64decode(payload, validate=True))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(
            f"The value sealed with key {key_id!r} was altered, or that key is another one."
        ) from error


def _opened(key: bytes, header: str, raw: bytes) -> str:
    nonce, ciphertext, tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:-TAG_BYTES], raw[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(header.encode())
    return (decryptor.update(ciphertext) + decryptor.finalize()).decode("utf-8")


def keyed_digest(text: str) -> str:
    """HMAC-SM3 of the text as 64 hex digits, to find a sealed value by equality; "" for an empty text.

    Case, spaces, invisible characters and full-width forms make no difference.
    """
    spelling = _one_spelling(text)
    if not spelling:
        return ""
    _key_id, oldest = _keys()[-1]
    index_key = _hmac(oldest, b"gongkai blind index")  # never the sealing key itself
    return _hmac(index_key, spelling.encode("utf-8")).hex()


def _one_spelling(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) != "Cf")


def _hmac(key: bytes, message: bytes) -> bytes:
    code = hmac.HMAC(key, hashes.SM3())
    code.update(message)
    return code.finalize()


def _keys() -> Keys:
    keys: Keys = settings.GONGKAI_KEYS
    return keys


class SealedTextField(models.TextField):
    """Text that is sealed in the database and plain in Python.

    It cannot be searched or ordered: keep ``keyed_digest`` of it in a column beside it for that. The ledger
    records only that it is filled. An empty text is stored empty.
    """

    description = "Text sealed with SM4-GCM"

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return seal(value) if isinstance(value, str) else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else unseal(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.model.__name__}.{self.name} is sealed and cannot be looked up by {lookup_name!r}: "
            "compare keyed_digest(…) with a digest column instead."
        )


# fmt: off
COMPOUND_SURNAMES = frozenset({
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "令狐", "西门", "南门", "呼延",
})
# fmt: on


def mask_name(name: str) -> str:
    """A natural person's name with only the surname left: 王小明 → 王**, 欧阳小明 → 欧阳**.

    For natural persons only: the name of an organisation is public, so don't pass it.
    """
    name = name.strip()
    shown = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:shown] + re.sub(r"\w", "*", name[shown:])


def mask_phone(phone: str) -> str:
    """138****1234; 0571-****5678 for a landline; for anything else all but the last two digits hidden."""
    plain = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", phone))
    if mobile := re.fullmatch(r"(?:\+?86)?(1\d{2})\d{4}(\d{4})", plain):
        return f"{mobile[1]}****{mobile[2]}"
    if landline := re.fullmatch(r"(010|02\d|0[3-9]\d{2})\d{3,4}(\d{4})", plain):
        return f"{landline[1]}-****{landline[2]}"
    return _middle_hidden(plain, 0, 2)


def mask_email(address: str) -> str:
    """w***@example.cn: one letter before the @ stays, and the length is not told."""
    local, at, domain = address.strip().rpartition("@")
    if not at:
        return _middle_hidden(address.strip(), 1, 0)
    return f"{local[:1] if len(local) > 1 else ''}***@{domain}"


def _middle_hidden(text: str, head: int, tail: int) -> str:
    if len(text) < 2 * (head + tail):
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
