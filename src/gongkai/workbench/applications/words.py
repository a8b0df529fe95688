"""How the desk puts an application: its tone, its facts, the law beside each act."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.applications.queries import Application, State
from gongkai.foundation.sealed import mask_email, mask_name, mask_phone
from gongkai.foundation.wording import in_words
from gongkai.law.clock import Clock
from gongkai.law.replies import outcome, reply_kind
from gongkai.law.rulebook import Version, rule

TONES = {
    State.SUBMITTED: "info",
    State.HANDLING: "info",
    State.SUPPLEMENTING: "warning",
    State.REPLIED: "good",
}
SHORTENED = 60
# The rule of law that explains an act, shown beside its form.
EXPLAINED = {
    "register": "receipt.day",
    "request_supplement": "deadlines.supplement_notice",
    "ask_for_reasons": "replies.massive",
    "receive_supplement": "deadlines.supplement_restart",
    "serve_consultation": "deadlines.uncounted",
    "record_opinion": "deadlines.third_party_opinion",
    "propose_extension": "deadlines.reply_extension",
    "extend_reply": "deadlines.reply_extension",
    "serve_fee_notice": "deadlines.fee_notice",
    "record_fee_payment": "deadlines.fee_restart",
    "lapse_supplement": "deadlines.supplement_restart",
    "lapse_fee": "deadlines.fee_payment",
    "record_search": "replies.nonexistent",
    "archive": "deadlines.registration",
}


@dataclass(frozen=True)
class Row:
    """An application as a list shows it; ``clock`` is None before it is received in law."""

    application: Application
    wanted: str
    name: str
    tone: str
    clock: Clock | None
    lags: bool


def row(application: Application) -> Row:
    """One line of the list; asks the database nothing more."""
    return Row(
        application,
        shortened(application.description),
        shown_name(application),
        TONES.get(State(application.state), "calm"),
        queries.clock(application),
        queries.confirmation_lags(application),
    )


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORTENED else f"{line[:SHORTENED]}…"


def shown_name(application: Application) -> str:
    """The applicant's name: an organisation's is public, a person's is masked."""
    return mask_name(application.name) if application.is_natural else application.name


def explanation(act: str) -> Version | None:
    """The law beside the form of an act."""
    path = EXPLAINED.get(act)
    return rule(path).latest if path else None


def asked_facts(application: Application) -> list[tuple[Any, Any]]:
    """What is asked and how it came."""
    return [
        (_("提供形式"), application.get_supply_form_display()),
        (_("获取方式"), application.get_delivery_way_display()),
        (_("提交方式"), application.get_channel_display()),
        (_("到达日期"), application.office_received_on),
        (_("双方确认日期"), application.confirmed_on),
        (_("收到申请之日"), application.received_on),
        (_("办理结果"), in_words(outcome(application.outcome), "label") if application.outcome else ""),
        (_("办结日期"), application.closed_on),
    ]


def applicant_facts(application: Application, *, revealed: str | None) -> list[tuple[Any, Any]]:
    """Who asks: masked, unless it was opened with a reason; ``revealed`` is the number of the paper then."""
    one, identity = application, getattr(application, "identity", None)
    paper = identity.get_kind_display() if identity and identity.kind else _("证件")
    kind = (_("申请人类别"), one.get_applicant_kind_display())
    if revealed is not None:
        return [
            kind,
            (_("姓名或者名称"), one.name),
            (_("联系人"), one.contact_person),
            (paper, revealed),
            (_("联系电话"), one.phone),
            (_("电子邮箱"), one.email),
            (_("通信地址"), one.postal_address),
        ]
    return [
        kind,
        (_("姓名或者名称"), shown_name(one)),
        (_("联系人"), mask_name(one.contact_person) if one.contact_person else ""),
        (paper, _hidden(identity)),
        (_("联系电话"), mask_phone(one.phone)),
        (_("电子邮箱"), mask_email(one.email) if one.email else ""),
        (_("通信地址"), _("（已隐去）") if one.postal_address else ""),
    ]


def _hidden(identity: Any) -> Any:
    if identity is None:
        return ""
    return _("（保管期限已过，已清除）") if identity.purged_on else _("（已隐去）")


@dataclass(frozen=True)
class ShownAnswer:
    """One answer as a page shows it: what was wanted, the kind, its parts under the law's names, what is left out."""

    wanted: str
    kind: str
    cite: str
    parts: list[tuple[str, str]]
    withheld: list[str]


@dataclass(frozen=True)
class ShownReply:
    """A reply as its page shows it."""

    outcome: str
    answers: list[ShownAnswer]
    finding: str


def shown_answer(wanted: str, code: str, parts: Mapping[str, str], withheld: Sequence[str]) -> ShownAnswer:
    """What is answered, or proposed to be answered, on one thing."""
    kind = reply_kind(code)
    return ShownAnswer(
        wanted,
        in_words(kind, "label"),
        kind.cite,
        [(in_words(need), parts.get(need.field, "")) for need in kind.must_contain],
        [in_words(reply_kind(one), "label") for one in withheld],
    )


def shown_reply(application: Application) -> ShownReply | None:
    """The reply that was given, or None."""
    given = application.reply
    if given is None:
        return None
    kept = json.loads(given.contents)
    answers = [
        shown_answer(one["wanted"], one["kind"], one["parts"], one["withheld"]) for one in kept["items"]
    ]
    return ShownReply(in_words(outcome(given.outcome), "label"), answers, kept["finding"])
