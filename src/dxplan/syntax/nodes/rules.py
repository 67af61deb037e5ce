"""Nodes of a rule's body: times, comparisons, and the parts of a target's list."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dxplan.syntax.nodes.leaves import Name, Number, Placed, TimeLiteral
from dxplan.values.periods import Step


@attrs.frozen
class Time(Placed):
    """When a rule is judged.

    ``by``, ``before``, ``in`` have ``literal``; ``from`` has ``literal`` and perhaps ``until``;
    ``every`` has ``step``.
    """

    kind: Literal["by", "before", "in", "from", "every"]
    literal: TimeLiteral | None = None
    until: TimeLiteral | None = None
    step: Step | None = None


Word = Literal[
    "GE", "GT", "LE", "LT", "EQ",
    "REACHES", "AT_LEAST", "REACHES_AT_LEAST", "NO_LESS", "OR_MORE",
    "OVER", "REACHES_OVER", "EXCEEDS", "UNDER", "NO_MORE", "AT_MOST",
]  # fmt: skip
"""A comparator as written: a symbol, or a row of the keyword table."""

Comparator = Literal[">=", ">", "<=", "<", "="]

COMPARATOR_OF: dict[Word, Comparator] = {
    "GE": ">=", "GT": ">", "LE": "<=", "LT": "<", "EQ": "=",
    "REACHES": ">=", "AT_LEAST": ">=", "REACHES_AT_LEAST": ">=", "NO_LESS": ">=", "OR_MORE": ">=",
    "OVER": ">", "REACHES_OVER": ">", "EXCEEDS": ">",
    "UNDER": "<", "NO_MORE": "<=", "AT_MOST": "<=",
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


Threshold: TypeAlias = Comparison | Range | Carried


@attrs.frozen
class Arm(Placed):
    """One part of a target's list; a part without threshold only names a scope."""

    scope: tuple[Name, ...]
    threshold: Threshold | None
    time: Time | None = None
