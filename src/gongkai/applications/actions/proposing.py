"""The reply from the first draft to the signature: written by one person, signed by another (arts. 36-39)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.papers import keep_files
from gongkai.applications.models import Application, Attachment, AttachmentKind, Item, Proposal
from gongkai.applications.queries import lacks, proposal_under_way, released_files
from gongkai.applications.workflow import PROPOSALS, ProposalState
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.questions import UnknownAnswer, follow
from gongkai.law.replies import ReplyKind

CITE = "regulation-2019:36"
MOST_ITEMS = 30


@transaction.atomic
def begin_proposal(
    application: Application, *, by: Actor, path: Sequence[str] = (), seen: int | None = None
) -> Proposal:
    """Begin to write the reply, or go on with the one under way; asks for one thing unless it was split before.

    ``path`` is how far the guided questions are answered by what the application was recognised to be; it is taken
    for a single thing on which nothing was decided yet.
    """
    lock(application, seen=seen)
    version = application.proposals.count() + 1
    begun = Proposal(application=application, version=version)
    if reasons := PROPOSALS.reasons_against(begun, "write_proposal", by):
        raise Refused(*reasons, cite=CITE)
    if existing := proposal_under_way(application):
        return existing
    if not application.items.exists():
        application.items.create(position=1, wanted=application.description)
    begun.save()
    record(begun, "applications.begin_proposal", by=by, cite=CITE, facts={"version": version})
    if path and [one.path for one in application.items.all()] == [[]]:
        decide_item(begun, application.items.get(), by=by, path=path)
    return begun


@transaction.atomic
def name_items(proposal: Proposal, *, by: Actor, wanted: Sequence[str], seen: int | None = None) -> None:
    """Say what is asked, one thing a line; what was decided on a thing stays with it, wherever it stands now.

    What was searched for by itself stays: its search proves something.
    """
    _ready(proposal, "write_proposal", by, seen)
    texts = list(dict.fromkeys(text.strip() for text in wanted if text.strip()))
    if not 0 < len(texts) <= MOST_ITEMS:
        raise Refused(
            _("请写明申请人要哪些信息，一行一项，不超过%(n)s项。") % {"n": MOST_ITEMS},
            cite="regulation-2019:29",
        )
    items = proposal.application.items
    known = {one.wanted: one for one in items.all()}
    gone = items.exclude(pk__in=[known[text].pk for text in texts if text in known])
    if gone.filter(searches__isnull=False).exists():
        raise Refused(_("有检索记录的一项不能删去或者改写，请保留原来的文字。"))
    gone.delete()
    # One place is taken once: they step aside before they take their new places.
    kept = list(items.all())
    for one in kept:
        one.position += len(kept) + MOST_ITEMS
        one.save(update_fields=["position"])
    for position, text in enumerate(texts, start=1):
        item = known.get(text) or Item(application=proposal.application, wanted=text)
        item.position = position
        item.save()
    _written(proposal, by, facts={"items": len(texts)})


@transaction.atomic
def decide_item(
    proposal: Proposal,
    item: Item,
    *,
    by: Actor,
    path: Sequence[str],
    contents: Mapping[str, str] | None = None,
    withheld: Sequence[str] = (),
    finding: str | None = None,
    files: Sequence[File[Any]] = (),
    seen: int | None = None,
) -> None:
    """Keep how far the guided questions are answered for one thing, and what the reply says of it.

    What is lacking is no ground to refuse it here: a draft may be left unfinished. ``contents`` holds a text for
    each part that the law wants; texts of a kind that was left are kept, should it be chosen again. ``finding`` says
    why the information is disclosed although a third party objects (art. 32).
    """
    _ready(proposal, "write_proposal", by, seen)
    item.refresh_from_db()
    if item.application_id != proposal.application_id:
        raise Refused(_("这一项不属于本件申请。"))
    try:
        end = follow(path)
    except UnknownAnswer:
        raise Refused(_("前面的回答已经改变，请从改变的问题起重新回答。")) from None
    item.path = list(path)
    item.reply_kind = end.code if isinstance(end, ReplyKind) else ""
    said = {field: text.strip() for field, text in (contents or {}).items()}
    item.parts = json.dumps(item.contents | said, ensure_ascii=False)
    if contents is not None:
        item.withheld = list(withheld)
    item.save(update_fields=["path", "reply_kind", "parts", "withheld"])
    kept = keep_files(proposal.application, files, kind=AttachmentKind.RELEASED, by=by)
    changes = {} if finding is None else {"finding": finding.strip()}
    facts = {"item": item.position, "kind": item.reply_kind, "files": len(kept)}
    _written(proposal, by, changes=changes, facts=facts)


@transaction.atomic
def drop_file(proposal: Proposal, file: Attachment, *, by: Actor, seen: int | None = None) -> None:
    """Take a file that was put to the reply away again; one that was redacted stays with its redaction."""
    _ready(proposal, "write_proposal", by, seen)
    own = released_files(proposal.application).filter(pk=file.pk, redaction__isnull=True)
    if not own.exists():
        raise Refused(_("这个文件不能从这里移除；遮盖后放行的文件请在遮盖页处理。"))
    own.delete()
    _written(proposal, by, facts={"dropped": file.pk})


@transaction.atomic
def ask_counsel(proposal: Proposal, *, by: Actor, remarks: str = "", seen: int | None = None) -> None:
    """Ask legal counsel for an opinion on what is proposed."""
    _ready(proposal, "ask_counsel", by, seen)
    PROPOSALS.move(proposal, "ask_counsel", by=by, changes=_remarked(proposal, remarks))


@transaction.atomic
def give_opinion(
    proposal: Proposal, *, by: Actor, opinion: str, text: str = "", seen: int | None = None
) -> None:
    """Counsel says what it thinks; the handler goes on from there."""
    _ready(proposal, "give_opinion", by, seen)
    if opinion != "agrees" and not text.strip():
        raise Refused(_("请写明审核意见：哪里需要修改，为什么。"))
    proposal.opinions.create(opinion=opinion, text=text.strip(), given_by=by.name, on=today())
    PROPOSALS.move(proposal, "give_opinion", by=by, facts={"opinion": opinion})


@transaction.atomic
def send_to_sign(proposal: Proposal, *, by: Actor, remarks: str = "", seen: int | None = None) -> None:
    """Ask for the signature; refused with all that the law still wants in this reply."""
    _ready(proposal, "send_to_sign", by, seen)
    refuse_lacking(proposal)
    PROPOSALS.move(proposal, "send_to_sign", by=by, changes=_remarked(proposal, remarks))


@transaction.atomic
def sign_proposal(proposal: Proposal, *, by: Actor, remark: str = "", seen: int | None = None) -> None:
    """A second person signs what is proposed, with the files as they are now."""
    _ready(proposal, "sign_proposal", by, seen)
    refuse_lacking(proposal)
    files = [one.pk for one in released_files(proposal.application)]
    proposal.signatures.create(signed=True, remark=remark.strip(), given_by=by.name)
    changes = {"signed_by": by.user_id, "files": files}
    PROPOSALS.move(proposal, "sign_proposal", by=by, changes=changes)


@transaction.atomic
def return_proposal(proposal: Proposal, *, by: Actor, remark: str, seen: int | None = None) -> None:
    """The second person wants it otherwise, and says what."""
    _ready(proposal, "return_proposal", by, seen)
    if not remark.strip():
        raise Refused(_("请写明哪里需要修改。"))
    proposal.signatures.create(signed=False, remark=remark.strip(), given_by=by.name)
    PROPOSALS.move(proposal, "return_proposal", by=by)


@transaction.atomic
def take_back_proposal(proposal: Proposal, *, by: Actor, seen: int | None = None) -> None:
    """The handler takes it back to change it; a signature that was given no longer holds."""
    _ready(proposal, "take_back_proposal", by, seen)
    PROPOSALS.move(proposal, "take_back_proposal", by=by, changes={"signed_by": None, "files": []})


def refuse_lacking(proposal: Proposal) -> None:
    """Refuse a reply that lacks what the law wants in it, all of it at once."""
    if missing := lacks(proposal.application, proposal):
        raise Refused(*(words for words, _cite in missing), cite=missing[0][1])


def _ready(proposal: Proposal, act: str, by: Actor, seen: int | None) -> None:
    """Lock the case and its proposal; refuse what the table or somebody else's act stands against."""
    lock(proposal.application)
    lock(proposal, seen=seen)
    if reasons := PROPOSALS.reasons_against(proposal, act, by):
        raise Refused(*reasons, cite=PROPOSALS.transitions[act].cite)


def _written(
    proposal: Proposal, by: Actor, *, changes: Mapping[str, Any] | None = None, facts: Mapping[str, Any]
) -> None:
    """Keep who wrote a part of it: nobody of them signs."""
    writers = sorted({*proposal.writers, by.user_id} - {None})
    told = {"writers": writers, "written_by": by.name, **(changes or {})}
    PROPOSALS.move(proposal, "write_proposal", by=by, changes=told, facts=facts)


def _remarked(proposal: Proposal, remarks: str) -> dict[str, Any]:
    return {"remarks": remarks.strip() or proposal.remarks}


def issued(application: Application) -> Proposal:
    """The signed proposal that is to go out now. Raises Refused when there is none, or its files have changed."""
    proposal = proposal_under_way(application)
    if proposal is None or proposal.state != ProposalState.SIGNED:
        raise Refused(_("答复还没有签批，不能发出。请先拟写答复并送签。"), cite=CITE)
    lock(proposal)
    if set(proposal.files) != {one.pk for one in released_files(application)}:
        raise Refused(_("签批以后，随答复提供的文件有变动，请撤回修改后重新送签。"), cite=CITE)
    return proposal
