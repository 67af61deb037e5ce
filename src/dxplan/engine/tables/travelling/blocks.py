"""Sums as rows of a file, block by block."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import lcm
from typing import Any

import attrs
import numpy as np

from dxplan.data.left_out import LeftOut
from dxplan.data.observations import Cell, Observations, ReportedValue
from dxplan.data.problems import Problem
from dxplan.engine.tables.exact import largest
from dxplan.engine.tables.figures import Figures, Numbers, Point
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.points import in_order
from dxplan.engine.tables.travelling.carried import Carried
from dxplan.engine.tables.travelling.kept import Sums
from dxplan.engine.tables.travelling.layout import APART, ODD
from dxplan.engine.tables.travelling.organisations import kind_text, own_text
from dxplan.values.periods import Period

_IN_64_BITS = 2**62


@attrs.frozen(eq=False)
class Block:
    """Rows of one kind, as columns; those that are not named are empty."""

    record: str
    columns: dict[str, np.ndarray[Any, Any]]


def blocks(sums: Sums, carried: Carried) -> Iterator[Block]:
    """All rows of a file, in an order that depends on nothing but what they say."""
    figures, cells = sums.figures, cells_of(sums.figures, carried)
    points = _points(figures, cells)
    place = {point: position for position, point in enumerate(points)}
    scales = dict(figures.scales)
    for cell in cells.cells:
        scales[cell.measure] = lcm(scales.get(cell.measure, 1), cell.value.denominator)
    yield from _organisations(sums, carried)
    yield Block("measure", {"name": _texts(sorted(scales)), **_numbers(_scales(scales))})
    yield _of_points(points)
    moved = np.array([place[point] for point in figures.points], dtype=np.int64)
    yield _sums(figures, moved, scales)
    yield from _reported(figures, points, moved)
    yield _single(figures, carried, moved, scales)
    yield _cells(figures, cells, place, scales)
    yield _percentages(figures, cells)
    yield Block("problem", {"says": _texts([_problem(each) for each in sums.problems])})
    yield Block("left out", {"says": _texts([_left_out(each) for each in figures.left_out])})


def cells_of(figures: Figures, carried: Carried) -> Observations:
    """The numbers that are in the file as they were reported."""
    found: list[Cell] = []
    apart = figures.observations(figures.apart, None) if figures.apart.size else Observations()
    if carried.whole:
        found.extend(figures.observations(None, carried.whole).cells)
    found.extend(cell for cell in apart.cells if cell.measure not in carried.whole)
    odd, names = np.setdiff1d(carried.odd, figures.apart), carried.odd_measures - carried.whole
    if odd.size and names:
        found.extend(figures.observations(odd, names).cells)
    return Observations(tuple(found), apart.reported_values)


def _points(figures: Figures, cells: Observations) -> list[Point]:
    of_cells = {_point(cell) for cell in cells.cells}
    return sorted({*figures.points, *of_cells}, key=in_order)


def _point(cell: Cell) -> Point:
    return Point(cell.measure, tuple(sorted(cell.members.items())), cell.period)


def _scales(scales: dict[str, int]) -> Numbers:
    return np.array([scales[name] for name in sorted(scales)], dtype=np.object_)


def _organisations(sums: Sums, carried: Carried) -> Iterator[Block]:
    kinds, register = sums.figures.kinds, sums.register or {}
    yield Block(
        "kind",
        {
            "kind": np.arange(len(kinds.examples)),
            "count": kinds.sizes,
            "says": _texts([kind_text(each) for each in kinds.examples]),
        },
    )
    names = kinds.organisations
    shown = np.zeros(len(names), dtype=np.int64)
    shown[carried.odd] = ODD
    shown[sums.figures.apart] = APART
    own = [own_text(register[name]) if name in register else None for name in names]
    columns = {
        "organisation": np.arange(len(names)),
        "kind": kinds.of,
        "name": _texts(names),
        "count": shown,
    }
    yield Block("organisation", {**columns, **({"says": _texts(own)} if any(own) else {})})


def _of_points(points: Sequence[Point]) -> Block:
    return Block(
        "point",
        {
            "point": np.arange(len(points)),
            "name": _texts([point.measure for point in points]),
            "says": _texts([_text([list(p.key), *days(p.period)]) for p in points]),
        },
    )


def days(period: Period) -> list[str]:
    """First and last day of a period."""
    return [period.start.isoformat(), period.end.isoformat()]


def _sums(figures: Figures, moved: Codes, scales: dict[str, int]) -> Block:
    kinds, at = np.nonzero(figures.counts)
    numbers = _scaled(figures, figures.sums[kinds, at], at, scales)
    return _ordered(
        "sum",
        {
            "kind": kinds,
            "point": moved[at],
            **_numbers(numbers),
            "count": figures.counts[kinds, at],
        },
    )


def _reported(figures: Figures, points: Sequence[Point], moved: Codes) -> Iterator[Block]:
    """Who reported which points: measure by measure, in words of 62 bits."""
    from dxplan.engine.tables.points import bits_of, no_bits, set_bits, who_reported

    bits, words = bits_of(points), no_bits(points, len(figures.kinds.organisations))
    for at, target in enumerate(moved.tolist()):
        there = np.flatnonzero(who_reported(figures, at))
        set_bits(words[points[target].measure], bits[target], there)
    for name in sorted(words):
        codes, word = np.nonzero(words[name])
        yield Block(
            "reported",
            {
                "organisation": codes,
                "name": _texts([name] * codes.size),
                "number": words[name][codes, word].astype(np.int64),
                "count": word,
            },
        )


def _single(figures: Figures, carried: Carried, moved: Codes, scales: dict[str, int]) -> Block:
    """Single numbers, without those that stand among the cells."""
    whole = np.array([p.measure in carried.whole for p in figures.points], dtype=np.bool_)
    rest = ~whole[carried.points] if carried.points.size else np.zeros(0, dtype=np.bool_)
    codes, at = carried.codes[rest], carried.points[rest]
    numbers = figures.values(codes, at) if codes.size else np.zeros(0, dtype=np.int64)
    numbers = _scaled(figures, numbers, at, scales)
    return _ordered("number", {"organisation": codes, "point": moved[at], **_numbers(numbers)})


def _cells(
    figures: Figures, cells: Observations, place: dict[Point, int], scales: dict[str, int]
) -> Block:
    code = {name: position for position, name in enumerate(figures.kinds.organisations)}
    rows = sorted(
        (code[cell.organisation], place[_point(cell)], int(cell.value * scales[cell.measure]))
        for cell in cells.cells
    )
    columns = [np.array([row[i] for row in rows], dtype=np.int64) for i in range(2)]
    numbers = np.array([row[2] for row in rows], dtype=np.object_)
    return Block("cell", {"organisation": columns[0], "point": columns[1], **_numbers(numbers)})


def _percentages(figures: Figures, cells: Observations) -> Block:
    code = {name: position for position, name in enumerate(figures.kinds.organisations)}
    rows = sorted(
        (code[value.organisation], value.indicator, _percentage(value))
        for value in cells.reported_values
    )
    return Block(
        "percentage",
        {
            "organisation": np.array([row[0] for row in rows], dtype=np.int64),
            "name": _texts([row[1] for row in rows]),
            "says": _texts([row[2] for row in rows]),
        },
    )


def _percentage(value: ReportedValue) -> str:
    place = [value.place.file, value.place.sheet, value.place.cell]
    members = sorted(value.members.items())
    return _text([days(value.period), str(value.value), value.places, members, place])


def _problem(problem: Problem) -> str:
    params = {
        name: value if isinstance(value, int) else str(value)
        for name, value in problem.params.items()
    }
    place = [problem.file, problem.sheet, problem.cell]
    return _text([problem.code, place, params, problem.fatal])


def _left_out(found: LeftOut) -> str:
    about = [[None if period is None else days(period), name] for period, name in found.about]
    return _text([found.organisation, found.rows, about])


# --- columns --------------------------------------------------------------------------------------


def _scaled(figures: Figures, numbers: Numbers, at: Codes, scales: dict[str, int]) -> Numbers:
    """Numbers of some points in the scales of the file."""
    factors = [scales[p.measure] // figures.scales.get(p.measure, 1) for p in figures.points]
    if all(factor == 1 for factor in factors):
        return numbers
    found: Numbers = numbers.astype(object) * np.array(factors, dtype=object)[at]
    return found


def _numbers(numbers: Numbers) -> dict[str, np.ndarray[Any, Any]]:
    """Numbers in 64 bits, or as text where they are larger."""
    if largest(numbers) < _IN_64_BITS:
        return {"number": numbers.astype(np.int64)}
    fits = np.array([abs(int(each)) < _IN_64_BITS for each in numbers], dtype=np.bool_)
    small = np.ma.masked_array(np.where(fits, numbers, 0).astype(np.int64), mask=~fits)
    texts = [None if ok else str(each) for each, ok in zip(numbers, fits, strict=True)]
    return {"number": small, "large": _texts(texts)}


def _ordered(record: str, columns: dict[str, np.ndarray[Any, Any]]) -> Block:
    """Rows by their first two columns."""
    first, second, *_ = columns.values()
    order = np.lexsort((second, first))
    return Block(record, {name: column[order] for name, column in columns.items()})


def _texts(texts: Sequence[str | None]) -> np.ndarray[Any, Any]:
    found = np.empty(len(texts), dtype=np.object_)
    found[:] = texts
    return found


def _text(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
