"""Whose website a page belongs to: found by the host name, kept in the process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from gongkai.channels import queries as channels
from gongkai.channels.queries import Site
from gongkai.foundation.remembered import remembered
from gongkai.organs import queries as organs
from gongkai.organs.queries import Organ


@dataclass(frozen=True)
class ShownSite:
    """The site of a page; before one is opened, that of the organ at the top of the tree."""

    site: Site

    @property
    def organ(self) -> Organ | None:
        """The organ that runs the site; None before one is founded."""
        return self.site.organ if self.site.organ_id else None

    @property
    def code(self) -> str:
        """网站标识码, or ""."""
        return self.site.identification

    @property
    def scope(self) -> int:
        """Whose items its lists hold (:mod:`gongkai.disclosure.queries.listing`)."""
        return 0 if self.organ is None or self.organ.is_root() else -self.organ.pk

    @cached_property
    def organ_ids(self) -> list[int] | None:
        """Whose information the site shows; None: everybody's."""
        if self.organ is None or self.organ.is_root():
            return None
        return organs.subtree_ids(self.organ)

    def shows(self, organ: Organ) -> bool:
        """Whether the organ's information belongs to this site."""
        return self.organ is None or self.organ.is_root() or organ.path.startswith(self.organ.path)


def chosen_site(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: ``request.website``, asked of the database only by a page that shows it."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.website = SimpleLazyObject(lambda: site_at(request.get_host()))  # type: ignore[attr-defined]
        return get_response(request)

    return respond


@remembered("channels.", "organs.")
def site_at(host: str) -> ShownSite:
    """The site that answers to this host name."""
    found = channels.site_at(host)
    if found is None:
        top = organs.all_organs().filter(depth=1).first()
        found = Site(name="", organ=top, identification=settings.SITE_CODE)
    return ShownSite(found)
