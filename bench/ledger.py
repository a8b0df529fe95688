"""Writing a chained entry, beside inserting the same row without a chain; and verifying."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import transaction

from bench.timing import beside, seconds
from gongkai.foundation.ledger import SYSTEM, Entry, record, verify
from gongkai.foundation.moment import now
from gongkai.foundation.numbering import NumberSeries

ACTS = 200


def run() -> Iterator[str]:
    """Entries a second, each in its own transaction."""
    call_command("migrate", verbosity=0)
    subject = NumberSeries.objects.create(name="bench", year=2026, last=0)
    loose = iter(range(10**9, 2 * 10**9))

    def chained() -> None:
        for _ in range(ACTS):
            with transaction.atomic():
                record(subject, "bench.act", by=SYSTEM, facts={"pages": 3})

    def unchained() -> None:
        for _ in range(ACTS):
            with transaction.atomic():
                Entry(
                    number=next(loose), at=now(), verb="bench.loose", subject_type="x", subject_id="1"
                ).save()

    mine, peer = beside(chained, unchained)
    yield f"{ACTS / mine:,.0f} chained entries/s; unchained {ACTS / peer:,.0f}/s; {peer / mine:.2f} of it"
    with transaction.atomic():
        Entry.objects.filter(verb="bench.loose")._raw_delete("default")
    count = Entry.objects.count()
    yield f"{count / seconds(lambda: list(verify())):,.0f} entries verified a second"
