"""Accounts have no states; the pages name their acts so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "accounts.open_account": _("开立账号"),
    "accounts.close_account": _("停用账号"),
    "accounts.reopen_account": _("恢复账号"),
    "accounts.reset_password": _("重置密码"),
    "accounts.change_password": _("修改密码"),
    "accounts.appoint": _("授予岗位"),
    "accounts.dismiss": _("终止岗位"),
    "accounts.sign_in": _("登录"),
    "accounts.switch_duty": _("切换岗位"),
    "accounts.sign_out": _("退出登录"),
}
