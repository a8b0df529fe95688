"""Parts of the desk that need to know who sits there."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.workbench.disclosure.shown import covered
from gongkai.workbench.navigation import DESK_NAV

register = template.Library()
# {{ item.title|covered }}: what the guard finds in a name or a summary is masked.
register.filter("covered", covered)


@register.inclusion_tag("workbench/nav.html", takes_context=True)
def desk_nav(context: template.Context) -> dict[str, Any]:
    """The ways open to the present duty, with the one marked that one is on."""
    request = context["request"]
    home = reverse("workbench:home")
    open_here = [
        (place.label, reverse(place.page)) for place in DESK_NAV if request.actor.duty in place.duties
    ]
    links = [
        (label, way, request.path == way or (way != home and request.path.startswith(way)))
        for label, way in open_here
    ]
    return {"links": links}


@register.simple_tag
def desk_trail(*pages: Any) -> list[tuple[Any, str]]:
    """{% desk_trail _("台账") "workbench:ledger" as trail %}: the way from the first page; labels and URL names in turn."""
    further = zip(pages[::2], pages[1::2], strict=True)
    return [(_("我的工作"), reverse("workbench:home")), *((label, reverse(page)) for label, page in further)]
