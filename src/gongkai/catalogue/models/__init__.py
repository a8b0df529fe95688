"""The tables of the catalogue: columns, the elements they ask for, the standard catalogues of the 26 fields."""

from gongkai.catalogue.models.columns import (
    Audience,
    Block,
    Column,
    FiveDisclosure,
    ItemKind,
    Origin,
    Scope,
    Shape,
    UpdateInterval,
)
from gongkai.catalogue.models.elements import Element, ElementKind
from gongkai.catalogue.models.entries import Method, StandardEntry, TimeUnit

__all__ = [
    "Audience",
    "Block",
    "Column",
    "Element",
    "ElementKind",
    "FiveDisclosure",
    "ItemKind",
    "Method",
    "Origin",
    "Scope",
    "Shape",
    "StandardEntry",
    "TimeUnit",
    "UpdateInterval",
]
