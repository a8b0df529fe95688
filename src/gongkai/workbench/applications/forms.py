"""What the acts on an application ask for. ``seen`` is the revision that the page showed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.foundation.moment import today
from gongkai.law.clock import PARTIES

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["defects"].initial = "\n".join(queries.lacking(self.application))


class AskForReasonsForm(ActForm):
    finding = forms.CharField(
        label=_("怎样明显超过合理范围"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("写明数量、频次的事实。只能要求一次；说明的理由是否合理，在拟写答复时判断。"),
    )
    until = DayField(label=_("说明理由的期限"), help_text=_("答复期限不因此停止。"))


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


class RecordSearchForm(ActForm):
    item = forms.TypedChoiceField(label=_("检索的是哪一项"), coerce=int, required=False)
    place = forms.CharField(
        label=_("检索的范围"), max_length=200, help_text=_("例如：局档案室、公文系统。不要写入个人信息。")
    )
    words = forms.CharField(label=_("检索的方法和关键词"), max_length=300)
    result = forms.ChoiceField(label=_("检索结果"), choices=queries.Found.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("检索说明"), widget=forms.Textarea(attrs=LONG), required=False)
    on = DayField(label=_("检索日期"), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items_of = {one.pk: one for one in self.application.items.all()}
        if len(self.items_of) > 1:
            choices = [(pk, f"{one.position}. {one.wanted[:60]}") for pk, one in self.items_of.items()]
            self.fields["item"].choices = [("", _("全部")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["item"]

    def clean_item(self) -> Any:
        return self.items_of.get(self.cleaned_data["item"])


class AskDivisionForm(ActForm):
    asked_of = forms.CharField(label=_("请谁核查"), max_length=100, help_text=_("内设机构或者人员。"))
    question = forms.CharField(label=_("核查事项"), widget=forms.Textarea(attrs=LONG))
    due_on = DayField(label=_("要求答复日期"), help_text=_("核查期间答复期限继续计算。"))


class RecordAnswerForm(ActForm):
    inquiry = forms.TypedChoiceField(label=_("哪一项核查"), coerce=int)
    answer = forms.CharField(
        label=_("核查结果"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("不再需要的，写明原因。"),
    )
    answered_by = forms.CharField(label=_("答复人"), max_length=100, required=False)
    on = DayField(label=_("收到结果的日期"), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {one.pk: one for one in self.application.open_inquiries()}
        choices = [(pk, one.asked_of) for pk, one in self.open.items()]
        self.fields["inquiry"].choices = choices  # type: ignore[attr-defined]

    def clean_inquiry(self) -> Any:
        return self.open[self.cleaned_data["inquiry"]]


class RecordServiceForm(ActForm):
    letter = forms.TypedChoiceField(label=_("哪一份文书"), coerce=int)
    way = forms.ChoiceField(label=_("送达方式"), choices=queries.ServiceWay.choices, widget=forms.RadioSelect)
    sent_on = DayField(label=_("发出日期"), initial=today)
    tracking_number = forms.CharField(
        label=_("邮件号码"), max_length=50, required=False, help_text=_("邮寄的必填。")
    )
    served_on = DayField(
        label=_("送达日期"), required=False, help_text=_("还没有收到回执的，先留空，收到后再来登记。")
    )
    received_by = forms.CharField(
        label=_("签收人"), max_length=100, required=False, help_text=_("当面领取的必填。")
    )
    proof = forms.FileField(
        label=_("送达凭证"), required=False, help_text=_("回执、签收单的扫描件或者照片。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {one.pk: one for one in self.application.letters.all() if not one.is_served}
        choices = [(pk, f"{one.get_kind_display()} {one.number}") for pk, one in self.open.items()]
        self.fields["letter"].choices = choices[::-1]  # type: ignore[attr-defined]

    def clean_letter(self) -> Any:
        return self.open[self.cleaned_data["letter"]]


FORMS: dict[str, type[ActForm]] = {
    "register": RegisterForm,
    "request_supplement": RequestSupplementForm,
    "ask_for_reasons": AskForReasonsForm,
    "receive_supplement": ReceiveSupplementForm,
    "serve_consultation": ServeConsultationForm,
    "record_opinion": RecordOpinionForm,
    "propose_extension": ProposeExtensionForm,
    "serve_fee_notice": ServeFeeNoticeForm,
    "record_fee_payment": RecordFeePaymentForm,
    "withdraw_application": WithdrawForm,
    "record_search": RecordSearchForm,
    "ask_division": AskDivisionForm,
    "record_answer": RecordAnswerForm,
    "record_service": RecordServiceForm,
}


def form_of(name: str) -> type[ActForm]:
    """The form of an act; the others ask nothing."""
    return FORMS.get(name, ActForm)
