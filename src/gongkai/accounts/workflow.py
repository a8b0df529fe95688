"""Accounts have no states; the pages name their acts so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "accounts.open_account": _("开立账号"),
    "accounts.appoint": _("授予岗位"),
    "accounts.dismiss": _("终止岗位"),
    "accounts.sign_in": _("登录"),
    "accounts.switch_duty": _("切换岗位"),
    "accounts.sign_out": _("退出登录"),
}
