"""What the column of a draft asks for: its elements as fields of the form, its table, the kinds that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import (
    Audience,
    Column,
    Element,
    ElementKind,
    ItemKind,
    Shape,
    all_columns,
    column_takes,
    elements_of,
    known_values,
)
from gongkai.catalogue.queries.values import UnreadableValue, canonical
from gongkai.disclosure.queries import InformationItem
from gongkai.foundation.moment import today
from gongkai.foundation.wording import listed
from gongkai.organs.queries import Organ, existing_on

PREFIX = "element-"
ORGAN_NAMES = "organ-names"
BEFORE_HANDING_IN = "workbench/disclosure/draft_field.html"
DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


class ElementField(forms.CharField):
    """The value of one element, read as people write it; a draft may leave it empty."""

    def __init__(self, element: Element, value: str) -> None:
        super().__init__(
            label=f"{element.name}（{element.unit}）" if element.unit else element.name,
            help_text=_help(element),
            required=False,
            widget=_widget(element, value),
        )
        self.element = element
        if element.required:
            self.template_name = BEFORE_HANDING_IN

    def clean(self, value: Any) -> str:
        try:
            return canonical(self.element, value)
        except UnreadableValue as wrong:
            raise ValidationError(str(wrong)) from wrong


@dataclass(frozen=True)
class Asked:
    """What the chosen column asks for, for the page: bound fields, or the table that stands in the draft.

    ``kinds`` are the only kinds of information that it takes (none: any); ``against`` says why this draft may
    not stand there; ``organs`` are names to choose from while an organ is typed; ``carried`` is what was typed for
    another column, and stands there again when that one is chosen again.
    """

    column: Column | None
    fields: tuple[Any, ...] = ()
    kinds: str = ""
    against: str = ""
    organs: tuple[str, ...] = ()
    sheet: Any = None
    carried: tuple[tuple[str, str], ...] = ()

    @property
    def is_table(self) -> bool:
        """Whether the column publishes tables."""
        return self.column is not None and self.column.shape == Shape.TABLE

    @property
    def folds_text(self) -> bool:
        """Whether the text only adds to what the elements or the table say."""
        return self.column is not None and self.column.shape != Shape.TEXT


def chosen_column(chosen: Any) -> Column | None:
    """The column that stands in the field of the form, if there is one."""
    key = str(chosen or "")
    return all_columns().filter(pk=int(key)).first() if key.isdecimal() else None


def element_fields(
    column: Column | None, organ: Organ, initial: Mapping[str, Any]
) -> Iterator[tuple[str, ElementField, str]]:
    """By the name in the form: the field, and what stands in it first - what is there, or what is known anyway."""
    if column is None or column.shape == Shape.TABLE:
        return
    elements = elements_of(column.pk)
    known = {} if any(initial.get(PREFIX + one.code) for one in elements) else known_values(column.pk, organ)
    for one in elements:
        value = str(initial.get(PREFIX + one.code) or known.get(one.code, ""))
        yield PREFIX + one.code, ElementField(one, value), value


def renewing_address(item: InformationItem | None) -> str:
    """Where the page asks for what another column wants."""
    return reverse("workbench:item_elements", args=[item.pk]) if item else reverse("workbench:draft_elements")


def asked_of(form: Any, item: InformationItem | None, organ: Organ) -> Asked:
    """What the column on this form asks for."""
    column: Column | None = form.column
    sheet = item.sheet if item else None
    carried = tuple(_carried(form))
    if column is None:
        return Asked(None, sheet=sheet, carried=carried)
    fields = tuple(form[name] for name in form.fields if name.startswith(PREFIX))
    kind = form["kind"].value() or column.item_kind
    names_organ = any(one.field.element.kind == ElementKind.ORGAN for one in fields)
    return Asked(
        column,
        fields,
        kinds=listed(ItemKind(one).label for one in column.kinds),
        against=column_takes(column, organ, kind, today()) or "",
        organs=tuple(existing_on(today()).values_list("name", flat=True)) if names_organ else (),
        sheet=sheet,
        carried=carried,
    )


def _carried(form: Any) -> Iterator[tuple[str, str]]:
    typed = form.data if form.is_bound else form.initial
    for name in typed:
        if name.startswith(PREFIX) and name not in form.fields and typed.get(name):
            yield name, typed.get(name)


def _help(element: Element) -> str:
    inside = _("仅内部可见，不对社会公开。") if element.audience == Audience.INSIDE else ""
    return f"{element.description}{'。' if element.description and inside else ''}{inside}"


def _widget(element: Element, value: str) -> forms.Widget:
    match element.kind:
        case ElementKind.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 4})
        case ElementKind.NUMBER | ElementKind.MONEY:
            return forms.TextInput(attrs=DECIMAL)
        case ElementKind.DAY:
            return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case ElementKind.CHOICE:
            return _select(element.choices, value)
        case ElementKind.YES_NO:
            return _select(["是", "否"], value)
        case ElementKind.ORGAN:
            return forms.TextInput(attrs={"list": ORGAN_NAMES, "autocomplete": "off"})
        case ElementKind.URL:
            return forms.URLInput()
    return forms.TextInput()


def _select(choices: list[str], value: str) -> forms.Select:
    # What was chosen before the choices changed is still shown; saving says that it is no choice any more.
    former = [value] if value and value not in choices else []
    return forms.Select(choices=[("", _("请选择")), *((one, one) for one in [*choices, *former])])
