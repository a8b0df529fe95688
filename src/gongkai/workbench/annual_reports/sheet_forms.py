"""What comes out of Excel, as it is sent: cells or a file, and the figures that a person confirms."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports import queries
from gongkai.annual_reports.documents import figure
from gongkai.law.reports import form
from gongkai.reading.packages import unpacked
from gongkai.workbench.annual_reports.forms import LaterRequiredField, SeenForm

# The tables of a report are small; what unpacks to more would hold up everybody else.
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
LONGEST_TEXT = 200_000


class SheetForm(forms.Form):
    """Pasted cells or a file, one of the two."""

    text = forms.CharField(
        label=_("粘贴从 Excel 复制的单元格"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("在 Excel 或 WPS 中选中表格，复制，粘贴在这里。"),
    )
    file = forms.FileField(
        label=_("或者选择文件"),
        required=False,
        help_text=_("xlsx、xls 工作簿；网页、docx 和带文字的 PDF 也可以，不超过%(limit)s。")
        % {"limit": filesizeformat(LARGEST_FILE)},
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if not given:
            return given
        too_large = _("文件太大，不像一份年度报告的统计表。请只保留统计表，或者复制表格粘贴在上面。")
        if given.size > LARGEST_FILE or unpacked(given.read(), LARGEST_UNPACKED) > LARGEST_UNPACKED:
            raise ValidationError(too_large)
        given.seek(0)
        return given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        pasted = (given.get("text") or "").strip()
        if not self.errors and bool(given.get("file")) == bool(pasted):
            raise ValidationError(_("请粘贴单元格，或者选择一个文件，两者选一。"))
        return given

    @property
    def source(self) -> tuple[bytes | str, str]:
        """What is to be read, and its name."""
        file = self.cleaned_data["file"]
        return (file.read(), file.name) if file else (self.cleaned_data["text"], "")


class EnterSheetForm(SeenForm):
    """The figures that were shown; ``reason`` takes those along that the records know otherwise."""

    use_required_attribute = False
    figures = forms.CharField(widget=forms.HiddenInput)
    reason = LaterRequiredField(
        label=_("更正理由"),
        help_text=_("“与记录所得不同的数据”要写明理由才改；不写理由，这些数据保持记录所得。"),
        max_length=300,
        required=False,
    )

    def __init__(self, report: queries.AnnualReport, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    @classmethod
    def of(cls, report: queries.AnnualReport, offer: queries.SheetOffer) -> Self:
        """The form that confirms an offer."""
        told = {address: figure(value) for address, value in offer.values.items()}
        return cls(report, initial={"seen": report.revision, "figures": json.dumps(told)})

    def clean_figures(self) -> dict[str, queries.Number]:
        entered = set(form(self.report.form).entered)
        try:
            told = json.loads(self.cleaned_data["figures"])
            figures = {address: _number(told[address]) for address in told}
        except (ValueError, TypeError, InvalidOperation):
            figures = {}
        if not figures or not figures.keys() <= entered:
            raise ValidationError(_("页面的内容不完整，请重新粘贴或者选择文件。"))
        return figures

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.offer and self.offer.corrections and not self.offer.changes and not given.get("reason"):
            self.add_error("reason", _("这些数据都与记录所得不同，请写明更正理由。"))
        return given

    @cached_property
    def offer(self) -> queries.SheetOffer | None:
        """What the figures would change in the report as it stands now."""
        figures = getattr(self, "cleaned_data", {}).get("figures")
        return queries.offer_of(self.report, figures) if figures else None

    @property
    def values(self) -> dict[str, queries.Number]:
        """What is to be entered: corrections only where a reason is given for them."""
        shown = self.offer or queries.SheetOffer()
        taken = [*shown.changes, *(shown.corrections if self.cleaned_data["reason"] else ())]
        return {one.address: one.new for one in taken}


def _number(told: str) -> queries.Number:
    exact = Decimal(told)
    if not exact.is_finite():
        raise ValueError(told)
    return int(exact) if exact == exact.to_integral_value() else exact
