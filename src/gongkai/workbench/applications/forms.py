"""What the acts on an application ask for. ``seen`` is the revision that the page showed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.law.clock import PARTIES
from gongkai.law.replies import ReplyKind

LONG = {"rows": 4}

# Slips of the finger end here: about a year of working days, and more than anybody ever asked for at once.
LONGEST_SUPPLEMENT = 250
LARGEST_QUANTITY = 10_000


class ActForm(forms.Form):
    """An act that asks nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: queries.Application, **kwargs: Any) -> None:
        self.application = application
        super().__init__(*args, **kwargs)

    def told(self) -> dict[str, Any]:
        """What the act is given, under its own names."""
        told = dict(self.cleaned_data)
        if "uploads" in told:
            told["files"] = told.pop("uploads")
        return told


class RegisterForm(ActForm):
    confirmed_on = DayField(
        label=_("与申请人确认的日期"),
        required=False,
        initial=today,
        help_text=_("网上、传真、电子邮件和平常信函，以双方确认之日为收到申请之日。"),
    )


class RequestSupplementForm(ActForm):
    defects = forms.CharField(
        label=_("需要补正的事项"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("只能告知一次，请一次列明全部事项，一行一项。"),
    )
    days = forms.IntegerField(
        label=_("补正期限（工作日）"),
        required=False,
        min_value=1,
        max_value=LONGEST_SUPPLEMENT,
        help_text=_("留空时按通常期限计算。"),
    )


class ReceiveSupplementForm(ActForm):
    answer = forms.CharField(label=_("补正内容"), widget=forms.Textarea(attrs=LONG), required=False)
    on = DayField(label=_("收到补正的日期"), initial=today)
    uploads = ManyFilesField(label=_("补正材料"), required=False)
    justified = forms.BooleanField(label=_("已过补正期限，但有正当理由"), required=False)


class ServeConsultationForm(ActForm):
    party = forms.ChoiceField(
        label=_("征求谁的意见"), choices=list(PARTIES.items()), widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("名称或者姓名"), max_length=100)
    address = forms.CharField(label=_("送达地址"), max_length=200, required=False)
    question = forms.CharField(
        label=_("征求意见的内容"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("写明拟公开哪些信息、请对方就什么提出意见。不要写出申请人是谁。"),
    )
    served_on = DayField(label=_("对方收到的日期"), initial=today, help_text=_("次日起停止计算答复期限。"))


class RecordOpinionForm(ActForm):
    consultation = forms.TypedChoiceField(label=_("征求对象"), coerce=int)
    opinion = forms.ChoiceField(label=_("意见"), choices=queries.Opinion.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs=LONG), required=False)
    on = DayField(label=_("收到意见的日期"), initial=today)
    uploads = ManyFilesField(label=_("意见原件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {one.pk: one for one in self.application.open_consultations()}
        choices = [(pk, f"{one.get_party_display()}：{one.name}") for pk, one in self.open.items()]
        self.fields["consultation"].choices = choices  # type: ignore[attr-defined]

    def clean_consultation(self) -> Any:
        return self.open[self.cleaned_data["consultation"]]


class ProposeExtensionForm(ActForm):
    days = forms.IntegerField(label=_("延长的工作日数"), min_value=1)
    reason = forms.CharField(
        label=_("理由"), max_length=300, help_text=_("接在“因”之后写入告知书，例如：需要跨部门核对历史档案。")
    )


class ServeFeeNoticeForm(ActForm):
    method = forms.ChoiceField(
        label=_("计收方式"), choices=queries.FeeMethod.choices, widget=forms.RadioSelect
    )
    quantity = forms.IntegerField(
        label=_("本件的件数或者页数"),
        min_value=1,
        max_value=LARGEST_QUANTITY,
        help_text=_("按件的，系统接着同一申请人本月此前的件数计算；按量的，只算本件的页数。"),
    )
    served_on = DayField(label=_("申请人收到通知的日期"), initial=today)


class RecordFeePaymentForm(ActForm):
    on = DayField(label=_("缴费日期"), initial=today)


class WithdrawForm(ActForm):
    note = forms.CharField(
        label=_("申请人怎样撤回的"),
        max_length=100,
        help_text=_("例如：2026年3月5日来信撤回；电话撤回并已核实。会记入台账，不要写入个人信息。"),
    )


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("查看理由"),
        max_length=100,
        help_text=_("例如：寄送答复书。理由会记入台账，不要写入个人信息。"),
    )


class ReplyForm(ActForm):
    """The reply of one kind: a field for each part that the law wants in it."""

    kind = forms.CharField(widget=forms.HiddenInput)
    uploads = ManyFilesField(label=_("随答复提供的文件"), required=False)

    def __init__(self, *args: Any, kind: ReplyKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = kind
        self.fields["kind"].initial = kind.code
        uploads = self.fields.pop("uploads")
        for need in kind.must_contain:
            self.fields[f"part_{need.field}"] = self._part(need)
        if kind.outcome == "partial":
            self.fields["withheld"] = forms.MultipleChoiceField(
                label=_("不予提供的部分属于"),
                choices=[(one.code, in_words(one, "label")) for one in queries.may_be_withheld()],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("区分处理的申请在年度报告中只计入“部分公开”一次。"),
            )
        if any(need.field == "information" for need in kind.must_contain):
            self.fields["uploads"] = uploads

        if queries.overrules_objections(self.application, kind):
            self.fields["finding"] = forms.CharField(
                label=_("第三方不同意公开，仍决定公开的理由"),
                widget=forms.Textarea(attrs=LONG),
                help_text=_(
                    "写明第三方的理由为何不合理，或者不公开会对公共利益造成什么重大影响。写入给第三方的告知书，不要写出申请人是谁。"
                ),
            )

    def _part(self, need: Any) -> forms.Field:
        # The information itself may be given as a file instead.
        by_file = need.field == "information"
        help_text = _("写在这里，或者在下面上传文件。") if by_file else ""
        area = forms.Textarea(attrs=LONG)
        return forms.CharField(label=in_words(need), widget=area, required=not by_file, help_text=help_text)

    def told(self) -> dict[str, Any]:
        """What the act is given."""
        parts = {name[5:]: text for name, text in self.cleaned_data.items() if name.startswith("part_")}
        return {
            "seen": self.cleaned_data["seen"],
            "kind": self.chosen.code,
            "contents": parts,
            "withheld": self.cleaned_data.get("withheld", ()),
            "files": self.cleaned_data.get("uploads", ()),
            "finding": self.cleaned_data.get("finding", ""),
        }


FORMS: dict[str, type[ActForm]] = {
    "register": RegisterForm,
    "request_supplement": RequestSupplementForm,
    "receive_supplement": ReceiveSupplementForm,
    "serve_consultation": ServeConsultationForm,
    "record_opinion": RecordOpinionForm,
    "propose_extension": ProposeExtensionForm,
    "serve_fee_notice": ServeFeeNoticeForm,
    "record_fee_payment": RecordFeePaymentForm,
    "withdraw_application": WithdrawForm,
}


def form_of(name: str) -> type[ActForm]:
    """The form of an act; the others ask nothing."""
    return FORMS.get(name, ActForm)
