"""The one error of the reading room."""

from __future__ import annotations


class Unreadable(ValueError):
    """A file that cannot be read; the message says in Chinese why and what to do."""


class Scanned(Unreadable):
    """A scan: it could be read by its looks."""
