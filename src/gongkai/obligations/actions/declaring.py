"""Declaring that nothing has changed, and what the competent office makes of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.obligations.actions.marking import UNDECLARED, keep, recorded, settle, still_owed
from gongkai.obligations.actions.permits import only_competent, only_of_organ, said
from gongkai.obligations.models import Owing, Settlement
from gongkai.obligations.workflow import CITE


@transaction.atomic
def declare_no_change(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Declare for one's own organ that nothing has changed in this cycle, and why; a blank does not count.

    Where the law itself asks for it each year, the declaration counts once the competent office has confirmed it;
    until then the disclosure is owed as before.
    """
    only_of_organ(owing, by)
    reason = said(reason, _("请写明本期没有变化的理由；空白的声明不算完成。"))
    still_owed(owing, seen)
    if not owing.obligation.allows_no_change:
        raise Refused(_("这项任务应当公开，不能声明“本期无变化”。"), cite=CITE)
    if owing.cycle_from > today():
        raise Refused(_("本期尚未开始。"), cite=CITE)
    if not owing.obligation.confirms_no_change:
        settle(owing, "declare_no_change", by, settlement=Settlement.NO_CHANGE, reason=reason)
        return
    told = {
        "declared_on": today(),
        "declared_by": by.name,
        "declarer_id": by.user_id,
        "declared_reason": reason,
    }
    keep(owing, told)
    recorded(owing, "declare_no_change", by, after={"declared_on": today(), "declared_reason": reason})


@transaction.atomic
def confirm_no_change(owing: Owing, *, by: Actor, seen: int | None = None) -> None:
    """Let a declaration count; the competent office does it, and not the person who declared."""
    only_competent(owing.obligation.keeper, by)
    _declared(owing, seen)
    if by.user_id is not None and by.user_id == owing.declarer_id:
        raise Refused(_("声明由您本人提出，须由他人确认。"), cite=CITE)
    settle(
        owing,
        "confirm_no_change",
        by,
        settlement=Settlement.NO_CHANGE,
        reason=owing.declared_reason,
        settled_by=owing.declared_by,
    )


@transaction.atomic
def reject_no_change(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Do not let a declaration count, and say why: the disclosure is owed as before."""
    only_competent(owing.obligation.keeper, by)
    reason = said(reason, _("请写明不予确认的理由。"))
    _declared(owing, seen)
    before = {"declared_on": owing.declared_on, "declared_reason": owing.declared_reason}
    keep(owing, UNDECLARED)
    recorded(owing, "reject_no_change", by, before=before, facts={"reason": reason})


def _declared(owing: Owing, seen: int | None) -> None:
    still_owed(owing, seen)
    if owing.declared_on is None:
        raise Refused(_("这项任务没有待确认的“本期无变化”声明。"), cite=CITE)
