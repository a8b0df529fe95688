"""How an application comes in: sent by the applicant, or keyed in by the office, and registered (arts. 29, 31)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.applications import documents
from gongkai.applications.actions.indexing import index_text
from gongkai.applications.actions.papers import issue_letter, keep_files
from gongkai.applications.actions.performing import perform, ready_for, refuse_future
from gongkai.applications.models import Application, AttachmentKind, Channel, Identity, LetterKind
from gongkai.applications.queries import PRIVACY_NOTICE, code_digest, phone_digest
from gongkai.applications.workflow import APPLICANT, WORKFLOW
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.numbering import next_number
from gongkai.foundation.sealed import keyed_digest
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event
from gongkai.law.receipt import NotYetReceived, receipt_date
from gongkai.law.rulebook import rule

# No 0 and O, no 1, I and L: the code is read from paper and told over the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
TOKEN_BYTES = 16
# What came with an application goes with its copy; what was done about it stays where it was done.
COME_WITH_IT = (AttachmentKind.IDENTITY, AttachmentKind.MATERIAL, AttachmentKind.SCAN)
Papers = dict[AttachmentKind, Sequence[File[Any]]]


@dataclass(frozen=True)
class Particulars:
    """What an application must say (art. 29), and nothing more: never the purpose."""

    applicant_kind: str
    name: str
    description: str
    supply_form: str
    delivery_way: str
    identity_kind: str = ""
    identity_number: str = ""
    contact_person: str = ""
    phone: str = ""
    email: str = ""
    postal_address: str = ""
    notice_way: str = ""
    needs_help: bool = False


@dataclass(frozen=True)
class Taken:
    """An application as it was taken in. ``code`` is told now and never again: only its digest is kept."""

    application: Application
    code: str
    is_new: bool


def submit(
    organ: Any,
    particulars: Particulars,
    *,
    token: str,
    files: Sequence[File[Any]] = (),
    identity_files: Sequence[File[Any]] = (),
) -> Taken:
    """Take in an application from the website (art. 29).

    ``token`` is the secret of the form that was shown: the same form sent twice with the same content makes
    one application, and both answers carry its code. Raises Refused for what the law requires and is missing.
    """
    _refuse_incomplete(particulars)
    papers: Papers = {AttachmentKind.MATERIAL: files, AttachmentKind.IDENTITY: identity_files}
    return _take(
        organ, particulars, papers, token=token, by=APPLICANT, channel=Channel.ONLINE, arrived_on=today()
    )


@transaction.atomic
def take_in(
    organ: Any,
    particulars: Particulars,
    *,
    by: Actor,
    channel: str,
    arrived_on: date,
    confirmed_on: date | None = None,
    token: str = "",
    scans: Sequence[File[Any]] = (),
) -> Taken:
    """Key in an application that came on paper, by fax or e-mail, or was spoken; register it if it is received in law.

    ``arrived_on`` is the day it was handed in, signed for or came to the office. What is missing in it is no
    ground to turn it away: the applicant is asked for it once (art. 30).
    """
    only_handler_of(organ, by)
    if not particulars.name.strip() or not particulars.description.strip():
        raise Refused(_("请填写申请人姓名或者名称和所需信息的描述；没有的，写“未写明”，登记后告知补正。"))
    refuse_future(arrived_on, _("收到日期不能晚于今天。"))
    _refuse_before_the_law(arrived_on)
    papers: Papers = {AttachmentKind.SCAN: scans}
    taken = _take(organ, particulars, papers, token=token, by=by, channel=channel, arrived_on=arrived_on)
    if taken.is_new and (confirmed_on is not None or _received_on(taken.application, None) is not None):
        register(taken.application, by=by, confirmed_on=confirmed_on)
    return taken


def only_handler_of(organ: Any, by: Actor) -> None:
    """Whoever keys in applications handles those of this organ."""
    if by.duty != Duty.APPLICATION_HANDLER or by.organ_id != organ.pk:
        raise Refused(_("申请由本机关的依申请公开承办人录入。"), cite="regulation-2019:29")


@transaction.atomic
def register(
    application: Application, *, by: Actor, confirmed_on: date | None = None, seen: int | None = None
) -> None:
    """Register the application with the day of receipt of its channel; the clock starts (art. 31)."""
    ready_for(application, "register", by=by, seen=seen)
    if confirmed_on is not None:
        refuse_future(confirmed_on, _("确认日期不能晚于今天。"))
        if application.office_received_on and confirmed_on < application.office_received_on:
            raise Refused(_("与申请人确认的日期不能早于申请到达的日期。"))
    received_on = _received_on(application, confirmed_on)
    if received_on is None:
        raise Refused(
            _("这种提交方式以双方确认之日为收到申请之日，请先与申请人确认并填写确认日期。"),
            cite="regulation-2019:31",
        )
    changes = {"confirmed_on": confirmed_on, "received_on": received_on}
    perform(application, "register", by=by, event=Event("received", received_on), changes=changes)
    issue_letter(application, LetterKind.RECEIPT, documents.receipt(application), by=by)


def _refuse_before_the_law(day: date) -> None:
    first = rule("receipt.day").versions[0]
    if day < first.since:
        told = {"year": first.since.year, "month": first.since.month, "day": first.since.day}
        raise Refused(
            _("《政府信息公开条例》自%(year)d年%(month)d月%(day)d日起施行，收到日期不能早于这一天，请核对。")
            % told,
            cite=first.cite,
        )


def _received_on(application: Application, confirmed_on: date | None) -> date | None:
    """The day of receipt in law; None while the fact that makes it has not happened."""
    try:
        return receipt_date(
            Channel(application.channel).in_law,
            submitted=timezone.localdate(application.submitted_at),
            signed=application.office_received_on,
            confirmed=confirmed_on,
        ).on
    except NotYetReceived:
        return None


def _take(organ: Any, particulars: Particulars, papers: Papers, *, token: str, **how: Any) -> Taken:
    if len(token) < 2 * TOKEN_BYTES:
        token = secrets.token_hex(TOKEN_BYTES)
    names = [f"{file.name}:{file.size}" for files in papers.values() for file in files]
    digest = keyed_digest(f"{token}:{organ.pk}:{asdict(particulars)}:{names}")
    code = _query_code(token, digest)
    try:
        with transaction.atomic():
            existing = Application.objects.filter(submission_digest=digest).first()
            if existing is not None:
                return Taken(existing, code, is_new=False)
            return Taken(_create(organ, particulars, papers, digest, code, **how), code, is_new=True)
    except IntegrityError:
        # The same form was being taken in beside us and has just been.
        return Taken(Application.objects.get(submission_digest=digest), code, is_new=False)


def _create(
    organ: Any,
    particulars: Particulars,
    papers: Papers,
    digest: str,
    code: str,
    *,
    by: Actor,
    channel: str,
    arrived_on: date,
    told: Mapping[str, str] | None = None,
) -> Application:
    if not organ.exists_on(today()):
        raise Refused(_("%(organ)s已经撤销，请向承接其职责的机关提出申请。") % {"organ": organ.name})
    number, year, serial = _next_number(organ, arrived_on.year)
    application = Application.objects.create(
        organ=organ,
        number=number,
        year=year,
        serial=serial,
        channel=channel,
        submitted_at=_moment_of(arrived_on),
        office_received_on=arrived_on,
        code_digest=code_digest(number, code),
        submission_digest=digest,
        privacy_notice=PRIVACY_NOTICE,
        **_columns_of(particulars),
    )
    _keep_identity(application, particulars)
    for kind, files in papers.items():
        keep_files(application, files, kind=kind, by=by)
    index_text(application)
    kept = sum(len(files) for files in papers.values())
    _note(application, by=by, facts={"files": kept, **(told or {})})
    return application


def _note(application: Application, *, by: Actor, facts: Mapping[str, Any]) -> None:
    verb = "submit" if by == APPLICANT else "take_in"
    told = {
        "number": application.number,
        "channel": str(application.channel),
        "applicant_kind": str(application.applicant_kind),
        **facts,
    }
    record(application, f"{WORKFLOW.app}.{verb}", by=by, cite="regulation-2019:29", facts=told)


def _next_number(organ: Any, year: int) -> tuple[str, int, int]:
    serial = next_number(f"applications:{organ.code}", year)
    return f"{organ.code}-{year}-{serial:04d}".upper(), year, serial


def copy_of(
    first: Application,
    organ: Any,
    *,
    by: Actor,
    told: Mapping[str, str],
    channel: str = "",
    arrived_on: date | None = None,
    description: str = "",
    paper: Application | None = None,
) -> Taken:
    """A second application with the particulars and papers of ``first``, in the transaction of another act.

    For a question split off, and for what is handed over. It has a number and a code of its own, came as the first
    did and on the same day unless said otherwise, and keeps the same stored files. ``told`` goes into the ledger.
    """
    said: dict[str, Any] = {name: getattr(first, name, "") for name in Particulars.__dataclass_fields__}
    paper_of = Identity.objects.filter(application=first).values(
        identity_kind=F("kind"), identity_number=F("number")
    )
    identity = dict(paper_of.first() or {})
    particulars = Particulars(**(said | identity | {"description": description or first.description}))
    token = secrets.token_hex(TOKEN_BYTES)
    digest = keyed_digest(f"{token}:{organ.pk}:{first.pk}:{asdict(particulars)}")
    code = _query_code(token, digest)
    arrived_on = arrived_on or first.office_received_on or timezone.localdate(first.submitted_at)
    how: dict[str, Any] = {"channel": channel or first.channel, "arrived_on": arrived_on}
    made = _create(organ, particulars, {}, digest, code, by=by, told=told, **how)
    made.paper = paper
    made.save(update_fields=["paper"])
    for one in first.attachments.filter(kind__in=COME_WITH_IT):
        made.attachments.create(kind=one.kind, file=one.file, original_name=one.original_name)
    return Taken(made, code, is_new=True)


def _moment_of(day: date) -> datetime:
    """Now for what comes today; the start of the day for what is entered later."""
    return now() if day == today() else timezone.make_aware(datetime.combine(day, time.min))


def _query_code(token: str, digest: str) -> str:
    """The query code that belongs to this form as it was sent: the same each time, from a secret we don't keep."""
    seed = int(keyed_digest(f"query code from {token}:{digest}"), 16)
    letters = ""
    for _place in range(CODE_LENGTH):
        seed, at = divmod(seed, len(CODE_LETTERS))
        letters += CODE_LETTERS[at]
    half = CODE_LENGTH // 2
    return f"{letters[:half]}-{letters[half:]}"


def _columns_of(particulars: Particulars) -> dict[str, Any]:
    """What the application itself keeps of them, with the digests that find the same applicant again."""
    kept = asdict(particulars)
    del kept["identity_kind"], kept["identity_number"]
    return {
        **kept,
        "identity_digest": keyed_digest(particulars.identity_number),
        "name_digest": keyed_digest(particulars.name),
        "phone_digest": phone_digest(particulars.phone),
        "email_digest": keyed_digest(particulars.email),
    }


def _keep_identity(application: Application, particulars: Particulars) -> None:
    kind, number = particulars.identity_kind, particulars.identity_number
    if kind or number:
        Identity.objects.create(application=application, kind=kind, number=number)


def _refuse_incomplete(particulars: Particulars) -> None:
    said = {
        _("姓名或者名称"): particulars.name,
        _("身份证明"): particulars.identity_kind and particulars.identity_number,
        _("联系方式"): particulars.phone or particulars.email or particulars.postal_address,
        _("所需信息的名称、文号或者其他特征描述"): particulars.description,
    }
    if missing := [label for label, value in said.items() if not value.strip()]:
        raise Refused(_("申请还缺少：%(what)s。") % {"what": listed(missing)}, cite="regulation-2019:29")
