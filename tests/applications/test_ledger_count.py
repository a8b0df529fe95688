"""Tables 3 and 4 of two years, counted a second time out of the ledger alone, over 500 generated cases."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.actions import papers
from gongkai.applications.documents.templates import making
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.documents import Document, as_docx, as_pdf
from gongkai.foundation.ledger import Entry
from gongkai.law.replies import all_reply_kinds
from gongkai.law.reports import form
from gongkai.remedies import actions as remedies
from gongkai.remedies import queries as remedy_queries
from gongkai.remedies.workflow import RemedyKind, results_of
from tests import factories
from tests.applications import builders
from tests.applications.builders import at

CASES, YEARS, SEED = 500, (2024, 2025), 4
COLUMNS = ("natural", "commercial", "research", "social", "legal", "other")
NOT_GIVEN = {"overdue_correction", "overdue_fee", "withdrawn"}
FIRST, DAYS = date(2023, 12, 4), 740


@pytest.fixture
def _one_letter(monkeypatch):
    """Every letter is the same small file: what letters look like is tested elsewhere, and takes its time."""
    blank = Document(title="政府信息公开申请答复书", number="", blocks=[])
    docx, pdf = as_docx(blank), as_pdf(blank)
    monkeypatch.setattr(making, "as_docx", lambda document: docx)
    monkeypatch.setattr(making, "as_pdf", lambda document: pdf)
    kept, store = {}, papers.store_private

    def stored_once(file, **how):
        if file.name not in kept:
            kept[file.name] = store(file, **how)
        return kept[file.name]

    monkeypatch.setattr(papers, "store_private", stored_once)


@dataclass
class Desk:
    """An organ with those who act in it, and the die that decides what comes."""

    organ: object
    handler: object
    head: object
    die: Random


def a_life(desk, number):
    """One application from its receipt to wherever the die leads it."""
    die, came = desk.die, FIRST + timedelta(days=desk.die.randrange(DAYS))
    one = builders.handling(
        desk.organ,
        desk.handler,
        on=came,
        applicant_kind=COLUMNS[number % len(COLUMNS)],
        identity_kind="resident_id",
        # Nothing alike: whoever asks for the same is looked for among all who did, which is tried elsewhere.
        description=sha256(str(number).encode()).hexdigest(),
    )
    if die.random() < 0.25:
        supplemented(desk, one, came + timedelta(days=1))
    if die.random() < 0.1 and one.state == "handling":
        consulted(desk, one)
    if die.random() < 0.1 and one.state == "handling":
        charged(desk, one)
    if one.is_open:
        ended(desk, one)
    if one.reply_kind and die.random() < 0.35:
        disputed(desk, one)


def last_day(one):
    return max(event.on for event in one.law_events())


def supplemented(desk, one, day):
    with at(day):
        actions.request_supplement(one, by=desk.handler, defects="请写明名称。")
    if desk.die.random() < 0.3:
        with at(one.supplement.until + timedelta(days=1)):
            actions.lapse_supplement(one, by=desk.handler)
        return
    with at(day + timedelta(days=3)):
        actions.receive_supplement(one, by=APPLICANT, answer="预算报告")


def consulted(desk, one):
    day = last_day(one) + timedelta(days=1)
    with at(day):
        asked = actions.serve_consultation(
            one, by=desk.handler, party="third_party", name="甲公司", question="合同"
        )
    with at(day + timedelta(days=5)):
        actions.record_opinion(one, asked, by=desk.handler, opinion="agrees")


def charged(desk, one):
    day = last_day(one) + timedelta(days=1)
    with at(day):
        actions.serve_fee_notice(one, by=desk.handler, method="pages", quantity=31)
    if desk.die.random() < 0.4:
        with at(day + timedelta(days=60)):
            actions.lapse_fee(one, by=desk.handler)
        return
    with at(day + timedelta(days=2)):
        actions.record_fee_payment(one, by=desk.handler, on=day + timedelta(days=2))


def ended(desk, one):
    die, day = desk.die, last_day(one) + timedelta(days=2)
    fate = die.random()
    if fate < 0.12:
        return
    if fate < 0.2:
        with at(day):
            actions.withdraw_application(one, by=APPLICANT)
        return
    if fate < 0.35 and die.random() < 0.5:
        with at(day):
            actions.propose_extension(one, by=desk.handler, days=10, reason="需要核对档案")
            actions.extend_reply(one, by=desk.head)
    answered(desk, one, last_day(one) + timedelta(days=die.randrange(2, 20)))


def answered(desk, one, day):
    offered = [kind.code for kind in queries.offered_replies(one)]
    kind = desk.die.choice(offered)
    withheld = ["state_secret"] if kind == "partly_disclosed" else []
    with at(day):
        builders.answered(one, desk.handler, kind=kind, withheld=withheld)
    if desk.die.random() < 0.5:
        with at(day + timedelta(days=1)):
            actions.archive(one, by=desk.handler)


def disputed(desk, one):
    """A case before a reconsideration organ or a court; some overturn the reply, which is then given anew."""
    die, day = desk.die, one.closed_on + timedelta(days=desk.die.randrange(5, 60))
    kind = die.choice(RemedyKind.values[:3])
    with at(day):
        case = remedies.open_case(
            by=desk.handler,
            kind=kind,
            case_number="7号",
            heard_by="市人民政府",
            accepted_on=day,
            application=one,
        )
    if die.random() < 0.25:
        return
    decided_on = day + timedelta(days=die.randrange(10, 90))
    result = die.choice(sorted(results_of(kind)))
    with at(decided_on):
        remedies.decide_case(case, by=desk.handler, result=result, decided_on=decided_on)
        if result != "revoked":
            return
        actions.reopen(one, by=desk.head, on=decided_on, cite="regulation-2019:51", paper="决定书")
    if die.random() < 0.8:
        answered(desk, one, decided_on + timedelta(days=die.randrange(1, 25)))


# --- the second count: nothing but entries of the ledger ---------------------------------------------------


@dataclass
class Told:
    """What the ledger says of one application."""

    organ: int = 0
    column: str = ""
    received: date | None = None
    turns: tuple = ()  # (day, outcome or "" for a re-opening), as they happened

    def standing(self, day):
        """The outcome that stood at the end of ``day``."""
        return next((outcome for on, outcome in reversed(self.turns) if on <= day), "")

    def rows(self, year):
        """Its rows in the third table of a year: where it came from, and where it went."""
        ends = [date(one, 12, 31) for one in range(self.received.year, year + 1)] if self.received else []
        if not ends or any(self.standing(end) for end in ends[:-1]):
            return []
        came = "received" if self.received.year == year else "carried_over"
        outcome = self.standing(ends[-1])
        return [came, f"results.{outcome}" if outcome else "carried_forward"]


def applications_told():
    found = defaultdict(Told)
    for entry in Entry.objects.filter(verb__startswith="applications.").order_by("number"):
        one, verb = found[entry.subject_id], entry.verb.partition(".")[2]
        if verb == "submit":
            one.column = entry.facts["applicant_kind"]
        if verb == "register":
            one.organ, one.received = entry.organ_id, date.fromisoformat(entry.after["received_on"])
        if verb == "reopen":
            one.turns += ((date.fromisoformat(entry.facts["on"]), ""),)
        elif entry.after.get("closed_on"):
            one.turns += ((date.fromisoformat(entry.after["closed_on"]), entry.after["outcome"]),)
    return found.values()


def third_table(organ, year):
    counted = Counter()
    for one in applications_told():
        if one.organ == organ.pk:
            counted.update(f"applications.{row}.{one.column}" for row in one.rows(year))
    return counted


def fourth_table(organ, year):
    counted, last = Counter(), date(year, 12, 31)
    cases = defaultdict(dict)
    for entry in Entry.objects.filter(verb__startswith="remedies.", organ_id=organ.pk).order_by("number"):
        cases[entry.subject_id] |= entry.after
    for told in cases.values():
        decided = date.fromisoformat(told["decided_on"]) if told.get("decided_on") else None
        if date.fromisoformat(told["accepted_on"]) > last or (decided and decided.year < year):
            continue
        column = told["outcome"] if decided and decided <= last else "pending"
        counted[f"remedies.{told['kind']}.{column}"] += 1
    return counted


def figures(records):
    return Counter({cell: len(ids) for cell, ids in records.items() if ids})


@pytest.mark.django_db
@pytest.mark.usefixtures("_one_letter")
def test_the_tables_of_500_cases_equal_a_count_made_from_the_ledger_alone():
    die, desks = Random(SEED), []
    for code in (factories.BUREAU, factories.TOWN):
        place = factories.organ(code)
        duties = (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
        desks.append(Desk(place, *(factories.actor(place, duty) for duty in duties), die))
    for number in range(CASES):
        a_life(desks[number % len(desks)], number)

    for desk in desks:
        for year in YEARS:
            third, fourth = queries.table3_records(desk.organ, year), remedy_queries.figures(desk.organ, year)
            assert figures(third) == third_table(desk.organ, year)
            assert figures(fourth) == fourth_table(desk.organ, year)
            assert set(third) == {cell for cell in form("2021").entered if cell.startswith("applications.")}
    assert_every_turn_was_taken()


def assert_every_turn_was_taken():
    """The count proves something only if every act and every kind of ending came up."""
    verbs = Counter(Entry.objects.values_list("verb", flat=True))
    acts = (
        "receive_supplement lapse_supplement record_opinion extend_reply record_fee_payment lapse_fee "
        "withdraw_application archive reopen reply"
    )
    assert all(verbs[f"applications.{act}"] for act in acts.split())
    assert verbs["applications.register"] == CASES
    kinds = {entry.after["reply_kind"] for entry in Entry.objects.filter(verb="applications.reply")}
    assert kinds == {kind.code for kind in all_reply_kinds()} - NOT_GIVEN
