"""What follows an act by itself, and what the clock asks for: the search index, publications, expiry, notices over."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import default_task_backend, task

from gongkai.disclosure.actions import end_notice, expire, patrol, publish_when_due, screen
from gongkai.disclosure.actions.counting import recount
from gongkai.disclosure.queries import (
    InformationItem,
    due_publications,
    ended_notices,
    expired_documents,
    search_docs,
    search_id,
)
from gongkai.disclosure.queries.counting import tallies_are_lost
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Entry, follows
from gongkai.foundation.search import index, rebuild, remove
from gongkai.foundation.workflow import Refused


@follows(*(f"disclosure.{name}" for name in WORKFLOW.transitions))
def refresh_index_after(entry: Entry, item: Any) -> None:
    """Whatever act changed which version is public: the index is no part of the transaction, it follows the act."""
    if entry.before.get("current_version") != entry.after.get("current_version"):
        transaction.on_commit(partial(refresh_index.enqueue, item.pk))


@follows("catalogue.change_column")
def reindex_after_a_change_of_audience(entry: Entry, column: Any) -> None:
    """What is for inside from now on is found by nobody outside."""
    if entry.before.get("audience") != entry.after.get("audience"):
        transaction.on_commit(partial(reindex_column.enqueue, column.pk))


@follows("catalogue.change_element")
def reindex_after_an_element_was_closed(entry: Entry, element: Any) -> None:
    """Nor is what stands under an element that is for inside from now on."""
    if entry.before.get("audience") != entry.after.get("audience"):
        transaction.on_commit(partial(reindex_column.enqueue, element.column_id))


@follows("disclosure.schedule_publication")
def wait_for_the_moment(entry: Entry, item: Any) -> None:
    """Have a worker publish it at the moment that was set. The regular look below catches what no worker did."""
    if default_task_backend.supports_defer:
        deferred = publish_item_when_due.using(run_after=item.publish_at)
        transaction.on_commit(partial(deferred.enqueue, item.pk))


@follows("disclosure.draft", "disclosure.edit")
def look_through(entry: Entry, item: Any) -> None:
    """Look at what was attached in the background, so that the findings are there when somebody asks."""
    transaction.on_commit(partial(screen_item.enqueue, item.pk))


@task()
def screen_item(item_pk: int) -> None:
    """Let the guard look at the table and the attachments of an item."""
    if item := InformationItem.objects.filter(pk=item_pk).first():
        screen(item)


@task()
def recount_lost_tallies() -> int:
    """Count anew where nothing is tallied though something was public: after an upgrade, or a restored database."""
    return recount(by=SYSTEM) if tallies_are_lost() else 0


@task()
def patrol_published() -> str:
    """Look with today's rules at what is public; how much was read, found and taken down, as “1/0/0”."""
    run = patrol()
    return f"{run.read}/{run.found}/{run.taken_down}" if run else "0/0/0"


@task()
def refresh_index(item_pk: int) -> None:
    """Put the public version of the item into the index, or take the item out when nothing of it is public."""
    if docs := list(search_docs([item_pk])):
        index(docs)
    else:
        remove([search_id(item_pk)])


@task()
def reindex_column(column_pk: int) -> int:
    """The same for every item that stands in the column; how many they were."""
    items = InformationItem.objects.filter(current_version__column=column_pk)
    keys = list(items.order_by("pk").values_list("pk", flat=True))
    docs = list(search_docs(keys))
    index(docs)
    remove(sorted({search_id(pk) for pk in keys} - {doc.id for doc in docs}))
    return len(keys)


@task()
def reindex_items() -> int:
    """Make the index anew from every public item, the only things that are in it; how many they were."""
    return rebuild(search_docs())


@task()
def publish_item_when_due(item_pk: int) -> bool:
    """Publish one scheduled item if its time has come; a time that was changed since is left to its own task."""
    return any(publish_when_due(item) for item in due_publications().filter(pk=item_pk))


@task()
def publish_due_items() -> int:
    """Publish every scheduled item whose time has come; how many were published."""
    return sum(publish_when_due(item) is not None for item in _one_by_one(due_publications()))


@task()
def expire_documents() -> int:
    """Mark every rule and normative document whose last day is over; how many they were."""
    return _each(expired_documents(), expire)


@task()
def end_notices() -> int:
    """Take down every public notice whose time is over; how many they were."""
    return _each(ended_notices(), end_notice)


def _each(found: QuerySet[InformationItem], act: Callable[[InformationItem], Any]) -> int:
    done = 0
    for item in _one_by_one(found):
        try:
            act(item)
        except Refused:
            continue  # somebody was quicker
        done += 1
    return done


def _one_by_one(found: QuerySet[InformationItem]) -> list[InformationItem]:
    # The list is taken first: each act has a transaction of its own, and changes what the query would find.
    return list(found)
