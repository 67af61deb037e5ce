"""Counts for thresholds that are counted from an earlier value.

How a quotient grows is no linear inequality, so the analyser says nothing of it. An earlier value
of one half and what the rules make of it are figures enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction

from dxplan.data.observations import Cell, Observations
from dxplan.engine.moments import base_moment, moment_on
from dxplan.examples.observations import ALL
from dxplan.plan.model import Change, Plan, Sum, Target
from dxplan.values.periods import Period

_WHOLE, _HALF = 1000, 500


def grown(
    plan: Plan, target: Target, changes: Iterable[Change]
) -> Iterator[tuple[Observations, date]]:
    """Figures around what some changes make of one half, with the day to look at them.

    Only of an indicator that is one measure, or one measure of another.

    :param changes: how much is asked for by the rule, and by what it became.
    """
    change, on = target.threshold.change, target.time.end
    names = _names(target)
    if change is None or change.since is None or on is None or names is None:
        return
    before = base_moment(plan, change.since).window
    now = moment_on(plan, target, on).window
    for count in _around(target, changes):
        cells = (*_cells(target, names, before, _HALF), *_cells(target, names, now, count))
        yield Observations(cells), on


def _names(target: Target) -> tuple[str, ...] | None:
    """The measures of numerator and denominator; a count has only the one."""
    found = []
    for side in (target.indicator.numerator, target.indicator.denominator):
        if not isinstance(side, Sum) or len(side.terms) > 1:
            return None
        found += [name for _, name, weight in side.terms if weight is None]
    return tuple(found)


def _around(target: Target, changes: Iterable[Change]) -> list[int]:
    """The numerators on the line of each change, and one either side."""
    per_unit = Fraction(_WHOLE, 100) if target.threshold.unit == "%" else Fraction(1)
    amounts = [each for change in changes for each in _amounts(change)]
    lines = [bound(amount, _HALF / per_unit) * per_unit for bound, amount in amounts]
    near = (math.floor(line) + step for line in lines for step in (0, 1, -1))
    return [each for each in dict.fromkeys(near) if each >= 0]


def _amounts(change: Change) -> Iterator[tuple[Callable[[Fraction, Fraction], Fraction], Fraction]]:
    """How much is asked for, with what that makes of a base."""
    yield change.bound, change.low
    if change.high is not None:
        yield change.bound, change.high


def _cells(target: Target, names: tuple[str, ...], period: Period, count: int) -> Iterator[Cell]:
    members = dict(target.scope)
    for name, value in zip(names, (count, _WHOLE), strict=False):
        yield Cell(ALL, period, name, Fraction(value), members)
