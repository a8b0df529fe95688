"""A region to measure in: organs, public items, items that wait for a look, what is owed, and the search index."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models, transaction
from django.test import Client

from gongkai.accounts.actions import appoint
from gongkai.accounts.queries import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.disclosure.actions.counting import recount
from gongkai.disclosure.models import InformationItem, ItemVersion, Review
from gongkai.disclosure.queries import search_docs
from gongkai.disclosure.workflow import Result, State, Step
from gongkai.foundation import search
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import now
from gongkai.obligations.actions import adopt_standard_obligations, open_owings
from gongkai.organs.actions import found_organ
from gongkai.organs.models import Kind, Level, Organ

LONG_AGO = date(2008, 5, 1)
# Of six public items one is the root's, whose desk is measured.
OF_ONE = 5


def found_region() -> Organ:
    """A city with the standard catalogue and the standard obligations; nothing in it yet."""
    call_command("migrate", verbosity=0)
    root = found_organ(
        by=SYSTEM,
        code="bench",
        name="示例市人民政府",
        short_name="市政府",
        kind=Kind.GOVERNMENT,
        level=Level.CITY,
        existed_from=LONG_AGO,
    )
    adopt_standard_catalogue(by=SYSTEM)
    adopt_standard_obligations(root, by=SYSTEM, since=now().date().replace(month=1, day=1))
    return root


def person_of(organ: Organ, duty: Duty) -> Client:
    """A browser in which somebody with this duty is signed in."""
    user = User.objects.create_user(f"bench-{duty}", password="-")  # noqa: S106 - nobody signs in with it
    appoint(user, organ_id=organ.pk, duty=duty, since=LONG_AGO, by=SYSTEM)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def grow(root: Organ, *, organs: int, items: int, waiting: int) -> None:
    """Let the region grow to so many organs under its root, public items, and items that wait for its reviewer.

    They are laid down in one go: doing it by the acts would take longer than all that is measured.
    """
    _add_organs(root, organs)
    under = list(Organ.objects.filter(depth=2))
    publishers = [root] * (len(under) // OF_ONE) + under
    columns = list(Column.objects.filter(takes_items=True, block="statutory"))
    with transaction.atomic():
        there = InformationItem.objects.filter(state=State.PUBLISHED).count()
        _add_public(publishers, columns, items - there)
        there = InformationItem.objects.filter(state=State.IN_REVIEW).count()
        _add_waiting(root, columns, waiting - there)
        recount(by=SYSTEM)
    open_owings()
    search.rebuild(search_docs())


def _add_organs(root: Organ, count: int) -> None:
    made = [
        Organ(
            path=Organ._get_path(root.path, 2, number),
            depth=2,
            numchild=0,
            code=f"unit-{number}",
            name=f"示例单位{number}",
            short_name=f"单位{number}",
            kind=Kind.DEPARTMENT,
            level=Level.COUNTY,
            existed_from=LONG_AGO,
        )
        for number in range(Organ.objects.filter(depth=2).count() + 1, count + 1)
    ]
    models.QuerySet(Organ).bulk_create(made, batch_size=1000)
    Organ.objects.filter(pk=root.pk).update(numchild=count)


def _add_public(organs: list[Organ], columns: list[Column], count: int) -> None:
    """Items with what the tables ask of a published one.

    Item and version name each other; both get their key beforehand, so that each is written once.
    """
    first = InformationItem.objects.count() + 1
    rows = [(number, _content(organs, columns, number)) for number in range(first, first + count)]
    items = [
        _item(number, content, State.PUBLISHED, current_version_id=number, version_count=1)
        for number, content in rows
    ]
    models.QuerySet(InformationItem).bulk_create(items, batch_size=1000)
    looks = {step: _look(first, step) for step in (Step.CONFIDENTIALITY, Step.SIGN_OFF)}
    versions = [_version(number, content, looks) for number, content in rows]
    models.QuerySet(ItemVersion).bulk_create(versions, batch_size=1000)


def _add_waiting(root: Organ, columns: list[Column], count: int) -> None:
    first = InformationItem.objects.count() + 1
    items = [
        _item(number, _content([root], columns, number), State.IN_REVIEW)
        for number in range(first, first + count)
    ]
    models.QuerySet(InformationItem).bulk_create(items, batch_size=1000)


def _item(number: int, content: dict[str, Any], state: State, **more: Any) -> InformationItem:
    at = _moment(number)
    return InformationItem(
        pk=number,
        **content,
        state=state,
        index_number=f"bench-{number}",
        author_name="示例",
        published_at=at if state == State.PUBLISHED else None,
        changed_at=at,
        step_since=at,
        **more,
    )


def _moment(number: int) -> datetime:
    return now() - timedelta(minutes=number)


def _content(organs: list[Organ], columns: list[Column], number: int) -> dict[str, Any]:
    return {
        "organ": organs[number % len(organs)],
        "column": columns[number % len(columns)],
        "title": f"示例信息第{number}号",
        "summary": "示例内容概述",
        "body": "<p>示例正文。</p>" * 20,
        "formed_on": date(2026, 1, 5) + timedelta(days=number % 200),
    }


def _look(item: int, step: Step) -> Review:
    result = Result.OPEN if step == Step.CONFIDENTIALITY else Result.PASSED
    return Review.objects.create(
        item_id=item, version_number=1, step=step, result=result, basis="示例", by_name="示例"
    )


def _version(number: int, content: dict[str, Any], looks: dict[Step, Review]) -> ItemVersion:
    return ItemVersion(
        pk=number,
        item_id=number,
        number=1,
        **content,
        at=_moment(number),
        by_name="示例",
        first_published_at=_moment(number),
        confidentiality_review=looks[Step.CONFIDENTIALITY],
        sign_off=looks[Step.SIGN_OFF],
    )
