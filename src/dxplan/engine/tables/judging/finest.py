"""Figures in which every organisation is a kind of its own, so that each can be judged alone."""

from __future__ import annotations

from collections.abc import Collection

import attrs
import numpy as np

from dxplan.engine.tables.exact import zeros
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.fits import form_of
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.tables.points import who_reported
from dxplan.plan.model import Plan


def measures_in_columns(plan: Plan) -> frozenset[str]:
    """The measures that are added up for the targets of a plan."""
    targets = [target for target in plan.targets if form_of(plan, target) is not None]
    return frozenset(name for target in targets for name in target.indicator.measures())


def finest(figures: Figures, needed: Collection[str]) -> Figures:
    """The same figures; sums are those of single organisations.

    :param needed: the measures that are added up.
    """
    codes, points = _reported(figures)
    shape = (len(figures.kinds.organisations), len(figures.points))
    counts = np.zeros(shape, dtype=np.int64)
    counts[codes, points] = 1
    wanted = np.array([each.measure in needed for each in figures.points], dtype=np.bool_)
    some = wanted[points]
    numbers = figures.values(codes[some], points[some])
    sums = zeros(*shape, large=np.object_ in (numbers.dtype, figures.sums.dtype))
    sums[codes[some], points[some]] = numbers
    return attrs.evolve(figures, kinds=_alone(figures.kinds), sums=sums, counts=counts)


def _reported(figures: Figures) -> tuple[Codes, Codes]:
    """Everything that was reported: organisations, and the points of each."""
    found = [np.flatnonzero(who_reported(figures, at)) for at in range(len(figures.points))]
    points = np.repeat(np.arange(len(found)), [each.size for each in found])
    return np.concatenate([np.zeros(0, dtype=np.int64), *found]), points


def _alone(kinds: Kinds) -> Kinds:
    """A kind for every organisation."""
    of = kinds.of.tolist()
    codes = np.arange(len(of), dtype=np.int64)
    examples = (
        attrs.evolve(kinds.examples[kind], id=f"kind {code}") for code, kind in enumerate(of)
    )
    registered = tuple(kinds.registered[kind] for kind in of)
    return Kinds(kinds.organisations, codes, tuple(examples), np.ones_like(codes), registered)
