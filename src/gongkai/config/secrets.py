"""The installation's own secret, made on the first run of an embedded installation."""

import secrets
from pathlib import Path


def load_or_create_secret(path: Path) -> str:
    """Return the text in ``path``; write a new random one, readable by its owner only, if there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), "utf-8")
    return path.read_text("utf-8").strip()
