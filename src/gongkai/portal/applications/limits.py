"""How often one address may knock: instead of a picture to decipher, which locks out those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from gongkai.applications.actions import count_attempt
from gongkai.foundation.addresses import client_address


@dataclass(frozen=True)
class Limit:
    """At most ``most`` attempts in each span of ``per`` from one address."""

    purpose: str
    most: int
    per: timedelta

    def is_reached(self, request: HttpRequest) -> bool:
        """Count this attempt; True when it is one too many."""
        address = client_address(request) or "unknown"
        return count_attempt(self.purpose, address, per=self.per) > self.most


# Generous: a whole village hall may stand behind one address, and applying is a right.
SENDING = Limit("submit", 30, timedelta(hours=1))
ASKING = Limit("status", 30, timedelta(minutes=15))
FORGETTING = Limit("code", 10, timedelta(hours=1))
# Each pause in typing saves the draft; a new one is begun far less often.
BEGINNING = Limit("draft", 60, timedelta(hours=1))
CONTINUING = Limit("draft code", 20, timedelta(minutes=15))
SIGNING_IN_CODES = Limit("account code", 10, timedelta(hours=1))
SIGNING_IN = Limit("account", 20, timedelta(minutes=15))
