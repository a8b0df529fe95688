"""From a form to an act: what is refused stands on the form, what is done is told."""

from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError

from gongkai.foundation.workflow import Refused
from gongkai.workbench.acting import act


class DayForm(forms.Form):
    days = forms.IntegerField()


def request(rf):
    made = rf.post("/")
    made.session = {}
    made._messages = FallbackStorage(made)
    return made


def refusing(error):
    def do():
        raise error

    return do


def test_a_form_that_is_wrong_calls_nothing(rf):
    done = []

    assert act(request(rf), DayForm({"days": "x"}), lambda: done.append(1)) is False
    assert done == []


def test_a_refusal_stands_over_the_form_with_all_its_reasons(rf):
    form = DayForm({"days": "3"})

    assert act(request(rf), form, refusing(Refused("期限已过。", "须经负责人同意。"))) is False
    assert form.non_field_errors() == ["期限已过。", "须经负责人同意。"]
    assert form["days"].value() == "3"


def test_what_a_model_refuses_stands_beside_its_field(rf):
    form = DayForm({"days": "3"})

    act(request(rf), form, refusing(ValidationError({"days": "太长。", "column": "没有这个栏目。"})))

    assert form.errors == {"days": ["太长。"], "__all__": ["没有这个栏目。"]}


def test_what_is_done_is_told_on_the_next_page(rf):
    made = request(rf)

    assert act(made, DayForm({"days": "3"}), lambda: None, done="已延长。") is True
    assert [str(message) for message in get_messages(made)] == ["已延长。"]
