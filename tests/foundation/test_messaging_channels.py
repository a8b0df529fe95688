"""What a mail server and an SMS gateway are handed, and what is kept of their refusals."""

import json
import smtplib
import socket
from urllib.parse import parse_qs

import pytest
from django.core import mail

from gongkai.foundation.messaging import Fault, NotDelivered
from gongkai.foundation.messaging.channels import channel_of, console, http, smtp
from tests.foundation.gateway import Gateway

PHONE, TEXT = "138 0013-8000", '登记了。"}, {"to": "10086'


@pytest.fixture
def gateway(settings):
    made = Gateway()
    settings.GONGKAI_SMS_URL, settings.GONGKAI_SMS_SECONDS = made.url, 2.0
    yield made
    made.close()


def fault_of(deliver, to=PHONE, subject="", text=TEXT):
    with pytest.raises(NotDelivered) as why:
        deliver(to, subject, text)
    return why.value.fault, why.value.detail


def test_the_gateway_gets_number_and_text_by_the_template_and_no_text_becomes_a_field(gateway, settings):
    settings.GONGKAI_SMS_HEADERS = {"Authorization": "Bearer secret"}
    settings.GONGKAI_SMS_BODY = {
        "sign": "青禾市",
        "messages": [{"mobile": "{to}", "content": "【公开】{text}"}],
        "n": 1,
    }
    http(PHONE, "", TEXT)

    [(path, headers, body)] = gateway.heard
    assert path == "/sms"
    assert (headers["Authorization"], headers["Content-Type"]) == (
        "Bearer secret",
        "application/json; charset=utf-8",
    )
    assert json.loads(body) == {
        "sign": "青禾市",
        "messages": [{"mobile": "13800138000", "content": f"【公开】{TEXT}"}],
        "n": 1,
    }


def test_a_gateway_may_want_a_form(gateway, settings):
    settings.GONGKAI_SMS_FORM, settings.GONGKAI_SMS_BODY = True, {"m": "{to}", "c": "{text}"}
    http(PHONE, "", "甲&m=10086")

    assert parse_qs(gateway.heard[0][2]) == {"m": ["13800138000"], "c": ["甲&m=10086"]}


@pytest.mark.parametrize("status", [302, 400, 401, 503])
def test_a_refusal_is_told_by_its_number_alone_and_no_redirect_is_followed(status, gateway):
    gateway.status, gateway.answer, gateway.location = status, PHONE, gateway.url

    assert fault_of(http) == (Fault.REFUSED, f"HTTP {status}")
    assert len(gateway.heard) == 1


def test_a_gateway_that_answers_an_error_with_200_is_not_believed(gateway, settings):
    settings.GONGKAI_SMS_ANSWER = r'"code":\s*0\b'
    http(PHONE, "", TEXT)
    gateway.answer = '{"code": 1003}'

    assert fault_of(http) == (Fault.REFUSED, "answer")


@pytest.mark.parametrize("number", ["", "12", "张三", "13800138000,13900139000", "138\r\nBcc: x", "1" * 30])
def test_what_is_no_telephone_number_is_not_sent(number, gateway):
    assert fault_of(http, to=number) == (Fault.ADDRESS, "")
    assert gateway.heard == []


def test_a_gateway_that_is_away_or_silent_does_not_hold_the_worker(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.GONGKAI_SMS_URL, settings.GONGKAI_SMS_SECONDS = (
            f"http://127.0.0.1:{silent.getsockname()[1]}/",
            0.1,
        )
        assert fault_of(http) == (Fault.UNREACHABLE, "TimeoutError")
    assert fault_of(http)[0] == Fault.UNREACHABLE


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://example.cn/"])
def test_only_http_is_an_address_of_a_gateway(url, settings):
    settings.GONGKAI_SMS_URL = url

    assert fault_of(http) == (Fault.CLOSED, "GONGKAI_SMS_URL")


def test_an_email_is_plain_and_says_that_a_machine_wrote_it(settings):
    settings.DEFAULT_FROM_EMAIL = "gongkai@qinghe.example"
    smtp("wang@example.cn", "申请已登记", "请查询进度。")

    [one] = mail.outbox
    assert (one.to, one.subject, one.body) == (["wang@example.cn"], "申请已登记", "请查询进度。")
    assert (one.from_email, one.extra_headers) == (
        "gongkai@qinghe.example",
        {"Auto-Submitted": "auto-generated"},
    )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            smtplib.SMTPRecipientsRefused({"wang@example.cn": (550, b"no wang here")}),
            (Fault.REFUSED, "SMTP 550"),
        ),
        (smtplib.SMTPDataError(554, b"spam of wang"), (Fault.REFUSED, "SMTP 554")),
        (smtplib.SMTPServerDisconnected("gone"), (Fault.REFUSED, "SMTP SMTPServerDisconnected")),
        (ConnectionRefusedError(), (Fault.UNREACHABLE, "ConnectionRefusedError")),
        (TimeoutError(), (Fault.UNREACHABLE, "TimeoutError")),
    ],
)
def test_what_a_mail_server_says_in_words_is_not_kept(error, told, monkeypatch):
    def fail(*_given):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    assert fault_of(smtp, to="wang@example.cn") == told


@pytest.mark.parametrize(("to", "subject"), [("a@b.cn\nBcc: c@d.cn", "x"), ("a@b.cn", "x\r\nBcc: c@d.cn")])
def test_a_line_break_becomes_no_header(to, subject):
    assert fault_of(smtp, to=to, subject=subject) == (Fault.ADDRESS, "")
    assert mail.outbox == []


def test_the_console_shows_it_and_a_channel_that_is_not_set_is_closed(settings, capsys):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": ""}
    channel_of("sms")(PHONE, "", "查询码")

    assert (channel_of("sms"), "查询码" in capsys.readouterr().out) == (console, True)
    assert fault_of(lambda *given: channel_of("email")(*given)) == (Fault.CLOSED, "")
