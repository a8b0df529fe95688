"""Government websites: one installation serves several, each by its own domain (国办发〔2017〕47号)."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# 网站标识码: six digits of the region and four of the series, or “bm” and eight digits for ministries.
IDENTIFICATION = RegexValidator(
    r"^(\d{10}|bm\d{8})$", _("网站标识码为10位数字，或者“bm”加8位数字，例如：1304000009。")
)
DOMAIN = RegexValidator(
    r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", _("域名只用小写字母、数字、点和连字符，不带“http://”和路径。")
)


class Look(models.TextChoices):
    """The main colour of a site; a site has one, as the guide to government websites recommends."""

    BLUE = "blue", _("深蓝")
    RED = "red", _("中国红")
    GREEN = "green", _("松绿")


class Site(models.Model):
    """A website of this installation: what ``organ`` and the organs below it disclose.

    ``domain`` is the host name it answers to. ``columns`` names the columns it shows by their codes; none: all.
    """

    domain = models.CharField(_("域名"), max_length=100, unique=True, validators=[DOMAIN])
    name = models.CharField(_("网站名称"), max_length=100)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("主办单位"))
    undertaker = models.CharField(_("承办单位"), max_length=100, blank=True)
    look = models.CharField(_("主色调"), max_length=10, choices=Look, default=Look.BLUE)
    columns = models.JSONField(_("栏目"), default=list, blank=True)
    identification = models.CharField(_("网站标识码"), max_length=10, blank=True, validators=[IDENTIFICATION])
    icp_number = models.CharField(_("ICP备案编号"), max_length=50, blank=True)
    police_number = models.CharField(_("公安机关备案号"), max_length=50, blank=True)
    superior_name = models.CharField(_("上级政府网站名称"), max_length=100, blank=True)
    superior_address = models.URLField(_("上级政府网站地址"), blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("政府网站")

    def __str__(self) -> str:
        return self.name
