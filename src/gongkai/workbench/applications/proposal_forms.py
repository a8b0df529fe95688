"""What the writing, the opinion and the signature of a reply ask for. ``seen`` is the revision that the page showed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.foundation.fields import ManyFilesField
from gongkai.foundation.wording import in_words
from gongkai.law.questions import Question
from gongkai.law.replies import ReplyKind
from gongkai.workbench.applications.forms import LONG

LONGEST_REMARK = 1000


class ProposalForm(forms.Form):
    """An act on a proposal that asks nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class BeginForm(ProposalForm):
    """Beginning to write: from the first question, or from where the recognised kind of application leads."""

    path = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def clean_path(self) -> list[str]:
        """The answers so far."""
        return [code for code in self.cleaned_data["path"].split(".") if code]


class RemarksForm(ProposalForm):
    remarks = forms.CharField(
        label=_("承办说明"),
        widget=forms.Textarea(attrs=LONG),
        max_length=LONGEST_REMARK,
        required=False,
        help_text=_("要请对方留意的地方，可以不填。不写入答复书。"),
    )


class OpinionForm(ProposalForm):
    opinion = forms.ChoiceField(label=_("审核结论"), choices=queries.Stance.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("审核意见"), widget=forms.Textarea(attrs=LONG), max_length=LONGEST_REMARK, required=False
    )


class SignForm(ProposalForm):
    remark = forms.CharField(
        label=_("批示"), widget=forms.Textarea(attrs=LONG), max_length=LONGEST_REMARK, required=False
    )


class ReturnForm(ProposalForm):
    remark = forms.CharField(
        label=_("哪里需要修改"), widget=forms.Textarea(attrs=LONG), max_length=LONGEST_REMARK
    )


class ItemsForm(ProposalForm):
    wanted = forms.CharField(
        label=_("申请人要哪些信息"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("一行一项；每一项单独判断、单独答复。没有改动的行，已经作出的判断会保留。"),
    )

    def clean_wanted(self) -> list[str]:
        return [" ".join(line.split()) for line in self.cleaned_data["wanted"].splitlines() if line.strip()]


class QuestionForm(ProposalForm):
    """One guided question; only answers that still leave a kind of reply open are offered."""

    def __init__(self, *args: Any, question: Question, offered: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = forms.ChoiceField(
            label=in_words(question, "label"),
            choices=[
                (one.code, in_words(one)) for one in question.answers if queries.leaves_open(one, offered)
            ],
            widget=forms.RadioSelect,
        )


class DecisionForm(ProposalForm):
    """What the reply of one kind says: a field for each part that the law wants; a draft may be unfinished."""

    def __init__(
        self, *args: Any, item: queries.Item, kind: ReplyKind, overrules: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for need in kind.must_contain:
            by_file = need.field == "information"
            self.fields[f"part_{need.field}"] = forms.CharField(
                label=in_words(need),
                widget=forms.Textarea(attrs=LONG),
                required=False,
                initial=item.contents.get(need.field, ""),
                help_text=_("写在这里，或者在下面上传文件。") if by_file else "",
            )
        if kind.outcome == "partial":
            self.fields["withheld"] = forms.MultipleChoiceField(
                label=_("不予提供的部分属于"),
                choices=[(one.code, in_words(one, "label")) for one in queries.may_be_withheld()],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=item.withheld,
                help_text=_("区分处理的申请在年度报告中只计入“部分公开”一次。"),
            )
        if queries.discloses(kind):
            self.fields["uploads"] = ManyFilesField(label=_("随答复提供的文件"), required=False)
        if overrules:
            self.fields["finding"] = forms.CharField(
                label=_("第三方不同意公开，仍决定公开的理由"),
                widget=forms.Textarea(attrs=LONG),
                required=False,
                help_text=_(
                    "写明第三方的理由为何不合理，或者不公开会对公共利益造成什么重大影响。写入给第三方的告知书，不要写出申请人是谁。"
                ),
            )

    def told(self) -> dict[str, Any]:
        """What the act is given."""
        data = self.cleaned_data
        parts = {name[5:]: text for name, text in data.items() if name.startswith("part_")}
        return {
            "seen": data["seen"],
            "contents": parts,
            "withheld": data.get("withheld", ()),
            "files": data.get("uploads", ()),
            "finding": data.get("finding"),
        }


FORMS: dict[str, type[ProposalForm]] = {
    "ask_counsel": RemarksForm,
    "give_opinion": OpinionForm,
    "send_to_sign": RemarksForm,
    "sign_proposal": SignForm,
    "return_proposal": ReturnForm,
}
# The acts that stand beside a proposal; writing has pages of its own.
ACTS = (*FORMS, "take_back_proposal")
