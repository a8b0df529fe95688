"""docs/permissions.md for applications, cell by cell: duty × place of work × act, on cases where nothing else is amiss."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from gongkai.accounts.models import Duty
from gongkai.applications import actions
from gongkai.applications.documents.templates import standard_template
from gongkai.applications.models import IntakeBatch, Opening
from gongkai.applications.workflow import OPENINGS, PROPOSALS, REDACTIONS, TEMPLATES, WORKFLOW
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused
from gongkai.law.replies import reply_kind
from gongkai.redaction import Mark
from tests import factories, permissions
from tests.applications import builders
from tests.applications.builders import at
from tests.guard.files import in_pdf
from tests.permissions import APPLICANT, Trial, cells, page_of, table, told, tried

MONDAY, TUESDAY, LATER = date(2025, 3, 3), date(2025, 3, 4), date(2025, 6, 3)
REFUSAL = "须由本机关的.*办理|由本机关的|不是本机关的"
WANTED = "2025年农村危房改造补助资金发放名单"
SOMEBODY_ELSE = {"name": "赵大力", "identity_number": "110101198001015217", "phone": "13900139000"}
HANDLER, HEAD, BY_ITSELF = cells(Duty.APPLICATION_HANDLER), cells(Duty.OFFICE_HEAD), permissions.BY_ITSELF
ASKED = cells("applicant", at=("none",))


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


@pytest.fixture
def cast(organ, handler, head):
    return SimpleNamespace(organ=organ, handler=handler, head=head)


def later(do):
    def done(*args):
        with at(LATER):
            return do(*args)

    return done


@dataclass(frozen=True)
class Cases:
    """Cases of one organ, each in a state in which an act may be done."""

    organ: Any
    handler: Any

    def handling(self, **given):
        return builders.handling(self.organ, self.handler, **given)

    def replied(self, kind="disclosed"):
        return builders.answered(self.handling(delivery_way="post"), self.handler, kind=kind)

    def supplementing(self):
        actions.request_supplement(one := self.handling(), by=self.handler, defects="请写明文号。")
        return one

    def consulting(self):
        asked = {"party": "third_party", "name": "青禾建材有限公司", "question": "是否同意公开"}
        actions.serve_consultation(one := self.handling(), by=self.handler, **asked)
        return one

    def extending(self):
        actions.propose_extension(one := self.handling(), by=self.handler, days=10, reason="档案较多")
        return one

    def charged(self):
        actions.serve_fee_notice(one := self.handling(), by=self.handler, method="pages", quantity=250)
        return one

    def signed(self):
        proposal = builders.proposed(
            one := self.handling(), by=self.handler, kind="nonexistent", contents=contents("nonexistent")
        )
        builders.signed(proposal, by=self.handler)
        return one

    def asked_inside(self):
        actions.ask_division(
            one := self.handling(), by=self.handler, asked_of="预算科", question="有无", due_on=TUESDAY
        )
        return one

    def withdrawn(self):
        actions.withdraw_application(one := self.handling(), by=APPLICANT)
        return one

    def archived(self):
        actions.archive(one := self.withdrawn(), by=self.handler)
        return one


def on_cases(cast):
    """The acts of the table of applications, each with the case that it is done to."""
    organ, cases = cast.organ, Cases(cast.organ, cast.handler)
    town = factories.organ(factories.TOWN) if organ else None  # without a cast only the names are asked for
    consulted = {"party": "co_maker", "name": "市住建局", "question": "纪要"}
    searched = {"place": "局档案室", "words": "全文检索", "result": "nothing"}
    sent = {"way": "post", "tracking_number": "1234567890123"}
    overturned = {"on": MONDAY, "cite": "regulation-2019:51", "paper": "青政复决〔2025〕7号"}
    return {
        "register": Trial(
            lambda one, by: actions.register(one, by=by, confirmed_on=MONDAY),
            lambda: builders.submitted(organ),
        ),
        "split": Trial(
            lambda one, by: actions.split(one, by=by, parts=["预算执行情况", "决算情况"]), cases.handling
        ),
        "transfer": Trial(
            lambda one, by: actions.transfer(one, town, by=by, reason="由镇政府制作"),
            lambda: builders.submitted(organ),
        ),
        "request_supplement": Trial(
            lambda one, by: actions.request_supplement(one, by=by, defects="请写明文号。"), cases.handling
        ),
        "receive_supplement": Trial(
            lambda one, by: actions.receive_supplement(one, by=by, answer="3号"), cases.supplementing
        ),
        "ask_for_reasons": Trial(
            lambda one, by: actions.ask_for_reasons(one, by=by, finding="一月内60件", until=TUESDAY),
            cases.handling,
        ),
        "serve_consultation": Trial(
            lambda one, by: actions.serve_consultation(one, by=by, **consulted), cases.handling
        ),
        "record_opinion": Trial(
            lambda one, by: actions.record_opinion(one, one.open_consultations()[0], by=by, opinion="agrees"),
            cases.consulting,
        ),
        "propose_extension": Trial(
            lambda one, by: actions.propose_extension(one, by=by, days=10, reason="档案较多"), cases.handling
        ),
        "extend_reply": Trial(lambda one, by: actions.extend_reply(one, by=by), cases.extending),
        "decline_extension": Trial(lambda one, by: actions.decline_extension(one, by=by), cases.extending),
        "serve_fee_notice": Trial(
            lambda one, by: actions.serve_fee_notice(one, by=by, method="pages", quantity=250), cases.handling
        ),
        "record_fee_payment": Trial(lambda one, by: actions.record_fee_payment(one, by=by), cases.charged),
        "report_payment": Trial(
            lambda one, by: actions.report_payment(one, by=by, paid_on=MONDAY, note="银行转账"), cases.charged
        ),
        "reply": Trial(lambda one, by: actions.issue_reply(one, by=by), cases.signed),
        "lapse_supplement": Trial(
            later(lambda one, by: actions.lapse_supplement(one, by=by)), cases.supplementing
        ),
        "lapse_fee": Trial(later(lambda one, by: actions.lapse_fee(one, by=by)), cases.charged),
        "withdraw_application": Trial(
            lambda one, by: actions.withdraw_application(one, by=by, note="来电撤回"), cases.handling
        ),
        "reopen": Trial(lambda one, by: actions.reopen(one, by=by, **overturned), cases.replied),
        "hand_over": Trial(
            lambda one, by: actions.hand_over(one, town, by=by, consent="电话同意"),
            lambda: cases.replied("other_organ"),
        ),
        "record_search": Trial(lambda one, by: actions.record_search(one, by=by, **searched), cases.handling),
        "ask_division": Trial(
            lambda one, by: actions.ask_division(
                one, by=by, asked_of="预算科", question="有无", due_on=TUESDAY
            ),
            cases.handling,
        ),
        "record_answer": Trial(
            lambda one, by: actions.record_answer(one, one.open_inquiries()[0], by=by, answer="没有"),
            cases.asked_inside,
        ),
        "record_service": Trial(
            lambda one, by: actions.record_service(one, one.letters.get(kind="reply"), by=by, **sent),
            cases.replied,
        ),
        "archive": Trial(lambda one, by: actions.archive(one, by=by), cases.withdrawn),
        "rate": Trial(lambda one, by: actions.rate(one, by=by, score=5), cases.replied),
        "purge": Trial(lambda one, by: actions.purge(one, by=by), cases.archived),
        "reveal_identity": Trial(
            lambda one, by: actions.reveal_identity(one, by=by, reason="核对身份"), cases.handling
        ),
        "move_to_successor": Trial(
            lambda one, by: actions.move_to_successor(one, town, by=by), cases.handling
        ),
    }


def contents(kind):
    return {need.field: need.zh for need in reply_kind(kind).must_contain}


def on_proposals(cast):
    handler, head = cast.handler, cast.head

    def written():
        one = builders.handling(cast.organ, handler)
        return builders.proposed(one, by=handler, kind="nonexistent", contents=contents("nonexistent"))

    def with_counsel():
        actions.ask_counsel(proposal := written(), by=handler)
        return proposal

    def sent():
        actions.send_to_sign(proposal := written(), by=handler)
        return proposal

    def signed():
        actions.sign_proposal(proposal := sent(), by=head)
        return proposal

    return {
        "write_proposal": Trial(
            lambda one, by: actions.name_items(one, by=by, wanted=["预算", "决算"]), written
        ),
        "ask_counsel": Trial(lambda one, by: actions.ask_counsel(one, by=by), written),
        "give_opinion": Trial(
            lambda one, by: actions.give_opinion(one, by=by, opinion="agrees"), with_counsel
        ),
        "send_to_sign": Trial(lambda one, by: actions.send_to_sign(one, by=by), written),
        "sign_proposal": Trial(lambda one, by: actions.sign_proposal(one, by=by), sent),
        "return_proposal": Trial(lambda one, by: actions.return_proposal(one, by=by, remark="补充"), sent),
        "take_back_proposal": Trial(lambda one, by: actions.take_back_proposal(one, by=by), sent),
        "use_proposal": Trial(lambda one, by: actions.issue_reply(one.application, by=by), signed),
    }


def on_redactions(cast):
    marks = [Mark(words="欧阳小明", ground="third_party")]

    def started():
        one = builders.handling(cast.organ, cast.handler)
        file = ContentFile(in_pdf.pdf("评审人欧阳小明，项目名称：道路维修。"), name="意见.pdf")
        return actions.start_redaction(one, file=file, by=cast.handler)

    def marked():
        actions.mark_redaction(redaction := started(), marks=marks, by=cast.handler)
        return redaction

    def made():
        actions.make_redaction(redaction := marked(), by=cast.handler)
        return redaction

    return {
        "mark_redaction": Trial(lambda one, by: actions.mark_redaction(one, marks=marks, by=by), started),
        "make_redaction": Trial(lambda one, by: actions.make_redaction(one, by=by), marked),
        "release_redaction": Trial(lambda one, by: actions.release_redaction(one, by=by), made),
        "return_redaction": Trial(lambda one, by: actions.return_redaction(one, by=by, note="漏一处"), made),
        "drop_redaction": Trial(lambda one, by: actions.drop_redaction(one, by=by), made),
    }


def form_of_a_letter():
    return ContentFile(standard_template("supplement"), name="补正告知书.docx")


def on_templates(cast):
    def uploaded():
        return actions.upload_template(cast.organ, "supplement", file=form_of_a_letter(), by=cast.head)

    return {
        "adopt_template": Trial(lambda one, by: actions.adopt_template(one, by=by), uploaded),
        "retire_template": Trial(lambda one, by: actions.retire_template(one, by=by), uploaded),
    }


def on_openings(cast):
    def found():
        builders.answered(disclosed(cast), cast.handler)
        builders.handling(cast.organ, cast.handler, description=f"请公开{WANTED}", **SOMEBODY_ELSE)
        return Opening.objects.get()

    def proposed():
        actions.propose_opening(opening := found(), by=cast.handler, title="补助资金发放情况")
        return opening

    return {
        "propose_opening": Trial(
            lambda one, by: actions.propose_opening(one, by=by, title="补助资金发放情况"), found
        ),
        "suggest_opening": Trial(
            lambda one, by: actions.suggest_opening(one, by=by, reason="关系到许多农户"),
            lambda: builders.answered(disclosed(cast), cast.handler),
        ),
        "draft_opening": Trial(lambda one, by: actions.draft_opening(one, by=by), proposed),
        "decline_opening": Trial(
            lambda one, by: actions.decline_opening(one, by=by, remark="涉及个人"), found
        ),
        "open_to_all": Trial(
            lambda one, by: OPENINGS.move(
                one, "open_to_all", by=by
            ),  # the act itself names nobody: see below
            proposed,
        ),
    }


def disclosed(cast):
    return builders.handling(cast.organ, cast.handler, description=WANTED)


def outside(cast):
    """Acts that move no record of the tables."""
    organ, handler = cast.organ, cast.handler

    def keyed_in(by, organ):
        given = {"channel": "in_person", "arrived_on": MONDAY}
        return actions.take_in(organ, builders.particulars(), by=by, **given)

    def batch():
        actions.take_in_many(organ, [unreadable()], by=handler, token=builders.token())
        IntakeBatch.objects.update(finished_at=now())
        return IntakeBatch.objects.get()

    return {
        "take_in": Trial(lambda organ, by: keyed_in(by, organ), lambda: organ),
        "take_in_many": Trial(
            lambda organ, by: actions.take_in_many(organ, [unreadable()], by=by, token=builders.token()),
            lambda: organ,
        ),
        "clear_codes": Trial(lambda batch, by: actions.clear_codes(batch, by=by), batch),
        "start_redaction": Trial(
            lambda one, by: actions.start_redaction(
                one, file=ContentFile(in_pdf.pdf("意见"), name="意见.pdf"), by=by
            ),
            lambda: builders.handling(organ, handler),
        ),
        "begin_proposal": Trial(
            lambda one, by: actions.begin_proposal(one, by=by), lambda: builders.handling(organ, handler)
        ),
        "upload_template": Trial(
            lambda organ, by: actions.upload_template(organ, "supplement", file=form_of_a_letter(), by=by),
            lambda: organ,
        ),
        "acknowledge": Trial(lambda organ, by: _read_own(organ, by), lambda: organ),
    }


def unreadable():
    """A row that begins a batch and becomes no application."""
    return {"line": 2, "token": builders.token()}


def _read_own(organ, by):
    """Whoever reads, reads the reminders of the organ they work for."""
    actions.acknowledge(by=by)
    if by.organ_id != organ.pk:
        raise Refused("不是本机关的提醒")


TABLES = {
    "applications": (WORKFLOW, on_cases),
    "proposals": (PROPOSALS, on_proposals),
    "redactions": (REDACTIONS, on_redactions),
    "letter_templates": (TEMPLATES, on_templates),
    "openings": (OPENINGS, on_openings),
}
NOBODY = SimpleNamespace(organ=None, handler=None, head=None)
TRIALS = {(section, act): make for section, (_w, make) in TABLES.items() for act in make(NOBODY)}
# Written by hand, not taken from the tables: who may do what on the own organ's records.
GOLDEN = dict.fromkeys(TRIALS, HANDLER) | {
    ("applications", "receive_supplement"): HANDLER | ASKED,
    ("applications", "extend_reply"): HEAD,
    ("applications", "decline_extension"): HEAD,
    ("applications", "report_payment"): ASKED,
    ("applications", "withdraw_application"): HANDLER | ASKED,
    ("applications", "reopen"): HEAD | BY_ITSELF,
    ("applications", "rate"): ASKED,
    ("applications", "purge"): BY_ITSELF,
    ("applications", "reveal_identity"): HANDLER | HEAD,
    ("applications", "move_to_successor"): BY_ITSELF,
    ("proposals", "give_opinion"): cells(Duty.LEGAL_COUNSEL),
    ("proposals", "sign_proposal"): HEAD | cells(Duty.SIGNER),
    ("proposals", "return_proposal"): HEAD | cells(Duty.SIGNER),
    ("redactions", "release_redaction"): HANDLER | HEAD,
    ("redactions", "return_redaction"): HANDLER | HEAD,
    ("letter_templates", "adopt_template"): HEAD,
    ("letter_templates", "retire_template"): HEAD,
    ("openings", "propose_opening"): HANDLER | HEAD,
    ("openings", "decline_opening"): HANDLER | HEAD,
    ("openings", "suggest_opening"): ASKED,
    ("openings", "draft_opening"): cells(Duty.SUBMITTER),
    ("openings", "open_to_all"): BY_ITSELF,
}
OUTSIDE = {
    "take_in": HANDLER,
    "take_in_many": HANDLER,
    "clear_codes": HANDLER | BY_ITSELF,
    "start_redaction": HANDLER,
    "begin_proposal": HANDLER,
    "upload_template": HEAD,
    "acknowledge": HANDLER | HEAD,
}


@pytest.mark.parametrize("section", TABLES)
def test_every_act_of_the_tables_is_tried(section):
    workflow, make = TABLES[section]

    assert set(make(NOBODY)) == set(workflow.transitions) == set(table(section))


@pytest.mark.parametrize(("section", "act"), TRIALS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(section, act, cast, everybody):
    found = tried(TRIALS[section, act](cast)[act], everybody, REFUSAL)

    assert found == table(section)[act] == GOLDEN[section, act]


def test_every_act_outside_the_tables_of_which_the_page_names_somebody_is_tried():
    assert set(page_of("applications")) == set(outside(NOBODY)) == set(OUTSIDE)


@pytest.mark.parametrize("act", OUTSIDE)
def test_outside_the_tables_too_the_page_says_who_may(act, cast, everybody):
    trial = outside(cast)[act]

    assert tried(trial, everybody, REFUSAL) == told("applications", act, shared=False) == OUTSIDE[act]
