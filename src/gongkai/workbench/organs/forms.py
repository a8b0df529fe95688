"""How an office is reached."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
