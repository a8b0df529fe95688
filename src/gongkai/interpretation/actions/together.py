"""A document and its interpretation go to the public together: 同步组织、同步审签、同步部署 (F-02, F-03).

An act that moves an unpublished document moves every interpretation of it that stands at the same step, in the
same transaction: what the document is refused for, or its interpretation, neither of them passes. The same eyes
look at both, so whoever wrote either of them passes neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.queries import Attribute, InformationItem
from gongkai.foundation.ledger import SYSTEM, Actor, Entry
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.interpretation.actions.keepers import CITE
from gongkai.interpretation.models import Interpretation
from gongkai.interpretation.queries import (
    incomplete,
    is_inside,
    reasons_against_publication,
    reasons_against_submission,
    ties_around,
)

# One leader may publish a document at once without its interpretation, which then has the days up to the red line.
_RELEASES = ("publish", "publish_when_due", "publish_at_once")
_SCHEDULES = ("schedule_publication", "cancel_schedule")
Carry = Callable[[InformationItem, Actor, Entry, InformationItem], Any]


@transaction.atomic
def accompany(entry: Entry, item: InformationItem) -> None:
    """What an act on an item asks of the other side. Raises Refused when it may not be done like this."""
    ties = ties_around(item)
    act = entry.verb.partition(".")[2]
    for tie in ties:
        if tie.item_id == item.pk:
            _as_interpretation(act, entry, tie)
            return
    _as_document(act, entry, item, ties)


def _as_document(act: str, entry: Entry, policy: InformationItem, ties: Iterable[Interpretation]) -> None:
    # The facts name the version that the act was about: only the first has never been public.
    first = entry.facts.get("version") == 1 and policy.attribute == Attribute.PROACTIVE
    if not first or act not in _ACTS:
        return
    if act == "submit" and (reasons := reasons_against_submission(policy)):
        raise Refused(*reasons, cite=CITE)
    for tie in ties:
        if tie.item.state == _step(entry, policy) and not (act == "submit" and incomplete(tie.item)):
            _carry(act, entry, policy, tie.item)
    if act in _RELEASES and (reasons := reasons_against_publication(policy)):
        raise Refused(*reasons, cite=CITE)


def _as_interpretation(act: str, entry: Entry, tie: Interpretation) -> None:
    policy = tie.policy
    if act in _RELEASES:
        _after_its_document(act, entry, tie)
        return
    # Beside it, at the same step, stands a document that was never public: the two are passed on as one.
    if policy.version_count or policy.state != _step(entry, tie.item):
        return
    if act in _SCHEDULES and policy.publish_at == tie.item.publish_at:
        return
    if act == "send_back":
        remarks = _("解读《%(title)s》退回修改，文件一并退回；意见见解读的审查记录。") % {
            "title": tie.item.title
        }
        _take(policy, entry)
        disclosure.send_back(policy, by=_actor(entry), remarks=remarks)
        return
    raise Refused(
        _("解读与所解读的文件同步审签，请在《%(title)s》的页面一并办理。") % {"title": policy.title},
        cite=CITE,
    )


def _after_its_document(act: str, entry: Entry, tie: Interpretation) -> None:
    """Nothing is explained before it is public. Whichever of the two the clock comes to first, both are published."""
    policy, version = tie.policy, tie.item.current_version
    if act == "publish_when_due" and not policy.current_version_id and version:
        _take(policy, entry)
        with acting_at(version.at):
            disclosure.publish_when_due(policy)
    if not policy.current_version_id:
        raise Refused(
            _("《%(title)s》还没有公开，解读不能先于文件公开。") % {"title": policy.title}, cite=CITE
        )
    if is_inside(policy.current_version) and not is_inside(tie.item):
        raise Refused(
            _(
                "《%(title)s》在仅内部可见的栏目，公众看不到，它的解读不能向社会公开。请把文件放到公开的栏目，或者取消解读的关联。"
            )
            % {"title": policy.title},
            cite=CITE,
        )


def _step(entry: Entry, item: InformationItem) -> Any:
    """Where the item stood when the act began."""
    return entry.before.get("state", item.state)


def _take(other: InformationItem, entry: Entry) -> None:
    """Lock the other side without waiting: this act holds the ledger, for which whoever holds the row is waiting.

    Two that wait for each other are a deadlock, which the database ends by striking either of them down. This one
    yields: a person is asked to try again, the clock comes again by itself.
    """
    try:
        with transaction.atomic():
            InformationItem.objects.select_for_update(nowait=True).only("pk").get(pk=other.pk)
    except OperationalError:
        if entry.actor_duty == SYSTEM.duty:
            raise
        refusal = _("《%(title)s》此刻正在由他人办理，请稍候再试一次。") % {"title": other.title}
        raise Refused(refusal, cite=CITE) from None


def _carry(act: str, entry: Entry, policy: InformationItem, companion: InformationItem) -> None:
    _take(companion, entry)
    try:
        _ACTS[act](companion, _actor(entry), entry, policy)
    except Refused as refused:
        title = companion.title
        told = [
            _("解读《%(title)s》：%(reason)s") % {"title": title, "reason": one} for one in refused.reasons
        ]
        raise Refused(*told, cite=refused.cite) from refused


def _actor(entry: Entry) -> Actor:
    return Actor(entry.actor_name, entry.actor_duty, entry.user_id, entry.organ_id)


def _submit(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    disclosure.submit(companion, by=by)


def _pass_review(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    disclosure.pass_review(companion, by=by, remarks=_with(policy))


def _pass_confidentiality(
    companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem
) -> None:
    basis = _("与所解读的文件（索引号 %(number)s）一并审查，依据同该文件的审查记录。") % {
        "number": policy.index_number
    }
    result = entry.facts["result"]
    disclosure.pass_confidentiality_review(companion, by=by, result=result, basis=basis)


def _sign_off(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    disclosure.sign_off(companion, by=by, remarks=_with(policy))


def _publish(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    """To the microsecond at the moment of its document."""
    version = policy.current_version
    with acting_at(version.at if version else entry.at):
        disclosure.publish(companion, by=by)


def _publish_when_due(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    version = policy.current_version
    with acting_at(version.at if version else entry.at):
        disclosure.publish_when_due(companion)


def _schedule(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    if policy.publish_at:
        disclosure.schedule_publication(companion, at=policy.publish_at, by=by)


def _cancel_schedule(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    if companion.publish_at:
        disclosure.cancel_schedule(companion, by=by)


def _send_back(companion: InformationItem, by: Actor, entry: Entry, policy: InformationItem) -> None:
    remarks = _("所解读的文件（索引号 %(number)s）退回修改，解读一并退回；意见见该文件的审查记录。")
    disclosure.send_back(companion, by=by, remarks=remarks % {"number": policy.index_number})


def _with(policy: InformationItem) -> str:
    return _("与所解读的文件（索引号 %(number)s）一并办理。") % {"number": policy.index_number}


_ACTS: dict[str, Carry] = {
    "submit": _submit,
    "pass_review": _pass_review,
    "pass_confidentiality_review": _pass_confidentiality,
    "sign_off": _sign_off,
    "publish": _publish,
    "publish_when_due": _publish_when_due,
    "schedule_publication": _schedule,
    "cancel_schedule": _cancel_schedule,
    "send_back": _send_back,
}
