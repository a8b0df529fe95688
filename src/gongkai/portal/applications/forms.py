"""The form of art. 29 and what the applicant answers later. Nothing asks for the purpose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.applications.actions import Particulars
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.foundation.messaging import Channel, is_open
from gongkai.foundation.moment import today
from gongkai.organs.queries import Organ, existing_on
from gongkai.portal.organs.choice import grouped

LONGEST_DESCRIPTION = 5000
MOST_FILES = 5
LONGEST_CHOICE = 254


def _typed(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs=attrs)


class ApplicationForm(forms.Form):
    """What an application must say (art. 29)."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    # Whoever has seen what is public already is not asked again.
    looked = forms.CharField(widget=forms.HiddenInput, max_length=1, required=False)
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
        help_text=_(
            "写明文件的名称、文号，或者时间、地点、事项等便于查找的特征，一件申请写一个事项。不需要说明用途。"
        ),
    )
    supply_form = forms.ChoiceField(
        label=_("希望得到哪种形式"),
        choices=queries.SupplyForm.choices,
        widget=forms.RadioSelect,
        help_text=_("受理机关按您的要求提供；原件容易损坏等做不到的，会换一种合适的形式。"),
    )
    delivery_way = forms.ChoiceField(
        label=_("怎么取得"), choices=queries.DeliveryWay.choices, widget=forms.RadioSelect
    )
    materials = ManyFilesField(
        label=_("补充材料"), required=False, most=MOST_FILES, help_text=_("例如所需文件的截图。")
    )
    applicant_kind = forms.ChoiceField(
        label=_("您是"),
        choices=queries.ApplicantKind.choices,
        widget=forms.RadioSelect,
        help_text=_("以自己的名义申请选公民；以单位的名义申请选单位的性质。代别人申请的，选被代理的人。"),
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
    identity_files = ManyFilesField(
        label=_("证件照片或者扫描件"),
        required=False,
        most=MOST_FILES,
        help_text=_("手机可以直接拍照。没有也可以提交，受理机关需要核实时会与您联系。"),
    )
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
    notice_way = forms.ChoiceField(
        label=_("有进展时怎么通知您"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("通知里只有申请编号和查询办法，没有您的个人信息和申请内容。"),
    )
    needs_help = forms.BooleanField(
        label=_("我阅读、看或者听有困难，需要帮助"),
        required=False,
        help_text=_("受理机关依法为您提供必要的帮助，例如大字版、读给您听、口头说明由工作人员代写。"),
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
        ways = [(way, label) for way, label in queries.NoticeWay.choices if not way or is_open(way)]
        self.fields["notice_way"].choices = ways  # type: ignore[attr-defined]
        if len(ways) == 1:
            del self.fields["notice_way"]

    def clean_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("leave_empty"):
            self.add_error(None, _("有一栏是给机器设的，您的浏览器可能自动填写了它，请再提交一次。"))
        if not any(told.get(name) or self.has_error(name) for name in ("phone", "email", "postal_address")):
            self.add_error("phone", _("请至少填写电话、邮箱、地址中的一项。"))
        self._check_delivery(told)
        self._check_notice(told)
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

    def _check_notice(self, told: dict[str, Any]) -> None:
        way = told.get("notice_way")
        if way == queries.NoticeWay.SMS and not queries.is_mobile(told.get("phone", "")):
            self.add_error("phone", _("选择短信通知的，请填写手机号码。"))
        if way == queries.NoticeWay.EMAIL and not told.get("email") and not self.has_error("email"):
            self.add_error("email", _("选择电子邮件通知的，请填写电子邮箱。"))

    def particulars(self) -> Particulars:
        fields = Particulars.__dataclass_fields__
        told = self.cleaned_data
        return Particulars(**{name: told[name] for name in fields if name in told})


SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("您要的信息"), ("organ", "description", "supply_form", "delivery_way", "materials")),
    (
        _("申请人"),
        ("applicant_kind", "name", "contact_person", "identity_kind", "identity_number", "identity_files"),
    ),
    (_("怎么联系您"), ("phone", "email", "postal_address", "notice_way", "needs_help")),
)


def _kept_fields() -> dict[str, int]:
    """What a draft keeps, with the longest that is taken: all that is typed but the number of the identity paper."""
    apart = {"identity_number", "identity_files", "materials", "leave_empty", "looked"}
    fields = {name: one for name, one in ApplicationForm.base_fields.items() if name not in apart}
    return {name: getattr(one, "max_length", None) or LONGEST_CHOICE for name, one in fields.items()}


KEPT_FIELDS = _kept_fields()


class DraftCodeForm(forms.Form):
    """The code of a draft, as its page tells it."""

    draft_code = forms.CharField(
        label=_("草稿码"),
        max_length=30,
        widget=_typed(autocomplete="off", autocapitalize="characters", spellcheck="false"),
        help_text=_("十二位，在保存草稿后的页面上，例如 ABCD-2345-EFGH。"),
    )


class ContactForm(forms.Form):
    """Where the digits go to."""

    contact = forms.CharField(
        label=_("手机号码或者电子邮箱"),
        max_length=254,
        widget=_typed(autocomplete="username", spellcheck="false"),
        help_text=_("我们向它发送六位数字的验证码。第一次登录即建立账户，不设密码。"),
    )

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"]
        way = queries.contact_way(contact)
        if way is None or (way[0] == Channel.EMAIL and not _is_address(way[1])):
            raise forms.ValidationError(_("请填写十一位手机号码，或者电子邮箱。"))
        if not is_open(way[0]):
            raise forms.ValidationError(_("本网站不能向这种联系方式发送验证码，请换一种。"))
        return contact


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return True


class SignInForm(forms.Form):
    """The six digits."""

    digits = forms.CharField(
        label=_("验证码"),
        max_length=10,
        widget=_typed(autocomplete="one-time-code", inputmode="numeric", spellcheck="false"),
        help_text=_("六位数字，十分钟内有效。"),
    )


class DeleteAccountForm(forms.Form):
    sure = forms.BooleanField(label=_("我要删除账户和其中保存的常用信息"))


class OrganWordsForm(forms.Form):
    """What somebody knows of the organ, or of what they want from it."""

    words = forms.CharField(
        label=_("机关的名称，或者您要找的信息"),
        max_length=LONGEST_DESCRIPTION,
        help_text=_("例如“财政”“czj”，或者“书院路房屋征收补偿方案”。"),
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


class ForgottenCodeForm(forms.Form):
    """Number, and the contact that was given with it."""

    number = forms.CharField(
        label=_("申请编号"),
        max_length=70,
        widget=_typed(autocomplete="off", autocapitalize="characters", spellcheck="false"),
        help_text=_("例如 CZJ-2026-0012。"),
    )
    contact = forms.CharField(
        label=_("申请时填写的手机号码或者电子邮箱"),
        max_length=254,
        widget=_typed(autocomplete="off", spellcheck="false"),
        help_text=_("新的查询码只发到申请时填写的号码或者邮箱，不能更改。"),
    )


class SuggestOpeningForm(forms.Form):
    """Why what was given should be open to everybody."""

    reason = forms.CharField(
        label=_("为什么需要让公众知道"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如涉及公众利益调整，需要公众广泛知晓或者参与决策。请不要写姓名、电话等个人信息。"),
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


class PaymentForm(forms.Form):
    """What the applicant tells of a payment."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    paid_on = DayField(label=_("缴费日期"))
    note = forms.CharField(
        label=_("缴费方式和单据号码"),
        max_length=500,
        required=False,
        help_text=_("例如：银行转账，回单号123456。不要写身份证号码。"),
    )
    proofs = ManyFilesField(
        label=_("缴费凭证"), required=False, most=MOST_FILES, help_text=_("回单、收据的照片或者扫描件。")
    )


class RatingForm(forms.Form):
    """How it went (art. 46)."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    score = forms.TypedChoiceField(
        label=_("您对这次办理满意吗"), coerce=int, choices=queries.Score.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("意见和建议"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("请不要写姓名、电话等个人信息。"),
    )
