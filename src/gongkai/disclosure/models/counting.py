"""Counts that do not grow with what is counted, the years before the system, and releases elsewhere."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models.items import InformationItem
from gongkai.disclosure.models.kept import Kept


class Channel(models.TextChoices):
    """Where information is made public (arts. 23-25); the site itself is not among them, every item is there."""

    GAZETTE = "gazette", _("政府公报")
    WECHAT = "wechat", _("政务微信")
    WEIBO = "weibo", _("政务微博")
    APP = "app", _("政务客户端")
    PRESS_CONFERENCE = "press_conference", _("新闻发布会")
    NEWSPAPER = "newspaper", _("报刊")
    BROADCAST = "broadcast", _("广播电视")
    SMS = "sms", _("短信")
    SCREEN = "screen", _("电子信息屏")
    NOTICE_BOARD = "notice_board", _("信息公告栏")
    READING_PLACE = "reading_place", _("政府信息查阅场所")
    ARCHIVES = "archives", _("国家档案馆")
    LIBRARY = "library", _("公共图书馆")
    OTHER = "other", _("其他渠道")


class Carrier(models.TextChoices):
    """On what information was handed to a place where the public reads it (art. 25)."""

    PAPER = "paper", _("纸质文件")
    ELECTRONIC = "electronic", _("电子文件")
    DISC = "disc", _("光盘等存储介质")


# What is sent there is handed over: the log says on what carrier.
HANDED_OVER = (Channel.READING_PLACE, Channel.ARCHIVES, Channel.LIBRARY)


class Tally(models.Model):
    """How many items of an organ, column and kind became public, came in and went out on one day.

    What is public now is the sum of ``entered`` less the sum of ``left``; a correction that moves an item to
    another column leaves the one and enters the other without being published once more.
    """

    day = models.DateField(_("日期"))
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    column = models.ForeignKey("catalogue.Column", models.PROTECT, related_name="+")
    kind = models.CharField(_("信息类别"), max_length=20, choices=ItemKind)
    published = models.PositiveIntegerField(_("首次公开"), default=0)
    entered = models.PositiveIntegerField(_("进入"), default=0)
    left = models.PositiveIntegerField(_("离开"), default=0)

    class Meta:
        verbose_name = _("公开数量")
        constraints = [
            models.UniqueConstraint(fields=["day", "organ", "column", "kind"], name="one_tally_a_day")
        ]
        indexes = [models.Index(fields=["organ", "column"], name="tally_of_organ")]

    def __str__(self) -> str:
        return f"{self.day} {self.organ_id} {self.column_id} +{self.entered} -{self.left}"


class MonthTally(models.Model):
    """How many items became public in a column in a month: of an organ, or (``whole``) of it and all under it.

    A year of a region has as many tallies as organs did something on some day; of these it has twelve a column.
    """

    month = models.DateField(_("月份"))
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    whole = models.BooleanField(_("含所属机关"), default=False)
    column = models.ForeignKey("catalogue.Column", models.PROTECT, related_name="+")
    published = models.PositiveIntegerField(_("首次公开"), default=0)

    class Meta:
        verbose_name = _("每月公开数量")
        constraints = [
            models.UniqueConstraint(fields=["organ", "whole", "month", "column"], name="one_tally_of_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.organ_id} {self.column_id} +{self.published}"


class PublicTotal(models.Model):
    """How many items stand in a column now: of one organ, or of the whole region (``organ_key`` 0).

    The tallies are as many as the days on which anything happened; what every page of the portal shows must not be.
    """

    organ_key = models.PositiveBigIntegerField(_("机关"), default=0)
    column = models.ForeignKey("catalogue.Column", models.PROTECT, related_name="+")
    count = models.IntegerField(_("条数"), default=0)

    class Meta:
        verbose_name = _("现有公开数量")
        constraints = [models.UniqueConstraint(fields=["organ_key", "column"], name="one_total_of_a_column")]

    def __str__(self) -> str:
        return f"{self.organ_key} {self.column_id} {self.count}"


class OpeningBalance(models.Model):
    """What an organ had disclosed in a year before it worked with the system, as its own reports say."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    # The code of a column, or of a class with its division before it; empty: all of them, or what is told by channel.
    category = models.CharField(_("类别"), max_length=50, blank=True)
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel, blank=True)
    count = models.PositiveIntegerField(_("条数"))
    basis = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("期初数")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "category", "channel"], name="one_opening_balance"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.year} {self.count}"


class Release(Kept):
    """What also went out through another channel: where, on which day, how many copies or messages.

    ``item`` is what was released; without one it is a number of things told together under a ``topic``.
    ``carrier`` is on what it was handed over, where it was (art. 25).
    """

    item = models.ForeignKey(InformationItem, models.PROTECT, null=True, related_name="releases")
    topic = models.CharField(_("内容"), max_length=100, blank=True)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel)
    on = models.DateField(_("日期"))
    carrier = models.CharField(_("载体"), max_length=20, choices=Carrier, blank=True)
    place = models.CharField(_("名称或者地点"), max_length=100, blank=True)
    address = models.URLField(_("网址"), blank=True)
    count = models.PositiveIntegerField(_("数量"), default=1)

    class Meta:
        verbose_name = _("其他渠道发布")
        indexes = [models.Index(fields=["organ", "on", "channel"], name="releases_of_organ")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.on}"
