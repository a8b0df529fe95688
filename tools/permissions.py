"""Write docs/permissions.md: who may do what on whose records, as the code decides it.

Run ``python tools/permissions.py`` after a change of a workflow or of who may do an act; ``--check`` fails when the
page is out of date. Each cell of the tables is asked of the engine itself, with the row's other checks left out.
"""

import ast
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import django
from django.utils.translation import override

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django.setup()

from gongkai.accounts.queries import Duty  # noqa: E402
from gongkai.foundation.ledger import Actor  # noqa: E402
from gongkai.foundation.workflow import Transition, Workflow  # noqa: E402
from gongkai.interpretation.actions.tying import DECIDERS  # noqa: E402
from gongkai.obligations import workflow as obligations  # noqa: E402

PAGE = Path(__file__).parent.parent / "docs" / "permissions.md"
SOURCE = Path(__file__).parent.parent / "src" / "gongkai"
RELATIONS = ("own", "superior", "subordinate", "other", "none")
# The keys of the organs for which somebody acts, seen from a record of organ 1.
ORGANS = dict(zip(RELATIONS, (1, 2, 3, 4, None), strict=True))
NOBODYS = ("system", "applicant")
TABLES = {
    "disclosure": ("disclosure", "WORKFLOW", "Information items"),
    "agreements": (
        "disclosure",
        "AGREEMENTS",
        "Agreements of co-makers (the record's organ is the co-maker)",
    ),
    "calendars": (
        "calendars",
        "WORKFLOW",
        "Versions of the working-day calendar (kept by the highest organ)",
    ),
    "applications": ("applications", "WORKFLOW", "Applications"),
    "redactions": ("applications", "REDACTIONS", "Files of which a part may not be given"),
    "letter_templates": ("applications", "TEMPLATES", "An office's own forms of letters"),
    "proposals": ("applications", "PROPOSALS", "Replies that are proposed"),
    "openings": ("applications", "OPENINGS", "What many asked for and may be opened to all"),
    "remedies": ("remedies", "WORKFLOW", "Reconsideration and litigation"),
    "annual_reports": ("annual_reports", "WORKFLOW", "Annual reports"),
    "campaigns": (
        "annual_reports",
        "CAMPAIGN",
        "Years in which an office gathers annual reports (the record's organ is that of the office)",
    ),
}
TOP = "own; the highest organ: all"
# A column is its organ's own, and then nobody else's, or the whole region's.
BELOW = "own and every organ below"
KEPT = "own; of the whole region: highest organ"
# Acts outside the tables ask one of these before they do anything: by whose duty, and on whose records.
GUARDS = {
    "organs": {"_only_keepers": ("system_admin, system", "all")},
    "channels": {"_only_keepers": ("system_admin, system", "all")},
    "accounts": {"_only": ("", "all")},
    "applications": {
        "_only_reminded": ("application_handler, office_head", "own"),
        "only_handler_of": ("application_handler", "own"),
    },
    "remedies": {"_held_organ": ("application_handler, office_head", "own")},
    "calendars": {"_only_keepers": ("office_head", "highest organ")},
    "catalogue": {"only": ("", "all"), "only_keeper_of": ("office_head, system", KEPT)},
    "screening": {
        "_administrators": ("system_admin, office_head", "system_admin: all; office_head: highest organ")
    },
    "interpretation": {"by_keeper": ("submitter", "own")},
    "disclosure": {"_may": ("office_head", TOP)},
}
# Acts on records of the own organ that ask in words of their own, or ask a row of a table for another act.
IN_OWN_WORDS = {
    "annual_reports": {
        "open_report": "report_clerk",
        "open_campaign": "office_head",
        "acknowledge": "report_clerk, office_head",
    },
    "applications": {
        "clear_codes": "application_handler, system",
        "start_redaction": "application_handler",
        "begin_proposal": "application_handler",
        "upload_template": "office_head",
    },
    "disclosure": {"draft": "submitter"},
    "remedies": {"map_result": "office_head"},
}
HEAD = """\
# Who may do what

Generated from the workflows of `src/gongkai` by `python tools/permissions.py`; do not edit by hand.
`test_permissions.py` in `tests/disclosure`, `tests/applications`, `tests/remedies`, `tests/calendars` and
`tests/annual_reports` tries every cell of the tables; there and in the rooms of the other apps every act of which
somebody is named below the tables is tried.

A cell names where the person works, seen from the organ whose record it is: `own` organ, a `superior` or a
`subordinate` organ, any `other` organ, or `none` (the system and the applicant act for no organ). Where a cell says
nothing, the act is refused. More can stand against an act that a cell allows: the state, four eyes, the owner of a step.
"""


@dataclass(frozen=True)
class Outside:
    """An act outside the tables: by which duties, on whose records."""

    act: str
    label: str
    duties: str
    organs: str


def main() -> int:
    text = render()
    if "--check" in sys.argv:
        fresh = PAGE.exists() and PAGE.read_text("utf-8") == text
        print("docs/permissions.md is fresh" if fresh else "run python tools/permissions.py")
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


def render() -> str:
    """The whole page, in Chinese where the product is."""
    with override("zh-hans"):
        parts = [HEAD]
        for name, (app, attribute, title) in TABLES.items():
            parts.append(
                "\n".join([f"## {name}", "", f"{title}.", "", *_rows(_workflow(app, attribute)), ""])
            )
        parts.append(_outside_section())
        return "\n".join(parts)


def allowed(workflow: Workflow, act: str, duty: str) -> list[str]:
    """Where somebody in this duty may work to do the act, as the engine says with the other checks left out."""
    row = workflow.transitions[act]
    bare = Transition(row.name, row.label, row.sources, row.target, row.cite, row.duties, above=row.above)
    above = {ORGANS["superior"]}
    asked = Workflow(workflow.app, workflow.states, workflow.duties, bare, superiors=lambda record: above)
    record = SimpleNamespace(state=next(iter(row.sources)), organ_id=ORGANS["own"])
    user = None if duty in NOBODYS else 1
    places = ("none",) if duty in NOBODYS else RELATIONS
    return [
        place
        for place in places
        if not asked.reasons_against(record, act, Actor("", duty, user_id=user, organ_id=ORGANS[place]))
    ]


def outside(app: str) -> list[Outside]:
    """The acts of an app that stand in no table, as far as their code names who may do them."""
    labels = getattr(import_module(f"gongkai.{app}.workflow"), "ACTS", {})
    found = {one.act: one for one in _guarded(app, labels)}
    for act, duties in IN_OWN_WORDS.get(app, {}).items():
        found[act] = Outside(act, str(labels[f"{app}.{act}"]), duties, "own")
    if app == "catalogue":
        adopted = [act for verb in labels if (act := verb.partition(".")[2]).startswith("adopt_")]
        found |= {
            act: Outside(act, str(labels[f"{app}.{act}"]), "system_admin, system", "all") for act in adopted
        }
    if app == "interpretation":
        act, deciders = "keep_interpretation", ", ".join(sorted(DECIDERS))
        found[act] = Outside(act, str(labels[f"{app}.{act}"]), deciders, "own")
    if app == "organs":
        act = "describe_office"
        both = "system_admin: all; office_head: own"
        found[act] = Outside(act, str(labels[f"organs.{act}"]), "system_admin, office_head, system", both)
    if app == "obligations":
        found |= _obligations()
    if app == "annual_reports":
        act, places = "import_reading", f"report_clerk: own; office_head: {BELOW}"
        found[act] = Outside(act, str(labels[f"{app}.{act}"]), "report_clerk, office_head, system", places)
    told = {*found, *_tabled(app)}
    rest = [act for verb in labels if (act := verb.partition(".")[2]) not in told]
    return [*found.values(), *(Outside(act, str(labels[f"{app}.{act}"]), "", "") for act in rest)]


def _tabled(app: str) -> set[str]:
    """The acts of an app that its tables tell of."""
    tables = (_workflow(room, attribute) for room, attribute, _title in TABLES.values() if room == app)
    return {act for one in tables for act in one.transitions}


def _workflow(app: str, attribute: str) -> Workflow:
    found: Workflow = getattr(import_module(f"gongkai.{app}.workflow"), attribute)
    return found


def _rows(workflow: Workflow) -> Iterator[str]:
    duties = [*Duty, *NOBODYS]
    yield "| act | 行为 | " + " | ".join(str(getattr(duty, "value", duty)) for duty in duties) + " |"
    yield "|---" * (len(duties) + 2) + "|"
    for act, row in workflow.transitions.items():
        cells = (", ".join(allowed(workflow, act, str(getattr(duty, "value", duty)))) for duty in duties)
        yield f"| `{act}` | {row.label} | " + " | ".join(cells) + " |"


def _outside_section() -> str:
    lines = [
        "## Outside the tables",
        "",
        "Acts that move no record through states. Where nobody is named, the act itself says who may do it (one's own",
        "password, an application by anybody), or only the system does it. Where the system is named (setting up and",
        "moving in from elsewhere), it acts on all records.",
        "",
        "| app | act | 行为 | by | on records of |",
        "|---|---|---|---|---|",
    ]
    rooms = {path.parent.name for path in SOURCE.glob("*/apps.py")} - {"foundation"}
    for app in sorted(rooms):
        if next((SOURCE / app).glob("workflow*"), None):
            lines += [f"| {app} | `{o.act}` | {o.label} | {o.duties} | {o.organs} |" for o in outside(app)]
    return "\n".join(lines) + "\n"


def _guarded(app: str, labels: dict[str, object]) -> Iterator[Outside]:
    guards = GUARDS.get(app, {})
    for path in [SOURCE / app / "actions.py", *sorted((SOURCE / app / "actions").glob("*.py"))]:
        tree = ast.parse(path.read_text("utf-8")) if path.exists() else ast.Module([], [])
        functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
        private = {name: one for name, one in functions.items() if name.startswith("_")}
        for function in functions.values():
            label, call = labels.get(f"{app}.{function.name}"), _guard_in(function, guards, private)
            if label and call:
                duties, organs = guards[call.func.id]  # type: ignore[attr-defined]
                if organs == KEPT and isinstance(call.args[0], ast.Constant):
                    organs = "highest organ"
                yield Outside(function.name, str(label), duties or _named(call), organs)


def _guard_in(
    function: ast.FunctionDef, guards: dict[str, tuple[str, str]], own: dict[str, ast.FunctionDef]
) -> ast.Call | None:
    """The guard that the act asks, itself or through a private function of its own file."""
    calls = [
        one for one in ast.walk(function) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
    ]
    for call in calls:
        if call.func.id in guards:  # type: ignore[attr-defined]
            return call
    deeper = (own[call.func.id] for call in calls if call.func.id in own)  # type: ignore[attr-defined]
    return next((found for one in deeper if (found := _guard_in(one, guards, {}))), None)


def _named(call: ast.Call) -> str:
    """The duties in the braces of ``_only({Duty.…}, by)``, and the system, which none of them turns away."""
    members = [node.attr for node in ast.walk(call.args[0]) if isinstance(node, ast.Attribute)]
    strings = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
    named = [member.lower() for member in members] + [str(one) for one in strings]
    return ", ".join(dict.fromkeys([*named, "system"]))


def _obligations() -> dict[str, Outside]:
    keepers, owing = (", ".join([*sorted(one), "system"]) for one in (obligations.KEEPERS, obligations.OWING))
    kept = {act: Outside(act, str(label), keepers, BELOW) for act, label in obligations.KEEPING.items()}
    done = {act: Outside(act, str(label), owing, "own") for act, label in obligations.DOING.items()}
    for act in ("record_event", "report_event"):  # the competent office knows the day of what it has approved
        done[act] = Outside(act, done[act].label, owing, f"submitter: own; office_head: {BELOW}")
    read = done["acknowledge"]
    done["acknowledge"] = Outside(read.act, read.label, owing.removesuffix(", system"), "own")
    own = {act: Outside(act, str(label), "system", "all") for act, label in obligations.BY_ITSELF.items()}
    return kept | done | own


if __name__ == "__main__":
    sys.exit(main())
