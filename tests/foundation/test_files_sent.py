"""A stored file is answered in one way: its true type, no sniffing, its own name, 404 when it is lost."""

from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from gongkai.foundation.files import send_stored, store_upload
from gongkai.foundation.ledger import Actor

from . import packages

CLERK = Actor("王敏", "submitter", user_id=7)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content", "inline", "disposition", "content_type"),
    [
        ("a.pdf", packages.pdf(), False, 'attachment; filename="a.pdf"', "application/pdf"),
        ("a.pdf", packages.pdf(), True, 'inline; filename="a.pdf"', "application/pdf"),
        ("a.png", packages.PNG, True, 'inline; filename="a.png"', "image/png"),
        ("a.txt", b"<script>", True, 'attachment; filename="a.txt"', "text/plain"),
        ("通知.csv", b"a,b", False, "attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5.csv", "text/csv"),
    ],
)
def test_type_and_disposition_follow_from_the_content(name, content, inline, disposition, content_type):
    stored = store_upload(SimpleUploadedFile(name, content), by=CLERK)

    response = send_stored(stored, inline=inline)
    with closing(response.file_to_stream):
        assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"] == disposition
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_lost_file_does_not_exist(settings):
    stored = store_upload(SimpleUploadedFile("a.txt", b"a"), by=CLERK)
    (settings.MEDIA_ROOT / stored.path).unlink()

    with pytest.raises(Http404):
        send_stored(stored)
