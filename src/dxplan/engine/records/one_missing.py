"""Targets of which one of the two sums is not reported: the commonest gap, in whole numbers.

What was not reported may be any number from nothing on, and in a share no more than its whole. So
both ends of ``numerator - quotient * denominator`` are known from the other sum alone.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.engine.findings import Verdict
from dxplan.engine.material import Exact
from dxplan.engine.records.shapes import Gap, Shape
from dxplan.engine.records.weighing import Number, Result, whole
from dxplan.plan.model import Comparator
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth, conjunction

End: TypeAlias = Exact | None


@attrs.frozen(repr=False)
class Question(Shown):
    """What is asked about a target of which one sum is missing, settled before any figure is seen.

    :param tests: the comparisons that all have to hold, with the two parts of the quotient.
    :param words: the verdicts when they hold, do not, or it is open.
    """

    shape: Shape
    gap: Gap
    tests: tuple[tuple[Comparator, int, int], ...]
    words: tuple[Verdict, Verdict, Verdict]


def question(shape: Shape, gap: Gap) -> Question:
    """What is asked about a target of which one sum is missing."""
    if shape.line is not None:
        return Question(shape, gap, _tests(shape), ("on_track", "behind", "not_due"))
    return Question(shape, gap, _tests(shape), ("met", "missed", "undetermined"))


def _tests(shape: Shape) -> tuple[tuple[Comparator, int, int], ...]:
    threshold = shape.target.threshold
    if threshold.low is None:
        return ()
    found: list[tuple[Comparator, Fraction]] = [(threshold.comparator, threshold.low)]
    if shape.line is not None:
        found = [("<=" if threshold.comparator in ("<", "<=") else ">=", shape.line.value)]
    elif threshold.high is not None:
        found = [(">=", threshold.low), ("<=", threshold.high)]
    quotients = ((comparator, threshold.quotient(value)) for comparator, value in found)
    return tuple((comparator, q.numerator, q.denominator) for comparator, q in quotients)


def judge(asked: Question, known: Exact, *, broken: bool) -> Result | None:
    """The result of a target; ``None`` when it has to be weighed.

    :param known: the sum that is reported, without its constant.
    """
    if known < 0:
        return None
    gap, shape = asked.gap, asked.shape
    smallest = gap.constant_below + (known if gap.above or gap.coupled else 0)
    if gap.above:
        least, most = gap.constant_above, gap.constant_above + known if gap.coupled else None
    else:
        least = most = gap.constant_above + known
    largest = smallest if gap.above else None
    verdict = shape.fixed or ("conflict" if broken else None)
    if verdict is None:
        verdict = _verdict(asked, least, most, smallest)
    return shape.target.id, verdict, _told(least, most), _told(smallest, largest)


def _told(low: Exact, high: End) -> Number:
    if low == high:
        return whole(low)
    return Interval(Fraction(low), None if high is None else Fraction(high))


def _verdict(asked: Question, least: Exact, most: End, smallest: Exact) -> Verdict:
    counts = asked.shape.target.indicator.kind == "count"
    if not counts and asked.gap.above and smallest <= 0:
        return "not_applicable"
    if asked.shape.said is not None:
        return asked.shape.said
    yes, no, unknown = asked.words
    if not counts and smallest <= 0:
        return unknown
    kept = conjunction(_compares(asked.gap, least, most, smallest, test) for test in asked.tests)
    return unknown if kept is None else yes if kept else no


def _compares(
    gap: Gap, least: Exact, most: End, smallest: Exact, test: tuple[Comparator, int, int]
) -> Truth:
    """Whether a comparison holds for everything that is missing, for nothing, or for some."""
    comparator, above, below = test
    if gap.above:
        high = None if most is None else most * below - above * smallest
        return decided(least * below - above * smallest, high, comparator)
    # The denominator is at least its constant, and in a share at least what is reported of it.
    low = None if above > 0 else least * below - above * gap.constant_below
    return decided(low, None if above < 0 else least * below - above * smallest, comparator)


def decided(low: End, high: End, comparator: Comparator) -> Truth:
    """Whether every number between two ends stands in a relation to 0, or none does.

    >>> decided(0, None, ">="), decided(0, None, ">"), decided(None, 0, ">")
    (True, None, False)
    """
    match comparator:
        case ">=":
            return _within(low is not None and low >= 0, high is not None and high < 0)
        case ">":
            return _within(low is not None and low > 0, high is not None and high <= 0)
        case "<=":
            return _within(high is not None and high <= 0, low is not None and low > 0)
        case "<":
            return _within(high is not None and high < 0, low is not None and low >= 0)
    apart = (low is not None and low > 0) or (high is not None and high < 0)
    return _within(low == 0 and high == 0, apart)


def _within(surely: bool, never: bool) -> Truth:
    return True if surely else False if never else None
