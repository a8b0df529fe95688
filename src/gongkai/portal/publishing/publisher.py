"""Keeping the tree true to the database: change by change, and all of it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from gongkai.disclosure import queries as disclosure
from gongkai.foundation.publishing import Fault, Page, Put, Tree, Trees
from gongkai.foundation.publishing.files import told
from gongkai.portal.publishing.changes import Touched, entries_since, head_number, touched
from gongkai.portal.publishing.pages import addresses_of_item, all_addresses, hosts, reports_of
from gongkai.portal.publishing.rendering import GONE_FILE, INDEX, Host, NotPublished, path_of, rendered

AT_ONCE = 500
STALE = "stale"
Say = Callable[[str], None]


@dataclass(frozen=True)
class KeptUp:
    """How far a tree was brought, and what that changed; ``stale``: everything must be built anew."""

    position: int
    put: Put | None
    stale: bool


def trees() -> Trees:
    """The trees of this installation."""
    return Trees(settings.GONGKAI_TREE_DIR)


def keep_up(tree: Tree) -> KeptUp | None:
    """Make the pages anew that the next acts of the ledger touched; None when there was no further act."""
    entries = list(entries_since(tree.position)[:AT_ONCE])
    if not entries:
        return None
    found = touched(entries)
    position = entries[-1].number
    if found.everything:
        tree.record.tell(STALE, str(position))
    put = refresh(tree, found, position=position) if found else tree.put((), position=position)
    return KeptUp(position, put, found.everything)


def refresh(tree: Tree, found: Touched, *, position: int | None = None) -> Put:
    """Make every page anew that shows, or by the rules of the lists must show, what was touched."""
    shown = tree.record.showing(
        [*(f"item:{pk}" for pk in found.items), *(f"report:{pk}" for pk in found.reports)]
    )
    versions = list(disclosure.last_versions(found.items))
    pages: list[Page] = []
    gone: list[str] = []
    for host in hosts():
        addresses = {address for path in shown if (address := address_of(path, host)) is not None}
        addresses.update(address for one in versions for address in addresses_of_item(one, host))
        if found.reports:
            addresses.update(reports_of(host, found.reports))
        for address in sorted(addresses):
            made, without = page_or_nothing(address, host)
            pages += made
            gone += without
    return tree.put(pages, gone, position=position)


def page_or_nothing(address: str, host: Host) -> tuple[list[Page], list[str]]:
    """The page at the address, if there is one, and the paths at which nothing may lie any longer."""
    paths = {path_of(address, host), path_of(address, host, gone=True)}
    try:
        page = rendered(address, host)
    except NotPublished:
        return [], sorted(paths)
    return [page], sorted(paths - {page.path})


def address_of(path: str, host: Host) -> str | None:
    """The address of the page that lies at a path; None where it lies on another site."""
    folder, _slash, rest = path.partition("/")
    if folder != host.folder:
        return None
    for name in (INDEX, GONE_FILE):
        if rest == name or rest.endswith(f"/{name}"):
            rest = rest[: -len(name)]
    return f"/{rest}"


def false_pages(tree: Tree) -> Iterator[tuple[Fault, str, Host | None]]:
    """Compare the tree with its manifest and with the database: what is wrong, the address and the site."""
    known = tree.record.digests()
    by_folder = {host.folder: host for host in hosts()}
    for fault in tree.faults():
        host = by_folder.get(fault.path.partition("/")[0])
        yield fault, (address_of(fault.path, host) or "") if host else "", host
    owed: set[str] = set()
    for host in by_folder.values():
        for address in all_addresses(host):
            for fault in _against_views(address, host, known, owed):
                yield fault, address, host
    for path in known.keys() - owed:
        host = by_folder.get(path.partition("/")[0])
        address = (address_of(path, host) or "") if host else ""
        # What nobody asked for may lie there as long as it is what the view gives: a list that became empty.
        if host is None or not any(page.path == path for page in page_or_nothing(address, host)[0]):
            yield Fault("needless", path), address, host
        else:
            yield from ((fault, address, host) for fault in _against_views(address, host, known, owed))


def _against_views(address: str, host: Host, known: dict[str, str], owed: set[str]) -> Iterator[Fault]:
    for page in page_or_nothing(address, host)[0]:
        owed.add(page.path)
        if page.path not in known:
            yield Fault("missing", page.path)
        elif known[page.path] != told(page).digest:
            yield Fault("outdated", page.path)


def repair(tree: Tree, wrong: Iterable[tuple[Fault, str, Host | None]]) -> int:
    """Make the wrong pages anew and take away what should not be there; how many there were."""
    count = 0
    for fault, address, host in list(wrong):
        count += 1
        tree.forget(fault.path)
        if host is not None and fault.kind not in ("needless", "unknown", "forged"):
            pages, gone = page_or_nothing(address, host)
            tree.put(pages, gone)
    tree.sign()
    return count


def behind(tree: Tree) -> int:
    """How many acts of the ledger the tree does not know yet."""
    return head_number() - tree.position
