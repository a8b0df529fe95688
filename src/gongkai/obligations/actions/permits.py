"""What an act asks first: is this person competent, and is something said where a reason is asked for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.obligations.models import Owing
from gongkai.obligations.queries import acts_for, is_competent
from gongkai.obligations.workflow import CITE
from gongkai.organs.queries import Organ


def only_competent(keeper: Organ, by: Actor) -> None:
    """Raise Refused for everybody but the head of the competent office."""
    if not is_competent(keeper, by):
        raise Refused(_("须由%(organ)s的公开工作机构负责人办理。") % {"organ": keeper.short_name}, cite=CITE)


def only_of_organ(owing: Owing, by: Actor) -> None:
    """Raise Refused for who is neither of the organ that owes nor of the one that publishes it."""
    if not acts_for(owing, by):
        told = {"organ": owing.publisher.short_name}
        raise Refused(_("须由%(organ)s的信息报送员或者公开工作机构负责人办理。") % told, cite=CITE)


def said(reason: str, empty: str) -> str:
    """The reason without surrounding space. Raises Refused where nothing is said, by a stroke or a dot either."""
    reason = reason.strip()
    if not any(sign.isalnum() for sign in reason):
        raise Refused(empty, cite=CITE)
    return reason
