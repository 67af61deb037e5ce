"""Whether an indicator of some organisations is as a condition wants it.

What organisations add that only perhaps belong to them is put in as something that may be there or
not.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.totals import Totals, total
from dxplan.plan.model import Attains, Indicator
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth, conjunction


def with_optional(totals: Totals, pieces: Iterable[Piece]) -> Totals:
    """Sums with further pieces."""
    return attrs.evolve(totals, pieces=(*totals.pieces, *pieces))


def optional(indicator: Indicator, contributions: Iterable[Contribution]) -> list[Piece]:
    """What some organisations add, if they belong here at all."""
    return [_perhaps(indicator, each) for each in contributions]


def _perhaps(indicator: Indicator, of: Contribution) -> Piece:
    own = Totals(Fraction(of.numerator), Fraction(of.denominator), tuple(of.pieces))
    paired = of.numerator <= of.denominator and all(piece.coupled for piece in of.pieces)
    coupled = indicator.kind == "share" and paired
    n, d = _or_nothing(own.numerators), _or_nothing(own.denominators)
    if coupled:
        n, d = Interval(Fraction(0), n.high), Interval(Fraction(0), d.high)
    return Piece(n, d, coupled)


def _or_nothing(value: Interval) -> Interval:
    low = None if value.low is None else min(value.low, Fraction(0))
    high = None if value.high is None else max(value.high, Fraction(0))
    return Interval(low, high)


# --- whether an indicator attains a number --------------------------------------------------------


def attained(
    atom: Attains, contributions: Iterable[Contribution], extra: Iterable[Piece] = ()
) -> Truth:
    """Whether the quotient of some organisations is as a condition wants it.

    It is not where there is nothing to divide by.
    """
    totals = with_optional(total(atom.indicator, contributions), extra)
    return conjunction([totals.divides, totals.compares(atom.comparator, atom.quotient)])
