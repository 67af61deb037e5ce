"""Which of two thresholds for the same quotient asks for more.

A threshold stands for the set of quotients that keep it, an interval of numbers. The narrower set
is the stricter threshold; neither is, when each has a number that the other has not.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.plan.model import Threshold

Strictness = Literal["equal", "stricter", "weaker", "incomparable"]


@attrs.frozen
class Kept:
    """The quotients that keep a threshold; ``None`` is an end without a bound.

    :param above: whether the lower end itself is left out; ``below`` likewise of the upper one.
    """

    low: Fraction | None = None
    above: bool = False
    high: Fraction | None = None
    below: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no quotient keeps it.

        >>> Kept(Fraction(1), True, Fraction(1), False).is_empty
        True
        """
        if self.low is None or self.high is None or self.low < self.high:
            return False
        return self.low > self.high or self.above or self.below

    def within(self, other: Kept) -> Kept:
        """The quotients that keep both."""
        low, above = (
            (self.low, self.above) if _not_before(self, other) else (other.low, other.above)
        )
        high, below = (
            (self.high, self.below) if _not_behind(self, other) else (other.high, other.below)
        )
        return Kept(low, above, high, below)

    def is_within(self, other: Kept) -> bool:
        """Whether everything that it keeps, the other keeps as well."""
        return _not_before(self, other) and _not_behind(self, other)


def asks_for_nothing(kept: Kept, *, share: bool) -> bool:
    """Whether every share keeps a threshold; of anything else only no threshold is that.

    >>> asks_for_nothing(Kept(Fraction(0), high=Fraction(1)), share=True)
    True
    """
    return Kept(Fraction(0), high=Fraction(1)).is_within(kept) if share else kept == Kept()


def _not_before(inner: Kept, outer: Kept) -> bool:
    if outer.low is None:
        return True
    if inner.low is None or inner.low < outer.low:
        return False
    return inner.low > outer.low or inner.above or not outer.above


def _not_behind(inner: Kept, outer: Kept) -> bool:
    if outer.high is None:
        return True
    if inner.high is None or inner.high > outer.high:
        return False
    return inner.high < outer.high or inner.below or not outer.below


def kept_by(threshold: Threshold, *, whole: bool = False, share: bool = False) -> Kept | None:
    """The quotients that keep a threshold; ``None`` while it has no number of its own.

    :param whole: whether the quotient is a whole number (a count of things): ``> 5`` is ``>= 6``.
    :param share: whether it lies between 0 and 1: ``>= 0`` asks for nothing.
    """
    if threshold.low is None:
        return None
    low = threshold.quotient(threshold.low)
    if threshold.high is not None:
        found = Kept(low, high=threshold.quotient(threshold.high))
    else:
        found = {
            ">=": Kept(low),
            ">": Kept(low, above=True),
            "<=": Kept(high=low),
            "<": Kept(high=low, below=True),
            "=": Kept(low, high=low),
        }[threshold.comparator]
    if whole:
        found = _whole(found)
    return _of_a_share(found) if share else found


def _whole(kept: Kept) -> Kept:
    low = high = None
    if kept.low is not None:
        low = Fraction(math.floor(kept.low) + 1 if kept.above else math.ceil(kept.low))
    if kept.high is not None:
        high = Fraction(math.ceil(kept.high) - 1 if kept.below else math.floor(kept.high))
    return Kept(low, high=high)


def _of_a_share(kept: Kept) -> Kept:
    """The part between 0 and 1, ends that say nothing left out."""
    if kept.low is None or kept.low < 0:
        kept = attrs.evolve(kept, low=Fraction(0), above=False)
    if kept.high is None or kept.high > 1:
        kept = attrs.evolve(kept, high=Fraction(1), below=False)
    return kept


def stricter_of(first: Kept, second: Kept) -> Strictness:
    """How the first compares with the second.

    >>> stricter_of(Kept(Fraction(1, 2), above=True), Kept(Fraction(1, 2)))
    'stricter'
    """
    inside, around = first.is_within(second), second.is_within(first)
    if inside and around:
        return "equal"
    if inside:
        return "stricter"
    return "weaker" if around else "incomparable"
