"""Sums of patterns spread over points, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import lcm

import attrs
import numpy as np

from dxplan.engine.tables.figures import Numbers, Point
from dxplan.engine.tables.scanning.book import Book, Whole
from dxplan.engine.tables.scanning.forms import factor_of
from dxplan.engine.tables.scanning.scan import Added

_LARGEST = 2**63


@attrs.frozen(eq=False)
class Layout:
    """Points, and where their numbers come from.

    :param scales: by measure, what makes all of its numbers whole.
    :param at: by pattern and column of numbers, the position of the point; -1 for none.
    :param factors: what the numbers there are multiplied by.
    """

    points: tuple[Point, ...]
    scales: Mapping[str, int]
    at: Whole
    factors: Whole


def layout_of(scales: Sequence[int], book: Book, wanted: Iterable[Point]) -> Layout:
    """The layout of some points.

    :param scales: by column of numbers, how many times its numbers it is read as.
    """
    points = tuple(sorted(wanted, key=lambda point: (point.measure, point.key, point.period)))
    position = {point: at for at, point in enumerate(points)}
    each = [(n, c, point, factor_of(book, scales, n, c)) for n, c, point in book.each_point()]
    of_measures = {point.measure: 1 for point in points}
    for *_, point, factor in each:
        if point in position:
            of_measures[point.measure] = lcm(of_measures[point.measure], factor.denominator)
    at: Whole = np.full((len(book.patterns), len(scales)), -1, dtype=np.int64)
    factors: Whole = np.ones(at.shape, dtype=np.int64)
    for number, column, point, factor in each:
        if point in position:
            at[number, column] = position[point]
            factors[number, column] = int(factor * of_measures[point.measure])
    return Layout(points, of_measures, at, factors)


def spread(taken: Sequence[tuple[Added, int]], layout: Layout, kinds: int) -> tuple[Numbers, Whole]:
    """By kind and point, the sums and how many numbers they are made of.

    :param taken: sums of rows, to add (1) or to take away (-1).
    """
    shape = (kinds, len(layout.points))
    fit = _fit(taken, layout)
    sums: Numbers = np.zeros(shape, np.int64) if fit else np.zeros(shape, np.object_)
    counts: Whole = np.zeros(shape, dtype=np.int64)
    for added, sign in taken:
        for column, (values, times) in enumerate(zip(added.sums, added.counts, strict=True)):
            at = layout.at[added.patterns, column]
            there = (at >= 0) & (times > 0)
            where = added.kinds[there], at[there]
            factors = sign * layout.factors[added.patterns[there], column]
            np.add.at(sums, where, values[there].astype(sums.dtype) * factors)
            np.add.at(counts, where, sign * times[there])
    return sums, counts


def _fit(taken: Sequence[tuple[Added, int]], layout: Layout) -> bool:
    """Whether 64 bits surely hold every sum on the way."""
    arrays = [values for added, _ in taken for values in added.sums]
    if any(values.dtype == np.object_ for values in arrays):
        return False
    largest = max(
        (abs(int(end)) for v in arrays if v.size for end in (v.min(), v.max())), default=0
    )
    rows = sum(added.kinds.size for added, _ in taken) * max(1, len(layout.at.T))
    return largest * int(np.abs(layout.factors).max(initial=1)) * max(1, rows) < _LARGEST
