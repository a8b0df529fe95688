"""Keeping the search index at what is public: after each publication and withdrawal, and as a whole."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from gongkai.disclosure.queries import search_docs, search_id
from gongkai.foundation.ledger import Entry, follows
from gongkai.foundation.search import index, rebuild, remove


@follows("disclosure.publish", "disclosure.withdraw")
def refresh_index_after(entry: Entry, item: Any) -> None:
    """The index is no part of the transaction: it follows once the act stands."""
    transaction.on_commit(partial(refresh_index.enqueue, item.pk))


@task()
def refresh_index(item_pk: int) -> None:
    """Put the public version of the item into the index, or take the item out when nothing of it is public."""
    if docs := list(search_docs([item_pk])):
        index(docs)
    else:
        remove([search_id(item_pk)])


@task()
def reindex_items() -> int:
    """Make the index anew from every public item, the only things that are in it; how many they were."""
    return rebuild(search_docs())
