"""Each row of the tables as somebody would do it, with the least that it asks for."""

from datetime import date, timedelta

from gongkai.disclosure import actions
from gongkai.disclosure.actions import withdrawing
from gongkai.disclosure.queries.guarding import guarded
from gongkai.disclosure.workflow import AGREEMENTS, WORKFLOW, Attribute, Result, Step
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused
from tests import factories

PAYS = {
    "reviewer": (Step.REVIEW, Result.PASSED),
    "confidentiality_reviewer": (Step.CONFIDENTIALITY, Result.OPEN),
    "signer": (Step.SIGN_OFF, Result.PASSED),
}


def pay_review(item, by):
    step, result = PAYS.get(by.duty, (Step.REVIEW, Result.PASSED))
    actions.pay_review(item, step=step, result=result, basis="条例第十四条", by=by)


def set_aside(item, by):
    marks = [one.seen.fingerprint for one in guarded(item).findings]
    actions.set_aside(item, by=by, fingerprints=marks, reason="当事人书面同意公开")


def as_the_system(name, act, table=WORKFLOW):
    """What only the clock does takes no actor; anybody else would have to go through the row of the table."""

    def do(subject, by):
        if by != SYSTEM:
            raise Refused(*table.reasons_against(subject, name, by))
        act(subject)

    return do


def publish_when_due(item):
    if actions.publish_when_due(item) is None:
        raise Refused("没有发布。")


def refuse_schedule(item):
    actions.publish_when_due(item)
    if not item.publish_refusal:
        raise Refused("没有什么可拒绝。")


ACTS = {
    "edit": lambda item, by: actions.edit(item, by=by, title="新名称"),
    "ask_co_makers": lambda item, by: actions.ask_co_makers(
        item, organs=[factories.organ("development")], by=by
    ),
    "set_aside": set_aside,
    "submit": lambda item, by: actions.submit(item, by=by),
    "pass_attribute_check": lambda item, by: actions.pass_attribute_check(
        item, by=by, reason="属于第十六条规定的内部事务信息"
    ),
    "pass_review": lambda item, by: actions.pass_review(item, by=by),
    "pass_confidentiality_review": lambda item, by: actions.pass_confidentiality_review(
        item, by=by, result=Result.OPEN, basis="条例第十四条"
    ),
    "refer_confidentiality_question": lambda item, by: actions.refer_confidentiality_question(
        item, by=by, asked="市保密局"
    ),
    "send_back": lambda item, by: actions.send_back(item, by=by, remarks="请补充"),
    "sign_off": lambda item, by: actions.sign_off(item, by=by),
    "publish": lambda item, by: actions.publish(item, by=by),
    "schedule_publication": lambda item, by: actions.schedule_publication(
        item, at=now() + timedelta(hours=1), by=by
    ),
    "cancel_schedule": lambda item, by: actions.cancel_schedule(item, by=by),
    "publish_when_due": as_the_system("publish_when_due", publish_when_due),
    "refuse_schedule": as_the_system("refuse_schedule", refuse_schedule),
    "publish_at_once": lambda item, by: actions.publish_at_once(item, reason="突发汛情", by=by),
    "pay_review": pay_review,
    "retain": lambda item, by: actions.retain(item, by=by),
    "keep_retained": lambda item, by: actions.reassess(
        item, attribute=Attribute(item.attribute), reason="情形未变", by=by
    ),
    "open_retained": lambda item, by: actions.reassess(
        item, attribute=Attribute.PROACTIVE, reason="情形已消失", by=by
    ),
    "start_correction": lambda item, by: actions.start_correction(item, by=by, reason="有误"),
    "drop_correction": lambda item, by: actions.drop_correction(item, by=by),
    "record_validity": lambda item, by: actions.record_validity(
        item, by=by, validity="amended", basis="依据"
    ),
    "expire": as_the_system("expire", actions.expire),
    "report_revocation": lambda item, by: actions.report_revocation(item, on=date(2026, 11, 19), by=by),
    "withdraw": lambda item, by: actions.withdraw(item, by=by, reason="other", explanation="说明"),
    "take_down": as_the_system(
        "take_down", lambda item: withdrawing.take_down(item, reason="privacy", kinds=["identity_number"])
    ),
    "end_notice": as_the_system("end_notice", actions.end_notice),
    "reopen": lambda item, by: actions.reopen(item, by=by, reason="核实后重新公开"),
    "agree": lambda agreement, by: actions.agree(agreement, by=by),
    "object_to": lambda agreement, by: actions.object_to(agreement, remarks="数据不一致", by=by),
    "ask_again": as_the_system(
        "ask_again", lambda agreement: actions.ask_changed_content_again(agreement.item), AGREEMENTS
    ),
}
