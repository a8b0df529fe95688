"""The index survives two writers, a failed rebuild, and its own loss."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gongkai.foundation import search
from gongkai.foundation.search import Doc, SearchUnavailable, engine


@pytest.fixture
def folder(settings):
    return Path(settings.GONGKAI_INDEX_DIR)


def titles(words=""):
    return sorted("".join(span.text for span in hit.title) for hit in search.find(words).hits)


def test_an_index_that_never_was_is_empty_and_wants_to_be_built(folder):
    assert search.needs_rebuild()
    assert search.find("公开").total == 0
    assert search.needs_rebuild()

    assert search.rebuild([Doc("1", "item", "公开")]) == 1
    assert not search.needs_rebuild()
    assert titles("公开") == ["公开"]


def test_an_index_of_which_more_is_wanted_answers_until_it_is_built_anew(folder):
    search.want_rebuild()
    assert not folder.exists()
    search.rebuild([Doc("1", "item", "公开")])

    search.want_rebuild()

    assert (search.needs_rebuild(), titles("公开")) == (True, ["公开"])


@pytest.mark.parametrize("how", ["folder removed", "pointer broken", "files emptied", "files removed"])
def test_a_lost_index_is_replaced_by_an_empty_one_that_wants_to_be_built(folder, how):
    search.rebuild([Doc("1", "item", "公开")])
    (generation,) = [entry for entry in folder.iterdir() if entry.is_dir()]
    search._engine_in.cache_clear()
    if how == "folder removed":
        for file in generation.iterdir():
            file.unlink()
        generation.rmdir()
    elif how == "pointer broken":
        (folder / "current").write_bytes(b"\xff\xfe../..")
    else:
        for file in generation.iterdir():
            if how == "files emptied":
                file.write_bytes(b"")
            elif file.suffix:
                file.unlink()

    assert titles() == []
    assert search.needs_rebuild()
    search.index([Doc("2", "item", "审查")])
    assert titles("审查") == ["审查"]


@pytest.mark.parametrize("kind", ["idx", "fast", "term", "store", "pos"])
def test_an_index_that_is_damaged_inside_never_stops_the_site(folder, kind):
    docs = [Doc(str(number), "item", f"公开{number}", body="征收补偿" * 20) for number in range(2000)]
    search.rebuild(docs)
    search._engine_in.cache_clear()
    (file,) = folder.rglob(f"*.{kind}")
    content = bytearray(file.read_bytes())
    for place in range(len(content) // 4, len(content) // 2, 3):
        content[place] ^= 0x5A
    file.unlink()
    file.write_bytes(content)

    try:
        search.find("公开")
    except SearchUnavailable:
        assert search.needs_rebuild()

    assert search.rebuild(docs) == 2000
    assert search.find("公开").total == 2000


def test_a_rebuild_that_fails_leaves_the_old_index(folder):
    search.rebuild([Doc("1", "item", "公开")])

    def broken():
        yield Doc("2", "item", "审查")
        raise LookupError

    with pytest.raises(LookupError):
        search.rebuild(broken())

    assert titles() == ["公开"]
    search.rebuild([Doc("3", "item", "年报")])
    assert titles() == ["年报"]
    assert len([entry for entry in folder.iterdir() if entry.is_dir()]) == 1


def test_an_index_of_another_shape_counts_as_lost(folder, monkeypatch):
    search.rebuild([Doc("1", "item", "公开")])
    monkeypatch.setattr(engine, "SHAPE", "999")

    assert search.needs_rebuild()
    assert titles() == []


def test_many_threads_write_and_read_at_once(folder):
    search.clear()

    def write(number):
        search.index([Doc(str(number), "item", f"公告{number}")])
        assert search.find(f"公告{number}").total == 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert search.find("公告").total == 6


WRITER = """
import sys
from pathlib import Path
from gongkai.foundation.search.engine import Engine
from gongkai.foundation.search.results import Doc
Engine(Path(sys.argv[1])).{act}([Doc("other", "item", "外来公告")])
"""


@pytest.mark.parametrize("act", ["index", "rebuild"])
def test_what_another_process_writes_is_found_at_once(folder, act):
    search.rebuild([Doc("1", "item", "公开")])
    assert titles("公告") == []

    subprocess.run([sys.executable, "-c", WRITER.format(act=act), str(folder)], check=True)

    assert titles("公告") == ["外来公告"]
    search.index([Doc("2", "item", "本地公告")])
    assert titles("公告") == ["外来公告", "本地公告"]


def test_a_writer_that_waits_too_long_is_told(folder, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.1)
    search.clear()
    held = engine.Engine(folder)

    with held._locked(), pytest.raises(SearchUnavailable, match="another process"):
        search.index([Doc("1", "item", "公开")])

    assert search.needs_rebuild()


def test_what_could_not_be_written_during_a_rebuild_asks_for_another(folder, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.1)
    search.clear()

    def interrupted():
        with pytest.raises(SearchUnavailable):
            search.index([Doc("2", "item", "审查")])
        yield Doc("1", "item", "公开")

    search.rebuild(interrupted())

    assert search.needs_rebuild()
    search.rebuild([Doc("1", "item", "公开"), Doc("2", "item", "审查")])
    assert not search.needs_rebuild()


def test_a_folder_that_cannot_be_written_is_told(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.GONGKAI_INDEX_DIR = tmp_path / "file" / "index"

    with pytest.raises(SearchUnavailable):
        search.find("公开")
    with pytest.raises(SearchUnavailable):
        search.index([Doc("1", "item", "公开")])
