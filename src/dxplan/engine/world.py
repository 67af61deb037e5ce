"""What a target is judged against: its groups, the facts, and the other targets it depends on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import attrs

from dxplan.data.observations import Event, Organisation
from dxplan.engine.attained import attained, optional
from dxplan.engine.changes import is_nothing, may_be_nothing, resolved
from dxplan.engine.conditions import facts_on, holds
from dxplan.engine.conflicts import Conflict, concerning
from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.earlier import Earlier, is_ambiguous, ranked_alone
from dxplan.engine.expected import who_should_report
from dxplan.engine.findings import Base, Verdict
from dxplan.engine.grouping import Grouping, grouping
from dxplan.engine.groups import every_group, group_totals, groups_where
from dxplan.engine.judged_together import Group
from dxplan.engine.material import Material
from dxplan.engine.moments import (
    Moment,
    after_base,
    base_moment,
    base_period,
    moment_on,
    rules_on,
)
from dxplan.engine.pieces import contribution
from dxplan.engine.population import Population
from dxplan.engine.responsible import Note
from dxplan.engine.sums import Sums
from dxplan.engine.totals import Totals, total
from dxplan.plan.model import Attains, Holds, Met, Plan, Tally, Target, atoms
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.scopes import Scope
from dxplan.values.truth import Truth, conjunction


@attrs.frozen(repr=False)
class World(Shown):
    """Everything that sums and conditions are taken from.

    :param day: whose places count where organisations are grouped.
    """

    plan: Plan
    material: Material
    population: Population
    events: Sequence[Event]
    conflicts: Mapping[str, list[Conflict]]
    day: date

    def on(self, day: date) -> World:
        """The same with the places of another day."""
        return attrs.evolve(self, day=day)

    # --- sums -------------------------------------------------------------------------------------

    def sums(
        self, target: Target, parts: Mapping[str, Contribution], everybody: Collection[str]
    ) -> Sums:
        """The sums of some organisations.

        :param everybody: all that should report, so that a part of a group can be told.
        """
        counted = target.indicator.counts_groups_of
        inner = self._grouped(counted, parts, everybody) if counted else None
        outer = self._grouped(target.each, parts, everybody) if target.each else None
        split = [found.column for found in (outer, inner) if found is not None and found.is_split]
        sums = Sums(self.totals(target, parts), split_by=split[0] if split else "")
        if outer is not None:
            every = every_group(outer, *self._of_groups(target, parts, outer))
            return attrs.evolve(
                sums, every=tuple(every), column=outer.column, unplaced=outer.unplaced
            )
        numerator = target.indicator.numerator
        if inner is None or not isinstance(numerator, Tally) or numerator.condition is None:
            return sums
        return attrs.evolve(sums, groups=groups_where(numerator.condition, inner, parts))

    def _grouped(
        self, column: str, members: Collection[str], everybody: Collection[str]
    ) -> Grouping:
        return grouping(column, self.population.labels(column, self.day), members, everybody)

    def totals(self, target: Target, parts: Mapping[str, Contribution]) -> Totals:
        """The two sums over some organisations, or how many of their groups keep a condition."""
        counted = target.indicator.counts_groups_of
        if not counted:
            return total(target.indicator, parts.values())
        return group_totals(target.indicator, self._grouped(counted, parts, parts), parts)

    def _of_groups(
        self, target: Target, parts: Mapping[str, Contribution], outer: Grouping
    ) -> tuple[_SumsOf, list[Piece]]:
        """How a group is added up, and what those without a place may add to any of them."""
        if target.indicator.counts_groups_of:
            # They may join a group that is counted, or be one: nothing is certain of any.
            anything = Piece(Interval(None, None), Interval(None, None), coupled=False)
            perhaps = [anything] if outer.unplaced else []
        else:
            perhaps = optional(target.indicator, (parts[name] for name in outer.unplaced))
        return _SumsOf(self, target, parts), perhaps

    # --- conditions -------------------------------------------------------------------------------

    def applies(
        self, target: Target, moment: Moment, column: str | None, name: str
    ) -> tuple[Truth, list[Note]]:
        """Whether the condition of a rule holds, and what is not known of it.

        :param column: the register column of the group that is judged, ``None`` for the whole.
        :param name: of the group.
        """
        if target.when is None:
            return True, []
        facts = facts_on(moment.on, self.plan.facts.values(), self.events)
        case = Case(self, target, moment, column, name)
        truth = holds(target.when, facts, case.judge)
        named = {each.name for each in atoms(target.when) if isinstance(each, Holds)}
        unknown = sorted(each for each in named if facts.get(each) is None)
        notes: list[Note] = []
        if unknown:
            notes.append(("facts-unknown", (("facts", ", ".join(unknown)),)))
        others = [each for each in atoms(target.when) if isinstance(each, Attains | Met)]
        if truth is None and any(case.judge(each) is None for each in others):
            notes.append(("condition-unknown", (("condition", target.when_text),)))
        return truth, notes

    def members(
        self,
        target: Target,
        moment: Moment,
        column: str | None,
        name: str,
        now: date | None = None,
    ) -> list[Organisation]:
        """Who should report for a target inside a group.

        :param now: the day on which the group is compared with itself at an earlier moment.
        """
        expected = who_should_report(self.material, self.population, target, moment)
        if column is None:
            return expected
        labels = self.population.labels_then(column, moment.on, now or moment.on)
        return [each for each in expected if labels.get(each.id) == name]

    def disputed(self, target: Target, parts: Mapping[str, Contribution]) -> list[Note]:
        """What contradicts itself in the data that sums were taken from."""
        return [
            (conflict.code, conflict.params)
            for name, part in parts.items()
            for conflict in concerning(self.material, self.conflicts, target, name, part.used)
        ]


@attrs.frozen(repr=False)
class _SumsOf(Shown):
    """Adds up the organisations of a group."""

    world: World
    target: Target
    parts: Mapping[str, Contribution]

    def __call__(self, members: Sequence[str]) -> Totals:
        return self.world.totals(self.target, {name: self.parts[name] for name in members})


@attrs.frozen(repr=False)
class Case(Shown):
    """A target on a day, for the whole or for a group: what its condition is about."""

    world: World
    target: Target
    moment: Moment
    column: str | None
    name: str
    seen: tuple[Met, ...] = ()

    def judge(self, atom: Attains | Met) -> Truth:
        """Whether an indicator is as a condition wants it, or another target is met."""
        if isinstance(atom, Met):
            return self._met(atom)
        about, parts = self.compared(atom)
        if not parts or self.world.disputed(about, parts):
            return self._nobody if not parts else None
        return attained(atom, parts.values())

    def compared(self, atom: Attains) -> tuple[Target, Mapping[str, Contribution]]:
        """What an indicator of a condition is added up from, by organisation."""
        about = attrs.evolve(
            self.target, indicator=atom.indicator, scope=Scope(), excluded=(), each=""
        )
        return about, self._parts(about, self.moment)

    @property
    def _nobody(self) -> Truth:
        """What is said where nobody should report: without a register, nothing is known."""
        return False if self.world.material.has_register else None

    def _parts(
        self, target: Target, moment: Moment, now: date | None = None
    ) -> dict[str, Contribution]:
        members = self.world.members(target, moment, self.column, self.name, now)
        return {
            each.id: contribution(self.world.material, target, each, moment) for each in members
        }

    def _met(self, atom: Met) -> Truth:
        """Whether every target of an indicator and scope that rules on the day is met."""
        ruling = self.ruling(atom)
        if not ruling or atom in self.seen:
            return None
        return conjunction([self.keeps(target, atom) for target in ruling])

    def ruling(self, atom: Met) -> list[Target]:
        """The targets of an indicator and scope that rule on the day."""
        return [
            target
            for target in self.world.plan.targets
            if (target.indicator.name, target.scope) == (atom.indicator, atom.scope)
            and rules_on(target, self.moment.on)
        ]

    def keeps(self, target: Target, atom: Met) -> Truth:
        """Whether one of these targets is met on the day."""
        world, on = self.world, self.moment.on
        moment = moment_on(world.plan, target, on)
        unset = target.threshold.low is None and target.threshold.change is None
        if unset or waived(world.plan, target, moment):
            return None
        base = self._base(target, on)
        moment = after_base(moment, None if base is None else base.period)
        parts = ranked_alone(target.indicator, self._parts(target, moment))
        if not parts or world.disputed(target, parts) or is_ambiguous(target.indicator, parts):
            return self._nobody if not parts else None
        case = attrs.evolve(self, target=target, moment=moment, seen=(*self.seen, atom))
        facts = facts_on(on, world.plan.facts.values(), world.events)
        applies = True if target.when is None else holds(target.when, facts, case.judge)
        expected = who_should_report(world.material, world.population, target, moment)
        everybody = [each.id for each in expected]
        sums = world.sums(target, parts, everybody)
        if sums.split_by:
            return None
        return conjunction([applies, sums.totals.divides, _satisfied(target, sums, base)])

    def _base(self, target: Target, on: date) -> Base | None:
        """The base of a change on a day, of the same group."""
        world, period = self.world, base_period(self.world.plan, target, on)
        if period is None:
            return None
        parts = self._parts(target, base_moment(world.plan, period), on)
        group = Group(self.column, self.name)
        disputed = {group: world.disputed(target, parts)}
        totals = world.on(period.end).totals
        return Earlier(target, period, {group: parts}, disputed, totals).base(group)


def _satisfied(target: Target, sums: Sums, base: Base | None) -> Truth:
    """Whether a threshold is kept; one that is counted from nothing, or from a dispute, is not."""
    change = target.threshold.change
    if change is None or base is None:
        return sums.satisfied(target.threshold)
    if base.value is None or base.conflicts:
        return None
    if is_nothing(change, base.value):
        return False
    if may_be_nothing(change, base.value):
        return None
    return sums.satisfied(resolved(target.threshold, base.value), base.value)


def waived(plan: Plan, target: Target, moment: Moment) -> tuple[Verdict, Sequence[Note]] | None:
    """The verdict on a target that a waiver covers on a date."""
    note = waiver_note(plan, target, moment.on)
    return None if note is None else ("waived", [note])


def waiver_note(plan: Plan, target: Target, on: date) -> Note | None:
    """The waiver that covers a target on a date; of several the one that lasts longest."""
    covering = plan.waivers_of(target, on)
    if not covering:
        return None
    last = max(covering, key=lambda waiver: (waiver.until, waiver.because, waiver.cite))
    until = last.until.isoformat()
    return "waived", (("until", until), ("because", last.because), ("cite", last.cite))
