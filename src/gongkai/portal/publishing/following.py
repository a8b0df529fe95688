"""One look at what has happened: this machine's index and finished pages brought up to the last act."""

from __future__ import annotations

from gongkai.disclosure.tasks import keep_index_up, reindex_items
from gongkai.foundation.search import needs_rebuild
from gongkai.portal.publishing.publisher import STALE, keep_up, trees
from gongkai.portal.publishing.rebuilding import edition, rebuild


def follow_once() -> int:
    """Bring pages and index up; how many steps the pages took.

    Builds all pages where there is no tree, where names or menus have changed, and on a new day; the index where
    it is lost or damaged. The pages come first: a publication is read before it is searched for.
    """
    steps = 0
    with trees().writing() as tree:
        while tree is not None and keep_up(tree) is not None:
            steps += 1
        wanted = tree is None or bool(tree.record.fact(STALE)) or tree.record.fact("edition") != edition()
    keep_index_up.call()
    if needs_rebuild():
        reindex_items.call()
    if wanted:
        rebuild()
        steps += 1
    return steps
