"""Who reported at least a number: asked for first, and then asked of all rows at once.

No number leaves the rows for it, only who reached it. Every comparison of a number with another one
is made of such answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import attrs
import numpy as np

from dxplan.engine.tables.figures import Figures, Reached
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.points import who_reported
from dxplan.plan.model import Comparator

_LARGEST = 2**63


@attrs.define(eq=False)
class Reaching:
    """Who reported at least some number for a point, among those who reported it at all."""

    figures: Figures
    _wanted: set[Reached] = attrs.field(factory=set)
    _found: dict[Reached, Flags] = attrs.field(factory=dict)

    def want(self, point: int, least: int) -> None:
        """Says that it will be needed who reported at least a number."""
        if 0 < least < _LARGEST:
            self._wanted.add((point, least))

    def fetch(self) -> None:
        """Asks for all that is wanted and not there yet."""
        missing = sorted(self._wanted - self._found.keys())
        self._wanted.clear()
        if missing:
            found = reached(self.figures, missing)
            self._found.update(zip(missing, found, strict=True))

    def get(self, point: int, least: int) -> Flags:
        """Who reached a number, which was wanted before; of who did not report, nothing is said."""
        if 0 < least < _LARGEST:
            return self._found[point, least]
        size = len(self.figures.kinds.organisations)
        return np.full(size, least <= 0)


def reached(figures: Figures, asked: Sequence[Reached]) -> Sequence[Flags]:
    """By organisation, whether it reported at least a number for a point, question by question."""
    if figures.reached is not None:
        return figures.reached(asked)
    points = sorted({point for point, _ in asked})
    codes = [np.flatnonzero(who_reported(figures, point)) for point in points]
    numbers = figures.values(
        np.concatenate(codes), np.repeat(points, [each.size for each in codes])
    )
    ends = np.cumsum([each.size for each in codes])[:-1]
    of_point = dict(zip(points, zip(codes, np.split(numbers, ends), strict=True), strict=True))
    found = []
    for point, least in asked:
        who, values = of_point[point]
        flags = np.zeros(len(figures.kinds.organisations), dtype=np.bool_)
        flags[who] = np.greater_equal(values, least)
        found.append(flags)
    return found


def bounds_of(comparator: Comparator, number: Fraction) -> tuple[int, int | None]:
    """Which whole numbers compare: those from a first one on, below a second one if there is one.

    >>> bounds_of("<=", Fraction(5, 2)), bounds_of(">", Fraction(2)), bounds_of("=", Fraction(3))
    ((0, 3), (3, None), (3, 4))
    >>> bounds_of("=", Fraction(5, 2))
    (3, 3)
    """
    first, after = ceil(number), floor(number) + 1
    match comparator:
        case ">=":
            return first, None
        case ">":
            return after, None
        case "<=":
            return 0, after
        case "<":
            return 0, first
    return first, after
