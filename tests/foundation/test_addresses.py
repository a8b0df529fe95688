"""Whose address counts: the one that our own proxy saw, not one that the client made up."""

import pytest
from axes.helpers import get_client_ip_address
from django.test import RequestFactory

from gongkai.foundation.addresses import client_address

PROXY, CLIENT, MADE_UP, INNER = "10.0.0.2", "203.0.113.7", "198.51.100.1", "10.0.0.3"


def asked(remote, forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else None
    return RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "told"),
    [
        pytest.param(0, CLIENT, None, CLIENT, id="no proxy"),
        pytest.param(0, CLIENT, MADE_UP, CLIENT, id="no proxy, and a header that the client made up"),
        pytest.param(1, PROXY, CLIENT, CLIENT, id="one proxy"),
        pytest.param(1, PROXY, f"{MADE_UP}, {CLIENT}", CLIENT, id="one proxy, and a hop that was made up"),
        pytest.param(2, PROXY, f"{MADE_UP},{CLIENT}, {INNER}", CLIENT, id="two proxies"),
        pytest.param(2, PROXY, CLIENT, PROXY, id="fewer hops than proxies: it came past one of them"),
        pytest.param(1, PROXY, None, PROXY, id="a proxy that tells nothing"),
        pytest.param(1, PROXY, f"{CLIENT}, unknown", PROXY, id="a hop that is no address"),
        pytest.param(1, "", CLIENT, CLIENT, id="a proxy on a socket"),
        pytest.param(0, "", None, None, id="nobody tells"),
        pytest.param(0, "2001:db8:1:2:aaaa::1", None, "2001:db8:1:2::", id="IPv6: the network"),
        pytest.param(1, "::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::", id="IPv6 before a proxy"),
        pytest.param(0, f"::ffff:{CLIENT}", None, CLIENT, id="IPv4 in IPv6"),
    ],
)
def test_the_address_that_the_outermost_own_proxy_saw(settings, proxies, remote, forwarded, told):
    settings.PROXIES = proxies

    assert client_address(asked(remote, forwarded)) == told


def test_the_lock_at_the_door_counts_by_the_same_address(settings):
    settings.PROXIES = 1

    assert get_client_ip_address(asked(PROXY, f"{MADE_UP}, {CLIENT}")) == CLIENT
