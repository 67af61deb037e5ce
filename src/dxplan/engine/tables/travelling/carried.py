"""Which numbers of single organisations go into a file of sums.

A verdict needs single numbers of whoever lacks something that its kind reports. Which these are
depends on the organisation and its kind alone, and on the day of the judgement: so they are found
out for every day on which anything changes, and the file serves other thresholds and deadlines,
and beside sums of other organisations, as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import attrs
import numpy as np

from dxplan.engine.moments import Moment, moments
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.alone import observations_of, periods_by_measure
from dxplan.engine.tables.judging.asking import asking
from dxplan.engine.tables.judging.fits import travels_by_kind
from dxplan.engine.tables.judging.flows import Flows
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.needed import measures_beside
from dxplan.engine.tables.judging.selection import Selection, is_full, nobody
from dxplan.engine.tables.judging.works import Planner, Works
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.model import Plan, Target
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Carried:
    """The single numbers that a file of sums holds.

    :param codes: organisations, and ``points`` what they reported: numbers one by one.
    :param odd: organisations that are looked at one by one, and ``odd_measures``: of what.
    :param whole: measures of which every organisation's numbers are in the file.
    :param targets: those for whose sake that is so.
    """

    codes: Codes
    points: Codes
    odd: Codes
    odd_measures: frozenset[str]
    whole: frozenset[str]
    targets: tuple[Target, ...] = ()


def everything(figures: Figures) -> Carried:
    """All numbers of all organisations."""
    none = np.zeros(0, dtype=np.int64)
    measures = frozenset(point.measure for point in figures.points)
    return Carried(none, none, none, frozenset(), measures)


def carried(plan: Plan, figures: Figures, until: date | None) -> Carried:
    """What a verdict may need, on whatever day it is given.

    :param until: the last day that was looked at; without it, that of the plan or of the data.
    """
    asks = asking(plan, figures.kinds, figures.has_register, ())
    nobody_else = np.zeros(0, dtype=np.int64)
    apart = observations_of(figures, nobody_else, (), date.max)
    lookup = Lookup(figures)
    selection = Selection(figures, asks, _by_measure(figures))
    planner = Planner(plan, asks, selection, lookup, periods_by_measure(figures, apart))
    last = until or _last_day(plan, planner)
    beside: list[Target] = []
    odd: list[Codes] = []
    names: set[str] = set()
    for target in plan.targets:
        found = list(_works(planner, target, last)) if travels_by_kind(plan, target) else [None]
        works = [each for each in found if each is not None]
        if len(works) < len(found):
            beside.append(target)
            continue
        for each in works:
            _want(each)
        odd.extend(each.odd for each in works if each.odd.size)
        names.update(target.indicator.measures())
    whole = measures_beside(plan, beside) if beside or plan.scales else frozenset()
    codes, points = lookup.wanted()
    strange = np.unique(np.concatenate(odd)) if odd else nobody_else
    return Carried(codes, points, strange, frozenset(names), whole, tuple(beside))


def _by_measure(figures: Figures) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, point in enumerate(figures.points):
        found.setdefault(point.measure, []).append(position)
    return found


def _last_day(plan: Plan, planner: Planner) -> date:
    ends = {period.end for periods in planner.periods.values() for period in periods}
    ends |= {plan.period.end} if plan.period is not None else set()
    return max(ends, default=date(2199, 12, 31))


def _works(planner: Planner, target: Target, last: date) -> Iterator[Works | None]:
    """What is added up for a target on every day on which that may differ."""
    seen = [planner.periods.get(name, frozenset()) for name in target.indicator.measures()]
    periods = sorted(frozenset().union(*seen))
    dates = sorted({period.end for period in periods})
    own = moments(planner.plan, target, dates, last)
    flow = all(planner.plan.measures[name].flow for name in target.indicator.measures())
    of_data = _whole_window(periods) if flow else _days(planner.plan, periods)
    return (planner.works(target, moment) for moment in (*own, *of_data))


def _whole_window(periods: Sequence[Period]) -> Iterable[Moment]:
    """One window over everything: who lacks a report of a period does so in every window."""
    if not periods:
        return ()
    window = Period(periods[0].start, max(period.end for period in periods))
    return (Moment(window.end, True, window, window.start),)


def _days(plan: Plan, periods: Sequence[Period]) -> Iterable[Moment]:
    """Every day on which a report becomes the newest one, or too old to be used."""
    age = timedelta(days=plan.calendar.staleness)
    days = {period.end for period in periods}
    days |= {period.end + age + timedelta(days=1) for period in periods}
    return (Moment(day, True, Period(day, day), day - age) for day in sorted(days))


def _want(works: Works) -> None:
    works.want()
    for each in works.classes:
        if isinstance(each, Flows):
            _want_earlier(each)


def _want_earlier(work: Flows) -> None:
    """The numbers that no sum of a kind can stand for when a year later nobody of it reports."""
    asked, side = work.asked, work.asked.denominator
    if side.measure is None:
        return
    nothing = nobody(asked.codes.size)
    for period in side.points:
        then = asked.selection.present(side, period, asked.codes)
        whole = is_full(side, then, nothing)
        asked.want(side, period, then.anything & (work.odd | ~whole), then)
