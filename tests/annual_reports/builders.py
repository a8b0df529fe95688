"""Applications of a year without their procedure, and a report that is ready to be submitted."""

from datetime import date
from itertools import count

from gongkai.annual_reports import actions, queries
from gongkai.applications.queries import Application, Channel, DeliveryWay, State, SupplyForm

_serial = count(1)
YEAR = 2025
CLASSES = ("natural", "commercial", "research", "social", "legal", "other")
TEXT = "本年度按照《中华人民共和国政府信息公开条例》的要求开展工作。"


def application(organ, received_on, closed_on=None, outcome="", kind="natural") -> Application:
    """An application as it stands in the records after all acts on it."""
    serial = next(_serial)
    made = Application.objects.create(
        organ=organ,
        number=f"{organ.code}-{received_on.year}-{serial}",
        year=received_on.year,
        serial=serial,
        state=State.REPLIED if closed_on else State.HANDLING,
        channel=Channel.ONLINE,
        applicant_kind=kind,
        name="示例申请人",
        description="示例信息",
        supply_form=SupplyForm.ELECTRONIC,
        delivery_way=DeliveryWay.ONLINE,
        received_on=received_on,
        closed_on=closed_on,
        outcome=outcome,
        code_digest="0" * 64,
        submission_digest=f"{serial:064d}",
        privacy_notice="2025-01",
    )
    if closed_on:
        made.closings.create(on=closed_on, outcome=outcome)
    return made


def a_year_of_applications(organ) -> None:
    """Two carried over, five new, five concluded, two carried forward."""
    application(organ, date(2024, 12, 20), date(2025, 1, 10), "granted")
    application(organ, date(2024, 12, 30), date(2025, 1, 27), "denied.state_secret", "commercial")
    application(organ, date(2025, 2, 3), date(2025, 2, 20), "partial")
    application(organ, date(2025, 3, 3), date(2025, 3, 20), "unable.not_held")
    application(organ, date(2025, 4, 3), date(2025, 4, 20), "other.other", "legal")
    application(organ, date(2025, 12, 1), date(2026, 1, 4), "granted")
    application(organ, date(2025, 12, 30), kind="research")
    # Neither before nor after the year.
    application(organ, date(2024, 5, 1), date(2024, 5, 20), "granted")
    application(organ, date(2026, 1, 5), kind="other")


def report_ready(organ, clerk, year=YEAR):
    """A report with every cell known and every section written."""
    report = actions.open_report(organ, year, by=clerk)
    actions.enter_cells(report, dict.fromkeys(queries.unknown_cells(report), 0), by=clerk)
    for number, names in queries.SECTION_TEXTS.items():
        texts = {name: getattr(report, name) or TEXT for name in names}
        actions.write_section(report, number, texts, by=clerk)
    return report


def report_submitted(organ, clerk, year=YEAR):
    report = report_ready(organ, clerk, year)
    hand_in(report, clerk)
    return report


def hand_in(report, clerk):
    """Submit with a word on every warning."""
    explanations = {queries.finding_key(one): "已核对。" for one in queries.warnings(report)}
    actions.submit(report, by=clerk, explanations=explanations)


def report_published(organ, clerk, signer, year=YEAR):
    report = report_submitted(organ, clerk, year)
    actions.sign_off(report, by=signer)
    actions.publish(report, by=clerk)
    return report
