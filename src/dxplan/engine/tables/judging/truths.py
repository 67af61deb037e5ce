"""Conditions on organisations in three-valued logic, as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import numpy as np

from dxplan.engine.tables.judging.asking import Flags
from dxplan.plan.model import (
    Condition,
    Conjunction,
    Disjunction,
    Negation,
    SomeOf,
    operands_of,
)
from dxplan.values.truth import Truth


@attrs.frozen(eq=False)
class Truths:
    """Of whom something holds, and of whom it does not; of all others it is not known."""

    yes: Flags
    no: Flags

    @property
    def known(self) -> Flags:
        """Of whom it is known."""
        return self.yes | self.no


def everybody(truth: Truth, size: int) -> Truths:
    """The same of all organisations.

    >>> everybody(None, 2).known.tolist()
    [False, False]
    """
    yes, no = (np.full(size, truth is each, dtype=np.bool_) for each in (True, False))
    return Truths(yes, no)


def truths(condition: Condition, judge: Callable[[Condition], Truths]) -> Truths:
    """Of whom a condition holds.

    :param judge: says it of a condition that stands alone.
    """
    inner = operands_of(condition)
    if not inner:
        return judge(condition)
    operands = [truths(operand, judge) for operand in inner]
    match condition:
        case Negation():
            return Truths(operands[0].no, operands[0].yes)
        case Conjunction():
            return at_least(len(operands), operands)
        case Disjunction():
            return at_least(1, operands)
        case SomeOf(count, _):
            return at_least(count, operands)
    raise AssertionError("INVARIANT: nothing else joins conditions")


def at_least(count: int, operands: Sequence[Truths]) -> Truths:
    """Of whom so many hold or more, whatever those that are not known turn out to be."""
    sure = np.sum([each.yes for each in operands], axis=0)
    perhaps = len(operands) - np.sum([each.no for each in operands], axis=0)
    return Truths(sure >= count, perhaps < count)
