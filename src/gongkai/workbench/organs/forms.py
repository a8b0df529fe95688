"""What an organ is, how its office is reached, and which organ takes its work over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.organs.queries import Kind, Level, Organ, existing_on


class OfficeForm(forms.Form):
    """All that the disclosure guide must tell of the office (art. 12); what is not known may stay empty."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    office_name = forms.CharField(label=_("工作机构名称"), max_length=100)
    office_address = forms.CharField(label=_("办公地址"), max_length=200)
    office_postcode = forms.RegexField(
        r"^\d{6}$",
        label=_("邮政编码"),
        required=False,
        error_messages={"invalid": _("邮政编码为6位数字。")},
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "postal-code"}
        ),
    )
    office_hours = forms.CharField(
        label=_("办公时间"), max_length=100, help_text=_("例如：工作日 8:30—12:00，14:30—17:30。")
    )
    office_phone = forms.CharField(
        label=_("联系电话"), max_length=50, help_text=_("公众可以拨通的电话，带区号；有多个的用顿号分开。")
    )
    office_fax = forms.CharField(label=_("传真号码"), max_length=50, required=False)
    office_email = forms.EmailField(label=_("电子邮箱"), required=False)


class OrganForm(forms.Form):
    """A new organ, as its act of foundation tells it; the code stands in addresses and cannot be changed."""

    name = forms.CharField(label=_("名称"), max_length=100, help_text=_("全称，例如：青禾市财政局。"))
    short_name = forms.CharField(label=_("简称"), max_length=30)
    code = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]*$",
        label=_("代码"),
        max_length=50,
        help_text=_("用于网址，设立后不能修改；用小写字母、数字和横线，例如：finance。"),
        error_messages={"invalid": _("代码由小写字母、数字和横线组成，以字母或者数字开头。")},
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices)
    level = forms.ChoiceField(label=_("层级"), choices=Level.choices)
    region = forms.RegexField(
        r"^(\d{6}|\d{9}|\d{12})$",
        label=_("行政区划代码"),
        required=False,
        error_messages={"invalid": _("行政区划代码为6位、9位或者12位数字。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    document_sign = forms.CharField(
        label=_("机关代字"), max_length=20, required=False, help_text=_("用于文号，例如：青财。")
    )
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=18, required=False)
    existed_from = DayField(label=_("设立日期"), required=False)


class MergerForm(forms.Form):
    """Which organ takes over, and the last day of the one that ends."""

    into = forms.ModelChoiceField(label=_("承接机关"), queryset=Organ.objects.none(), empty_label=_("请选择"))
    on = DayField(label=_("合并之日"), help_text=_("被合并机关存在的最后一日，不得晚于今天。"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = existing_on(today()).exclude(pk=organ.pk)  # type: ignore[attr-defined]
