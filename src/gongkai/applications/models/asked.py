"""What an applicant chooses from (art. 29)."""

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicantKind(models.TextChoices):
    """The applicant's own legal nature, not the agent's (B-56); the six columns of the annual report."""

    NATURAL = "natural", _("公民（自然人）")
    COMMERCIAL = "commercial", _("商业企业")
    RESEARCH = "research", _("科研机构")
    SOCIAL = "social", _("社会公益组织")
    LEGAL = "legal", _("法律服务机构")
    OTHER = "other", _("其他组织")


class Channel(models.TextChoices):
    """How the application came; the day of receipt depends on it (art. 31)."""

    ONLINE = "online", _("网上提交")
    IN_PERSON = "in_person", _("当面提交")
    REGISTERED_POST = "registered_post", _("挂号信、快递（需签收）")
    ORDINARY_POST = "ordinary_post", _("平常信函（无需签收）")
    FAX = "fax", _("传真")
    EMAIL = "email", _("电子邮件")
    ORAL = "oral", _("口头提出，由工作机构代填")

    @property
    def in_law(self) -> str:
        """What the law calls it: e-mail comes by the internet, and who speaks stands before the office (art. 29)."""
        return {Channel.EMAIL: "online", Channel.ORAL: "in_person"}.get(self, self.value)


class IdentityKind(models.TextChoices):
    RESIDENT_ID = "resident_id", _("居民身份证")
    PASSPORT = "passport", _("护照")
    HONG_KONG_MACAO = "hong_kong_macao", _("港澳居民来往内地通行证")
    TAIWAN = "taiwan", _("台湾居民来往大陆通行证")
    PERMANENT_RESIDENCE = "permanent_residence", _("外国人永久居留身份证")
    CREDIT_CODE = "credit_code", _("统一社会信用代码")
    OTHER = "other", _("其他证件")


class SupplyForm(models.TextChoices):
    """The form in which the information is wanted (arts. 29, 40)."""

    ELECTRONIC = "electronic", _("电子文件")
    PAPER = "paper", _("纸质件")
    INSPECTION = "inspection", _("到场查阅、抄录")


class DeliveryWay(models.TextChoices):
    """The way to get it (art. 29)."""

    ONLINE = "online", _("在本网站下载")
    POST = "post", _("邮寄")
    IN_PERSON = "in_person", _("当面领取")
    EMAIL = "email", _("电子邮件")


class NoticeWay(models.TextChoices):
    """How the applicant wants to be told that something has happened; nothing is sent unasked."""

    NONE = "", _("不需要，我自己查询")
    SMS = "sms", _("短信")
    EMAIL = "email", _("电子邮件")


_RESIDENT_ID = re.compile(r"\d{17}[\dXx]")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"


def identity_fault(kind: str, number: str) -> Any:
    """What is wrong with the number of an identity paper, or None; only the common papers are checked (GB 11643)."""
    number = number.strip()
    if kind == IdentityKind.RESIDENT_ID:
        if not _RESIDENT_ID.fullmatch(number):
            return _("居民身份证号码为18位，前17位是数字，最后一位是数字或者字母X。")
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        if number[-1].upper() != _CHECK_SIGNS[total % len(_CHECK_SIGNS)]:
            return _("居民身份证号码有误，请核对是否输错或者漏输。")
    if kind == IdentityKind.CREDIT_CODE and not _CREDIT_CODE.fullmatch(number):
        return _("统一社会信用代码为18位数字或者大写字母。")
    return None
