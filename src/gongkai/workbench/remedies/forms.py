"""What is asked about a case of reconsideration or litigation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries as applications
from gongkai.foundation.fields import DayField
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.remedies.queries import RemedyKind, results_of


class OpenCaseForm(forms.Form):
    """A case in which the own organ is the respondent."""

    kind = forms.ChoiceField(
        label=_("类别"),
        choices=RemedyKind.choices,
        widget=forms.RadioSelect,
        help_text=_("同一争议经过行政复议的，属于“复议后起诉”。"),
    )
    case_number = forms.CharField(label=_("案号"), max_length=100)
    heard_by = forms.CharField(label=_("复议机关或者人民法院"), max_length=100)
    accepted_on = DayField(label=_("受理、立案日期"), initial=today)
    application = forms.CharField(
        label=_("所涉申请的编号"),
        max_length=70,
        required=False,
        help_text=_("本机关办理的申请，例如 CZJ-2026-0012。"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_application(self) -> Any:
        number = self.cleaned_data["application"].strip().upper()
        if not number:
            return None
        found = applications.visible_to(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("本机关没有这个编号的申请，请核对。"))
        return found


class DecideCaseForm(forms.Form):
    """How a case ended."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(label=_("审理结果"))
    decided_on = DayField(label=_("审结日期"), initial=today)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = results_of(kind).values()
        choices = [(row.code, f"{row.label}（{row.outcome.label}）") for row in rows]
        self.fields["result"].choices = [("", _("请选择")), *choices]  # type: ignore[attr-defined]
