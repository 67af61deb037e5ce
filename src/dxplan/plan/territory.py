"""The provinces, or parts of them, that a plan's territory means on the day of its document."""

from __future__ import annotations

from datetime import date

from dxplan.plan.model import Plan
from dxplan.territories.areas import Area, read_area
from dxplan.territories.levels import DISTRICT_LEVEL_ENDED, REORGANISED


def areas_of(plan: Plan) -> tuple[Area, ...]:
    """The areas that a plan is for; none when its territory is not certain, or only a free text.

    >>> from datetime import date
    >>> from dxplan.values.periods import Period
    >>> years = Period(date(2022, 1, 1), date(2025, 12, 31))
    >>> [area.title for area in areas_of(Plan("p", period=years, territory="Bình Định"))]
    ['tỉnh Bình Định']
    >>> areas_of(Plan("p", period=years, territory="cả nước"))
    ()
    """
    found = readings(plan)
    if not all(len(areas) == 1 for areas in found.values()):
        return ()
    return tuple(area for areas in found.values() for area in areas)


def readings(plan: Plan) -> dict[str, tuple[Area, ...]]:
    """What each part of a plan's territory may mean, by its text.

    None is a text that names no province; several are a name that does not say of which day it is.
    """
    parts = [part.strip() for part in plan.territory.split(";") if part.strip()]
    days = _days(plan)
    found = {part: [read_area(part, day) for day in days] for part in parts}
    return {
        part: tuple(dict.fromkeys(area for area in areas if area is not None))
        for part, areas in found.items()
    }


def _days(plan: Plan) -> tuple[date, ...]:
    """The days on which the territory may have been written: the document's, else the period's."""
    if plan.document.issued is not None:
        return plan.document.issued.start, plan.document.issued.end
    if plan.period is not None:
        return (plan.period.start,)
    return DISTRICT_LEVEL_ENDED, REORGANISED
