"""Periods: closed intervals of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

import attrs

Step = Literal["year", "quarter", "month"]
MONTHS_IN: dict[Step, int] = {"year": 12, "quarter": 3, "month": 1}


@attrs.frozen(order=True)
class Period:
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


def steps(step: Step, within: Period) -> list[Period]:
    """The whole calendar years, quarters or months that lie inside a period, in order.

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


def step_at(step: Step, on: date) -> Period:
    """The calendar year, quarter or month that a day lies in."""
    if step == "year":
        return year(on.year)
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
