"""Thresholds that are counted from an earlier value, which itself may not be certain.

Value and base are sums over reports of different times, so whatever the one turns out to be says
nothing about the other: a comparison that holds for the least favourable base holds for all of
them, and one that fails for the most favourable base fails for all.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.engine.totals import Totals
from dxplan.plan.model import Change, Comparator, Threshold
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth, conjunction


def resolved(threshold: Threshold, base: Interval | None) -> Threshold:
    """The threshold with the number that a base makes of it, where that is known for certain.

    >>> growth = Threshold(">=", None, change=Change("increases", Fraction(10)))
    >>> resolved(growth, Interval.exactly(50)).low
    Fraction(55, 1)
    """
    change = threshold.change
    if change is None or base is None or not base.is_point or is_nothing(change, base):
        return threshold
    low, high = _ends(change, base)
    return attrs.evolve(threshold, low=low.low, high=None if high is None else high.low)


def satisfied_from(totals: Totals, threshold: Threshold, base: Interval | None) -> Truth:
    """Whether a change is kept for every value and base, for none, or for some."""
    change = threshold.change
    if change is None or base is None:
        return None
    low, high = _ends(change, base)
    if high is None:
        return _compares(totals, threshold.comparator, low, threshold)
    return conjunction(
        [_compares(totals, ">=", low, threshold), _compares(totals, "<=", high, threshold)]
    )


def is_nothing(change: Change, base: Interval) -> bool:
    """Whether a part or a multiple is asked of a base that is surely nothing."""
    return change.is_relative and base.high is not None and base.high <= 0


def may_be_nothing(change: Change, base: Interval) -> bool:
    """Whether a part or a multiple is asked of a base that may be nothing."""
    return change.is_relative and (base.low is None or base.low <= 0)


def _ends(change: Change, base: Interval) -> tuple[Interval, Interval | None]:
    """Everything that the bound, or the lower and the upper bound, may be."""
    first = _bounds(change, change.low, base)
    if change.high is None:
        return first, None
    second = _bounds(change, change.high, base)
    return (second, first) if change.is_downward else (first, second)


def _bounds(change: Change, amount: Fraction, base: Interval) -> Interval:
    """The bounds of all bases; a larger base never has a smaller bound."""
    low = None if base.low is None else change.bound(amount, base.low)
    high = None if base.high is None else change.bound(amount, base.high)
    return Interval(low, high)


def _compares(
    totals: Totals, comparator: Comparator, bounds: Interval, threshold: Threshold
) -> Truth:
    if comparator == "=":
        # Not below and not above: for an uncertain bound it can be refuted, never be certain.
        return conjunction(
            [_compares(totals, ">=", bounds, threshold), _compares(totals, "<=", bounds, threshold)]
        )
    hardest, easiest = bounds.high, bounds.low
    if comparator in ("<", "<="):
        hardest, easiest = easiest, hardest
    if hardest is not None and totals.compares(comparator, threshold.quotient(hardest)):
        return True
    refuted = easiest is not None and (
        totals.compares(comparator, threshold.quotient(easiest)) is False
    )
    return False if refuted else None
