"""Who may plan and tie interpretations, and what may be interpreted at all."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.queries import Attribute, InformationItem, State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.interpretation.queries import is_inside
from gongkai.interpretation.workflow import KEEPERS

CITE = "openness-rules-2016"
OPEN_STATES = frozenset(State) - {State.WITHDRAWN, State.RETAINED}


def by_keeper(by: Actor, organ_id: int) -> None:
    """Raises Refused unless a submitter of this organ acts."""
    if by.duty not in KEEPERS or by.organ_id != organ_id:
        raise Refused(_("解读由本机关的信息报送员起草和登记。"), cite=CITE)


def can_be_interpreted(policy: InformationItem) -> None:
    """Raises Refused for what is itself an interpretation, is not to be public, is for inside, or was withdrawn."""
    if policy.kind == ItemKind.INTERPRETATION:
        raise Refused(_("这条信息本身就是解读，请选择被解读的文件。"), cite=CITE)
    if policy.attribute != Attribute.PROACTIVE or policy.state not in OPEN_STATES:
        raise Refused(_("这份文件不公开或者已经撤回，不需要解读。"), cite=CITE)
    if is_inside(policy.current_version or policy):
        raise Refused(
            _("这份文件在仅内部可见的栏目，公众看不到，不能发布解读；确需公开的，请先把文件放到公开的栏目。"),
            cite=CITE,
        )


def required(text: str, refusal: Any) -> str:
    """The text without the blanks around it; Refused when nothing is left."""
    if not text.strip():
        raise Refused(refusal, cite=CITE)
    return text.strip()
