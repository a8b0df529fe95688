"""Fields of forms: several files at once, and days."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from gongkai.foundation.fields import DayField, ManyFilesField


class Letter(forms.Form):
    sent_on = DayField(required=False)
    scans = ManyFilesField(most=2)
    extras = ManyFilesField(required=False)


def sent(*, scans=(), extras=()):
    def files(names):
        return [SimpleUploadedFile(name, b"x") for name in names]

    return Letter({}, MultiValueDict({"scans": files(scans), "extras": files(extras)}))


def test_all_chosen_files_are_given_in_order():
    form = sent(scans=["1.txt", "2.txt"], extras=["3.txt", "4.txt", "5.txt"])

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["scans"]] == ["1.txt", "2.txt"]
    assert [file.name for file in form.cleaned_data["extras"]] == ["3.txt", "4.txt", "5.txt"]


def test_no_file_is_an_empty_list_unless_one_is_required():
    form = sent()

    assert form.errors.get_json_data() == {"scans": [{"message": "这个字段是必填项。", "code": "required"}]}
    assert form.cleaned_data["extras"] == []


def test_too_many_files_are_refused_with_the_number_allowed():
    form = sent(scans=["1.txt", "2.txt", "3.txt"])

    assert form.errors == {"scans": ["一次最多上传2个文件。"]}


def test_an_empty_file_is_refused():
    form = Letter({}, MultiValueDict({"scans": [SimpleUploadedFile("空.txt", b"")]}))

    assert form.errors == {"scans": ["所提交的是空文件。"]}


def test_several_files_can_be_picked_in_one_field():
    assert " multiple" in str(Letter()["scans"])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_day_stands_in_the_field_as_browsers_read_it(language):
    with translation.override(language):
        shown = str(Letter(initial={"sent_on": date(2026, 11, 2)})["sent_on"])

    assert 'type="date"' in shown
    assert 'value="2026-11-02"' in shown
