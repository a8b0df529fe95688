"""Columns and elements of the organ's own, special columns, and who answers for a column."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import (
    Audience,
    Block,
    Column,
    Element,
    ElementKind,
    FiveDisclosure,
    ItemKind,
    Origin,
    Shape,
    UpdateInterval,
    board_columns,
    in_scope,
    shortest_postings,
    time_limits,
)
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.organs.queries import Organ, existing_on

LINES = {"rows": 3}


class WhatColumnAsks(forms.Form):
    """What every local column decides for itself; what is left empty follows from the column above."""

    name = forms.CharField(label=_("名称"), max_length=50)
    description = forms.CharField(
        label=_("说明"), required=False, max_length=300, widget=forms.Textarea(attrs=LINES)
    )
    basis = forms.CharField(
        label=_("公开依据"),
        required=False,
        max_length=300,
        help_text=_("文件名称和条款，例如：《青禾市惠民补贴管理办法》第八条。"),
    )
    shape = forms.ChoiceField(
        label=_("填写方式"),
        choices=Shape.choices,
        required=False,
        initial=Shape.TEXT,
        help_text=_("“要素表单”逐项填写，“表格”可以从 Excel 导入；要素在栏目设好之后逐项增加。"),
    )
    update_interval = forms.ChoiceField(label=_("更新周期"), choices=UpdateInterval.choices, required=False)
    time_limit = forms.ChoiceField(
        label=_("公开时限"), required=False, help_text=_("法律、法规另有期限的才选；不选的按一般期限计算。")
    )
    shortest_posting = forms.ChoiceField(
        label=_("最短公示时间"),
        required=False,
        help_text=_("发布公示公告、征求意见稿的栏目选择；公示时间不足的，不能报送和发布。"),
    )
    five_disclosure = forms.ChoiceField(
        label=_("“五公开”类别"), choices=FiveDisclosure.choices, required=False
    )
    audience = forms.ChoiceField(
        label=_("公开范围"), choices=Audience.choices, required=False, initial=Audience.PUBLIC
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = [("", _("按一般期限")), *time_limits()]
        self.fields["time_limit"].choices = limits  # type: ignore[attr-defined]
        least = [("", _("没有规定")), *shortest_postings()]
        self.fields["shortest_posting"].choices = least  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What the act is to be told."""
        told = dict(self.cleaned_data)
        told["shape"] = told["shape"] or Shape.TEXT
        told["audience"] = told["audience"] or Audience.PUBLIC
        return told


class KindsForm(WhatColumnAsks):
    """A lasting column also says which kinds of item it takes."""

    item_kind = forms.ChoiceField(label=_("默认的信息类别"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("只发布这些类别的信息"),
        choices=ItemKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选的，各类信息都可以发布。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", _("与上级栏目相同")), *ItemKind.choices]
        self.fields["item_kind"].choices = kinds  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        told = super().asked()
        return {name: value for name, value in told.items() if name != "item_kind" or value}


class ColumnForm(KindsForm):
    """A local column under a standard one."""

    field_order = ("parent_code", "whole_region")
    parent_code = forms.ChoiceField(
        label=_("设在哪个栏目之下"), help_text=_("国家规定的栏目不能改名或者删除，只能在其下增设。")
    )
    whole_region = forms.BooleanField(
        label=_("全地区各机关共用"), required=False, help_text=_("不勾选的，只在本机关的目录中显示。")
    )

    def __init__(self, *args: Any, organ: Organ, for_region: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tops = [branch.column for block in board_columns(organ, inside=True) for branch in block.branches]
        standard = [top for top in tops if top.block == Block.STATUTORY and top.origin == Origin.NATIONAL]
        choices = [("", _("请选择")), *((top.code, top.name) for top in standard)]
        self.fields["parent_code"].choices = choices  # type: ignore[attr-defined]
        if not for_region:
            del self.fields["whole_region"]

    def asked(self) -> dict[str, Any]:
        told = super().asked()
        told.pop("whole_region", None)
        if not told["five_disclosure"]:
            del told["five_disclosure"]
        return told


class ChangeColumnForm(KindsForm):
    """What may be changed of a local column."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, column: Column) -> None:
        super().__init__(data, initial={name: getattr(column, name) for name in self.base_fields})
        self.fields["item_kind"].choices = ItemKind.choices  # type: ignore[attr-defined]


class SpecialColumnForm(WhatColumnAsks):
    """A column on one subject for a time."""

    field_order = ("name", "opens_on", "closes_on", "whole_region")
    opens_on = DayField(label=_("开放日期"))
    closes_on = DayField(label=_("截止日期"), help_text=_("最后一日；过后自动归档，已发布的信息仍可查阅。"))
    whole_region = forms.BooleanField(
        label=_("全地区各机关共用"), required=False, help_text=_("不勾选的，只在本机关的目录中显示。")
    )

    def __init__(self, *args: Any, for_region: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_region:
            del self.fields["whole_region"]

    def asked(self) -> dict[str, Any]:
        told = super().asked()
        told.pop("whole_region", None)
        return told


class ClosingForm(forms.Form):
    """The last day of a column."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label=_("截止日期"), help_text=_("最后一日；过后自动归档，已发布的信息仍可查阅。"))


class ReopeningForm(forms.Form):
    """Until when a column is open again."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    until = DayField(label=_("新的截止日期"), required=False, help_text=_("不填的，一直开放；专栏必须填写。"))


class OwnersForm(forms.Form):
    """The organs that alone answer for a column."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    organs = forms.ModelMultipleChoiceField(
        label=_("责任机关"),
        queryset=Organ.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选的，由适用范围内的每个机关负责。"),
    )

    def __init__(self, *args: Any, column: Column, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meant = [organ.pk for organ in existing_on(today()) if in_scope(column, organ)]
        organs = existing_on(today()).filter(pk__in=meant)
        self.fields["organs"].queryset = organs  # type: ignore[attr-defined]


class ElementForm(forms.Form):
    """One thing that a column asks of its items."""

    name = forms.CharField(label=_("名称"), max_length=50)
    kind = forms.ChoiceField(label=_("类型"), choices=ElementKind.choices, help_text=_("设定之后不能修改。"))
    choices = forms.CharField(
        label=_("选项"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("类型为“单选”的，每行写一个选项。"),
    )
    unit = forms.CharField(
        label=_("单位"), max_length=20, required=False, help_text=_("例如：元、人、万元。")
    )
    required = forms.BooleanField(label=_("必须填写"), required=False)
    audience = forms.ChoiceField(
        label=_("公开范围"), choices=Audience.choices, required=False, initial=Audience.PUBLIC
    )
    description = forms.CharField(label=_("填写说明"), max_length=300, required=False)

    def clean_choices(self) -> list[str]:
        """One choice a line, each once."""
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def asked(self) -> dict[str, Any]:
        """What the act is to be told."""
        return self.cleaned_data | {"audience": self.cleaned_data["audience"] or Audience.PUBLIC}


class ChangeElementForm(ElementForm):
    """The same for an element that is there; its kind stays."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, element: Element) -> None:
        initial = {name: getattr(element, name) for name in self.base_fields}
        initial["choices"] = "\n".join(element.choices)
        super().__init__(data, initial=initial)
        del self.fields["kind"]
