"""Publishing at once: one leader answers for it, and the looks that were skipped are owed (lesson: a debt)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.calendars.queries import work_calendar
from gongkai.disclosure.actions.moving import (
    move,
    must_be_open,
    required,
    settle_failed_debts,
    write_review,
)
from gongkai.disclosure.actions.publishing import release
from gongkai.disclosure.actions.withdrawing import take_down_unfit
from gongkai.disclosure.models import (
    HIDES_TITLE,
    InformationItem,
    ItemVersion,
    Review,
    ReviewDebt,
    Route,
    WithdrawalReason,
)
from gongkai.disclosure.workflow import (
    DECIDING,
    DUTY_OF,
    FAILING,
    Result,
    Step,
    looks_at,
    not_for_these_eyes,
    not_passed_before,
    owed_steps,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused

CITE = "regulation-2019:17"


@transaction.atomic
def publish_at_once(item: InformationItem, *, reason: str, by: Actor, seen: int | None = None) -> ItemVersion:
    """Publish a complete draft ahead of the looks it still lacks; they become a debt with a limit.

    A signer who does so signs by it, unless the same person passed this version at another step before.
    """
    reason = required(reason, _("请写明应急发布的原因，例如正在发生的突发事件。"))
    must_be_open(item, "publish_at_once", by=by, seen=seen)
    if by.duty == Duty.SIGNER and not not_passed_before(item, item.next_version, by, Step.SIGN_OFF):
        write_review(item, Step.SIGN_OFF, Result.PASSED, by=by, remarks=reason)
    route = item.route() or Route()
    due_on = work_calendar().add(today(), route.debt_days)
    version = release(item, "publish_at_once", by=by, emergency_reason=reason, facts={"due_on": due_on})
    taken = {look.step for look in looks_at(version)}
    skipped = [step for step in item.required_steps() if step not in taken]
    paid_at = None if skipped else now()
    ReviewDebt.objects.create(
        version=version, organ_id=item.organ_id, steps=skipped, due_on=due_on, paid_at=paid_at
    )
    return version


@transaction.atomic
def pay_review(
    item: InformationItem,
    *,
    step: Step,
    result: Result,
    by: Actor,
    basis: str = "",
    remarks: str = "",
    cause: WithdrawalReason = WithdrawalReason.SECRECY,
    seen: int | None = None,
) -> Review:
    """Take one of the looks that an emergency publication skipped, at the oldest version that owes it.

    When the last of them has passed the debt is paid. What is found not to be open goes from the public in this
    very act, for ``cause`` (art. 17); after any other look that does not pass the debt stays until the item is
    corrected or withdrawn.
    """
    must_be_open(item, "pay_review", by=by, seen=seen)
    step, result = Step(step), Result(result)
    debt = _debt_of(item, step, by)
    _fits(step, result, basis, remarks)
    if result == Result.NOT_OPEN and cause not in HIDES_TITLE:
        raise Refused(_("请选择不宜公开的原因。"), cite=CITE)
    number, paid = debt.version.number, _is_last(debt, step, result)
    facts = {"version": number, "step": step, "result": result, "paid": paid}
    move(item, "pay_review", by=by, seen=seen, facts=facts)
    look = _look_after(debt, step, result, basis, remarks, by)
    if paid:
        debt.paid_at = now()
        debt.save(update_fields=["paid_at"])
    if result == Result.NOT_OPEN and item.current_version is not None:
        take_down_unfit(item, reason=cause, version=number)
    elif result in FAILING and item.current_version_id != debt.version_id:
        settle_failed_debts(item)  # it was corrected or withdrawn before anybody found what is wrong with it
    return look


def _is_last(debt: ReviewDebt, step: Step, result: Result) -> bool:
    failed = any(look.result in FAILING for look in looks_at(debt.version))
    return owed_steps(debt) == [step] and result not in FAILING and not failed


def _look_after(debt: ReviewDebt, step: Step, result: Result, basis: str, remarks: str, by: Actor) -> Review:
    version = debt.version
    look: Review = Review.objects.create(
        item_id=version.item_id,
        version_number=version.number,
        step=step,
        result=result,
        basis=basis.strip(),
        remarks=remarks.strip(),
        digest=version.digest,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )
    return look


def _debt_of(item: InformationItem, step: Step, by: Actor) -> ReviewDebt:
    if DUTY_OF[step] != by.duty:
        raise Refused(_("这一环节由%(duty)s办理。") % {"duty": DUTY_OF[step].label}, cite=CITE)
    debts = ReviewDebt.objects.filter(version__item=item, paid_at=None).order_by("pk")
    owing = [debt for debt in debts.select_related("version__item") if step in owed_steps(debt)]
    if not owing:
        raise Refused(_("“%(step)s”环节没有待补的审查。") % {"step": step.label}, cite=CITE)
    reasons = [not_for_these_eyes(item, debt.version, step, by) for debt in owing]
    for debt, reason in zip(owing, reasons, strict=True):
        if reason is None:
            return debt
    raise Refused(reasons[0], cite=CITE)


def _fits(step: Step, result: Result, basis: str, remarks: str) -> None:
    allowed = DECIDING if step == Step.CONFIDENTIALITY else {Result.PASSED, Result.RETURNED}
    if result not in allowed:
        raise Refused(_("请选择补审的结论。"), cite=CITE)
    if step == Step.CONFIDENTIALITY:
        required(basis, _("请写明保密审查的依据。"))
    if result in FAILING:
        required(remarks, _("结论为不通过的，请写明问题在哪里，以便更正或者撤回。"))
