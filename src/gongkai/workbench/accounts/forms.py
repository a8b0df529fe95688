"""Signing in, passwords, accounts and duties."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty, User
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.organs.queries import Organ, all_organs, existing_on


def password_field(label: Any) -> forms.CharField:
    """A password to be set; it is never shown again."""
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class SignInForm(auth.AuthenticationForm):
    """Name and password; both wrong answers are told alike, so that names cannot be guessed."""

    username = forms.CharField(label=_("登录名"), widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("登录名或者密码不正确，请检查后重新输入；连续输错，登录名将暂时锁定。"),
        "inactive": _("该账号已停用，请联系系统管理员。"),
    }


class OwnPasswordForm(auth.PasswordChangeForm):
    """The old password and twice the new one, with the demands on it as plain text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = "".join(password_validators_help_texts())
        self.fields["old_password"].widget.attrs.pop("autofocus", None)


class GivenPasswordForm(forms.Form):
    """A first password, typed twice, for the person who ``self.owner`` will be or is."""

    password = password_field(_("初始密码"))
    again = password_field(_("再次输入初始密码"))

    def __init__(self, *args: Any, owner: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = owner
        self.fields["password"].help_text = "".join(password_validators_help_texts())

    def owner(self) -> User:
        """The person as the password must not resemble them."""
        return self.known or User()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        password, again = given.get("password"), given.get("again")
        if password:
            try:
                validate_password(password, self.owner())
            except ValidationError as weak:
                self.add_error("password", weak)
        if password and again and password != again:
            self.add_error("again", _("两次输入的密码不一致，请重新输入。"))
        return given


class AccountForm(GivenPasswordForm):
    """A person's name and sign-in name, and the first password."""

    full_name = forms.CharField(label=_("姓名"), max_length=50)
    username = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]+$",
        label=_("登录名"),
        max_length=50,
        help_text=_("用字母、数字、点、横线或者下划线，例如：zhangmin。"),
        error_messages={
            "invalid": _("登录名至少2位，由字母、数字、点、横线或者下划线组成，以字母或者数字开头。")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("full_name", "username", "password", "again")

    def owner(self) -> User:
        """Who will have this account."""
        given = self.cleaned_data
        return User(username=given.get("username", ""), last_name=given.get("full_name", ""))


class AppointForm(forms.Form):
    """Which duty, in which organ, from which day."""

    organ = forms.ModelChoiceField(label=_("机关"), queryset=Organ.objects.none(), empty_label=_("请选择"))
    duty = forms.ChoiceField(label=_("岗位"), choices=[("", _("请选择")), *Duty.choices])
    since = DayField(label=_("自"), help_text=_("从这一天起担任。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = existing_on(today())  # type: ignore[attr-defined]


class DismissForm(forms.Form):
    """The last day of a duty."""

    on = DayField(label=_("最后一日"), help_text=_("这一天过后不再担任。"))


class AppointmentFilter(forms.Form):
    """Whose appointments to list: of one organ, or of all."""

    organ = forms.ModelChoiceField(
        label=_("机关"), queryset=Organ.objects.none(), required=False, empty_label=_("全部")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = all_organs()  # type: ignore[attr-defined]
