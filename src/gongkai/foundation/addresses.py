"""Where a request came from, and where this site is: never what the client says of either."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

# Whoever has one IPv6 address has this many bits' worth of neighbours to choose from, so only the rest tells them apart.
OWN_BITS = 64


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever stands before our own proxies (``settings.PROXIES``); None when nobody tells it.

    Each proxy appends to X-Forwarded-For whom it was asked by. So with N proxies the Nth entry from the end was
    written by the outermost of them, and what stands before it may be made up. Of an IPv6 address only the
    network is told.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = hops[-settings.PROXIES] if 0 < settings.PROXIES <= len(hops) else ""
    return _told_apart(trusted) or _told_apart(request.META.get("REMOTE_ADDR", ""))


def site_address(request: HttpRequest, path: str) -> str:
    """The whole address of a page, for papers and pictures that people keep.

    By the installation's own name where it has one (``settings.SITE_URL``): a request may name any host that is let in.
    """
    own: str = settings.SITE_URL
    return f"{own}{path}" if own else request.build_absolute_uri(path)


def _told_apart(written: str) -> str | None:
    try:
        address = ip_address(written.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Network((int(address), 128 - OWN_BITS), strict=False).network_address)
    return str(address)
