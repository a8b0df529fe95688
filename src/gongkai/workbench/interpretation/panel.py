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
    """An interpretation with the elements that nobody has ticked; ``own`` says whether it is of the reader's organ.

    What another organ is still changing, on either side of the tie, is told in the words of its public version.
    """

    tie: Interpretation
    missing: list[str]
    own: bool = True

    @property
    def title(self) -> str:
        """What the interpretation is called."""
        public = self.tie.item.current_version
        return public.title if public and not self.own else self.tie.item.title

    @property
    def knows_document(self) -> bool:
        """Whether the document is of the same organ as what interprets it."""
        return self.tie.policy.organ_id == self.tie.item.organ_id

    @property
    def document(self) -> str:
        """What the document is called."""
        public = self.tie.policy.current_version
        return public.title if public and not self.knows_document else self.tie.policy.title


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


def panel_of(item: InformationItem, reader_id: int | None = None) -> Panel | None:
    """The panel of an item; None where there is nothing to say, as of most items.

    ``reader_id`` is the organ that looks on, without it the item's own. Others see neither its plans nor what is
    not public yet.
    """
    reader_id = reader_id or item.organ_id
    own = reader_id == item.organ_id
    if item.kind == ItemKind.INTERPRETATION:
        tie = queries.tie_of(item)
        return Panel(tie=_line(tie, reader_id) if tie else None)
    rule = queries.must_be_interpreted(item)
    if rule is None and not queries.is_policy(item):
        return None
    ties = [_line(tie, reader_id) for tie in queries.ties_seen_by(reader_id, item)]
    against = queries.reasons_against_submission(item) if own and item.state == State.DRAFT else []
    interpreted = any(line.tie.item.current_version_id for line in ties)
    line = None
    if rule and item.published_at and item.current_version_id and not interpreted:
        line = queries.red_line(timezone.localdate(item.published_at))
    plans = queries.plan_lines(queries.plans_of(item)) if own else []
    return Panel(rule, against, plans, ties, red_line=line)


def _line(tie: Interpretation, reader_id: int) -> TieLine:
    own = tie.item.organ_id == reader_id
    return TieLine(tie, queries.missing_elements(tie) if own else [], own)
