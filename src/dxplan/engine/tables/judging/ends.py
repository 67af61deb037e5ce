"""What the sums of groups may be, kept as whole numbers and told as intervals when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.engine.finding_columns import ends_of
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asking import Flags
from dxplan.values.intervals import Interval

Whole: TypeAlias = "int | Fraction | None"


@attrs.frozen(eq=False)
class Ends:
    """The least and the greatest of one sum, group by group, in parts of a unit.

    Intervals are not kept: tens of thousands of them would be, each with two fractions.

    :param lows: ``None`` where nothing was reported.
    :param highs: ``None`` where there is no bound.
    """

    lows: list[int | None]
    highs: list[int | None]
    unit: int

    def interval(self, number: int) -> Interval | None:
        """That of one group."""
        low, high = self.lows[number], self.highs[number]
        if low is None:
            return None
        least = Fraction(low, self.unit)
        if low == high:
            return Interval(least, least)
        return Interval(least, None if high is None else Fraction(high, self.unit))

    def columns(self) -> tuple[list[Whole], list[Whole]]:
        """The least and the greatest of all groups, as :class:`FindingColumns` has them."""
        if self.unit != 1:
            both = [ends_of(each) for each in self]
            return [low for low, _ in both], [high for _, high in both]
        highs = self.highs
        if None in self.lows:
            pairs = zip(self.lows, self.highs, strict=True)
            highs = [None if low is None else high for low, high in pairs]
        return list(self.lows), list(highs)

    def __iter__(self) -> Iterator[Interval | None]:
        if self.unit != 1:
            yield from map(self.interval, range(len(self.lows)))
            return
        # Whole numbers need no common divisor, which is most of the work.
        for low, high in zip(self.lows, self.highs, strict=True):
            if low is None:
                yield None
                continue
            least = Fraction(low)
            if low == high:
                yield Interval(least, least)
            else:
                yield Interval(least, None if high is None else Fraction(high))


def ends(low: Numbers, high: Numbers, is_open: Flags, anything: Flags, unit: int) -> Ends:
    """The ends of a sum.

    :param is_open: which have no upper end.
    :param anything: of which anything was reported.
    """
    return Ends(_where(low, anything), _where(high, ~is_open), unit)


def _where(numbers: Numbers, there: Flags) -> list[int | None]:
    if there.all():
        known: list[int | None] = numbers.tolist()
        return known
    listed = zip(numbers.tolist(), there.tolist(), strict=True)
    return [number if known else None for number, known in listed]
