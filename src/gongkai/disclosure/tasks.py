"""What follows an act by itself, and what the clock asks for: the search index, publications, expiry, notices over."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import default_task_backend, task

from gongkai.catalogue.queries import column_of_element
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
from gongkai.foundation.ledger import SYSTEM, Entry, entries_since, follows, head_number
from gongkai.foundation.search import index, move_index_to, position_of_index, rebuild, remove
from gongkai.foundation.workflow import Refused

# Acts that take a whole column, or what stands under an element, from the public's eyes.
CLOSING = ("catalogue.change_column", "catalogue.change_element")
# What of an item the search knows: which version is public, and whether it is in force.
TOLD = ("current_version", "validity")
AT_ONCE = 500


@follows(*(f"disclosure.{name}" for name in WORKFLOW.transitions), *CLOSING)
def keep_index_up_after(entry: Entry, subject: Any) -> None:
    """Whatever act changed what is public: the index is no part of the transaction, it follows the act."""
    if _changes_the_index(entry):
        transaction.on_commit(keep_index_up.enqueue)


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
def keep_index_up() -> int:
    """Bring the index of this machine up to the last act of the ledger; how many items were looked at.

    Each machine may have an index of its own: each knows up to which act it is true, and reads on from there. An
    index that knows of no act, far behind, is left to be made anew.
    """
    position, looked_at = position_of_index(), 0
    if position is None:
        position = 0 if head_number() <= AT_ONCE else None
    while position is not None and (entries := list(entries_since(position)[:AT_ONCE])):
        items = _touched(entries)
        looked_at += len(items)
        docs = list(search_docs(items)) if items else []
        if items:
            index(docs)
            remove(sorted({search_id(pk) for pk in items} - {doc.id for doc in docs}))
        position = entries[-1].number
        move_index_to(position)
    return looked_at


def _touched(entries: list[Entry]) -> set[int]:
    """The items of which these acts changed what the search may know."""
    items: set[int] = set()
    for entry in filter(_changes_the_index, entries):
        if entry.verb in CLOSING:
            items.update(_items_in(entry))
        else:
            items.add(int(entry.subject_id))
    return items


def _changes_the_index(entry: Entry) -> bool:
    """Another version is public, the item stands differently, or what it stands in or says is read by others."""
    if entry.verb in CLOSING:
        return bool(entry.before.get("audience") != entry.after.get("audience"))
    is_item = entry.subject_type == InformationItem._meta.label_lower
    return is_item and any(entry.before.get(name) != entry.after.get(name) for name in TOLD)


def _items_in(entry: Entry) -> Iterator[int]:
    """The items that stand in the column of the entry, or in the column to which its element belongs."""
    column = int(entry.subject_id)
    if entry.verb == "catalogue.change_element":
        column = column_of_element(column)
    yield from InformationItem.objects.filter(current_version__column=column).values_list("pk", flat=True)


@task()
def reindex_items() -> int:
    """Make the index anew from every public item, the only things that are in it; how many they were."""
    position = head_number()  # what is done meanwhile is read again
    count = rebuild(search_docs())
    move_index_to(position)
    return count


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
