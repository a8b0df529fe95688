"""What every page may show of the site itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: whether the example region is shown, and whose site this is."""
    return {"example_mode": settings.EXAMPLE_MODE, "site": getattr(request, "website", None)}
