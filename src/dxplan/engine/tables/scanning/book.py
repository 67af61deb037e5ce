"""The patterns of a table, numbered: where the sum and the bit of every number belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.layouts import Slot
from dxplan.engine.tables.figures import Point
from dxplan.engine.tables.scanning.patterns import Pattern

Whole: TypeAlias = npt.NDArray[np.int64]

_SIGNED = 62


@attrs.frozen
class At:
    """Where the bit of a point stands: group of rows, column of numbers, and bit."""

    group: int
    column: int
    bit: int


@attrs.frozen(eq=False)
class Book:
    """Patterns that can be read, numbered.

    :param patterns: the position of a pattern is its number.
    :param rows: how many rows each has; ``lows`` and ``highs``: by pattern and column of numbers
        the least and the greatest number; ``filled``: how many are there.
    :param groups: of every pattern the group of rows within which its bit stands.
    :param bits: of every pattern its bit, as a number.
    :param points: all points, each with the places where it may stand: one, as a rule.
    """

    patterns: tuple[Pattern, ...]
    rows: Whole
    lows: Whole
    highs: Whole
    filled: Whole
    groups: Whole
    bits: Whole
    points: Mapping[Point, tuple[At, ...]]

    def each_point(self) -> Iterator[tuple[int, int, Point]]:
        """Pattern, column and point of every kind of number."""
        for number, pattern in enumerate(self.patterns):
            for column, point in points_of(pattern):
                yield number, column, point


def points_of(pattern: Pattern) -> Iterator[tuple[int, Point]]:
    """By column of numbers, the points of a pattern."""
    assert pattern.period is not None
    for column, slot in pattern.slots.items():
        name, key = slot.key
        yield column, Point(name, key, pattern.period)


def unit_factor(slot: Slot, scale: int) -> Fraction:
    """What the numbers of a column are multiplied by to be in the unit of their measure.

    :param scale: how many times its numbers the column is read as.
    """
    return Fraction(1 if slot.measure.kind == "flag" else slot.scale) / scale


def numbered(
    patterns: tuple[Pattern, ...],
    rows: Whole,
    lows: Whole,
    highs: Whole,
    filled: Whole,
    *,
    bits_of_a_word: int | None = None,
) -> Book:
    """The book of some patterns.

    :param bits_of_a_word: when they are not added up row by row.
    """
    size = bits_of_a_word or _bits_of_a_word(int(rows.sum()))
    places: dict[tuple[str, ...], dict[object, int]] = {}
    words: dict[tuple[tuple[str, ...], int], int] = {}
    groups, bits = [], []
    points: dict[Point, dict[At, None]] = {}
    for pattern in patterns:
        within = places.setdefault(pattern.group, {})
        place = within.setdefault(pattern.place, len(within))
        word, bit = divmod(place, size)
        group = words.setdefault((pattern.group, word), len(words))
        groups.append(group)
        bits.append(1 << bit)
        for column, point in points_of(pattern):
            points.setdefault(point, {})[At(group, column, bit)] = None
    return Book(
        patterns, rows, lows, highs, filled,
        np.array(groups, dtype=np.int64), np.array(bits, dtype=np.int64),
        {point: tuple(ats) for point, ats in points.items()},
    )  # fmt: skip


def _bits_of_a_word(rows: int) -> int:
    """How many bits stand in one word, which are added up row by row.

    INVARIANT: no sum needs more than 63 bits, even if all rows had the highest bit.

    >>> _bits_of_a_word(1_000_000)
    42
    """
    return max(1, _SIGNED - rows.bit_length())
