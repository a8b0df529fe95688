"""What is asked about the interpretation of a policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.queries import InformationItem
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.interpretation.queries import (
    Channel,
    Form,
    Interpretation,
    Plan,
    elements,
    loose_drafts,
    open_plans,
)
from gongkai.organs.queries import Organ, existing_on, government_of

LONG = {"rows": 4}
# The names of organs that the browser offers while one is typed: not every organ of a province.
NEAR, MOST_NEAR = "near-organs", 200
PLAIN = ("form", "interpreter_name", "interpreter_post", "by_head", "drafted_by")
FORMS = [("", _("请选择")), *Form.choices]


class SeenForm(forms.Form):
    """An act on something that was shown; ``seen`` is the revision that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlanForm(SeenForm):
    """How and by when a document is to be interpreted."""

    form = forms.ChoiceField(label=_("解读形式"), choices=FORMS)
    outline = forms.CharField(
        label=_("解读提纲"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("准备讲哪几点，例如：为什么出台、谁能享受、标准是多少、怎么办理。"),
    )
    channels = forms.MultipleChoiceField(
        label=_("解读渠道"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    planned_on = DayField(
        label=_("计划发布日期"), help_text=_("应与文件同日发布，最迟不超过文件公开后的规定期限。")
    )


class ReasonForm(SeenForm):
    """An act that needs nothing but its reason."""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea(attrs=LONG))


class DetailsForm(SeenForm):
    """In which form, by whom, and which elements an interpretation tells."""

    form = forms.ChoiceField(label=_("解读形式"), choices=FORMS)
    interpreter_name = forms.CharField(label=_("第一解读人"), max_length=50)
    interpreter_post = forms.CharField(label=_("职务"), max_length=100, help_text=_("例如“市财政局局长”。"))
    by_head = forms.BooleanField(label=_("第一解读人是起草单位主要负责人"), required=False, initial=True)
    drafting_organ = forms.CharField(
        label=_("起草单位"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": NEAR, "autocomplete": "off"}),
        help_text=_("写单位全称、简称或者代码。谁起草、谁解读：文件由哪个单位起草，就由哪个单位解读。"),
    )
    drafted_by = forms.CharField(label=_("解读起草人"), max_length=100, required=False)

    def __init__(self, *args: Any, policy: InformationItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        self.known = elements(english=(get_language() or "").startswith("en"))
        for code, label in self.known:
            self.fields[f"has_{code}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"where_{code}"] = forms.CharField(
                label=_("“%(element)s”在解读的哪一处") % {"element": label}, max_length=100, required=False
            )

    def clean_drafting_organ(self) -> Organ:
        """The organ of this name in the document's region, alone of this name."""
        name = self.cleaned_data["drafting_organ"]
        root = self.policy.organ.path[: Organ.steplen]
        named = Q(name=name) | Q(short_name=name) | Q(code=name)
        found = list(existing_on(today()).filter(named, path__startswith=root)[:2])
        if len(found) == 1:
            return found[0]
        raise ValidationError(_("没有找到“%(name)s”，或者名称不唯一，请写单位全称。") % {"name": name})

    def near_organs(self) -> list[str]:
        """Names to choose from while typing: the government of the document's organ, and those right under it."""
        top = government_of(self.policy.organ)
        near = existing_on(today()).filter(path__startswith=top.path, depth__lte=top.depth + 1)
        return list(near.values_list("name", flat=True)[:MOST_NEAR])

    def element_rows(self) -> list[tuple[BoundField, BoundField]]:
        """Each element with whether it is told, and where."""
        return [(self[f"has_{code}"], self[f"where_{code}"]) for code, _label in self.known]

    def plain_fields(self) -> list[BoundField]:
        """The other fields that are shown."""
        return [one for one in self.visible_fields() if not one.name.startswith(("has_", "where_"))]

    def details(self) -> dict[str, Any]:
        """What the action is told; an element counts when it is ticked or its place is named."""
        told = self.cleaned_data
        ticked = {
            code: told[f"where_{code}"]
            for code, _label in self.known
            if told[f"has_{code}"] or told[f"where_{code}"]
        }
        organ: Organ = told["drafting_organ"]
        return {name: told[name] for name in PLAIN} | {"drafting_organ_id": organ.pk, "elements": ticked}


class DraftForm(DetailsForm):
    """A new interpretation of a document."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("解读标题"), max_length=200)
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("对应的解读方案"), required=False)
    field_order = ("title", "plan")

    def __init__(self, *args: Any, policy: InformationItem, organ_id: int, **kwargs: Any) -> None:
        super().__init__(*args, policy=policy, **kwargs)
        _offer_plans(self, policy, organ_id)


class TieForm(DetailsForm):
    """An interpretation that is written already."""

    item = forms.ModelChoiceField(
        InformationItem.objects.none(),
        label=_("解读稿"),
        empty_label=_("请选择"),
        help_text=_("本机关信息类别为“政策解读”、还没有关联文件的稿件。"),
    )
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("对应的解读方案"), required=False)
    field_order = ("item", "plan")

    def __init__(self, *args: Any, policy: InformationItem, organ_id: int, **kwargs: Any) -> None:
        super().__init__(*args, policy=policy, **kwargs)
        self.fields["item"].queryset = loose_drafts(organ_id)  # type: ignore[attr-defined]
        _offer_plans(self, policy, organ_id)


def details_of(tie: Interpretation) -> dict[str, Any]:
    """What stands in the form of an interpretation that is there already."""
    values = {name: getattr(tie, name) for name in PLAIN} | {"seen": tie.revision}
    values["drafting_organ"] = tie.drafting_organ.name
    for code, where in tie.elements.items():
        values |= {f"has_{code}": True, f"where_{code}": where}
    return values


def plan_of(plan: Plan) -> dict[str, Any]:
    """What stands in the form of a plan that is there already."""
    names = ("form", "outline", "channels", "planned_on")
    return {name: getattr(plan, name) for name in names} | {"seen": plan.revision}


def _offer_plans(form: forms.Form, policy: InformationItem, organ_id: int) -> None:
    """The own plans that are not fulfilled in public yet; without any the question is not asked."""
    plans = open_plans(policy).filter(policy__organ=organ_id)
    form.fields["plan"].queryset = plans  # type: ignore[attr-defined]
    form.fields["plan"].initial = plans.filter(fulfilment__isnull=True).first()
    if not plans.exists():
        form.fields["plan"].widget = forms.HiddenInput()
