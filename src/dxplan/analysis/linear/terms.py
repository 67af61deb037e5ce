"""The variables that stand for the sums of some rules, and the names they have across plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from dxplan.analysis.linear.answers import Block, Question, asked_in, holds, question_of
from dxplan.analysis.linear.cells import Outside, Parts
from dxplan.analysis.linear.forms import Cell, Figure, Linear, Number, total
from dxplan.engine.moments import Moment
from dxplan.plan.model import (
    Compares,
    Condition,
    Holds,
    Indicator,
    Measure,
    Plan,
    Quantity,
    Sum,
    Tally,
)
from dxplan.values.periods import Period, day
from dxplan.values.scopes import Member, Scope

GROUPS = 2
"""How many groups of a register column are told apart: one, and all others together."""


@attrs.frozen
class Place:
    """Where a sum is taken: of which plan, over what, when, in which group."""

    plan: Plan
    moment: Moment
    scope: Scope = attrs.field(factory=Scope)
    excluded: tuple[Member, ...] = ()
    group: int = 0


@attrs.frozen
class Terms:
    """How the sums of some rules are told in variables.

    :param parts: the parts that the rules tell apart.
    :param segments: the stretches of days that flows are told apart by.
    :param keys: by plan and measure, the name that the measure goes by here.
    :param blocks: what organisations are asked when they are counted.
    :param added: the measures, by key, that some rule adds up.
    :param counts: whether some rule counts organisations, so that there may be none.
    :param column: the register column whose groups each keep a threshold; empty without groups.
    """

    parts: Parts
    segments: tuple[Period, ...]
    keys: Mapping[tuple[str, str], str]
    blocks: tuple[Block, ...] = (Block(),)
    added: frozenset[str] = frozenset()
    counts: bool = False
    column: str = ""
    _cells: dict[int, tuple[Measure, tuple[Cell, ...]]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    @property
    def groups(self) -> range:
        """The groups, by number."""
        return range(GROUPS if self.column else 1)

    def key(self, plan: Plan, measure: str) -> str:
        """The name that a measure of a plan goes by."""
        return self.keys[plan.id, measure]

    def name(self, plan: Plan, key: str) -> str:
        """What a plan calls a measure that goes by a name here; empty when it has none."""
        name = key.partition(" ")[0]
        return name if self.keys.get((plan.id, name)) == key else ""

    # --- variables --------------------------------------------------------------------------------

    def days(self, measure: Measure, moment: Moment) -> list[Period]:
        """What a measure is added up over: the segments of a window, or one day.

        :raises Outside: when the window is not made of segments.
        """
        if not measure.flow:
            return [day(moment.on)]
        window = moment.window
        found = [part for part in self.segments if window.contains(part)]
        if not found or (found[0].start, found[-1].end) != (window.start, window.end):
            raise Outside("window-not-told-apart")
        return found

    def cells(self, measure: Measure) -> Sequence[Cell]:
        """The parts of a measure, of all kinds of organisations that are asked for it."""
        known = self._cells.get(id(measure))
        if known is None or known[0] is not measure:
            known = self._cells[id(measure)] = (measure, tuple(self._parts_of(measure)))
        return known[1]

    def _parts_of(self, measure: Measure) -> Iterator[Cell]:
        for kind in self.parts.organisations():
            if self.parts.carries(kind, measure.reported_by):
                for part in self.parts.breakdown(measure):
                    yield tuple(sorted((*kind, *part)))

    def figures(self, place: Place, name: str, weight: str | None = None) -> Iterator[Figure]:
        """The figures of a measure that count in a place."""
        measure = place.plan.measures[name]
        times = "" if weight is None else self.key(place.plan, weight)
        whole = measure.kind != "amount" and weight is None
        for cell in self.cells(measure):
            if self.parts.counts(measure, cell, place.scope, place.excluded):
                for days in self.days(measure, place.moment):
                    yield Figure(self.key(place.plan, name), cell, days, times, place.group, whole)

    def numbers(self, block: int, kind: Cell, on: Period, group: int) -> Iterator[Number]:
        """How many organisations of a kind there are, by their answers to a block of questions."""
        for given in self.blocks[block].combinations:
            yield Number(block, given, kind, on, group)

    def asked(self, place: Place, measures: Iterable[str]) -> Linear:
        """How many organisations of a place are asked for any of some measures."""
        listed = [place.plan.measures[name] for name in measures]
        found: list[Number] = []
        for kind in self.parts.organisations():
            if any(self.parts.carries(kind, measure.reported_by) for measure in listed):
                found.extend(self.numbers(0, kind, day(place.moment.on), place.group))
        return total(found)

    def asks_anybody(self, place: Place, indicator: Indicator) -> bool:
        """Whether there is anybody in a place who is asked for anything that an indicator counts.

        Not when all of its scope is excluded, or nobody of it reports what is added up.
        """
        return any(
            any(True for _ in self._kinds_counted(place, side))
            if isinstance(side, Tally)
            else any(True for name in side.measures() for _ in self.figures(place, name))
            for side in (indicator.numerator, indicator.denominator)
        )

    # --- sums -------------------------------------------------------------------------------------

    def quantity(self, place: Place, quantity: Quantity) -> Linear:
        """One of the two sums of an indicator.

        :raises Outside: when it is no linear combination.
        """
        if quantity.groups:
            raise Outside("rests-on-a-scale")
        if isinstance(quantity, Tally):
            return self._tally(place, quantity)
        return self._sum(place, quantity)

    def _sum(self, place: Place, quantity: Sum) -> Linear:
        found = Linear(constant=quantity.constant)
        for factor, name, weight in quantity.terms:
            if place.plan.measures[name].kind == "flag":
                raise Outside("adds-up-flags", measure=name)
            found = found + total(self.figures(place, name, weight), factor)
        return found

    def _tally(self, place: Place, quantity: Tally) -> Linear:
        if quantity.of:
            raise Outside("counts-groups")
        block, ask = self._asked(place, quantity)
        on = day(place.moment.on)
        return total(
            each
            for kind in self._kinds_counted(place, quantity)
            for each in self.numbers(block, kind, on, place.group)
            if holds(quantity.condition, ask, each.answers)
        )

    def _kinds_counted(self, place: Place, quantity: Tally) -> Iterator[Cell]:
        """The kinds of organisations of a place that are asked all that a tally needs."""
        asked = [place.plan.measures[name] for name in quantity.measures()]
        for kind in self.parts.organisations():
            carries_all = all(self.parts.carries(kind, each.reported_by) for each in asked)
            if carries_all and self.parts.counts(_ANY, kind, place.scope, place.excluded):
                yield kind

    def _asked(self, place: Place, quantity: Tally) -> tuple[int, dict[Condition, int]]:
        """The block of questions that a tally asks, and the number in it of each."""
        asked = {atom: self._question(place, atom) for atom in asked_in(quantity)}
        for number, block in enumerate(self.blocks):
            if all(question in block.questions for question in asked.values()):
                return number, {a: block.questions.index(q) for a, q in asked.items()}
        raise AssertionError("INVARIANT: what a rule asks together stands in one block")

    def _question(self, place: Place, atom: Condition) -> Question:
        """The question that a part of a condition asks.

        :raises Outside: when its answer says something about sums as well.
        """
        name = atom.name if isinstance(atom, Holds | Compares) else ""
        question = question_of(place.plan, atom, self.keys.get((place.plan.id, name), ""))
        if question.measure in self.added:
            raise Outside("counted-and-added", measure=name)
        if self.parts.breakdown(place.plan.measures[name]) != [()]:
            raise Outside("counts-by-parts", measure=name)
        return question


_ANY = Measure("")


def keys_of(plans: Iterable[Plan]) -> dict[tuple[str, str], str]:
    """What measures go by: their names, numbered where plans mean different things by one."""
    found: dict[tuple[str, str], str] = {}
    meanings: dict[str, list[object]] = {}
    for plan in plans:
        for name, measure in plan.measures.items():
            known = meanings.setdefault(name, [])
            meaning = _meaning(measure)
            if meaning not in known:
                known.append(meaning)
            number = known.index(meaning)
            found[plan.id, name] = name if not number else f"{name} ({number + 1})"
    return found


def _meaning(measure: Measure) -> object:
    by = sorted((member.dimension, member.name) for member in measure.reported_by)
    dimensions = sorted(measure.dimensions)
    return (measure.kind, measure.flow, dimensions, measure.measured_in, by, measure.highest)
