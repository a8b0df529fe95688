"""The papers that are made of information items."""

from gongkai.disclosure.documents.counting import counted_as_text, counted_as_xlsx
from gongkai.disclosure.documents.official import official_document

__all__ = ["counted_as_text", "counted_as_xlsx", "official_document"]
