"""The parts of an example in the names of a plan: members, periods, rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Any, cast

import attrs

from dxplan.data.observations import Event, Organisation
from dxplan.messages import Language
from dxplan.plan.examples import Expectation
from dxplan.plan.model import Plan, Target, Timing
from dxplan.plan.timing import literal_period, timing
from dxplan.shown import Shown
from dxplan.syntax import nodes
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period


@attrs.frozen(repr=False)
class Wording(Shown):
    """How examples of a plan are written in a language.

    Where something has an alias, its name is written in English and the alias in Vietnamese.
    """

    plan: Plan
    language: Language

    def name(self, declared: Any) -> nodes.Name:
        """The name of something that a plan declares."""
        alias = declared.alias if self.language == "vi" else None
        return nodes.Name(alias or declared.name)

    def members(self, members: Iterable[tuple[str, str]]) -> tuple[nodes.Name, ...]:
        """Members by dimension and name."""
        dimensions = self.plan.dimensions
        return tuple(self.name(dimensions[of].member(member)) for of, member in members)

    # --- givens -----------------------------------------------------------------------------------

    def schools(self, count: int, name: nodes.Text | None, like: Organisation) -> nodes.Schools:
        """Who a given is about."""
        members = [(of, each) for of, own in sorted(like.members.items()) for each in sorted(own)]
        groups = tuple(group_of(by, where) for by, where in sorted(like.parents.items()))
        return nodes.Schools(count, name, self.members(members), groups)

    def item(
        self, name: str, scope: Iterable[tuple[str, str]], value: Fraction, percent: bool
    ) -> nodes.GivenItem:
        """What is reported."""
        members = self.members(scope)
        if percent:
            number = nodes.Number(value, percent=True)
            return nodes.Figure(self.name(self.plan.indicators[name]), members, number)
        measure = self.plan.measures[name]
        if measure.kind == "flag":
            return nodes.Answer(self.name(measure), members, value != 0)
        return nodes.Figure(self.name(measure), members, nodes.Number(value))

    def happening(self, event: Event) -> nodes.GivenItem:
        """What happened."""
        fact = self.plan.facts.get(event.rule)
        if fact is not None:
            return nodes.Answer(self.name(fact), (), event.holds)
        of = None if event.period is None else self.time(event.period).first
        unit = None if event.unit is None else self.plan.units.get(event.unit)
        units = () if unit is None else (self.name(unit),)
        return nodes.Done(nodes.Name(event.rule), of, units)

    def time(self, period: Period) -> nodes.GivenTime:
        """The days that something is given for: by one literal where there is one."""
        found = literal_of(period, self.plan.calendar)
        if found is not None:
            return nodes.GivenTime(found)
        days = (period.start, period.end)
        first, last = (nodes.TimeLiteral("day", (d.year, d.month, d.day)) for d in days)
        return nodes.GivenTime(first, last)

    # --- expectations -----------------------------------------------------------------------------

    def expectation(self, wanted: Expectation) -> nodes.Clause:
        """What is expected, of a rule as it is written where that tells it from all others."""
        subject, time = self._subject(wanted)
        units = self.plan.units
        return nodes.ExpectClause(
            subject,
            time,
            None if wanted.by is None else group_of(wanted.by, wanted.group),
            wanted.outcome,
            nodes.Name(wanted.band) if wanted.band else None,
            tuple(self.name(units[name]) for name in sorted(wanted.lead or ())),
            tuple(self.name(units[name]) for name in sorted(wanted.cooperating or ())),
        )

    def _subject(
        self, wanted: Expectation
    ) -> tuple[tuple[nodes.Name, ...] | nodes.Text, nodes.Time | None]:
        target = next((each for each in self.plan.targets if each.id == wanted.id), None)
        if wanted.rule != "target":
            return (nodes.Name(wanted.id),), None
        if target is None:
            return nodes.Text(wanted.id), None
        time = time_of(target.time, self.plan.calendar)
        if time is None or sum(_reads_alike(target, each) for each in self.plan.targets) > 1:
            return nodes.Text(wanted.id), None
        return (self.name(target.indicator), *self.members(target.scope)), time


def _reads_alike(one: Target, other: Target) -> bool:
    same = one.indicator.name == other.indicator.name and one.scope == other.scope
    return same and one.time.text == other.time.text


def group_of(by: str, name: str) -> nodes.GroupOf:
    """A group of a register column."""
    own = {"organisation": "school"}.get(by, by)
    levels = ("province", "district", "commune", "school")
    column = cast(Any, own) if own in levels else nodes.Text(by)
    return nodes.GroupOf(column, nodes.Text(name))


# --- time -----------------------------------------------------------------------------------------


def literal_of(period: Period, calendar: Calendar) -> nodes.TimeLiteral | None:
    """The literal that names a period; ``None`` when no single one does."""
    year, month = period.start.year, period.start.month
    day = nodes.TimeLiteral("day", (year, month, period.start.day))
    if period.days == 1:
        return day
    candidates = (
        nodes.TimeLiteral("year", (year,)),
        nodes.TimeLiteral("quarter", (year, (month + 2) // 3)),
        nodes.TimeLiteral("month", (year, month)),
        *(nodes.TimeLiteral("school_year", (first,)) for first in (year, year - 1)),
        *(
            nodes.TimeLiteral("semester", (first, number))
            for first in (year, year - 1)
            for number in (1, 2)
        ),
    )
    return next((each for each in candidates if literal_period(each, calendar) == period), None)


def time_of(wanted: Timing, calendar: Calendar) -> nodes.Time | None:
    """The time of a rule as it is written; ``None`` when it cannot be told from what it means."""
    node: nodes.Time | None = None
    if wanted.kind == "every" and wanted.start is None and wanted.end is None:
        node = nodes.Time("every", step=wanted.step)
    elif wanted.kind in ("by", "in", "from", "before") and wanted.span_of_days is not None:
        period = wanted.span_of_days
        if wanted.kind == "before":
            after = period.end + timedelta(days=1)
            period = Period(after, after)
        literal = literal_of(period, calendar)
        node = None if literal is None else nodes.Time(wanted.kind, literal)
    return node if node is not None and timing(node, calendar).text == wanted.text else None
