"""The people of the example: some accounts that are shown to everybody, and the staff of every other organ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.contrib.auth.hashers import make_password

from gongkai.accounts.actions import appoint, open_account
from gongkai.accounts.queries import Duty
from gongkai.example.content import content
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.organs.queries import Organ

Crew = Mapping[tuple[str, str], Actor]


@dataclass(frozen=True)
class Account:
    """A person who may be tried out: shown on the sign-in page in example mode only."""

    organ: str
    name: str
    duty: str
    username: str
    password: str


@dataclass(frozen=True)
class _Person:
    username: str
    name: str
    duties: Mapping[str, list[str]]  # by the code of the organ


def accounts() -> list[Account]:
    """The accounts to be shown, from the data file; nothing is asked of the database."""
    names = _organ_names()
    return [
        Account(
            organ=names[next(iter(person.duties))],
            name=person.name,
            duty="、".join(str(Duty(duty).label) for duty in next(iter(person.duties.values()))),
            username=person.username,
            password=content("staff")["password"],
        )
        for person in _shown()
    ]


def open_accounts(organs: Mapping[str, Organ], *, since: date) -> Crew:
    """Give everybody an account and their duties; answers who acts in which duty for which organ.

    Where two hold the duty of one organ, the other stands under ``second_…``.
    """
    crew: dict[tuple[str, str], Actor] = {}
    shown = _shown()
    # Hashed once: a hash is meant to take long, and all of them share the password.
    hashed = make_password(content("staff")["password"])
    for person in [*shown, *_others(organs, shown)]:
        user = open_account(person.username, full_name=person.name, password_hash=hashed, by=SYSTEM)
        for code, duties in person.duties.items():
            for duty in duties:
                held = appoint(user, organ_id=organs[code].pk, duty=Duty(duty), since=since, by=SYSTEM)
                key = duty if (code, duty) not in crew else f"second_{duty}"
                crew.setdefault((code, key), held.actor())
    return crew


def _shown() -> list[_Person]:
    return [_Person(**one) for one in content("staff")["accounts"]]


def _others(organs: Iterable[str], shown: list[_Person]) -> Iterator[_Person]:
    """Who holds, in each organ, the duties that the shown people leave open."""
    told = content("staff")
    names = (surname + given for given, surname in product(told["given"], told["surnames"]))
    for code in organs:
        held = {duty for person in shown for duty in person.duties.get(code, ())}
        for line in told["crew"]:
            if duties := [duty for duty in line["duties"] if duty not in held]:
                yield _Person(f"{code}-{line['suffix']}", next(names), {code: duties})


def _organ_names() -> dict[str, str]:
    told = content("organs")
    groups = [[told["city"]], told["departments"], told["towns"], told["subdistricts"]]
    return {one["code"]: one["short"] for group in groups for one in group}
