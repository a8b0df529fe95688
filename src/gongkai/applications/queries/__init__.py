"""What can be asked about applications. Nothing here writes, and what is not yours does not exist."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from django.db.models import Count, Q, QuerySet, Sum

from gongkai.applications.models import (
    Answer,
    ApplicantKind,
    Application,
    Attachment,
    AttachmentKind,
    Channel,
    Consultation,
    DeliveryWay,
    FeeMethod,
    FeeNotice,
    IdentityKind,
    Letter,
    LetterKind,
    Opinion,
    Redaction,
    Supplement,
    SupplyForm,
    identity_fault,
)
from gongkai.applications.queries.listing import (
    FILTERS,
    confirmation_lags,
    counts,
    narrowed,
    page_of,
    todo,
)
from gongkai.applications.queries.redacting import (
    ORIGINAL_READERS,
    redaction_marks,
    redaction_of,
    redaction_proposals,
    redactions_of,
)
from gongkai.applications.queries.reminding import (
    affected,
    moved_cases,
    moves_by_organ,
    moves_of,
    reminders_of,
    still_counting,
    unread_moves,
    unread_reminders,
)
from gongkai.applications.queries.visible import READERS, visible_to
from gongkai.applications.workflow import (
    CLOSED,
    DUE_SOON,
    OPEN,
    REDACTIONS,
    WORKFLOW,
    Occasion,
    RedactionState,
    State,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import keyed_digest
from gongkai.law.clock import Clock, run_clock
from gongkai.law.fees import Fee, fee_by_items, fee_by_pages
from gongkai.law.replies import ReplyKind, all_reply_kinds
from gongkai.law.reports import NoSuchForm, form_for_year
from gongkai.law.rulebook import rule

__all__ = [
    "CLOSED",
    "DUE_SOON",
    "FILTERS",
    "OPEN",
    "ORIGINAL_READERS",
    "PRIVACY_NOTICE",
    "READERS",
    "REDACTIONS",
    "WORKFLOW",
    "Answer",
    "ApplicantKind",
    "Application",
    "AttachmentKind",
    "Channel",
    "DeliveryWay",
    "FeeMethod",
    "IdentityKind",
    "LetterKind",
    "Occasion",
    "Opinion",
    "Redaction",
    "RedactionState",
    "State",
    "SupplyForm",
    "affected",
    "confirmation_lags",
    "counts",
    "identity_fault",
    "moved_cases",
    "moves_by_organ",
    "moves_of",
    "narrowed",
    "page_of",
    "redaction_marks",
    "redaction_of",
    "redaction_proposals",
    "redactions_of",
    "reminders_of",
    "still_counting",
    "todo",
    "unread_moves",
    "unread_reminders",
    "visible_to",
]

# The version of the notice on personal data that stands above the form; it is kept with each application.
PRIVACY_NOTICE = "2026-11"
DIGEST_LENGTH = 64
_NOT_GIVEN = frozenset({"overdue_correction", "overdue_fee", "withdrawn"})
_ALSO_WITHHELD = frozenset({"admin_query", "nonexistent", "other_organ", "need_creation"})


def by_ids(actor: Actor | None, ids: Iterable[int]) -> QuerySet[Application]:
    """Those of ``ids`` that this person may see, in the order of receipt: the records behind a figure."""
    return visible_to(actor).filter(pk__in=list(ids)).order_by("received_on", "pk")


def case(actor: Actor | None, number: str) -> Application:
    """The application with all that its page shows. Raises Application.DoesNotExist when it is not theirs."""
    related = ("events__consultation", "consultations", "letters__docx", "letters__pdf", "attachments__file")
    shown = visible_to(actor).select_related("organ", "supplement")
    return shown.prefetch_related(*related, "fee_notices", "replies").get(number=number)


def letter_of(application: Application, pk: int) -> Letter:
    """A letter of this application. Raises Letter.DoesNotExist."""
    return Letter.objects.select_related("docx", "pdf").get(application=application, pk=pk)


def attachment_of(application: Application, pk: int) -> Attachment:
    """An attachment of this application. Raises Attachment.DoesNotExist."""
    return Attachment.objects.select_related("file").get(application=application, pk=pk)


def clock(application: Application) -> Clock | None:
    """The clock of the application as the law computes it today; None before it is received in law."""
    events = application.law_events()
    if not events:
        return None
    day, calendar = application.closed_on or today(), application.calendar()
    return run_clock(events, today=day, calendar=calendar, recorded=True)


def same_applicant(application: Application) -> QuerySet[Application]:
    """The other applications of the same person or organisation to this organ, the newest first."""
    same = Q()
    for field in ("identity_digest", "phone_digest"):
        if digest := getattr(application, field):
            same |= Q(**{field: digest})
    others = Application.objects.filter(organ_id=application.organ_id).exclude(pk=application.pk)
    return others.filter(same) if same else others.none()


def earlier_this_month(application: Application) -> int:
    """How many applications of the same applicant came before this one in its calendar month (C-03)."""
    if application.received_on is None or not application.identity_digest:
        return 0
    day = application.received_on
    earlier = Q(received_on__lt=day) | Q(received_on=day, pk__lt=application.pk)
    month = Q(received_on__year=day.year, received_on__month=day.month)
    same = Q(organ_id=application.organ_id, identity_digest=application.identity_digest)
    return Application.objects.filter(same & month & earlier).count()


def fee_for(application: Application, method: FeeMethod, quantity: int, *, on: date) -> Fee:
    """What the law charges by one of its two methods; items count after the earlier ones of the month (C-03)."""
    if method == FeeMethod.PAGES:
        return fee_by_pages(quantity, on=on)
    return fee_by_items(quantity, earlier=earlier_this_month(application), on=on)


def offered_replies(application: Application) -> list[ReplyKind]:
    """The kinds of reply that can be given to this application, in the order of the law.

    What follows from silence or withdrawal has acts of its own; "still unclear" needs a supplement that came.
    """
    answered = Supplement.objects.filter(application=application, answered_on__isnull=False).exists()
    return [
        kind
        for kind in all_reply_kinds()
        if kind.code not in _NOT_GIVEN and (answered or kind.code != "unclear")
    ]


def may_be_withheld() -> list[ReplyKind]:
    """What the part that a partial disclosure does not give may fall under."""
    return [kind for kind in all_reply_kinds() if kind.ground or kind.code in _ALSO_WITHHELD]


def objections(application: Application) -> list[Consultation]:
    """The third parties who don't want the information disclosed (art. 32)."""
    objecting = application.consultations.filter(party="third_party", opinion=Opinion.OBJECTS)
    return list(objecting.select_related("application"))


def overrules_objections(application: Application, kind: ReplyKind) -> bool:
    """Whether a reply of this kind gives out what a third party wants withheld (A-35)."""
    discloses = any(need.field == "information" for need in kind.must_contain)
    return discloses and bool(objections(application))


def deemed_consents(application: Application) -> list[Consultation]:
    """The co-makers whose time has passed without an opinion: they are deemed to consent (art. 34, A-36)."""
    silent = application.consultations.filter(party="co_maker", opinion__in=["", Opinion.NONE])
    calendar = application.calendar()

    def limit(one: Consultation) -> date:
        return calendar.add(one.served_on, rule("deadlines.co_maker_opinion").on(one.served_on).value)

    return [one for one in silent if limit(one) < today()]


def opened_by(number: str, code: str) -> Application | None:
    """The application of this number if this is its query code; None says neither which of the two is wrong.

    An unknown number takes as long as a wrong code: nothing is unsealed before the code is found right.
    """
    number = normalize("NFKC", number).strip().upper()
    kept = Application.objects.filter(number=number).values_list("pk", "code_digest").first()
    pk, digest = kept or (None, "0" * DIGEST_LENGTH)
    is_right = hmac.compare_digest(code_digest(number, code), digest)
    if pk is None or not is_right:
        return None
    return Application.objects.select_related("organ").get(pk=pk)


def code_digest(number: str, code: str) -> str:
    """What is kept of a query code: a keyed digest that holds for this number only, however it was typed."""
    return keyed_digest(f"query code:{number}:{re.sub(r'[^A-Za-z0-9]', '', normalize('NFKC', code))}")


def for_applicant(pk: int) -> Application:
    """The application as its applicant's page shows it, after number and code have been checked."""
    related = (
        "events__consultation",
        "letters__pdf",
        "letters__docx",
        "attachments__file",
        "fee_notices",
        "replies",
    )
    shown = Application.objects.select_related("organ", "supplement")
    return shown.prefetch_related(*related).get(pk=pk)


def table3_records(organ: Any, year: int) -> dict[str, list[int]]:
    """The applications behind each entered cell of table 3, by cell address (B-20 to B-58).

    ``{"applications.results.partial.natural": [12, 31], …}``: every entered cell of the year's form is there,
    an empty list being a known zero. New and carried-over applications are those received in law (art. 31)
    in the year or before it; one application counts in one row, with the day it was closed; a supplement
    makes no second application. Years whose form has no table 3 give an empty mapping.
    """
    try:
        entered = form_for_year(year).entered
    except NoSuchForm:
        return {}
    records: dict[str, list[int]] = {cell: [] for cell in entered if cell.startswith("applications.")}
    if not records:
        return {}
    first, last = date(year, 1, 1), date(year, 12, 31)
    counted = Application.objects.filter(organ_id=organ.pk, received_on__lte=last)
    counted = counted.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=first)).order_by(
        "received_on", "pk"
    )
    for one in counted.values_list("pk", "applicant_kind", "received_on", "closed_on", "outcome", named=True):
        came = "received" if one.received_on and one.received_on >= first else "carried_over"
        went = "carried_forward"
        if one.closed_on and one.closed_on <= last:
            went = _result_row(records, one.outcome, one.applicant_kind)
        for row in (came, went):
            records[f"applications.{row}.{one.applicant_kind}"].append(one.pk)
    return records


def _result_row(records: dict[str, list[int]], outcome: str, column: str) -> str:
    """The form of 2019 has one row for all that is otherwise handled (B-70)."""
    row = f"results.{outcome}"
    return row if f"applications.{row}.{column}" in records else f"results.{outcome.partition('.')[0]}"


@dataclass(frozen=True)
class FeeFigures:
    """The fees of a year: how many notices, what they asked for, and what was paid, in yuan."""

    notices: int
    asked: int
    received: int


def fee_figures(organ: Any, year: int) -> FeeFigures:
    """What the annual report must say about fees (B-05): a notice and its payment count each in its own year."""
    served, paid = Q(served_on__year=year), Q(paid_on__year=year)
    counted = FeeNotice.objects.filter(application__organ_id=organ.pk).aggregate(
        notices=Count("pk", filter=served),
        asked=Sum("amount", filter=served, default=0),
        received=Sum("amount", filter=paid, default=0),
    )
    return FeeFigures(**counted)


def open_of(organ_id: int) -> QuerySet[Application]:
    """The open applications of an organ, for whoever takes over its work."""
    return Application.objects.filter(organ_id=organ_id, state__in=OPEN).order_by("pk")
