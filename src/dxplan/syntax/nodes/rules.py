"""Nodes of a rule's body: times, comparisons, and the parts of a target's list."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dxplan.source import Placed
from dxplan.syntax.nodes.leaves import Name, Number, Text, TimeLiteral
from dxplan.values.comparators import Comparator
from dxplan.values.periods import Step


@attrs.frozen
class Time(Placed):
    """When a rule is judged.

    ``by``, ``before``, ``in`` have ``literal``; ``from`` has ``literal`` and perhaps ``until``;
    ``every`` has ``step``, and in a target perhaps the first (``literal``) and last time
    (``until``) in which it comes round.
    """

    kind: Literal["by", "before", "in", "from", "every"]
    literal: TimeLiteral | None = None
    until: TimeLiteral | None = None
    step: Step | None = None


Word = Literal[
    "GE", "GT", "LE", "LT", "EQ",
    "REACHES", "AT_LEAST", "REACHES_AT_LEAST", "NO_LESS", "OR_MORE",
    "OVER", "REACHES_OVER", "EXCEEDS", "UNDER", "NO_MORE", "AT_MOST", "IN_TOP",
]  # fmt: skip
"""A comparator as written: a symbol, or a row of the keyword table."""

COMPARATOR_OF: dict[Word, Comparator] = {
    "GE": ">=", "GT": ">", "LE": "<=", "LT": "<", "EQ": "=",
    "REACHES": ">=", "AT_LEAST": ">=", "REACHES_AT_LEAST": ">=", "NO_LESS": ">=", "OR_MORE": ">=",
    "OVER": ">", "REACHES_OVER": ">", "EXCEEDS": ">",
    "UNDER": "<", "NO_MORE": "<=", "AT_MOST": "<=", "IN_TOP": "<=",
}  # fmt: skip


@attrs.frozen
class Comparison(Placed):
    """``>= 5%``, ``trên 50%``, ``50% or more``, ``>= parent`` (then ``value`` is ``None``)."""

    word: Word
    value: Number | None


@attrs.frozen
class Range(Placed):
    """``2% .. 5%``, both ends included."""

    low: Number
    high: Number


@attrs.frozen
class Carried(Placed):
    """A bare value that takes its comparator from the part of the list before it."""

    value: Number


Verb = Literal["INCREASES", "DECREASES", "ADDS", "DROPS", "MAINTAINS", "GROWS_TO"]
"""What a value does, seen from an earlier one, or keeps up; a row of the keyword table."""


@attrs.frozen
class Change(Placed):
    """``increases over 10%``, ``adds 5% .. 8%``, ``maintains 95%``, ``grows to 2 times``.

    :param word: the comparator that was written; without one it is "at least that much".
    :param high: the upper end of a range, which has no ``word``.
    """

    verb: Verb
    word: Word | None
    low: Number
    high: Number | None = None


@attrs.frozen
class Multiple(Placed):
    """``reaches 2 times``: so many times an earlier value."""

    word: Word
    times: Number


@attrs.frozen
class LevelOf(Placed):
    """``maintains the level of 2022``."""

    literal: TimeLiteral


@attrs.frozen
class Eliminated(Placed):
    """``eliminated``: nothing is left of it."""


@attrs.frozen
class About(Placed):
    """``about 30% ± 2%``; without a tolerance nobody can check it."""

    value: Number
    tolerance: Number | None


Threshold: TypeAlias = (
    Comparison | Range | Carried | Change | Multiple | LevelOf | Eliminated | About
)


@attrs.frozen
class Each(Placed):
    """``in each commune``: every group of a register column has to keep the threshold.

    :param by: an administrative level, or the heading of another column.
    """

    by: Literal["province", "district", "commune", "school"] | Text


@attrs.frozen
class Arm(Placed):
    """One part of a target's list; a part without threshold only names a scope.

    :param against: the time whose value the threshold is counted from.
    :param remaining: whether its scope is all that the parts before it do not name.
    :param of_which: another indicator, whose whole is what the rule's indicator counts.
    """

    scope: tuple[Name, ...]
    threshold: Threshold | None
    time: Time | None = None
    against: TimeLiteral | None = None
    remaining: bool = False
    each: Each | None = None
    of_which: Name | None = None
