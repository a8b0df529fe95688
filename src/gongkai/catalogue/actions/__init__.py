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
from gongkai.catalogue.actions.entries import (
    Imported,
    add_column_for_entry,
    add_column_for_field,
    import_entries,
    link_entry,
)
from gongkai.catalogue.actions.local_entries import add_entry, change_entry, restore_entry, retire_entry

__all__ = [
    "Imported",
    "add_column",
    "add_column_for_entry",
    "add_column_for_field",
    "add_element",
    "add_entry",
    "adopt_standard_catalogue",
    "change_column",
    "change_element",
    "change_entry",
    "close_column",
    "drop_element",
    "import_entries",
    "link_entry",
    "name_owners",
    "open_special_column",
    "reopen_column",
    "restore_entry",
    "retire_entry",
]
