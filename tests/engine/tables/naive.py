"""Figures made the plain way: rows are read one by one, and everything is counted in Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm

import attrs
import numpy as np

from dxplan.data.observations import Cell, Observations
from dxplan.data.reading import observations_from_rows
from dxplan.engine.conflicts import find_conflicts
from dxplan.engine.material import gather
from dxplan.engine.reference import known_on
from dxplan.engine.tables.figures import Bits, Figures, Numbers, Point
from dxplan.engine.tables.kinds import Codes, Kinds, everybody_alike, kinds_of
from dxplan.plan.model import Plan

Rows = Iterable[Mapping[str, object]]
WORD = 62


def naive_figures(
    plan: Plan, rows: Rows, register: Rows | None, as_of: date, apart: Collection[str] = ()
) -> Figures:
    """What rows say, read like any table.

    :param apart: organisations that are to be looked at one by one beside those that have to be.
    """
    read = observations_from_rows(plan, list(rows), register=register)
    return figures_of(plan, read, as_of, apart)


def figures_of(plan: Plan, read: Observations, as_of: date, apart: Collection[str] = ()) -> Figures:
    """What observations say."""
    known = known_on(as_of, read)
    material = gather(plan, known)
    register = read.organisations
    kinds = everybody_alike(tuple(sorted(material.organisations)))
    kinds = kinds if register is None else kinds_of(register)
    by_name = _by_name(known.cells)
    aside = (_contradicting(plan, known) | set(apart)) & set(kinds.organisations)
    points = tuple(sorted({point for _, point in by_name}, key=_order))
    scales = _scales(by_name)
    bits = _bits(points)
    code = {name: position for position, name in enumerate(kinds.organisations)}
    reported = {point.measure: np.zeros((len(code), 0), dtype=np.uint64) for point in points}
    for measure in reported:
        words = 1 + max(b[0] for p, b in zip(points, bits, strict=True) if p.measure == measure)
        reported[measure] = np.zeros((len(code), words), dtype=np.uint64)
    sums = np.zeros((len(kinds.examples), len(points)), dtype=np.object_)
    counts = np.zeros((len(kinds.examples), len(points)), dtype=np.int64)
    positions = {point: position for position, point in enumerate(points)}
    for (name, point), value in by_name.items():
        if name not in aside:
            at, (word, bit) = positions[point], bits[positions[point]]
            kind = int(kinds.of[code[name]])
            sums[kind, at] += int(value * scales[point.measure])
            counts[kind, at] += 1
            reported[point.measure][code[name], word] |= np.uint64(1 << bit)
    return Figures(
        kinds,
        register is not None,
        points,
        scales,
        sums,
        counts,
        reported,
        bits,
        np.array(sorted(code[name] for name in aside), dtype=np.int64),
        _values(kinds, points, scales, by_name),
        _observations(kinds, read),
        read.problems,
        read.rows_left_out,
        left_out=read.left_out,
    )


def _by_name(cells: Iterable[Cell]) -> dict[tuple[str, Point], Fraction]:
    found = {}
    for cell in cells:
        point = Point(cell.measure, tuple(sorted(cell.members.items())), cell.period)
        found[cell.organisation, point] = cell.value
    return found


def _contradicting(plan: Plan, known: Observations) -> set[str]:
    """Who broke a check or reported a percentage or a number below 0."""
    broken = set(find_conflicts(gather(plan, known), known))
    percentages = {value.organisation for value in known.reported_values}
    return broken | percentages | {cell.organisation for cell in known.cells if cell.value < 0}


def _order(point: Point) -> tuple[object, ...]:
    return (point.measure, point.key, point.period)


def _scales(by_name: Mapping[tuple[str, Point], Fraction]) -> dict[str, int]:
    scales: dict[str, int] = {}
    for (_, point), value in by_name.items():
        scales[point.measure] = lcm(scales.get(point.measure, 1), value.denominator)
    return scales


def _bits(points: tuple[Point, ...]) -> tuple[tuple[int, int], ...]:
    seen: dict[str, int] = {}
    found = []
    for point in points:
        position = seen.get(point.measure, 0)
        seen[point.measure] = position + 1
        found.append(divmod(position, WORD))
    return tuple(found)


def _values(
    kinds: Kinds,
    points: tuple[Point, ...],
    scales: Mapping[str, int],
    by_name: Mapping[tuple[str, Point], Fraction],
) -> Callable[[Codes, Codes], Numbers]:
    def values(codes: Codes, wanted: Codes) -> Numbers:
        found: Numbers = np.empty(len(codes), dtype=np.object_)
        for position, (code, at) in enumerate(zip(codes.tolist(), wanted.tolist(), strict=True)):
            name, point = kinds.organisations[code], points[at]
            found[position] = int(by_name[name, point] * scales[point.measure])
        return found

    return values


def _observations(
    kinds: Kinds, read: Observations
) -> Callable[[Codes | None, Collection[str] | None], Observations]:
    def observations(codes: Codes | None, measures: Collection[str] | None) -> Observations:
        names = None if codes is None else {kinds.organisations[c] for c in codes.tolist()}
        cells = (c for c in read.cells if names is None or c.organisation in names)
        values = (v for v in read.reported_values if names is None or v.organisation in names)
        return attrs.evolve(
            read,
            cells=tuple(c for c in cells if measures is None or c.measure in measures),
            reported_values=tuple(values),
            organisations=None,
            events=None,
            problems=(),
            rows_left_out=0,
        )

    return observations


def reported_points(figures: Figures, name: str) -> set[Point]:
    """The points whose bits say that an organisation reported them."""
    code = figures.kinds.organisations.index(name)
    return {
        point
        for point, (word, bit) in zip(figures.points, figures.bits, strict=True)
        if int(figures.reported[point.measure][code, word]) >> bit & 1
    }


def plain_bits(bits: Bits) -> list[list[int]]:
    """Bits as plain numbers, organisation by organisation."""
    return [[int(word) for word in row] for row in bits]
