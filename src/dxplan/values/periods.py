"""Periods: closed intervals of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

import attrs

from dxplan.shown import Shown

MonthStep = Literal["year", "half_year", "quarter", "month"]
"""A part of the calendar year that is made of whole months."""
Step = Literal["year", "half_year", "quarter", "month", "school_year", "semester"]
"""What rules recur by; where school years and semesters lie, a calendar says."""
MONTHS_IN: dict[MonthStep, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years that rules may name; windows reach from there without leaving the calendar."""


@attrs.frozen(order=True, repr=False)
class Period(Shown):
    """All days from ``start`` to ``end``, both included; ``end`` is never before ``start``."""

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends before it starts: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is one of its days."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end


def year(number: int) -> Period:
    """A calendar year.

    >>> year(2024).days
    366
    """
    return Period(date(number, 1, 1), date(number, 12, 31))


def quarter(of_year: int, number: int) -> Period:
    """A calendar quarter, numbered 1 to 4; raises :class:`ValueError` otherwise."""
    if not 1 <= number <= 4:
        raise ValueError(f"there is no quarter {number}")
    return Period(date(of_year, number * 3 - 2, 1), month(of_year, number * 3).end)


def month(of_year: int, number: int) -> Period:
    """A calendar month, numbered 1 to 12; raises :class:`ValueError` otherwise.

    >>> month(2024, 2).end
    datetime.date(2024, 2, 29)
    """
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {number}")
    return Period(date(of_year, number, 1), date(of_year, number, monthrange(of_year, number)[1]))


def day(value: date) -> Period:
    """A single day."""
    return Period(value, value)


def half_year(of_year: int, number: int) -> Period:
    """A half of a calendar year, numbered 1 or 2; raises :class:`ValueError` otherwise.

    >>> half_year(2024, 1).end
    datetime.date(2024, 6, 30)
    """
    if not 1 <= number <= 2:
        raise ValueError(f"there is no half-year {number}")
    return Period(date(of_year, number * 6 - 5, 1), month(of_year, number * 6).end)


def judged_day(on: date) -> date:
    """A day that rules can be judged on.

    :raises ValueError: when it lies outside the years that rules may name.
    :raises TypeError: when it is no day: a text, or a moment of one.
    """
    if isinstance(on, datetime) or not isinstance(on, date):
        raise TypeError(f"the day is a datetime.date, such as date(2025, 12, 31), not {on!r:.60}")
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError(f"the day lies outside the years {FIRST_YEAR} to {LAST_YEAR}: {on}")
    return on


def steps(step: MonthStep, within: Period) -> list[Period]:
    """The whole calendar years, half-years, quarters or months inside a period, in order.

    >>> [p.end.month for p in steps("quarter", year(2024))]
    [3, 6, 9, 12]
    """
    found = []
    current = step_at(step, within.start)
    while current.end <= within.end:
        if current.start >= within.start:
            found.append(current)
        if current.end == date.max:
            break
        current = step_at(step, current.end + timedelta(days=1))
    return found


def step_at(step: MonthStep, on: date) -> Period:
    """The calendar year, half-year, quarter or month that a day lies in."""
    if step == "year":
        return year(on.year)
    if step == "half_year":
        return half_year(on.year, (on.month + 5) // 6)
    if step == "quarter":
        return quarter(on.year, (on.month + 2) // 3)
    return month(on.year, on.month)


def months_before(end: date, count: int) -> Period:
    """The months that end on a day: from the day after the same day ``count`` months earlier.

    The last day of a month counts as such, so twelve months before 2025-02-28 start on 2024-03-01.

    >>> months_before(date(2025, 12, 31), 12) == year(2025)
    True
    >>> months_before(date(2024, 6, 30), 3) == quarter(2024, 2)
    True
    """
    total = end.year * 12 + end.month - 1 - count
    earlier_year, earlier_month = divmod(total, 12)
    last = monthrange(earlier_year, earlier_month + 1)[1]
    at_month_end = end.day == monthrange(end.year, end.month)[1]
    earlier = date(earlier_year, earlier_month + 1, last if at_month_end else min(end.day, last))
    return Period(earlier + timedelta(days=1), end)
