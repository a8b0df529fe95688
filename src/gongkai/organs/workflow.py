"""Organs have no states; the pages name the acts on them so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "organs.found_organ": _("设立机关"),
    "organs.describe_office": _("修改工作机构联系方式"),
    "organs.merge_organ": _("合并机关"),
}
