"""What is asked about a case of reconsideration or litigation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries as applications
from gongkai.foundation.fields import DayField
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.remedies import queries
from gongkai.remedies.queries import COUNTED, Outcome, RemedyCase, RemedyKind, StageKind, results_of


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

    follows = forms.ModelChoiceField(
        label=_("起诉前的复议案件"),
        queryset=RemedyCase.objects.none(),
        required=False,
        help_text=_("类别是“复议后起诉”的，请选择。"),
    )
    appeal_of = forms.ModelChoiceField(
        label=_("一审案件"),
        queryset=RemedyCase.objects.none(),
        required=False,
        help_text=_("登记二审的，请选择一审案件；类别和所涉申请与一审相同。"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for name, found in (
            ("follows", queries.reviews(actor)),
            ("appeal_of", queries.may_be_appealed(actor)),
        ):
            field = self.fields[name]
            field.queryset = found  # type: ignore[attr-defined]
            field.label_from_instance = _named  # type: ignore[attr-defined]

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

    def __init__(self, *args: Any, case: RemedyCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = results_of(case.kind, on_appeal=case.on_appeal).values()
        choices = [(row.code, f"{row.label}（{row.outcome.label}）") for row in rows]
        self.fields["result"].choices = [("", _("请选择")), *choices]  # type: ignore[attr-defined]


def _named(case: RemedyCase) -> str:
    return f"{case.case_number}（{case.heard_by}）"


class CaseActForm(forms.Form):
    """What every act on a case carries: the revision that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class NoticeForm(CaseActForm):
    on = DayField(label=_("收到答复通知、应诉通知的日期"), initial=today)
    simplified = forms.BooleanField(
        label=_("行政复议适用简易程序"), required=False, help_text=_("简易程序的答复期限较短。")
    )


class AnswerForm(CaseActForm):
    on = DayField(label=_("提交答复、答辩的日期"), initial=today)


class StageForm(CaseActForm):
    kind = forms.ChoiceField(label=_("环节"), choices=StageKind.choices)
    on = DayField(label=_("日期"), initial=today)
    note = forms.CharField(label=_("说明"), max_length=500, required=False, widget=forms.Textarea)


class EvidenceForm(CaseActForm):
    name = forms.CharField(label=_("证据名称"), max_length=500)
    proves = forms.CharField(label=_("证明内容"), max_length=500, widget=forms.Textarea)


class ReopenForm(CaseActForm):
    on = DayField(label=_("收到决定、判决的日期"), initial=today)
    days = forms.IntegerField(
        label=_("限期重新答复的工作日数"), min_value=1, required=False, help_text=_("没有限期的不填。")
    )
    until = DayField(label=_("限期重新答复的截止日期"), required=False)


class MappingForm(forms.Form):
    """In which column the organ counts a result."""

    what = forms.ChoiceField(label=_("审理结果"))
    outcome = forms.ChoiceField(label=_("统计项"), choices=Outcome.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (f"{kind}:{row.code}", f"{RemedyKind(kind).label}：{row.label}")
            for kind in COUNTED
            for row in results_of(kind).values()
        ]


FORMS: dict[str, type[CaseActForm]] = {
    "record_notice": NoticeForm,
    "record_answer": AnswerForm,
    "record_stage": StageForm,
    "add_evidence": EvidenceForm,
    "reopen_application": ReopenForm,
}
