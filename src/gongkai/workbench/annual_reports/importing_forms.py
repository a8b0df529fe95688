"""What is chosen when a report is taken over: the paper, whose it is, and what the records begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import queries
from gongkai.foundation.ledger import Actor
from gongkai.organs.queries import Organ, organ
from gongkai.reading.many import Item
from gongkai.reading.packages import unpacked
from gongkai.workbench.annual_reports.forms import LaterRequiredField, SeenForm

SALT = "annual_reports.import"
SECONDS = 4 * 3600
LONGEST_TOKEN = 8 * 1024 * 1024  # below what a form may bring (DATA_UPLOAD_MAX_MEMORY_SIZE)
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 80 * 1024 * 1024
LONGEST_TEXT = 500_000
LONGEST_SOURCE = 300


class ImportForm(forms.Form):
    """A file or pasted text, and whose report it is; ``paper`` is what came in, by its name."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("报告文件"),
        required=False,
        help_text=_("网页（htm、html）、文本、docx、xlsx，或者带文字的PDF，不超过%(limit)s。")
        % {"limit": filesizeformat(LARGEST_FILE)},
    )
    text = forms.CharField(
        label=_("或者粘贴报告的文字"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("从网页上连同表格一起复制，粘贴在这里。"),
    )
    organ = forms.CharField(
        label=_("机关"),
        required=False,
        max_length=100,
        help_text=_("本机关或者下级机关的名称、代码；不填的，按报告里写的机关识别。"),
    )
    year = forms.IntegerField(
        label=_("年度"),
        required=False,
        help_text=_("报告所说的年度；不填的，按报告里写的年度。"),
    )
    source = forms.CharField(
        label=_("来源"),
        required=False,
        max_length=LONGEST_SOURCE,
        help_text=_("原来公布在哪里，例如网址；随报告对外显示。不填的，写文件名。"),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = organ(actor.organ_id or 0)
        if actor.duty != Duty.OFFICE_HEAD or self.own.is_leaf():
            del self.fields["organ"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("text")):
            raise ValidationError(_("请上传一个文件，或者粘贴文字，两者选一。"))
        return given

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given and (
            given.size > LARGEST_FILE or unpacked(given.read(), LARGEST_UNPACKED) > LARGEST_UNPACKED
        ):
            raise ValidationError(
                _("文件太大，不像一份年度报告。请只保留报告本身，或者复制其中的文字粘贴在下面。")
            )
        if given:
            given.seek(0)
        return given

    @property
    def paper(self) -> Item:
        file = self.cleaned_data["file"]
        if file:
            return Item(file.name, file.read())
        return Item("", self.cleaned_data["text"].encode())

    @property
    def origin(self) -> str:
        """Where it was published, in the user's words, or the name of the file."""
        told: str = self.cleaned_data["source"]
        file = self.cleaned_data["file"]
        return (told or (file.name if file else str(_("粘贴的文字"))))[:LONGEST_SOURCE]

    def chosen(self, document: Mapping[str, Any]) -> tuple[Organ | None, int | None]:
        """Whose report it is and on which year; None with an error where neither person nor paper says so."""
        if not document["is_annual_report"]:
            self.refuse([_("这份文件不是政府信息公开工作年度报告。%(why)s") % {"why": document["why_not"]}])
            return None, None
        year = self.cleaned_data["year"] or document["year"]
        if year is None:
            self.add_error("year", _("没有读出是哪一年度的报告，请填写年度。"))
        return self._organ(document), year

    def refuse(self, reasons: Iterable[Any]) -> None:
        for reason in reasons:
            self.add_error(None, reason)

    def _organ(self, document: Mapping[str, Any]) -> Organ | None:
        if "organ" not in self.fields:
            return self.own
        typed: str = self.cleaned_data["organ"]
        found = queries.organ_called(typed or document["organ"] or "", self.own)
        if found is None and typed:
            self.add_error("organ", _("本机关和下级机关中没有叫这个名称的，或者不止一个。请填写全称。"))
        elif found is None:
            told = {"read": document["organ"] or _("没有写明")}
            why = _("报告里写的机关是“%(read)s”，在本机关和下级机关中没有认出。请填写机关名称。")
            self.add_error("organ", why % told)
        return found


class ConfirmForm(forms.Form):
    """What was read, as it was shown, and why it is this organ's report where it names another."""

    use_required_attribute = False
    token = forms.CharField(widget=forms.HiddenInput)
    otherwise_named = LaterRequiredField(
        label=_("为什么是这个机关的报告"),
        max_length=LONGEST_SOURCE,
        help_text=_("例如：机关当时的名称，或者由它的办公室编制。写进台账。"),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_token(self) -> dict[str, Any]:
        """What was shown to this person. An old or altered page must be looked at again."""
        try:
            told: dict[str, Any] = signing.loads(self.cleaned_data["token"], salt=SALT, max_age=SECONDS)
        except signing.BadSignature as error:
            raise ValidationError(_("预览已过期，请重新选择文件。")) from error
        if told["for"] != [self.actor.user_id, self.actor.organ_id]:
            raise ValidationError(_("预览已过期，请重新选择文件。"))
        return told


def offers(opening: queries.Opening) -> list[tuple[str, Any, int]]:
    """What may be taken of a historical report, each with its figure."""
    return [
        ("carried", _("结转下年度的申请，作为下一年度的上年结转"), sum(opening.carried.values())),
        ("disclosed", _("当年主动公开的条数，计入历年累计"), opening.disclosed),
        ("earlier", _("此前历年主动公开的条数，计入历年累计"), opening.earlier),
    ]


class OpeningForm(SeenForm):
    """What of a historical report the records begin with; only what nothing stands against can be ticked."""

    carried = forms.BooleanField(required=False)
    disclosed = forms.BooleanField(required=False)
    earlier = forms.BooleanField(required=False)

    def __init__(self, opening: queries.Opening, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, count in offers(opening):
            if opening.against[name]:
                del self.fields[name]
            else:
                told = {"what": label, "count": count}
                self.fields[name].label = _("%(what)s：%(count)d") % told
