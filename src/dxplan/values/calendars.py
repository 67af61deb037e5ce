"""Calendars: the dates of school years, semesters and reporting windows.

The default follows the ministry's frame for the school year (decisions 2045/QĐ-BGDĐT and
2269/QĐ-BGDĐT): it opens on 5 September, the first semester ends before 18 January, the year ends by
31 May. Provinces set their own dates inside that frame; a plugin may bring a calendar with them.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from dxplan.values.periods import Period


@attrs.frozen
class Calendar:
    """Where school years and semesters begin and end, as (month, day); how long a report counts.

    :param name: how a plan names it.
    :param opens: first day of the school year.
    :param second_semester: first day of the second semester, in the year after.
    :param closes: last day of the school year, in the year after.
    :param staleness: days after which a stock report no longer says what is true.
    :param source: the documents it was taken from.
    """

    name: str
    opens: tuple[int, int] = (9, 5)
    second_semester: tuple[int, int] = (1, 18)
    closes: tuple[int, int] = (5, 31)
    staleness: int = 366
    source: str = ""

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


MINISTRY = Calendar("ministry", source="2045/QĐ-BGDĐT, 2269/QĐ-BGDĐT")
