"""Conditions of rules made true or false: facts that hold, and figures that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import attrs

from dxplan.aiming.counted_beside import counted_beside
from dxplan.aiming.demands import Demand, Fact, Way, first_that_can, ways_of
from dxplan.aiming.drawn import Figures
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose
from dxplan.aiming.places import Ground, ground_of
from dxplan.aiming.reports import is_weighted
from dxplan.aiming.together import Asked, Within, beside, one_ground, within
from dxplan.data.observations import Cell, Event, Organisation
from dxplan.engine.conditions import facts_on
from dxplan.engine.moments import Moment
from dxplan.plan.model import (
    Condition,
    Holds,
    Indicator,
    Negation,
    Plan,
    Sum,
    Tally,
    Target,
    operands_of,
)


class Beside(Protocol):
    """Figures that organisations report beside those of a target."""

    @property
    def figures(self) -> Figures:
        """What is reported."""

    @property
    def fewest(self) -> int:
        """How many organisations it takes."""

    def cells(self, choose: Choose, told: Sequence[Organisation], everybody: int) -> Sequence[Cell]:
        """The reports of some organisations."""


@attrs.frozen
class When:
    """What makes a condition true, or false.

    :param ground: where the figures of the target are put then.
    :param known: which facts hold.
    :param told: those that events have to tell of.
    :param beside: other figures of the same organisations.
    :param within: what the target's own figures must keep.
    """

    ground: Ground
    known: Mapping[str, bool]
    told: Mapping[str, bool]
    beside: tuple[Beside, ...] = ()
    within: Within | None = None

    @property
    def fewest(self) -> int:
        """How many organisations it takes at least."""
        return max((each.fewest for each in self.beside), default=1)

    def events(self, on: date) -> tuple[Event, ...] | None:
        """What must have come about by a day."""
        told = (Event(name, on, holds=holds) for name, holds in sorted(self.told.items()))
        return tuple(told) if self.told else None


def when_of(plan: Plan, target: Target, moment: Moment, *, truth: bool) -> When:
    """What makes the condition of a target true or false on a day.

    :raises CannotAim: when nothing does that is built here.
    """
    case = Conditioned(plan, target, moment)
    return first_that_can(target, case.ways(truth=truth), case.when)


@attrs.frozen
class Conditioned:
    """A target on a day, with the condition that it has."""

    plan: Plan
    target: Target
    moment: Moment

    def ways(self, *, truth: bool) -> Iterator[Way]:
        """The ways in which its condition is true or false."""
        return ways_of(self.plan, self.target, self.moment, truth=truth)

    def when(self, way: Way) -> When:
        """What brings about one way.

        :raises CannotAim: when nothing does that is built here.
        """
        demands = list(_demands(way))
        known, told = self._facts(way, demands)
        own = Asked(self.target, self.moment, self._ground(self.target, self.moment))
        asked = [Asked(d.about, d.moment, self._ground(d.about, d.moment)) for d in demands]
        ground = attrs.evolve(own.ground, carried=self._carried([own, *asked]))
        when = When(ground, known, told)
        for group in _sharing([own, *asked]):
            wanted = [demands[asked.index(each)] for each in group if each is not own]
            if any(each is own for each in group):
                when = self._within(when, group, wanted)
            else:
                when = attrs.evolve(when, beside=(*when.beside, self._beside(when, group, wanted)))
        return when

    def _within(self, when: When, group: Sequence[Asked], wanted: Sequence[Demand]) -> When:
        """What is asked of the target's own figures."""
        if not wanted:
            return when
        if not all(_is_linear(each.about.indicator) for each in group):
            raise CannotAim(self.target.id, "condition-on-its-figures")
        beside(self.plan, wanted, group)  # There must be such figures, whatever the target says.
        ground = one_ground(self.plan, group)
        carried = {**when.ground.carried, **ground.carried}
        found = within(wanted, group, self.plan)
        return attrs.evolve(when, ground=attrs.evolve(ground, carried=carried), within=found)

    def _beside(self, when: When, group: Sequence[Asked], wanted: Sequence[Demand]) -> Beside:
        """What is asked of other figures."""
        if all(_is_linear(each.about.indicator) for each in wanted):
            return beside(self.plan, wanted, group)
        if len(wanted) > 1:
            raise CannotAim(self.target.id, "condition-on-its-figures")
        return counted_beside(self.plan, wanted[0], group[0].ground, when.known)

    def _ground(self, about: Target, moment: Moment) -> Ground:
        indicator = about.indicator
        if about is not self.target and not (_is_linear(indicator) or _is_counted(indicator)):
            raise CannotAim(self.target.id, "condition-on-quotient", indicator=indicator.name)
        return ground_of(self.plan, about, moment)

    def _carried(self, asked: Sequence[Asked]) -> dict[str, str]:
        """What organisations carry so that they are asked for everything."""
        found: dict[str, str] = {}
        for each in asked:
            for dimension, member in each.ground.carried.items():
                if found.setdefault(dimension, member) != member:
                    raise CannotAim(self.target.id, "condition-of-others")
        return found

    def _facts(
        self, way: Way, demands: Sequence[Demand]
    ) -> tuple[dict[str, bool], dict[str, bool]]:
        """Which facts hold, and of which of them events have to tell."""
        values = facts_on(self.moment.on, self.plan.facts.values(), ())
        known = {name: bool(held) for name, held in values.items() if held is not None}
        told: dict[str, bool] = {}
        for each in way:
            if not isinstance(each, Fact):
                continue
            if known.get(each.name, each.truth) != each.truth:
                raise CannotAim(self.target.id, "condition")
            if told.get(each.name, each.truth) != each.truth:
                raise CannotAim(self.target.id, "condition")
            if each.name not in known:
                told[each.name] = each.truth
        helping = {
            name: truth
            for about in (self.target, *(each.about for each in demands))
            for name, truth in _asked_of_each(about.indicator)
            if name in values and name not in known
        }
        told = {**helping, **told}
        return {**known, **told}, told


def _demands(way: Way) -> Iterator[Demand]:
    """What a way asks of figures.

    :raises CannotAim: when it asks for what is not built here.
    """
    for each in way:
        if isinstance(each, CannotAim):
            raise each
        if isinstance(each, Demand):
            yield each


def _is_linear(indicator: Indicator) -> bool:
    """Whether it is a quotient of plain sums, or a mean."""
    above, below = indicator.numerator, indicator.denominator
    if indicator.ranked or not isinstance(above, Sum) or is_weighted(above):
        return False
    if isinstance(below, Tally):
        return below.condition is None
    return not is_weighted(below)


def _is_counted(indicator: Indicator) -> bool:
    """Whether it counts organisations."""
    return isinstance(indicator.numerator, Tally) and not indicator.numerator.of


def _asked_of_each(indicator: Indicator) -> Iterator[tuple[str, bool]]:
    """The names in what organisations are counted by, each with whether it helps when it holds."""
    above = indicator.numerator
    if isinstance(above, Tally) and above.condition is not None:
        yield from _helping(above.condition, True)


def _helping(condition: Condition, truth: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(condition, Holds):
        yield condition.name, truth
    for operand in operands_of(condition):
        yield from _helping(operand, not truth if isinstance(condition, Negation) else truth)


def _sharing(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Those who ask for the same figures, in groups."""
    found: list[list[Asked]] = []
    for each in asked:
        mine = [
            group
            for group in found
            if any(each.ground.shares_figures_with(other.ground) for other in group)
        ]
        joined = [one for group in mine for one in group]
        found = [group for group in found if not any(group is own for own in mine)]
        found.append([*joined, each])
    return found
