"""What comes from Word: a file read into the drafting form, and a paste made clean. Nothing is stored here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import queries
from gongkai.disclosure.actions.body import clean_body
from gongkai.disclosure.actions.office_html import tidy
from gongkai.disclosure.actions.word_import import WordText, read_word_file
from gongkai.foundation.workflow import Refused
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.drafting_elements import renewing_address
from gongkai.workbench.disclosure.drafting_forms import ItemForm, WordForm, typed_in


@require_POST
@duty_required(Duty.SUBMITTER)
def read_word(request: Any) -> HttpResponse:
    """What a Word file says, to be offered field by field."""
    try:
        read = _read(request)
    except Refused as refused:
        return JsonResponse({"errors": refused.reasons}, status=422)
    return JsonResponse(
        {
            "title": read.title,
            "document_number": read.document_number,
            "formed_on": read.formed_on.isoformat() if read.formed_on else "",
            "head": read.head,
            "body": read.body,
            "opening": queries.opening(read.body),
            "pictures": read.pictures,
        }
    )


@require_POST
@duty_required(Duty.SUBMITTER)
def clean_paste(request: Any) -> HttpResponse:
    """The structure of what somebody pastes, and how many pictures were left out of it."""
    pasted = request.POST.get("html", "")
    return JsonResponse({"html": clean_body(pasted), "pictures": tidy(pasted).pictures})


def word_read_into(request: Any, shown: queries.InformationItem | None) -> ItemForm:
    """The form with what was typed, and with what the Word file says where nothing was; for browsers without script."""
    typed = typed_in(request.POST)
    try:
        read = _read(request)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _told(read))
        body = typed["body"] or ""
        offered = {
            "title": read.title,
            "document_number": read.document_number,
            "formed_on": read.formed_on,
            "body": f"{clean_body(body)}\n{read.head}{read.body}"
            if body.strip()
            else queries.editable(read.body),
        }
        typed |= {name: value for name, value in offered.items() if name == "body" or not typed[name]}
    return ItemForm(initial=typed, organ=request.organ, item=shown, renewing=renewing_address(shown))


def _read(request: Any) -> WordText:
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(*form.errors.get("word", []))
    return read_word_file(form.cleaned_data["word"])


def _told(read: WordText) -> str:
    told = _("已读取 Word 文档：空着的项目已经填入，正文接在原有内容之后。请核对。")
    if read.pictures:
        told += _("文件中有%(n)s张图片，没有放进正文，请作为附件上传。") % {"n": read.pictures}
    return told
