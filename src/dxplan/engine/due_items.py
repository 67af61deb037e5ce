"""Values of what is due: an item with its day and its units, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

import attrs

from dxplan.data.problems import Problem
from dxplan.engine.responsible import Note
from dxplan.plan.model import Duty, Plan, Target, Task, Unit
from dxplan.values.periods import Period

Status = Literal[
    "overdue", "passed", "due", "later", "waiting", "undated", "judged", "done", "not_applicable"
]
Rule: TypeAlias = Target | Task | Duty

STATUSES: tuple[Status, ...] = (
    "overdue", "passed", "due", "later", "waiting", "undated", "judged", "done",
    "not_applicable",
)  # fmt: skip
"""Overdue: the day has passed, and the event list does not say that it was done. Passed: the day
has passed, and it is not known whether it was done. Due: within the span asked for. Later: after
it. Waiting: what the deadline is counted from has not happened. Undated: a task without a deadline.
Judged: the day of a target has passed, and a check against figures says how it stands. Done. Not
applicable: its condition does not hold, or it is waived.
"""


@attrs.frozen
class DueItem:
    """A task, one occurrence of a duty, or one deadline of a target.

    :param deadline: the last day in time; ``None`` while it is waiting, or without one.
    :param earliest: the last day that is surely in time, when holidays leave the deadline open.
    :param occurrence: the step that a duty or recurring target is for, or the day of the event.
    :param by: who is to do it: those that the rule names as doers, else as leading.
    :param missing: those of them that have not done it; empty when it is done.
    :param to: who receives it.
    :param ended: units of the document that have ended; their successors stand in the others.
    :param named: names of all units that the document itself gives for it, but not who receives it.
    :param done: the day on which it was done, as far as that is known.
    :param conditional: whether it is not known that its condition holds.
    :param notes: what else must be known, as in findings.
    """

    plan: Plan
    rule: Literal["target", "task", "duty"]
    source: Rule
    status: Status
    deadline: date | None = None
    earliest: date | None = None
    occurrence: Period | None = None
    lead: tuple[Unit, ...] = ()
    by: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    to: tuple[Unit, ...] = ()
    missing: tuple[Unit, ...] = ()
    ended: tuple[Unit, ...] = ()
    named: frozenset[str] = frozenset()
    done: date | None = None
    conditional: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def id(self) -> str:
        """The id of its rule."""
        return self.source.id


@attrs.frozen
class AskedUnit:
    """The unit whose work was asked for, and what became of it.

    :param text: as it was asked for.
    :param found: the units that are called so, by the id of their plan.
    :param notes: that it ended, and who took over.
    """

    text: str
    found: Mapping[str, tuple[Unit, ...]]
    notes: tuple[Note, ...] = ()


@attrs.frozen
class DueList:
    """What is due in some plans. Iterating it gives the items, in the order of their days.

    :param until: the last day of the span asked for.
    :param events_given: whether there was an event list.
    :param problems: what was wrong with the event list.
    """

    plans: tuple[Plan, ...]
    as_of: date
    until: date
    events_given: bool
    items: tuple[DueItem, ...] = ()
    unit: AskedUnit | None = None
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[DueItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def of(self, status: Status) -> tuple[DueItem, ...]:
        """The items of a status."""
        return tuple(item for item in self.items if item.status == status)

    @property
    def something_is_overdue(self) -> bool:
        """Whether anything is known to be overdue."""
        return any(item.status == "overdue" for item in self.items)
