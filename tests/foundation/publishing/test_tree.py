"""A tree of finished pages is whole at every moment: written or not, signed, and true to its record."""

import contextlib
import gzip
import os
import random
import signal
import time

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.publishing import Fault, Page, TreeBusy, Trees, files
from gongkai.foundation.publishing.tree import Tree

LONG = "县级以上地方人民政府" * 200


@pytest.fixture
def trees(tmp_path):
    found = Trees(tmp_path / "tree")
    with found.building() as tree:
        found.replace(tree)
    return found


def page(path, text=LONG, *shows):
    return Page(path, text.encode(), frozenset(shows))


def lying(tree):
    return {
        os.path.relpath(os.path.join(folder, name), tree.pages)
        for folder, _folders, names in os.walk(tree.pages)
        for name in names
    }


def test_a_page_lies_there_plain_and_packed(trees):
    with trees.writing() as tree:
        tree.put([page("a/index.html")])

    folder = trees.current / "pages" / "a"
    told = {name.name: name.read_bytes() for name in folder.iterdir()}
    assert sorted(told) == ["index.html", "index.html.br", "index.html.gz"]
    assert told["index.html"].decode() == LONG
    assert gzip.decompress(told["index.html.gz"]) == told["index.html"]
    assert brotli.decompress(told["index.html.br"]) == told["index.html"]


def test_an_unchanged_page_is_not_written(trees):
    with trees.writing() as tree:
        tree.put([page("a.html"), page("b.html")])
        told = tree.put([page("a.html"), page("b.html", "别的")], ["c.html"])

    assert (told.written, told.unchanged, told.removed) == (["b.html"], ["a.html"], [])


def test_a_page_that_became_short_leaves_no_packed_form_of_before(trees):
    with trees.writing() as tree:
        tree.put([page("a.html")])
        tree.put([page("a.html", "短")])

        assert lying(tree) == {"a.html"}


def test_what_is_removed_is_gone_in_every_form(trees):
    with trees.writing() as tree:
        tree.put([page("a.html", LONG, "item:1")])
        told = tree.put([], ["a.html"], position=7)

        assert (told.removed, lying(tree), tree.record.showing(["item:1"]), tree.position) == (
            ["a.html"],
            set(),
            set(),
            7,
        )


def test_a_thing_names_the_pages_that_show_it(trees):
    with trees.writing() as tree:
        tree.put([page("a.html", "一", "item:1"), page("b.html", "二", "item:1", "item:2")])
        tree.put([page("a.html", "一", "item:3")])

        assert tree.record.showing(["item:1", "item:9"]) == {"b.html"}


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../a.html", "a/../../b.html", "a\0.html"])
def test_a_page_lies_nowhere_but_in_the_tree(path):
    with pytest.raises(ValueError, match="not a path"):
        page(path)


def test_only_one_process_writes(trees):
    with trees.writing(), pytest.raises(TreeBusy), trees.writing():
        pass


def test_a_tree_that_is_built_is_read_when_it_is_whole(trees):
    with trees.building() as tree:
        tree.note([files.write_or_share(tree.pages, page("new.html"), {}, None)])
    before = trees.current
    with trees.building() as tree:
        assert tree.record.digests().keys() == {"new.html"}
        trees.replace(tree)

    assert trees.current != before
    assert not before.exists()
    assert (trees.current / "pages" / "new.html").exists()


def test_an_unchanged_page_shares_the_files_of_the_tree_before_and_a_changed_one_never(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    row = files.write_or_share(old, page("a.html"), {}, None)

    files.write_or_share(new, page("a.html"), {"a.html": row.digest}, old)
    assert (new / "a.html").samefile(old / "a.html")
    files.write_or_share(new, page("a.html", "改了"), {"a.html": row.digest}, old)

    assert (old / "a.html").read_text("utf-8") == LONG


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda tree: (tree.pages / "a.html").write_text("假的"), Fault("altered", "a.html")),
        (
            lambda tree: (tree.pages / "a.html.gz").write_bytes(gzip.compress(b"no")),
            Fault("altered", "a.html"),
        ),
        (lambda tree: files.remove(tree.pages / "a.html"), Fault("missing", "a.html")),
        (lambda tree: (tree.pages / "x.html").write_text("多"), Fault("unknown", "x.html")),
        (
            lambda tree: next((tree.folder / "manifest").glob("??.txt")).write_text(""),
            Fault("forged", "{part}"),
        ),
        (
            lambda tree: (tree.folder / "manifest" / "root.txt").write_text("signature 00\n"),
            Fault("forged", "root.txt"),
        ),
    ],
)
def test_whatever_was_altered_is_found(trees, change, fault):
    with trees.writing() as tree:
        tree.put([page("a.html")])
        assert list(tree.faults()) == []
        part = next((tree.folder / "manifest").glob("??.txt")).name
        change(tree)

        assert Fault(fault.kind, fault.path.format(part=part)) in list(tree.faults())


@given(st.data())
def test_a_kill_at_any_step_leaves_what_was_or_what_is_to_be(tmp_path_factory, data):
    """The process dies at some call that moves or removes a file; whoever comes next finishes the batch."""
    folder = tmp_path_factory.mktemp("killed")
    texts = st.sampled_from(["", "短", LONG, LONG + "改"])
    before, after = (data.draw(st.fixed_dictionaries(dict.fromkeys("abc", texts))) for _side in range(2))
    tree = Tree(folder)
    tree.sign()
    tree.put([page(name, text) for name, text in before.items() if text])
    steps = data.draw(st.integers(0, 12))

    with pytest.MonkeyPatch.context() as patch:
        count = iter(range(100))

        def dying(*args, real=os.replace):
            if next(count) == steps:
                raise InterruptedError
            real(*args)

        patch.setattr(os, "replace", dying)
        with contextlib.suppress(InterruptedError):
            tree.put(
                [page(name, text) for name, text in after.items() if text],
                [n for n, t in after.items() if not t],
            )
    tree.record.close()

    again = Tree(folder)
    again.recover()
    assert list(again.faults()) == []
    found = {name: (again.pages / name).read_text("utf-8") for name in again.record.digests()}
    assert found == {name: text for name, text in after.items() if text}
    again.record.close()


def test_a_hundred_kills_in_the_middle_of_publications(trees):
    """Each child puts ever new pages until it is killed; the tree is whole each time and holds one batch, not parts of two."""
    draw = random.Random(6)
    for turn in range(100):
        child = os.fork()
        if child == 0:
            _put_for_ever(trees, turn)
        time.sleep(draw.uniform(0.002, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with trees.writing() as tree:
            assert list(tree.faults()) == []
            texts = {(tree.pages / name).read_text("utf-8") for name in tree.record.digests()}
            assert len(texts) <= 1


def _put_for_ever(trees, turn):
    with trees.writing() as tree:
        number = 0
        while True:
            number += 1
            text = f"{turn} {number} " + LONG * (number % 2)
            tree.put([page(f"{place}/index.html", text) for place in range(5)], position=number)
