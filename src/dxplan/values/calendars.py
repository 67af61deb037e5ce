"""Calendars: the dates of school years, semesters and reporting windows.

The default follows the ministry's frame for the school year (decisions 2045/QĐ-BGDĐT and
2269/QĐ-BGDĐT): it opens on 5 September, the first semester ends before 18 January, the year ends by
31 May. Provinces set their own dates inside that frame; a plugin may bring a calendar with them.

A calendar also says which days are worked, so that a deadline can be counted in working days. It
is certain only in years whose public holidays are known: elsewhere one that is not known may move
it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import attrs

from dxplan.shown import Shown
from dxplan.values import periods
from dxplan.values.durations import LAST_DAY, Duration
from dxplan.values.periods import MONTHS_IN, MonthStep, Period, Step

SATURDAY, SUNDAY = 5, 6


@attrs.frozen(repr=False)
class Holidays(Shown):
    """Public holidays of some years.

    :param off: days on which nobody works.
    :param worked: weekly rest days that are worked in exchange for another day.
    :param first_year: the years that it covers, up to ``last_year``; in them, no other day is off.
    :param source: where the days were taken from.
    """

    off: frozenset[date] = attrs.field(default=frozenset(), repr=False)
    worked: frozenset[date] = attrs.field(default=frozenset(), repr=False)
    first_year: int = 1
    last_year: int = 0
    source: str = ""

    def cover(self, period: Period) -> bool:
        """Whether the holidays of all days of a period are known."""
        return self.first_year <= period.start.year and period.end.year <= self.last_year


@attrs.frozen(repr=False)
class Deadline(Shown):
    """The last day in time.

    :param day: as far as holidays are known.
    :param earliest: the day before which it cannot be, whatever the holidays are; ``None`` when it
        is certain.
    """

    day: date
    earliest: date | None = None

    @property
    def certain(self) -> bool:
        """Whether it is known exactly."""
        return self.earliest is None

    @property
    def surely_in_time(self) -> date:
        """The last day that is in time whatever the holidays are."""
        return self.earliest or self.day


@attrs.frozen(repr=False)
class Calendar(Shown):
    """Where school years and semesters begin and end, as (month, day); how long a report counts.

    :param name: how a plan names it.
    :param opens: first day of the school year.
    :param second_semester: first day of the second semester, in the year after.
    :param closes: last day of the school year, in the year after.
    :param staleness: days after which a stock report no longer says what is true.
    :param source: the documents it was taken from.
    :param reports_from: day of the month on which the days that a quarter's report covers begin: 15
        for the 15th of the month before the quarter to the 14th of its last month, 1 for the
        quarter itself. Half-years and years are made of quarters.
    :param rest_days: days of the week that are not worked, Monday 0 to Sunday 6.
    :param holidays: public holidays; without them those of the country count.
    """

    name: str
    opens: tuple[int, int] = (9, 5)
    second_semester: tuple[int, int] = (1, 18)
    closes: tuple[int, int] = (5, 31)
    staleness: int = 366
    source: str = ""
    reports_from: int = 1
    rest_days: tuple[int, ...] = (SATURDAY, SUNDAY)
    holidays: Holidays | None = None

    def school_year(self, first: int) -> Period:
        """The school year that opens in a calendar year.

        >>> MINISTRY.school_year(2024)
        Period(start=datetime.date(2024, 9, 5), end=datetime.date(2025, 5, 31))
        """
        return Period(date(first, *self.opens), date(first + 1, *self.closes))

    def semester(self, first: int, number: int) -> Period:
        """A semester, 1 or 2, of the school year that opens in a calendar year.

        >>> MINISTRY.semester(2024, 1).end
        datetime.date(2025, 1, 17)
        """
        whole = self.school_year(first)
        second = date(first + 1, *self.second_semester)
        if number == 1:
            return Period(whole.start, second - timedelta(days=1))
        if number == 2:
            return Period(second, whole.end)
        raise ValueError(f"there is no semester {number}")

    def steps(self, step: Step, within: Period) -> list[Period]:
        """The whole steps that lie inside a period, in order.

        >>> [p.end.year for p in MINISTRY.steps("school_year", Period(date(2022, 1, 1),
        ...                                                           date(2025, 12, 31)))]
        [2023, 2024, 2025]
        """
        if step not in ("school_year", "semester"):
            return periods.steps(cast(MonthStep, step), within)
        openings = range(max(1, within.start.year - 1), min(9998, within.end.year) + 1)
        return [
            found
            for opening in openings
            for found in self._school_steps(step, opening)
            if within.contains(found)
        ]

    def _school_steps(self, step: Step, opening: int) -> tuple[Period, ...]:
        if step == "school_year":
            return (self.school_year(opening),)
        return (self.semester(opening, 1), self.semester(opening, 2))

    def reported(self, period: Period) -> Period:
        """The days that a report of a period covers: other ones where quarters have a window.

        >>> WINDOW_15_14.reported(periods.quarter(2024, 1))
        Period(start=datetime.date(2023, 12, 15), end=datetime.date(2024, 3, 14))
        """
        if self.reports_from == 1 or not _made_of_quarters(period):
            return period
        before = period.start - timedelta(days=1)
        start = before.replace(day=self.reports_from)
        return Period(start, period.end.replace(day=self.reports_from - 1))

    def named(self, period: Period) -> Period:
        """The quarter, half-year or year whose report covers a period; else the period itself."""
        if self.reports_from == 1:
            return period
        for step in MONTHS_IN:
            whole = periods.step_at(step, period.end)
            if self.reported(whole) == period:
                return whole
        return period

    def quarter_of(self, on: date) -> Period:
        """The days of the quarter whose report covers a day.

        >>> WINDOW_15_14.quarter_of(date(2025, 12, 15)).end
        datetime.date(2026, 3, 14)
        """
        found = periods.step_at("quarter", on)
        covered = self.reported(found)
        if covered.end < on:
            covered = self.reported(periods.step_at("quarter", found.end + timedelta(days=1)))
        return covered

    def is_worked(self, day: date) -> bool:
        """Whether a day is a working day, as far as holidays are known."""
        holidays = self.holidays or Holidays()
        if day in holidays.off:
            return False
        return day.weekday() not in self.rest_days or day in holidays.worked

    def deadline(self, start: date, duration: Duration) -> Deadline:
        """The last day in time, so long after a day, which is not counted itself.

        >>> MINISTRY.deadline(date(2024, 6, 7), Duration(1, "working_day"))
        Deadline(day=datetime.date(2024, 6, 10), earliest=datetime.date(2024, 6, 8))
        """
        if duration.unit != "working_day":
            return Deadline(duration.after(start))
        day, left = start, duration.count
        while left and day < LAST_DAY:
            day += timedelta(days=1)
            left -= self.is_worked(day)
        if (self.holidays or Holidays()).cover(Period(start + timedelta(days=1), day)):
            return Deadline(day)
        return Deadline(day, Duration(duration.count, "day").after(start))


def _made_of_quarters(period: Period) -> bool:
    """Whether it is a calendar quarter, half-year, year or other row of whole quarters."""
    first, last = (periods.step_at("quarter", day) for day in (period.start, period.end))
    return (first.start, last.end) == (period.start, period.end)


MINISTRY = Calendar("ministry", source="2045/QĐ-BGDĐT, 2269/QĐ-BGDĐT")
WINDOW_15_14 = Calendar(
    "window_15_14",
    source="2045/QĐ-BGDĐT, 2269/QĐ-BGDĐT; 01/2023/QĐ-UBND (Khánh Hòa)",
    reports_from=15,
)
"""The ministry's school year; a quarter's report covers the 15th before it to the 14th."""
