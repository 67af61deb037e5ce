"""Durations as rules and commands give them: so many days, working days, weeks, months or years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

import attrs

from dxplan.shown import Shown

DurationUnit = Literal["day", "working_day", "week", "month", "year"]
_LETTERS: dict[str, DurationUnit] = {"d": "day", "w": "week", "m": "month", "y": "year"}
_LONGEST = 100_000
LAST_DAY = date(9998, 12, 31)
"""The last day that is counted to; a chain of deadlines that would end later ends here."""


@attrs.frozen(repr=False)
class Duration(Shown):
    """A number of days, working days, weeks, months or years.

    :param count: at least 1.
    """

    count: int
    unit: DurationUnit

    def after(self, start: date) -> date:
        """The day so long after another one, which is not counted itself.

        A day that the month does not have is its last. Working days need a calendar
        (:meth:`dxplan.values.calendars.Calendar.deadline`).

        >>> Duration(1, "month").after(date(2024, 1, 31))
        datetime.date(2024, 2, 29)
        >>> Duration(2, "week").after(date(2024, 12, 20))
        datetime.date(2025, 1, 3)
        """
        if self.unit in ("month", "year"):
            months = self.count * (12 if self.unit == "year" else 1)
            year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
            if year > LAST_DAY.year:
                return LAST_DAY
            last = monthrange(year, month + 1)[1]
            return date(year, month + 1, min(start.day, last))
        assert self.unit != "working_day", "INVARIANT: working days are counted by a calendar"
        days = self.count * (7 if self.unit == "week" else 1)
        return start + timedelta(days=min(days, (LAST_DAY - start).days))


def read_duration(text: str) -> Duration:
    """A duration written ``30d``, ``2w``, ``3m`` or ``1y``.

    :raises ValueError: when it is written otherwise, or is nothing or more than a few centuries.

    >>> read_duration("30d")
    Duration(count=30, unit='day')
    """
    match = re.fullmatch(r"([0-9]{1,6})([dwmy])", text.strip().casefold())
    if match is None:
        raise ValueError(f"not a duration like 30d, 2w, 3m or 1y: {text!r}")
    found = Duration(int(match[1]), _LETTERS[match[2]])
    days = found.count * {"day": 1, "week": 7, "month": 31, "year": 366}[found.unit]
    if not 0 < days <= _LONGEST:
        raise ValueError(f"too short or too long a duration: {text!r}")
    return found
