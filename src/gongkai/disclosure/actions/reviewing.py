"""The looks at an item before it may be published (art. 17), each by other eyes, each kept as a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.moving import move, must_be_open, required, write_review
from gongkai.disclosure.actions.publishing import publish
from gongkai.disclosure.actions.register import retain
from gongkai.disclosure.actions.scheduling import schedule_publication
from gongkai.disclosure.models import InformationItem, Remark, Review
from gongkai.disclosure.queries.remarks import is_there, words_of
from gongkai.disclosure.workflow import DECIDING, OPENING, STEP_OF, Attribute, Result, State, Step
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused, lock

CITE = "regulation-2019:17"
# A field of the item, the words in it that are meant (or none), and what is to be done about them.
Pin = tuple[str, str, str]
QUOTE_LIMIT, TEXT_LIMIT = 200, 500
BASIS_LIMIT = 300


@transaction.atomic
def pass_attribute_check(item: InformationItem, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """The disclosure office agrees that a policy document is not open proactively; else it is sent back.

    It looks before all others do (国办发〔2016〕80号, 一（一）): what is not open needs no interpretation, and nobody
    gets round that rule by choosing the attribute.
    """
    reason = required(reason, _("请写明同意不主动公开的理由。"))
    must_be_open(item, "pass_attribute_check", by=by, seen=seen)
    facts = {"step": Step.ATTRIBUTE_CHECK, "attribute": item.attribute, "reason": reason}
    move(item, "pass_attribute_check", by=by, seen=seen, facts=facts)
    write_review(item, Step.ATTRIBUTE_CHECK, Result.PASSED, by=by, basis=reason[:BASIS_LIMIT])


@transaction.atomic
def pass_review(item: InformationItem, *, by: Actor, remarks: str = "", seen: int | None = None) -> None:
    """The content is right and ready for the next step of its route: first or second review."""
    must_be_open(item, "pass_review", by=by, seen=seen)
    step = STEP_OF[State(item.state)]
    move(item, "pass_review", by=by, seen=seen, facts={"step": step})
    write_review(item, step, Result.PASSED, by=by, remarks=remarks)


@transaction.atomic
def pass_confidentiality_review(
    item: InformationItem,
    *,
    by: Actor,
    result: Result,
    basis: str,
    remarks: str = "",
    seen: int | None = None,
) -> None:
    """Decide whether the content may be open, and on what basis (art. 17).

    A result that does not fit the item's disclosure attribute is refused: the draft goes back first, so that
    what is signed says what was decided.
    """
    basis = required(basis, _("请写明保密审查的依据。"))
    lock(item, seen=seen)
    _fits(Attribute(item.attribute), result)
    move(item, "pass_confidentiality_review", by=by, seen=seen, facts={"result": result})
    write_review(item, Step.CONFIDENTIALITY, result, by=by, basis=basis, remarks=remarks)


@transaction.atomic
def refer_confidentiality_question(
    item: InformationItem, *, by: Actor, asked: str, remarks: str = "", seen: int | None = None
) -> None:
    """Nobody here can say: the competent or the secrecy department is asked, and the item waits (art. 17)."""
    asked = required(asked, _("请写明报请确定的部门。"))
    move(item, "refer_confidentiality_question", by=by, seen=seen)
    write_review(item, Step.CONFIDENTIALITY, Result.UNDETERMINED, by=by, basis=asked, remarks=remarks)


@transaction.atomic
def send_back(
    item: InformationItem,
    *,
    by: Actor,
    remarks: str = "",
    pinned: Iterable[Pin] = (),
    seen: int | None = None,
) -> Review:
    """Return the item to its draft, saying what to change; the looks it has passed must be passed again.

    ``pinned`` are remarks on single fields, each with the words of the field it is about (or none).
    """
    pins = [(field, quote.strip(), text.strip()) for field, quote, text in pinned]
    if not pins:
        remarks = required(remarks, _("请写明退回的原因和修改意见。"))
    must_be_open(item, "send_back", by=by, seen=seen)
    for pin in pins:
        _is_about_the_text(item, *pin)
    step = STEP_OF[State(item.state)]
    move(item, "send_back", by=by, seen=seen, facts={"step": step, "pinned": len(pins)})
    review = write_review(item, step, Result.RETURNED, by=by, remarks=remarks)
    for field, quote, text in pins:
        Remark.objects.create(
            review=review,
            field=field,
            quote=quote,
            text=text,
            at=now(),
            by_user_id=by.user_id,
            by_name=by.name,
        )
    return review


@transaction.atomic
def sign_off(
    item: InformationItem,
    *,
    by: Actor,
    remarks: str = "",
    release: bool = False,
    publish_at: datetime | None = None,
    seen: int | None = None,
) -> None:
    """Sign the item; with ``release`` also publish it, or register it if it is not to be public, in one go.

    With ``publish_at`` it is published by itself at that moment instead.
    """
    move(item, "sign_off", by=by, seen=seen)
    write_review(item, Step.SIGN_OFF, Result.PASSED, by=by, remarks=remarks)
    if publish_at and item.attribute == Attribute.PROACTIVE:
        schedule_publication(item, at=publish_at, by=by)
    elif release:
        (publish if item.attribute == Attribute.PROACTIVE else retain)(item, by=by)


def _is_about_the_text(item: InformationItem, field: str, quote: str, text: str) -> None:
    """A pin names a field and says something; the words it marks stand there."""
    if not text:
        raise Refused(_("请写明这一处要怎么改。"))
    words = words_of(item, field)
    if words is None:
        raise Refused(_("批注的位置不存在，请重新选择。"))
    if len(quote) > QUOTE_LIMIT or len(text) > TEXT_LIMIT:
        raise Refused(
            _("标注的原文最多%(quote)s字，意见最多%(text)s字。") % {"quote": QUOTE_LIMIT, "text": TEXT_LIMIT}
        )
    if quote and not is_there(quote, words):
        raise Refused(_("标注的原文“%(quote)s”不在现有内容中，请重新选取。") % {"quote": quote})


def _fits(attribute: Attribute, result: Result) -> None:
    if result not in DECIDING:
        raise Refused(_("请选择保密审查的结论。"), cite=CITE)
    if attribute == Attribute.PROACTIVE and result not in OPENING:
        raise Refused(
            _("公开属性为“主动公开”，与“不予公开”的结论不符。请退回，由起草人调整公开属性并写明依据。"),
            cite=CITE,
        )
    if attribute == Attribute.WITHHELD and result != Result.NOT_OPEN:
        raise Refused(
            _("公开属性为“不予公开”，与可以公开的结论不符。请退回，由起草人调整公开属性。"), cite=CITE
        )
