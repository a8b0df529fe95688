"""Organs, accounts and duties are kept at the desk, each by the administrator whose task it is."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from gongkai.accounts.actions import close_account, dismiss, open_account
from gongkai.accounts.models import Appointment
from gongkai.accounts.queries import ADMINISTRATORS, Duty
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.moment import today
from gongkai.organs.models import Organ
from gongkai.organs.queries import superior_of
from gongkai.workbench.navigation import DESK_NAV
from tests import factories
from tests.disclosure.desk import filled_in, page, sign_in

pytestmark = pytest.mark.django_db
FIRST, OWN = "blue mountain river", "another mountain river"
SYSTEM_ONLY, SECURITY_ONLY = {Duty.SYSTEM_ADMIN}, {Duty.SECURITY_ADMIN}
# Page, what its address names, and who may open it.
PAGES = [
    ("found_organ", "organ", SYSTEM_ONLY),
    ("merge_organ", "organ", SYSTEM_ONLY),
    ("accounts", "", SYSTEM_ONLY | SECURITY_ONLY),
    ("account", "person", SYSTEM_ONLY | SECURITY_ONLY),
    ("open_account", "", SYSTEM_ONLY),
    ("close_account", "person", SYSTEM_ONLY),
    ("reopen_account", "person", SYSTEM_ONLY),
    ("reset_password", "person", SYSTEM_ONLY),
    ("appointments", "", SECURITY_ONLY),
    ("appoint", "person", SECURITY_ONLY),
    ("dismiss", "appointment", SECURITY_ONLY),
    ("change_password", "", set(Duty)),
]
CONTENT = ["items", "pressing_items", "columns", "applications", "remedies", "annual_reports"]


@pytest.fixture
def clerk():
    return factories.staff(duty=Duty.SUBMITTER)


@pytest.fixture
def system(client):
    sign_in(client, actor := factories.actor(factories.organ(factories.CITY), Duty.SYSTEM_ADMIN))
    return actor


@pytest.fixture
def security(client):
    sign_in(client, actor := factories.actor(factories.organ(factories.CITY), Duty.SECURITY_ADMIN))
    return actor


def address(name, *args):
    return reverse(f"workbench:{name}", args=args)


def sends(client, where, **values):
    """Open the form, fill it in, send it."""
    return client.post(where, filled_in(client.get(where).context["form"], **values))


@pytest.mark.parametrize(("name", "about", "allowed"), PAGES, ids=[one[0] for one in PAGES])
@pytest.mark.parametrize("duty", Duty)
def test_each_page_opens_to_its_duty_only(client, clerk, duty, name, about, allowed):
    keys = {"organ": [factories.BUREAU], "person": [clerk.user_id], "appointment": [clerk.pk], "": []}
    sign_in(client, factories.actor(duty=duty))

    assert client.get(address(name, *keys[about])).status_code == (200 if duty in allowed else 403)


@pytest.mark.parametrize("duty", sorted(ADMINISTRATORS))
def test_administrators_see_no_content(client, duty):
    sign_in(client, factories.actor(duty=duty))

    assert {name: client.get(address(name)).status_code for name in CONTENT} == dict.fromkeys(CONTENT, 403)
    assert not {place.page for place in DESK_NAV if duty in place.duties} & {
        f"workbench:{name}" for name in CONTENT
    }


BUREAU = {
    "name": "青禾市水利局",
    "short_name": "市水利局",
    "code": "water",
    "kind": "department",
    "level": "county",
    "region": "990101",
}


def test_an_organ_is_founded_under_another(client, system):
    response = sends(client, address("found_organ", factories.CITY), **BUREAU)

    assert response.url == address("organ", "water")
    assert "机关已设立" in page(client.get(response.url))
    water = Organ.objects.get(code="water")
    assert (water.name, superior_of(water).code) == ("青禾市水利局", factories.CITY)
    assert Entry.objects.filter(verb="organs.found_organ", user_id=system.user_id).count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"code": factories.BUREAU}, "已被其他机关使用"),
        ({"code": "水利"}, "代码由小写字母"),
        ({"region": "12"}, "行政区划代码为6位"),
        ({"credit_code": "x"}, "统一社会信用代码为18位"),
        ({"short_name": ""}, "简称"),
    ],
    ids=str,
)
def test_what_is_wrong_with_an_organ_is_told_and_what_was_typed_stays(client, system, wrong, told):
    factories.organ()

    shown = page(sends(client, address("found_organ", factories.CITY), **(BUREAU | wrong)))

    assert told in shown
    assert 'value="青禾市水利局"' in shown
    assert Organ.objects.count() == 2


def test_an_organ_is_merged_into_another(client, system):
    old, new = factories.organ("grain"), factories.organ("commerce")
    where = address("merge_organ", "grain")
    assert "尚未办结的公开申请" in page(client.get(where))

    response = sends(client, where, into=new.pk, on=today())

    assert response.url == address("organ", "grain")
    old.refresh_from_db()
    assert (old.existed_to, old.successor) == (today(), new)


def test_a_merger_that_lies_ahead_is_refused_on_the_form(client, system):
    factories.organ("grain")
    tomorrow = today() + timedelta(days=1)

    response = sends(
        client, address("merge_organ", "grain"), into=factories.organ("commerce").pk, on=tomorrow
    )

    assert "不得晚于今天" in page(response)
    assert f'value="{tomorrow:%Y-%m-%d}"' in page(response)


ACCOUNT = {"full_name": "李华", "username": "lihua", "password": FIRST, "again": FIRST}


def test_a_person_given_an_account_chooses_a_password_before_anything_else(client, system):
    response = sends(client, address("open_account"), **ACCOUNT)
    lihua = User.objects.get(username="lihua")
    assert response.url == address("account", lihua.pk)
    factories.staff(duty=Duty.SUBMITTER, user=lihua)
    client.logout()

    client.post(address("sign_in"), {"username": "lihua", "password": FIRST})
    assert client.get(address("items")).url == address("change_password")
    assert "请先修改密码" in page(client.get(address("change_password")))
    sends(
        client,
        address("change_password"),
        old_password=FIRST,
        new_password1=OWN,
        new_password2=OWN,
    )

    assert client.get(address("items")).status_code == 200
    client.logout()
    client.post(address("sign_in"), {"username": "lihua", "password": OWN})
    assert client.get(address("items")).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": "李华"}, "username"),
        ({"password": "123", "again": "123"}, "password"),
        ({"username": "lihua.water", "password": "lihua-water", "again": "lihua-water"}, "password"),
        ({"again": OWN}, "again"),
        ({"full_name": ""}, "full_name"),
    ],
    ids=str,
)
def test_what_is_wrong_with_an_account_stands_beside_its_field(client, system, wrong, field):
    response = sends(client, address("open_account"), **(ACCOUNT | wrong))

    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(last_name="李华").exists()


def test_a_taken_sign_in_name_is_refused_on_the_form(client, system):
    open_account("LiHua", full_name="李花", password=FIRST, by=SYSTEM)

    shown = page(sends(client, address("open_account"), **ACCOUNT))

    assert "已被使用" in shown
    assert 'value="李华"' in shown
    assert FIRST not in shown


def test_people_are_found_by_a_part_of_the_name(client, system, clerk):
    open_account("lihua", full_name="李华", password=FIRST, by=SYSTEM)

    shown = page(client.get(address("accounts"), {"q": "李"}))

    assert "李华" in shown
    assert clerk.user.username not in shown
    assert "没有找到这样的账号" in page(client.get(address("accounts"), {"q": "nobody"}))


def test_a_closed_account_is_out_at_the_next_page_and_in_again_when_reopened(client, system, clerk):
    other = client.__class__()
    sign_in(other, clerk.actor())

    assert client.post(address("close_account", clerk.user_id)).url == address("account", clerk.user_id)
    assert other.get(address("items")).url.startswith(address("sign_in"))
    assert "已停用" in page(client.get(address("account", clerk.user_id)))

    client.post(address("reopen_account", clerk.user_id))
    assert other.get(address("items")).status_code == 200


def test_what_stands_against_closing_an_account_is_told(client, system):
    response = client.post(address("close_account", system.user_id))

    assert "不能停用自己的账号" in page(response)


def test_a_lost_password_is_given_anew_but_not_to_an_administrator(client, system, clerk):
    response = sends(client, address("reset_password", clerk.user_id), password=FIRST, again=FIRST)
    assert response.url == address("account", clerk.user_id)
    clerk.user.refresh_from_db()
    assert clerk.user.check_password(FIRST)

    auditor = factories.staff(duty=Duty.AUDIT_ADMIN)
    shown = page(sends(client, address("reset_password", auditor.user_id), password=FIRST, again=FIRST))
    assert "changepassword" in shown


def test_a_duty_is_given_and_ended(client, security, clerk):
    bureau = factories.organ()
    response = sends(client, address("appoint", clerk.user_id), organ=bureau.pk, duty=Duty.SIGNER)
    assert response.url == address("account", clerk.user_id)
    given = Appointment.objects.get(user=clerk.user, group__name=Duty.SIGNER)
    assert (given.organ, given.since) == (bureau, today())

    sends(client, address("dismiss", given.pk), on=today())

    given.refresh_from_db()
    assert given.until == today()
    assert list(Entry.objects.filter(user_id=security.user_id).values_list("verb", flat=True)) == [
        "accounts.appoint",
        "accounts.dismiss",
    ]


@pytest.mark.parametrize("duty", sorted(ADMINISTRATORS))
def test_an_administrators_duty_is_not_joined_to_another(client, security, clerk, duty):
    response = sends(client, address("appoint", clerk.user_id), organ=factories.organ().pk, duty=duty)

    assert response.context["form"].non_field_errors() == [
        "系统管理员、安全管理员、审计管理员须各由一人专任，不得兼任其他岗位。"
    ]
    assert f'<option value="{duty}" selected>' in page(response)


def test_the_last_security_administrator_does_not_dismiss_themself(client, security):
    own = Appointment.objects.get(user_id=security.user_id)

    assert "这是唯一的安全管理员" in page(sends(client, address("dismiss", own.pk), on=today()))


def test_duties_are_listed_by_organ_and_the_ended_ones_apart(client, security, clerk):
    town = factories.staff(factories.organ(factories.TOWN), Duty.REVIEWER)
    ended = factories.staff(duty=Duty.SIGNER)
    dismiss(ended, on=factories.LONG_AGO, by=SYSTEM)

    def listed(**asked):
        return list(client.get(address("appointments"), asked).context["page"])

    assert set(listed()) == {town, clerk, Appointment.objects.get(user_id=security.user_id)}
    assert listed(organ=town.organ_id) == [town]
    assert listed(show="ended") == [ended]
    assert listed(organ="x") == listed()


def test_a_wrong_old_password_changes_nothing(client, clerk):
    sign_in(client, clerk.actor())

    response = sends(
        client, address("change_password"), old_password="no", new_password1=OWN, new_password2=OWN
    )

    assert list(response.context["form"].errors) == ["old_password"]
    assert not Entry.objects.filter(verb="accounts.change_password").exists()


def test_a_person_without_a_duty_may_change_the_password(client):
    idle = User.objects.create_user("idle", password=FIRST)
    client.force_login(idle, "django.contrib.auth.backends.ModelBackend")

    response = sends(
        client, address("change_password"), old_password=FIRST, new_password1=OWN, new_password2=OWN
    )

    assert response.url == address("duties")
    assert "密码已修改" in page(client.get(response.url))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("accounts", 6), ("appointments", 6)])
def test_the_lists_ask_the_same_few_questions(
    client, security, rows, name, queries, django_assert_num_queries
):
    for number in range(rows):
        closed = factories.staff(factories.organ(f"bureau-{number}"), Duty.REVIEWER)
        close_account(closed.user, by=SYSTEM)

    with django_assert_num_queries(queries):
        client.get(address(name))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_person_asks_the_same_few_questions(client, security, rows, django_assert_num_queries):
    person = factories.staff(duty=Duty.REVIEWER).user
    for number in range(rows - 1):
        factories.staff(factories.organ(f"bureau-{number}"), Duty.REVIEWER, user=person)

    with django_assert_num_queries(6):
        client.get(address("account", person.pk))
