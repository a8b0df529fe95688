"""Open cases laid down in one go: doing it by the acts would take longer than all that is measured."""

from collections.abc import Iterator
from datetime import date

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Subquery

from gongkai.applications.models import Application, ApplicationEvent, Consultation, Letter, LetterKind
from gongkai.applications.workflow import State
from gongkai.calendars.queries import work_calendar
from gongkai.foundation.files import store_upload
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import now, today
from gongkai.organs.queries import Organ

BATCH, PERIOD = 2000, 15
# Of so many cases one waits for a supplement, one has been extended, supplemented, consulted about.
LIVES = ("plain", "plain", "plain", "extended", "supplemented", "consulted", "waiting", "consulted late")


def lay_down(organ: Organ, count: int) -> int:
    """So many open cases of all kinds of lives, received on the working days of the last three weeks."""
    days = _last_working_days(PERIOD)
    for start in range(1, count + 1, BATCH):
        with transaction.atomic():
            _lay_down(organ, range(start, min(start + BATCH, count + 1)), days)
    _seal()
    return Application.objects.count()


def _lay_down(organ: Organ, numbers: range, days: list[date]) -> None:
    models.QuerySet(Application).bulk_create([_case(organ, number, days) for number in numbers])
    letter = Letter.objects.first() or _letter(numbers[0])
    consulted = [number for number in numbers if _life(number).startswith("consulted")]
    models.QuerySet(Consultation).bulk_create(
        Consultation(
            pk=number,
            application_id=number,
            party="third_party",
            served_on=_received(number, days),
            letter=letter,
        )
        for number in consulted
    )
    events = [event for number in numbers for event in _events(number, _received(number, days))]
    models.QuerySet(ApplicationEvent).bulk_create(events)


def _seal() -> None:
    """Sealing so often would take minutes: one name and one description are sealed and copied to all."""
    one = Application.objects.earliest("pk")
    one.name, one.description = "示例申请人", "示例市2025年预算执行情况"
    one.save(update_fields=["name", "description"])
    sealed = Application.objects.filter(pk=one.pk)
    Application.objects.update(
        name=Subquery(sealed.values("name")), description=Subquery(sealed.values("description"))
    )


def _case(organ: Organ, number: int, days: list[date]) -> Application:
    return Application(
        pk=number,
        organ=organ,
        number=f"BENCH-2026-{number:06d}",
        year=2026,
        serial=number,
        state=State.SUPPLEMENTING if _life(number) == "waiting" else State.HANDLING,
        channel="online",
        applicant_kind="natural",
        supply_form="electronic",
        delivery_way="online",
        submitted_at=now(),
        received_on=_received(number, days),
        code_digest=f"{number:064d}",
        submission_digest=f"{number:064d}",
        privacy_notice="2026-11",
    )


def _events(number: int, day: date) -> Iterator[ApplicationEvent]:
    def event(kind: str, **more: object) -> ApplicationEvent:
        return ApplicationEvent(application_id=number, kind=kind, on=day, **more)

    yield event("received")
    match _life(number):
        case "extended":
            yield event("extended", days=20)
        case "supplemented":
            yield event("supplement_requested")
            yield event("supplement_received")
        case "waiting":
            yield event("supplement_requested")
        case "consulted":
            yield event("consultation_served", consultation_id=number)
            yield event("consultation_answered", consultation_id=number)
        case "consulted late":
            yield event("consultation_served", consultation_id=number)
            yield event("extended", days=10)


def _life(number: int) -> str:
    return LIVES[number % len(LIVES)]


def _received(number: int, days: list[date]) -> date:
    return days[number % len(days)]


def _last_working_days(count: int) -> list[date]:
    calendar, day = work_calendar(), today().replace(month=max(1, today().month - 2), day=1)
    found = []
    for one in calendar.after(day):
        if one > today():
            return found[-count:]
        found.append(one)
    return found


def _letter(number: int) -> Letter:
    file = store_upload(ContentFile("征求意见书".encode(), name="letter.txt"), by=SYSTEM)
    return Letter.objects.create(
        application_id=number,
        kind=LetterKind.CONSULTATION,
        number="示例",
        issued_on=today(),
        docx=file,
        pdf=file,
    )
