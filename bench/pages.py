"""Pages of a region with 100 items beside the same pages with 100,000 items and 5,000 organs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench.timing import beside
from gongkai.accounts.actions import appoint
from gongkai.accounts.queries import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.disclosure.actions.counting import recount
from gongkai.disclosure.models import InformationItem, ItemVersion, Review
from gongkai.disclosure.workflow import Result, State, Step
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import now
from gongkai.organs.actions import found_organ
from gongkai.organs.models import Kind, Level, Organ

FEW, MANY, ORGANS, OF_ONE = 100, 100_000, 5_000, 5
LONG_AGO = date(2008, 5, 1)
PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PAGES = {
    "home": ("portal:home", ()),
    "board of an organ": ("portal:board", ()),
    "column": ("portal:column", ("20.2",)),
    "items at the desk": ("workbench:items", ()),
    "figures of a year": ("workbench:counts", ()),
}


def run() -> Iterator[str]:
    """Milliseconds and queries of each page, small region and large."""
    with override_settings(STORAGES=PLAIN_STATIC):
        yield from _pages()


def _pages() -> Iterator[str]:
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
    client = _clerk_of(root)
    _fill([root], FEW)
    small = {name: _measured(client, *page) for name, page in PAGES.items()}
    organs = _organs(root)
    _fill([root] * (ORGANS // OF_ONE) + organs, MANY - FEW)
    for name, page in PAGES.items():
        seconds, queries = _measured(client, *page)
        before, queries_before = small[name]
        yield (
            f"{name}: {before * 1000:.0f} ms, {queries_before} queries → {seconds * 1000:.0f} ms, {queries} queries; "
            f"{seconds / before:.2f} of it"
        )


def _clerk_of(organ: Organ) -> Client:
    user = User.objects.create_user("bench", password="-")  # noqa: S106 - nobody signs in with it
    appoint(user, organ_id=organ.pk, duty=Duty.OFFICE_HEAD, since=LONG_AGO, by=SYSTEM)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def _measured(client: Client, name: str, args: tuple[str, ...]) -> tuple[float, int]:
    address = reverse(name, args=args)
    with CaptureQueriesContext(connection) as told:
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)  # noqa: S101
    ours, _same = beside(lambda: client.get(address), lambda: None)
    return ours, len(told)


def _organs(root: Organ) -> list[Organ]:
    """Laid down in one go: founding each by its act would take longer than all that is measured."""
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
        for number in range(1, ORGANS + 1)
    ]
    models.QuerySet(Organ).bulk_create(made, batch_size=1000)
    Organ.objects.filter(pk=root.pk).update(numchild=ORGANS)
    return list(Organ.objects.filter(depth=2))


@transaction.atomic
def _fill(organs: list[Organ], count: int) -> None:
    """Public items of these organs in turn, with what the tables ask of a published item.

    Item and version name each other; both get their key beforehand, so that each is written once.
    """
    columns = list(Column.objects.filter(takes_items=True, block="statutory"))
    first = InformationItem.objects.count() + 1
    rows = [(number, _content(organs, columns, number)) for number in range(first, first + count)]
    looks = {step: _look(first, step) for step in (Step.CONFIDENTIALITY, Step.SIGN_OFF)}
    items = [_item(number, content) for number, content in rows]
    models.QuerySet(InformationItem).bulk_create(items, batch_size=1000)
    versions = [_version(number, content, looks) for number, content in rows]
    models.QuerySet(ItemVersion).bulk_create(versions, batch_size=1000)
    recount(by=SYSTEM)


def _item(number: int, content: dict[str, Any]) -> InformationItem:
    return InformationItem(
        pk=number,
        **content,
        state=State.PUBLISHED,
        index_number=f"bench-{number}",
        author_name="示例",
        current_version_id=number,
        version_count=1,
        published_at=_moment(number),
        changed_at=_moment(number),
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
