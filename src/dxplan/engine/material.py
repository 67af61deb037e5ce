"""Observations put where the evaluator finds them.

By measure and organisation, and who should report.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.observations import Event, Observations, Organisation
from dxplan.engine.conditions import Values, facts_on
from dxplan.engine.moments import Moment
from dxplan.plan.model import Group, Measure, Plan, Quantity, Sum, Tally, Target
from dxplan.shown import Shown
from dxplan.values.periods import Period, day
from dxplan.values.scopes import Member, Scope

Exact: TypeAlias = int | Fraction
Key: TypeAlias = tuple[tuple[str, str], ...]


@attrs.frozen(repr=False)
class Entry(Shown):
    """A reported number of one organisation and measure.

    :param key: the members it is broken down to, sorted.
    """

    period: Period
    key: Key
    value: Exact


def whole(value: Fraction) -> Exact:
    """The same number, as an integer where it is one: integers add faster."""
    return value.numerator if value.denominator == 1 else value


@attrs.define(repr=False)
class Material(Shown):
    """Everything an evaluation looks at.

    :param entries: by measure, then organisation.
    :param organisations: the register; without one, whoever reported anything.
    :param has_register: whether there is a register.
    :param events: what facts are known from, beside the rules.
    """

    plan: Plan
    entries: dict[str, dict[str, list[Entry]]]
    organisations: Mapping[str, Organisation]
    has_register: bool
    events: tuple[Event, ...] = ()
    _selected: dict[object, dict[str, list[Entry]]] = attrs.field(factory=dict)
    _periods: dict[str, frozenset[Period]] = attrs.field(factory=dict)
    _within: dict[tuple[str, str, str], bool] = attrs.field(factory=dict)
    _facts: dict[date, Values] = attrs.field(factory=dict)

    def facts_on(self, day: date) -> Values:
        """What is known of the plan's facts on a day."""
        if day not in self._facts:
            self._facts[day] = facts_on(day, self.plan.facts.values(), self.events)
        return self._facts[day]

    def periods(self, measure: str) -> frozenset[Period]:
        """Every period for which anybody reported a measure."""
        if measure not in self._periods:
            by_organisation = self.entries.get(measure, {})
            self._periods[measure] = frozenset(
                e.period for es in by_organisation.values() for e in es
            )
        return self._periods[measure]

    def remember_periods(self, measure: str, periods: frozenset[Period]) -> None:
        """Takes it as known for which periods anybody reported a measure."""
        self._periods[measure] = periods

    def selected(
        self, measure: Measure, scope: Scope, excluded: tuple[Member, ...]
    ) -> dict[str, list[Entry]]:
        """By organisation, the entries of a measure that count for a scope."""
        key = (measure.name, scope, excluded)
        if key not in self._selected:
            self._selected[key] = {
                organisation: [e for e in entries if e.key in kept]
                for organisation, entries in self.entries.get(measure.name, {}).items()
                if (
                    kept := {
                        each
                        for each in {e.key for e in entries}
                        if self.counts(measure, organisation, each, scope, excluded)
                    }
                )
            }
        return self._selected[key]

    def counts(
        self,
        measure: Measure,
        organisation: str,
        key: Key,
        scope: Scope,
        excluded: tuple[Member, ...],
    ) -> bool:
        """Whether a number that is broken down to some members counts for a scope."""
        members = dict(key)
        for dimension, wanted in scope:
            own = self._own(organisation, dimension, members)
            if not own or not all(self.within(dimension, member, wanted) for member in own):
                return False
        return all(self._free_of(measure, organisation, members, member) for member in excluded)

    def _free_of(
        self, measure: Measure, organisation: str, members: Mapping[str, str], excluded: Member
    ) -> bool:
        """Whether an entry surely holds nothing of an excluded member."""
        dimension = excluded.dimension
        own = self._own(organisation, dimension, members)
        if not own:
            return dimension not in measure.dimensions
        return not any(
            self.within(dimension, member, excluded.name)
            or self.within(dimension, excluded.name, member)
            for member in own
        )

    def _own(self, organisation: str, dimension: str, members: Mapping[str, str]) -> frozenset[str]:
        """What an entry is about in a dimension: as reported, or else as the register has it."""
        if dimension in members:
            return frozenset([members[dimension]])
        registered = self.organisations.get(organisation)
        return frozenset() if registered is None else registered.members.get(dimension, frozenset())

    def within(self, dimension: str, member: str, ancestor: str) -> bool:
        """Whether a member is another one of its dimension, or a part of it."""
        if member == ancestor:
            return True
        key = (dimension, member, ancestor)
        if key not in self._within:
            found = self.plan.dimensions.get(dimension)
            try:
                self._within[key] = found is not None and found.within(member, ancestor)
            except KeyError:
                self._within[key] = False
        return self._within[key]

    def concerns(self, target: Target, organisation: Organisation, moment: Moment) -> bool:
        """Whether a target is about an organisation at a moment: it exists and is in the scope."""
        return self._exists(organisation, target, moment) and self.in_scope(organisation, target)

    def asks(self, organisation: Organisation, quantity: Quantity) -> bool:
        """Whether an organisation is a part of a sum: asked for anything that is added up.

        To be tallied it must be asked for everything that the condition needs; to be a part of a
        group that is tallied, for anything.
        """
        asked = (self.asked(organisation, self.plan.measures[m]) for m in quantity.measures())
        alone = isinstance(quantity, Tally) and not quantity.of
        found = all(asked) if alone else any(asked)
        return found and all(self.levels(organisation, each) for each in quantity.groups)

    def levels(self, organisation: Organisation, group: Group) -> bool:
        """Whether an organisation is levelled in a group of a scale."""
        reports = self.carries(organisation, group.reported_by)
        return reports and all(self._has_more_than(organisation, m) for m in group.excluded)

    def asked(self, organisation: Organisation, measure: Measure) -> bool:
        """Whether ``reported by`` names a member that the register gives the organisation."""
        return self.carries(organisation, measure.reported_by)

    def carries(self, organisation: Organisation, members: tuple[Member, ...]) -> bool:
        """Whether it has one of some members, as far as the register tells; none: anybody has."""
        if not members:
            return True
        by = [m for m in members if organisation.members.get(m.dimension)]
        return not by or any(
            self.within(m.dimension, own, m.name)
            for m in by
            for own in organisation.members[m.dimension]
        )

    def _exists(self, organisation: Organisation, target: Target, moment: Moment) -> bool:
        """Whether it exists on the day; for sums of flows, whether it did during the window.

        What a school did until it closed was done all the same.
        """
        since, until = organisation.since, organisation.until
        if since is None and until is None:
            return True
        days = moment.window if self._only_flows(target) else day(moment.on)
        return (since is None or since <= days.end) and (until is None or days.start <= until)

    def _only_flows(self, target: Target) -> bool:
        quantities = (target.indicator.numerator, target.indicator.denominator)
        return all(isinstance(quantity, Sum) for quantity in quantities) and all(
            self.plan.measures[name].flow for name in target.indicator.measures()
        )

    def in_scope(self, organisation: Organisation, target: Target) -> bool:
        """Whether it has something of the scope: a part of a member, or what it is a part of."""
        for dimension, wanted in target.scope:
            own = organisation.members.get(dimension)
            if own and not any(
                self.within(dimension, member, wanted) or self.within(dimension, wanted, member)
                for member in own
            ):
                return False
        return all(self._has_more_than(organisation, member) for member in target.excluded)

    def _has_more_than(self, organisation: Organisation, excluded: Member) -> bool:
        own = organisation.members.get(excluded.dimension)
        return not own or not all(self.within(excluded.dimension, m, excluded.name) for m in own)

    def needed(self, organisation: Organisation, measure: Measure, target: Target) -> list[Key]:
        """The members that a full report of a measure must cover, as far as the register tells."""
        found: list[Key] = []
        if not organisation.members:
            return found
        scope = dict(target.scope)
        for dimension in measure.dimensions:
            for member in organisation.members.get(dimension, ()):
                inside = dimension not in scope or self.within(dimension, member, scope[dimension])
                left_out = any(
                    m.dimension == dimension and self.within(dimension, member, m.name)
                    for m in target.excluded
                )
                if inside and not left_out:
                    found.append(((dimension, member),))
        return found

    def overlap(self, first: Key, second: Key) -> bool:
        """Whether two break-downs may hold the same thing: no dimension keeps them apart."""
        others = dict(second)
        return all(
            dimension not in others
            or self.within(dimension, member, others[dimension])
            or self.within(dimension, others[dimension], member)
            for dimension, member in first
        )


def gather(plan: Plan, observations: Observations) -> Material:
    """The material of an evaluation. The order of the cells does not matter."""
    entries: dict[str, dict[str, list[Entry]]] = {}
    keys: dict[Key, Key] = {}
    # Thousands of cells share their members; the cells keep them, so that nothing else can have
    # their identity. One object for each break-down saves time and room.
    known: dict[int, Key] = {}
    for cell in observations.cells:
        key = known.get(id(cell.members))
        if key is None:
            key = tuple(sorted(cell.members.items()))
            key = known[id(cell.members)] = keys.setdefault(key, key)
        entry = Entry(cell.period, key, whole(cell.value))
        entries.setdefault(cell.measure, {}).setdefault(cell.organisation, []).append(entry)
    for by_organisation in entries.values():
        for listed in by_organisation.values():
            if len(listed) > 1:
                listed.sort(key=coarsest_first)
    register, events = observations.organisations, observations.events or ()
    if register is None:
        seen = {organisation for by in entries.values() for organisation in by}
        named = {name: Organisation(name) for name in sorted(seen)}
        return Material(plan, entries, named, False, events)
    return Material(plan, entries, register, True, events)


def coarsest_first(entry: Entry) -> tuple[int, int, date, Key]:
    """An order in which what holds other entries comes before them."""
    return (len(entry.key), -entry.period.days, entry.period.start, entry.key)
