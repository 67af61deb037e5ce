"""Laws of deadlines: "before" and "by", at every edge of months, quarters and school years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import get_args

import attrs
import icalendar
from hypothesis import given
from hypothesis import strategies as st

import dxplan
from dxplan.engine.deadlines import deadline_in
from dxplan.engine.due_items import DueItem, DueList
from dxplan.plan.model import Recurrence
from dxplan.report.due_calendar import due_calendar, item_uid
from dxplan.report.words import plain
from dxplan.values import periods
from dxplan.values.calendars import MINISTRY, WINDOW_15_14, Calendar
from dxplan.values.durations import LAST_DAY, Duration, DurationUnit
from dxplan.values.periods import Period, Step

ONE_DAY = timedelta(days=1)
YEARS = st.integers(1901, 2197)
DAYS = st.dates(date(1901, 1, 1), date(2197, 12, 31))


@st.composite
def steps(draw: st.DrawFn) -> Period:
    """A whole step of some recurrence."""
    year = draw(YEARS)
    step: Step = draw(st.sampled_from(get_args(Step)))
    around = Period(date(year, 1, 1), date(year + 1, 12, 31))
    return draw(st.sampled_from(MINISTRY.steps(step, around)))


@given(steps(), st.integers(1, 31))
def test_before_a_day_is_the_day_before_it(step: Period, day: int) -> None:
    last = monthrange(step.end.year, step.end.month)[1]
    by, before = (deadline_in(Recurrence("quarter", day, inclusive=i), step) for i in (True, False))
    assert by == step.end.replace(day=min(day, last))
    # A day that the month does not have stands for its end, so all of the month comes before it.
    assert before == (by - ONE_DAY if day <= last else step.end.replace(day=last))


@given(YEARS, st.integers(1, 4))
def test_before_the_15th_of_the_last_month_is_the_last_day_of_the_window(
    year: int, number: int
) -> None:
    quarter = periods.quarter(year, number)
    due = deadline_in(Recurrence("quarter", 15, inclusive=False), quarter)
    assert due == date(year, 3 * number, 14) == WINDOW_15_14.reported(quarter).end


@given(YEARS)
def test_the_last_day_of_february_follows_the_leap_years(year: int) -> None:
    february = periods.month(year, 2)
    days = 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    for day in (29, 30, 31):
        assert deadline_in(Recurrence("month", day), february) == date(year, 2, days)
    assert deadline_in(Recurrence("month"), february) == date(year, 2, days)
    assert deadline_in(Recurrence("month", 1, inclusive=False), periods.month(year, 3)) == date(
        year, 2, days
    )


@given(DAYS, st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 60))
def test_a_longer_time_never_ends_earlier(start: date, unit: DurationUnit, count: int) -> None:
    shorter, longer = (Duration(n, unit).after(start) for n in (count, count + 1))
    assert start < shorter < longer
    assert Duration(count, unit).after(start) <= Duration(count, unit).after(start + ONE_DAY)


@given(DAYS, st.integers(1, 60), st.booleans())
def test_working_days_are_no_shorter_than_days_and_the_last_is_worked(
    start: date, count: int, known: bool
) -> None:
    calendar = dxplan.load_text("plan p").calendar if known else Calendar("bare")
    found = calendar.deadline(start, Duration(count, "working_day"))
    assert calendar.is_worked(found.day)
    assert found.surely_in_time <= found.day
    assert found.surely_in_time >= start + timedelta(days=count)


@given(st.integers(1, 9999), st.sampled_from(get_args(DurationUnit)))
def test_no_deadline_lies_beyond_the_calendar(count: int, unit: DurationUnit) -> None:
    late = date(9998, 12, 1)
    assert late < MINISTRY.deadline(late, Duration(count, unit)).day <= LAST_DAY


# --- calendars ------------------------------------------------------------------------------------

PLAN = dxplan.load_text(
    'plan p "P"\n    period 2024 to 2025\nunit office "O"\n'
    'task t "T" before 2024-06-20\n    by office\n    cite "I"\n'
    'duty d "D" every quarter before day 15 of its last month\n    by office\n'
)
TITLES = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t\x0b\x85\u2028\u202e\\;:,\"'^=")), min_size=1
)


def renamed(item: DueItem, title: str) -> DueItem:
    source = attrs.evolve(item.source, title=title, cite=title)
    plan = attrs.evolve(item.plan, title=title)
    return attrs.evolve(item, source=source, plan=plan)


@given(TITLES, st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_a_calendar_says_what_was_written_whatever_that_is(title: str, as_of: date) -> None:
    found = dxplan.due(PLAN, as_of=as_of)
    items = tuple(renamed(item, title) for item in found)
    hostile: DueList = attrs.evolve(found, items=items)
    text = due_calendar(hostile, "en")
    assert all(len(line) <= 75 for line in text.encode("utf-8").split(b"\r\n"))
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [item_uid(item) for item in found]
    shown = plain(title)
    for event, item in zip(events, items, strict=True):
        assert event.decoded("DTSTART") == item.deadline
        assert str(event["SUMMARY"]).startswith(shown or item.id)
        assert "RRULE" not in event
        assert "ATTACH" not in event
