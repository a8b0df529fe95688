"""``gongkai law`` as an office or another program uses it: JSON in, JSON out, exit status."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from gongkai.cli.main import COMMANDS, main

RECEIVED = {"kind": "received", "on": "2024-09-02"}
SERVED = {"kind": "consultation_served", "id": "c1", "party": "third_party", "on": "2024-09-09"}
ANSWERED = {"kind": "consultation_answered", "id": "c1", "on": "2024-09-24"}


def question(*events, today="2024-10-01", **more):
    return {"today": today, "region": None, "calendar_as_of": None, "events": list(events)} | more


@pytest.fixture
def ask(tmp_path, capsys):
    """Ask ``gongkai law clock`` with this content of the file; answers status, answer and error."""

    def _ask(content, *command):
        file = tmp_path / "events.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        status = main([*(command or ("law", "clock")), str(file)])
        out, err = capsys.readouterr()
        return SimpleNamespace(status=status, answer=json.loads(out) if out else None, error=err)

    return _ask


def run(capsys, *arguments):
    status = main(["law", *arguments])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err


def test_clock_answers_the_due_date_and_explains_it(ask):
    asked = ask(question(RECEIVED, SERVED, ANSWERED))

    steps = asked.answer.pop("steps")
    assert (asked.status, asked.error) == (0, "")
    assert asked.answer == {
        "due": "2024-10-18",
        "state": "running",
        "days_used": 10,
        "days_left": 10,
        "late": False,
        "law": "2019",
        "provisional": False,
    }
    assert steps[3] == {
        "on": "2024-09-09",
        "text": "2024年9月10日起，征求第三方意见，期间不计入答复期限；第三方应于2024年9月30日前（含当日）提出意见。",
        "rule": "A-39",
        "article": "33",
    }


def test_clock_reads_standard_input(monkeypatch, capsys):
    text = json.dumps(question(RECEIVED)).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))

    status, answer, _ = run(capsys, "clock", "-")

    assert (status, answer["due"]) == (0, "2024-09-30")


def test_clock_says_null_while_the_due_date_cannot_be_known(ask):
    asked = ask(question(RECEIVED, {"kind": "supplement_requested", "on": "2024-09-04"}, today="2024-09-05"))

    assert (asked.answer["due"], asked.answer["state"]) == (None, "waiting")


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({}, "2020-02-25"),
        ({"calendar_as_of": "2020-01-20"}, "2020-02-21"),
        ({"region": "420106"}, "2020-03-09"),
    ],
    ids=["L-03 as revised", "L-03 J-07 as first known", "J-09 in Hubei"],
)
def test_clock_takes_the_calendar_of_a_day_and_of_a_region(ask, more, due):
    asked = ask(question({"kind": "received", "on": "2020-01-20"}, today="2020-02-10", **more))

    assert asked.answer["due"] == due


@pytest.mark.parametrize(
    ("events", "rule", "article"),
    [
        (
            [
                RECEIVED,
                {"kind": "supplement_requested", "on": "2024-09-03"},
                {"kind": "supplement_received", "on": "2024-09-05"},
                {"kind": "supplement_requested", "on": "2024-09-06"},
            ],
            "A-34",
            "30",
        ),
        ([RECEIVED, {"kind": "extended", "on": "2024-09-03", "days": 21}], "A-38", "33"),
        ([RECEIVED, {"kind": "extended", "on": "2024-10-08", "days": 5}], "A-38", "33"),
        ([ANSWERED], "A-33", "31"),
    ],
    ids=[
        "art. 30 second supplement",
        "art. 33 over twenty",
        "art. 33 after expiry",
        "art. 31 before receipt",
    ],
)
def test_clock_refuses_what_the_law_does_not_allow_and_names_the_rule(ask, events, rule, article):
    asked = ask(question(*events))

    error = json.loads(asked.error)
    assert (asked.status, asked.answer) == (1, None)
    assert (error["rule"], error["article"]) == (rule, article)
    assert error["event"] == {"kind": events[-1]["kind"], "on": events[-1]["on"]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "不是有效的JSON：第1行第2列"),
        ("[]", "应为一个JSON对象"),
        ("{}", "缺少 events"),
        ('{"event": []}', "不认识的字段「event」"),
        (question(), "至少要有一条 received"),
        (question("received"), "第1个事件应为JSON对象"),
        (question({"on": "2024-09-02"}), "第1个事件应有 kind 和 on"),
        (question(RECEIVED, {"kind": "closed", "on": "2024-09-03"}), "第2个事件：不认识的事件「closed」"),
        (question({"kind": "received", "on": "2024-02-30"}), "第1个事件的 on 应为日期"),
        (question({"kind": "received", "on": 20240902}), "第1个事件的 on 应为日期"),
        (question(RECEIVED, {"kind": "extended", "on": "2024-09-03", "days": "5"}), "days 应为整数"),
        (question(RECEIVED, {"kind": "extended", "on": "2024-09-03", "day": 5}), "不认识的字段「day」"),
        (question(RECEIVED, today="tomorrow"), "today 应为日期"),
        (question(RECEIVED, region="湖北"), "地区应写行政区划代码"),
        (question(RECEIVED, region=42), "region 应为行政区划代码的文字"),
        (
            question({"kind": "supplement_received", "on": "2024-09-03", "justified": "yes"}),
            "justified 应为 true 或 false",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value[0] not in "{[" else "",
)
def test_clock_says_what_is_wrong_with_malformed_input(ask, content, words):
    asked = ask(content)

    assert (asked.status, asked.answer) == (2, None)
    assert words in asked.error


def test_clock_says_when_a_file_cannot_be_read(capsys, tmp_path):
    status, answer, error = run(capsys, "clock", str(tmp_path / "missing.json"))
    assert (status, answer) == (2, None)
    assert "missing.json" in error

    odd = tmp_path / "odd.json"
    odd.write_bytes('{"today": "今天"}'.encode("gb18030"))
    status, _, error = run(capsys, "clock", str(odd))
    assert (status, "UTF-8" in error) == (2, True)


@pytest.mark.parametrize(
    ("name", "start", "answer"),
    [
        ("supplement_notice", "2020-01-20", {"ends": "2020-02-06", "rule": "A-34"}),
        ("review_application", "2024-12-05", {"ends": "2025-02-05", "rule": "K-01"}),
        ("opinion_first_release", "2024-05-10T22:30", {"ends": "2024-05-11T03:30", "rule": "F-10"}),
        ("reply", "2026-12-20", {"ends": "2027-01-18", "rule": "A-37", "provisional": True}),
    ],
)
def test_period_answers_the_last_day_and_its_rule(capsys, name, start, answer):
    assert run(capsys, "period", name, "--from", start) == (0, answer, "")


def test_period_takes_the_calendar_as_it_was_known(capsys):
    _, answer, _ = run(
        capsys, "period", "supplement_notice", "--from", "2020-01-20", "--calendar-as-of", "2020-01-20"
    )
    assert answer["ends"] == "2020-02-04"


def test_period_names_the_rule_when_the_law_of_the_day_had_none(capsys):
    status, answer, error = run(capsys, "period", "co_maker_opinion", "--from", "2018-09-20")

    assert (status, answer, json.loads(error)["rule"]) == (1, None, "A-36")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("appeal", "--from", "2024-09-02"), "没有名为「appeal」的期限"),
        (("reply", "--from", "September"), "应为日期或时刻"),
        (("opinion_other", "--from", "2024-05-10"), "要写到时刻"),
    ],
)
def test_period_says_what_is_wrong_with_the_question(capsys, arguments, words):
    status, answer, error = run(capsys, "period", *arguments)

    assert (status, answer, words in error) == (2, None, True)


def test_fee_answers_the_sum_and_its_bands(capsys):
    status, answer, _ = run(capsys, "fee", "--items", "45")

    assert (status, answer["amount"], answer["rule"]) == (0, 5500, "C-03")
    assert answer["bands"][-1] == {"from": 41, "to": 50, "price": 300, "count": 5, "amount": 1500}
    assert run(capsys, "fee", "--pages", "250")[1]["amount"] == 4700


@pytest.mark.parametrize("given", ["-1", "many", "4.5", "四十五"])
def test_fee_wants_a_whole_number(capsys, given):
    status, _, error = run(capsys, "fee", f"--items={given}")

    assert (status, "正整数" in error) == (2, True)


def test_fee_answers_at_once_that_a_number_beyond_all_reason_is_a_slip(capsys):
    status, answer, error = run(capsys, "fee", "--items", "1000000000000")

    assert (status, answer, "请核对" in error) == (2, None, True)


@pytest.mark.parametrize("arguments", [["law"], ["law", "fee"], ["nonsense"], ["law", "period", "reply"]])
def test_an_incomplete_command_shows_its_usage(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert (stopped.value.code, "usage: gongkai" in capsys.readouterr().err) == (2, True)


def test_without_a_command_the_commands_are_listed(capsys):
    assert main([]) == 0
    listed = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in listed] == []


def test_a_command_whose_module_is_missing_leaves_the_others_working(monkeypatch, capsys):
    monkeypatch.setitem(COMMANDS, "reports", ("gongkai.cli.not_there", "…"))

    assert main(["reports"]) == 2
    assert "gongkai.cli.not_there" in capsys.readouterr().err
    assert main(["law", "fee", "--items", "11"]) == 0


def test_the_law_can_be_asked_without_django():
    """An office that has only this command and a calendar can check a date."""
    program = (
        "import sys\n"
        "from gongkai.cli.main import main\n"
        "status = main(['law', 'period', 'reply', '--from', '2024-09-02'])\n"
        "sys.exit(status or ('django' in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, json.loads(done.stdout)["ends"]) == (0, "2024-09-30")
