"""Points in order, and the bits that say who reported them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dxplan.engine.tables.figures import Bits, Figures, Point
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes

WORD = 62
"""Bits in a word: a signed number of 64 bits holds them."""


def in_order(point: Point) -> tuple[object, ...]:
    """What points are sorted by: measure, members, days."""
    return (point.measure, point.key, point.period)


def bits_of(points: Sequence[Point]) -> tuple[tuple[int, int], ...]:
    """Word and bit of every point, counted measure by measure.

    >>> from dxplan.values.periods import year
    >>> bits_of([Point("a", (), year(2024)), Point("b", (), year(2024))])
    ((0, 0), (0, 0))
    """
    seen: dict[str, int] = {}
    found = []
    for point in points:
        position = seen.get(point.measure, 0)
        seen[point.measure] = position + 1
        found.append(divmod(position, WORD))
    return tuple(found)


def no_bits(points: Sequence[Point], organisations: int) -> dict[str, Bits]:
    """Words of all measures for so many organisations, nothing reported."""
    words: dict[str, int] = {}
    for point, (word, _) in zip(points, bits_of(points), strict=True):
        words[point.measure] = word + 1
    return {name: np.zeros((organisations, n), dtype=np.uint64) for name, n in words.items()}


def set_bits(words: Bits, place: tuple[int, int], codes: Codes) -> None:
    """Notes that some organisations reported a point."""
    word, bit = place
    words[codes, word] |= np.uint64(1 << bit)


def who_reported(figures: Figures, point: int) -> Flags:
    """Which organisations reported a point."""
    word, bit = figures.bits[point]
    words = figures.reported[figures.points[point].measure][:, word]
    found: Flags = ((words >> np.uint64(bit)) & np.uint64(1)).astype(np.bool_)
    return found


def anything_reported(figures: Figures) -> Flags:
    """Which organisations reported anything, or are looked at one by one."""
    found = np.zeros(len(figures.kinds.organisations), dtype=np.bool_)
    found[figures.apart] = True
    for words in figures.reported.values():
        found |= words.any(axis=1)
    return found
