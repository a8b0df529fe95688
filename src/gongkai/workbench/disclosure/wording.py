"""What the check says of a draft while it is written: its words come behind the page, and nothing of them is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.actions.body import clean_body
from gongkai.disclosure.queries import InformationItem
from gongkai.foundation.markup import plain_text
from gongkai.foundation.workflow import Refused
from gongkai.screening.queries import to_cover, words_in
from gongkai.screening.queries.seen import seen
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.noting import word_told
from gongkai.workbench.disclosure.shown import shown_item

FIELDS = ("title", "body", "summary", "document_number", "keywords")


@dataclass(frozen=True)
class Find:
    """One find in a field of the form: where it stands, counted in signs that are seen, and what could stand instead.

    ``keepable`` is the fingerprint of a word, by which it can be kept as it is.
    """

    field: str
    start: int
    text: str
    instead: str
    tone: str
    told: str
    label: str
    excerpt: tuple[str, str, str]
    keepable: str = ""

    def mark(self, number: int) -> dict[str, Any]:
        """What the page marks it by."""
        names = ("field", "start", "text", "instead", "tone", "told")
        return {name: getattr(self, name) for name in names} | {"id": number}


class KeepForm(forms.Form):
    """A word that stays as it is, and why."""

    fingerprint = forms.CharField(max_length=200)
    reason = forms.CharField(
        max_length=300, error_messages={"required": _("请写明保留的理由，例如“引用原文”。")}
    )
    seen = forms.IntegerField(required=False)


@require_POST
@duty_required(Duty.SUBMITTER)
def check_words(request: Any, pk: int | None = None) -> HttpResponse:
    """The finds in what is on the form now: their places for the page, and a line for all that are alike in a field."""
    shown = shown_item(request, pk) if pk is not None else None
    kept = set(shown.set_asides.values_list("fingerprint", flat=True)) if shown else set()
    finds = list(_finds(request.POST, kept))
    counts = Counter((one.field, one.text) for one in finds)
    numbers = {one: n for n, one in enumerate(counts, start=1)}
    lines = {(one.field, one.text): one for one in reversed(finds)}
    context = {"lines": [(lines[one], count) for one, count in counts.items()], "item": shown}
    return JsonResponse(
        {
            "marks": [one.mark(numbers[one.field, one.text]) for one in finds],
            "list": render_to_string("workbench/disclosure/draft_finds.html", context, request),
        }
    )


@require_POST
@duty_required(Duty.SUBMITTER)
def keep_word(request: Any, pk: int) -> HttpResponse:
    """Answer by name for leaving a word in the draft as it is."""
    shown, form = shown_item(request, pk), KeepForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": [text for told in form.errors.values() for text in told]}, status=422)
    told = form.cleaned_data
    try:
        actions.set_aside(
            shown,
            by=request.actor,
            fingerprints=[told["fingerprint"]],
            reason=told["reason"],
            seen=told["seen"],
        )
    except Refused as refused:
        return JsonResponse({"errors": refused.reasons}, status=422)
    return JsonResponse({"revision": shown.revision})


def _finds(sent: Any, kept: Collection[str]) -> Iterator[Find]:
    for name in FIELDS:
        typed = sent.get(name, "")
        text = plain_text(clean_body(typed)) if name == "body" else typed
        if text.strip():
            label = str(InformationItem._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield from _words(name, label, text, kept)
            yield from _numbers(name, label, text, kept)


def _words(field: str, label: str, text: str, kept: Collection[str]) -> Iterator[Find]:
    for one in words_in(text, label=label):
        if one.fingerprint not in kept:
            excerpt = one.before, one.wrong, one.after
            place = _signs(text[: one.start])
            told = word_told(one)
            yield Find(field, place, one.wrong, one.right, "warn", told, label, excerpt, one.fingerprint)


def _numbers(field: str, label: str, text: str, kept: Collection[str]) -> Iterator[Find]:
    for one in to_cover(text):
        told = seen(one)
        if told.fingerprint not in kept:
            place, instead = _signs(text[: one.place.start]), one.masked if told.maskable else ""
            advice = f"{told.name}：{told.advice}"
            yield Find(field, place, one.value, instead, told.severity, advice, label, ("", "", told.excerpt))


def _signs(text: str) -> int:
    return len("".join(text.split()))
