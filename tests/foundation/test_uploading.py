"""Too much is never kept, is told beside the field, and the rest of the form arrives."""

import io

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.test import RequestFactory

from gongkai.foundation import uploading
from gongkai.foundation.fields import ManyFilesField
from gongkai.foundation.files import store_upload
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.uploading import NotTaken
from gongkai.foundation.workflow import Refused

KB = 1024
LARGE = "“大.txt”：文件超过2.0\xa0KB的上限。请压缩图片、拆分文件，或者另存为 PDF 后重新上传。"
MUCH = "这次上传的文件合计超过5.0\xa0KB的上限，超出的没有保存。请分几次上传。"
MANY = "一次最多上传4个文件，多出的没有保存。请分几次上传。"


class OneForm(forms.Form):
    file = forms.FileField(required=False)
    title = forms.CharField()


class SeveralForm(forms.Form):
    file = ManyFilesField(required=False)
    title = forms.CharField()


@pytest.fixture(autouse=True)
def _bounds(settings):
    settings.UPLOAD_LIMIT_BYTES = 2 * KB
    settings.UPLOAD_REQUEST_BYTES = 5 * KB
    settings.UPLOAD_MOST_FILES = 4


def sent(*files):
    return RequestFactory().post("/", {"file": [SimpleUploadedFile(*one) for one in files], "title": "标题"})


def filled(form, request):
    return form(request.POST, request.FILES)


def test_what_is_within_the_bounds_arrives_whole():
    form = filled(SeveralForm, sent(("a.txt", b"a" * 2 * KB), ("b.txt", b"b")))

    assert form.is_valid()
    assert [file.read() for file in form.cleaned_data["file"]] == [b"a" * 2 * KB, b"b"]


@pytest.mark.parametrize("form", [OneForm, SeveralForm])
@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([("大.txt", b"a" * (2 * KB + 1))], LARGE),
        ([("大.txt", b"a" * 3000 * KB)], LARGE),
        ([(f"{n}.txt", b"a" * 2 * KB) for n in range(3)], MUCH),
        ([(f"{n}.txt", b"a") for n in range(5)], MANY),
    ],
    ids=["a little", "by far", "together", "too many"],
)
def test_what_is_over_a_bound_is_told_beside_the_field_and_the_rest_of_the_form_is_there(form, files, told):
    shown = filled(form, sent(*files))

    assert dict(shown.errors) == {"file": [told]}
    assert shown.cleaned_data["title"] == "标题"


def test_a_large_file_leaves_room_for_those_after_it():
    request = sent(("大.txt", b"a" * 100 * KB), ("a.txt", b"a" * 2 * KB), ("b.txt", b"b" * 2 * KB))

    assert [isinstance(file, NotTaken) for file in request.FILES.getlist("file")] == [True, False, False]


def test_two_hundred_megabytes_are_neither_kept_nor_a_reason_to_hang_up(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.UPLOAD_LIMIT_BYTES = settings.UPLOAD_REQUEST_BYTES = 64 * KB
    size = 200 * KB * KB
    head = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n',
        b'\r\n--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nlast\r\n--x--\r\n',
    )
    body = Endless(head[0], size, head[1])
    request = RequestFactory().generic("POST", "/", b"-", content_type="multipart/form-data; boundary=x")
    request._stream = body
    request.META["CONTENT_LENGTH"] = str(body.left)

    form = filled(OneForm, request)

    assert form["title"].value() == "last"
    assert "超过64.0\xa0KB的上限" in form.errors["file"][0]
    assert body.left == 0
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 128 * KB


def test_what_is_beyond_all_reason_is_cut_off(monkeypatch):
    monkeypatch.setattr(uploading, "READ_AT_MOST", 1)
    handler = uploading.BoundedUploads()
    handler.handle_raw_input(None, {}, 2)

    with pytest.raises(StopUpload):
        handler.new_file("file", "a.txt", "text/plain", 2)


@pytest.mark.django_db
def test_an_act_that_is_handed_what_was_not_kept_refuses_it_with_the_same_words():
    with pytest.raises(Refused, match="没有保存"):
        store_upload(NotTaken("a.txt", MANY), by=SYSTEM)


class Endless(io.RawIOBase):
    """A body of any size that takes no memory."""

    def __init__(self, start, size, end):
        self.parts = [start, size, end]
        self.left = len(start) + size + len(end)

    def read(self, wanted=-1):
        given = b""
        while self.parts and len(given) < wanted:
            part, room = self.parts[0], wanted - len(given)
            if isinstance(part, int):
                given += b"a" * min(part, room)
                self.parts[0] = max(0, part - room)
            else:
                given += part[:room]
                self.parts[0] = part[room:]
            if not self.parts[0]:
                self.parts.pop(0)
        self.left -= len(given)
        return given
