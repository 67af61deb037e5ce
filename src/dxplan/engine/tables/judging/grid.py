"""The stretches of time that flows are added up by, when everybody reports in the same steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter

import attrs

from dxplan.data.observations import Organisation
from dxplan.engine.moments import Moment
from dxplan.engine.reported import TOLERANCE, stands_for, uncovered
from dxplan.values.periods import Period


@attrs.frozen
class Grid:
    """What a flow is added up by in the window of a moment, for the organisations of a class.

    :param reported: periods that somebody reports, in order.
    :param cut: those of them of which the organisations exist on a part of the days only.
    :param gone: those on whose days they do not exist; who reports one all the same is counted.
    :param blank: stretches that nobody reports.
    """

    reported: tuple[Period, ...]
    cut: frozenset[Period]
    gone: frozenset[Period]
    blank: tuple[Period, ...]


def in_order(periods: Iterable[Period]) -> list[Period]:
    """Periods from the earliest, of those that begin together the shortest first.

    >>> year = Period(date(2025, 1, 1), date(2025, 12, 31))
    >>> quarter = Period(year.start, date(2025, 3, 31))
    >>> in_order([year, quarter]) == [quarter, year]
    True
    """
    return sorted(periods, key=attrgetter("start", "end"))


def grid(seen: Iterable[Period], of: Organisation, moment: Moment) -> Grid | None:
    """The grid of a class; ``None`` where the reported periods make none.

    :param seen: every period for which anybody reported what is added up.

    INVARIANT: the slots of :meth:`dxplan.engine.reported.Reported.slots` of an organisation of the
    class are then the reported and the blank stretches, whatever it reported: a gap is one of them,
    or is cut into them, because none is nearly as long as a period and a blank together.
    """
    periods = in_order(set(seen))
    if any(first.overlaps(second) for first, second in pairwise(periods)):
        return None
    days = [period.days for period in periods]
    if days and (max(days) - min(days) > TOLERANCE or min(days) <= 2 * TOLERANCE):
        return None
    window = moment.window
    start, end = max(window.start, of.since or date.min), min(window.end, of.until or date.max)
    required = Period(start, max(start, end))
    inside = [period for period in periods if window.contains(period)]
    blank = uncovered(required, inside)
    if any(stretch.days <= 2 * TOLERANCE for stretch in blank):
        return None
    gone = frozenset(each for each in inside if not each.overlaps(required))
    cut = frozenset(each for each in inside if each not in gone and not required.contains(each))
    return Grid(tuple(inside), cut, gone, tuple(blank))


def year_before(stretch: Period, periods: Sequence[Period], on: date) -> Period | None:
    """The period of the year before that stands for a stretch that nobody reported."""
    return next((each for each in periods if each.end <= on and stands_for(each, stretch)), None)
