"""Observations as the rows that a file would have, and as a table to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from dxplan.data.observations import Observations
from dxplan.data.period_text import read_period
from dxplan.plan.model import Plan
from dxplan.values.calendars import Calendar
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period

Row = dict[str, object]


def figure_rows(plan: Plan, observations: Observations) -> list[Row]:
    """One row for what one organisation reported for a period and a break-down."""
    found: dict[object, Row] = {}
    for cell in observations.cells:
        key = (cell.organisation, cell.period, tuple(sorted(cell.members.items())))
        if key not in found:
            period = period_text(cell.period, plan.calendar)
            found[key] = {"school": cell.organisation, "period": period, **cell.members}
        found[key][cell.measure] = _number(cell.value, plan.measures[cell.measure].kind == "flag")
    for value in observations.reported_values:
        key = (value.organisation, value.period, tuple(sorted(value.members.items())))
        found[key][value.indicator] = exact_text(value.value)
    return list(found.values())


def register_rows(observations: Observations) -> list[Row]:
    """One row for an organisation, with what it carries and the groups it is in."""
    return [
        {
            "school": each.id,
            **{name: "; ".join(sorted(members)) for name, members in each.members.items()},
            **each.parents,
        }
        for each in (observations.organisations or {}).values()
    ]


def event_rows(observations: Observations) -> list[Row] | None:
    """One row for what came about."""
    if observations.events is None:
        return None
    return [
        {"rule": each.rule, "date": each.on.isoformat(), "value": "yes" if each.holds else "no"}
        for each in observations.events
    ]


def _number(value: Fraction, flag: bool) -> object:
    if flag:
        return bool(value)
    return value.numerator if value.denominator == 1 else value


@cache
def period_text(period: Period, calendar: Calendar) -> str:
    """A period as people write it.

    >>> from dxplan.values.calendars import MINISTRY
    >>> from dxplan.values.periods import quarter, year
    >>> period_text(quarter(2024, 2), MINISTRY), period_text(year(2025), MINISTRY)
    ('2024-Q2', '2025')
    """
    for text in _texts(period):
        if read_period(text, calendar) == period:
            return text
    return f"{_day(period.start)} - {_day(period.end)}"


def _texts(period: Period) -> Iterator[str]:
    last = period.end
    yield str(last.year)
    yield from (f"{last.year}-Q{number}" for number in range(1, 5))
    yield f"{last.year}-{last.month:02}"
    yield last.isoformat()
    yield f"school year {period.start.year}-{period.start.year + 1}"
    for number in (1, 2):
        for first in (last.year - 1, last.year):
            yield f"semester {number} of school year {first}-{first + 1}"


def _day(day: object) -> str:
    from datetime import date

    assert isinstance(day, date)
    return f"{day.day}/{day.month}/{day.year}"


def table_text(rows: Sequence[Row], observations: Observations) -> list[str]:
    """The rows one under the other, then who is silent and what came about."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    cells = [heads, *([_cell(row.get(head)) for head in heads] for row in rows)] if rows else []
    widths = [max(len(line[place]) for line in cells) for place in range(len(heads))]
    lines = [
        "  "
        + "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    told = {cell.organisation for cell in observations.cells}
    silent = [name for name in observations.organisations or {} if name not in told]
    if silent:
        lines.append(f"  silent: {', '.join(silent)}")
    for each in observations.events or ():
        lines.append(
            f"  {each.rule} {'holds' if each.holds else 'ended'} from {each.on.isoformat()}"
        )
    return lines


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return exact_text(value)
    return "" if value is None else str(value)
