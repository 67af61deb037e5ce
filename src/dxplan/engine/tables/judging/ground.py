"""What a check rests on that an edit of thresholds or deadlines leaves as it is.

Whoever keeps it adds up nothing twice: only the verdicts are found again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeAlias

import attrs
import numpy as np

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.register_columns import titles_of
from dxplan.engine.moments import Moment
from dxplan.engine.responsible import Note
from dxplan.engine.successors import is_any_linked
from dxplan.engine.tables.exact import exact_figures
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.added import Added
from dxplan.engine.tables.judging.alone import (
    Given,
    Singles,
    observations_of,
    periods_by_measure,
    singles,
)
from dxplan.engine.tables.judging.asking import Asking, asking
from dxplan.engine.tables.judging.blocks import Groups, GroupSums, group_sums
from dxplan.engine.tables.judging.finest import finest, measures_in_columns
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.selection import Selection
from dxplan.engine.tables.judging.works import Planner, Works
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.model import Attains, Plan, Target
from dxplan.values.periods import Period

Asked: TypeAlias = "tuple[Target, Moment]"


@attrs.frozen(eq=False)
class AddedUp:
    """The sums of a target at a moment.

    :param odd: codes of the organisations that are to be looked at one by one.
    :param inner: where groups are counted, the sums that a condition on them compares.
    """

    odd: Codes
    added: Added
    inner: Mapping[Attains, Added] = attrs.field(factory=dict)


@attrs.define(eq=False, slots=False)
class Ground:
    """What the targets of a plan are judged on: whom they ask, and what is added up for them.

    :param rules: the plan without its targets.
    :param periods: by measure, every period for which anybody reported it.
    """

    rules: Plan
    figures: Figures
    given: Given
    asking: Asking
    periods: Mapping[str, frozenset[Period]]
    _added: dict[object, AddedUp | None] = attrs.field(factory=dict)
    _singles: dict[object, Singles] = attrs.field(factory=dict)
    _groups: dict[object, Groups] = attrs.field(factory=dict)
    _notes: dict[object, tuple[Note, ...]] = attrs.field(factory=dict)
    _sums: dict[object, GroupSums] = attrs.field(factory=dict)
    _finest: dict[frozenset[str], Ground] = attrs.field(factory=dict)

    def serves(self, plan: Plan, given: Given) -> bool:
        """Whether a check of a plan, which may have other targets, rests on it as well."""
        return (
            (given.as_of, given.events) == (self.given.as_of, self.given.events)
            and given.register is self.given.register
            and without_targets(plan) == self.rules
        )

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of organisations by id, as far as the register gives them."""
        return titles_of(self.given.register or {})

    @cached_property
    def is_linked(self) -> bool:
        """Whether organisations merged: what these report depends on one another."""
        return is_any_linked(self.given.register or {})

    # --- sums by kind -----------------------------------------------------------------------------

    def add_up(self, wanted: Sequence[Asked]) -> list[AddedUp | None]:
        """The sums of targets at moments; ``None`` for those that do not fit into columns."""
        missing = [each for each in wanted if _key(*each) not in self._added]
        if missing:
            self._add(missing)
        return [self._added[_key(*each)] for each in wanted]

    def _add(self, wanted: Sequence[Asked]) -> None:
        lookup = Lookup(self.figures)
        selection = Selection(self.figures, self.asking, _by_measure(self.figures))
        planner = Planner(self.asking.plan, self.asking, selection, lookup, self.periods)
        works = {_key(*each): planner.works(*each) for each in wanted}
        for work in works.values():
            if work is not None:
                work.want()
        lookup.fetch()
        kinds = len(self.figures.kinds.examples)
        added: dict[int, AddedUp] = {}
        for key, work in works.items():
            self._added[key] = None if work is None else _added(work, kinds, added)

    # --- organisations as kinds -------------------------------------------------------------------

    def finest(self, plan: Plan) -> Ground:
        """The same with every organisation as a kind of its own, for the targets of a plan."""
        needed = measures_in_columns(plan)
        if needed not in self._finest:
            self._finest[needed] = ground(plan, finest(self.figures, needed), self.given)
        return self._finest[needed]

    # --- groups -----------------------------------------------------------------------------------

    def everybody(self) -> Groups:
        """All organisations in one group, under the plan's id."""
        if None not in self._groups:
            one = np.zeros(len(self.figures.kinds.examples), dtype=np.int64)
            self._groups[None] = Groups(None, (self.rules.id,), one, always=1)
        return self._groups[None]

    def groups(self, column: str, day: date) -> Groups:
        """The groups of a register column on a day."""
        if column == ORGANISATION:
            kinds = self.figures.kinds
            return self._groups.setdefault(column, Groups(column, kinds.organisations, kinds.of))
        labels = self.asking.labels(column, day)
        # Days with the same places have them in common.
        key = (column, id(labels))
        if key not in self._groups:
            names = sorted(set(labels.values()))
            places = {name: place for place, name in enumerate(names)}
            examples = self.figures.kinds.examples
            of = [places.get(labels.get(each.id, ""), -1) for each in examples]
            self._groups[key] = Groups(column, tuple(names), np.array(of, dtype=np.int64))
        return self._groups[key]

    def notes(self, day: date, columns: tuple[str, ...]) -> tuple[Note, ...]:
        """What must be said of the whole on a day."""
        if (day, columns) not in self._notes:
            self._notes[day, columns] = self.asking.notes(day, columns)
        return self._notes[day, columns]

    def sums(self, added: Added, groups: Groups, single: tuple[int, ...]) -> GroupSums:
        """The sums of some groups.

        :param single: codes of the organisations that are looked at one by one.
        """
        key = (id(added), id(groups), single)
        if key not in self._sums:
            self._sums[key] = group_sums(added, groups, self.figures.kinds, single)
        return self._sums[key]

    # --- organisations by themselves --------------------------------------------------------------

    def alone(self, odd: Codes, measures: Collection[str]) -> Singles:
        """Those apart, and some others with some measures, to be looked at one by one."""
        key = (odd.tobytes(), frozenset(measures))
        if key not in self._singles:
            plan = self.asking.plan
            self._singles[key] = singles(plan, self.figures, self.given, odd, measures)
        return self._singles[key]


def ground(plan: Plan, figures: Figures, given: Given) -> Ground:
    """The ground of a plan; nothing is added up yet."""
    exact = exact_figures(figures)
    rules = without_targets(plan)
    asks = asking(rules, exact.kinds, exact.has_register, given.events or ())
    apart = observations_of(exact, np.zeros(0, dtype=np.int64), (), given.as_of)
    return Ground(rules, exact, given, asks, periods_by_measure(exact, apart))


def without_targets(plan: Plan) -> Plan:
    """What of a plan the sums may depend on, beside whom and what the targets ask."""
    return attrs.evolve(plan, targets=(), files=())


def _key(target: Target, moment: Moment) -> object:
    """What two targets have in common whose sums are the same."""
    return (target.indicator.name, target.scope, target.excluded, moment, target.each)


def _added(work: Works, kinds: int, known: dict[int, AddedUp]) -> AddedUp:
    if id(work) not in known:
        inner = {atom: each.added(kinds) for atom, each in work.inner.items()}
        known[id(work)] = AddedUp(work.odd, work.added(kinds), inner)
    return known[id(work)]


def _by_measure(figures: Figures) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, point in enumerate(figures.points):
        found.setdefault(point.measure, []).append(position)
    return found
