"""The two sums over some organisations, and what can be said of their comparison with a threshold.

``numerator / denominator >= q`` is decided on ``numerator - q * denominator``, which is linear:
its least and greatest value over everything that the missing reports may turn out to be are found
piece by piece. Nothing is divided to reach a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.material import Exact
from dxplan.plan.model import Comparator, Indicator, Sum
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth


@attrs.frozen(repr=False)
class Totals(Shown):
    """Known sums, and the pieces that are not known."""

    numerator: Fraction
    denominator: Fraction
    pieces: tuple[Piece, ...]
    is_count: bool = False
    is_share: bool = False

    @property
    def numerators(self) -> Interval:
        """Everything the numerator may be."""
        found = Interval.exactly(self.numerator)
        for piece in self.pieces:
            high = piece.numerator.high
            if piece.coupled:
                high = _least(high, piece.denominator.high)
            found = found + Interval(piece.numerator.low, high)
        return found

    @property
    def denominators(self) -> Interval:
        """Everything the denominator may be."""
        found = Interval.exactly(self.denominator)
        for piece in self.pieces:
            low = piece.denominator.low
            if piece.coupled:
                low = _greatest(low, piece.numerator.low)
            found = found + Interval(low, piece.denominator.high)
        return found

    def form(self, quotient: Fraction) -> Interval:
        """Everything that ``numerator - quotient * denominator`` may be."""
        found = Interval.exactly(self.numerator - quotient * self.denominator)
        for piece in self.pieces:
            found = found + _extremes(piece, quotient)
        return found

    def compares(self, comparator: Comparator, quotient: Fraction) -> Truth:
        """Whether the comparison holds for everything, for nothing, or (``None``) for some."""
        return _sign(self.form(quotient), comparator)

    @property
    def divides(self) -> Truth:
        """Whether there surely is, or surely is not, anything to divide by."""
        below = self.denominators
        if self.is_count or (below.low is not None and below.low > 0):
            return True
        return False if below.high is not None and below.high <= 0 else None

    @property
    def value(self) -> Interval | None:
        """The tightest interval around the quotient.

        ``None`` when there is nothing to divide by.
        """
        numerators, denominators = self.numerators, self.denominators
        if self.is_count:
            return numerators
        if denominators.high is not None and denominators.high <= 0:
            return None
        quotients = _quotients(numerators, denominators)
        return Interval(quotients.low, self._share_high()) if self.is_share else quotients

    def _share_high(self) -> Fraction:
        """The greatest share.

        Every piece as full as it may be, and where it then still helps, as large. Nothing more
        than all is known where numerators and denominators come from different organisations.
        """
        numerator, denominator = self.numerator, self.denominator
        for piece in self.pieces:
            n, d = piece.numerator, piece.denominator
            reach = _least(n.high, d.high)
            if reach is None or not piece.coupled:
                return Fraction(1)
            size = max(d.low or Fraction(0), reach)
            numerator += min(reach, size)
            denominator += size
        return numerator / denominator if denominator else Fraction(0)


def total(indicator: Indicator, contributions: Iterable[Contribution]) -> Totals:
    """The sums over some organisations; constants of the expression count once."""
    numerator: Exact = 0
    denominator: Exact = 0
    pieces: list[Piece] = []
    for each in contributions:
        numerator += each.numerator
        denominator += each.denominator
        pieces.extend(each.pieces)
    if isinstance(indicator.numerator, Sum):
        numerator += indicator.numerator.constant
    if isinstance(indicator.denominator, Sum):
        denominator += indicator.denominator.constant
    return Totals(
        Fraction(numerator),
        Fraction(denominator),
        tuple(pieces),
        is_count=indicator.kind == "count",
        is_share=indicator.kind == "share",
    )


def _sign(form: Interval, comparator: Comparator) -> Truth:
    low, high = form.low, form.high
    match comparator:
        case ">=":
            return (
                True
                if low is not None and low >= 0
                else False
                if high is not None and high < 0
                else None
            )
        case ">":
            return (
                True
                if low is not None and low > 0
                else False
                if high is not None and high <= 0
                else None
            )
        case "<=":
            return (
                True
                if high is not None and high <= 0
                else False
                if low is not None and low > 0
                else None
            )
        case "<":
            return (
                True
                if high is not None and high < 0
                else False
                if low is not None and low >= 0
                else None
            )
    if low == 0 and high == 0:
        return True
    apart = (low is not None and low > 0) or (high is not None and high < 0)
    return False if apart else None


def _extremes(piece: Piece, q: Fraction) -> Interval:
    """Least and greatest ``n - q * d`` over a piece.

    Free pieces take the ends of their intervals. In a coupled one ``n <= d`` holds as well: the
    least value has ``n`` as small and ``d`` as large as may be; the greatest has ``n = min(its
    end, d)``, and ``d`` where that stops paying: at the end of ``n`` for ``q < 1``, as small as
    may be for ``q >= 1``. Below 0 a larger ``d`` always pays.
    """
    n, d = piece.numerator, piece.denominator
    free = n + d.scaled(-q)
    return Interval(free.low, _coupled_high(n, d, q)) if piece.coupled else free


def _coupled_high(n: Interval, d: Interval, q: Fraction) -> Fraction | None:
    smallest = _greatest(d.low, n.low) or Fraction(0)
    size: Fraction | None
    if q < 0:
        size = d.high
    elif q >= 1:
        size = smallest
    else:
        reach = _least(n.high, d.high)
        size = None if reach is None else max(smallest, reach)
    if size is None:
        return None
    filled = size if n.high is None else min(n.high, size)
    return filled - q * size


def _quotients(n: Interval, d: Interval) -> Interval:
    """The least and the greatest quotient of what two sums may be, for denominators above 0."""
    smallest = d.low if d.low is not None and d.low > 0 else None
    low = high = None
    if n.low is not None:
        low = _shrunk(n.low, d.high) if n.low >= 0 else _grown(n.low, smallest)
    if n.high is not None:
        high = _shrunk(n.high, d.high) if n.high <= 0 else _grown(n.high, smallest)
    return Interval(low, high)


def _shrunk(numerator: Fraction, largest: Fraction | None) -> Fraction:
    """The quotient nearest to 0: a denominator without a bound brings it as near as one likes."""
    return Fraction(0) if largest is None else numerator / largest


def _grown(numerator: Fraction, smallest: Fraction | None) -> Fraction | None:
    """The quotient farthest from 0: without a bound where the denominator may be next to 0."""
    return None if smallest is None else numerator / smallest


def _least(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    """The smaller of two upper ends, where ``None`` is no bound."""
    ends = [end for end in (first, second) if end is not None]
    return min(ends) if ends else None


def _greatest(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    """The larger of two lower ends, where ``None`` is no bound."""
    ends = [end for end in (first, second) if end is not None]
    return max(ends) if ends else None
