"""What is public is found, what is not is not."""

import shutil

import pytest

from gongkai.disclosure import actions
from gongkai.disclosure.queries import search_docs
from gongkai.disclosure.tasks import keep_index_up, reindex_items
from gongkai.foundation.search import Filters, find, needs_rebuild
from gongkai.portal.publishing.following import follow_once
from tests.disclosure import builders


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something and let the tasks that wait for the commit run."""

    def run(do, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return do(*args, **kwargs)

    return run


def found(words, **filters):
    return [hit.id for hit in find(words, filters=Filters(**filters)).hits]


def test_a_published_item_is_found_by_two_characters_of_its_body(staff, committed):
    item = committed(builders.published, staff)

    assert found("运转") == [f"disclosure.item:{item.pk}"]
    assert find("运转").hits[0].url == f"/info/{item.index_number}/"


def test_a_draft_is_not_found(staff, committed):
    committed(builders.reviewed, staff)

    assert found("运转") == []


def test_a_correction_is_found_once_it_is_public_and_the_old_words_no_more(staff, committed):
    item = committed(builders.published, staff)
    committed(actions.start_correction, item, by=staff.submitter, reason="用词不准")
    committed(actions.edit, item, by=staff.submitter, body="办公室负责机关日常运作。")
    assert (found("运作"), len(found("运转"))) == ([], 1)

    committed(builders.clear, item, staff)
    committed(actions.sign_off, item, by=staff.signer, release=True)
    assert (len(found("运作")), found("运转")) == (1, [])


def test_a_withdrawn_item_is_found_no_more(staff, committed):
    item = committed(builders.published, staff)

    committed(actions.withdraw, item, by=staff.signer, reason="privacy", explanation="依法撤回。")

    assert found("运转") == []


def test_an_item_is_found_by_the_text_of_its_attachment_its_number_and_its_columns(
    staff, committed, make_file
):
    parent = builders.column("20.7", "财政预算、决算")
    child = builders.column("20.7.1", "财政预算", parent=parent)
    item = builders.item(staff, column_id=child.pk, document_number="青财发〔2026〕8号")
    item.attachments.add(make_file("附表.txt", "非税收入明细".encode()))
    builders.clear(item, staff)
    committed(actions.sign_off, item, by=staff.signer, release=True)

    assert [len(found(words)) for words in ("非税收入", "附表", "青财发〔2026〕8号", item.index_number)] == [
        1
    ] * 4
    assert [len(found("运转", column_ids=[one.pk])) for one in (parent, child)] == [1, 1]


def test_reindex_items_finds_all_that_is_public_again(staff):
    for _n in range(3):
        builders.published(staff)
    builders.item(staff)
    assert found("运转") == []

    assert reindex_items.call() == 3
    assert len(found("运转")) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_search_docs_cost_the_same_for_one_item_and_for_three(count, staff, django_assert_num_queries):
    for _n in range(count):
        builders.published(staff)

    with django_assert_num_queries(4):
        assert len(list(search_docs())) == count


def test_another_machine_s_index_catches_up_from_the_last_act_that_it_knows(staff, settings, tmp_path):
    gone = builders.published(staff, title="要撤回的")
    reindex_items.call()
    builders.published(staff, title="后来公开的")
    actions.withdraw(gone, by=staff.signer, reason="other", explanation="撤回。")
    assert (len(found("后来公开")), len(found("要撤回的"))) == (0, 1)

    assert keep_index_up.call() == 2

    assert (len(found("后来公开")), len(found("要撤回的"))) == (1, 0)
    assert keep_index_up.call() == 0


def test_an_index_that_was_lost_says_so_and_is_made_again(staff, settings):
    builders.published(staff)
    reindex_items.call()
    shutil.rmtree(settings.GONGKAI_INDEX_DIR)

    assert needs_rebuild()
    assert (follow_once(), len(found("运转")), needs_rebuild()) == (1, 1, False)
