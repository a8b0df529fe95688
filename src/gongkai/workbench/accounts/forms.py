"""Signing in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password; both wrong answers are told alike, so that names cannot be guessed."""

    username = forms.CharField(label=_("登录名"), widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("登录名或者密码不正确，请检查后重新输入；连续输错，登录名将暂时锁定。"),
        "inactive": _("该账号已停用，请联系系统管理员。"),
    }
