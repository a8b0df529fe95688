"""Keeping the tallies, and telling what the system did not see: earlier years and other channels."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure.models import (
    HANDED_OVER,
    Carrier,
    Channel,
    InformationItem,
    ItemVersion,
    MonthTally,
    OpeningBalance,
    PublicTotal,
    Release,
    Tally,
    Withdrawal,
)
from gongkai.disclosure.queries.schemes import category_choices, scheme_told
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ, lines_of_organs, organ

CITE_CHANNELS = "regulation-2019:23"
CITE_PLACES = "regulation-2019:25"
CITE_REPORT = "regulation-2019:50"
# The year from which the first Regulation obliged anyone to count.
FIRST_YEAR = 2008
Key = tuple[date, int, int, str]


@transaction.atomic
def tally(before: int | None, after: int | None) -> None:
    """Note that one version (by key) stopped being public and another became so; either may be none."""
    day = today()
    counts: Counter[tuple[Key, str]] = Counter()
    for pk, name in ((before, "left"), (after, "entered")):
        if pk is not None:
            version = ItemVersion.objects.get(pk=pk)
            counts[_key(version, day), name] += 1
            if name == "entered" and version.number == 1:
                counts[_key(version, day), "published"] += 1
    for (key, name), count in sorted(counts.items()):
        told: dict[str, Any] = dict(zip(_KEY, key, strict=True))
        row, _created = Tally.objects.get_or_create(**told)
        Tally.objects.filter(pk=row.pk).update(**{name: F(name) + count})
        if name == "published":
            _add_to_months(key, count)
        else:
            _move_totals(key, count if name == "entered" else -count)


@transaction.atomic
def recount(*, by: Actor) -> int:
    """Make all tallies anew from the versions and withdrawals; how many rows there are then.

    A version stops being public when the next one follows or when it is withdrawn.
    """
    if by.duty not in {Duty.SYSTEM_ADMIN, SYSTEM.duty}:
        raise Refused(_("重新统计由系统管理员办理。"))
    counts: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for version in _versions_with_their_ends().iterator(chunk_size=2000):
        came = counts[_key(version, timezone.localdate(version.at))]
        came["entered"] += 1
        came["published"] += version.number == 1
        if ends := [moment for moment in (version.followed_at, version.withdrawn_at) if moment]:
            counts[_key(version, timezone.localdate(min(ends)))]["left"] += 1
    Tally.objects.all().delete()
    rows = [Tally(**dict(zip(_KEY, key, strict=True)), **told) for key, told in counts.items()]
    Tally.objects.bulk_create(rows, batch_size=500)
    _total_anew(rows)
    _months_anew(rows)
    return len(rows)


@transaction.atomic
def record_release(
    *,
    by: Actor,
    channel: Channel,
    on: date,
    item: InformationItem | None = None,
    topic: str = "",
    carrier: Carrier | str = "",
    place: str = "",
    address: str = "",
    count: int = 1,
) -> Release:
    """Note that an item, or a number of things under a topic, also went out through another channel (art. 23).

    What was handed to a place where the public reads it says on what ``carrier`` (art. 25).
    """
    publisher = _own_organ(by, {Duty.SUBMITTER, Duty.OFFICE_HEAD})
    if item is not None and (item.organ_id != publisher.pk or not item.current_version_id):
        raise Refused(_("只能登记本机关已经公开的信息。"), cite=CITE_CHANNELS)
    _can_be_released(channel, on, carrier, bool(item or topic.strip()))
    made = Release(
        item=item,
        organ=publisher,
        channel=channel,
        topic=topic.strip(),
        on=on,
        carrier=carrier,
        place=place.strip(),
        address=address,
        count=count,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )
    made.full_clean(exclude=["item"])
    made.save()
    facts = {"channel": channel, "on": on, "count": count, "carrier": carrier}
    record(item or publisher, "disclosure.record_release", by=by, cite=CITE_CHANNELS, facts=facts)
    return made


@transaction.atomic
def note_opening_balance(
    *, by: Actor, year: int, count: int, basis: str, category: str = "", channel: str = ""
) -> OpeningBalance:
    """Say what the organ had disclosed in a year before it worked with the system; a new figure replaces the old.

    Either the sum of the year, or its parts by the categories of one division: they are added to each other.
    """
    publisher = _own_organ(by, {Duty.OFFICE_HEAD})
    if not FIRST_YEAR <= year <= today().year:
        raise Refused(_("年度应在%(first)s年到今年之间。") % {"first": FIRST_YEAR}, cite=CITE_REPORT)
    if not basis.strip():
        raise Refused(_("请写明数字的依据，例如当年的年度报告。"), cite=CITE_REPORT)
    if Tally.objects.filter(organ_id=publisher.pk, published__gt=0, day__year=year).exists() and not channel:
        raise Refused(
            _("%(year)s年已有本系统内的公开记录，不能再填期初数。") % {"year": year}, cite=CITE_REPORT
        )
    _must_fit(publisher, year, count, category, channel)
    noted, _created = OpeningBalance.objects.update_or_create(
        organ=publisher,
        year=year,
        category=category,
        channel=channel,
        defaults={"count": count, "basis": basis.strip()},
    )
    facts = {"year": year, "category": category, "channel": channel, "count": count}
    record(publisher, "disclosure.note_opening_balance", by=by, cite=CITE_REPORT, facts=facts)
    return noted


def _can_be_released(channel: Channel, on: date, carrier: str, is_told: bool) -> None:
    if not is_told:
        raise Refused(_("没有对应的信息时，请写明发布了什么内容。"), cite=CITE_CHANNELS)
    if on > today():
        raise Refused(_("发布日期晚于今天，请核对。"), cite=CITE_CHANNELS)
    if channel in HANDED_OVER and not carrier:
        place = Channel(channel).label
        raise Refused(_("移交“%(place)s”的，请选择移交的载体。") % {"place": place}, cite=CITE_PLACES)


def _must_fit(publisher: Organ, year: int, count: int, category: str, channel: str) -> None:
    """Raises Refused for a part that would be counted beside the sum that it is a part of."""
    if category and channel:
        raise Refused(_("其他渠道的数量不分类别，请只选其中一项。"), cite=CITE_REPORT)
    if category and category not in {code for _name, some in category_choices() for code, _label in some}:
        raise Refused(_("没有这个类别，请重新选择。"), cite=CITE_REPORT)
    if channel or not count:
        return
    there = OpeningBalance.objects.filter(organ=publisher, year=year, channel="", count__gt=0)
    if any(scheme_told(one) != scheme_told(category) for one in there.values_list("category", flat=True)):
        raise Refused(
            _("%(year)s年已按另一种分法填写，两种分法的数字会重复计算；要改用这一种，请先把原来的条数改为0。")
            % {"year": year},
            cite=CITE_REPORT,
        )


_KEY = ("day", "organ_id", "column_id", "kind")


def _key(version: ItemVersion, day: date) -> Key:
    return day, version.organ_id, version.column_id or 0, version.kind


def _move_totals(key: Key, count: int) -> None:
    _day, organ_id, column_id, _kind = key
    for organ_key in (0, organ_id):
        row, _created = PublicTotal.objects.get_or_create(organ_key=organ_key, column_id=column_id)
        PublicTotal.objects.filter(pk=row.pk).update(count=F("count") + count)


def _add_to_months(key: Key, count: int) -> None:
    day, organ_id, column_id, _kind = key
    own = organ(organ_id)
    holders = [(organ_id, False), *((one.pk, True) for one in (own, *Organ.objects.get_ancestors(own)))]
    for holder, whole in sorted(holders):
        row, _created = MonthTally.objects.get_or_create(
            organ_id=holder, whole=whole, month=day.replace(day=1), column_id=column_id
        )
        MonthTally.objects.filter(pk=row.pk).update(published=F("published") + count)


def _months_anew(rows: list[Tally]) -> None:
    above, months = lines_of_organs(), Counter[tuple[int, bool, date, int]]()
    for row in rows:
        if row.published:
            for holder, whole in [(row.organ_id, False), *((pk, True) for pk in above[row.organ_id])]:
                months[holder, whole, row.day.replace(day=1), row.column_id] += row.published
    MonthTally.objects.all().delete()
    MonthTally.objects.bulk_create(
        (
            MonthTally(organ_id=holder, whole=whole, month=month, column_id=column, published=count)
            for (holder, whole, month, column), count in months.items()
        ),
        batch_size=1000,
    )


def _total_anew(rows: list[Tally]) -> None:
    totals: Counter[tuple[int, int]] = Counter()
    for row in rows:
        for organ_key in (0, row.organ_id):
            totals[organ_key, row.column_id] += row.entered - row.left
    PublicTotal.objects.all().delete()
    PublicTotal.objects.bulk_create(
        (
            PublicTotal(organ_key=key, column_id=column, count=count)
            for (key, column), count in totals.items()
        ),
        batch_size=1000,
    )


def _versions_with_their_ends() -> Any:
    following = ItemVersion.objects.filter(item=OuterRef("item"), number=OuterRef("number") + 1)
    withdrawal = Withdrawal.objects.filter(version=OuterRef("pk"))
    return ItemVersion.objects.defer("body", "elements").annotate(
        followed_at=Subquery(following.values("at")[:1]), withdrawn_at=Subquery(withdrawal.values("at")[:1])
    )


def _own_organ(by: Actor, duties: set[Duty]) -> Organ:
    if by.duty not in duties or by.organ_id is None:
        names = listed(duty.label for duty in sorted(duties))
        raise Refused(_("由本机关的%(duties)s办理。") % {"duties": names})
    return organ(by.organ_id)
