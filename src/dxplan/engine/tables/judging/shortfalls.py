"""What is not known of sums, in columns: pieces of many organisations, added up by likeness.

Of pieces in which the same ends are open and the others lie in the same order, every bound on the
sums is linear, so that their sum as one piece says the same as all of them
(:func:`dxplan.engine.totals.Totals.form` and its neighbours).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs
import numpy as np

from dxplan.engine.contributions import Piece
from dxplan.engine.tables.exact import sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes
from dxplan.values.intervals import Interval

HIGH_OPEN, MOST_OPEN, COUPLED = 1, 2, 32
_ALIKE = 64


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
        """Which pieces may be added up: numbers below 64."""
        order = (
            self.high_open,
            self.most_open,
            (self.low < self.least).astype(np.bool_),
            ~self.high_open & ~self.most_open & (self.high < self.most).astype(np.bool_),
            ~self.high_open & (self.least < self.high).astype(np.bool_),
        )
        found = np.full(self.kinds.size, COUPLED * self.coupled, dtype=np.int64)
        for place, each in enumerate(order):
            found |= each.astype(np.int64) << place
        return found


@attrs.frozen(eq=False)
class GroupPieces:
    """The pieces of some groups that are alike, added up: a number a group.

    :param alike: what they have in common; see ``HIGH_OPEN``, ``MOST_OPEN`` and ``COUPLED``.
    :param counts: how many they are.
    """

    alike: int
    counts: Codes
    low: Numbers
    high: Numbers
    least: Numbers
    most: Numbers

    def piece(self, place: int, unit: int) -> Piece:
        """The piece of a group."""
        ends = (self.low, self.high, self.least, self.most)
        low, high, least, most = (Fraction(int(each[place]), unit) for each in ends)
        return Piece(
            Interval(low, None if self.alike & HIGH_OPEN else high),
            Interval(least, None if self.alike & MOST_OPEN else most),
            bool(self.alike & COUPLED),
        )


@attrs.frozen(eq=False)
class Gathered:
    """Pieces of several classes, one a row.

    :param alike: which of them may be added up.
    :param ends: ``low``, ``high``, ``least`` and ``most`` of all of them.
    """

    kinds: Codes
    alike: Codes
    ends: tuple[Numbers, ...]


def gathered(found: Iterable[Shortfalls]) -> Gathered | None:
    """The pieces of several classes; ``None`` where there are none."""
    some = [each for each in found if each.kinds.size]
    if not some:
        return None
    kinds = np.concatenate([each.kinds for each in some])
    alike = np.concatenate([each.alike() for each in some])
    names = ("low", "high", "least", "most")
    ends = tuple(np.concatenate([getattr(each, name) for each in some]) for name in names)
    return Gathered(kinds, alike, ends)


def by_group(found: Gathered | None, group_of: Codes, size: int) -> tuple[GroupPieces, ...]:
    """The pieces of every group, added up by likeness.

    :param group_of: the group of every kind, -1 for none.
    """
    if found is None:
        return ()
    kinds, alike, ends = found.kinds, found.alike, found.ends
    groups = group_of[kinds]
    pieces: list[GroupPieces] = []
    for like in np.flatnonzero(np.bincount(alike[groups >= 0], minlength=_ALIKE)):
        rows = np.flatnonzero((alike == like) & (groups >= 0))
        places = groups[rows]
        counts = np.bincount(places, minlength=size).astype(np.int64)
        pieces.append(
            GroupPieces(int(like), counts, *(sums_at(end[rows], places, size) for end in ends))
        )
    return tuple(pieces)


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
