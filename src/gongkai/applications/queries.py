"""What can be asked about applications. Nothing here writes, and what is not yours does not exist."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications.models import (
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
from gongkai.applications.workflow import CLOSED, OPEN, REDACTIONS, WORKFLOW, RedactionState, State
from gongkai.foundation.files import open_file
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import keyed_digest
from gongkai.foundation.todo import Todo
from gongkai.law.clock import Clock, run_clock
from gongkai.law.fees import Fee, fee_by_items, fee_by_pages
from gongkai.law.replies import ReplyKind, all_reply_kinds
from gongkai.law.reports import NoSuchForm, form_for_year
from gongkai.law.rulebook import rule
from gongkai.law.workdays import WorkCalendar
from gongkai.redaction import Box, CannotRedact, Mark, proposed_marks

__all__ = [
    "CLOSED",
    "DUE_SOON",
    "OPEN",
    "PRIVACY_NOTICE",
    "REDACTIONS",
    "WORKFLOW",
    "ApplicantKind",
    "Application",
    "AttachmentKind",
    "Channel",
    "DeliveryWay",
    "FeeMethod",
    "IdentityKind",
    "LetterKind",
    "Opinion",
    "Redaction",
    "RedactionState",
    "State",
    "SupplyForm",
    "identity_fault",
]

# The version of the notice on personal data that stands above the form; it is kept with each application.
PRIVACY_NOTICE = "2026-11"
# Working days before the end at which the desk is reminded: a habit of offices, not a rule of law.
DUE_SOON = (7, 3, 1)
DIGEST_LENGTH = 64
_REMINDED = f"due{DUE_SOON[1]}"
_NOT_GIVEN = frozenset({"overdue_correction", "overdue_fee", "withdrawn"})
_ALSO_WITHHELD = frozenset({"admin_query", "nonexistent", "other_organ", "need_creation"})
_READERS = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD, Duty.SIGNER, Duty.REPORT_CLERK})
# Originals of which a part is withheld are for those who redact and those who release.
ORIGINAL_READERS = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})


def visible_to(actor: Actor | None) -> QuerySet[Application]:
    """The applications that this person may know of: those of the own organ, in a duty that has to do with them."""
    if actor is None or actor.duty not in _READERS or actor.organ_id is None:
        return Application.objects.none()
    return Application.objects.filter(organ_id=actor.organ_id).select_related("organ")


def by_ids(actor: Actor | None, ids: Iterable[int]) -> QuerySet[Application]:
    """Those of ``ids`` that this person may see, in the order of receipt: the records behind a figure."""
    return visible_to(actor).filter(pk__in=list(ids)).order_by("received_on", "pk")


def at_work(actor: Actor | None) -> QuerySet[Application]:
    """The list at the desk, the most pressing first, with all that its rows show."""
    listed = visible_to(actor).prefetch_related("events__consultation")
    return listed.order_by(F("due_on").asc(nulls_last=True), "submitted_at", "pk")


def narrowed(applications: QuerySet[Application], name: str) -> QuerySet[Application]:
    """One of the filters of the desk's list (see ``FILTERS``); an unknown name narrows nothing."""
    return applications.filter(_conditions().get(name, Q()))


FILTERS: tuple[tuple[str, Any], ...] = (
    ("open", _("在办")),
    ("register", _("待登记")),
    ("overdue", _("已逾期")),
    *((f"due{days}", _("%(days)s个工作日内到期") % {"days": days}) for days in DUE_SOON),
    ("waiting", _("待补正")),
    ("extension", _("待批延期")),
    ("closed", _("已办结")),
    ("archived", _("已归档")),
    ("all", _("全部")),
)


def _conditions() -> dict[str, Q]:
    return {
        "open": Q(state__in=OPEN),
        "register": Q(state=State.SUBMITTED),
        "overdue": Q(state__in=OPEN, due_on__lt=today()),
        "waiting": Q(state=State.SUPPLEMENTING),
        "extension": Q(state=State.HANDLING, proposed_days__isnull=False),
        "closed": Q(state__in=CLOSED),
        "archived": Q(state=State.ARCHIVED),
        **{f"due{days}": _due_within(days) for days in DUE_SOON},
    }


def _due_within(days: int) -> Q:
    last = WorkCalendar(region=settings.GONGKAI_REGION).add(today(), days)
    return Q(state__in=OPEN, due_on__gte=today(), due_on__lte=last)


def counts(actor: Actor | None) -> dict[str, int]:
    """How many applications each filter of the list would show."""
    conditions = _conditions()
    shown = {name: Count("pk", filter=conditions.get(name, Q())) for name, _label in FILTERS}
    return visible_to(actor).aggregate(**shown)


def case(actor: Actor | None, number: str) -> Application:
    """The application with all that its page shows. Raises Application.DoesNotExist when it is not theirs."""
    related = ("events__consultation", "consultations", "letters__docx", "letters__pdf", "attachments__file")
    shown = visible_to(actor).select_related("organ", "supplement", "reply")
    return shown.prefetch_related(*related, "fee_notices").get(number=number)


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
    return run_clock(events, today=application.closed_on or today(), calendar=application.calendar())


def confirmation_lags(application: Application) -> bool:
    """Whether the office has let the day for confirming an arrival with the applicant pass (A-33)."""
    if application.state != State.SUBMITTED or application.office_received_on is None:
        return False
    alarm = rule("receipt.confirmation_alarm").on(today())
    return application.calendar().add(application.office_received_on, alarm.value) < today()


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


def todo(actor: Actor) -> list[Todo]:
    """What waits for this person among the applications of the own organ."""
    if actor.duty not in (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD):
        return []
    shown = [("overdue", _("已逾期的申请"), "danger"), (_REMINDED, _("三个工作日内到期的申请"), "warning")]
    if actor.duty == Duty.APPLICATION_HANDLER:
        shown += [("register", _("待登记的申请"), "info"), ("open", _("在办的申请"), "calm")]
    else:
        shown.insert(0, ("extension", _("待批准的延期"), "warning"))
    found = counts(actor)
    return [
        Todo(label, found[name], "workbench:applications", tone, query=f"show={name}")
        for name, label, tone in shown
    ]


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
    related = ("events__consultation", "letters__pdf", "letters__docx", "attachments__file", "fee_notices")
    shown = Application.objects.select_related("organ", "supplement", "reply")
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


def still_counting() -> QuerySet[Application]:
    """The open applications whose due date a new day or a new calendar may move."""
    return Application.objects.filter(state__in=OPEN, received_on__isnull=False).order_by("pk")


def redactions_of(application: Application) -> QuerySet[Redaction]:
    """The files of this application of which a part may not be given, the newest first."""
    return (
        Redaction.objects.filter(application=application).select_related("original", "made").order_by("-pk")
    )


def redaction_of(actor: Actor | None, number: str, pk: int) -> Redaction:
    """One of them, for those who may read originals. Raises Redaction.DoesNotExist when it is not theirs."""
    if actor is None or actor.duty not in ORIGINAL_READERS:
        raise Redaction.DoesNotExist
    related = ("application__organ", "original", "made", "released")
    own = visible_to(actor).filter(number=number)
    return Redaction.objects.select_related(*related).get(pk=pk, application__in=own)


def redaction_marks(redaction: Redaction) -> list[Mark]:
    """What is marked in it."""
    return [Mark(**{**one, "box": Box(**one["box"]) if one["box"] else None}) for one in redaction.marked]


def redaction_proposals(redaction: Redaction) -> list[tuple[Mark, str]]:
    """What the guard would mark in the original, each with the kind of what it found; read afresh each time."""
    try:
        with open_file(redaction.original) as file:
            return proposed_marks(file.read())
    except (CannotRedact, FileNotFoundError):
        return []
