"""The finished pages are those that the views would give, after every act, and no act renders more than it touches."""

import os
import random
import signal
import time

import pytest
from django.db import connection
from django.urls import reverse

from gongkai.catalogue.actions import adopt_standard_catalogue, change_column
from gongkai.catalogue.queries import column
from gongkai.channels.actions import open_site
from gongkai.disclosure import actions
from gongkai.disclosure.queries.listing import PER_PAGE
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from gongkai.portal.machine.feeds import FORMATS
from gongkai.portal.publishing import rebuilding
from gongkai.portal.publishing.following import follow_once
from gongkai.portal.publishing.publisher import false_pages, keep_up, repair, trees
from gongkai.portal.publishing.rebuilding import rebuild
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    adopt_standard_catalogue(by=SYSTEM)
    return builders.office()


def publish(staff, title="机构职责", **fields):
    return builders.published(staff, title=title, column_id=column("20.2").pk, **fields)


def caught_up():
    """What the acts since the last look changed."""
    written = set()
    with trees().writing() as tree:
        while step := keep_up(tree):
            written.update(step.put.written)
            written.update(step.put.removed)
    return {path.removeprefix("default/").removesuffix("index.html") for path in written}


def wrong():
    with trees().writing() as tree:
        return [(one.kind, one.path) for one, _address, _host in false_pages(tree)]


def way(name, *args):
    return reverse(f"portal:{name}", args=args).lstrip("/")


def test_a_tree_that_was_built_is_what_the_views_give(client, staff, settings):
    item = publish(staff)
    rebuild(workers=0)

    address = reverse("portal:item", args=[item.index_number])
    made = (trees().current / "pages/default" / address.lstrip("/") / "index.html").read_text("utf-8")
    settings.GONGKAI_TREE_DIR = settings.GONGKAI_TREE_DIR / "none"
    asked = client.get(address, HTTP_HOST="localhost")

    assert "机构职责" in made
    assert made == asked.content.decode()


def test_a_publication_makes_its_page_its_lists_and_the_counts_anew_and_nothing_else(staff):
    earlier = publish(staff, "早先的")
    builders.published(builders.office(factories.TOWN), title="镇里的", column_id=column("20.3").pk)
    rebuild(workers=0)

    item = publish(staff)

    organ = factories.BUREAU
    assert caught_up() == {
        way("item", item.index_number),
        way("item", earlier.index_number),
        way("home"),
        way("organ", organ),
        way("board"),
        way("board", organ),
        way("column", "20.2"),
        way("column", organ, "20.2"),
        *(way("feed", kind) for kind in FORMATS),
        *(way("feed", organ, kind) for kind in FORMATS),
        *(way("column_feed", "20.2", kind) for kind in FORMATS),
        *(way("column_feed", organ, "20.2", kind) for kind in FORMATS),
        way("sitemap_part", 1),
    }
    assert wrong() == []


def test_a_correction_reaches_every_page_that_shows_the_item(staff):
    item = publish(staff)
    rebuild(workers=0)

    builders.corrected(item, staff, title="改过的标题")
    caught_up()

    assert wrong() == []
    lists = trees().current / "pages/default" / way("column", "20.2") / "index.html"
    assert "改过的标题" in lists.read_text("utf-8")


def test_a_withdrawal_removes_and_replaces_at_once(client, staff):
    item = publish(staff, "说错了的")
    rebuild(workers=0)
    address = reverse("portal:item", args=[item.index_number])
    assert "说错了的" in page(client.get(address))

    actions.withdraw(item, by=staff.signer, reason="privacy", explanation="涉及个人隐私，已撤回。")
    caught_up()

    told = client.get(address)
    assert (told.status_code, "涉及个人隐私，已撤回。" in page(told), told["Cache-Control"]) == (
        410,
        True,
        "no-cache",
    )
    texts = [one.read_text("utf-8") for one in (trees().current / "pages").rglob("*.html")]
    assert [text for text in texts if "说错了的" in text] == []
    assert wrong() == []


def test_a_draft_changes_nothing(staff):
    rebuild(workers=0)

    builders.item(staff, title="还没有公开", column_id=column("20.2").pk)

    assert caught_up() == set()


def test_what_is_published_moves_nothing_on_the_older_pages(staff):
    for number in range(2 * PER_PAGE - 1):
        publish(staff, f"第{number}件")
    rebuild(workers=0)
    publish(staff, "分页的一件")
    assert way("column_page", "20.2", 1) in caught_up()

    publish(staff, "再一件")

    assert way("column_page", "20.2", 1) not in caught_up()
    assert wrong() == []


def test_a_renamed_column_has_everything_built_anew(staff):
    builders.column("local-1", "旧名称", statutory_item="", origin="local")
    publish(staff)
    follow_once()
    before = trees().current

    change_column(column("local-1"), by=SYSTEM, name="新名称")
    follow_once()

    assert trees().current != before
    assert wrong() == []


def test_each_site_has_a_tree_of_its_own_with_what_its_organs_disclosed(client, staff):
    town = builders.office(factories.TOWN)
    publish(staff, "局里的")
    builders.published(town, title="镇里的", column_id=column("20.2").pk)
    open_site(factories.organ(), by=SYSTEM, domain="czj.example.gov.cn", name="财政局网站", look="red")
    rebuild(workers=0)

    home = (trees().current / "pages/czj.example.gov.cn/index.html").read_text("utf-8")
    assert ("局里的" in home, "镇里的" in home) == (True, False)
    assert wrong() == []


def test_what_somebody_altered_is_found_and_repaired(staff):
    item = publish(staff)
    rebuild(workers=0)
    folder = trees().current / "pages/default"
    (folder / "index.html").write_text("hacked", "utf-8")
    (folder / "evil.html").write_text("hacked", "utf-8")
    (folder / way("item", item.index_number) / "index.html").unlink()

    assert {kind for kind, _path in wrong()} == {"altered", "unknown", "missing"}
    with trees().writing() as tree:
        repair(tree, list(false_pages(tree)))

    assert wrong() == []


def test_the_finished_page_is_given_out_without_a_question_to_the_database(
    client, staff, django_assert_num_queries
):
    publish(staff)
    rebuild(workers=0)

    with django_assert_num_queries(0):
        told = client.get("/", headers={"Accept-Encoding": "br, gzip"})
        same = client.get("/", headers={"Accept-Encoding": "br, gzip", "If-None-Match": told["ETag"]})

    assert (told["Content-Encoding"], same.status_code) == ("br", 304)
    assert "Content-Security-Policy" in told.headers


@pytest.mark.parametrize(
    "asked", ["/?q=1", "/../keys/sealing", "/%2e%2e/%2e%2e/record.sqlite3", "/index.html.gz"]
)
def test_nothing_but_finished_pages_is_given_out(client, staff, asked):
    rebuild(workers=0)

    assert "Content-Encoding" not in client.get(asked).headers


def test_a_reader_of_another_language_is_answered_by_the_views(client, staff, settings):
    rebuild(workers=0)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert client.get("/")["Content-Language"] == "en"


def test_a_build_that_was_killed_goes_on_where_it_was(staff, monkeypatch):
    for number in range(5):
        publish(staff, f"第{number}件")
    monkeypatch.setattr(rebuilding, "BATCH", 10)
    made, resumed = [], []
    real = rebuilding.page_or_nothing

    def counted(address, host):
        made.append(address)
        if len(made) == 35 and trees().current is None and not resumed:
            raise KeyboardInterrupt
        return real(address, host)

    monkeypatch.setattr(rebuilding, "page_or_nothing", counted)
    with pytest.raises(KeyboardInterrupt):
        rebuild(workers=0)
    assert trees().current is None
    first = set(made[:30])
    made.clear()
    resumed.append(True)
    publish(staff, "中断以后公开的")

    rebuild(workers=0)

    assert first & set(made) == set()
    assert wrong() == []


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a forked child must not share a server's connection"
)
def test_a_hundred_kills_in_the_middle_of_publications_and_builds(staff):
    """Somebody publishes, corrects and withdraws; whoever keeps the pages up is killed each time, in the middle."""
    draw = random.Random(11)
    items = [publish(staff, f"第{number}件") for number in range(4)]
    rebuild(workers=0)
    for turn in range(100):
        items = _some_act(draw, staff, items, turn)
        _killed(rebuild_for_ever if turn % 5 == 0 else caught_up, draw.uniform(0.005, 0.12))
        with trees().writing() as tree:
            assert list(tree.faults()) == []
        if turn % 10 == 9:
            caught_up()
            assert wrong() == []


def rebuild_for_ever():
    while True:
        rebuild(workers=0)


def _some_act(draw, staff, items, turn):
    act = draw.choice(["publish", "publish", "correct", "withdraw"])
    if act == "correct":
        builders.corrected(draw.choice(items), staff, title=f"第{turn}次更正")
    elif act == "withdraw" and len(items) > 2:
        actions.withdraw(items[0], by=staff.signer, reason="other", explanation="撤回。")
        return items[1:]
    else:
        return [*items, publish(staff, f"第{turn}轮")]
    return items


def _killed(work, seconds):
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
