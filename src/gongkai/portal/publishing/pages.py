"""Which pages a site has as files, and which of them an item touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from gongkai.annual_reports import queries as reports
from gongkai.catalogue import queries as catalogue
from gongkai.channels import queries as channels
from gongkai.disclosure import queries as disclosure
from gongkai.disclosure.queries.counting import totals_in
from gongkai.disclosure.queries.listing import neighbours, page_bounds, pages_with
from gongkai.portal.disclosure.board import Board, blocks_of
from gongkai.portal.machine.feeds import feed_addresses
from gongkai.portal.machine.sitemap import IN_A_PART, parts
from gongkai.portal.organs.choice import site_organs
from gongkai.portal.publishing.rendering import Host
from gongkai.portal.sites import ShownSite, site_at

DEFAULT = "default"
# Pages by their names alone; the views of the rest ask for arguments.
SINGLE = (
    "home",
    "accessibility",
    "organs",
    "annual_reports",
    "policies",
    "sitemap",
    "sitemap_pages",
    "robots",
    "opensearch",
)


def hosts() -> list[Host]:
    """The sites of this installation; before one is opened, the one that answers to every name."""
    opened = channels.all_sites()
    if opened:
        secure = settings.BEHIND_TLS or settings.SITE_URL.startswith("https:")
        return [Host(one.domain, ShownSite(one), one.domain, secure) for one in opened]
    told = urlsplit(settings.SITE_URL or "http://localhost")
    return [Host(DEFAULT, site_at(told.netloc), told.netloc, told.scheme == "https")]


def all_addresses(host: Host) -> Iterator[str]:
    """The address of every page of the site, items last."""
    yield from (reverse(f"portal:{name}") for name in SINGLE)
    yield from (reverse("portal:sitemap_part", args=[number]) for number in range(1, parts() + 1))
    for organ in (None, *site_organs(host.site)):
        yield from _addresses_of_board(Board(organ, host.site))
        if organ is not None:
            yield reverse("portal:organ", args=[organ.code])
    for report in reports.public_reports(None):
        yield reverse("portal:annual_report", args=[report.organ.code, report.year])
    found = disclosure.public_items().order_by("pk").values_list("item__index_number", flat=True)
    if host.site.organ_ids is not None:
        found = found.filter(organ_id__in=host.site.organ_ids)
    yield from (reverse("portal:item", args=[number]) for number in found.iterator(chunk_size=2000))
    for number in disclosure.withdrawn_numbers(host.site.organ_ids):
        yield reverse("portal:item", args=[number])


def addresses_of_item(version: disclosure.ItemVersion, host: Host) -> Iterator[str]:
    """The pages on which a public version stands, by the rules of the lists; they need not show it yet."""
    if not host.site.shows(version.organ):
        return
    yield reverse("portal:item", args=[version.index_number])
    yield from (reverse("portal:item", args=[one.index_number]) for one in neighbours(version))
    yield reverse("portal:home")
    yield reverse("portal:organ", args=[version.organ.code])
    yield reverse("portal:sitemap")
    yield reverse("portal:sitemap_part", args=[-(-version.item_id // IN_A_PART)])
    for board in (Board(None, host.site), Board(version.organ, host.site)):
        yield board.address()
        yield from feed_addresses(board)
        for column in _line(version.column_id):
            yield board.address("column", code=column.code)
            yield from feed_addresses(board, column)
            for number in pages_with(version, column.pk, board.scope):
                yield board.address("column_page", code=column.code, number=number)


def _addresses_of_board(board: Board) -> Iterator[str]:
    """The board and its columns; of an organ's only those in which something stands, the others are made when asked."""
    yield board.address()
    yield from feed_addresses(board)
    counts = totals_in(board.scope)
    columns = [one for block in blocks_of(board) for one in block.walk()]
    columns += catalogue.archived_columns(board.organ)
    if catalogue.archived_columns(board.organ):
        yield board.address("column_archive")
    for column in columns:
        if board.organ is not None and not any(counts.get(pk) for pk in catalogue.columns_under(column)):
            continue
        yield board.address("column", code=column.code)
        yield from feed_addresses(board, column)
        for number in range(1, page_bounds(column.pk, board.scope).count() + 1):
            yield board.address("column_page", code=column.code, number=number)


def _line(column_id: int | None) -> list[catalogue.Column]:
    by_key = {one.pk: one for one in catalogue.kept_columns().values()}
    return [by_key[pk] for pk in catalogue.lines()[column_id or 0]]


def reports_of(host: Host, keys: Iterable[int]) -> Iterator[str]:
    """The pages that tell of these annual reports."""
    yield reverse("portal:annual_reports")
    for report in reports.public_reports(None).filter(pk__in=list(keys)):
        if host.site.shows(report.organ):
            yield reverse("portal:annual_report", args=[report.organ.code, report.year])
