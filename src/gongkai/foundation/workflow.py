"""A workflow is a table: what may be done, from which state, by which duty, under which article.

Buttons, refusals, the permission matrix, the docs and the tests all read the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger import Actor, Entry, history_of, record
from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.wording import listed

LONGEST_TOLD = 200
# What the ground floor itself writes into the ledger.
ACTS = {
    "foundation.release_file": _("查毒通过，文件解除隔离"),
    "foundation.shut_file": _("查出病毒，文件停止使用"),
    "foundation.rotate_keys": _("更换个人信息的密钥"),
    "foundation.send_again": _("重新发送消息"),
}


class Refused(Exception):
    """An act that the law, the duty or the state does not allow; ``reasons`` are in the user's words."""

    def __init__(self, *reasons: Any, cite: str = "") -> None:
        self.lazy_reasons = reasons
        self.cite = cite
        super().__init__(*reasons)

    @property
    def reasons(self) -> list[str]:
        return [str(reason) for reason in self.lazy_reasons]

    def __str__(self) -> str:
        return "；".join(self.reasons)


class Stale(Refused):
    """Somebody else has changed the record since it was shown; ``entries`` are their acts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        who = listed(dict.fromkeys(entry.actor_name for entry in self.entries)) or "—"
        super().__init__(
            _("您打开本页之后，%(who)s已对这条记录作了处理。您填写的内容没有覆盖对方的处理；请核对后再提交。")
            % {"who": who}
        )


class Subject(models.Model):
    """A record that moves through a workflow. Has ``state`` and ``organ`` of its own; counts its revisions."""

    revision = models.PositiveIntegerField(_("修订"), default=0, editable=False)

    class Meta:
        abstract = True


Check = Callable[[Any, Actor], Any]
Target = str | Callable[[Any], str] | None


@dataclass(frozen=True)
class Transition:
    """One row: the act ``name`` leads from one of ``sources`` to ``target`` (None: the state stays).

    A ``target`` may be asked of the record, where an organ chooses its own steps. ``duties`` may do it, for the
    record's own organ, or with ``above`` for the organs that are competent over it; each check returns why not, or
    None.
    """

    name: str
    label: Any
    sources: frozenset[str]
    target: Target
    cite: str
    duties: frozenset[str]
    checks: tuple[Check, ...] = ()
    above: bool = False

    def __init__(
        self,
        name: str,
        label: Any,
        sources: Iterable[str],
        target: Target,
        cite: str,
        duties: Iterable[str],
        checks: tuple[Check, ...] = (),
        above: bool = False,
    ) -> None:
        values = (name, label, frozenset(sources), target, cite, frozenset(duties), checks, above)
        for field, value in zip(self.__dataclass_fields__, values, strict=True):
            object.__setattr__(self, field, value)


class Workflow:
    """The table of one kind of record."""

    def __init__(
        self,
        app: str,
        states: type[models.TextChoices],
        duties: type[models.TextChoices],
        *rows: Transition,
        superiors: Callable[[Any], Collection[int]] = lambda subject: (),
    ):
        """``superiors`` gives the keys of the organs that are competent over the organ of a record."""
        self.app = app
        self.superiors = superiors
        self.states = states
        self.duties = duties
        self.transitions = {row.name: row for row in rows}

    def reasons_against(self, subject: Any, name: str, by: Actor) -> list[str]:
        """Why ``by`` may not do ``name`` on ``subject`` now; empty when nothing stands against it."""
        step = self.transitions[name]
        if by.duty not in step.duties or by.organ_id not in self._organs_of(subject, step, by):
            return [self._missing_duty(step)]
        if subject.state not in step.sources:
            state = self.states(subject.state).label
            return [str(_("“%(state)s”状态下不能%(act)s。") % {"state": state, "act": step.label})]
        return [str(reason) for check in step.checks if (reason := check(subject, by))]

    def open_to(self, subject: Any, by: Actor) -> list[Transition]:
        """The rows that ``by`` may do on ``subject`` now, in the table's order."""
        return [row for row in self.transitions.values() if not self.reasons_against(subject, row.name, by)]

    @transaction.atomic
    def move(
        self,
        subject: Any,
        name: str,
        *,
        by: Actor,
        seen: int | None = None,
        changes: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        cite: str = "",
    ) -> Entry:
        """Lock the row, check, set the state and ``changes``, write the ledger: all or nothing.

        ``seen`` is the revision that the user was shown; raises Stale if it is no longer the present one,
        Refused if something stands against the act.
        """
        changes = dict(changes or {})
        lock(subject, seen=seen)
        if reasons := self.reasons_against(subject, name, by):
            raise Refused(*reasons, cite=self.transitions[name].cite)
        step = self.transitions[name]
        if step.target is not None:
            changes["state"] = step.target(subject) if callable(step.target) else step.target
        before = told(subject, changes)
        for field, value in changes.items():
            setattr(subject, field, value)
        subject.revision += 1
        subject.save(update_fields=["revision", *changes])
        return record(
            subject,
            f"{self.app}.{name}",
            by=by,
            cite=cite or step.cite,
            before=before,
            after=told(subject, changes),
            facts=facts,
        )

    def _organs_of(self, subject: Any, step: Transition, by: Actor) -> Collection[int | None]:
        if by.user_id is None:  # The applicant and the system belong to no organ; the duty alone names them.
            return {by.organ_id}
        return self.superiors(subject) if step.above else {subject.organ_id}

    def _missing_duty(self, step: Transition) -> str:
        labels = {choice.value: str(choice.label) for choice in self.duties}
        names = listed(labels[duty] for duty in sorted(step.duties) if duty in labels)
        if step.above:
            return str(_("“%(act)s”须由上级机关的%(duties)s办理。") % {"act": step.label, "duties": names})
        return str(_("“%(act)s”须由本机关的%(duties)s办理。") % {"act": step.label, "duties": names})


def lock(subject: Any, *, seen: int | None = None) -> None:
    """Take the row for this transaction and read it afresh; raise Stale if it is no longer the one ``seen``."""
    subject.refresh_from_db(from_queryset=type(subject)._base_manager.select_for_update())
    if seen is not None and seen != subject.revision:
        raise Stale(history_of(subject).filter(revision__gt=seen))


def told(subject: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """What the ledger may say of these fields: sealed ones only that they are there, long text by its length and digest."""
    return {name: _tellable(subject, name) for name in fields}


def _tellable(subject: models.Model, name: str) -> Any:
    field = subject._meta.get_field(name)
    value = field.value_from_object(subject) if isinstance(field, models.Field) else None
    if isinstance(field, SealedTextField):
        return "（个人信息）" if value else ""
    if isinstance(value, str) and len(value) > LONGEST_TOLD:
        return f"（{len(value)}字，SM3 {sm3_hex(value.encode())}）"
    return value
