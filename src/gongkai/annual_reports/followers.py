"""What happens to the year's reports when something happens below."""

from typing import Any

from gongkai.annual_reports.actions import follow_organs
from gongkai.annual_reports.queries import open_campaigns
from gongkai.foundation.ledger import Entry, follows


@follows("organs.merge_organ", "organs.found_organ")
def follow_the_tree(entry: Entry, organ: Any) -> None:
    """Whoever is founded or merged while reports are gathered owes one, or its heir does."""
    for campaign in open_campaigns():
        if organ.path.startswith(campaign.organ.path):
            follow_organs(campaign)
