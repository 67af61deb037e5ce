"""Sums that hold the same thing twice, or divide what has to be seen together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import TypeAlias

import numpy as np

from dxplan.data.period_text import said_period
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.points import anything_reported, who_reported
from dxplan.engine.tables.travelling.errors import some_of, sums_error
from dxplan.engine.tables.travelling.united import Placed
from dxplan.plan.model import Plan
from dxplan.values.periods import Period

Reports: TypeAlias = Mapping[str, Mapping[Period, Flags]]
"""By measure and period, which of some organisations reported it."""


def refuse_overlaps(
    plan: Plan, names: Sequence[str], parts: Sequence[Placed], sources: Sequence[str]
) -> None:
    """Makes sure that no two parts hold reports of one organisation that cannot be added up.

    :param names: ids of all organisations.
    :param sources: what messages call the parts.
    :raises SumsError: when two parts do.
    """
    shared = _shared(len(names), parts)
    if not shared.size:
        return
    reports = [_reports(plan, part, shared) for part in parts]
    for one, other in permutations(range(len(parts)), 2):
        for code, first, second, period, both in _clashes(plan, reports[one], reports[other]):
            who = some_of([names[code] for code in shared[both].tolist()])
            raise sums_error(
                code, sources[one], other=sources[other], organisations=who,
                measure=first, others=second, period=said_period(period),
            )  # fmt: skip


def _shared(size: int, parts: Sequence[Placed]) -> Codes:
    """Who has something in several parts."""
    found = np.zeros(size, dtype=np.int64)
    for part in parts:
        found[part.code[anything_reported(part.figures)]] += 1
    return np.flatnonzero(found > 1)


def _reports(plan: Plan, part: Placed, shared: Codes) -> Reports:
    """What some organisations reported in a part."""
    found: dict[str, dict[Period, Flags]] = {}
    local = part.local[shared]
    there = np.flatnonzero(local >= 0)
    codes = local[there]

    def note(measure: str, period: Period, who: Codes) -> None:
        of = found.setdefault(measure, {})
        flags = of.setdefault(period, np.zeros(shared.size, dtype=np.bool_))
        flags[who] = True

    for at, point in enumerate(part.figures.points):
        note(point.measure, point.period, there[who_reported(part.figures, at)[codes]])
    apart = np.intersect1d(codes, part.figures.apart)
    if apart.size:
        read = part.figures.observations(apart, None)
        place = {part.figures.kinds.organisations[c]: w for c, w in zip(codes, there, strict=True)}
        for cell in read.cells:
            note(cell.measure, cell.period, np.array([place[cell.organisation]]))
        for value in read.reported_values:
            note(f"{value.indicator} %", value.period, np.array([place[value.organisation]]))
    return found


def _clashes(
    plan: Plan, one: Reports, other: Reports
) -> Iterator[tuple[str, str, str, Period, Flags]]:
    """What two parts hold of the same organisations: code, measures, period, and of whom."""
    beside = _beside(plan)
    for measure, of in sorted(one.items()):
        for period, flags in sorted(of.items()):
            for second in sorted({measure, *beside.get(measure, ())} & other.keys()):
                for days, others in sorted(other[second].items()):
                    both = flags & others
                    if both.any() and _meet(plan, measure, second, period, days):
                        code = "sums-overlap" if measure == second else "sums-divided"
                        yield code, measure, second, period, both


def _meet(plan: Plan, first: str, second: str, period: Period, days: Period) -> bool:
    """Whether two reports are of the same time; flows may not even share days."""
    if first == second and first in plan.measures and plan.measures[first].flow:
        return period.overlaps(days)
    return period == days


def _beside(plan: Plan) -> dict[str, set[str]]:
    """What is held against the numbers of a measure in one report."""
    found: dict[str, set[str]] = {}
    for indicator in plan.indicators.values():
        names = [*indicator.measures(), f"{indicator.name} %"]
        for name in names:
            found.setdefault(name, set()).update(names)
    for check in plan.checks:
        names = [*check.left.measures(), *check.right.measures()]
        for name in names:
            found.setdefault(name, set()).update(names)
    return found
