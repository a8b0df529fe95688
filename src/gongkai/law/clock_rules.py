"""What each event does to the clock, and when the law refuses it (rules A-33 to A-39, C-05, C-06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from gongkai.law.case import COUNTING, FEE, LAPSED, SUPPLEMENT, Case, Consultation
from gongkai.law.events import PARTIES, Event, EventRefused
from gongkai.law.rulebook import Label, NoRuleInForce, Version, rule
from gongkai.law.wording import chinese_date, english_date, working_days

_DAY = timedelta(days=1)
# The law gives other organs no time to answer: their consultation lasts until they do.
_NAMES = {
    "received": "收到申请",
    "supplement_requested": "要求补正",
    "supplement_received": "收到补正",
    "extended": "延长答复期限",
    "consultation_served": "征求意见",
    "consultation_answered": "收到意见",
    "fee_notice_served": "发出收费通知",
    "fee_paid": "缴费",
    "replied": "答复",
    "withdrawn": "撤回申请",
    "reopened": "重新办理",
}
# What was waited for: recorded facts of these kinds came in time, or they would not have been taken.
_WAITED_FOR = frozenset({"supplement_received", "fee_paid"})
_PARTIES_WITH_A_LIMIT = frozenset({"third_party", "co_maker"})


def take(case: Case, event: Event) -> None:
    """Apply one event to the case, or raise EventRefused with the event in it."""
    try:
        _take(case, event)
    except EventRefused as refused:
        refused.event = event
        raise


def _take(case: Case, event: Event) -> None:
    if not case.started and event.kind != "received":
        version = rule("receipt.day").on(event.on)
        case.refuse(version, "第一个事件应为收到申请（received）：收到申请之前期限没有开始计算。")
    if event.on < case.last_on:
        text = f"“{_NAMES[event.kind]}”（{chinese_date(event.on)}）早于前一个事件"
        text += f"（{chinese_date(case.last_on)}），事件应按发生的先后排列。"
        case.refuse(case.rule("registration"), text)
    if case.withdrawn:
        case.refuse(case.rule("registration"), "申请人已撤回申请，期限不再计算。")
    if case.replied_on and event.kind != "reopened":
        text = f"已于{chinese_date(case.replied_on)}答复，答复之后期限不再变化。"
        case.refuse(case.rule("registration"), text)
    if not (case.recorded and event.kind in _WAITED_FOR):
        case.pass_time(event.on)
    _HANDLERS[event.kind](case, event)
    case.last_on = event.on


def _received(case: Case, event: Event) -> None:
    if case.started:
        text = f"已于{chinese_date(case.received)}收到申请，一件申请只登记一次。"
        case.refuse(case.rule("registration"), text)
    case.started = True
    came = Label(f"{chinese_date(event.on)}收到申请。", f"Application received on {english_date(event.on)}.")
    case.tell(event.on, came, rule("receipt.day").on(event.on))
    reply, first = case.rule("reply"), event.on + _DAY
    within = f"The reply is due within {working_days(reply.value)} of receipt."
    case.tell(event.on, Label(f"答复期限为收到申请之日起{reply.value}个工作日。", within), reply)
    begins = f"The day of receipt does not count: counting starts on {english_date(first)}."
    said = Label(f"收到当日不计入，从{chinese_date(first)}起计算。", begins)
    case.tell(event.on, said, rule("workdays.first_day").on(event.on))


def _supplement_requested(case: Case, event: Event) -> None:
    _refuse_unless_counting(case, "supplement_restart")
    times, notice = case.rule_if_any("supplement_times"), case.rule_if_any("supplement_notice")
    if times and len(case.supplements) >= times.value:
        asked = chinese_date(case.supplements[0])
        text = f"已于{asked}要求补正，补正只能要求一次；补正后内容仍不明确的，应当据此答复。"
        case.refuse(times, text)
    if notice:
        last = case.calendar.add(case.received, notice.value)
        if event.on > last:
            text = f"补正应在收到申请之日起{notice.value}个工作日内告知，本件最迟为{chinese_date(last)}。"
            case.refuse_late(notice, text)
    period = case.rule("supplement_period")
    until = event.until or case.calendar.add(event.on, event.days or period.value)
    case.supplements.append(event.on)
    case.wait(SUPPLEMENT, event, until)
    text = f"{chinese_date(event.on)}告知申请人补正，申请人应于{chinese_date(until)}前（含当日）补正；"
    text += "答复期限停止计算，收到补正后重新起算。"
    english = f"Supplement requested on {english_date(event.on)}, to be received by {english_date(until)}; "
    english += "the reply period stops, and starts anew when the supplement is received."
    case.tell(event.on, Label(text, english), notice or case.rule("supplement_restart"))


def _supplement_received(case: Case, event: Event) -> None:
    version = case.rule("supplement_restart")
    late = case.phase == LAPSED and case.waiting_for == SUPPLEMENT
    if case.phase != SUPPLEMENT and not late:
        case.refuse(version, "没有等待中的补正：要求补正（supplement_requested）之后才能收到补正。")
    if late and not event.justified:
        limit = chinese_date(case.waiting_until) if case.waiting_until else ""
        text = f"补正期限已于{limit}届满，视为放弃申请。告知书给出更长期限的，请写明该期限；"
        text += "申请人逾期有正当理由的，请注明理由正当（justified）。"
        case.refuse_late(version, text)
    case.restart(event.on)
    reply = case.rule("reply")
    text = f"{chinese_date(event.on)}收到补正，答复期限重新计算，从{chinese_date(event.on + _DAY)}起"
    text += f"{reply.value}个工作日，原答复期限作废。"
    english = f"Supplement received on {english_date(event.on)}: the reply period starts anew, "
    english += (
        f"{working_days(reply.value)} from {english_date(event.on + _DAY)}; the earlier period is void."
    )
    case.tell(event.on, Label(text, english), version)


def _extended(case: Case, event: Event) -> None:
    limit, times = case.rule("reply_extension"), case.rule("extension_times")
    _refuse_unless_counting(case, "reply_extension")
    days = event.days or 0
    if days > limit.value:
        text = f"延长的期限最长不得超过{limit.value}个工作日，不能延长{days}个工作日。"
        case.refuse(limit, text)
    if case.extensions >= times.value:
        case.refuse(times, "答复期限已经延长过一次，不能再次延长。")
    due = case.due()
    if due is not None and event.on > due:
        case.refuse_late(limit, f"答复期限已于{chinese_date(due)}届满，届满之后不能再延长。")
    case.extensions += 1
    case.allowance += days
    text = f"{chinese_date(event.on)}经政府信息公开工作机构负责人同意，答复期限延长{days}个工作日。"
    english = f"Extended by {working_days(days)} on {english_date(event.on)} with the consent of the head of the GID office."
    case.tell(event.on, Label(text, english), limit)


def _consultation_served(case: Case, event: Event) -> None:
    version = case.rule("uncounted")
    if case.phase == LAPSED:
        _refuse_unless_counting(case, "uncounted")
    if any(one.id == event.id for one in case.consultations):
        case.refuse(version, f"编号「{event.id}」的征求意见已经登记，请另用编号。")
    party = event.party or ""
    limit = case.rule_if_any(f"{party}_opinion") if party in _PARTIES_WITH_A_LIMIT else None
    due = case.due()
    one = Consultation(
        id=event.id or "",
        party=party,
        served=event.on,
        limit=case.calendar.add(event.on, limit.value) if limit else None,
        suspends=party in version.value,
        too_late=due is not None and event.on > due,
    )
    case.consultations.append(one)
    case.tell(event.on, _service_text(one), version)


def _service_text(one: Consultation) -> Label:
    asked = f"{chinese_date(one.served)}征求{one.name}意见"
    asked_en = f"Consultation of {one.name_en} on {english_date(one.served)}"
    if not one.suspends:
        return Label(
            f"{asked}；按当时施行的条例，只有征求第三方意见的时间不计入答复期限。",
            f"{asked_en}; under the Regulation then in force only time spent on a third party does not count.",
        )
    if one.too_late:
        return Label(
            f"{asked}，此时答复期限已经届满，不再扣除。",
            f"{asked_en}, when the reply period had already ended: nothing is left out of the count.",
        )
    text = f"{chinese_date(one.served + _DAY)}起，征求{one.name}意见，期间不计入答复期限"
    english = f"From {english_date(one.served + _DAY)} the consultation of {one.name_en} does not count"
    if one.limit:
        text += f"；{one.name}应于{chinese_date(one.limit)}前（含当日）提出意见"
        english += f"; the opinion is due by {english_date(one.limit)}"
    return Label(f"{text}。", f"{english}.")


def _consultation_answered(case: Case, event: Event) -> None:
    version = case.rule("uncounted")
    one = next((one for one in case.consultations if one.id == event.id), None)
    if one is None:
        case.refuse(version, f"没有编号为「{event.id}」的征求意见。")
    if one.answered:
        case.refuse(version, f"编号「{event.id}」的意见已于{chinese_date(one.answered)}收到。")
    if event.party and event.party != one.party:
        text = f"编号「{event.id}」征求的是{one.name}的意见，不是{PARTIES[event.party]}的意见。"
        case.refuse(version, text)
    one.answered = event.on
    case.tell(event.on, _answer_text(case, one, event.on), version)


def _answer_text(case: Case, one: Consultation, on: date) -> Label:
    text = f"{chinese_date(on)}收到{one.name}意见"
    english = f"Opinion of {one.name_en} received on {english_date(on)}"
    if not one.suspends or one.too_late:
        return Label(f"{text}，答复期限不受影响。", f"{english}; the reply period is not affected.")
    if one.limit and on > one.limit:
        return Label(
            f"{text}，已超过{chinese_date(one.limit)}的期限，超过的时间不再扣除。",
            f"{english}, after its limit of {english_date(one.limit)}; the time beyond it counts.",
        )
    then = case.resumption(on)
    return Label(f"{text}；{then.zh}", f"{english}; {then.en}")


def _fee_notice_served(case: Case, event: Event) -> None:
    notice = _fee_rule(case, "fee_notice", event)
    times = _fee_rule(case, "fee_notice_times", event)
    payment = _fee_rule(case, "fee_payment", event)
    _refuse_unless_counting(case, "reply")
    if len(case.fee_notices) >= times.value:
        case.refuse(times, f"已于{chinese_date(case.fee_notices[0])}发出收费通知，同一件申请不能重复收费。")
    due = case.due()
    if due is not None and event.on > due:
        case.refuse_late(notice, f"答复期限已于{chinese_date(due)}届满，收费通知应在处理期限内发出。")
    until = case.calendar.add(event.on, payment.value)
    case.fee_notices.append(event.on)
    case.wait(FEE, event, until)
    text = f"{chinese_date(event.on)}申请人收到收费通知，应于{chinese_date(until)}前（含当日）缴纳；"
    text += "处理期限停止计算，缴费后重新起算。"
    english = f"Fee notice received on {english_date(event.on)}, to be paid by {english_date(until)}; "
    english += "the processing period stops, and starts anew when the fee is paid."
    case.tell(event.on, Label(text, english), payment)


def _fee_paid(case: Case, event: Event) -> None:
    payment = _fee_rule(case, "fee_payment", event)
    if case.phase == LAPSED and case.waiting_for == FEE and case.waiting_until:
        text = f"缴费期限已于{chinese_date(case.waiting_until)}届满，视为放弃申请，不再处理。"
        case.refuse_late(payment, text)
    elif case.phase != FEE:
        case.refuse(payment, "没有等待缴纳的收费通知：发出收费通知（fee_notice_served）之后才能缴费。")
    case.restart(event.on)
    text = f"{chinese_date(event.on)}申请人缴纳信息处理费，处理期限重新计算，"
    text += f"从{chinese_date(event.on + _DAY)}起{case.allowance}个工作日。"
    english = f"Fee paid on {english_date(event.on)}: the processing period starts anew, "
    english += f"{working_days(case.allowance)} from {english_date(event.on + _DAY)}."
    case.tell(event.on, Label(text, english), _fee_rule(case, "fee_restart", event))


def _replied(case: Case, event: Event) -> None:
    case.replied_on = event.on
    case.ended_on = min(event.on, case.ended_on) if case.ended_on else event.on
    for one in case.consultations:
        if one.answered is None:
            one.closed = event.on
    said = f"Replied on {english_date(event.on)}; the period ends."
    case.tell(event.on, Label(f"{chinese_date(event.on)}作出答复，期限停止计算。", said), case.rule("reply"))


def _withdrawn(case: Case, event: Event) -> None:
    case.withdrawn = True
    case.ended_on = min(event.on, case.ended_on) if case.ended_on else event.on
    for one in case.consultations:
        if one.answered is None:
            one.closed = event.on
    said = f"Withdrawn by the applicant on {english_date(event.on)}; the period ends."
    told = Label(f"{chinese_date(event.on)}申请人撤回申请，期限不再计算。", said)
    case.tell(event.on, told, case.rule("registration"))


def _reopened(case: Case, event: Event) -> None:
    """What was decided has been set aside: the organ decides anew, within the time that it was given or the whole."""
    if not case.replied_on and case.phase != LAPSED:
        case.refuse(case.rule("reply"), "申请还没有答复，不存在重新办理。")
    days = case.calendar.count(event.on, event.until) if event.until else event.days
    case.replied_on = None
    case.restart(event.on, days)
    text = f"{chinese_date(event.on)}原答复被撤销或者纠正，重新办理，"
    text += f"从{chinese_date(event.on + _DAY)}起{case.allowance}个工作日。"
    english = f"Reopened on {english_date(event.on)}: decided anew within {working_days(case.allowance)} "
    english += f"from {english_date(event.on + _DAY)}."
    case.tell(event.on, Label(text, english), case.rule("reply"))


def _fee_rule(case: Case, name: str, event: Event) -> Version:
    try:
        return case.rule(name, event.on)
    except NoRuleInForce:
        first = rule(f"deadlines.{name}").versions[0]
        text = f"信息处理费自{chinese_date(first.since)}起才可以收取，此前不能发出收费通知。"
        case.refuse(first, text)


def _refuse_unless_counting(case: Case, name: str) -> None:
    """Refuse an act on a reply period that does not run at the moment, naming the act's own rule."""
    if case.phase == COUNTING:
        return
    reasons = {
        SUPPLEMENT: f"已于{chinese_date(case.supplements[-1])}要求补正" if case.supplements else "",
        FEE: f"已于{chinese_date(case.fee_notices[-1])}发出收费通知" if case.fee_notices else "",
    }
    text = f"{reasons.get(case.phase, '')}，答复期限没有在计算，收到补正或者缴费之后再办理。"
    if case.phase == LAPSED:
        text = "申请已视为放弃，期限不再计算。"
    case.refuse(case.rule(name), text)


_HANDLERS: Mapping[str, Callable[[Case, Event], None]] = {
    "received": _received,
    "supplement_requested": _supplement_requested,
    "supplement_received": _supplement_received,
    "extended": _extended,
    "consultation_served": _consultation_served,
    "consultation_answered": _consultation_answered,
    "fee_notice_served": _fee_notice_served,
    "fee_paid": _fee_paid,
    "replied": _replied,
    "withdrawn": _withdrawn,
    "reopened": _reopened,
}
