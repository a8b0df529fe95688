"""Information items, the looks they passed, and what of them is or was public.

The working copy stands on the item; what the public reads is an :class:`ItemVersion`, which cannot exist
without the rows of the looks it passed, but in an emergency, when they are a debt. So nothing is public that
nobody answered for.
"""

from gongkai.disclosure.models.content import (
    CONTENT_FIELDS,
    NORMATIVE_KINDS,
    Content,
    Sheet,
    digest_of,
    limit_element,
    limit_event,
)
from gongkai.disclosure.models.counting import (
    HANDED_OVER,
    Carrier,
    Channel,
    MonthTally,
    OpeningBalance,
    PublicTotal,
    Release,
    Tally,
)
from gongkai.disclosure.models.duties import (
    Agreement,
    Patrol,
    PatrolFinding,
    Reassessment,
    ReviewDebt,
    SetAside,
)
from gongkai.disclosure.models.items import ENDED, InformationItem, Validity
from gongkai.disclosure.models.kept import Kept, KeptQuerySet
from gongkai.disclosure.models.pages import ListPage
from gongkai.disclosure.models.reviews import Remark, Review, Route, RouteStep
from gongkai.disclosure.models.versions import (
    HIDES_TITLE,
    ItemVersion,
    Unreviewed,
    Withdrawal,
    WithdrawalReason,
)

__all__ = [
    "CONTENT_FIELDS",
    "ENDED",
    "HANDED_OVER",
    "HIDES_TITLE",
    "NORMATIVE_KINDS",
    "Agreement",
    "Carrier",
    "Channel",
    "Content",
    "InformationItem",
    "ItemVersion",
    "Kept",
    "KeptQuerySet",
    "ListPage",
    "MonthTally",
    "OpeningBalance",
    "Patrol",
    "PatrolFinding",
    "PublicTotal",
    "Reassessment",
    "Release",
    "Remark",
    "Review",
    "ReviewDebt",
    "Route",
    "RouteStep",
    "SetAside",
    "Sheet",
    "Tally",
    "Unreviewed",
    "Validity",
    "Withdrawal",
    "WithdrawalReason",
    "digest_of",
    "limit_element",
    "limit_event",
]
