"""Interpretation in short, for the page of an item: what it lacks, what interprets it, or what it interprets."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.queries import InformationItem, State
from gongkai.interpretation import queries
from gongkai.interpretation.queries import Interpretation, PlanLine
from gongkai.law.periods import Period
from gongkai.law.rulebook import Version


@dataclass(frozen=True)
class TieLine:
    """An interpretation with the elements that nobody has ticked."""

    tie: Interpretation
    missing: list[str]


@dataclass(frozen=True)
class Panel:
    """``against`` is why the document may not be handed in; ``tie`` is set for what is itself an interpretation."""

    rule: Version | None = None
    against: list[str] = field(default_factory=list)
    plans: list[PlanLine] = field(default_factory=list)
    ties: list[TieLine] = field(default_factory=list)
    tie: TieLine | None = None
    red_line: Period | None = None

    @property
    def together(self) -> bool:
        """Whether the interpretation goes to the public together with its document."""
        return self.tie is not None and not self.tie.tie.policy.version_count


def panel_of(item: InformationItem) -> Panel | None:
    """The panel of an item; None where there is nothing to say, as of most items."""
    if item.kind == ItemKind.INTERPRETATION:
        tie = queries.tie_of(item)
        return Panel(tie=_line(tie) if tie else None)
    rule = queries.must_be_interpreted(item)
    if rule is None and not queries.is_policy(item):
        return None
    ties = [_line(tie) for tie in queries.interpretations_at_work(item)]
    against = queries.reasons_against_submission(item) if item.state == State.DRAFT else []
    interpreted = any(line.tie.item.current_version_id for line in ties)
    line = None
    if rule and item.published_at and item.current_version_id and not interpreted:
        line = queries.red_line(timezone.localdate(item.published_at))
    return Panel(rule, against, queries.plan_lines(queries.plans_of(item)), ties, red_line=line)


def _line(tie: Interpretation) -> TieLine:
    return TieLine(tie, queries.missing_elements(tie))
