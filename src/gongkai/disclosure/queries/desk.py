"""What the desk may see: an organ's staff see its own items, the others do not exist for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure.models import InformationItem, ItemVersion, Withdrawal
from gongkai.disclosure.workflow import Result, State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.law.exemptions import exemptions

DUTIES = (
    Duty.SUBMITTER,
    Duty.REVIEWER,
    Duty.CONFIDENTIALITY_REVIEWER,
    Duty.SIGNER,
    Duty.OFFICE_HEAD,
)
# What waits for each duty at the steps: the state, and what is said of it.
WAITING = {
    Duty.OFFICE_HEAD: ((State.IN_ATTRIBUTE_CHECK, _("拟不主动公开、待审查公开属性的文件")),),
    Duty.SUBMITTER: ((State.DRAFT, _("待完成和报送的草稿")),),
    Duty.REVIEWER: (
        (State.IN_REVIEW, _("待审核的信息")),
        (State.IN_SECOND_REVIEW, _("待复审的信息")),
    ),
    Duty.CONFIDENTIALITY_REVIEWER: ((State.IN_CONFIDENTIALITY_REVIEW, _("待保密审查的信息")),),
    Duty.SIGNER: (
        (State.AWAITING_SIGNATURE, _("待签发的信息")),
        (State.SIGNED, _("已签发、待发布的信息")),
    ),
}


def items_of(actor: Actor) -> QuerySet[InformationItem]:
    """The items that this person may see: those of the organ they act for."""
    if actor.organ_id is None or actor.duty not in DUTIES:
        return InformationItem.objects.none()
    found = InformationItem.objects.filter(organ_id=actor.organ_id)
    return found.select_related("organ", "column", "current_version").order_by("-changed_at", "-pk")


def item_of(actor: Actor, pk: int) -> InformationItem:
    """One of these. Raises InformationItem.DoesNotExist."""
    return items_of(actor).prefetch_related("attachments").get(pk=pk)


def found_items(actor: Actor, *, state: str = "", words: str = "") -> QuerySet[InformationItem]:
    """The person's items in this state whose name or number holds these words."""
    found = items_of(actor)
    if state:
        found = found.filter(state=state)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(index_number__icontains=word)
        )
    return found


def state_counts(actor: Actor) -> dict[str, int]:
    """How many items stand in each state."""
    counted = items_of(actor).order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in counted}


def counts_at_work(actor: Actor) -> dict[int | None, int]:
    """How many of the person's items are on their way to the public, by the key of their column."""
    at_work = items_of(actor).exclude(state__in=[State.PUBLISHED, State.RETAINED, State.WITHDRAWN])
    counted = at_work.order_by().values("column_id").annotate(count=Count("pk"))
    return {row["column_id"]: row["count"] for row in counted}


def attachment_of(actor: Actor, pk: int, file_id: UUID) -> Any:
    """A file of one of the person's items. Raises DoesNotExist of the item or the file."""
    return item_of(actor, pk).attachments.get(pk=file_id)


def versions_of(item: InformationItem) -> QuerySet[ItemVersion]:
    """What was published of the item, the newest first."""
    return item.versions.prefetch_related("attachments").select_related("column").order_by("-number")


def withdrawal_of(item: InformationItem) -> Withdrawal | None:
    """Why the item was taken back, the last time; None while it was not."""
    return Withdrawal.objects.filter(item=item).select_related("version").first()


def last_remarks(item: InformationItem) -> Any:
    """The look that sent the draft back and has not been answered by a new submission; None without one."""
    last = item.reviews.order_by("pk").last()
    sent_back = (
        last is not None and last.result == Result.RETURNED and last.version_number == item.next_version
    )
    return last if sent_back and item.state == State.DRAFT else None


def grounds() -> list[tuple[str, str]]:
    """The grounds on which the law of today lets information be kept back (arts. 14-16): code and wording."""
    return [(ground.code, in_words(ground, "label")) for ground in exemptions(today())]
