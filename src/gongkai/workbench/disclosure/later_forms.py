"""What the acts ask of those who look after an item when it is public, kept back or taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure import queries
from gongkai.disclosure.queries import (
    HIDES_TITLE,
    Attribute,
    Result,
    Step,
    Validity,
    WithdrawalReason,
)
from gongkai.disclosure.workflow import DUTY_OF
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.organs.queries import Organ, all_organs, existing_on, superior_of
from gongkai.workbench.disclosure.forms import LONG, NOT_CHOSEN, MoveForm

MOST_PEERS = 200


class PayReviewForm(MoveForm):
    """One of the looks that an emergency publication skipped."""

    step = forms.ChoiceField(label=_("补审的环节"), widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("补审结论"), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("审查依据"), max_length=300, required=False, help_text=_("依据的法律条款或者保密事项范围。")
    )
    remarks = forms.CharField(
        label=_("意见"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("不通过的，写明问题在哪里。"),
    )

    cause = forms.ChoiceField(
        label=_("不宜公开的原因"),
        choices=[(one.value, one.label) for one in HIDES_TITLE],
        initial=HIDES_TITLE[-1].value,
        required=False,
        help_text=_("结论为不予公开的，提交后立即从公开页面撤下，原网址按这一原因说明。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = {step for debt in queries.debts_of_item(self.item) for step in debt.owed}
        mine = [step for step in Step if step in owed and DUTY_OF[step] == self.by.duty]
        results = [Result.PASSED, Result.RETURNED]
        if Step.CONFIDENTIALITY in mine:
            results = [Result.OPEN, Result.OPEN_AFTER_SEVERANCE, Result.NOT_OPEN]
            self.fields["basis"].required = True
        else:
            del self.fields["basis"], self.fields["cause"]
        self._choose("step", [(one.value, one.label) for one in mine])
        self._choose(
            "result",
            [
                (one.value, _("不通过，应当更正或者撤回") if one == Result.RETURNED else one.label)
                for one in results
            ],
        )
        if len(mine) == 1:
            self.fields["step"].initial = mine[0].value

    def clean_cause(self) -> str:
        return self.cleaned_data["cause"] or HIDES_TITLE[-1].value

    def _choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class AskCoMakersForm(MoveForm):
    """Which organs made the information with one's own."""

    peers = forms.MultipleChoiceField(
        label=_("共同制作机关"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("其他机关"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("上面没有列出的，写机关全称，每行一个。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = {str(one.pk): one for one in _neighbours(self.item.organ)}
        asked = {str(one.organ_id): one for one in queries.agreements_on(self.item)}
        peers: Any = self.fields["peers"]
        peers.choices = [(key, one.name) for key, one in self.near.items()]
        peers.initial = [key for key in self.near if key in asked]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        names = [name.strip() for name in told.get("others", "").splitlines() if name.strip()]
        known = {one.name: one for one in existing_on(today()).filter(name__in=names)}
        if unknown := [name for name in names if name not in known]:
            self.add_error(
                "others", _("没有名为“%(name)s”的机关，请核对全称。") % {"name": "”“".join(unknown)}
            )
        chosen = [self.near[key] for key in told.get("peers", [])]
        self.organs: list[Organ] = [*chosen, *known.values()]
        if not self.organs and not self.errors:
            self.add_error("peers", _("请选择至少一个共同制作机关。"))
        return told

    def given(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"], "organs": self.organs}


def _neighbours(organ: Organ) -> list[Organ]:
    """The organ above and those under it beside one's own, as many as can be shown as boxes."""
    above = superior_of(organ)
    if above is None:
        return []
    beside = list(all_organs().filter(path__startswith=above.path, depth=above.depth + 1)[:MOST_PEERS])
    return [one for one in [above, *beside] if one.pk != organ.pk and one.exists_on(today())]


class ReassessForm(MoveForm):
    warning = _("选择与原来相同的属性，维持不主动公开；选择其他属性，退回起草，重新走审查程序。")
    attribute = forms.ChoiceField(
        label=_("评估后的公开属性"), widget=forms.RadioSelect, choices=Attribute.choices
    )
    reason = forms.CharField(label=_("评估理由"), max_length=300, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].initial = self.item.attribute


class RevocationForm(MoveForm):
    warning = _("登记后，应当在法定期限内撤回这条处罚信息并说明理由。")
    on = DayField(label=_("原决定变更或者撤销的日期"))


class ReopenForm(MoveForm):
    reason = forms.CharField(
        label=_("重新起草的原因"), max_length=300, help_text=_("新版本公开后，公众会看到这段说明。")
    )


class ValidityForm(MoveForm):
    validity = forms.ChoiceField(label=_("效力状态"), choices=[NOT_CHOSEN, *Validity.choices])
    ended_on = DayField(label=_("废止或者失效日期"), required=False, help_text=_("“已废止”“已失效”时填写。"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如废止文件的名称和文号。"))
    successor = forms.CharField(
        label=_("替代文件"),
        max_length=200,
        required=False,
        help_text=_("已经公开的替代文件的文号、索引号或者名称；“已废止”“已修改”时可填。"),
    )

    def clean_successor(self) -> queries.InformationItem | None:
        """The public document with this number, index number or title; several or none are told."""
        words = self.cleaned_data["successor"].strip()
        if not words:
            return None
        public = queries.public_items().defer("body", "item__body").exclude(item_id=self.item.pk)
        for name in ("item__index_number", "document_number", "title"):
            found = list(public.filter(**{name: words})[:2])
            if len(found) == 1:
                return found[0].item
            if found:
                raise forms.ValidationError(
                    _("有几份公开的文件都叫“%(words)s”，请改填索引号。") % {"words": words}
                )
        near = [one.document_number or one.title for one in public.filter(title__contains=words)[:3]]
        hint = gettext("是不是：%(near)s？") % {"near": "；".join(near)} if near else ""
        raise forms.ValidationError(
            _("没有找到已经公开的“%(words)s”。%(hint)s") % {"words": words, "hint": hint}
        )


class WithdrawForm(MoveForm):
    warning = _("撤回后，公众立即看不到原文，原网址显示您写的说明。更正少量文字的，请用“更正”。")
    reason = forms.ChoiceField(label=_("撤回原因"), choices=[NOT_CHOSEN, *WithdrawalReason.choices])
    explanation = forms.CharField(
        label=_("向社会的说明"),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("原网址将显示这段说明。请写明撤回了什么、为什么撤回，不要重复不应公开的内容。"),
    )
    arisen_on = DayField(
        label=_("撤回事由发生的日期"),
        required=False,
        help_text=_("处罚决定被变更或者撤销的，填决定之日；其他原因可以不填。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.item.kind != ItemKind.PENALTY:
            reason: Any = self.fields["reason"]
            reason.choices = [one for one in reason.choices if one[0] != WithdrawalReason.PENALTY_REVOKED]
        if self.item.revoked_on:
            self.fields["arisen_on"].initial = self.item.revoked_on
            self.fields["reason"].initial = WithdrawalReason.PENALTY_REVOKED
