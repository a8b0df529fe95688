"""Policy interpretation (政策解读): its forms and channels, and what its acts are called.

It has no table of states: an interpretation is an information item, and its life is that of every item.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty


class Form(models.TextChoices):
    """In what form a policy is interpreted."""

    TEXT = "text", _("文字解读")
    PICTURES = "pictures", _("图解")
    QUESTIONS = "questions", _("问答")
    AUDIO = "audio", _("音频")
    VIDEO = "video", _("视频")
    PRESS_CONFERENCE = "press_conference", _("新闻发布会")
    INTERVIEW = "interview", _("访谈、答记者问")


class Channel(models.TextChoices):
    """Where an interpretation is to be found."""

    SITE = "site", _("政府网站")
    NEW_MEDIA = "new_media", _("政务新媒体")
    PRESS = "press", _("报刊、广播、电视")
    CONFERENCE = "conference", _("新闻发布会")
    ON_SITE = "on_site", _("政务大厅、基层宣讲")


# Who plans interpretations and ties them to their documents; the others look on.
KEEPERS = frozenset({Duty.SUBMITTER})
ACTS = {
    "interpretation.plan_interpretation": _("制定解读方案"),
    "interpretation.revise_plan": _("调整解读方案"),
    "interpretation.drop_plan": _("取消解读方案"),
    "interpretation.tie_interpretation": _("关联政策文件与解读"),
    "interpretation.describe_interpretation": _("登记解读要素"),
    "interpretation.untie_interpretation": _("取消解读关联"),
    "interpretation.keep_interpretation": _("保留解读"),
    "interpretation.remind_of_policy": _("提醒发布解读"),
}
