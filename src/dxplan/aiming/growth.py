"""Thresholds that are counted from an earlier value: first that value, then figures for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import attrs

from dxplan.aiming.aims import Aim
from dxplan.aiming.drawn import ANYWHERE, Drawn, Place, schools
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose, Inequality, inequality, least
from dxplan.aiming.linear import Linear, forms_of, grains_of, linear
from dxplan.aiming.moments import moment_of_base
from dxplan.aiming.places import Ground, ground_of
from dxplan.aiming.reports import step_of
from dxplan.aiming.ways import adds_up, plain_sums
from dxplan.data.observations import Cell, Organisation
from dxplan.engine.changes import resolved
from dxplan.engine.moments import Moment
from dxplan.plan.model import Change, Indicator, Plan, Target
from dxplan.values.intervals import Interval


@attrs.frozen
class Growing:
    """A target whose threshold is counted from an earlier value.

    :param base: draws the earlier figures; ``None`` where the rule tells the earlier value.
    :param fewest: how many organisations there are at least.
    """

    plan: Plan
    target: Target
    ground: Ground
    aim: Aim
    base: Linear | None
    fewest: int = 1

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations with reports of both times."""
        if self.base is None:
            assert self.target.baseline is not None, "INVARIANT: the rule tells the base"
            then = self._then(self.target.baseline.value)
            return attrs.evolve(then, fewest=self.fewest).draw(choose)
        before = attrs.evolve(self.base, fewest=self.fewest).draw(choose)
        now = self._then(_value(self.target, before.cells))
        told = before.organisations
        cells = now.cells(choose, told, len(told) + now.silent)
        return Drawn((*told, *self._silent(told, now.silent)), (*before.cells, *cells))

    def _silent(self, told: Sequence[Organisation], count: int) -> list[Organisation]:
        """Those that report nothing; they did not exist yet when the base was taken."""
        assert self.base is not None, "INVARIANT: there are earlier figures"
        since = self.base.figures.ground.cuts[0][-1].end + timedelta(days=1)
        found = schools(self.ground, count, after=len(told))
        return [attrs.evolve(each, since=since) for each in found]

    def _then(self, base: Fraction) -> Linear:
        threshold = resolved(self.target.threshold, Interval.exactly(base))
        if threshold.low is None:  # Nothing grows by a part of nothing.
            raise CannotAim(self.target.id, f"no-figures-{self.aim.replace('_', '-')}")
        then = attrs.evolve(self.target, threshold=threshold)
        return linear(self.plan, then, self.ground, self.aim)


def growing(plan: Plan, target: Target, moment: Moment, ground: Ground, aim: Aim) -> Growing:
    """A target whose threshold is counted from an earlier value, made ready to draw.

    :raises CannotAim: when there are no such figures.
    """
    if not adds_up(target.indicator):
        raise CannotAim(target.id, "growth-of-quotient")
    then = moment_of_base(plan, target, moment)
    made = Growing(plan, target, ground, aim, None)
    if then is not None:
        there = ground_of(plan, target, then)
        made = attrs.evolve(made, base=_base(plan, target, there))
    made.draw(least)
    return made


def _base(plan: Plan, target: Target, ground: Ground) -> Linear:
    """Earlier figures from which the threshold has numbers on both sides that figures can have."""
    change = target.threshold.change
    assert change is not None, "INVARIANT: only changes have a base"
    grains = grains_of(plan, target.indicator, [])
    bounds = [
        each
        for amount in (change.low, change.high)
        if amount is not None
        for each in _between(target, change, amount, grains)
    ]
    return linear(plan, target, ground, "satisfying", edges=[(">", Fraction(0))], more=[bounds])


def _between(
    target: Target, change: Change, amount: Fraction, grains: dict[str, Fraction]
) -> list[Inequality]:
    """That the number a base leads to is above 0, and of a share below 1."""
    forms = forms_of(target.indicator, grains)
    unit = target.threshold.in_unit(Fraction(1))
    at_nothing = change.bound(amount, Fraction(0))
    slope = change.bound(amount, Fraction(1)) - at_nothing
    # slope * numerator + shift * denominator, for a base of numerator / denominator
    line, constant = forms.against(Fraction(0))
    shift = at_nothing / unit
    terms = {name: factor * slope for name, factor in line.items()}
    for name, factor in forms.below.items():
        terms[name] = terms.get(name, Fraction(0)) + factor * shift
    constant = constant * slope + forms.below_constant * shift
    found = [_positive(terms, constant)]
    if _is_share(target.indicator):
        rest = {name: -factor for name, factor in terms.items()}
        for name, factor in forms.below.items():
            rest[name] = rest.get(name, Fraction(0)) + factor
        found.append(_positive(rest, forms.below_constant - constant))
    return found


def _is_share(indicator: Indicator) -> bool:
    return indicator.kind == "share"


def _positive(terms: dict[str, Fraction], constant: Fraction) -> Inequality:
    return inequality(terms, constant - step_of(terms, constant))


def _value(target: Target, cells: tuple[Cell, ...]) -> Fraction:
    """The earlier value in the unit of the threshold."""
    above, below = plain_sums(target.indicator, target.id)
    total: dict[str, Fraction] = {}
    for cell in cells:
        total[cell.measure] = total.get(cell.measure, Fraction(0)) + cell.value
    n = above.constant + sum((f * total[name] for f, name, _ in above.terms), Fraction(0))
    d = below.constant + sum((f * total[name] for f, name, _ in below.terms), Fraction(0))
    return target.threshold.in_unit(n / d)
