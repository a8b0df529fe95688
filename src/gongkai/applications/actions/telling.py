"""Telling the applicant that something has happened, and sending the query code again.

Messages are Chinese whatever language the desk is read in, like the letters; they say the number and where to look,
and never who asks nor for what.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from gongkai.applications.actions.intake import CODE_LENGTH, CODE_LETTERS
from gongkai.applications.actions.personal import count_attempt
from gongkai.applications.models import Application
from gongkai.applications.queries import about, code_digest, is_mobile, phone_digest
from gongkai.applications.workflow import APPLICANT, State
from gongkai.foundation.ledger import Entry, record
from gongkai.foundation.messaging import Channel, Message, send
from gongkai.foundation.sealed import keyed_digest

NEWS_OF_STATE = {
    State.SUPPLEMENTING: "需要您补正，请在期限内提交",
    State.REPLIED: "已经答复",
    State.LAPSED: "因逾期未补正或者未缴费，已经视为放弃",
    State.WITHDRAWN: "已经撤回",
}
NEWS_OF_ACT = {
    "register": "已经登记，开始计算答复期限",
    "extend_reply": "的答复期限已经延长",
    "serve_fee_notice": "需要您缴纳信息处理费，请在期限内缴纳",
    "serve_consultation": "需要征求意见，征求意见的时间不计入答复期限",
    "ask_for_reasons": "需要您说明理由，请在期限内说明",
    "transfer": "已经转送本机关办理，编号和查询码不变",
    "hand_over": "已经按您的同意转交负责公开的机关，新的编号和查询码由本机关告知您",
    "split": "已经按内容分成几件分别办理，凭原来的查询码都可以查看",
}
SUBJECT = "政府信息公开申请办理情况"
CODE_SUBJECT = "政府信息公开申请查询码"
# Who knows number and address must not be able to make the codes of somebody else die all day.
MOST_CODES, CODES_PER = 3, timedelta(days=1)


def tell_applicant(application: Application, entry: Entry) -> Message | None:
    """Write the message that this act calls for, if the applicant has chosen to be told and the channel is open."""
    news = _news(entry)
    to = _to(application, application.notice_way)
    if not news or not to:
        return None
    text = f"{application.organ.name}：您的政府信息公开申请（编号{application.number}）{news}。{_where(application)}"
    return _send(application, application.notice_way, to, SUBJECT, text)


def tell_of_opening(application: Application, item: Any) -> Message | None:
    """Write that what was asked for is now open to everybody, with where (art. 44)."""
    to = _to(application, application.notice_way)
    if not to:
        return None
    page = reverse("portal:item", args=[item.index_number])
    where = f"：{settings.SITE_URL}{page}" if settings.SITE_URL else f"，索引号{item.index_number}"
    text = f"{application.organ.name}：您申请的政府信息（编号{application.number}）已经主动公开，名称是“{item.title}”{where}。"
    return _send(application, application.notice_way, to, SUBJECT, text)


@transaction.atomic
def resend_code(number: str, contact: str) -> None:
    """Send a new query code to the telephone number or e-mail address of the application, if ``contact`` is it.

    The old code dies with it. Nothing tells whether there was such an application: callers run this in the
    background, so that their answer takes the same time in any case.
    """
    found = _meant(number, contact)
    if found is None:
        return
    application, way = found
    if count_attempt("resend code", application.number, per=CODES_PER) > MOST_CODES:
        return
    code = _new_code()
    text = f"您的政府信息公开申请（编号{application.number}）的新查询码是{code}，原查询码同时作废。{_where(application)}"
    if _send(application, way, _to(application, way), CODE_SUBJECT, text) is None:
        return
    digest = code_digest(application.number, code)
    Application.objects.filter(pk=application.pk).update(code_digest=digest)
    record(application, "applications.resend_code", by=APPLICANT, facts={"channel": way})


def _meant(number: str, contact: str) -> tuple[Application, Channel] | None:
    """The application of this number, if the contact is the one that was given with it."""
    number, contact = normalize("NFKC", number).strip().upper(), normalize("NFKC", contact).strip()
    way = Channel.EMAIL if "@" in contact else Channel.SMS
    digest = keyed_digest(contact) if way == Channel.EMAIL else phone_digest(contact)
    application = Application.objects.select_related("organ").filter(number=number).first()
    if application is None or not digest:
        return None
    kept = application.email_digest if way == Channel.EMAIL else application.phone_digest
    if not hmac.compare_digest(digest, kept):
        return None
    # A landline takes no short message: its applicant goes to the office.
    if way == Channel.SMS and not is_mobile(contact):
        return None
    return application, way


def _to(application: Application, way: str) -> str:
    return {Channel.SMS.value: application.phone, Channel.EMAIL.value: application.email}.get(way, "")


def _send(application: Application, way: str, to: str, subject: str, text: str) -> Message | None:
    return send(way, to, subject, text, about=about(application), organ_id=application.organ_id)


def _news(entry: Entry) -> str:
    after: Any = entry.after.get("state")
    if after in NEWS_OF_STATE and entry.before.get("state") != after:
        return NEWS_OF_STATE[after]
    return NEWS_OF_ACT.get(entry.verb.partition(".")[2], "")


def _where(application: Application) -> str:
    if not settings.SITE_URL:
        return "请凭申请编号和查询码在本网站“依申请公开”中查询。"
    page = reverse("portal:application_status")
    return f"凭查询码查看：{settings.SITE_URL}{page}?number={application.number}"


def _new_code() -> str:
    letters = "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))
    half = CODE_LENGTH // 2
    return f"{letters[:half]}-{letters[half:]}"
