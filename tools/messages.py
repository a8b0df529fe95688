"""The English catalogue: `update` takes new strings in, `compile` makes the .mo file, `check` fails on a gap.

Uses Babel, so that no gettext programs need to be installed. The .mo file is kept beside its source: an
installation without development packages reads it as it is.
"""

import io
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gongkai"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    name: arguments
    for base, arguments in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (base, f"{base}_lazy", f"{base}_noop")
} | {"_": None}
HAN = range(0x4E00, 0xA000)


def _strings(path: Path) -> list[tuple]:
    if path.suffix == ".py":
        return list(extract_from_file("python", path, keywords=KEYWORDS))
    # Django's own way: a template read as Python calls. It keeps the indentation, which Python would mind.
    code = templatize(path.read_text("utf-8"), origin=str(path))
    flat = "\n".join(line.lstrip() for line in code.splitlines())
    return list(extract("python", io.BytesIO(flat.encode("utf-8")), keywords=KEYWORDS))


def collected() -> Catalog:
    """Every Chinese string that the source asks to have translated."""
    catalogue = Catalog(locale="en", domain="django", project="Gongkai", charset="utf-8")
    files = [p for p in sorted(SOURCE.rglob("*")) if p.suffix in {".py", ".html", ".txt"}]
    for path in files:
        if "migrations" in path.parts or path.parts[-2] == "seeds":
            continue
        for _line, message, _comments, context in _strings(path):
            first = message[0] if isinstance(message, tuple) else message
            if any(ord(sign) in HAN for sign in first):
                # No line numbers: they would change the file with every edit of the source.
                catalogue.add(message, locations=[(str(path.relative_to(SOURCE)), 0)], context=context)
    return catalogue


def stored() -> Catalog:
    """The catalogue as it is kept, or an empty one."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", domain="django")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def update() -> int:
    """Take new strings in, let go of old ones; translations that are there stay."""
    kept, wanted = stored(), collected()
    for message in wanted:
        known = kept.get(message.id, message.context) if message.id else None
        if known and known.string:
            message.string = known.string
            message.flags |= known.flags - {"fuzzy"}
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    wanted.header_comment = "# The English of Gongkai's screens. The Chinese source is the authority."
    # A new date alone would change the file with every run.
    if _entries(wanted) == _entries(kept):
        wanted.creation_date = kept.creation_date
    with CATALOGUE.open("wb") as file:
        write_po(file, wanted, width=110, sort_output=True, include_lineno=False)
    return compile_catalogue()


def check() -> int:
    """Name each string without an English one, or whose placeholders differ; 1 if there is any."""
    kept = stored()
    missing = []
    for message in collected():
        known = kept.get(message.id, message.context) if message.id else None
        if message.id and not (known and all(_forms(known.string))):
            missing.append(f"no English for: {message.id}")
        elif known and list(known.check()):
            missing.append(f"placeholders differ: {message.id}")
    if not CATALOGUE.exists() or CATALOGUE.with_suffix(".mo").read_bytes() != compiled():
        missing.append("django.mo is older than django.po: run `make messages`")
    print("\n".join(missing[:50]))
    if missing:
        print(f"{len(missing)} strings; run `make messages`, then fill in {CATALOGUE.relative_to(ROOT)}")
    return int(bool(missing))


def compiled() -> bytes:
    """The catalogue in the form that Django reads."""
    target = io.BytesIO()
    write_mo(target, stored())
    return target.getvalue()


def compile_catalogue() -> int:
    """Write the .mo file."""
    CATALOGUE.with_suffix(".mo").write_bytes(compiled())
    return 0


def _entries(catalogue: Catalog) -> dict:
    """What a catalogue says, without its header: each string, its English and where it is used."""
    return {
        (message.id, message.context): (
            message.string,
            frozenset(message.flags),
            frozenset(path for path, _line in message.locations),
        )
        for message in catalogue
        if message.id
    }


def _forms(string: str | tuple) -> tuple:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    commands = {"update": update, "check": check, "compile": compile_catalogue}
    sys.exit(commands[sys.argv[1]]())
