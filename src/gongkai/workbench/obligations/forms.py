"""What is asked about obligations: filters, reasons, days, and the whole of an obligation."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import GENERAL_PERIOD, ItemKind, all_columns, time_limits
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words, listed
from gongkai.law.periods import period_rule
from gongkai.obligations.queries import (
    Cycle,
    DueRule,
    Filters,
    Group,
    Obligation,
    Publishing,
    Reach,
    Status,
    items_for,
    organs_in_reach,
)
from gongkai.obligations.workflow import REMIND_BEFORE
from gongkai.organs.queries import Kind, Level, Organ, all_organs, existing_on, subtree

LONG = {"rows": 3}
ALL = ("", _("全部"))
EVERY = "all"


class CoverageForm(forms.Form):
    """The filters of the matrix; what cannot be read is left out."""

    year = forms.ChoiceField(label=_("年度"), required=False)
    group = forms.ChoiceField(label=_("分组"), choices=[ALL, *Group.choices], required=False)
    status = forms.ChoiceField(label=_("状态"), choices=[ALL, *Status.choices], required=False)
    within = forms.TypedChoiceField(
        label=_("即将到期"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[ALL, *((days, _("%(n)s天内") % {"n": days}) for days in sorted(REMIND_BEFORE))],
    )
    q = forms.CharField(label=_("机关名称"), max_length=50, required=False)
    obligation = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        self.years = years
        told = [(str(year), _("%(year)d年") % {"year": year}) for year in years]
        self.fields["year"].choices = [*told, (EVERY, _("全部年度"))]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was asked for, as far as it can be read; this year where none is named."""
        self.is_valid()
        told = self.cleaned_data
        year = told.get("year") or str(self.years[0])
        return Filters(
            year=None if year == EVERY else int(year),
            group=told.get("group", ""),
            status=told.get("status", ""),
            within=told.get("within"),
            words=told.get("q", ""),
            obligation=told.get("obligation"),
        )


class SeenForm(forms.Form):
    """An act on what is owed, as it was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(SeenForm):
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": _("请写明理由；空白的声明不算完成。")},
    )


class EventForm(SeenForm):
    on = DayField(label=_("日期"))
    reason = forms.CharField(
        label=_("更改理由"), max_length=300, required=False, help_text=_("更改已填的日期时填写。")
    )


class NameItemForm(SeenForm):
    item_id = forms.TypedChoiceField(label=_("已公开的信息"), coerce=int)

    def __init__(self, *args: Any, owing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item_id"].choices = [  # type: ignore[attr-defined]
            (pk, f"{title}（{on}）") for pk, title, on in items_for(owing)
        ]


class PublisherForm(SeenForm):
    publisher = forms.CharField(
        label=_("公开机关"),
        max_length=100,
        help_text=_("机关的全称、简称或者代码。由它公开的信息算完成，提醒也发给它。"),
    )

    def __init__(self, *args: Any, owing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeper = owing.obligation.keeper

    def clean_publisher(self) -> Organ:
        """The organ of this name under the keeper, alone of this name."""
        name = self.cleaned_data["publisher"]
        found = list(_named(self.keeper, name)[:2])
        if len(found) != 1:
            raise ValidationError(_("没有找到“%(name)s”，或者名称不唯一。") % {"name": name})
        return found[0]


class NoteForm(forms.Form):
    """A word to those who are chased."""

    note = forms.CharField(
        label=_("催办意见"), max_length=300, required=False, help_text=_("可以不填；填写的内容对方能看到。")
    )


class ReportEventForm(forms.Form):
    """Something has happened that has to be published: which obligation, and on which day."""

    obligation = forms.TypedChoiceField(label=_("事由"), coerce=int)
    on = DayField(label=_("发生日期"))

    def __init__(self, *args: Any, obligations: list[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["obligation"].choices = [(one.pk, one.title) for one in obligations]  # type: ignore[attr-defined]


class ManyEventsForm(forms.Form):
    on = DayField(label=_("日期"), help_text=_("为还没有填写的机关统一填写；已经填写的不变。"))


class ObligationForm(forms.Form):
    """An obligation as its office writes it; what has begun keeps its column and its cycle."""

    title = forms.CharField(label=_("名称"), max_length=60, help_text=_("例如“公开部门预算”。"))
    column: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("栏目"), queryset=None, empty_label=_("请选择")
    )
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("法律条款或者文件的名称和文号。"))
    group = forms.ChoiceField(label=_("分组"), choices=Group.choices)
    reach = forms.ChoiceField(
        label=_("责任机关"),
        choices=Reach.choices,
        widget=forms.RadioSelect,
        help_text=_("按范围的，机关增减时自动随之调整；按名单的，只限名单上的机关。"),
    )
    top: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("范围"),
        queryset=None,
        required=False,
        empty_label=None,
        help_text=_("按范围时选择：这个机关及其全部下级中栏目适用的机关，可以再按层级和类别缩小。"),
    )
    levels = forms.MultipleChoiceField(
        label=_("只限这些层级"),
        choices=Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("例如全部乡镇：只勾选“乡级”。都不勾选的，不限。"),
    )
    kinds = forms.MultipleChoiceField(
        label=_("只限这些类别"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("例如各预算部门：只勾选“政府部门”。都不勾选的，不限。"),
    )
    listed = forms.CharField(
        label=_("名单"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("按名单时填写：一行一个机关的名称、简称或者代码，可以从Excel整列粘贴。"),
    )
    cycle = forms.ChoiceField(label=_("周期"), choices=Cycle.choices)
    due_rule = forms.ChoiceField(
        label=_("期限"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (DueRule.DAY, DueRule.DAYS, DueRule.PERIOD)],
    )
    due_month = forms.IntegerField(
        label=_("周期的第几个月"),
        min_value=1,
        max_value=12,
        required=False,
        help_text=_("例如每年3月31日前：这里填3，下面填31。"),
    )
    due_day = forms.IntegerField(
        label=_("该月几日"), min_value=1, max_value=31, required=False, help_text=_("31日指该月最后一天。")
    )
    due_days = forms.IntegerField(label=_("周期结束后多少日"), min_value=0, max_value=366, required=False)
    law = forms.ChoiceField(label=_("法定期限"), required=False)
    event_name = forms.CharField(
        label=_("从哪个日期起算"), max_length=40, required=False, help_text=_("例如“预算批复日期”。")
    )
    latest_month = forms.IntegerField(
        label=_("这个日期最迟在周期的第几个月填写"),
        min_value=1,
        max_value=12,
        required=False,
        help_text=_(
            "过了最迟日期没有填写的，算逾期。例如每年3月31日：这里填3，下面填31。不填的，到本期结束为止。"
        ),
    )
    latest_day = forms.IntegerField(label=_("最迟在该月几日填写"), min_value=1, max_value=31, required=False)
    publishing = forms.ChoiceField(
        label=_("公开机关"),
        choices=Publishing.choices,
        initial=Publishing.ORGAN,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "本级政府的预算、决算由财政部门公开，乡镇的自行公开；也可以在某一机关的任务页面另行指定。"
        ),
    )
    item_kinds = forms.MultipleChoiceField(
        label=_("只有这些类别的信息算完成"),
        choices=ItemKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不勾选的，栏目内的任何信息都算。"),
    )
    confirms_no_change = forms.BooleanField(
        label=_("“本期无变化”须经主管机关确认"), required=False, help_text=_("法律规定每年公开的，应当勾选。")
    )
    corrections_count = forms.BooleanField(label=_("更正原信息也算完成"), required=False)
    since = DayField(label=_("自何日起"))

    def __init__(self, *args: Any, keeper: Organ, present: Obligation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeper, self.present = keeper, present
        columns = all_columns().filter(takes_items=True)
        self.fields["column"].queryset = columns  # type: ignore[attr-defined]
        self.fields["top"].queryset = _tops(keeper, present)  # type: ignore[attr-defined]
        self.fields["top"].initial = keeper.pk
        general = (GENERAL_PERIOD, in_words(period_rule(GENERAL_PERIOD).label))
        self.fields["law"].choices = [("", _("请选择")), *dict([general, *time_limits()]).items()]  # type: ignore[attr-defined]
        if present is not None:
            self._only_changeable(present)

    def clean_listed(self) -> list[Organ]:
        """The named organs. Every name that is not found, or not of one organ alone, is told."""
        names = dict.fromkeys(
            re.sub(r"[\s　]+", "", line) for line in self.cleaned_data["listed"].splitlines()
        )
        names.pop("", None)
        found, unknown = [], []
        known = _by_name(self.keeper) if names else {}
        for name in names:
            if (one := known.get(name)) is not None:
                found.append(one)
            else:
                unknown.append(name)
        if unknown:
            raise ValidationError(
                _("没有找到以下机关，或者名称不唯一：%(names)s。") % {"names": listed(unknown)}
            )
        return list(dict.fromkeys(found))

    def obligation(self) -> dict[str, Any]:
        """The fields of the obligation; a list goes only with the reach by list."""
        told = dict(self.cleaned_data) | {"top": self.cleaned_data["top"] or self.keeper}
        told["publishing"] = told["publishing"] or Publishing.ORGAN
        if told["reach"] == Reach.LISTED:
            told |= {"levels": [], "kinds": [], "top": self.keeper}
        else:
            told["listed"] = []
        return told

    def organs(self) -> list[Organ]:
        """On whom the obligation would fall, as it stands in the form."""
        told = self.obligation()
        if told["reach"] == Reach.LISTED:
            return list(told["listed"])
        column = self.present.column if self.present else told["column"]
        return organs_in_reach(column, told["top"], told["levels"], told["kinds"])

    def _only_changeable(self, present: Obligation) -> None:
        fixed = ["column", "cycle", "since"]
        if present.due_rule == DueRule.LAW_DATE:
            fixed += ["due_rule", "due_month", "due_day", "due_days", "law", "event_name"]
            fixed += ["latest_month", "latest_day"]
        for name in fixed:
            del self.fields[name]


def values_of(obligation: Obligation) -> dict[str, Any]:
    """What stands in the form of an obligation that is there already."""
    names = [name for name in ObligationForm.base_fields if name not in ("listed", "column")]
    listed = "\n".join(obligation.listed.order_by("path").values_list("name", flat=True))
    return {name: getattr(obligation, name) for name in names} | {"listed": listed}


def _tops(keeper: Organ, present: Obligation | None) -> Any:
    """The organs under the keeper that have others under them, and the one that is chosen already."""
    tops = existing_on(today()).filter(path__startswith=keeper.path, numchild__gt=0)
    return tops | all_organs().filter(pk=present.top_id) if present else tops


def _named(keeper: Organ, name: str) -> Any:
    named = Q(name=name) | Q(short_name=name) | Q(code=name)
    return existing_on(today()).filter(named, path__startswith=keeper.path)


def _by_name(keeper: Organ) -> dict[str, Organ]:
    """Organs under the keeper by name, short name and code; a name that two organs share names none."""
    known: dict[str, Organ | None] = {}
    for one in subtree(keeper):
        for name in {one.name, one.short_name, one.code}:
            known[name] = None if name in known else one
    return {name: one for name, one in known.items() if one is not None}
