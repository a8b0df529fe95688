"""What a password must be, told in the house's own words: Django's Chinese catalogue lacks some of them."""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _


class LongEnough(django.MinimumLengthValidator):
    """At least ``min_length`` signs."""

    def get_error_message(self) -> str:
        return _("密码太短，至少%(n)s位。") % {"n": self.min_length}

    def get_help_text(self) -> str:
        return _("至少%(n)s位。") % {"n": self.min_length}


class UnlikeThePerson(django.UserAttributeSimilarityValidator):
    """Not the sign-in name or the name, nor nearly so."""

    def get_error_message(self) -> str:
        return _("密码与登录名或者姓名太相似，请换一个。")

    def get_help_text(self) -> str:
        return _("不能与登录名、姓名相似。")


class Uncommon(django.CommonPasswordValidator):
    """None of those that everybody tries first."""

    def get_error_message(self) -> str:
        return _("这个密码太常见，容易被猜中，请换一个。")

    def get_help_text(self) -> str:
        return _("不能是常见的密码。")
