"""Screening has no states; the pages name its acts so."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "screening.mask_file": _("遮盖附件中的信息"),
    "screening.allow_number": _("登记单位公开的手机号码"),
    "screening.forget_number": _("取消单位公开的手机号码"),
    "screening.add_word": _("增加词条"),
    "screening.end_word": _("停用词条"),
}
