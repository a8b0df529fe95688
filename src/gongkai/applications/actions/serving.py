"""How letters reach those they are for, with proof (art. 36)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.papers import store_private
from gongkai.applications.actions.performing import perform, ready_for, refuse_future
from gongkai.applications.models import Application, DeliveryWay, Letter, Service, ServiceWay
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused


@transaction.atomic
def record_service(
    application: Application,
    letter: Letter,
    *,
    by: Actor,
    way: str,
    sent_on: date | None = None,
    served_on: date | None = None,
    tracking_number: str = "",
    received_by: str = "",
    proof: File[Any] | None = None,
    seen: int | None = None,
) -> Service:
    """Enter that a letter went out, and the day it arrived, at once or later; what has arrived stays as it is.

    By post it needs the tracking number, in person who took it and on which day.
    """
    ready_for(application, "record_service", by=by, seen=seen)
    if letter.application_id != application.pk:
        raise Refused(_("这份文书不属于本件申请。"))
    kept = Service.objects.filter(letter=letter).first() or Service(letter=letter)
    if kept.served_on is not None:
        raise Refused(_("这份文书已经登记送达。"))
    kept.way, kept.sent_on, kept.served_on = way, sent_on or kept.sent_on or today(), served_on
    kept.tracking_number = tracking_number.strip() or kept.tracking_number
    kept.received_by = received_by.strip() or kept.received_by
    _refuse_doubtful(kept, letter)
    if proof is not None:
        kept.proof = store_private(proof, by=by, label=str(_("送达凭证")))
    kept.save()
    facts = {"letter": letter.number, **{name: str(value or "") for name, value in kept.told().items()}}
    perform(application, "record_service", by=by, facts=facts)
    return kept


def _refuse_doubtful(kept: Service, letter: Letter) -> None:
    if kept.way not in ServiceWay:
        raise Refused(_("请选择送达方式。"))
    refuse_future(kept.sent_on, _("发出日期不能晚于今天。"))
    if kept.sent_on < letter.issued_on:
        raise Refused(_("发出日期不能早于文书的签发日期。"))
    if kept.served_on is not None:
        refuse_future(kept.served_on, _("送达日期不能晚于今天。"))
        if kept.served_on < kept.sent_on:
            raise Refused(_("送达日期不能早于发出日期。"))
    if kept.way == ServiceWay.POST and not kept.tracking_number:
        raise Refused(_("邮寄的，请填写邮件号码。"))
    if kept.way == ServiceWay.IN_PERSON and not (kept.received_by and kept.served_on):
        raise Refused(_("当面领取的，请填写签收人和领取日期。"))


def serve_online(application: Application, letter: Letter) -> None:
    """Where the applicant wants it from the website, it is there from now on, and so served."""
    if application.delivery_way == DeliveryWay.ONLINE:
        Service.objects.create(letter=letter, way=ServiceWay.ONLINE, sent_on=today(), served_on=today())
