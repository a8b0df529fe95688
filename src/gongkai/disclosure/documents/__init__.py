"""The papers that are made of information items."""

from gongkai.disclosure.documents.counting import counted_as_text, counted_as_xlsx, report_as_text
from gongkai.disclosure.documents.official import official_document

__all__ = ["counted_as_text", "counted_as_xlsx", "official_document", "report_as_text"]
