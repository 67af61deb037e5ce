"""From time as written to days: literals, the times of rules, and the names they give to rules."""

from __future__ import annotations

from datetime import date, timedelta

from dxplan.plan.model import Timing
from dxplan.syntax import nodes
from dxplan.values import periods
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period


def literal_period(literal: nodes.TimeLiteral, calendar: Calendar) -> Period:
    """The closed interval of days that a literal names.

    >>> from dxplan.values.calendars import MINISTRY
    >>> literal_period(nodes.TimeLiteral("quarter", (2024, 2)), MINISTRY).end
    datetime.date(2024, 6, 30)
    """
    first, *rest = literal.parts
    match literal.kind:
        case "year":
            return periods.year(first)
        case "quarter":
            return periods.quarter(first, rest[0])
        case "month":
            return periods.month(first, rest[0])
        case "day":
            return periods.day(date(first, *rest))
        case "school_year":
            return calendar.school_year(first)
        case "semester":  # pragma: no branch - there is no other kind
            return calendar.semester(first, rest[0])


def literal_text(literal: nodes.TimeLiteral) -> str:
    """A short name of a literal for ids: 2025, 2024-Q2, 2024-07, 2024-05-31, 2024-2025-S2.

    >>> literal_text(nodes.TimeLiteral("month", (2024, 7)))
    '2024-07'
    """
    first, *rest = literal.parts
    match literal.kind:
        case "year":
            return str(first)
        case "quarter":
            return f"{first}-Q{rest[0]}"
        case "month":
            return f"{first}-{rest[0]:02d}"
        case "day":
            return f"{first}-{rest[0]:02d}-{rest[1]:02d}"
        case "school_year":
            return f"{first}-{first + 1}"
        case "semester":  # pragma: no branch - there is no other kind
            return f"{first}-{first + 1}-S{rest[0]}"


def timing(time: nodes.Time | None, calendar: Calendar) -> Timing:
    """When a rule is judged; without a time, always."""
    if time is None:
        return Timing("always", text="always")
    if time.kind == "every":
        return _recurring(time, calendar)
    assert time.literal is not None
    period = literal_period(time.literal, calendar)
    text = f"{time.kind}.{literal_text(time.literal)}"
    if time.kind == "by":
        return Timing("by", end=period.end, span_of_days=period, text=text)
    if time.kind == "before":
        last = period.start - timedelta(days=1)
        return Timing("before", end=last, span_of_days=periods.day(last), text=text)
    if time.kind == "in":
        return Timing("in", period.start, period.end, span_of_days=period, text=text)
    end = None
    if time.until is not None:
        end = literal_period(time.until, calendar).end
        text = f"{text}.to.{literal_text(time.until)}"
    return Timing("from", period.start, end, span_of_days=period, text=text)


def _recurring(time: nodes.Time, calendar: Calendar) -> Timing:
    """Every step, perhaps only those from one time on, or up to another."""
    text = f"every.{time.step}"
    start = end = None
    if time.literal is not None:
        start = literal_period(time.literal, calendar).start
        text = f"{text}.from.{literal_text(time.literal)}"
    if time.until is not None:
        end = literal_period(time.until, calendar).end
        text = f"{text}.to.{literal_text(time.until)}"
    return Timing("every", start, end, time.step, text=text)


def lasting(time: Timing, since: date | None) -> Timing:
    """The time of what is kept up: all of it, from the plan's start where it has no other.

    :param since: that start, where there is one.
    """
    if time.kind in ("from", "every", "always"):
        return time
    if time.kind == "in":
        return Timing("from", time.start, time.end, span_of_days=time.span_of_days, text=time.text)
    named = None if since is None else _named_by_its_start(since)
    literal = time.text.partition(".")[2]
    text = f"to.{literal}" if time.kind == "by" else time.text
    return Timing("from", since, time.end, span_of_days=named, text=text)


def _named_by_its_start(on: date) -> Period:
    first = periods.year(on.year)
    return first if first.start == on else periods.day(on)
