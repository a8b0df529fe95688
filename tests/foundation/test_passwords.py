"""The demands on a password, told in Chinese, each in a sentence."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("xk3-plum", ["密码太短，至少10位。"]),
        ("zhangmin-2026", ["密码与登录名或者姓名太相似，请换一个。"]),
        ("1234567890", ["这个密码太常见，容易被猜中，请换一个。"]),
    ],
)
def test_a_weak_password_is_told_what_is_wrong(password, told):
    with pytest.raises(ValidationError) as weak:
        validate_password(password, User(username="zhangmin-2025", last_name="张敏"))

    assert weak.value.messages == told


def test_a_good_one_passes():
    validate_password("blue mountain river", User(username="zhangmin"))


def test_the_demands_are_told_beforehand():
    assert password_validators_help_texts() == [
        "不能与登录名、姓名相似。",
        "至少10位。",
        "不能是常见的密码。",
    ]
