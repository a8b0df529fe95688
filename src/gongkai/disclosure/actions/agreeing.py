"""Joint documents: the organ that leads asks those that made them with it, and publishes when all agree."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.moving import move, must_be_open, required
from gongkai.disclosure.models import Agreement, InformationItem
from gongkai.disclosure.workflow import AGREEMENTS, AgreementState
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import Organ

CITE = "regulation-2019:11"


@transaction.atomic
def ask_co_makers(
    item: InformationItem, *, organs: Iterable[Organ], by: Actor, seen: int | None = None
) -> list[Agreement]:
    """Name the organs that made the item jointly and ask them to agree to its present content (arts. 10, 11).

    An organ that was asked before and not about this content is asked again. Only the lead publishes.
    """
    asked = list(organs)
    if not asked:
        raise Refused(_("请选择共同制作机关。"), cite=CITE)
    must_be_open(item, "ask_co_makers", by=by, seen=seen)
    for organ in asked:
        if organ.pk == item.organ_id or not organ.exists_on(today()):
            raise Refused(_("“%(organ)s”不能作为共同制作机关，请核对。") % {"organ": organ.name}, cite=CITE)
    move(item, "ask_co_makers", by=by, seen=seen, facts={"organs": [one.pk for one in asked]})
    return [_ask(item, organ, by) for organ in asked]


@transaction.atomic
def agree(agreement: Agreement, *, by: Actor, remarks: str = "", seen: int | None = None) -> None:
    """Consent, for the organ that was asked, to the publication of exactly the content it was shown."""
    _answer(agreement, "agree", by, remarks.strip(), seen)


@transaction.atomic
def object_to(agreement: Agreement, *, by: Actor, remarks: str, seen: int | None = None) -> None:
    """Do not consent, and say why; the lead does not publish until the matter is settled (art. 11)."""
    remarks = required(remarks, _("请写明不同意公开的理由和修改建议。"))
    _answer(agreement, "object_to", by, remarks, seen)


@transaction.atomic
def ask_changed_content_again(item: InformationItem) -> None:
    """What the co-makers agreed to is not what is handed in now: they are asked about the present content."""
    digest = item.content_digest()
    for agreement in item.agreements.exclude(digest=digest):
        _ask_again(agreement, digest)


def _ask(item: InformationItem, organ: Organ, by: Actor) -> Agreement:
    digest = item.content_digest()
    agreement, created = Agreement.objects.get_or_create(
        item=item, organ_id=organ.pk, defaults={"digest": digest, "asked_at": now()}
    )
    if created:
        record(agreement, "disclosure.ask_co_maker", by=by, cite=CITE, after={"organ": organ.pk})
    elif agreement.digest != digest or agreement.state == AgreementState.OBJECTED:
        _ask_again(agreement, digest)
    return agreement


def _ask_again(agreement: Agreement, digest: str) -> None:
    changes = {
        "digest": digest,
        "asked_at": now(),
        "answered_at": None,
        "answered_by": "",
        "remarks": "",
    }
    AGREEMENTS.move(agreement, "ask_again", by=SYSTEM, changes=changes)


def _answer(agreement: Agreement, name: str, by: Actor, remarks: str, seen: int | None) -> None:
    changes = {"answered_at": now(), "answered_by": by.name, "remarks": remarks}
    AGREEMENTS.move(agreement, name, by=by, seen=seen, changes=changes)
