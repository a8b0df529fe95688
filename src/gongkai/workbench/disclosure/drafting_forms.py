"""What is asked of the person who writes an item."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind, columns_for_choice, genres, themes
from gongkai.disclosure.queries import Attribute, InformationItem, editable, grounds
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.organs.queries import Organ

NOT_CHOSEN = ("", _("请选择"))
LONG = {"rows": 3}


class ItemForm(forms.Form):
    """A draft. Only the name is needed to save it; the rest before it is handed in."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("名称"), max_length=200, help_text=_("与文件标题一致，例如“关于印发×××的通知”。")
    )
    column_id = forms.TypedChoiceField(
        label=_("栏目"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("按《条例》第二十条、第二十一条的事项选择。保存草稿时可以不填，报送前必填。"),
    )
    body = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        help_text=_(
            "一行一段，段首不必空格。也可以粘贴网页代码，保存时只保留段落、标题、列表和表格。报送前必填。"
        ),
    )
    uploads = ManyFilesField(
        label=_("添加附件"),
        required=False,
        help_text=_("可以一次选择多个文件。上传前请确认表格中没有身份证号、银行卡号等个人信息。"),
    )
    drop = forms.TypedMultipleChoiceField(
        label=_("删去已有附件"), coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    formed_on = DayField(
        label=_("成文日期"),
        required=False,
        help_text=_(
            "文件签发的日期；预算、决算填批准或者批复的日期。公开期限从次日起算。保存草稿时可以不填，报送前必填。"
        ),
    )
    document_number = forms.CharField(
        label=_("发文字号"),
        max_length=60,
        required=False,
        help_text=_("机关代字、年份、序号，年份用六角括号，例如“青财发〔2026〕8号”。没有可不填。"),
    )
    attribute = forms.ChoiceField(
        label=_("公开属性"),
        choices=Attribute.choices,
        initial=Attribute.PROACTIVE,
        widget=forms.RadioSelect,
        help_text=_("每份公文都要在起草时确定。不主动公开的，要写明法律依据和理由，签发后只登记、不发布。"),
    )
    attribute_ground = forms.ChoiceField(
        label=_("不予公开的情形"),
        required=False,
        help_text=_("公开属性为“不予公开”时选择，依据《条例》第十四条至第十六条。"),
    )
    attribute_reason = forms.CharField(
        label=_("法律依据和理由"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("公开属性不是“主动公开”时填写：依据哪部法律、哪一条，为什么适用。"),
    )
    summary = forms.CharField(
        label=_("内容概述"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("在目录中显示，一般不超过100字。留空时取正文开头。"),
    )
    kind = forms.ChoiceField(
        label=_("信息类别"),
        required=False,
        help_text=_("留空时按栏目确定。类别不同，公开期限和效力标注的要求不同。"),
    )
    genre = forms.ChoiceField(label=_("体裁分类"), required=False)
    theme = forms.ChoiceField(label=_("主题分类"), required=False)
    keywords = forms.CharField(
        label=_("关键词"), max_length=100, required=False, help_text=_("用空格分开，便于公众检索。")
    )

    def __init__(self, *args: Any, organ: Organ, attached: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("column_id", columns_for_choice(organ))
        self._choose("attribute_ground", grounds())
        self._choose("genre", genres().labels.items())
        self._choose("theme", themes().labels.items())
        self._choose("kind", ItemKind.choices, empty=("", _("按栏目确定")))
        self.fields["drop"].choices = [(file.pk, file.name) for file in attached]  # type: ignore[attr-defined]
        if not attached:
            del self.fields["drop"]

    def content(self) -> dict[str, Any]:
        """The fields of the item, without what steers the form."""
        steering = ("key", "seen", "uploads", "drop")
        return {name: value for name, value in self.cleaned_data.items() if name not in steering}

    def _choose(self, name: str, choices: Any, empty: Any = NOT_CHOSEN) -> None:
        self.fields[name].choices = [empty, *choices]  # type: ignore[attr-defined]


# In this order and under these headings the form is shown.
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("公开什么"), ("title", "column_id", "body", "uploads", "drop")),
    (_("文件信息"), ("formed_on", "document_number")),
    (_("能不能公开"), ("attribute", "attribute_ground", "attribute_reason")),
    (_("目录信息"), ("summary", "kind", "genre", "theme", "keywords")),
)


def values_of(item: InformationItem) -> dict[str, Any]:
    """What stands in the form of an item that is there already."""
    fields = [name for _heading, names in SECTIONS for name in names if hasattr(item, name)]
    values = {name: getattr(item, name) for name in fields}
    return values | {"body": editable(item.body), "seen": item.revision}
