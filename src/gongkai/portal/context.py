"""What every page may show of the site itself."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.organs import queries as organs


class Site:
    """Whose site it is; asked of the database only by a page that shows it."""

    code: str = getattr(settings, "SITE_CODE", "")

    @cached_property
    def organ(self) -> Any:
        """The organ at the top of the tree, or None before one is founded."""
        return organs.all_organs().filter(depth=1).first()


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: whether the example region is shown, and whose site this is."""
    return {"example_mode": settings.EXAMPLE_MODE, "site": Site()}
