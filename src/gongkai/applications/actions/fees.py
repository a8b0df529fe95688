"""The information processing fee: asked for by notice, paid or not (art. 42; Fee Measures)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.papers import issue_letter
from gongkai.applications.actions.performing import perform, ready_for, refuse_future, refuse_unless_lawful
from gongkai.applications.models import Application, FeeMethod, FeeNotice, LetterKind
from gongkai.applications.queries import fee_for
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event
from gongkai.law.periods import period


@transaction.atomic
def serve_fee_notice(
    application: Application,
    *,
    by: Actor,
    method: str,
    quantity: int,
    served_on: date | None = None,
    seen: int | None = None,
) -> FeeNotice:
    """Ask for the fee by one of the two methods; the reply period stops until it is paid (Fee Measures, art. 6).

    ``quantity`` is the items of this application, counted after the applicant's earlier ones of the month, or
    its pages. Refused where the law charges nothing: charging is for what goes beyond the free amount.
    """
    ready_for(application, "serve_fee_notice", by=by, seen=seen)
    served_on = served_on or today()
    refuse_future(served_on, _("送达收费通知的日期不能晚于今天。"))
    refuse_unless_lawful(application, Event("fee_notice_served", served_on))
    fee = fee_for(application, FeeMethod(method), quantity, on=served_on)
    if fee.amount == 0:
        raise Refused(_("按收费标准，本件不收费，不能发出收费通知。"), cite=fee.cite)
    until = period("fee_payment", served_on, calendar=application.calendar()).ends
    document = documents.fee_notice(application, FeeMethod(method), quantity, fee, until)
    letter = issue_letter(application, LetterKind.FEE_NOTICE, document, by=by)
    notice: FeeNotice = application.fee_notices.create(
        method=method, quantity=quantity, amount=fee.amount, served_on=served_on, letter=letter
    )
    facts = {"method": method, "quantity": quantity, "amount": fee.amount}
    event = Event("fee_notice_served", served_on)
    perform(application, "serve_fee_notice", by=by, event=event, facts=facts)
    return notice


@transaction.atomic
def record_fee_payment(
    application: Application, *, by: Actor, on: date | None = None, seen: int | None = None
) -> None:
    """Enter the payment; the reply period begins anew on the next day (Fee Measures, art. 6)."""
    ready_for(application, "record_fee_payment", by=by, seen=seen)
    on = on or today()
    refuse_future(on, _("缴费日期不能晚于今天。"))
    notice = application.owed_fee()
    perform(
        application,
        "record_fee_payment",
        by=by,
        event=Event("fee_paid", on),
        facts={"amount": notice.amount},
    )
    notice.paid_on = on
    notice.save(update_fields=["paid_on"])
