"""Wrong words are looked for in tables and files as well, and told by the nightly look without taking anything down."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.models import PatrolFinding
from gongkai.disclosure.models import findings as reading
from gongkai.disclosure.queries import patrols
from gongkai.disclosure.queries.guarding import guarded
from gongkai.disclosure.workflow import State
from gongkai.screening.actions import add_word
from tests import factories
from tests.disclosure import builders


def note(text):
    return SimpleUploadedFile("说明.txt", text.encode())


def told():
    return [(one.kinds, one.places, one.taken_down) for one in PatrolFinding.objects.order_by("pk")]


@pytest.fixture
def head(db):
    return factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)


def test_the_text_of_a_file_is_read_each_word_once(staff):
    item = builders.item(staff, files=[note("布署工作。再次布署。")])

    (word,) = guarded(item).words

    assert (word.word.wrong, word.word.label, word.replaceable) == ("布署", "附件“说明.txt”", False)


def test_a_word_in_the_title_can_be_replaced_here(staff):
    item = builders.item(staff, title="关于布署工作的通知")

    assert [one.replaceable for one in guarded(item).words] == [True]


def test_of_a_long_file_the_beginning_is_read(staff, monkeypatch):
    monkeypatch.setattr(reading, "MOST_READ_FOR_WORDS", 4)

    assert guarded(builders.item(staff, files=[note("防汛工作布署")])).words == ()


def test_the_patrol_tells_words_and_takes_nothing_down(staff):
    item = builders.published(staff, title="关于布署工作的通知", files=[note("按装设备")])

    run = actions.patrol()

    item.refresh_from_db()
    assert (item.state, run.read, run.found, run.taken_down) == (State.PUBLISHED, 1, 0, 0)
    places = ["名称：“布署”建议改为“部署”", "附件“说明.txt”：“按装”建议改为“安装”"]
    assert told() == [(["word"], places, False)]
    assert [one.unlooked for one in patrols()] == [0]


def test_a_word_that_is_added_later_is_looked_for_the_next_night_and_only_then(staff, head):
    builders.published(staff, title="青禾县公告")
    first = actions.patrol()
    add_word(by=head, wrong="青禾县", right="青禾市", category="地名")

    second, third = actions.patrol(), actions.patrol()

    assert (first.read, second.read, third) == (1, 0, None)
    assert told() == [(["word"], ["名称：“青禾县”建议改为“青禾市”"], False)]


def test_a_word_kept_with_a_reason_is_not_told_again(staff):
    item = builders.item(staff, title="关于布署工作的通知")
    marks = [one.word.fingerprint for one in guarded(item).words]
    actions.set_aside(item, by=staff.submitter, fingerprints=marks, reason="引用原文")
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    actions.patrol()

    assert told() == []
