"""The house keeps its own rules: short files, short functions, one writer for each table."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "gongkai"
TESTS = Path(__file__).parent
FILE_LIMIT, FUNCTION_LIMIT, TEMPLATE_LIMIT = 400, 40, 150
FORBIDDEN_NAMES = {
    "utils.py",
    "util.py",
    "helpers.py",
    "helper.py",
    "common.py",
    "services.py",
    "managers.py",
}

python_files = [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts]
templates = sorted(SOURCE.rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE.parent.parent))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_the_limit():
    long = {name(p): n for p in python_files if (n := p.read_text("utf-8").count("\n")) > FILE_LIMIT}
    assert long == {}


def test_no_function_is_longer_than_the_limit():
    long = {f"{name(p)}:{f}": n for p in python_files for f, n in functions(p) if n > FUNCTION_LIMIT}
    assert long == {}


def test_no_template_is_longer_than_the_limit():
    long = {name(p): n for p in templates if (n := p.read_text("utf-8").count("\n")) > TEMPLATE_LIMIT}
    assert long == {}


def test_no_file_has_a_name_that_says_nothing():
    assert [name(p) for p in python_files if p.name in FORBIDDEN_NAMES] == []


def test_no_page_carries_inline_style_or_script():
    marks = ("<style", " style=", "onclick=", "onchange=", "javascript:")
    found = [name(p) for p in templates for mark in marks if mark in p.read_text("utf-8")]
    assert found == []


def test_no_page_names_a_foreign_host():
    found = [
        name(p)
        for p in templates
        for mark in ("https://", "http://", '"//')
        if mark in p.read_text("utf-8").replace("http://www.w3.org/", "").replace("https://schema.org", "")
    ]
    assert found == []


WRITES = {
    "create",
    "bulk_create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "save",
    "bulk_update",
}
# Who may write: acts, the ground floor's own tools, the act-less bookkeeping of a background task.
WRITERS = {"actions.py", "actions"}


def writes(path: Path) -> list[str]:
    """Calls such as ``Thing.objects.create(…)`` or ``thing.save()`` in this file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            of_manager = isinstance(node.func.value, ast.Attribute) and node.func.value.attr == "objects"
            if of_manager or node.func.attr == "save":
                found.append(f"{name(path)}:{node.lineno} {node.func.attr}")
    return found


@pytest.mark.parametrize("room", ["portal", "workbench", "cli", "example"])
def test_pages_and_commands_write_nothing_themselves(room):
    assert [line for path in sorted((SOURCE / room).rglob("*.py")) for line in writes(path)] == []


def test_in_a_domain_room_only_acts_write():
    rooms = {path.parent.name for path in SOURCE.glob("*/apps.py")} - {"foundation"}
    found = []
    for room in sorted(rooms):
        for path in sorted((SOURCE / room).rglob("*.py")):
            parts = set(path.relative_to(SOURCE).parts)
            if not parts & (WRITERS | {"migrations", "models", "models.py"}):
                found += writes(path)
    assert found == []
