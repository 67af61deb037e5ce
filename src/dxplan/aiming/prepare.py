"""A target made ready to draw data for, and the data."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.aims import Aim
from dxplan.aiming.demands import Way, first_that_can
from dxplan.aiming.drawn import Draws
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.every_group import is_single, of_every_group
from dxplan.aiming.growth import growing
from dxplan.aiming.inequalities import Choose, least
from dxplan.aiming.linear import Linear, linear
from dxplan.aiming.moments import due_moment, earlier_moment
from dxplan.aiming.reports import is_weighted
from dxplan.aiming.tallies import counting
from dxplan.aiming.together import refused
from dxplan.aiming.weighted import weighted
from dxplan.aiming.whens import Conditioned, When
from dxplan.data.observations import Observations
from dxplan.engine.findings import Verdict
from dxplan.engine.moments import Moment
from dxplan.plan.model import Plan, Tally, Target
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


def prepare(
    plan: Plan, target: Target, aim: Aim, *, day: Day = "due", applies: bool = True
) -> Prepared:
    """A target made ready to draw data for an aim.

    :param day: the day on which it is due; or one on the way, where the line to it is aimed at.
    :param applies: whether its condition holds.
    :raises CannotAim: when there are no such data, or none that are built here.
    """
    if is_unset(target):
        raise CannotAim(target.id, "unset")
    moment = due_moment(plan, target)
    aimed = target
    if day == "earlier":
        moment, level = earlier_moment(plan, target)
        aimed = attrs.evolve(target, threshold=level)
    case = Conditioned(plan, target, moment)
    verdict = _verdict(aimed, aim, moment) if applies else "not_applicable"

    def prepared(way: Way) -> Prepared:
        when = case.when(way)
        shape = _Shapes(plan, aimed, moment, when, applies).shape(aim)
        return Prepared(plan, target, moment, verdict, shape, when)

    return first_that_can(target, case.ways(truth=applies), prepared)


@attrs.frozen
class _Shapes:
    """What draws the figures of a target on a day.

    :param applies: whether an aim is to be reached by figures that a condition is about as well.
    """

    plan: Plan
    target: Target
    moment: Moment
    when: When
    applies: bool

    def shape(self, aim: Aim) -> Draws:
        """What reaches an aim."""
        target = self.target
        apart = target.each or target.threshold.change is not None
        if self.when.within is not None and apart:
            raise CannotAim(target.id, "condition-on-its-figures")
        if target.each:
            return of_every_group(target, aim, self.of_one, self.when.fewest)
        return self.of_one(aim)

    def of_one(self, aim: Aim) -> Draws:
        """What reaches it with all organisations together, or with those of one group."""
        plan, target, when = self.plan, self.target, self.when
        above, alone, fewest = target.indicator.numerator, is_single(target), when.fewest
        held = self.applies or when.within is None
        if aim == "satisfying" and held and _is_one_number(target):
            aim = "on_the_line"  # The same, with a denominator that the number can be reached with.
        if target.indicator.ranked and fewest > 1:
            raise CannotAim(target.id, "too-many-organisations")
        if target.threshold.change is not None:
            growth = growing(plan, target, self.moment, when.ground, aim)
            return attrs.evolve(growth, fewest=fewest)
        if isinstance(above, Tally):
            return counting(plan, target, when.ground, aim, when.known, fewest=fewest, alone=alone)
        if is_weighted(above):
            mean = weighted(plan, target, when.ground, aim, alone=alone)
            return mean if alone else attrs.evolve(mean, fewest=fewest)
        return self._linear(aim, alone=alone)

    def _linear(self, aim: Aim, *, alone: bool) -> Linear:
        plan, target, found = self.plan, self.target, self.when.within
        fewest = 1 if alone else self.when.fewest
        if found is None:
            return linear(plan, target, self.when.ground, aim, alone=alone, fewest=fewest)
        edges = None if self.applies else ()
        try:
            return linear(
                plan, target, self.when.ground, aim,
                edges=edges, more=found.ways, grains=found.grains, fewest=fewest,
            )  # fmt: skip
        except CannotAim as reason:
            raise refused(reason, found) from None


def _is_one_number(target: Target) -> bool:
    """Whether only one value keeps a threshold that is known beforehand."""
    threshold = target.threshold
    return threshold.comparator == "=" and threshold.low is not None and not threshold.is_range


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
