"""An office's own forms of letters: docx with places, checked before they are taken, filled when a letter is issued."""

from gongkai.applications.documents.templates.examples import example_letter, standard_template
from gongkai.applications.documents.templates.filling import Filled, fill
from gongkai.applications.documents.templates.making import files_of
from gongkai.applications.documents.templates.places import EXPLAINED, TEMPLATED, allowed, required
from gongkai.applications.documents.templates.proof import lacking
from gongkai.applications.documents.templates.reading import check_template

__all__ = [
    "EXPLAINED",
    "TEMPLATED",
    "Filled",
    "allowed",
    "check_template",
    "example_letter",
    "files_of",
    "fill",
    "lacking",
    "required",
    "standard_template",
]
