"""What is asked of the person who writes an item."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind, Shape, columns_for_choice, genres, themes
from gongkai.disclosure.queries import (
    Attribute,
    InformationItem,
    editable,
    grounds,
    limit_element,
    limit_event,
    opening,
)
from gongkai.disclosure.queries.elements import filled
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.foundation.wording import in_words
from gongkai.organs.queries import Organ
from gongkai.workbench.disclosure.drafting_elements import (
    BEFORE_HANDING_IN,
    PREFIX,
    chosen_column,
    element_fields,
)
from gongkai.workbench.disclosure.moving_columns import loss_of

NOT_CHOSEN = ("", _("请选择"))
LONG = {"rows": 3}
# What steers the form and is no content of the item.
STEERING = ("key", "seen", "uploads", "drop", "leave_behind")


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
        help_text=_("文件签发的日期。没有另外规定的，公开期限从次日起算。"),
    )
    limit_from = DayField(
        required=False,
        help_text=_("法律规定公开期限从这一天起算，不从成文日期起算。"),
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
    effective_on = DayField(
        label=_("施行日期"), required=False, help_text=_("规章、规范性文件填写：文件从哪一天起施行。")
    )
    expires_on = DayField(
        label=_("有效期至"),
        required=False,
        help_text=_("规章、规范性文件写明有效期的填写：有效的最后一天，到期后自动标为“已失效”。"),
    )
    shown_until = DayField(
        label=_("公示截止日期"),
        required=False,
        help_text=_("只在一段时间内公示的信息填写：公示的最后一天，期满自动撤下。"),
    )
    haste_reason = forms.CharField(
        label=_("缩短期限或者提前施行的理由"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("征求意见少于法定天数、规章公布后不满30日施行的填写，随信息一并公开。"),
    )
    altered_on = DayField(
        label=_("变更日期"),
        required=False,
        help_text=_("信息本身有变更的填写，公开期限从变更之日重新起算；只改错别字的不填。"),
    )

    def __init__(
        self, *args: Any, organ: Organ, item: InformationItem | None = None, renewing: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        attached = item.attachments.all() if item else ()
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
        if not (item and item.version_count):
            del self.fields["altered_on"]
        self._renew_elements_by(renewing)
        self._ask_elements(organ)
        self._ask_day_of_limit()
        self.loss = loss_of(item, self.column)
        if self.loss:
            self.fields["leave_behind"] = forms.BooleanField(
                label=_("换栏目，并移除以上内容"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """A column is left only by who knows what stays behind; until then the draft is kept where it was."""
        told = super().clean() or {}
        if self.loss and not told.get("leave_behind") and "column_id" in told:
            self.add_error("column_id", _("换栏目会移除原栏目下填写的内容，请先确认，或者改回原栏目。"))
        return told

    def content(self) -> dict[str, Any]:
        """The fields of the item, without what steers the form."""
        told = self.cleaned_data
        fields = {
            name: value
            for name, value in told.items()
            if name not in STEERING and not name.startswith(PREFIX)
        }
        if "column_id" not in told:
            return fields
        # A day that no limit is counted from any more says nothing, and would be counted from unseen one day.
        fields.setdefault("limit_from", None)
        if self.loss and self.loss.rows is not None:
            fields["sheet_id"] = None
        if self.column and self.column.shape == Shape.TABLE:
            return fields | {"elements": {}} if self.loss else fields
        names = [name for name in self.fields if name.startswith(PREFIX)]
        # While typing is being kept, what cannot be read leaves what was there before.
        values = {name.removeprefix(PREFIX): told.get(name, self.initial.get(name, "")) for name in names}
        return fields | {"elements": values}

    def _renew_elements_by(self, address: str) -> None:
        """Choosing another column or kind asks this address for what it wants."""
        if address:
            asks = {"hx-post": address, "hx-target": "#elements", "hx-params": "not body"}
            self.fields["column_id"].widget.attrs |= asks | {"hx-trigger": "change, renewed delay:100ms"}
            self.fields["kind"].widget.attrs |= asks | {"hx-trigger": "change"}

    def _ask_elements(self, organ: Organ) -> None:
        """Add the fields of the chosen column, filled with what is there or known already."""
        self.column = chosen_column(self["column_id"].value())
        for name, field, value in element_fields(self.column, organ, self.initial):
            self.fields[name] = field
            self.initial[name] = value

    def _ask_day_of_limit(self) -> None:
        """Ask for the day of the approval or receipt where the limit is counted from there and no element says it."""
        kind = self["kind"].value() or (self.column.item_kind if self.column else "")
        event = limit_event(self.column, kind)
        if event is None or limit_element(self.column, kind):
            del self.fields["limit_from"]
            return
        self.fields["limit_from"].label = in_words(event)
        self.fields["limit_from"].template_name = BEFORE_HANDING_IN  # type: ignore[attr-defined]

    def _choose(self, name: str, choices: Any, empty: Any = NOT_CHOSEN) -> None:
        self.fields[name].choices = [empty, *choices]  # type: ignore[attr-defined]


# What the form asks first; what the catalogue also knows is folded away until somebody wants it.
FIRST = ("title", "column_id", "body", "uploads", "drop", "formed_on", "limit_from", "document_number")
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
    "haste_reason",
    "altered_on",
)


def values_of(item: InformationItem) -> dict[str, Any]:
    """What stands in the form of an item that is there already."""
    fields = [name for name in (*FIRST, *ATTRIBUTE, *FURTHER) if hasattr(item, name)]
    values = {name: getattr(item, name) for name in fields}
    if summary_follows(item):
        values["summary"] = ""
    elements = {PREFIX + code: value for code, value in item.elements.items()}
    return values | elements | {"body": editable(item.body), "seen": item.revision}


def summary_follows(item: InformationItem) -> bool:
    """Whether the summary was taken from the text or the elements, and goes on following them."""
    told = "；".join(f"{one.name}：{one.value}" for one in filled(item))
    return item.summary == opening(item.body) or bool(item.summary and told.startswith(item.summary))


def typed_in(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into the form, unread, to be shown again."""
    names = [*ItemForm.base_fields, *(name for name in sent if name.startswith(PREFIX))]
    return {name: sent.get(name) for name in names}


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
        label=_("导入 Word 文档"), help_text=_("读取标题、正文、发文字号和成文日期，填入下面的表单。")
    )
