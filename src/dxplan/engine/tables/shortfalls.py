"""What is not known of sums, in columns: pieces of many organisations, added up by likeness.

Of pieces in which the same ends are open and the others lie in the same order, every bound on the
sums is linear, so that their sum as one piece says the same as all of them
(:func:`dxplan.engine.totals.Totals.form` and its neighbours).
"""

from __future__ import annotations

from fractions import Fraction

import attrs
import numpy as np

from dxplan.engine.contributions import Piece
from dxplan.engine.tables.asking import Flags
from dxplan.engine.tables.exact import sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes
from dxplan.values.intervals import Interval

_ALIKE = 32


@attrs.frozen(eq=False)
class Shortfalls:
    """Pieces that are not known, one a row.

    :param kinds: of what kind the organisation of each is.
    :param low: the least that the numerator may be.
    :param high: the greatest; nothing is said where ``high_open``.
    :param least: the least that the denominator may be, ``most`` the greatest.
    :param coupled: whether the numerators cannot exceed the denominators.
    """

    kinds: Codes
    low: Numbers
    high: Numbers
    high_open: Flags
    least: Numbers
    most: Numbers
    most_open: Flags
    coupled: bool

    def alike(self) -> Codes:
        """Which pieces may be added up: numbers below 32."""
        order = (
            self.high_open,
            self.most_open,
            self.low < self.least,
            ~self.high_open & ~self.most_open & (self.high < self.most),
            ~self.high_open & (self.least < self.high),
        )
        found: Codes = sum(
            (each.astype(np.int64) << place for place, each in enumerate(order)),
            np.zeros(self.kinds.size, dtype=np.int64),
        )
        return found

    def by_group(self, group_of: Codes, size: int, unit: int) -> list[list[Piece]]:
        """The pieces of every group, added up.

        :param group_of: the group of every kind, -1 for none.
        :param unit: what the numbers are multiples of one part of.
        """
        groups = group_of[self.kinds]
        inside = groups >= 0
        places = groups[inside] * _ALIKE + self.alike()[inside]
        counts = np.bincount(places, minlength=size * _ALIKE)
        ends = (self.low, self.high, self.least, self.most)
        added = [sums_at(each[inside], places, size * _ALIKE) for each in ends]
        found: list[list[Piece]] = [[] for _ in range(size)]
        for place in np.flatnonzero(counts):
            low, high, least, most = (Fraction(int(each[place]), unit) for each in added)
            group, alike = divmod(int(place), _ALIKE)
            numerator = Interval(low, None if alike & 1 else high)
            denominator = Interval(least, None if alike & 2 else most)
            found[group].append(Piece(numerator, denominator, self.coupled))
        return found


def shortfalls(
    kinds: Codes,
    numerator: tuple[Numbers, Flags],
    denominator: tuple[Numbers, Numbers, Flags],
    coupled: bool,
) -> Shortfalls:
    """Pieces whose numerators are known (the number) or open above (0, flagged).

    :param denominator: the least and the greatest, and whether the greatest is open.
    """
    number, is_open = numerator
    high = number if not is_open.any() else np.where(is_open, 0, number)
    return Shortfalls(kinds, number, high, is_open, *denominator, coupled)
