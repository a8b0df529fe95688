"""The configuration with which nginx gives out the finished pages and hands everything else to the platform."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from gongkai.portal.publishing.pages import DEFAULT, hosts

TEMPLATE = Path(__file__).with_name("nginx.conf.txt")


def configuration(*, upstream: str, listen: str) -> str:
    """The file for ``/etc/nginx/conf.d/``; ``upstream``: where the platform answers, "host:port"."""
    text = TEMPLATE.read_text("utf-8")
    names = [host.folder for host in hosts()]
    given = {
        "UPSTREAM": upstream,
        "LISTEN": listen,
        "NAMES": "_" if names == [DEFAULT] else " ".join(names),
        "FOLDER": DEFAULT if names == [DEFAULT] else "$host",
        "TREE": str(settings.GONGKAI_TREE_DIR),
        "STATIC": str(settings.STATIC_ROOT),
        "UPLOAD": f"{settings.UPLOAD_REQUEST_BYTES // 1024 // 1024 + 1}m",
        "CSP": "; ".join(
            f"{name} {' '.join(values)}"
            for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
        ),
    }
    for name, value in given.items():
        text = text.replace(f"@{name}@", value)
    return text
