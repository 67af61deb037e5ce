"""Closed intervals of exact numbers, with ends that may be unbounded."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Interval(Shown):
    """All numbers from ``low`` to ``high``, ends included; ``None`` is an end without a bound."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """The interval of one number.

        >>> Interval.exactly(3).is_point
        True
        """
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        """Whether it holds exactly one number."""
        return self.low is not None and self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every number of it times a factor."""
        if factor == 0:
            return Interval.exactly(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high) if factor > 0 else Interval(high, low)

    def contains(self, other: Interval) -> bool:
        """Whether the other lies inside it.

        >>> Interval(Fraction(0), None).contains(Interval.exactly(5))
        True
        """
        low_ok = self.low is None or (other.low is not None and self.low <= other.low)
        high_ok = self.high is None or (other.high is not None and other.high <= self.high)
        return low_ok and high_ok
