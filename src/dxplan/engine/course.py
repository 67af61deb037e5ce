"""What targets came to on earlier days, for whoever draws how it went.

Every day on which a reporting period ended is judged as if it were the day of the report: nothing
reported later has a part in it. These findings say what was known of a target then; what counts
stands in the report itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dxplan.data.observations import Observations
from dxplan.engine.findings import Finding
from dxplan.engine.tables.opened import Opened

MOST_DAYS = 12
"""How many days are looked back to: three years of quarters."""


def earlier_findings(opened: Opened, as_of: date) -> tuple[Finding, ...] | None:
    """The findings of targets of the whole on the last reporting dates before a day, in order.

    Of a table that is added up where it is nothing is said: it would have to be read once a day.
    """
    if opened.table is not None:
        return None
    days = sorted(_reporting_dates(opened.observations, as_of))[-MOST_DAYS:]
    return tuple(found for day in days for found in _on(opened, day))


def _reporting_dates(observations: Observations, as_of: date) -> set[date]:
    ends = {cell.period.end for cell in observations.cells}
    return {end for end in ends if end < as_of}


def _on(opened: Opened, day: date) -> Iterable[Finding]:
    return (
        each
        for each in opened.report(day, None)
        if each.rule == "target" and each.by is None and each.date == day
    )
