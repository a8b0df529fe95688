"""Who may do what about what is owed: its keeper's office, the offices above it, and the organ that owes."""

from __future__ import annotations

from gongkai.foundation.ledger import Actor
from gongkai.obligations.models import Answer, Cycle, Owing, Settlement
from gongkai.obligations.workflow import KEEPERS, OWING
from gongkai.organs.queries import Organ, organ


def is_competent(keeper: Organ, by: Actor) -> bool:
    """Whether ``by`` heads the disclosure office of ``keeper`` or of an organ above it, or is the system."""
    if by.duty == "system":
        return True
    if by.duty not in KEEPERS or by.organ_id is None:
        return False
    return by.organ_id == keeper.pk or keeper.path.startswith(organ(by.organ_id).path)


def is_of_organ(organ_id: int, by: Actor) -> bool:
    """Whether ``by`` is one of those who see to what this organ owes."""
    return by.duty == "system" or (by.organ_id == organ_id and by.duty in OWING)


def acts_for(owing: Owing, by: Actor) -> bool:
    """Whether ``by`` may act on it for the organ that owes, or for the one that publishes what it owes."""
    return is_of_organ(owing.organ_id, by) or is_of_organ(owing.publisher_id, by)


def acts_open_to(owing: Owing, by: Actor) -> list[str]:
    """The acts that ``by`` may do on this instance now, in the order in which a page offers them."""
    obligation = owing.obligation
    own, competent = acts_for(owing, by), is_competent(obligation.keeper, by)
    is_open = not owing.settlement and owing.taken_over_by_id is None
    waits = is_open and owing.declared_on is not None
    declared = owing.settlement in (Settlement.NO_CHANGE, Settlement.WAIVED)
    acts = {
        "record_event": obligation.needs_event and (own or competent) and obligation.cycle != Cycle.ON_EVENT,
        "confirm_no_change": competent and waits and by.user_id != owing.declarer_id,
        "reject_no_change": competent and waits,
        "declare_no_change": own and is_open and not waits and obligation.allows_no_change,
        "name_item": own and is_open,
        "chase": competent and is_open and not is_of_organ(owing.publisher_id, by),
        "waive": competent and is_open,
        "reopen": competent and declared,
        "name_publisher": competent and is_open and obligation.answer == Answer.ITEM,
    }
    return [name for name, is_there in acts.items() if is_there]
