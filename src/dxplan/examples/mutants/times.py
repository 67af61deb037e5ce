"""Times a period earlier or later, and other steps for what recurs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import attrs

from dxplan.examples.mutants.kinds import Changed
from dxplan.syntax import nodes
from dxplan.values.durations import DurationUnit
from dxplan.values.periods import FIRST_YEAR, LAST_YEAR, Step

_OTHER_STEPS: Mapping[Step, tuple[Step, ...]] = {
    "month": ("quarter",), "quarter": ("month", "year"), "half_year": ("quarter", "year"),
    "year": ("quarter",), "semester": ("school_year",), "school_year": ("semester",),
}  # fmt: skip
_IN_A_YEAR: Mapping[nodes.LiteralKind, int] = {"quarter": 4, "month": 12, "semester": 2}


def next_to(literal: nodes.TimeLiteral) -> Iterator[nodes.TimeLiteral]:
    """The time of the same kind before a time, and the one after it.

    >>> [each.parts for each in next_to(nodes.TimeLiteral("quarter", (2024, 4)))]
    [(2024, 3), (2025, 1)]
    """
    for offset in (-1, 1):
        parts = _moved(literal, offset)
        if FIRST_YEAR <= parts[0] <= LAST_YEAR:
            yield attrs.evolve(literal, parts=parts)


def _moved(literal: nodes.TimeLiteral, offset: int) -> tuple[int, ...]:
    if literal.kind == "day":
        moved = date(*literal.parts) + timedelta(days=offset)
        return (moved.year, moved.month, moved.day)
    if literal.kind not in _IN_A_YEAR:
        return (literal.parts[0] + offset,)
    count = _IN_A_YEAR[literal.kind]
    year, place = divmod(literal.parts[0] * count + literal.parts[1] - 1 + offset, count)
    return (year, place + 1)


def changed_times(time: nodes.Time) -> Iterator[Changed[nodes.Time]]:
    """The time of a rule with one thing changed."""
    if time.literal is not None:
        for literal in next_to(time.literal):
            yield "deadline", attrs.evolve(time, literal=literal)
    if time.until is not None:
        for until in next_to(time.until):
            yield "deadline", attrs.evolve(time, until=until)
    if time.step is not None:
        for step in _OTHER_STEPS[time.step]:
            yield "recurrence", attrs.evolve(time, step=step)


def changed_days(clause: nodes.DayClause) -> Iterator[Changed[nodes.Clause]]:
    """``before day 20 of month 6`` a day or a month off."""
    for day in (clause.day - 1, clause.day + 1):
        if 1 <= day <= _LAST_DAY:
            yield "deadline", attrs.evolve(clause, day=day)
    if clause.month is not None:
        for month in (clause.month - 1, clause.month + 1):
            if 1 <= month <= _LAST_MONTH:
                yield "deadline", attrs.evolve(clause, month=month)


def changed_within(clause: nodes.WithinClause) -> Iterator[Changed[nodes.Clause]]:
    """``within 5 working days of …`` with one more or less, and in days of the other sort."""
    duration = clause.duration
    for count in (duration.count - 1, duration.count + 1):
        if count >= 1:
            changed = attrs.evolve(duration, count=count)
            yield "deadline", attrs.evolve(clause, duration=changed)
    if duration.unit in ("day", "working_day"):
        unit: DurationUnit = "day" if duration.unit == "working_day" else "working_day"
        yield "deadline", attrs.evolve(clause, duration=attrs.evolve(duration, unit=unit))


_LAST_DAY, _LAST_MONTH = 31, 12
