"""A target made ready to draw data for, and the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import attrs

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.aims import Aim
from dxplan.aiming.drawn import Draws
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.every_group import of_every_group
from dxplan.aiming.growth import growing
from dxplan.aiming.inequalities import Choose, least
from dxplan.aiming.linear import linear
from dxplan.aiming.moments import due_moment, earlier_moment
from dxplan.aiming.places import Ground, ground_of
from dxplan.aiming.reports import is_weighted
from dxplan.aiming.tallies import counting
from dxplan.aiming.weighted import weighted
from dxplan.aiming.whens import When, when_of
from dxplan.data.observations import Observations
from dxplan.engine.conditions import facts_on
from dxplan.engine.findings import Verdict
from dxplan.engine.moments import Moment
from dxplan.plan.model import Condition, Holds, Negation, Plan, Tally, Target, operands_of
from dxplan.values.comparators import RELATIONS

Day: TypeAlias = Literal["due", "earlier"]


@attrs.frozen
class Prepared:
    """A target made ready to draw data for.

    :param when: what makes its condition true.
    """

    plan: Plan
    target: Target
    moment: Moment
    verdict: Verdict
    shape: Draws
    when: When

    def draw(self, choose: Choose = least) -> Aimed:
        """Data that bring the verdict about; without a choice, the simplest ones."""
        drawn = self.shape.draw(choose)
        for each in self.when.beside:
            cells = each.cells(choose, drawn.organisations, len(drawn.organisations))
            drawn = drawn.with_cells(cells)
        observations = Observations(
            drawn.cells,
            drawn.reported_values,
            {each.id: each for each in drawn.organisations},
            self.when.events(self.moment.window.start),
        )
        return Aimed(self.plan, self.target.id, observations, self.moment.on, self.verdict)


def is_unset(target: Target) -> bool:
    """Whether it takes its number from a document that gives none."""
    return target.threshold.low is None and target.threshold.change is None


def prepare(plan: Plan, target: Target, aim: Aim, *, day: Day = "due") -> Prepared:
    """A target made ready to draw data for an aim.

    :param day: the day on which it is due; or one on the way, where the line to it is aimed at.
    :raises CannotAim: when there are no such data, or none that are built here.
    """
    if is_unset(target):
        raise CannotAim(target.id, "unset")
    moment = due_moment(plan, target)
    aimed = target
    if day == "earlier":
        moment, level = earlier_moment(plan, target)
        aimed = attrs.evolve(target, threshold=level)
    ground = ground_of(plan, target, moment)
    when = _with_facts(plan, target, moment, when_of(plan, target, moment, ground, truth=True))
    shape = _Shapes(plan, aimed, moment, ground, _facts(plan, moment, when)).shape(aim)
    verdict = _verdict(aimed, aim, moment)
    return Prepared(plan, target, moment, verdict, shape, when)


def _with_facts(plan: Plan, target: Target, moment: Moment, when: When) -> When:
    """The same with facts that organisations are asked about and of which nothing is known."""
    above = target.indicator.numerator
    condition = above.condition if isinstance(above, Tally) else None
    asked = {} if condition is None else dict(_helping(condition, True))
    known = facts_on(moment.on, plan.facts.values(), ())
    unknown = {name: truth for name, truth in asked.items() if known.get(name, truth) is None}
    return attrs.evolve(when, facts={**unknown, **when.facts})


def _helping(condition: Condition, truth: bool) -> Iterator[tuple[str, bool]]:
    """The names in a condition, each with whether it helps when that holds or when it does not."""
    if isinstance(condition, Holds):
        yield condition.name, truth
    for operand in operands_of(condition):
        yield from _helping(operand, not truth if isinstance(condition, Negation) else truth)


@attrs.frozen
class _Shapes:
    """What draws the figures of a target on a day.

    :param facts: which facts hold.
    """

    plan: Plan
    target: Target
    moment: Moment
    ground: Ground
    facts: Mapping[str, bool]

    def shape(self, aim: Aim) -> Draws:
        """What reaches an aim."""
        if self.target.each:
            return of_every_group(self.target, aim, self.of_one)
        return self.of_one(aim)

    def of_one(self, aim: Aim) -> Draws:
        """What reaches it with all organisations together, or with those of one group."""
        plan, target, ground = self.plan, self.target, self.ground
        above = target.indicator.numerator
        if target.threshold.change is not None:
            return growing(plan, target, self.moment, ground, aim)
        if isinstance(above, Tally):
            return counting(plan, target, ground, aim, self.facts)
        if is_weighted(above):
            return weighted(plan, target, ground, aim)
        return linear(plan, target, ground, aim)


def _facts(plan: Plan, moment: Moment, when: When) -> dict[str, bool]:
    known = facts_on(moment.on, plan.facts.values(), ())
    told = {name: bool(held) for name, held in known.items() if held is not None}
    return {**told, **when.facts}


def _verdict(target: Target, aim: Aim, moment: Moment) -> Verdict:
    if aim == "undetermined":
        return "undetermined" if moment.due else "not_due"
    kept = _kept(target, aim)
    if moment.due:
        return "met" if kept else "missed"
    return "on_track" if kept else "behind"


def _kept(target: Target, aim: Aim) -> bool:
    """Whether a threshold is kept by what an aim asks for."""
    if aim in ("satisfying", "failing"):
        return aim == "satisfying"
    side = {"on_the_line": 0, "one_over": 1, "one_under": -1}[aim]
    change = target.threshold.change
    own = target.comparator
    if target.threshold.is_range or (change is not None and change.high is not None):
        return aim == "on_the_line"
    return bool(RELATIONS[own](side, 0))
