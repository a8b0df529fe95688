"""Figures and texts of the annual report, as they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports import queries
from gongkai.annual_reports.documents import figure
from gongkai.foundation.wording import in_words
from gongkai.law.reports import Cell, Finding, Form

_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class SeenForm(forms.Form):
    """An act on the report as it was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class FigureField(forms.CharField):
    """A figure as people type it: full-width digits and thousands separators are taken, an empty field is unknown."""

    default_error_messages = {
        "invalid": _("请只填数字；没有的填0，还不知道的留空。"),
    }

    def __init__(self, cell: Cell, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, label=in_words(cell.label), **kwargs)
        self.cell = cell
        mode = "decimal" if cell.kind == "amount" else "numeric"
        attributes = {"inputmode": mode, "autocomplete": "off", "aria-label": in_words(cell.label)}
        self.widget.attrs.update(attributes)

    def to_python(self, value: Any) -> Any:
        typed = (
            unicodedata.normalize("NFKC", super().to_python(value) or "").replace(",", "").replace(" ", "")
        )
        if not typed:
            return None
        if not _FIGURE.fullmatch(typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(typed) if "." in typed else int(typed)

    def run_validators(self, value: Any) -> None:
        # In place of CharField's validators, which measure text.
        if value is not None and (why := queries.misfit(self.cell, value)):
            raise ValidationError(why)


class LaterRequiredField(forms.CharField):
    """A text that may be saved empty; what is needed in the end is asked for when the report is submitted."""

    def validate(self, value: Any) -> None:
        return None


class CellsForm(SeenForm):
    """The cells of a table that are to be entered; with ``correcting`` also those that the records gave."""

    use_required_attribute = False
    reason = LaterRequiredField(
        label=_("更正理由"),
        help_text=_("更正从记录取得的数据时填写；理由随报告保存，核对时可以看到。"),
        max_length=300,
    )

    def __init__(
        self,
        report: queries.AnnualReport,
        of_form: Form,
        table: str,
        *args: Any,
        correcting: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = report.revision
        if not correcting:
            del self.fields["reason"]
        values = report.values
        self.addresses = [
            address
            for address in of_form.entered
            if of_form.cell(address).table == table and (correcting or address not in report.figures)
        ]
        for address in self.addresses:
            known = values.get(address)
            self.fields[address] = FigureField(
                of_form.cell(address), initial="" if known is None else figure(known)
            )
            # The part of the cell that tells what is wrong in it, also when it is renewed while one types.
            self.fields[address].widget.attrs["aria-describedby"] = f"cell-{address}"

    def entered(self) -> dict[str, Any]:
        return {address: self.cleaned_data[address] for address in self.addresses}

    @property
    def unread(self) -> list[str]:
        """The cells in which something stands that is no figure, or not one for this cell."""
        return [address for address in self.addresses if address in self.errors]


class TextsForm(SeenForm):
    """The texts of one section."""

    use_required_attribute = False

    def __init__(self, report: queries.AnnualReport, names: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["seen"].initial = report.revision
        for name in names:
            self.fields[name] = LaterRequiredField(
                label=queries.text_label(name),
                help_text=_HELP.get(name, ""),
                initial=getattr(report, name),
                widget=forms.Textarea(attrs={"rows": 5, "data-takes-marks": ""}),
            )

    def written(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names}


_HELP: Mapping[str, Any] = {
    "proactive": _("主动公开的内容、数量和方式，重点领域信息公开情况。"),
    "upon_application": _("收到和办理申请的情况；所写数字应与第三部分的表格一致。"),
    "management": _("政府信息的制作、审查、更新和规范性文件清理等情况。"),
    "platform": _("网站专栏、政务新媒体、查阅场所等建设情况。"),
    "supervision": _("人员、培训、检查；人民政府还应写明工作考核、社会评议和责任追究结果。"),
    "earlier_problems": _("上年报告的问题逐项写明：已经解决的、正在解决的、还没有解决的及其原因。"),
    "fees": _("发出收费通知的件数、总金额和实际收取的金额，为零的也要写明。"),
    "other_matters": _("没有其他事项的，写“无”。"),
}


class SubmitForm(SeenForm):
    """A reason for each warning."""

    def __init__(
        self, report: queries.AnnualReport, warnings: Sequence[Finding], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = report.revision
        self.keys = [queries.finding_key(finding) for finding in warnings]
        for key, finding in zip(self.keys, warnings, strict=True):
            self.fields[key] = forms.CharField(
                label=finding.text,
                help_text=finding.hint,
                initial=report.explanations.get(key, ""),
                max_length=300,
                error_messages={"required": _("请说明原因，或者更正数据后再提交。")},
            )

    def explanations(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.keys}


class SendBackForm(SeenForm):
    reason = forms.CharField(
        label=_("退回原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明退回的原因，以便编制人修改。")},
    )


class OpenReportForm(forms.Form):
    """The year to report on."""

    year = forms.TypedChoiceField(label=_("年度"), coerce=int)

    def __init__(self, years: Sequence[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, _("%(year)d年度") % {"year": year}) for year in years]  # type: ignore[attr-defined]
