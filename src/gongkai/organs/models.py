"""Administrative organs and the office of each that answers for disclosure (Regulation, arts. 3, 4, 10)."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node


class Level(models.TextChoices):
    """The level of government that an organ belongs to; it decides which matters it must disclose (art. 21)."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("设区的市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")


class Kind(models.TextChoices):
    GOVERNMENT = "government", _("人民政府")
    DEPARTMENT = "department", _("政府部门")
    SUBDISTRICT = "subdistrict", _("街道办事处")
    INSTITUTION = "institution", _("法律、法规授权的组织")


class Organ(MP_Node):
    """An administrative organ (行政机关). Its parent is the organ that is competent over it.

    An organ that ends keeps its history; ``successor`` takes over its open work.
    """

    code = models.SlugField(_("代码"), max_length=50, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=30)
    document_sign = models.CharField(_("机关代字"), max_length=20, blank=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    level = models.CharField(_("层级"), max_length=20, choices=Level)
    region = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    credit_code = models.CharField(
        _("统一社会信用代码"),
        max_length=18,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9A-HJ-NPQRTUWXY]{18}$", _("统一社会信用代码为18位数字或大写字母。"))
        ],
    )
    existed_from = models.DateField(_("设立日期"), null=True, blank=True)
    existed_to = models.DateField(_("撤销日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("承接机关")
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    # The office (政府信息公开工作机构): all that the disclosure guide must tell of it (art. 12).
    office_name = models.CharField(_("工作机构名称"), max_length=100, blank=True)
    office_address = models.CharField(_("办公地址"), max_length=200, blank=True)
    office_postcode = models.CharField(_("邮政编码"), max_length=10, blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=100, blank=True)
    office_phone = models.CharField(_("联系电话"), max_length=50, blank=True)
    office_fax = models.CharField(_("传真号码"), max_length=50, blank=True)
    office_email = models.EmailField(_("互联网联系方式"), blank=True)

    class Meta:
        verbose_name = _("行政机关")
        constraints = [
            models.CheckConstraint(
                name="organ_ends_after_it_began",
                condition=models.Q(existed_to__isnull=True)
                | models.Q(existed_from__isnull=True)
                | models.Q(existed_to__gte=models.F("existed_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether the organ was there on this day; the day it ends is its last."""
        begun = self.existed_from is None or self.existed_from <= day
        return begun and (self.existed_to is None or day <= self.existed_to)
