"""Days, periods and times of rules as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dxplan.messages import Language, vietnamese_day
from dxplan.plan.model import Plan, Recurrence, Timing, Within
from dxplan.report.words import counted, word
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.durations import Duration
from dxplan.values.periods import Period, day, half_year, month, quarter, year

_ROMAN = ("", "I", "II", "III", "IV")
_HALVES = ("", "đầu", "cuối")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip


def day_text(on: date, language: Language) -> str:
    """A day.

    >>> day_text(date(2024, 5, 31), "vi"), day_text(date(2024, 2, 1), "vi")
    ('31/5/2024', '01/02/2024')
    >>> day_text(date(2024, 5, 31), "en")
    '31 May 2024'
    """
    if language == "en":
        return f"{on.day} {_MONTHS[on.month]} {on.year}"
    return vietnamese_day(on)


def _month_number(number: int) -> str:
    return f"{number:02}" if number < 3 else str(number)


def period_text(period: Period, language: Language, calendar: Calendar = MINISTRY) -> str:
    """A period by its name where it has one, else by its first and last day.

    >>> period_text(quarter(2024, 2), "vi"), period_text(quarter(2024, 2), "en")
    ('quý II năm 2024', 'Q2 2024')
    """
    first = period.start
    names = {"year": first.year, "next_year": first.year + 1}
    if period == day(first):
        return word("phrase", "period_day", language, day=day_text(first, language))
    if period == year(first.year):
        return word("phrase", "period_year", language, **names)
    number = (first.month + 2) // 3
    if period == quarter(first.year, number):
        numbers = {"quarter": number, "roman": _ROMAN[number]}
        return word("phrase", "period_quarter", language, **names, **numbers)
    half = (first.month + 5) // 6
    if period == half_year(first.year, half):
        halves = {"half": half, "half_vi": _HALVES[half]}
        return word("phrase", "period_half_year", language, **names, **halves)
    if period == month(first.year, first.month):
        months = {"month": _month_number(first.month), "month_name": _MONTHS[first.month]}
        return word("phrase", "period_month", language, **names, **months)
    return _school_text(period, language, calendar) or _days_text(period, language, calendar)


def _days_text(period: Period, language: Language, calendar: Calendar) -> str:
    """First and last day; also the name of the period whose report covers these days."""
    ends = {"start": day_text(period.start, language), "end": day_text(period.end, language)}
    named = calendar.named(period)
    if named == period:
        return word("phrase", "period_days", language, **ends)
    name = period_text(named, language)
    return word("phrase", "period_reported", language, name=name, **ends)


def _school_text(period: Period, language: Language, calendar: Calendar) -> str | None:
    for opening in (period.start.year, period.start.year - 1):
        names = {"year": opening, "next_year": opening + 1}
        if period == calendar.school_year(opening):
            return word("phrase", "period_school_year", language, **names)
        for number in (1, 2):
            if period == calendar.semester(opening, number):
                numbers = {"number": number, "roman": _ROMAN[number]}
                return word("phrase", "period_semester", language, **names, **numbers)
    return None


def plan_period_text(period: Period, language: Language) -> str:
    """The period of a plan, in years where it is made of whole ones.

    >>> plan_period_text(Period(date(2022, 1, 1), date(2025, 12, 31)), "vi")
    '2022–2025'
    """
    first, last = period.start, period.end
    if first != date(first.year, 1, 1) or last != date(last.year, 12, 31):
        return f"{day_text(first, language)}–{day_text(last, language)}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def timing_text(
    timing: Timing,
    language: Language,
    calendar: Calendar = MINISTRY,
    titles: Mapping[str, str] | None = None,
) -> str:
    """When a rule is judged.

    :param titles: of the facts and tasks that a deadline may be counted from, by name.

    >>> timing_text(Timing("by", end=date(2025, 12, 31), span_of_days=year(2025)), "vi")
    'đến hết năm 2025'
    >>> timing_text(Timing("before", end=date(2024, 6, 19)), "vi")
    'trước ngày 20/6/2024'
    """
    if timing.kind == "every":
        return _every_text(timing, language)
    if timing.kind == "always":
        return word("phrase", "always", language)
    if timing.within is not None:
        return within_text(timing.within, language, titles or {})
    if timing.kind == "from":
        return _from_text(timing, language, calendar)
    if timing.end is None:
        return timing.text
    if timing.kind == "before":
        following = day(timing.end + timedelta(days=1))
        return word("phrase", "before", language, time=period_text(following, language))
    named = timing.span_of_days or Period(timing.start or timing.end, timing.end)
    code = "on_day" if timing.kind == "in" and named.days == 1 else timing.kind
    return word("phrase", code, language, time=period_text(named, language, calendar))


def _from_text(timing: Timing, language: Language, calendar: Calendar) -> str:
    if timing.start is None and timing.end is not None:
        return word("phrase", "throughout_to", language, end=_last_text(timing.end, language))
    first = timing.span_of_days or day(timing.start or date.min)
    if timing.end == first.end:
        return word("phrase", "throughout", language, time=period_text(first, language, calendar))
    start = period_text(first, language, calendar)
    if timing.end is None:
        return word("phrase", "from", language, time=start)
    end = _last_text(timing.end, language)
    return word("phrase", "from_to", language, start=start, end=end)


def _last_text(last: date, language: Language) -> str:
    closing = year(last.year) if last == year(last.year).end else day(last)
    return period_text(closing, language)


def _first_text(first: date, language: Language) -> str:
    opening = year(first.year) if first == year(first.year).start else day(first)
    return period_text(opening, language)


def _every_text(timing: Timing, language: Language) -> str:
    every = word("phrase", f"every_{timing.step}", language)
    start = None if timing.start is None else _first_text(timing.start, language)
    end = None if timing.end is None else _last_text(timing.end, language)
    if start is None:
        return every if end is None else f"{every} {word('phrase', 'by', language, time=end)}"
    if end is None:
        return f"{every} {word('phrase', 'from', language, time=start)}"
    return f"{every} {word('phrase', 'from_to', language, start=start, end=end)}"


def duration_text(duration: Duration, language: Language) -> str:
    """A number of days, weeks or months.

    >>> duration_text(Duration(5, "working_day"), "vi"), duration_text(Duration(1, "week"), "en")
    ('5 ngày làm việc', '1 week')
    """
    return counted("phrase", duration.unit, duration.count, language)


def within_text(within: Within, language: Language, titles: Mapping[str, str]) -> str:
    """When a deadline is that is counted from a fact or a task.

    >>> within_text(Within(Duration(5, "day"), "task", "review"), "en", {"review": "Review"})
    'within 5 days of the completion of “Review”'
    """
    title = titles.get(within.name, within.name)
    origin = word("phrase", f"origin_{within.origin}", language, title=title)
    duration = duration_text(within.duration, language)
    return word("phrase", "within", language, duration=duration, origin=origin)


def origin_titles(plan: Plan) -> dict[str, str]:
    """The titles of what deadlines may be counted from, by name."""
    tasks = {task.id: task.title for task in plan.tasks}
    return {**tasks, **{fact.name: fact.title or fact.name for fact in plan.facts.values()}}


def recurrence_text(
    recurrence: Recurrence, language: Language, titles: Mapping[str, str] | None = None
) -> str:
    """When a duty falls due.

    :param titles: of the facts that a deadline may be counted from, by name.

    >>> recurrence_text(Recurrence("quarter", 20, inclusive=False), "en")
    'every quarter, before day 20 of its last month'
    >>> recurrence_text(Recurrence("month"), "vi")
    'hằng tháng, chậm nhất ngày cuối tháng'
    """
    within = recurrence.within
    if recurrence.step is None:
        assert within is not None, "INVARIANT: a duty recurs by steps or by events"
        title, duration = (titles or {}).get(within.name, within.name), within.duration
        counted_in = duration_text(duration, language)
        return word("phrase", "within_each", language, duration=counted_in, title=title)
    every = word("phrase", f"every_{recurrence.step}", language)
    if within is not None:
        counted_in = duration_text(within.duration, language)
        return word("phrase", "within_its_end", language, every=every, duration=counted_in)
    if recurrence.day is None:
        return word("phrase", f"last_day_of_{recurrence.step}", language, every=every)
    code = "by_day" if recurrence.inclusive else "before_day"
    if recurrence.month is not None:
        code += "_of_month"
    elif recurrence.step != "month":
        code += "_of_last_month"
    month_number = recurrence.month
    return word("phrase", code, language, every=every, day=recurrence.day, month=month_number)
