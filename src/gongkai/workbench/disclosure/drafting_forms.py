"""What is asked of the person who writes an item."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind, columns_for_choice, genres, themes
from gongkai.disclosure.queries import Attribute, InformationItem, editable, grounds, opening
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.organs.queries import Organ

NOT_CHOSEN = ("", _("请选择"))
LONG = {"rows": 3}
# What steers the form and is no content of the item.
BEFORE_HANDING_IN = "workbench/disclosure/draft_field.html"
STEERING = ("key", "seen", "uploads", "drop")


class ItemForm(forms.Form):
    """A draft. Only the name is needed to save it; the rest before it is handed in."""

    # Set by the view when somebody else has changed the draft meanwhile.
    rival: Any = None

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
        help_text=_("公开在哪一栏。按《条例》第二十条、第二十一条的事项分列。"),
    )
    body = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        help_text=_("可以从 Word、WPS 粘贴，标题、列表和表格会保留。图片请作为附件上传。"),
    )
    uploads = ManyFilesField(
        label=_("添加附件"),
        required=False,
        help_text=_("上传前请确认没有身份证号、银行卡号等个人信息。"),
    )
    drop = forms.TypedMultipleChoiceField(
        label=_("删去已有附件"), coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    formed_on = DayField(
        label=_("成文日期"),
        required=False,
        help_text=_("文件签发的日期；预算、决算填批准或者批复的日期。公开期限从次日起算。"),
    )
    document_number = forms.CharField(
        label=_("发文字号"),
        max_length=60,
        required=False,
        help_text=_("例如“青财发〔2026〕8号”。没有可不填。"),
    )
    attribute = forms.ChoiceField(
        label=_("公开属性"),
        choices=Attribute.choices,
        initial=Attribute.PROACTIVE,
        widget=forms.RadioSelect,
        help_text=_("不主动公开的，要写明法律依据和理由，签发后只登记、不发布。"),
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
    effective_on = DayField(label=_("施行日期"), required=False)
    expires_on = DayField(
        label=_("有效期至"), required=False, help_text=_("写明有效期的文件填写，到期后自动标为“已失效”。")
    )
    shown_until = DayField(
        label=_("公示截止日期"), required=False, help_text=_("公示类信息填写，期满自动撤下。")
    )
    altered_on = DayField(
        label=_("变更日期"),
        required=False,
        help_text=_("公开后信息本身有变更的填写，公开期限从变更之日重新起算。"),
    )

    def __init__(self, *args: Any, organ: Organ, attached: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("column_id", columns_for_choice(organ))
        self._choose("attribute_ground", grounds())
        self._choose("genre", genres().labels.items())
        self._choose("theme", themes().labels.items())
        self._choose("kind", ItemKind.choices, empty=("", _("按栏目确定")))
        self.fields["drop"].choices = [(file.pk, file.name) for file in attached]  # type: ignore[attr-defined]
        for name in ("column_id", "formed_on"):
            self.fields[name].template_name = BEFORE_HANDING_IN  # type: ignore[attr-defined]
        if not attached:
            del self.fields["drop"]

    def content(self) -> dict[str, Any]:
        """The fields of the item, without what steers the form."""
        return {name: value for name, value in self.cleaned_data.items() if name not in STEERING}

    def _choose(self, name: str, choices: Any, empty: Any = NOT_CHOSEN) -> None:
        self.fields[name].choices = [empty, *choices]  # type: ignore[attr-defined]


# What the form asks first; what the catalogue also knows is folded away until somebody wants it.
FIRST = ("title", "column_id", "body", "uploads", "drop", "formed_on", "document_number")
ATTRIBUTE = ("attribute", "attribute_ground", "attribute_reason")
FURTHER = (
    "summary",
    "kind",
    "genre",
    "theme",
    "keywords",
    "effective_on",
    "expires_on",
    "shown_until",
    "altered_on",
)


def values_of(item: InformationItem) -> dict[str, Any]:
    """What stands in the form of an item that is there already."""
    fields = [name for name in (*FIRST, *ATTRIBUTE, *FURTHER) if hasattr(item, name)]
    values = {name: getattr(item, name) for name in fields}
    if item.summary == opening(item.body):
        values["summary"] = ""  # it follows the text as long as nobody writes another
    return values | {"body": editable(item.body), "seen": item.revision}


class AttachmentsForm(forms.Form):
    """Files to add and files to take off, while the draft is being written."""

    uploads = ManyFilesField(required=False)
    drop = forms.TypedMultipleChoiceField(coerce=uuid.UUID, required=False)

    def __init__(self, *args: Any, attached: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drop"].choices = [(file.pk, file.name) for file in attached]  # type: ignore[attr-defined]


class WordForm(forms.Form):
    """A Word file to be read into the form."""

    use_required_attribute = False

    word = forms.FileField(
        label=_("导入 Word 文件"), help_text=_("读取标题、正文、发文字号和成文日期，填入下面的表单。")
    )
