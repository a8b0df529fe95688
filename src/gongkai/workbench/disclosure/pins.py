"""Sending an item back, with remarks pinned to its passages: several at once, each to a field and the words in it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import elements_of
from gongkai.disclosure.queries import InformationItem
from gongkai.workbench.disclosure.forms import LONG, NOT_CHOSEN, MoveForm

FEWEST, MOST = 3, 20
NUMBERED = re.compile(r"pin_(\d{1,2})_\w+")
PINNABLE = (
    "body",
    "title",
    "summary",
    "column_id",
    "kind",
    "document_number",
    "formed_on",
    "effective_on",
    "expires_on",
    "keywords",
    "attribute_reason",
)


def passages(item: InformationItem) -> dict[str, str]:
    """What a remark can be pinned to: the address of the field and what it is called at the desk."""
    names = {name: str(item._meta.get_field(name).verbose_name) for name in PINNABLE}  # type: ignore[union-attr]
    if item.column_id and item.elements:
        told = elements_of(item.column_id, retired=True)
        names |= {f"elements.{one.code}": one.name for one in told if one.code in item.elements}
    if item.sheet_id:
        names["sheet_id"] = str(_("表格"))
    return names | {"attachments": str(_("附件"))}


class SendBackForm(MoveForm):
    remarks = forms.CharField(
        label=_("原因和修改意见"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("写清哪一处、怎么改；也可以在下面逐处批注。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = [int(found[1]) + 1 for name in self.data if (found := NUMBERED.fullmatch(str(name)))]
        self.count = min(max(sent, default=FEWEST), MOST)
        choices = [NOT_CHOSEN, *passages(self.item).items()]
        for n in range(self.count):
            self.fields[f"pin_{n}_field"] = forms.ChoiceField(
                label=_("位置"), choices=choices, required=False
            )
            self.fields[f"pin_{n}_quote"] = forms.CharField(label=_("原文"), required=False, max_length=200)
            self.fields[f"pin_{n}_text"] = forms.CharField(label=_("怎么改"), required=False, max_length=500)

    @property
    def pins(self) -> list[list[forms.BoundField]]:
        """The rows of the form, as they are drawn."""
        return [[self[f"pin_{n}_{name}"] for name in ("field", "quote", "text")] for n in range(self.count)]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self["remarks"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.pinned = []
        for n in range(self.count):
            field, quote, text = (told.get(f"pin_{n}_{name}", "") for name in ("field", "quote", "text"))
            if not (quote or text):
                continue
            if not field and f"pin_{n}_field" not in self.errors:
                self.add_error(f"pin_{n}_field", _("请选择这条批注的位置。"))
            if not text:
                self.add_error(f"pin_{n}_text", _("请写明这一处要怎么改。"))
            self.pinned.append((field, quote, text))
        if not self.pinned and not told.get("remarks", "").strip():
            self.add_error("remarks", _("请写明退回的原因和修改意见，或者在下面逐处批注。"))
        return told

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"seen": told["seen"], "remarks": told["remarks"], "pinned": self.pinned}
