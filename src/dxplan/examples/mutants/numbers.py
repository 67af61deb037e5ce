"""Numbers a smallest step away from the one that was written."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from dxplan.syntax import nodes
from dxplan.values.numbers import exact_text


def steps_away(number: nodes.Number) -> Iterator[nodes.Number]:
    """The number with one step more and one less; none is below 0.

    A step is one in the last decimal place that was written, and, when that is not the same, one
    whole unit: of percents, of things, of billions when it was written in billions.

    >>> from dxplan.syntax.nodes import Number
    >>> [exact_text(each.value) for each in steps_away(Number(Fraction(5, 2), percent=True))]
    ['2.4', '2.6', '1.5', '3.5']
    """
    size = 1 if number.magnitude is None else nodes.SIZE_OF[number.magnitude]
    written = number.value / size
    for step in dict.fromkeys((_last_place(written), Fraction(1))):
        for value in (written - step, written + step):
            if value >= 0:
                yield attrs.evolve(number, value=value * size)


def _last_place(written: Fraction) -> Fraction:
    """One in the last decimal place of a number: 1/10 of 2.5."""
    _, point, decimals = exact_text(written).partition(".")
    return Fraction(1, 10 ** len(decimals)) if point else Fraction(1)
