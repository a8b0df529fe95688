"""What the office that gathers the reports types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports import queries
from gongkai.foundation.fields import DayField
from gongkai.workbench.annual_reports.forms import SeenForm

LONGEST = 500


class AskingForm(forms.Form):
    """What is asked of all organs."""

    instructions = forms.CharField(
        label=_("编制要求"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写明今年的要求、联系人和电话；各单位编制时看到。"),
    )
    approves = forms.BooleanField(
        label=_("发布前由本机关审核"),
        required=False,
        help_text=_("勾选以后，各单位审签的报告要等本机关审核通过才能发布。"),
    )


class OpenCampaignForm(AskingForm):
    """The year and its days; the law's own are proposed."""

    year = forms.IntegerField(label=_("年度"), min_value=2008, max_value=2100)
    department_due = DayField(
        label=_("部门、乡镇公布期限"), help_text=_("可以早于法定的这一天，不能晚于它。")
    )
    government_due = DayField(label=_("政府公布期限"), help_text=_("可以早于法定的这一天，不能晚于它。"))
    field_order = ("year", "department_due", "government_due", "instructions", "approves")

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        latest = queries.latest_dates(year)
        proposed = {
            "year": year,
            "department_due": latest.department.on if latest.department else None,
            "government_due": latest.government.on if latest.government else None,
        }
        super().__init__(*args, **{"initial": proposed} | kwargs)

    def told(self) -> dict[str, Any]:
        """What is given to the act, beside the year."""
        return {name: value for name, value in self.cleaned_data.items() if name != "year"}


class ChangeCampaignForm(SeenForm, AskingForm):
    pass


class ChaseForm(forms.Form):
    note = forms.CharField(
        label=_("附言"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class CloseCampaignForm(SeenForm):
    gaps_because = forms.CharField(
        label=_("缺报的原因和后续处理"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("全部发布的不用填写。"),
    )


class ExtendDueForm(forms.Form):
    until = DayField(label=_("延长到"))
    reason = forms.CharField(label=_("延期的原因"), max_length=LONGEST)


class ExemptForm(forms.Form):
    reason = forms.CharField(label=_("不需编制的原因"), max_length=LONGEST)


class MendForm(SeenForm):
    reason = forms.CharField(
        label=_("更正说明"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明更正了什么、为什么更正；这段话随报告对外公开。"),
    )


FORMS: dict[str, type[forms.Form]] = {
    "extend_due": ExtendDueForm,
    "exempt": ExemptForm,
    "owe_again": forms.Form,
}
