"""A notice about working days as it is entered: a year's file, or the days typed from the notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.fields import DayField
from gongkai.law.notices import UnreadableNotice, YearFile, read_days, read_holiday_cn

LARGEST_FILE = 200_000


class NoticeForm(forms.Form):
    title = forms.CharField(label=_("通知名称"), max_length=200)
    document_number = forms.CharField(label=_("文号"), max_length=100, required=False)
    issued_on = DayField(label=_("发布日期"))
    source = forms.CharField(
        label=_("出处"), max_length=300, required=False, help_text=_("通知全文的网址或者登载的公报。")
    )
    region = forms.RegexField(
        r"^\d{2,12}$",
        label=_("适用地区的行政区划代码"),
        required=False,
        help_text=_("全国适用的不填；只适用于某地的填该地代码，例如350122，上级代码包含下级。"),
    )
    file = forms.FileField(
        label=_("全年安排文件"),
        required=False,
        help_text=_("holiday-cn的年度JSON文件，例如2027.json；上传后不用再填下面两项。"),
    )
    off = forms.CharField(
        label=_("放假的日期"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个，连续的写作2027-02-05至2027-02-11。"),
    )
    worked = forms.CharField(
        label=_("上班的日期（调休）"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_off(self) -> list[date]:
        return _days(self.cleaned_data["off"])

    def clean_worked(self) -> list[date]:
        return _days(self.cleaned_data["worked"])

    def clean_file(self) -> YearFile | None:
        given = self.cleaned_data["file"]
        if not given:
            return None
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件太大，请上传holiday-cn的年度文件。"))
        try:
            return read_holiday_cn(given.read())
        except UnreadableNotice as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        off, worked = set(given.get("off") or ()), set(given.get("worked") or ())
        if twice := sorted(off & worked):
            self.add_error("worked", _("%(day)s既放假又上班，请核对。") % {"day": twice[0]})
        if given.get("file") and (off or worked):
            self.add_error("file", _("上传全年安排文件的，不要再填写日期。"))
        return given

    def told(self) -> dict[str, Any]:
        """What is given to the act."""
        given = self.cleaned_data
        named = ("title", "document_number", "issued_on", "source", "region")
        told = {name: given[name] for name in named}
        if file := given["file"]:
            papers = " ".join(file.papers)[:300]
            return {**told, "source": told["source"] or papers, "days": file.days, "year": file.year}
        days = dict.fromkeys(given["off"], False) | dict.fromkeys(given["worked"], True)
        return {**told, "days": days}


class TakeBackForm(forms.Form):
    reason = forms.CharField(label=_("撤回的理由"), max_length=100)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


def _days(text: str) -> list[date]:
    try:
        return read_days(text)
    except UnreadableNotice as wrong:
        raise forms.ValidationError(str(wrong)) from None
