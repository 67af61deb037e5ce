"""Periods as people write them: ``2024-Q2``, ``Quý II/2024``, ``tháng 7/2024``, ``31/5/2024``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from dxplan.data.wording import fold
from dxplan.messages import Phrase
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period, day, month, quarter, year

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
# Days as a spreadsheet counts them, from 1990 to 2099.
_FIRST_SERIAL, _LAST_SERIAL = 32874, 73050
_DAY_ZERO = date(1899, 12, 30)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DASHES = str.maketrans("–—−‐", "----")

Make = Callable[[Calendar, dict[str, str]], Period]


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


def _year_number(text: str) -> int:
    number = int(text)
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        raise ValueError(f"no year of a report: {number}")
    return number


def _year(calendar: Calendar, found: dict[str, str]) -> Period:
    return calendar.reported(year(_year_number(found["y"])))


def _quarter(calendar: Calendar, found: dict[str, str]) -> Period:
    return calendar.reported(quarter(_year_number(found["y"]), _number(found["q"])))


def _month(_: Calendar, found: dict[str, str]) -> Period:
    return month(_year_number(found["y"]), int(found["m"]))


def _day(_: Calendar, found: dict[str, str]) -> Period:
    return day(date(_year_number(found["y"]), int(found["m"]), int(found["d"])))


def _first_months(calendar: Calendar, found: dict[str, str]) -> Period:
    whole = year(_year_number(found["y"]))
    return calendar.reported(Period(whole.start, month(whole.start.year, int(found["n"])).end))


def _last_months(calendar: Calendar, found: dict[str, str]) -> Period:
    whole = year(_year_number(found["y"]))
    first = month(whole.start.year, 13 - int(found["n"]))
    return calendar.reported(Period(first.start, whole.end))


def _school_year_number(found: dict[str, str]) -> int:
    first = _year_number(found["y"])
    if int(found["y2"]) != first + 1:
        raise ValueError(f"no school year: {found['y']}-{found['y2']}")
    return first


def _school_year(calendar: Calendar, found: dict[str, str]) -> Period:
    return calendar.school_year(_school_year_number(found))


def _semester(calendar: Calendar, found: dict[str, str]) -> Period:
    return calendar.semester(_school_year_number(found), _number(found["s"]))


def _from_to(_: Calendar, found: dict[str, str]) -> Period:
    start = date(_year_number(found["y"]), int(found["m"]), int(found["d"]))
    end = date(_year_number(found["y2"]), int(found["m2"]), int(found["d2"]))
    return Period(start, end)


_Y = "(?P<y>[0-9]{4})"
_M = "(?P<m>[0-9]{1,2})"
_D = "(?P<d>[0-9]{1,2})"
_YEARS = rf"{_Y}\s*+[-/]\s*+(?P<y2>[0-9]{{4}})"
_NAM, _QUY, _THANG, _NGAY = fold("năm"), fold("quý"), fold("tháng"), fold("ngày")
_HOC_KY, _DAU, _CUOI, _DEN = fold("học kỳ"), fold("đầu"), fold("cuối"), fold("đến")
_TU, _CUA = fold("từ"), fold("của")
_OF = rf"\s*+(?:[/.,-]|of)?\s*+(?:{_NAM}\s++)?"
_SCHOOL_YEAR = rf"(?:{_NAM} {fold('học')}|school year|nh)\s*+"
_CLOCK = r"(?:[ t]00:00(?::00(?:\.0+)?)?)?"

_FORMS: tuple[tuple[re.Pattern[str], Make], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?:(?:{fold('cả')} )?{_NAM} |year )?{_Y}", _year),
        (rf"{_Y}\s*+[-/]?\s*+q(?P<q>[1-4])", _quarter),
        (rf"(?:{_QUY}|quarter|q)\s*+(?P<q>[1-4]|i{{1,3}}|iv){_OF}{_Y}", _quarter),
        (rf"{_Y}[-/]{_M}", _month),
        (rf"(?:{_THANG}\s*+|month |t)?{_M}(?:\s*+[-/.]\s*+|\s++{_NAM} ){_Y}", _month),
        (rf"{_Y}[-/]{_M}[-/]{_D}{_CLOCK}", _day),
        (rf"(?:{_NGAY} )?{_D}\s*+([-/.])\s*+{_M}\s*+\2\s*+{_Y}", _day),
        (rf"(?:{_NGAY} )?{_D} {_THANG} {_M} {_NAM} {_Y}", _day),
        (rf"(?P<n>[369]) {_THANG} {_DAU} {_NAM} {_Y}", _first_months),
        (rf"(?P<n>[369]) {_THANG} {_CUOI} {_NAM} {_Y}", _last_months),
        (rf"{_SCHOOL_YEAR}{_YEARS}", _school_year),
        (
            rf"(?:{_HOC_KY}|semester|hk)\s*+(?P<s>[12]|i{{1,2}})\s*+(?:[,/-]|of|{_CUA})?\s*+"
            rf"(?:{_SCHOOL_YEAR})?{_YEARS}",
            _semester,
        ),
        (
            rf"(?:{_TU} )?(?:{_NGAY} )?{_D}/{_M}/{_Y}\s*+(?:-|{_DEN}|to)\s*+(?:{_NGAY} )?"
            r"(?P<d2>[0-9]{1,2})/(?P<m2>[0-9]{1,2})/(?P<y2>[0-9]{4})",
            _from_to,
        ),
    )
)


def read_period(raw: object, calendar: Calendar) -> Period | None:
    """The period that a cell names, or ``None`` when it names none.

    >>> from dxplan.values.calendars import MINISTRY
    >>> read_period("Quý II năm 2024", MINISTRY) == read_period("2024-Q2", MINISTRY)
    True
    >>> read_period("quý V/2024", MINISTRY) is None
    True
    """
    if isinstance(raw, datetime):
        return day(raw.date())
    if isinstance(raw, date):
        return day(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    return _read_text(raw, calendar) if isinstance(raw, str) else None


def _read_text(text: str, calendar: Calendar) -> Period | None:
    if len(text) > 100:
        return None
    folded = fold(text).translate(_DASHES)
    for pattern, make in _FORMS:
        match = pattern.fullmatch(folded)
        if match is not None:
            try:
                return make(calendar, match.groupdict())
            except ValueError:
                return None
    return None


def serial_day(raw: object) -> date | None:
    """The day of a date cell that was formatted as a number; ``None`` for any other number.

    >>> serial_day(45292), serial_day(2024)
    (datetime.date(2024, 1, 1), None)
    """
    if isinstance(raw, int) and not isinstance(raw, bool) and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return _DAY_ZERO + timedelta(days=raw)
    return None


def read_day(raw: object, calendar: Calendar) -> date | None:
    """The day that a cell names, or ``None`` when it names none or a longer period."""
    found = read_period(raw, calendar)
    return found.start if found is not None and found.start == found.end else None


def said_period(period: Period) -> Phrase:
    """A period as a part of a message, as a cell would say it.

    >>> said_period(quarter(2025, 2)).text("en"), said_period(quarter(2025, 2)).text("vi")
    ('2025-Q2', 'quý II năm 2025')
    >>> said_period(Period(date(2025, 1, 1), date(2025, 5, 31))).text("vi")
    'từ 01/01/2025 đến 31/5/2025'
    """
    first = period.start
    number = (first.month + 2) // 3
    if period == year(first.year):
        return Phrase("reported-year", {"year": first.year})
    if period == quarter(first.year, number):
        roman = ("I", "II", "III", "IV")[number - 1]
        return Phrase("reported-quarter", {"year": first.year, "number": number, "roman": roman})
    if period == month(first.year, first.month):
        plain = f"{first.month:02}"
        said = plain if first.month < 3 else str(first.month)
        return Phrase("reported-month", {"year": first.year, "number": plain, "said": said})
    if period == day(first):
        return Phrase("reported-day", {"day": first})
    return Phrase("reported-days", {"start": first, "end": period.end})
