"""How the desk puts an application: its tone, its facts, the law beside each act."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.applications import queries
from gongkai.applications.queries import Application, State
from gongkai.foundation.sealed import mask_email, mask_identity, mask_name, mask_phone
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
    "receive_supplement": "deadlines.supplement_restart",
    "serve_consultation": "deadlines.uncounted",
    "record_opinion": "deadlines.third_party_opinion",
    "propose_extension": "deadlines.reply_extension",
    "extend_reply": "deadlines.reply_extension",
    "serve_fee_notice": "deadlines.fee_notice",
    "record_fee_payment": "deadlines.fee_restart",
    "lapse_supplement": "deadlines.supplement_restart",
    "lapse_fee": "deadlines.fee_payment",
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


def applicant_facts(application: Application, *, revealed: bool) -> list[tuple[Any, Any]]:
    """Who asks: masked, unless it was opened with a reason."""
    one = application
    kind = (_("申请人类别"), one.get_applicant_kind_display())
    if revealed:
        return [
            kind,
            (_("姓名或者名称"), one.name),
            (_("联系人"), one.contact_person),
            (one.get_identity_kind_display() or _("证件"), one.identity_number),
            (_("联系电话"), one.phone),
            (_("电子邮箱"), one.email),
            (_("通信地址"), one.postal_address),
        ]
    return [
        kind,
        (_("姓名或者名称"), shown_name(one)),
        (_("联系人"), mask_name(one.contact_person) if one.contact_person else ""),
        (one.get_identity_kind_display() or _("证件"), mask_identity(one.identity_number)),
        (_("联系电话"), mask_phone(one.phone)),
        (_("电子邮箱"), mask_email(one.email) if one.email else ""),
        (_("通信地址"), _("（已隐去）") if one.postal_address else ""),
    ]


@dataclass(frozen=True)
class ShownReply:
    """A reply as its page shows it: the kind, its parts under the law's names, what was left out."""

    kind: str
    outcome: str
    cite: str
    parts: list[tuple[str, str]]
    withheld: list[str]
    finding: str


def shown_reply(application: Application) -> ShownReply | None:
    """The reply that was given, or None."""
    given = application.reply
    if given is None:
        return None
    kind, kept = reply_kind(given.kind), json.loads(given.contents)
    parts = [(in_words(need), kept["parts"].get(need.field, "")) for need in kind.must_contain]
    withheld = [in_words(reply_kind(code), "label") for code in kept["withheld"]]
    return ShownReply(
        in_words(kind, "label"),
        in_words(outcome(given.outcome), "label"),
        kind.cite,
        parts,
        withheld,
        kept.get("finding", ""),
    )
