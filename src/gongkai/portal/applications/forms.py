"""The form of art. 29 and what the applicant answers later. Nothing asks for the purpose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.applications.actions import Particulars
from gongkai.foundation.fields import ManyFilesField
from gongkai.foundation.moment import today
from gongkai.organs.queries import Organ, existing_on
from gongkai.portal.organs.choice import grouped

LONGEST_DESCRIPTION = 5000
MOST_FILES = 5


def _typed(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs=attrs)


class ApplicationForm(forms.Form):
    """What an application must say (art. 29)."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    organ = forms.TypedChoiceField(
        label=_("向哪个机关申请"),
        coerce=int,
        help_text=_(
            "向制作这件信息的机关申请；它是从别处获取的，向保存它的机关申请。不确定的，选最可能的一个，它会告诉您。"
        ),
    )
    description = forms.CharField(
        label=_("您要什么信息"),
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("写明文件的名称、文号，或者时间、地点、事项等便于查找的特征。不需要说明用途。"),
    )
    supply_form = forms.ChoiceField(
        label=_("希望得到哪种形式"), choices=queries.SupplyForm.choices, widget=forms.RadioSelect
    )
    delivery_way = forms.ChoiceField(
        label=_("怎么取得"), choices=queries.DeliveryWay.choices, widget=forms.RadioSelect
    )
    materials = ManyFilesField(
        label=_("补充材料"), required=False, most=MOST_FILES, help_text=_("例如所需文件的截图。")
    )
    applicant_kind = forms.ChoiceField(
        label=_("您是"), choices=queries.ApplicantKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("姓名或者单位名称"), max_length=100, widget=_typed(autocomplete="name"))
    contact_person = forms.CharField(
        label=_("联系人"), max_length=50, required=False, help_text=_("单位申请的填写。")
    )
    identity_kind = forms.ChoiceField(
        label=_("证件类型"),
        choices=[("", _("请选择")), *queries.IdentityKind.choices],
        help_text=_("个人一般选居民身份证，单位选统一社会信用代码。"),
    )
    identity_number = forms.CharField(
        label=_("证件号码"),
        max_length=50,
        widget=_typed(autocomplete="off", spellcheck="false"),
        help_text=_("条例要求提供身份证明。号码加密保存，办理人员查看须说明理由。"),
    )
    identity_files = ManyFilesField(label=_("证件照片或者扫描件"), required=False, most=MOST_FILES)
    phone = forms.CharField(
        label=_("手机或者电话"),
        max_length=30,
        required=False,
        widget=_typed(type="tel", autocomplete="tel"),
        help_text=_("电话、邮箱、地址至少填一项，便于与您确认收到申请。"),
    )
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    postal_address = forms.CharField(
        label=_("通信地址"), max_length=200, required=False, widget=_typed(autocomplete="street-address")
    )
    needs_help = forms.BooleanField(
        label=_("我阅读、看或者听有困难，需要帮助"),
        required=False,
        help_text=_("受理机关会为您提供必要的便利。"),
    )
    leave_empty = forms.CharField(
        required=False, widget=_typed(autocomplete="off", tabindex="-1"), label=_("请将此栏留空")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = {organ.pk: organ for organ in existing_on(today())}
        groups = [
            (label, [(one.pk, one.name) for one in row]) for label, row in grouped(self.organs.values())
        ]
        self.fields["organ"].choices = [("", _("请选择")), *groups]  # type: ignore[attr-defined]

    def clean_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("leave_empty"):
            self.add_error(None, _("有一栏是给机器设的，您的浏览器可能自动填写了它，请再提交一次。"))
        if not any(told.get(name) or self.has_error(name) for name in ("phone", "email", "postal_address")):
            self.add_error("phone", _("请至少填写电话、邮箱、地址中的一项。"))
        self._check_delivery(told)
        number = told.get("identity_number", "")
        if number and (fault := queries.identity_fault(told.get("identity_kind", ""), number)):
            self.add_error("identity_number", fault)
        return told

    def _check_delivery(self, told: dict[str, Any]) -> None:
        way = told.get("delivery_way")
        if way == queries.DeliveryWay.POST and not told.get("postal_address"):
            self.add_error("postal_address", _("选择邮寄的，请填写通信地址。"))
        if way == queries.DeliveryWay.EMAIL and not told.get("email") and not self.has_error("email"):
            self.add_error("email", _("选择电子邮件的，请填写电子邮箱。"))

    def particulars(self) -> Particulars:
        fields = Particulars.__dataclass_fields__
        return Particulars(**{name: self.cleaned_data[name] for name in fields})


SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("您要的信息"), ("organ", "description", "supply_form", "delivery_way", "materials")),
    (
        _("申请人"),
        ("applicant_kind", "name", "contact_person", "identity_kind", "identity_number", "identity_files"),
    ),
    (_("怎么联系您"), ("phone", "email", "postal_address", "needs_help")),
)


class StatusForm(forms.Form):
    """Number and code, as the receipt tells them."""

    number = forms.CharField(
        label=_("申请编号"),
        max_length=70,
        widget=_typed(autocomplete="off", autocapitalize="characters", spellcheck="false"),
        help_text=_("例如 CZJ-2026-0012。"),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=20,
        widget=_typed(autocomplete="off", autocapitalize="characters", spellcheck="false"),
        help_text=_("十位，在提交后的页面和回执上。"),
    )


class SupplementForm(forms.Form):
    """What the applicant supplements (art. 30)."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("补正内容"), max_length=LONGEST_DESCRIPTION, widget=forms.Textarea(attrs={"rows": 6})
    )
    uploads = ManyFilesField(label=_("补正材料"), required=False, most=MOST_FILES)


class WithdrawForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("我要撤回这件申请，不再需要答复"))
