"""Pages of a region with 100 items and 100 organs beside the same pages with 100,000 items and 5,000 organs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench.region import found_region, grow, person_of
from bench.timing import beside
from gongkai.accounts.queries import Duty

SMALL = {"organs": 100, "items": 100, "waiting": 50}
LARGE = {"organs": 5_000, "items": 100_000, "waiting": 2_000}
PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass(frozen=True)
class Page:
    """A page as it is named in the addresses, its parameters, and who looks at it (empty: the public)."""

    name: str
    args: tuple[str, ...] = ()
    asked: str = ""
    duty: str = ""

    @property
    def address(self) -> str:
        return reverse(self.name, args=self.args) + self.asked


HEAD, REVIEWER = Duty.OFFICE_HEAD, Duty.REVIEWER
PAGES = {
    "home": Page("portal:home"),
    "board": Page("portal:board"),
    "board of an organ": Page("portal:board", asked="?organ=unit-7"),
    "column": Page("portal:column", ("20.2",)),
    "column of an organ": Page("portal:column", ("20.2",), "?organ=bench"),
    "public item": Page("portal:item", ("bench-7",)),
    "history of an item": Page("portal:item_history", ("bench-7",)),
    "search": Page("portal:search", asked="?q=第7号"),
    "policy library": Page("portal:policies"),
    "organs": Page("portal:organs"),
    "an organ": Page("portal:organ", ("bench",)),
    "first page of the desk": Page("workbench:home", duty=HEAD),
    "items at the desk": Page("workbench:items", duty=HEAD),
    "items that press": Page("workbench:pressing_items", duty=HEAD),
    "an item at the desk": Page("workbench:item", ("7",), duty=HEAD),
    "what waits for a look": Page("workbench:items", asked="?list=mine", duty=REVIEWER),
    "batch": Page("workbench:pass_many", ("pass_review",), duty=REVIEWER),
    "columns at the desk": Page("workbench:columns", duty=HEAD),
    "figures of a year": Page("workbench:counts", duty=HEAD),
    "figures of the region": Page("workbench:counts", asked="?whole=1", duty=HEAD),
    "figures by organ": Page("workbench:counts", asked="?whole=1&way=organ", duty=HEAD),
    "coverage matrix": Page("workbench:coverage", duty=HEAD),
    "obligations": Page("workbench:obligations", duty=HEAD),
}


def run() -> Iterator[str]:
    """Milliseconds and queries of each page, small region and large."""
    with override_settings(STORAGES=PLAIN_STATIC):
        yield from _pages()


def _pages() -> Iterator[str]:
    root = found_region()
    clients = {"": Client(HTTP_HOST="localhost")}
    clients |= {duty: person_of(root, duty) for duty in (HEAD, REVIEWER)}
    grow(root, **SMALL)
    small = {name: _measured(clients[page.duty], page) for name, page in PAGES.items()}
    grow(root, **LARGE)
    for name, page in PAGES.items():
        yield _told(name, *small[name], *_measured(clients[page.duty], page))


def _measured(client: Client, page: Page) -> tuple[float, int]:
    """The seconds and the queries of a page that was shown before."""

    def show() -> Any:
        return client.get(page.address)

    response = show()
    assert response.status_code == 200, (page.address, response.status_code)  # noqa: S101
    with CaptureQueriesContext(connection) as told:
        show()
    # Counted at once: the next request clears the log that the context looks into.
    queries = len(told)
    ours, _same = beside(show, lambda: None)
    return ours, queries


def _told(name: str, before: float, queries_before: int, after: float, queries: int) -> str:
    return (
        f"{name}: {before * 1000:.0f} ms, {queries_before} queries → {after * 1000:.0f} ms, {queries} queries; "
        f"{after / before:.2f} of it"
    )
