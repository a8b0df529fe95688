"""What is asked about an entry of a standard catalogue: what it says, and in which column it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import (
    CHANNELS,
    Column,
    GrassrootsField,
    Method,
    StandardEntry,
    all_columns,
    channel_label,
    channels_in,
    columns_for_entries,
    in_order,
)

LONG = {"rows": 4}
# What is none of the known channels is written out beside them.
KNOWN = tuple(code for code in CHANNELS if code != "other")


class SeenForm(forms.Form):
    """An act on an entry that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class EntryForm(forms.Form):
    """A local entry, in the order of the columns of the sheet (G-04)."""

    first_level = forms.CharField(label=_("一级事项"), max_length=100)
    second_level = forms.CharField(label=_("二级事项"), max_length=100, required=False)
    content = forms.CharField(
        label=_("公开内容（要素）"),
        max_length=5000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("逐项写明要公开什么，例如：招生方案、招生范围、招生结果。"),
    )
    basis = forms.CharField(
        label=_("公开依据"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    time_limit = forms.CharField(
        label=_("公开时限"), max_length=300, required=False, help_text=_("例如：信息形成之日起20个工作日内。")
    )
    subject = forms.CharField(
        label=_("公开主体"), max_length=200, required=False, help_text=_("例如：教育局、乡镇人民政府。")
    )
    channels = forms.MultipleChoiceField(
        label=_("公开渠道和载体"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_channels = forms.CharField(
        label=_("其他渠道"), max_length=200, required=False, help_text=_("几个渠道之间用顿号分开。")
    )
    for_all = forms.BooleanField(label=_("公开对象：全社会"), required=False, initial=True)
    for_group = forms.BooleanField(label=_("公开对象：特定群体"), required=False)
    group = forms.CharField(
        label=_("群体名称"),
        max_length=100,
        required=False,
        help_text=_("勾选特定群体时填写，例如：被征地农民。"),
    )
    method = forms.ChoiceField(
        label=_("公开方式"), choices=Method.choices, widget=forms.RadioSelect, initial=Method.PROACTIVE
    )
    county = forms.BooleanField(label=_("公开层级：县级"), required=False, initial=True)
    township = forms.BooleanField(label=_("公开层级：乡级"), required=False)
    edition = forms.CharField(label=_("版本"), max_length=50, required=False, help_text=_("例如：2026年版。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].choices = [(code, channel_label(code)) for code in KNOWN]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What the act is to be told."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        told["channels"] = in_order([*told["channels"], *channels_in(told.pop("other_channels"))])
        if not told["for_group"]:
            told["group"] = ""
        return told


class ChangeEntryForm(EntryForm, SeenForm):
    """The same for an entry that is there."""


class LinkForm(SeenForm):
    """In which column the information of an entry stands."""

    column = forms.TypedChoiceField(label=_("对应的栏目"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, field: GrassrootsField, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("没有对应的栏目")), *columns_for_entries(field)]
        self.fields["column"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Column | None:
        """The column, or None for none."""
        pk = self.cleaned_data["column"]
        return all_columns().get(pk=pk) if pk else None


def values_of(entry: StandardEntry) -> dict[str, Any]:
    """What stands in the form of an entry that is there already."""
    names = [name for name in EntryForm.base_fields if name not in ("channels", "other_channels")]
    others = [one for one in entry.channels if one not in KNOWN]
    return {name: getattr(entry, name) for name in names} | {
        "channels": [one for one in entry.channels if one in KNOWN],
        "other_channels": "、".join(channel_label(one) for one in others),
        "seen": entry.revision,
    }
