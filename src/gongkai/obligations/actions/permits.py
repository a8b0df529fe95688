"""Who may do what about an obligation: its keeper's office, the offices above it, and the organ that owes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.obligations.models import Owing
from gongkai.obligations.workflow import CITE, KEEPERS, OWING
from gongkai.organs.queries import Organ, organ


def is_competent(keeper: Organ, by: Actor) -> bool:
    """Whether ``by`` heads the disclosure office of ``keeper`` or of an organ above it, or is the system."""
    if by.duty == "system":
        return True
    if by.duty not in KEEPERS or by.organ_id is None:
        return False
    return by.organ_id == keeper.pk or keeper.path.startswith(organ(by.organ_id).path)


def only_competent(keeper: Organ, by: Actor) -> None:
    """Raise Refused for everybody else."""
    if not is_competent(keeper, by):
        raise Refused(_("须由%(organ)s的公开工作机构负责人办理。") % {"organ": keeper.short_name}, cite=CITE)


def is_of_organ(organ_id: int, by: Actor) -> bool:
    """Whether ``by`` may act on what this organ owes."""
    return by.duty == "system" or (by.organ_id == organ_id and by.duty in OWING)


def only_of_organ(owing: Owing, by: Actor) -> None:
    """Raise Refused for who is not of the organ that owes."""
    if not is_of_organ(owing.organ_id, by):
        told = {"organ": owing.organ.short_name}
        raise Refused(_("须由%(organ)s的信息报送员或者公开工作机构负责人办理。") % told, cite=CITE)


def said(reason: str, empty: str) -> str:
    """The reason without surrounding space. Raises Refused where nothing is said, by a stroke or a dot either."""
    reason = reason.strip()
    if not any(sign.isalnum() for sign in reason):
        raise Refused(empty, cite=CITE)
    return reason
