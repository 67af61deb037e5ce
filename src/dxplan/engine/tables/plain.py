"""Figures of observations: what the readers of files give, as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.observations import Observations
from dxplan.engine.tables.broken_checks import who_broke_checks
from dxplan.engine.tables.exact import sums_at
from dxplan.engine.tables.figures import Bits, Figures, Numbers, Point, Reached
from dxplan.engine.tables.kinds import Codes, Kinds, everybody_alike, kinds_of
from dxplan.engine.tables.number_columns import NumberColumns, columns_of, reported_by
from dxplan.engine.tables.points import bits_of, no_bits, set_bits
from dxplan.plan.model import Plan


def figures_of(plan: Plan, read: Observations) -> Figures:
    """What observations say, of all days."""
    register = read.organisations
    kinds = _seen(read) if register is None else kinds_of(register)
    columns = columns_of(read.cells, kinds.organisations)
    apart = _apart(plan, read, kinds, columns)
    kept = _without(columns, apart, len(kinds.organisations))
    sums, counts = _added_up(kinds, kept)
    return Figures(
        kinds, register is not None, columns.points, columns.scales, sums, counts,
        _reported(kinds, kept), bits_of(columns.points), apart,
        columns.values, _observations(kinds, read), read.problems, read.rows_left_out,
        left_out=read.left_out,
    )  # fmt: skip


def _seen(read: Observations) -> Kinds:
    return everybody_alike(tuple(sorted({cell.organisation for cell in read.cells})))


def _apart(plan: Plan, read: Observations, kinds: Kinds, columns: NumberColumns) -> Codes:
    """Who contradicts itself, or may: broke a check, reported a percentage, or less than 0."""
    found = np.zeros(len(kinds.organisations), dtype=np.bool_)
    found[columns.doubled] = True
    found[columns.codes[columns.numbers < 0]] = True
    found[who_broke_checks(plan, columns)] = True
    code = {name: position for position, name in enumerate(kinds.organisations)}
    said = {value.organisation for value in read.reported_values} & code.keys()
    found[[code[name] for name in said]] = True
    return np.flatnonzero(found).astype(np.int64)


def _without(columns: NumberColumns, apart: Codes, organisations: int) -> NumberColumns:
    """The numbers of everybody else."""
    if not apart.size:
        return columns
    others = np.ones(organisations, dtype=np.bool_)
    others[apart] = False
    kept = others[columns.codes]
    return attrs.evolve(
        columns, codes=columns.codes[kept], at=columns.at[kept], numbers=columns.numbers[kept]
    )


def _added_up(kinds: Kinds, kept: NumberColumns) -> tuple[Numbers, Codes]:
    """By kind and point, the sum of what was reported, and how often it was."""
    size = (len(kinds.examples), len(kept.points))
    places = kinds.of[kept.codes] * size[1] + kept.at
    sums = sums_at(kept.numbers, places, size[0] * size[1])
    counts = np.bincount(places, minlength=sums.size).astype(np.int64)
    return sums.reshape(size), counts.reshape(size)


def _reported(kinds: Kinds, kept: NumberColumns) -> dict[str, Bits]:
    words = no_bits(kept.points, len(kinds.organisations))
    places = bits_of(kept.points)
    for at, (point, place) in enumerate(zip(kept.points, places, strict=True)):
        set_bits(words[point.measure], place, reported_by(kept, at)[0])
    return words


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
    points: tuple[Point, ...] = tuple(figures.points[at] for at in kept)
    return attrs.evolve(
        figures,
        points=points,
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
