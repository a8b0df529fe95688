"""What the acts ask of the people who pass an item on to the public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.queries import Attribute, InformationItem, Result
from gongkai.foundation.fields import DayField
from gongkai.foundation.ledger import Actor

NOT_CHOSEN = ("", _("请选择"))
LONG = {"rows": 3}
NOW, AT, LATER = "now", "at", "later"


class MoveForm(forms.Form):
    """An act on an item that asks nothing; ``seen`` is the revision the page showed.

    ``warning`` is what somebody must know before doing it.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    warning: Any = ""

    def __init__(self, *args: Any, item: InformationItem, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.by = item, by

    def given(self) -> dict[str, Any]:
        """What the act is called with, when the form is valid."""
        return self.cleaned_data


class AttributeCheckForm(MoveForm):
    warning = _(
        "不主动公开的政策性文件，先由公开工作机构审查公开属性，再走审核程序；应当公开的，请退回起草人。"
    )
    reason = forms.CharField(
        label=_("同意不主动公开的理由"),
        max_length=300,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("写明核对了哪一条法律依据、为什么不能区分处理后公开。"),
    )


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


class MomentFields(forms.Form):
    """A day and an hour that make one moment."""

    on = DayField(label=_("发布日期"))
    hour = forms.TimeField(
        label=_("发布时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def moment(self) -> datetime:
        """The moment, in the zone of the office."""
        told = self.cleaned_data
        return timezone.make_aware(datetime.combine(told["on"], told["hour"]))


class SignOffForm(MoveForm, MomentFields):
    then = forms.ChoiceField(label=_("签发以后"), widget=forms.RadioSelect, initial=NOW)
    remarks = forms.CharField(label=_("签发意见"), required=False, widget=forms.Textarea(attrs=LONG))
    field_order = ("seen", "then", "on", "hour", "remarks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        then: Any = self.fields["then"]
        for name in ("on", "hour"):
            self.fields[name].required = False
        if self.item.attribute == Attribute.PROACTIVE:
            self.fields["on"].help_text = _("选择“定时发布”的填写。")
            then.choices = [(NOW, _("立即发布")), (AT, _("定时发布")), (LATER, _("暂不发布，以后再办"))]
        else:
            then.choices = [(NOW, _("立即登记（不主动公开）")), (LATER, _("暂不登记，以后再办"))]
            del self.fields["on"], self.fields["hour"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("then") == AT and not (told.get("on") and told.get("hour")):
            self.add_error("on", _("请填写定时发布的日期和时间。"))
        return told

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "seen": told["seen"],
            "remarks": told["remarks"],
            "release": told["then"] == NOW,
            "publish_at": self.moment() if told["then"] == AT else None,
        }


class ScheduleForm(MoveForm, MomentFields):
    """When a signed item is to be published by itself."""

    field_order = ("seen", "on", "hour")

    def given(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"], "at": self.moment()}


class EmergencyForm(MoveForm):
    warning = _(
        "仅限突发事件等来不及逐级审查的情形。点击后信息立即公开，由您对内容负责；跳过的审查记为待补，须在期限内由他人补审，补审不通过的应当撤回。"
    )
    reason = forms.CharField(
        label=_("应急发布的原因"),
        max_length=300,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("例如“青河水位超警，需立即告知沿岸居民转移”。"),
    )
    sure = forms.BooleanField(label=_("我已核对内容，不含国家秘密、商业秘密和个人隐私"))

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("seen", "reason")}


class CorrectionForm(MoveForm):
    reason = forms.CharField(
        label=_("更正原因"), max_length=300, help_text=_("新版本公开后，公众会看到这段说明。")
    )


class DropCorrectionForm(MoveForm):
    warning = _("放弃后，本次更正中所做的修改不再保留，公开的版本不受影响。")
