"""What marking and releasing a file ask for; marks can be drawn, chosen from the proposals, or typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.law.exemptions import exemptions
from gongkai.redaction import Box, Mark

PERCENT = 100.0
SIDES = ("left", "top", "right", "bottom")


class StartForm(forms.Form):
    upload = forms.FileField(
        label=_("要提供的原件"),
        help_text=_("PDF、JPG、PNG、docx 或者 xlsx。原件单独保存，申请人看不到。"),
    )


class ActOnRedaction(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(ActOnRedaction):
    note = forms.CharField(
        label=_("哪里需要重新标记"),
        max_length=200,
        help_text=_("例如：第2页的账号没有遮住。会记入台账，不要写出要遮盖的内容。"),
    )


class MarkForm(ActOnRedaction):
    """Adds one mark that was typed, the areas that were drawn, the proposals that were ticked; takes off others."""

    ground = forms.ChoiceField(label=_("不予公开的依据"), choices=(), initial="third_party")
    words = forms.CharField(
        label=_("要遮盖的文字"),
        required=False,
        max_length=500,
        help_text=_("全文各处出现的这些文字都会遮盖，换行、空格、全角半角不影响。"),
    )
    page = forms.IntegerField(label=_("页（工作表）"), required=False, min_value=1)
    left = forms.FloatField(label=_("左边（%）"), required=False, min_value=0, max_value=PERCENT)
    top = forms.FloatField(label=_("上边（%）"), required=False, min_value=0, max_value=PERCENT)
    right = forms.FloatField(label=_("右边（%）"), required=False, min_value=0, max_value=PERCENT)
    bottom = forms.FloatField(label=_("下边（%）"), required=False, min_value=0, max_value=PERCENT)
    cell = forms.CharField(label=_("单元格"), required=False, max_length=12)
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, redaction: queries.Redaction, **kwargs: Any) -> None:
        self.redaction = redaction
        super().__init__(*args, **{"auto_id": "mark_%s", **kwargs})
        grounds = [(one.code, in_words(one, "label")) for one in exemptions(today())]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        is_sheet, is_word = redaction.original.kind == "xlsx", redaction.original.kind == "docx"
        gone = {"cell"} if not is_sheet else set(SIDES)
        if is_word:
            gone |= {"page", *SIDES}
        if redaction.original.kind in ("jpg", "png"):
            gone |= {"words"}
        for name in gone:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        sides = [told[name] for name in SIDES if told.get(name) is not None]
        if sides:
            if len(sides) < len(SIDES) or not told.get("page"):
                raise forms.ValidationError(_("框选一处要写明页和四条边，请补充。"))
            if sides[0] >= sides[2] or sides[1] >= sides[3]:
                raise forms.ValidationError(_("右边要大于左边，下边要大于上边，请核对。"))
        if told.get("cell") and not told.get("page"):
            raise forms.ValidationError(_("请写明单元格在第几张工作表。"))
        try:
            self.areas = [_area(one) for one in told.get("drawn", "").split(";") if one]
        except ValueError as error:
            raise forms.ValidationError(_("框选的位置读不出来，请重新框选。")) from error
        return told

    def marks(self) -> list[Mark]:
        """All marks as they are to be from now on."""
        told, ground = self.cleaned_data, self.cleaned_data["ground"]
        off = self._chosen("off")
        kept = [one for at, one in enumerate(queries.redaction_marks(self.redaction)) if str(at) not in off]
        kept += [Mark(page, box, "", ground) for page, box in self.areas]
        if told.get("words", "").strip():
            kept.append(Mark(0, None, told["words"].strip(), ground))
        if told.get("left") is not None:
            box = Box(*(told[name] / PERCENT for name in SIDES))
            kept.append(Mark(told["page"], box, "", ground))
        if told.get("cell"):
            kept.append(Mark(told["page"], None, "", ground, told["cell"].strip().upper()))
        return [*kept, *self._proposals(kept)]

    def _chosen(self, name: str) -> set[str]:
        return set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()

    def _proposals(self, kept: list[Mark]) -> list[Mark]:
        """The proposals that were ticked: found again here, so that their words need not travel through the page."""
        ticked = self._chosen("take")
        if not ticked:
            return []
        marked = {one.words for one in kept}
        found = queries.redaction_proposals(self.redaction)
        return [
            mark for at, (mark, _kind) in enumerate(found) if str(at) in ticked and mark.words not in marked
        ]


def _area(told: str) -> tuple[int, Box]:
    """``page,left,top,right,bottom`` in shares of the page, as the page's script writes it."""
    page, *sides = told.split(",")
    left, top, right, bottom = (min(max(float(side), 0.0), 1.0) for side in sides)
    return int(page), Box(left, top, right, bottom)
