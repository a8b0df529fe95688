"""What is to be done next about an application, in words, each line with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.applications import queries
from gongkai.applications.queries import PROPOSALS, Application, ProposalState, State
from gongkai.foundation.ledger import Actor
from gongkai.foundation.wording import short_day

# What is said of a proposal in each of its states.
PROPOSED = {
    ProposalState.DRAFT: gettext_lazy("继续拟写答复，写好后送签。"),
    ProposalState.COUNSEL: gettext_lazy("答复正在法律审核。"),
    ProposalState.SIGNING: gettext_lazy("答复正在等待签批。"),
    ProposalState.RETURNED: gettext_lazy("答复已退回，请按批示修改后重新送签。"),
    ProposalState.SIGNED: gettext_lazy("答复已签批，请发出。"),
}


@dataclass(frozen=True)
class Task:
    """One line; ``url`` leads to where it is done, empty when it is done on this page or by somebody else."""

    text: Any
    url: str = ""


def tasks_of(application: Application) -> list[Task]:
    """What is next, the hindrances before the reply."""
    if application.state == State.SUBMITTED:
        return [Task(_("与申请人确认后登记。"))]
    if application.state == State.SUPPLEMENTING:
        until = short_day(application.supplement.until)
        return [Task(_("等待申请人补正，期限至%(until)s。") % {"until": until})]
    if application.state == State.HANDLING:
        return [*_waited_for(application), _reply_of(application)]
    if application.state == State.ARCHIVED:
        return []
    return [Task(text) for text in queries.obligations_of(application)] or [Task(_("可以归档。"))]


def may_begin(application: Application, by: Actor) -> bool:
    """Whether this person may begin to write the reply."""
    if queries.proposal_under_way(application) is not None:
        return False
    return not PROPOSALS.reasons_against(queries.Proposal(application=application), "write_proposal", by)


def _waited_for(application: Application) -> list[Task]:
    consulted = [
        Task(_("等待“%(name)s”的意见，到期或者收到后登记。") % {"name": one.name})
        for one in application.open_consultations()
    ]
    asked = [
        Task(
            _("等待“%(name)s”的核查结果，要求%(day)s前答复。")
            % {"name": one.asked_of, "day": short_day(one.due_on)}
        )
        for one in application.open_inquiries()
    ]
    owed = [Task(_("等待申请人缴纳信息处理费。"))] if application.owed_fee() else []
    proposed = [Task(_("等待负责人决定是否延长答复期限。"))] if application.proposed_days else []
    return [*consulted, *asked, *owed, *proposed]


def _reply_of(application: Application) -> Task:
    proposal = queries.proposal_under_way(application)
    if proposal is None:
        return Task(_("检索、核查后拟写答复。"))
    address = reverse("workbench:proposal", args=[application.number])
    return Task(PROPOSED[ProposalState(proposal.state)], address)
