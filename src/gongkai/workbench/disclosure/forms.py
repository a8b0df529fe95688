"""What the acts on an item ask of the people who pass it on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.queries import Result, Validity, WithdrawalReason
from gongkai.foundation.fields import DayField

NOT_CHOSEN = ("", _("请选择"))
LONG = {"rows": 3}


class MoveForm(forms.Form):
    """An act on an item that asks nothing; ``seen`` is the revision the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class PassReviewForm(MoveForm):
    remarks = forms.CharField(label=_("审核意见"), required=False, widget=forms.Textarea(attrs=LONG))


class ConfidentialityReviewForm(MoveForm):
    result = forms.ChoiceField(
        label=_("审查结论"),
        widget=forms.RadioSelect,
        choices=[
            (one.value, one.label) for one in (Result.OPEN, Result.OPEN_AFTER_SEVERANCE, Result.NOT_OPEN)
        ],
    )
    basis = forms.CharField(
        label=_("审查依据"),
        max_length=300,
        help_text=_("依据的法律条款、保密事项范围，或者答复文件的名称。"),
    )
    remarks = forms.CharField(
        label=_("说明"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("区分处理的，写明处理了哪些内容。"),
    )


class ReferForm(MoveForm):
    asked = forms.CharField(
        label=_("报请哪个部门确定"), max_length=300, help_text=_("主管部门或者保密行政管理部门。")
    )
    remarks = forms.CharField(label=_("不能确定的问题"), required=False, widget=forms.Textarea(attrs=LONG))


class SendBackForm(MoveForm):
    remarks = forms.CharField(
        label=_("原因和修改意见"), widget=forms.Textarea(attrs=LONG), help_text=_("写清哪一处、怎么改。")
    )


class SignOffForm(MoveForm):
    remarks = forms.CharField(label=_("签发意见"), required=False, widget=forms.Textarea(attrs=LONG))
    release = forms.BooleanField(
        label=_("签发后立即发布（不主动公开的，立即登记）"), required=False, initial=True
    )


class CorrectionForm(MoveForm):
    reason = forms.CharField(
        label=_("更正原因"), max_length=300, help_text=_("新版本公开后，公众会看到这段说明。")
    )


class ValidityForm(MoveForm):
    validity = forms.ChoiceField(label=_("效力状态"), choices=Validity.choices)
    ended_on = DayField(label=_("废止或者失效日期"), required=False, help_text=_("“已废止”“已失效”时填写。"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如废止文件的名称和文号。"))


class WithdrawForm(MoveForm):
    reason = forms.ChoiceField(label=_("撤回原因"), choices=[NOT_CHOSEN, *WithdrawalReason.choices])
    explanation = forms.CharField(
        label=_("向社会的说明"),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("原网址将显示这段说明。请写明撤回了什么、为什么撤回，不要重复不应公开的内容。"),
    )


# The form of each act of the workflow; the others ask nothing.
FORMS: dict[str, type[MoveForm]] = {
    "pass_review": PassReviewForm,
    "pass_confidentiality_review": ConfidentialityReviewForm,
    "refer_confidentiality_question": ReferForm,
    "send_back": SendBackForm,
    "sign_off": SignOffForm,
    "start_correction": CorrectionForm,
    "record_validity": ValidityForm,
    "withdraw": WithdrawForm,
}
