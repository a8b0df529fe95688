"""What can be asked about applications. Nothing here writes, and what is not yours does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.applications.models import (
    Answer,
    ApplicantAccount,
    ApplicantKind,
    Application,
    Attachment,
    AttachmentKind,
    Channel,
    DeliveryWay,
    FeeMethod,
    Found,
    IdentityKind,
    IntakeBatch,
    Item,
    Letter,
    LetterKind,
    LetterTemplate,
    NoticeWay,
    Opening,
    Opinion,
    Proposal,
    Redaction,
    Score,
    Service,
    ServiceWay,
    Stance,
    SupplyForm,
    identity_fault,
)
from gongkai.applications.queries.accounts import (
    account_application,
    account_applications,
    account_digest,
    account_of,
    account_told,
    contact_way,
)
from gongkai.applications.queries.batches import batch_of, batches_of, progress_of, rows_of
from gongkai.applications.queries.by_code import code_digest, for_applicant, opened_by
from gongkai.applications.queries.deciding import (
    answers_of,
    deemed_consents,
    discloses,
    given_files,
    history_of_case,
    lacks,
    leaves_open,
    may_be_withheld,
    objections,
    obligations_of,
    offered_replies,
    opinion_limit,
    outcome_of,
    overruled,
    overrules_objections,
    overturned_reply,
    proposal_of,
    proposal_under_way,
    released_files,
    unserved_letters,
    way_of,
    weightiest,
)
from gongkai.applications.queries.drafts import DRAFT_LIFE, OpenedDraft, draft_code, draft_digest, draft_of
from gongkai.applications.queries.feedback import (
    RATED_AGAIN_FOR,
    SatisfactionFigures,
    may_still_rate,
    satisfaction_figures,
)
from gongkai.applications.queries.intake import (
    Expected,
    expected_receipt,
    family_of,
    lacking,
    needs_confirmation,
    siblings_of,
    wording_of,
)
from gongkai.applications.queries.letters import template_in_use, template_of, templates_of
from gongkai.applications.queries.listing import (
    BESIDE,
    FILTERS,
    confirmation_lags,
    counts,
    narrowed,
    page_of,
    todo,
)
from gongkai.applications.queries.openings import (
    may_suggest,
    opened_as,
    opening_drafted_as,
    opening_seen_by,
    openings_of,
    openings_seen_by,
    waiting_openings,
)
from gongkai.applications.queries.purging import to_purge
from gongkai.applications.queries.recognition import Recognised, recognised, recognised_in
from gongkai.applications.queries.redacting import (
    ORIGINAL_READERS,
    redaction_marks,
    redaction_of,
    redaction_proposals,
    redactions_of,
)
from gongkai.applications.queries.remedying import Remedy, remedies_of
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
from gongkai.applications.queries.reporting import FeeFigures, fee_figures, table3_records
from gongkai.applications.queries.resembling import Resembling, resembling
from gongkai.applications.queries.sheets import SheetRow, intake_template, read_intake_sheet
from gongkai.applications.queries.telling import about, is_mobile, numbers_of, phone_digest
from gongkai.applications.queries.transfers import receiver_named, receivers, transfers_of, transfers_seen_by
from gongkai.applications.queries.visible import READERS, visible_to
from gongkai.applications.workflow import (
    CLOSED,
    DUE_SOON,
    OPEN,
    OPENINGS,
    PROPOSALS,
    REDACTIONS,
    TEMPLATES,
    UNDER_WAY,
    WORKFLOW,
    WRITABLE,
    Occasion,
    OpeningState,
    ProposalState,
    RedactionState,
    State,
    TemplateState,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.law.clock import Clock, run_clock
from gongkai.law.fees import Fee, fee_by_items, fee_by_pages

__all__ = [
    "BESIDE",
    "CLOSED",
    "DRAFT_LIFE",
    "DUE_SOON",
    "FILTERS",
    "OPEN",
    "OPENINGS",
    "ORIGINAL_READERS",
    "PRIVACY_NOTICE",
    "PROPOSALS",
    "RATED_AGAIN_FOR",
    "READERS",
    "REDACTIONS",
    "TEMPLATES",
    "UNDER_WAY",
    "WORKFLOW",
    "WRITABLE",
    "Answer",
    "ApplicantAccount",
    "ApplicantKind",
    "Application",
    "AttachmentKind",
    "Channel",
    "DeliveryWay",
    "Expected",
    "FeeFigures",
    "FeeMethod",
    "Found",
    "IdentityKind",
    "IntakeBatch",
    "Item",
    "LetterKind",
    "LetterTemplate",
    "NoticeWay",
    "Occasion",
    "OpenedDraft",
    "Opening",
    "OpeningState",
    "Opinion",
    "Proposal",
    "ProposalState",
    "Recognised",
    "Redaction",
    "RedactionState",
    "Remedy",
    "Resembling",
    "SatisfactionFigures",
    "Score",
    "Service",
    "ServiceWay",
    "SheetRow",
    "Stance",
    "State",
    "SupplyForm",
    "TemplateState",
    "about",
    "account_application",
    "account_applications",
    "account_digest",
    "account_of",
    "account_told",
    "affected",
    "answers_of",
    "batch_of",
    "batches_of",
    "code_digest",
    "confirmation_lags",
    "contact_way",
    "counts",
    "deemed_consents",
    "discloses",
    "draft_code",
    "draft_digest",
    "draft_of",
    "expected_receipt",
    "family_of",
    "fee_figures",
    "for_applicant",
    "given_files",
    "history_of_case",
    "identity_fault",
    "intake_template",
    "is_mobile",
    "lacking",
    "lacks",
    "leaves_open",
    "may_be_withheld",
    "may_still_rate",
    "may_suggest",
    "moved_cases",
    "moves_by_organ",
    "moves_of",
    "narrowed",
    "needs_confirmation",
    "numbers_of",
    "objections",
    "obligations_of",
    "offered_replies",
    "opened_as",
    "opened_by",
    "opening_drafted_as",
    "opening_seen_by",
    "openings_of",
    "openings_seen_by",
    "opinion_limit",
    "outcome_of",
    "overruled",
    "overrules_objections",
    "overturned_reply",
    "page_of",
    "phone_digest",
    "progress_of",
    "proposal_of",
    "proposal_under_way",
    "read_intake_sheet",
    "receiver_named",
    "receivers",
    "recognised",
    "recognised_in",
    "redaction_marks",
    "redaction_of",
    "redaction_proposals",
    "redactions_of",
    "released_files",
    "remedies_of",
    "reminders_of",
    "resembling",
    "rows_of",
    "satisfaction_figures",
    "siblings_of",
    "still_counting",
    "table3_records",
    "template_in_use",
    "template_of",
    "templates_of",
    "to_purge",
    "todo",
    "transfers_of",
    "transfers_seen_by",
    "unread_moves",
    "unread_reminders",
    "unserved_letters",
    "visible_to",
    "waiting_openings",
    "way_of",
    "weightiest",
    "wording_of",
]

# The version of the notice on personal data that stands above the form; it is kept with each application.
PRIVACY_NOTICE = "2026-11"


def by_ids(actor: Actor | None, ids: Iterable[int]) -> QuerySet[Application]:
    """Those of ``ids`` that this person may see, in the order of receipt: the records behind a figure."""
    return visible_to(actor).filter(pk__in=list(ids)).order_by("received_on", "pk")


def case(actor: Actor | None, number: str) -> Application:
    """The application with all that its page shows. Raises Application.DoesNotExist when it is not theirs."""
    related = ("events__consultation", "consultations", "letters__docx", "letters__pdf", "attachments__file")
    shown = (
        visible_to(actor)
        .select_related("organ", "supplement", "identity", "satisfaction")
        .defer("identity__number")
    )
    worked = ("items", "searches", "inquiries", "proposals", "fee_notices__report", "replies")
    return shown.prefetch_related(*related, "letters__service").prefetch_related(*worked).get(number=number)


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


def open_of(organ_id: int) -> QuerySet[Application]:
    """The open applications of an organ, for whoever takes over its work."""
    return Application.objects.filter(organ_id=organ_id, state__in=OPEN).order_by("pk")
