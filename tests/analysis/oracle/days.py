"""Days as docs/reference/language.md has them: when a rule holds, and what it adds up.

Written from that page, not from the evaluator, so that each can be held against the other.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, TypeAlias

import attrs

Day: TypeAlias = date
ONE = timedelta(days=1)


@attrs.frozen
class Stretch:
    """A time literal: all days from its first to its last.

    :param months: how many months it has; 0 for a single day, ``None`` for a school year.
    """

    text: str
    id: str
    start: Day
    end: Day
    months: int | None


def year(number: int) -> Stretch:
    return Stretch(str(number), str(number), date(number, 1, 1), date(number, 12, 31), 12)


def quarter(of_year: int, number: int) -> Stretch:
    last = date(of_year, 3 * number, monthrange(of_year, 3 * number)[1])
    text = f"{of_year}-Q{number}"
    return Stretch(text, text, date(of_year, 3 * number - 2, 1), last, 3)


def month(of_year: int, number: int) -> Stretch:
    last = date(of_year, number, monthrange(of_year, number)[1])
    text = f"{of_year}-{number:02d}"
    return Stretch(text, text, last.replace(day=1), last, 1)


def single(day: Day) -> Stretch:
    return Stretch(day.isoformat(), day.isoformat(), day, day, 0)


def school_year(first: int) -> Stretch:
    text = f"{first}-{first + 1}"
    days = date(first, 9, 5), date(first + 1, 5, 31)
    return Stretch(f"school year {text}", text, *days, None)


@attrs.frozen
class Time:
    """When a rule is judged.

    :param step: months of ``every`` step.
    """

    kind: Literal["by", "before", "in", "from", "every", "always"]
    named: Stretch | None = None
    until: Stretch | None = None
    step: int = 0

    @property
    def text(self) -> str:
        """As it stands in a rule."""
        if self.kind == "always":
            return ""
        bounds = "" if self.until is None else f" to {self.until.text}"
        if self.kind == "every":
            since = "" if self.named is None else f" from {self.named.text}"
            return f"every {STEPS[self.step]}{since}{bounds}"
        assert self.named is not None
        return f"{self.kind} {self.named.text}{bounds}"

    @property
    def id(self) -> str:
        """As it stands in an id."""
        if self.kind == "always":
            return "always"
        bounds = "" if self.until is None else f".to.{self.until.id}"
        if self.kind == "every":
            since = "" if self.named is None else f".from.{self.named.id}"
            return f"every.{STEPS[self.step].replace('-', '_')}{since}{bounds}"
        assert self.named is not None
        return f"{self.kind}.{self.named.id}{bounds}"

    @property
    def deadline(self) -> Day | None:
        """The last day in time, of what has a deadline."""
        if self.named is None or self.kind not in ("by", "before"):
            return None
        return self.named.end if self.kind == "by" else self.named.start - ONE


STEPS = {12: "year", 6: "half-year", 3: "quarter", 1: "month"}


@attrs.frozen
class Held:
    """The days on which a rule judges: all of a stretch, or single ones.

    :param start: the first of them, ``end`` the last.
    """

    start: Day
    end: Day
    single: tuple[Day, ...] | None = None

    def __contains__(self, day: Day) -> bool:
        return self.start <= day <= self.end and (self.single is None or day in self.single)

    def edges(self) -> Iterator[Day]:
        """The days on which it begins to judge, and those on which it no longer does."""
        stretches = (
            [(self.start, self.end)]
            if self.single is None
            else zip(self.single, self.single, strict=True)
        )
        for first, last in stretches:
            yield first
            yield last + ONE


def held(time: Time, plan: tuple[Day, Day], next_deadline: Day | None) -> Held | None:
    """The days on which a rule judges; ``None`` when there are none.

    :param plan: first and last day of the plan's period.
    :param next_deadline: of the milestone after it.
    """
    first, last = plan
    named = time.named
    if time.kind == "always":
        return Held(first, last)
    if time.kind == "every":
        return _steps(time, plan)
    assert named is not None
    if time.kind == "in":
        return Held(named.end, named.end)
    if time.kind == "from":
        end = last if time.until is None else min(last, time.until.end)
        return Held(named.start, end) if named.start <= end else None
    deadline = time.deadline
    assert deadline is not None
    end = last if next_deadline is None else min(last, next_deadline - ONE)
    return Held(deadline, max(deadline, end))


def _steps(time: Time, plan: tuple[Day, Day]) -> Held | None:
    """The last days of the steps that lie inside the plan's period and the bounds of the rule."""
    first = plan[0] if time.named is None else max(plan[0], time.named.start)
    last = plan[1] if time.until is None else min(plan[1], time.until.end)
    found = []
    for number in range(first.year * 12, last.year * 12 + 12, time.step):
        start = date(number // 12, number % 12 + 1, 1)
        end = _months_on(start, time.step) - ONE
        if first <= start and end <= last:
            found.append(end)
    return Held(found[0], found[-1], tuple(found)) if found else None


def window(time: Time, day: Day) -> Day:
    """The first of the days over which a flow is added up when a rule is judged on a day."""
    named = time.named
    if time.kind == "every":
        return _months_before(day, time.step)
    if named is None or time.kind == "from":
        return _months_before(day, 12)
    if time.kind == "before" or named.months == 0:
        return date(day.year, 1, 1)
    if named.months is None:
        return named.start if day == named.end else _months_before(day, 12)
    return _months_before(day, named.months)


def _months_before(day: Day, count: int) -> Day:
    """The first of so many months that end on a day."""
    after = day + ONE
    number = after.year * 12 + after.month - 1 - count
    last = monthrange(number // 12, number % 12 + 1)[1]
    return date(number // 12, number % 12 + 1, min(after.day, last))


def _months_on(day: Day, count: int) -> Day:
    number = day.year * 12 + day.month - 1 + count
    return date(number // 12, number % 12 + 1, day.day)
