"""Looking for what is asked: where it was searched, and who was asked inside the organ (arts. 31, 36)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.performing import perform, ready_for, refuse_future, refuse_personal_numbers
from gongkai.applications.models import Application, Found, Inquiry, Search
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused


@transaction.atomic
def record_search(
    application: Application,
    *,
    by: Actor,
    place: str,
    words: str,
    result: str,
    note: str = "",
    item: Any = None,
    on: date | None = None,
    seen: int | None = None,
) -> Search:
    """Keep where it was searched by which words; a reply that nothing exists rests on it (art. 36(4)).

    ``item`` is the thing that was looked for; without it the search was for all of them.
    """
    ready_for(application, "record_search", by=by, seen=seen)
    place, on = place.strip(), on or today()
    refuse_future(on, _("检索日期不能晚于今天。"))
    if not place or not words.strip() or result not in Found:
        raise Refused(_("请写明检索的范围、方法和结果。"), cite="regulation-2019:36(4)")
    if item is not None and item.application_id != application.pk:
        raise Refused(_("这一项不属于本件申请。"))
    refuse_personal_numbers(place)
    perform(application, "record_search", by=by, facts={"result": result})
    kept: Search = application.searches.create(
        item=item, place=place, words=words, result=result, note=note, searched_by=by.name, on=on
    )
    return kept


@transaction.atomic
def ask_division(
    application: Application,
    *,
    by: Actor,
    asked_of: str,
    question: str,
    due_on: date,
    seen: int | None = None,
) -> Inquiry:
    """Ask a division or a person inside the organ; the applicant's time goes on meanwhile."""
    ready_for(application, "ask_division", by=by, seen=seen)
    asked_of = asked_of.strip()
    if not asked_of or not question.strip():
        raise Refused(_("请填写请谁核查、核查什么。"))
    if due_on < today():
        raise Refused(_("要求答复的日期不能早于今天。"))
    refuse_personal_numbers(asked_of)
    kept: Inquiry = application.inquiries.create(
        asked_of=asked_of, question=question, asked_on=today(), due_on=due_on
    )
    perform(application, "ask_division", by=by, facts={"inquiry": kept.pk, "due_on": str(due_on)})
    return kept


@transaction.atomic
def record_answer(
    application: Application,
    inquiry: Inquiry,
    *,
    by: Actor,
    answer: str,
    answered_by: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> None:
    """Enter what came back; the first answer stands."""
    ready_for(application, "record_answer", by=by, seen=seen)
    inquiry.refresh_from_db()
    if inquiry.application_id != application.pk or inquiry.answered_on is not None:
        raise Refused(_("这一项核查不属于本件申请，或者已经登记过结果。"))
    on = on or today()
    refuse_future(on, _("收到结果的日期不能晚于今天。"))
    if on < inquiry.asked_on:
        raise Refused(_("收到结果的日期不能早于发出核查的日期。"))
    if not answer.strip():
        raise Refused(_("请填写核查结果；不再需要的，写明原因。"))
    perform(application, "record_answer", by=by, facts={"inquiry": inquiry.pk})
    inquiry.answer, inquiry.answered_on, inquiry.answered_by = answer, on, answered_by.strip()
    inquiry.save(update_fields=["answer", "answered_on", "answered_by"])
