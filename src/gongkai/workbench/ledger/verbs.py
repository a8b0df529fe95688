"""The acts that no workflow names, in the words of the desk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.foundation.templatetags.shown import verb_labels

BOOKKEEPING: dict[str, Any] = {
    "organs.found_organ": _("设立机关"),
    "organs.describe_office": _("修改工作机构联系方式"),
    "organs.merge_organ": _("合并机关"),
    "accounts.open_account": _("开立账号"),
    "accounts.appoint": _("授予岗位"),
    "accounts.dismiss": _("终止岗位"),
}


def verb_choices() -> list[tuple[str, Any]]:
    """Every act that can stand in the ledger, by its name."""
    return sorted((BOOKKEEPING | verb_labels()).items())


def label_of(verb: str) -> str:
    """What an act is called."""
    return str(BOOKKEEPING.get(verb) or verb_labels().get(verb, verb))
