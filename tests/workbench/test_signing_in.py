"""Coming to the desk and leaving it; choosing the duty one acts in."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from gongkai.accounts import actions
from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Entry
from gongkai.foundation.templatetags.shown import verb_label
from tests import factories
from tests.disclosure.desk import page

HOME, SIGN_IN, DUTIES = (reverse(f"workbench:{name}") for name in ("home", "sign_in", "duties"))
PASSWORD = "correct horse"


@pytest.fixture
def clerk(db):
    return factories.staff(duty=Duty.SUBMITTER)


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(client, clerk):
    assert client.get(DUTIES).url == f"{SIGN_IN}?next={DUTIES}"

    assert sign_in(client, clerk.user.username, next=DUTIES).url == DUTIES


def test_a_wrong_password_is_told_without_saying_whether_the_name_exists(client, clerk):
    known, unknown = (sign_in(client, name, "wrong") for name in (clerk.user.username, "nobody"))

    assert "登录名或者密码不正确" in page(known)
    assert known.context["form"].errors == unknown.context["form"].errors


def test_what_was_typed_stays_but_the_password_does_not(client, clerk):
    shown = page(sign_in(client, clerk.user.username, "wrong-password"))

    assert f'value="{clerk.user.username}"' in shown
    assert "wrong-password" not in shown


def test_five_wrong_passwords_lock_the_name(client, clerk):
    for _attempt in range(5):
        response = sign_in(client, clerk.user.username, "wrong")

    assert response.status_code == 429
    assert "登录暂时锁定" in page(response)
    assert sign_in(client, clerk.user.username).status_code == 429


def test_signing_out_needs_a_post_and_ends_the_session(client, clerk):
    sign_in(client, clerk.user.username)

    assert client.get(reverse("workbench:sign_out")).status_code == 405
    assert client.post(reverse("workbench:sign_out")).url == SIGN_IN
    assert client.get(HOME).status_code == 302


def test_coming_switching_and_leaving_stand_in_the_ledger(client, clerk):
    other = factories.staff(factories.organ(factories.TOWN), Duty.APPLICATION_HANDLER, user=clerk.user)
    before = Entry.objects.count()

    sign_in(client, clerk.user.username, "wrong")
    sign_in(client, clerk.user.username)
    client.post(reverse("workbench:switch_duty"), {"appointment": other.pk})
    client.post(reverse("workbench:sign_out"))
    client.post(reverse("workbench:sign_out"))

    assert [(verb_label(one.verb), one.actor_duty) for one in Entry.objects.all()[before:]] == [
        ("登录", Duty.SUBMITTER),
        ("切换岗位", Duty.SUBMITTER),
        ("退出登录", Duty.APPLICATION_HANDLER),
    ]


def test_who_cannot_be_kept_in_the_ledger_is_not_signed_in(client, clerk, monkeypatch):
    monkeypatch.setattr(actions, "record", None)
    client.raise_request_exception = False

    assert sign_in(client, clerk.user.username).status_code == 500
    assert client.get(DUTIES).url.startswith(SIGN_IN)


def test_a_person_without_a_duty_is_told_whom_to_ask(client, db):
    User.objects.create_user("idle", password=PASSWORD)
    sign_in(client, "idle")

    response = client.get(HOME)

    assert response.status_code == 403
    assert "请联系安全管理员授权" in page(response)


def test_one_acts_in_the_duty_that_one_chose(client, clerk):
    other = factories.staff(factories.organ(factories.TOWN), Duty.APPLICATION_HANDLER, user=clerk.user)
    sign_in(client, clerk.user.username)
    assert "青禾市财政局 · 信息报送员" in page(client.get(HOME))

    assert client.post(reverse("workbench:switch_duty"), {"appointment": other.pk}).url == HOME

    assert "柳塘镇人民政府 · 依申请公开承办人" in page(client.get(HOME))


@pytest.mark.parametrize("chosen", ["", "x", "0"])
def test_a_duty_that_one_does_not_hold_cannot_be_chosen(client, clerk, chosen):
    sign_in(client, clerk.user.username)

    assert client.post(reverse("workbench:switch_duty"), {"appointment": chosen}).status_code == 404


def test_nobody_can_take_over_the_duty_of_another(client, clerk):
    head = factories.staff(duty=Duty.OFFICE_HEAD)
    sign_in(client, clerk.user.username)

    assert client.post(reverse("workbench:switch_duty"), {"appointment": head.pk}).status_code == 404
    assert "信息报送员" in page(client.get(HOME))


def test_the_accounts_are_shown_in_the_example_region_only(client, clerk, settings):
    assert "示例账号" not in page(client.get(SIGN_IN))

    settings.EXAMPLE_MODE = True

    assert "示例账号" in page(client.get(SIGN_IN))


def test_an_account_that_is_picked_is_filled_in(client, clerk, settings):
    settings.EXAMPLE_MODE = True
    [first, *_others] = client.get(SIGN_IN).context["accounts"]

    shown = page(client.get(SIGN_IN, {"account": first.username}))

    assert f'name="username" value="{first.username}"' in shown
    assert f'name="password" value="{first.password}"' in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_duties_asks_the_same_few_questions(client, clerk, rows, django_assert_num_queries):
    for number in range(rows - 1):
        factories.staff(factories.organ(f"bureau-{number}"), Duty.REVIEWER, user=clerk.user)
    client.force_login(clerk.user, "django.contrib.auth.backends.ModelBackend")

    with django_assert_num_queries(4):
        client.get(DUTIES)
