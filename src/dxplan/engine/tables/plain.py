"""Figures of observations: what the readers of files give, as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from math import lcm

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.observations import Cell, Observations
from dxplan.engine.conflicts import find_conflicts
from dxplan.engine.material import Key, gather
from dxplan.engine.tables.figures import Figures, Numbers, Point, Reached
from dxplan.engine.tables.kinds import Codes, Kinds, everybody_alike, kinds_of
from dxplan.engine.tables.points import bits_of, in_order, no_bits, set_bits
from dxplan.plan.model import Plan


def figures_of(plan: Plan, read: Observations) -> Figures:
    """What observations say, of all days."""
    register = read.organisations
    kinds = _seen(read) if register is None else kinds_of(register)
    code = {name: position for position, name in enumerate(kinds.organisations)}
    numbers, doubled = _numbers(read.cells)
    names = (_contradicting(plan, read) | doubled) & code.keys()
    points = tuple(sorted({point for _, point in numbers}, key=in_order))
    scales = _scales(numbers)
    positions = {point: position for position, point in enumerate(points)}
    values = {
        (code[name], positions[point]): int(value * scales[point.measure])
        for (name, point), value in numbers.items()
        if name in code
    }
    apart = np.array(sorted(code[name] for name in names), dtype=np.int64)
    sums, counts, reported = _columns(kinds, points, values, set(apart.tolist()))
    problems, left_out = read.problems, read.rows_left_out
    return Figures(
        kinds, register is not None, points, scales, sums, counts, reported, bits_of(points),
        apart, _lookup(values), _observations(kinds, read), problems, left_out,
    )  # fmt: skip


def _seen(read: Observations) -> Kinds:
    return everybody_alike(tuple(sorted({cell.organisation for cell in read.cells})))


def _numbers(
    cells: Iterable[Cell],
) -> tuple[dict[tuple[str, Point], Fraction], set[str]]:
    """Every number by organisation and point, and who gives one twice."""
    found: dict[tuple[str, Point], Fraction] = {}
    doubled: set[str] = set()
    keys: dict[Key, Key] = {}
    for cell in cells:
        key = tuple(sorted(cell.members.items()))
        place = (cell.organisation, Point(cell.measure, keys.setdefault(key, key), cell.period))
        if place in found:
            doubled.add(cell.organisation)
        found[place] = cell.value
    return found, doubled


def _contradicting(plan: Plan, read: Observations) -> set[str]:
    """Who broke a check, reported a percentage, or a number below 0."""
    broken = set(find_conflicts(gather(plan, read), read))
    percentages = {value.organisation for value in read.reported_values}
    return broken | percentages | {cell.organisation for cell in read.cells if cell.value < 0}


def _scales(numbers: Mapping[tuple[str, Point], Fraction]) -> dict[str, int]:
    scales: dict[str, int] = {}
    for (_, point), value in numbers.items():
        scales[point.measure] = lcm(scales.get(point.measure, 1), value.denominator)
    return scales


def _columns(
    kinds: Kinds,
    points: tuple[Point, ...],
    values: Mapping[tuple[int, int], int],
    apart: Collection[int],
) -> tuple[Numbers, Codes, dict[str, np.ndarray]]:
    size = (len(kinds.examples), len(points))
    sums, counts = np.zeros(size, dtype=np.object_), np.zeros(size, dtype=np.int64)
    reported = no_bits(points, len(kinds.organisations))
    who: list[list[int]] = [[] for _ in points]
    of = kinds.of.tolist()
    for (code, at), value in values.items():
        if code not in apart:
            sums[of[code], at] += value
            counts[of[code], at] += 1
            who[at].append(code)
    for at, (point, place) in enumerate(zip(points, bits_of(points), strict=True)):
        set_bits(reported[point.measure], place, np.array(who[at], dtype=np.int64))
    return sums, counts, reported


def _lookup(values: Mapping[tuple[int, int], int]) -> Callable[[Codes, Codes], Numbers]:
    def found(codes: Codes, wanted: Codes) -> Numbers:
        places = zip(codes.tolist(), wanted.tolist(), strict=True)
        return np.array([values[place] for place in places], dtype=np.object_)

    return found


def _observations(
    kinds: Kinds, read: Observations
) -> Callable[[Codes | None, Collection[str] | None], Observations]:
    def found(codes: Codes | None, measures: Collection[str] | None) -> Observations:
        names = None if codes is None else {kinds.organisations[c] for c in codes.tolist()}
        cells = (c for c in read.cells if names is None or c.organisation in names)
        values = (v for v in read.reported_values if names is None or v.organisation in names)
        return Observations(
            tuple(c for c in cells if measures is None or c.measure in measures), tuple(values)
        )

    return found


def until(figures: Figures, day: date) -> Figures:
    """Figures without what is of a later day."""
    kept = [at for at, point in enumerate(figures.points) if point.period.end <= day]
    if len(kept) == len(figures.points):
        return figures
    columns = np.array(kept, dtype=np.int64)
    return attrs.evolve(
        figures,
        points=tuple(figures.points[at] for at in kept),
        sums=figures.sums[:, columns],
        counts=figures.counts[:, columns],
        bits=tuple(figures.bits[at] for at in kept),
        values=lambda codes, wanted: figures.values(codes, columns[wanted]),
        reached=None if figures.reached is None else partial(_reached_of, figures, kept),
    )


def _reached_of(
    figures: Figures, kept: Sequence[int], asked: Sequence[Reached]
) -> Sequence[npt.NDArray[np.bool_]]:
    """Who reached a number for some of the points of figures."""
    assert figures.reached is not None
    return figures.reached([(kept[point], least) for point, least in asked])
