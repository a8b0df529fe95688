"""What happens to items when something happens below, and what may not happen there because of them."""

from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogue.queries import Audience
from gongkai.disclosure.actions import ask_changed_content_again, take_over_items
from gongkai.disclosure.actions.counting import tally
from gongkai.disclosure.actions.listing import divide_pages_of
from gongkai.disclosure.queries.public import stands_in, tells_under
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Entry, follows
from gongkai.foundation.workflow import Refused


@follows("organs.merge_organ")
def hand_over_items(entry: Entry, organ: Any) -> None:
    """The organ that takes over answers for the items of the one that ended."""
    take_over_items(organ, organ.successor, by=SYSTEM)


@follows(*(f"disclosure.{name}" for name in WORKFLOW.transitions))
def keep_tallies(entry: Entry, item: Any) -> None:
    """Whatever act changes which version is public, the counts of the day and the pages of the lists know it."""
    before, after = entry.before.get("current_version"), entry.after.get("current_version")
    if before != after:
        tally(before, after)
    if after is not None and before != after:
        divide_pages_of(after)


@follows("disclosure.submit")
def ask_co_makers_again(entry: Entry, item: Any) -> None:
    """What was changed since the co-makers were asked is agreed to anew before it is signed (art. 11)."""
    ask_changed_content_again(item)


@follows("catalogue.change_column")
def open_no_column_over_items(entry: Entry, column: Any) -> None:
    """What was reviewed for inside only does not become public by a change of its column (art. 17)."""
    if _is_opened(entry) and stands_in(column):
        raise Refused(
            _("“%(name)s”中已有仅供内部的信息，不能改为向社会公开；请另设栏目，经审查后发布。")
            % {"name": column.name},
            cite="regulation-2019:17",
        )


@follows("catalogue.change_element")
def open_no_element_over_items(entry: Entry, element: Any) -> None:
    """Nor what was filled in under an element by a change of the element."""
    if _is_opened(entry) and tells_under(element):
        raise Refused(
            _("已有信息填写了“%(name)s”，不能改为向社会公开；请停用后另设要素。") % {"name": element.name},
            cite="regulation-2019:17",
        )


def _is_opened(entry: Entry) -> bool:
    before, after = entry.before.get("audience"), entry.after.get("audience")
    return before == Audience.INSIDE and after == Audience.PUBLIC
