"""What is proposed as the reply: written, seen by legal counsel, signed by another person, issued (arts. 36-39)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications.workflow.table import art, case_is_handled, nothing_is_waited_for
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Transition, Workflow


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("正在拟写")
    COUNSEL = "counsel", _("待法律审核")
    SIGNING = "signing", _("待签批")
    RETURNED = "returned", _("已退回修改")
    SIGNED = "signed", _("已签批，待发出")
    ISSUED = "issued", _("已发出")


WRITABLE = frozenset({ProposalState.DRAFT, ProposalState.RETURNED})
UNDER_WAY = frozenset(ProposalState) - {ProposalState.ISSUED}
_HANDLER = frozenset({Duty.APPLICATION_HANDLER})
_COUNSEL = frozenset({Duty.LEGAL_COUNSEL})
_SIGNING = frozenset({Duty.OFFICE_HEAD, Duty.SIGNER})


def somebody_else_wrote_it(proposal: Any, by: Actor) -> Any:
    """Four eyes: who wrote a part of the proposal neither gives the opinion on it nor signs it."""
    if by.user_id in proposal.writers:
        return _("拟写答复的人不能自己审核或者签批，请由另一位工作人员办理。")
    return None


def case_waits_for_nobody(proposal: Any, by: Actor) -> Any:
    """An opinion or a payment that may still come can change the reply (arts. 32, 34, 42)."""
    return nothing_is_waited_for(proposal.application, by)


DRAFT, COUNSEL, SIGNING, SIGNED = (
    ProposalState.DRAFT,
    ProposalState.COUNSEL,
    ProposalState.SIGNING,
    ProposalState.SIGNED,
)

PROPOSALS = Workflow(
    "applications",
    ProposalState,
    Duty,
    Transition("write_proposal", _("拟写答复"), WRITABLE, None, art(36), _HANDLER, (case_is_handled,)),
    Transition("ask_counsel", _("送法律审核"), WRITABLE, COUNSEL, art(36), _HANDLER, (case_is_handled,)),
    Transition(
        "give_opinion",
        _("提出法律审核意见"),
        {COUNSEL},
        DRAFT,
        art(36),
        _COUNSEL,
        (case_is_handled, somebody_else_wrote_it),
    ),
    Transition(
        "send_to_sign",
        _("送签"),
        WRITABLE,
        SIGNING,
        art(36),
        _HANDLER,
        (case_is_handled, case_waits_for_nobody),
    ),
    Transition(
        "sign_proposal",
        _("同意并签批"),
        {SIGNING},
        SIGNED,
        art(36),
        _SIGNING,
        (case_is_handled, case_waits_for_nobody, somebody_else_wrote_it),
    ),
    Transition(
        "return_proposal",
        _("退回修改"),
        {SIGNING},
        ProposalState.RETURNED,
        art(36),
        _SIGNING,
        (case_is_handled,),
    ),
    Transition(
        "take_back_proposal",
        _("撤回修改"),
        {COUNSEL, SIGNING, SIGNED},
        DRAFT,
        art(36),
        _HANDLER,
        (case_is_handled,),
    ),
    Transition(
        "use_proposal",
        _("按签批意见发出"),
        {SIGNED},
        ProposalState.ISSUED,
        art(36),
        _HANDLER,
        (case_is_handled,),
    ),
)
