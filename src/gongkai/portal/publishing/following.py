"""One look at what has happened: the changed pages made anew, or all of them where that is needed."""

from __future__ import annotations

from gongkai.portal.publishing.publisher import STALE, keep_up, trees
from gongkai.portal.publishing.rebuilding import edition, rebuild


def follow_once() -> int:
    """Bring the tree up to the last act; how many steps it took.

    Builds all pages where there is no tree, where names or menus have changed, and on a new day.
    """
    steps = 0
    with trees().writing() as tree:
        while tree is not None and keep_up(tree) is not None:
            steps += 1
        wanted = tree is None or bool(tree.record.fact(STALE)) or tree.record.fact("edition") != edition()
    if wanted:
        rebuild()
        steps += 1
    return steps
