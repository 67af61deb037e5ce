"""Periods inside longer texts: titles of forms, labels beside them, names of sheets."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import attrs

from dxplan.source import composed
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period, day, month, quarter, year

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_Y = r"(?P<y>[0-9]{4})"
_OF = rf"(?:\s*+(?:[/.,_-]|of|cua)?\s*+(?:nam\s*+)?{_Y})?"
_YEARS = rf"{_Y}\s*+[-/_]\s*+(?P<y2>[0-9]{{4}})"
# On text without accents; sheets are often named without them.
_FORMS = tuple(
    (kind, re.compile(rf"(?<![\w/])(?:{pattern})(?![\w]|\s*+[/-]\s*+[0-9])"))
    for kind, pattern in (
        (
            "day",
            rf"(?:ngay\s*+)?(?P<d>[0-9]{{1,2}})\s*+[-/.]\s*+(?P<m>[0-9]{{1,2}})\s*+[-/.]\s*+{_Y}",
        ),
        ("day", rf"ngay\s*+(?P<d>[0-9]{{1,2}})\s*+thang\s*+(?P<m>[0-9]{{1,2}})\s*+nam\s*+{_Y}"),
        ("blank", r"(?:ngay)?[\s.…_]*thang[\s.…_]*+nam\s*+[0-9]{4}"),
        ("quarter", rf"(?:quy|quarter|q)\s*+(?P<n>[1-4]|iv|i{{1,3}}){_OF}"),
        ("quarter", rf"{_Y}\s*+[-/_]?\s*+q(?P<n>[1-4])"),
        ("first", rf"(?P<n>[369])\s*+thang\s*+dau\s*+nam(?:\s*+{_Y})?"),
        ("last", rf"(?P<n>[369])\s*+thang\s*+cuoi\s*+nam(?:\s*+{_Y})?"),
        ("month", rf"(?:thang|month|t)\s*+(?P<n>[0-9]{{1,2}}){_OF}"),
        (
            "semester",
            rf"(?:hoc\s*+ky|semester|hk)\s*+(?P<n>[12]|i{{1,2}})"
            rf"(?:\s*+(?:[,/_-]|of|cua)?\s*+(?:nam\s*+hoc|nh|school year)?\s*+{_YEARS})?",
        ),
        ("school year", rf"(?:nam\s*+hoc|nh|school year)\s*+{_YEARS}"),
        ("year", rf"(?<!viet )(?:nam|year)\s*+{_Y}"),
    )
)


@attrs.frozen
class Mention:
    """A period that a text mentions.

    :param kind: what it is, such as ``quarter`` or ``day``.
    :param number: which of the year; 0 for years and days.
    :param first: the year, or the first of a school year; ``None`` when the text does not say.
    """

    kind: str
    number: int
    first: int | None
    start: int
    end: int
    on: date | None = None

    def period(self, calendar: Calendar, first: int | None = None) -> Period | None:
        """The period in its year, or in another one when it names none."""
        of = self.first if self.first is not None else first
        if self.on is not None:
            return day(self.on)
        if of is None or not _FIRST_YEAR <= of <= _LAST_YEAR:
            return None
        try:
            return self._in(calendar, of)
        except ValueError:
            return None

    def _in(self, calendar: Calendar, of: int) -> Period | None:
        match self.kind:
            case "quarter":
                return quarter(of, self.number)
            case "month":
                return month(of, self.number)
            case "first":
                return Period(year(of).start, month(of, self.number).end)
            case "last":
                return Period(month(of, 13 - self.number).start, year(of).end)
            case "semester":
                return calendar.semester(of, self.number)
            case "school year":
                return calendar.school_year(of)
            case _:
                return year(of)


def unaccented(text: str) -> str:
    """A text in lower case without accents, every character in its place.

    >>> unaccented("QUÝ II NĂM 2024")
    'quy ii nam 2024'
    """
    letters = composed(text)
    return "".join(_bare(letter) for letter in letters)


def _bare(letter: str) -> str:
    lower = letter.lower()
    if lower in "đð":
        return "d"
    return unicodedata.normalize("NFD", lower)[:1] if lower else letter


def mentions(text: str) -> list[Mention]:
    """The periods that a text mentions; of those that overlap the longest.

    >>> [(each.kind, each.number, each.first) for each in mentions("BÁO CÁO QUÝ II NĂM 2024")]
    [('quarter', 2, 2024)]
    """
    plain = unaccented(text[:500])
    found = [each for kind, form in _FORMS for match in form.finditer(plain)
             if (each := _mention(kind, match)) is not None]  # fmt: skip
    kept: list[Mention] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return [each for each in sorted(kept, key=lambda one: one.start) if each.kind != "blank"]


def _mention(kind: str, match: re.Match[str]) -> Mention | None:
    parts = match.groupdict()
    first = int(parts["y"]) if parts.get("y") else None
    if parts.get("y2") and int(parts["y2"]) != int(parts["y"]) + 1:
        return None
    number = parts.get("n") or "0"
    on = None
    if kind == "day":
        try:
            on = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        except ValueError:
            return None
    return Mention(kind, _ROMAN.get(number) or int(number), first, match.start(), match.end(), on)
