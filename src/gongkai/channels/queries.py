"""What can be asked of the sites."""

from __future__ import annotations

from gongkai.channels.models import Look, Site
from gongkai.foundation.remembered import remembered
from gongkai.organs.queries import Organ

__all__ = ["Look", "Site", "all_sites", "site_at", "site_organs"]


def all_sites() -> list[Site]:
    """Every site with the organ that runs it, the first that was opened first."""
    return list(Site.objects.select_related("organ"))


def site_at(host: str) -> Site | None:
    """The site that answers to this host name, a port left aside; where none does, the first that was opened.

    None before one is opened.
    """
    name = host.rsplit(":", 1)[0].lower() if not host.endswith("]") else host
    sites = all_sites()
    return next((one for one in sites if one.domain == name), sites[0] if sites else None)


@remembered("channels.", "organs.")
def site_organs() -> tuple[Organ, ...]:
    """The organs that run a site."""
    return tuple(one.organ for one in all_sites())
