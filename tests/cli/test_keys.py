"""The command says what to do next, how far it is, which keys may go, and when something can't be opened."""

import argparse

import pytest

from gongkai.cli import keys
from gongkai.foundation.sealed import load_or_create_keys
from tests.applications import builders


@pytest.fixture
def one(settings, organ, tmp_path):
    settings.GONGKAI_KEY_FILE = tmp_path / "sealing"
    settings.GONGKAI_KEYS = load_or_create_keys(settings.GONGKAI_KEY_FILE)
    return builders.submitted(organ)


def run(act):
    parser = argparse.ArgumentParser()
    keys.add_parser(parser.add_subparsers())
    args = parser.parse_args(["keys", act])
    return args.run(args)


def restart(settings):
    settings.GONGKAI_KEYS = load_or_create_keys(settings.GONGKAI_KEY_FILE)
    return [key_id for key_id, _key in settings.GONGKAI_KEYS]


def test_a_key_is_added_and_changed_over_to_and_the_spare_one_named(one, settings, capsys):
    for _change in range(2):
        assert run("add") == 0
        added = restart(settings)[0]
        assert f"加入密钥 {added}" in capsys.readouterr().out
        assert run("rotate") == 0
    new, middle, oldest = restart(settings)
    out = capsys.readouterr().out.splitlines()

    assert out[0] == "  政府信息公开申请：1/1条记录"
    assert out[-5] == f"  {new}：4个值（新数据用它加密）"
    assert out[-4:-2] == [
        f"  {middle}：0个值",
        f"  {oldest}：0个值（最早的一把，查找用的摘要由它生成，必须保留）",
    ]
    assert out[-2].startswith(f"不再需要的密钥：{middle}。")
    one.refresh_from_db()
    assert one.name == builders.APPLICANT_NAME
    assert run("rotate") == 0
    assert capsys.readouterr().out.startswith(f"全部数据已经用密钥 {new} 加密")


def test_a_lost_key_is_told_and_fails(one, settings, capsys):
    settings.GONGKAI_KEYS = [("k-other", b"x" * 16)]

    assert run("check") == 1
    assert "打不开：applications.identity.number 1个值" in capsys.readouterr().out


def test_where_the_key_file_cannot_be_written_nothing_changes_and_it_is_said(
    one, settings, capsys, monkeypatch
):
    def deny(*_given):
        raise PermissionError(13, "Permission denied")

    before = settings.GONGKAI_KEY_FILE.read_text()
    monkeypatch.setattr("os.chown", deny)

    assert run("add") == 1
    assert "没有改动" in capsys.readouterr().out
    assert settings.GONGKAI_KEY_FILE.read_text() == before
    assert len(list(settings.GONGKAI_KEY_FILE.parent.glob(".sealing*"))) == 0
