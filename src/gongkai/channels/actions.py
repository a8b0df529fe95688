"""Opening a site and saying who runs it. The system administrator does it; the ledger keeps it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.channels.models import Site
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.organs.queries import Level, Organ

KEEPERS = {"system_admin", "system"}
DESCRIBED = (
    "domain",
    "name",
    "undertaker",
    "look",
    "columns",
    "identification",
    "icp_number",
    "police_number",
    "superior_name",
    "superior_address",
)


@transaction.atomic
def open_site(organ: Organ, *, by: Actor, **fields: Any) -> Site:
    """Open a website of ``organ``. ``fields`` are those of :class:`Site`.

    Raises ValidationError for a field that the model does not take, Refused for a domain that is taken and for
    an organ that opens none: townships and streets use the county's portal, everybody else has one at most
    (国办发〔2017〕47号).
    """
    _only_keepers(by)
    site = Site(organ=organ, **fields)
    if organ.level == Level.TOWNSHIP:
        raise Refused(_("乡镇、街道不开设网站，请使用县级政府门户网站。"))
    if Site.objects.filter(organ=organ).exists():
        raise Refused(_("%(organ)s已经开设网站，一个单位最多开设一个。") % {"organ": organ.name})
    _check(site)
    site.save()
    record(site, "channels.open_site", by=by, after=told(site, ("organ", *fields)))
    return site


@transaction.atomic
def describe_site(site: Site, *, by: Actor, seen: int | None = None, **fields: Any) -> None:
    """Change what a site is called and shows. Raises like :func:`open_site`."""
    _only_keepers(by)
    if unknown := set(fields) - set(DESCRIBED):
        raise TypeError(f"not fields of a site: {sorted(unknown)}")
    lock(site, seen=seen)
    before = told(site, fields)
    for name, value in fields.items():
        setattr(site, name, value)
    _check(site)
    site.revision += 1
    site.save(update_fields=["revision", *fields])
    record(site, "channels.describe_site", by=by, before=before, after=told(site, fields))


def _check(site: Site) -> None:
    site.clean_fields()
    if Site.objects.filter(domain=site.domain).exclude(pk=site.pk).exists():
        raise Refused(_("域名“%(domain)s”已被其他网站使用。") % {"domain": site.domain})


def _only_keepers(by: Actor) -> None:
    if by.duty not in KEEPERS:
        raise Refused(_("网站的开设和变更须由系统管理员办理。"))
