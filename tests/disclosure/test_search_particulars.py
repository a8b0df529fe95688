"""What stands under elements and in tables is found, as far as the public reads it."""

import pytest

from gongkai.catalogue import actions as catalogue
from gongkai.catalogue.models import Element
from gongkai.disclosure import actions
from gongkai.disclosure.actions.sheets import fill_table
from gongkai.disclosure.queries import search_docs
from gongkai.disclosure.queries.public import MOST_PARTICULARS
from gongkai.foundation.search import find
from tests import factories
from tests.disclosure import builders
from tests.disclosure.test_elements import HEAD, MOON, SUN, kindergartens, project_column, workbook


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something and let the tasks that wait for the commit run."""

    def run(do, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return do(*args, **kwargs)

    return run


def found(words):
    return len(find(words).hits)


def public_list(staff, *rows):
    item = builders.item(staff, column_id=kindergartens().pk, title="幼儿园名单", body="", summary="名单")
    fill_table(item, by=staff.submitter, upload=workbook(HEAD, *rows))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)
    return item


def public_project(staff, column):
    told = {"unit": "柳塘镇人民政府", "person": "王主任", "note": "待核账目"}
    return builders.published(
        staff, column_id=column.pk, title="灌溉项目", body="", summary="项目", elements=told
    )


def test_the_rows_of_a_table_are_found_until_it_is_withdrawn(staff, committed):
    item = committed(public_list, staff, SUN, MOON)
    assert [found(words) for words in ("向阳幼儿园", "月亮幼儿园", "省级示范", "周某")] == [1, 1, 1, 0]

    committed(actions.withdraw, item, by=staff.signer, reason="other", explanation="名单有误。")

    assert found("向阳幼儿园") == 0


def test_elements_are_found_by_name_and_value_without_those_for_inside(staff, committed):
    committed(public_project, staff, project_column())

    assert [found(words) for words in ("柳塘镇人民政府", "实施单位", "待核账目")] == [1, 1, 0]


def test_what_is_put_inside_later_is_found_no_more(staff, committed):
    organ = factories.organ()
    column = builders.column("lc", "本地项目", origin="local", organ=organ, shape="record")
    person = Element.objects.create(column=column, code="person", name="责任人", origin="local")
    told = {
        "column_id": column.pk,
        "title": "灌溉项目",
        "body": "",
        "summary": "项目",
        "elements": {"person": "王主任"},
    }
    committed(builders.published, staff, **told)
    assert found("王主任") == 1

    committed(catalogue.change_element, person, by=staff.head, audience="inside")

    assert found("王主任") == 0


def test_of_a_long_table_only_the_beginning_is_taken(staff):
    name = "某" * 100
    public_list(staff, SUN, *((n, f"{name}{n}", "合格", 10, 100, "") for n in range(300)), MOON)

    [doc] = search_docs()

    assert MOST_PARTICULARS <= len(doc.body) < MOST_PARTICULARS + 100
    assert ("向阳幼儿园" in doc.body, "月亮幼儿园" in doc.body) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_many_items_of_a_column_ask_for_its_elements_once(count, staff, django_assert_num_queries):
    column = project_column()
    for _n in range(count):
        public_project(staff, column)

    with django_assert_num_queries(5):
        assert len(list(search_docs())) == count
