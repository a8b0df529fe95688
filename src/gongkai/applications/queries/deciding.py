"""What can be decided on an application, what still stands against its reply, and the one outcome that follows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.applications.models import (
    DECIDING,
    Answer,
    Application,
    Attachment,
    AttachmentKind,
    Consultation,
    Found,
    Item,
    Opinion,
    Proposal,
    Reply,
    Supplement,
)
from gongkai.applications.queries.visible import visible_to
from gongkai.applications.workflow import UNDER_WAY
from gongkai.foundation.ledger import Actor, Entry
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.law.questions import Choice, Question, UnknownAnswer, reached_by, walked
from gongkai.law.replies import ReplyKind, all_reply_kinds, outcomes, reply_kind
from gongkai.law.rulebook import rule

_NOT_GIVEN = frozenset({"overdue_correction", "overdue_fee", "withdrawn"})
_ALSO_WITHHELD = frozenset({"admin_query", "nonexistent", "other_organ", "need_creation"})
_GRANTED, _PARTIAL, _PARTLY = "granted", "partial", "partly_disclosed"
_SEARCHED = "nonexistent"
# What the timeline of a case leaves out: each answer that was written down, and what the reply itself tells.
_STEPS = ("applications.write_proposal", "applications.use_proposal")
Lack = tuple[str, str]


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


def leaves_open(choice: Choice, offered: Iterable[str]) -> bool:
    """Whether an answer to a guided question still leads to a kind of reply that can be given."""
    return not reached_by(choice).isdisjoint(offered)


def way_of(item: Item) -> list[tuple[Question, Choice]]:
    """The questions that were answered about this item, each with its answer; none when the law's questions changed."""
    try:
        return walked(item.path)
    except UnknownAnswer:
        return []


def discloses(kind: ReplyKind) -> bool:
    """Whether a reply of this kind gives out information."""
    return any(need.field == "information" for need in kind.must_contain)


def overrules_objections(application: Application, kind: ReplyKind) -> bool:
    """Whether a reply of this kind gives out what a third party wants withheld (A-35)."""
    return discloses(kind) and bool(objections(application))


def deemed_consents(application: Application) -> list[Consultation]:
    """The co-makers whose time has passed without an opinion: they are deemed to consent (art. 34, A-36)."""
    silent = application.consultations.filter(party="co_maker", opinion__in=["", Opinion.NONE])
    return [one for one in silent if (limit := opinion_limit(one)) and limit < today()]


def opinion_limit(consultation: Consultation) -> date | None:
    """The last day for the opinion; None where the law knows none (another organ)."""
    if consultation.party not in ("third_party", "co_maker"):
        return None
    days = rule(f"deadlines.{consultation.party}_opinion").on(consultation.served_on).value
    return consultation.application.calendar().add(consultation.served_on, days)


def proposal_under_way(application: Application) -> Proposal | None:
    """The reply that is being written, looked at or signed, or None."""
    return next((one for one in application.proposals.all() if one.state in UNDER_WAY), None)


def proposal_of(actor: Actor | None, number: str) -> Proposal:
    """The proposal under way of an application that this person may see. Raises Proposal.DoesNotExist."""
    own = visible_to(actor).filter(number=number)
    found = Proposal.objects.select_related("application__organ").filter(state__in=UNDER_WAY)
    return found.prefetch_related("opinions", "signatures", "application__items").get(application__in=own)


def released_files(application: Application) -> QuerySet[Attachment]:
    """The files that go out with the reply that is being written; what an earlier reply gave stays with that."""
    released = Attachment.objects.filter(application=application, kind=AttachmentKind.RELEASED)
    return released.exclude(pk__in=application.given_files()).select_related("file")


def given_files(application: Application) -> QuerySet[Attachment]:
    """The files that went out with a reply."""
    return Attachment.objects.filter(pk__in=application.given_files()).select_related("file")


def answers_of(items: Iterable[Item]) -> list[Answer]:
    """What is decided, in the order of the items; those still open are left out."""
    return [answer for one in items if (answer := one.answer) is not None]


def outcome_of(items: Sequence[Item]) -> ReplyKind:
    """The kind of reply under which an application of these decided items counts: one row of table 3 (B-54, B-55).

    What is given in part is a partial disclosure, whatever the rest. Where nothing is given on several grounds,
    the row that stands first in the table counts.
    """
    return weightiest([reply_kind(one.reply_kind) for one in items])


def weightiest(kinds: Sequence[ReplyKind]) -> ReplyKind:
    """The one of several kinds that counts (see :func:`outcome_of`)."""
    given = {kind.outcome for kind in kinds}
    if _PARTIAL in given or (_GRANTED in given and len(given) > 1):
        return reply_kind(_PARTLY)
    rows = [one.code for one in outcomes()]
    return min(kinds, key=lambda kind: rows.index(kind.outcome))


def lacks(application: Application, proposal: Proposal) -> list[Lack]:
    """What the law still wants before this reply can be given: (in words, article), empty when nothing."""
    items = list(application.items.all())
    if not items:
        return [(_("还没有写明申请人要哪些信息。"), "regulation-2019:29")]
    files = list(released_files(application))
    offered = {kind.code for kind in offered_replies(application)}
    of_items = [lack for item in items for lack in _lacks_of(item, offered, files)]
    of_items += _unsearched(application, items)
    found = [(f"{_place(item, items)}{words}", cite) for item, words, cite in of_items]
    if overruled(application, answers_of(items)) and not proposal.finding.strip():
        why = _(
            "第三方不同意公开。决定公开的，请写明其理由为何不合理，或者不公开会对公共利益造成什么重大影响。"
        )
        found.append((why, "regulation-2019:32"))
    return found


def overruled(application: Application, answers: Iterable[Answer]) -> list[Consultation]:
    """The third parties against whose objection these answers disclose (art. 32)."""
    return objections(application) if any(discloses(one.kind) for one in answers) else []


def unserved_letters(application: Application) -> list[Any]:
    """The letters that decide something and have not arrived yet."""
    deciding = application.letters.filter(kind__in=DECIDING)
    return list(deciding.filter(Q(service__isnull=True) | Q(service__served_on__isnull=True)))


def obligations_of(application: Application) -> list[str]:
    """What is still owed before the file can be closed, one line each; empty when nothing is."""
    waited = [
        (one, limit)
        for one in application.consultations.filter(answered_on__isnull=True)
        if (limit := opinion_limit(one)) and limit >= today()
    ]
    redactions = application.redactions.filter(state__in=["marking", "made"]).count()
    asked = application.inquiries.filter(answered_on__isnull=True)
    return [
        *(
            _("%(kind)s（%(number)s）还没有登记送达。")
            % {"kind": one.get_kind_display(), "number": one.number}
            for one in unserved_letters(application)
        ),
        *(_("向“%(name)s”征求意见的期限还没有届满。") % {"name": one.name} for one, _limit in waited),
        *(_("“%(name)s”的内部核查还没有答复。") % {"name": one.asked_of} for one in asked),
        *([_("还有%(n)s份文件的遮盖没有放行或者作废。") % {"n": redactions}] if redactions else []),
    ]


def history_of_case(application: Application) -> QuerySet[Entry]:
    """What was done about the application and its proposed replies, oldest first; not each step of the writing."""
    proposals = [str(one.pk) for one in application.proposals.all()]
    of_case = Q(subject_type=application._meta.label_lower, subject_id=str(application.pk))
    of_reply = Q(subject_type=Proposal._meta.label_lower, subject_id__in=proposals)
    done = Entry.objects.filter(of_case | of_reply if proposals else of_case)
    return done.exclude(verb__in=_STEPS)


def _lacks_of(item: Item, offered: Iterable[str], files: Sequence[Any]) -> Iterator[tuple[Item, str, str]]:
    answer = item.answer
    if answer is None:
        yield item, _("还没有回答完问题、选定答复情形。"), "regulation-2019:36"
        return
    kind = answer.kind
    if kind.code not in offered:
        yield item, _("这种答复情形不适用于本件申请，请重新选择。"), "regulation-2019:36"
        return
    for need in kind.must_contain:
        by_file = need.field == "information" and files
        if not answer.contents.get(need.field, "").strip() and not by_file:
            yield item, _("答复书必须写明：%(what)s。") % {"what": in_words(need)}, kind.cite
    known = {one.code for one in may_be_withheld()}
    if kind.outcome == _PARTIAL and (not answer.withheld or set(answer.withheld) - known):
        yield item, _("请选择不予提供部分的情形。"), kind.cite


def _unsearched(application: Application, items: Iterable[Item]) -> list[tuple[Item, str, str]]:
    """What is said not to exist although no search found nothing (art. 36(4))."""
    missing = [one for one in items if one.reply_kind == _SEARCHED]
    if not missing:
        return []
    searched = set(application.searches.filter(result=Found.NOTHING).values_list("item_id", flat=True))
    why = _("答复“不存在”以前，请登记没有检索到的检索记录：在哪里、用什么方法检索。")
    cite = reply_kind(_SEARCHED).cite
    return [(one, why, cite) for one in missing if not searched & {one.pk, None}]


def _place(item: Item, items: Sequence[Item]) -> str:
    """Of which item something is lacking, where there are several."""
    return _("第%(n)s项：") % {"n": item.position} if len(items) > 1 else ""


@dataclass(frozen=True)
class Overturned:
    """The reply that was set aside while its application is decided anew, and whether the new one is of its kind."""

    reply: Reply
    same_kinds: tuple[str, ...]


def overturned_reply(application: Application, items: Sequence[Item]) -> Overturned | None:
    """The last reply, while another is written; None for an application that is decided for the first time."""
    reply = (
        application.replies.select_related("letter").order_by("-pk").first() if application.is_open else None
    )
    if reply is None:
        return None
    before = {one["kind"] for one in json.loads(reply.contents).get("items", [])}
    now = {one.reply_kind for one in items if one.reply_kind}
    return Overturned(reply, tuple(sorted(before & now)))
