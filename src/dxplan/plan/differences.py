"""What is different between two states of a plan: values without any wording."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

import attrs

from dxplan.plan.model import (
    Check,
    Duty,
    Fact,
    Indicator,
    Plan,
    Scale,
    Target,
    Task,
    Unit,
    Waiver,
)
from dxplan.values.scopes import Dimension

Kind = Literal[
    "dropped", "loosened", "postponed", "narrowed", "waived", "redefined", "changed",
    "added", "tightened", "brought_forward", "widened", "unwaived",
    "reassigned", "rebased", "cited", "renamed", "reworded",
]  # fmt: skip

KINDS: tuple[Kind, ...] = (
    "dropped", "loosened", "postponed", "narrowed", "waived", "redefined", "changed",
    "added", "tightened", "brought_forward", "widened", "unwaived",
    "reassigned", "rebased", "cited", "renamed", "reworded",
)  # fmt: skip

REVERSED: dict[Kind, Kind] = {
    "dropped": "added", "loosened": "tightened", "postponed": "brought_forward",
    "narrowed": "widened", "waived": "unwaived", "added": "dropped", "tightened": "loosened",
    "brought_forward": "postponed", "widened": "narrowed", "unwaived": "waived",
}  # fmt: skip
"""What a difference is called when old and new change places; the others keep their name."""

Effect = Literal["weaker", "stricter", "unclear", "none"]

Aspect = Literal[
    "rule", "threshold", "time", "recurrence", "scope", "except", "each", "when", "lead", "with",
    "by", "to", "cite", "baseline", "definition", "name", "title", "note", "until", "because",
    "period", "document", "parent", "territory", "calendar", "milestone", "successors", "pledge",
]  # fmt: skip

Item: TypeAlias = (
    Target | Task | Duty | Check | Waiver | Scale | Indicator | Fact | Unit | Dimension | Plan
)

What = Literal[
    "plan", "target", "task", "duty", "waiver", "indicator", "dimension", "fact", "unit", "scale",
    "check",
]  # fmt: skip

_WHAT: dict[type, What] = {
    Plan: "plan", Target: "target", Task: "task", Duty: "duty", Waiver: "waiver",
    Indicator: "indicator", Dimension: "dimension", Fact: "fact", Unit: "unit", Scale: "scale",
    Check: "check",
}  # fmt: skip


@attrs.frozen
class Difference:
    """One thing that is different.

    :param kind: what became of it, in the direction from the old state to the new one.
    :param aspect: which part of the rule it is about; ``rule`` for all of it.
    :param effect: whether the plan asks for less by it (``weaker``), for more, for neither; or
        ``unclear``, when it asks for less in one case and for more in another, or cannot be told.
    :param old: ``None`` for what is added; ``new`` is ``None`` for what is dropped.
    """

    kind: Kind
    aspect: Aspect
    effect: Effect
    old: Item | None
    new: Item | None

    @property
    def weakens(self) -> bool:
        """Whether the plan asks for less by it, or may do so."""
        return self.effect in ("weaker", "unclear")

    @property
    def what(self) -> What:
        """What kind of thing it is about."""
        return _WHAT[type(self.new or self.old)]

    @property
    def name(self) -> str:
        """The id or name of what it is about, in the new state where it is still there."""
        item = self.new or self.old
        assert item is not None, "INVARIANT: a difference has an old or a new side"
        return name_of(item)


def name_of(item: Item) -> str:
    """The id or name of a thing; a check is called by its text."""
    match item:
        case Target() | Task() | Duty() | Plan():
            return item.id
        case Check():
            return item.title or item.text
        case Waiver():
            return ".".join([item.indicator, *(member for _, member in item.scope)])
    return item.name


@attrs.frozen
class Differences:
    """What is different between two states of a plan, rule by rule. Iterating gives it."""

    old: Plan
    new: Plan
    found: tuple[Difference, ...] = ()

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def of(self, *kinds: Kind) -> tuple[Difference, ...]:
        """Those of some kinds, in order."""
        return tuple(each for each in self.found if each.kind in kinds)

    @property
    def weakening(self) -> tuple[Difference, ...]:
        """Those by which the plan asks for less, or may do so."""
        return tuple(each for each in self.found if each.weakens)

    @property
    def weakens(self) -> bool:
        """Whether the new state asks for less than the old one anywhere, or may do so."""
        return any(each.weakens for each in self.found)


@attrs.frozen
class SinceFrozen:
    """What became of a plan since it was frozen.

    :param lock: name of the lock file, without the folders that it lies in.
    :param frozen_on: the day that the lock says it was frozen on.
    """

    lock: str
    frozen_on: date
    differences: Differences
