"""``gongkai law clock|period|fee``: ask the law for dates and fees, without a database; answers are JSON.

Exit status 1: the law does not allow it or knew no such rule, and standard error names the rule as JSON.
Exit status 2: the question was not well formed.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gongkai.law.clock import Event, EventRefused, InvalidEvent, run_clock
from gongkai.law.fees import Fee, TooMany, fee_by_items, fee_by_pages
from gongkai.law.periods import TimeNeeded, UnknownPeriod, period, period_names, period_rule
from gongkai.law.rulebook import NoRuleInForce, citation
from gongkai.law.workdays import UnknownRegion, WorkCalendar

_QUESTION = {"today", "region", "calendar_as_of", "law_on", "events"}
_EVENT = {"kind", "on", "id", "party", "days", "until", "justified"}


class Malformed(ValueError):
    """The input cannot be read; the message says where and what is expected."""


LONGEST_NUMBER = 18


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """``gongkai law`` and its three questions."""
    parser = subparsers.add_parser("law", help="查法定期限和费用，不需要数据库")
    questions = parser.add_subparsers(dest="question", metavar="clock|period|fee", required=True)

    clock = questions.add_parser("clock", help="计算一件申请的答复期限")
    clock.add_argument("file", metavar="FILE", help="事件文件（JSON）；写 - 从标准输入读取")

    limit = questions.add_parser(
        "period",
        help="计算一种法定期限",
        epilog=_names(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    limit.add_argument("name", metavar="NAME", help="期限名称，见下")
    limit.add_argument(
        "--from", dest="start", metavar="DATE", required=True, help="起点，如 2024-05-10 或 2024-05-10T22:30"
    )
    limit.add_argument("--region", help="行政区划代码，如 420106")
    limit.add_argument("--calendar-as-of", metavar="DATE", help="按那一天已公布的放假安排计算")

    fee = questions.add_parser("fee", help="计算信息处理费")
    number = fee.add_mutually_exclusive_group(required=True)
    number.add_argument("--items", metavar="N", help="按件计收：同一申请人当月累计件数")
    number.add_argument("--pages", metavar="N", help="按量计收：一件申请的页数")
    parser.set_defaults(run=run)


def _names() -> str:
    rows = [f"  {name:<32}{period_rule(name).label.zh}" for name in period_names()]
    return "NAME 可以是：\n" + "\n".join(rows)


def run(args: argparse.Namespace) -> int:
    """Answer on standard output, or say on standard error why there is no answer."""
    ask = {"clock": _clock, "period": _period, "fee": _fee}[args.question]
    try:
        answer = ask(args)
    except EventRefused as refused:
        event = {"kind": refused.event.kind, "on": refused.event.on.isoformat()} if refused.event else None
        return _refuse(refused.message, refused.rule, refused.cite, event)
    except NoRuleInForce as absent:
        return _refuse(absent.zh, absent.rule_id, absent.cite, None)
    except (Malformed, InvalidEvent, UnknownRegion, UnknownPeriod, TimeNeeded, TooMany) as wrong:
        print(f"gongkai law {args.question}：{wrong}", file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _refuse(text: str, rule: str, cite: str, event: Mapping[str, str] | None) -> int:
    error: dict[str, Any] = {"error": text, "rule": rule, "article": citation(cite).article, "cite": cite}
    print(json.dumps(error | ({"event": event} if event else {}), ensure_ascii=False), file=sys.stderr)
    return 1


# --- clock ------------------------------------------------------------------------------------------------


def _clock(args: argparse.Namespace) -> dict[str, Any]:
    question = _question(_read(args.file))
    clock = run_clock(
        question["events"],
        today=question["today"],
        calendar=WorkCalendar(region=question["region"], as_of=question["calendar_as_of"]),
        law_on=question["law_on"],
    )
    return {
        "due": clock.due.isoformat() if clock.due else None,
        "state": clock.state,
        "days_used": clock.days_used,
        "days_left": clock.days_left,
        "late": clock.late,
        "law": clock.law,
        "provisional": clock.provisional,
        "steps": [
            {"on": step.on.isoformat(), "text": step.text, "rule": step.rule, "article": step.article}
            for step in clock.steps
        ],
    }


def _read(name: str) -> Any:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return json.loads(raw.decode("utf-8-sig"))
    except OSError as unreadable:
        raise Malformed(f"读不到文件「{name}」：{unreadable.strerror}。") from None
    except UnicodeDecodeError:
        raise Malformed("内容不是UTF-8编码的文本。") from None
    except json.JSONDecodeError as wrong:
        raise Malformed(f"不是有效的JSON：第{wrong.lineno}行第{wrong.colno}列，{wrong.msg}。") from None


def _question(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Malformed("应为一个JSON对象，含 today 和 events。")
    _known("", given, _QUESTION)
    events = given.get("events")
    if not isinstance(events, list):
        raise Malformed("缺少 events，应为事件列表。")
    region = given.get("region")
    if region is not None and not isinstance(region, str):
        raise Malformed(f'region 应为行政区划代码的文字，例如 "420106"，收到的是「{region}」。')
    return {
        "today": _day("today", given.get("today")) or date.today(),
        "region": region,
        "calendar_as_of": _day("calendar_as_of", given.get("calendar_as_of")),
        "law_on": _day("law_on", given.get("law_on")),
        "events": [_event(number, one) for number, one in enumerate(events, start=1)],
    }


def _event(number: int, given: Any) -> Event:
    place = f"第{number}个事件"
    if not isinstance(given, dict):
        raise Malformed(f'{place}应为JSON对象，例如 {{"kind": "received", "on": "2024-09-02"}}。')
    _known(place, given, _EVENT)
    kind, on = given.get("kind"), _day(f"{place}的 on", given.get("on"))
    if not isinstance(kind, str) or on is None:
        raise Malformed(f"{place}应有 kind 和 on。")
    days, party, justified = given.get("days"), given.get("party"), given.get("justified", False)
    if days is not None and (not isinstance(days, int) or isinstance(days, bool)):
        raise Malformed(f"{place}的 days 应为整数，收到的是「{days}」。")
    if not isinstance(justified, bool):
        raise Malformed(f"{place}的 justified 应为 true 或 false。")
    try:
        return Event(
            kind=kind,
            on=on,
            id=None if given.get("id") is None else str(given["id"]),
            party=None if party is None else str(party),
            days=days,
            until=_day(f"{place}的 until", given.get("until")),
            justified=justified,
        )
    except InvalidEvent as wrong:
        raise Malformed(f"{place}：{wrong}") from None


def _known(place: str, given: Mapping[str, Any], allowed: set[str]) -> None:
    if unknown := sorted(set(given) - allowed):
        raise Malformed(
            f"{place}有不认识的字段「{'、'.join(unknown)}」，可以用的有：{'、'.join(sorted(allowed))}。"
        )


def _day(name: str, given: Any) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise Malformed(f"{name} 应为日期，例如 2024-09-02，收到的是「{given}」。") from None


# --- period and fee ---------------------------------------------------------------------------------------


def _period(args: argparse.Namespace) -> dict[str, Any]:
    calendar = WorkCalendar(region=args.region, as_of=_day("--calendar-as-of", args.calendar_as_of))
    found = period(args.name, _start(args.start), calendar=calendar)
    ends = found.ends
    text = ends.isoformat(timespec="minutes") if isinstance(ends, datetime) else ends.isoformat()
    answer: dict[str, Any] = {"ends": text, "rule": found.rule}
    return answer | ({"provisional": True} if found.provisional else {})


def _start(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        text = f"--from 应为日期或时刻，例如 2024-05-10 或 2024-05-10T22:30，收到的是「{given}」。"
        raise Malformed(text) from None


def _fee(args: argparse.Namespace) -> dict[str, Any]:
    today = date.today()
    if args.items is not None:
        return _fee_answer(fee_by_items(_number("--items", args.items), on=today))
    return _fee_answer(fee_by_pages(_number("--pages", args.pages), on=today))


def _fee_answer(fee: Fee) -> dict[str, Any]:
    bands = [
        {"from": band.first, "to": band.last, "price": band.price, "count": band.count, "amount": band.amount}
        for band in fee.bands
    ]
    return {"amount": fee.amount, "bands": bands, "rule": fee.rule}


def _number(name: str, given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER):
        raise Malformed(f"{name} 应为0或者正整数，收到的是「{given[:40]}」。")
    return int(given)
