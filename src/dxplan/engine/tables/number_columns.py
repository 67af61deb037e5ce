"""Numbers that were read cell by cell, as columns: who, which point, how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import lcm

import attrs
import numpy as np

from dxplan.data.observations import Cell
from dxplan.engine.tables.figures import Numbers, Point
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.points import in_order

_ENOUGH = 2**62


@attrs.frozen(eq=False)
class NumberColumns:
    """Every number once, by point, then organisation.

    INVARIANT: 64 bits only where all numbers added up fit into them; else Python's own integers.

    :param organisations: how many there are.
    :param scales: by measure, what the numbers were multiplied by to be whole.
    :param codes: for every number the organisation that reported it.
    :param at: for every number the position of its point.
    :param doubled: codes of those who reported some point more than once; of these numbers the last
        one is kept.
    """

    organisations: int
    points: tuple[Point, ...]
    scales: Mapping[str, int]
    codes: Codes
    at: Codes
    numbers: Numbers
    doubled: Codes

    def values(self, codes: Codes, wanted: Codes) -> Numbers:
        """What some organisations reported for some points, which they did report."""
        places = self.at * self.organisations + self.codes
        found: Numbers = self.numbers[np.searchsorted(places, wanted * self.organisations + codes)]
        return found


def columns_of(cells: Sequence[Cell], organisations: Sequence[str]) -> NumberColumns:
    """The numbers of some cells.

    :param organisations: in the order of their codes; what others reported is left out.
    """
    code = {name: position for position, name in enumerate(organisations)}
    codes = np.array([code.get(cell.organisation, -1) for cell in cells], dtype=np.int64)
    points, at = _points(cells)
    scales = _scales(cells, points)
    numbers = _numbers(cells, scales)
    order = np.lexsort((codes, at))
    order = order[codes[order] >= 0]
    codes, at = codes[order], at[order]
    again = (codes[1:] == codes[:-1]) & (at[1:] == at[:-1])
    last = np.append(~again, np.ones(min(1, codes.size), dtype=np.bool_))
    return NumberColumns(
        len(organisations), points, scales, codes[last], at[last], numbers[order][last],
        np.unique(codes[:-1][again]),
    )  # fmt: skip


def reported_by(columns: NumberColumns, point: int) -> tuple[Codes, Numbers]:
    """Who reported a point, sorted, and what."""
    first, behind = np.searchsorted(columns.at, (point, point + 1)).tolist()
    return columns.codes[first:behind], columns.numbers[first:behind]


def _points(cells: Iterable[Cell]) -> tuple[tuple[Point, ...], Codes]:
    """All points in order, and the position of that of every cell."""
    found: dict[Point, int] = {}
    # Thousands of cells share their members and their period; the cells keep them, so that nothing
    # else can have their identity.
    known: dict[tuple[str, int, int], int] = {}
    at: list[int] = []
    for cell in cells:
        same = (cell.measure, id(cell.members), id(cell.period))
        position = known.get(same)
        if position is None:
            point = Point(cell.measure, tuple(sorted(cell.members.items())), cell.period)
            position = known[same] = found.setdefault(point, len(found))
        at.append(position)
    points = tuple(sorted(found, key=in_order))
    moved = np.empty(len(points), dtype=np.int64)
    moved[[found[point] for point in points]] = np.arange(len(points))
    return points, moved[np.array(at, dtype=np.int64)]


def _scales(cells: Iterable[Cell], points: Iterable[Point]) -> dict[str, int]:
    scales = {point.measure: 1 for point in points}
    for cell in cells:
        if cell.value.denominator != 1:
            scales[cell.measure] = lcm(scales[cell.measure], cell.value.denominator)
    return scales


def _numbers(cells: Iterable[Cell], scales: Mapping[str, int]) -> Numbers:
    if all(scale == 1 for scale in scales.values()):
        whole = [cell.value.numerator for cell in cells]
    else:
        whole = [int(cell.value * scales[cell.measure]) for cell in cells]
    most = max(max(whole, default=0), -min(whole, default=0))
    if most * len(whole) < _ENOUGH:
        return np.array(whole, dtype=np.int64)
    return np.array(whole, dtype=np.object_)
