"""Drawing up the catalogue: what is national is adopted as it is, local columns and entries stand beside it."""

from gongkai.catalogue.actions.adopting import adopt_standard_catalogue
from gongkai.catalogue.actions.columns import (
    add_column,
    change_column,
    close_column,
    name_owners,
    open_special_column,
    reopen_column,
)
from gongkai.catalogue.actions.elements import add_element, change_element, drop_element

__all__ = [
    "add_column",
    "add_element",
    "adopt_standard_catalogue",
    "change_column",
    "change_element",
    "close_column",
    "drop_element",
    "name_owners",
    "open_special_column",
    "reopen_column",
]
