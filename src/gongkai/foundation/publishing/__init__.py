"""Finished pages as files that a web server gives out: written whole or not at all, known by digest, signed.

    trees = Trees(settings.GONGKAI_TREE_DIR)
    with trees.writing() as tree:                      # None before the first one is built
        tree.put([Page("about/index.html", b"…", frozenset({"site"}))], position=17)

A tree also remembers what each page shows, so that a change of one thing names the pages to make anew, and up to
which entry of the ledger it is true. All of it is derived data: lost, it is built again.
"""

from gongkai.foundation.publishing.files import Page, Written
from gongkai.foundation.publishing.manifest import Fault
from gongkai.foundation.publishing.tree import Put, Tree, TreeBusy, Trees

__all__ = ["Fault", "Page", "Put", "Tree", "TreeBusy", "Trees", "Written"]
