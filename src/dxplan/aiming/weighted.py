"""Means that are weighted: the sum of products over the sum of weights."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.aiming.aims import TIMES, Aim, Forms, edges_of, ways_to
from dxplan.aiming.drawn import ANYWHERE, Drawn, Place, schools
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose, Ordered, can_draw, inequality
from dxplan.aiming.linear import grains_of
from dxplan.aiming.places import Ground
from dxplan.aiming.reports import weighted_in_checks
from dxplan.aiming.splitting import ready
from dxplan.data.observations import Cell, Organisation
from dxplan.plan.model import Plan, Sum, Target

PRODUCTS, WEIGHTS = "products", "weights"


@attrs.frozen
class Weighted:
    """A target about a weighted mean, made ready to draw for an aim.

    The second of two organisations weighs 1, so that it makes up whatever the sum still lacks.

    :param highest: the greatest figure that may be reported, in steps.
    :param fewest: how many organisations there are at least; further ones weigh nothing.
    """

    ground: Ground
    grain: Fraction
    measure: str
    weight: str
    ways: tuple[Ordered, ...]
    highest: int | None
    silent: int = 0
    fewest: int = 1

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations and reports that reach the aim."""
        pairs = [] if place.alone and self.silent else self._pairs(choose)
        found = schools(self.ground, len(pairs) + self.silent, place.parents, place.after)
        cells = [
            cell
            for one, (value, weight) in zip(found, pairs, strict=False)
            for cell in self._cells(one, value, weight)
        ]
        return Drawn(tuple(found), tuple(cells))

    def _pairs(self, choose: Choose) -> list[tuple[int, int]]:
        """The figures with their weights."""
        way = self.ways[choose(0, len(self.ways) - 1) if len(self.ways) > 1 else 0]
        sums = way.draw(choose)
        products, weights = sums[PRODUCTS], sums[WEIGHTS]
        pairs = [(products, 1)] if weights == 1 else self._two(choose, products, weights - 1)
        return pairs + [(0, 0)] * (self.fewest - self.silent - len(pairs))

    def _two(self, choose: Choose, products: int, weight: int) -> list[tuple[int, int]]:
        """Two figures, of which the first counts so many times."""
        least_first, most_first = 0, products // weight
        if self.highest is not None:
            least_first = max(0, -((self.highest - products) // weight))
            most_first = min(most_first, self.highest)
        first = choose(least_first, most_first) if least_first < most_first else least_first
        return [(first, weight), (products - first * weight, 1)]

    def _cells(self, one: Organisation, value: int, weight: int) -> list[Cell]:
        period, members = self.ground.cuts[0][0], self.ground.cells[0]
        found = []
        for name, number in ((self.measure, value * self.grain), (self.weight, Fraction(weight))):
            own = self.ground.own_members(name, members)
            found.append(Cell(one.id, period, name, number, own))
        return found


def weighted(
    plan: Plan, target: Target, ground: Ground, aim: Aim, *, alone: bool = False
) -> Weighted:
    """A target about a weighted mean, made ready to draw for an aim.

    :param alone: whether it is the mean of a single organisation.
    :raises CannotAim: when there are no such figures, or a check is about them as well.
    """
    above, below = target.indicator.numerator, target.indicator.denominator
    term = above.terms[0] if isinstance(above, Sum) and len(above.terms) == 1 else None
    if term is None or term[2] is None or not isinstance(below, Sum) or above == below:
        raise CannotAim(target.id, "several-products")
    checked = {
        name for check in plan.checks for s in (check.left, check.right) for name in s.measures()
    }
    if term[1] in checked or weighted_in_checks(plan, ground.measures):
        raise CannotAim(target.id, "products-in-checks")
    held = edges_of(target.threshold)
    grain = grains_of(plan, target.indicator, held, alone=alone)[term[1]]
    measure = plan.measures[term[1]]
    highest = None if measure.highest is None else int(measure.highest / grain)
    forms = Forms(
        {PRODUCTS: grain},
        Fraction(0),
        {WEIGHTS: Fraction(1)},
        Fraction(0),
        grain,
        lambda quotient: True,
        lambda quotient: quotient > 0,
    )
    limits = [inequality({WEIGHTS: 1}, -1), inequality({PRODUCTS: 1})]
    if highest is not None:
        limits.append(inequality({PRODUCTS: -1, WEIGHTS: highest}))
    if alone:
        limits.append(inequality({WEIGHTS: -1}, 1))
    found = []
    for way in ways_to(aim, held, forms):
        times = [TIMES] if any(each.factor(TIMES) for each in way) else []
        found.append(ready((*times, WEIGHTS, PRODUCTS), frozenset([*way, *limits])))
    found = [each for each in found if can_draw(each.draw)]
    if not found:
        raise CannotAim(target.id, f"no-figures-{aim.replace('_', '-')}")
    silent = 1 if aim == "undetermined" else 0
    return Weighted(ground, grain, term[1], term[2], tuple(found), highest, silent)
