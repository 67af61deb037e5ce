"""Counts and shares of organisations that a condition asks for, among those that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import attrs

from dxplan.aiming.aims import Aim
from dxplan.aiming.demands import Demand
from dxplan.aiming.drawn import Figures, layout_of
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose, Ordered, can_draw, inequality
from dxplan.aiming.places import Ground
from dxplan.aiming.splitting import ready
from dxplan.aiming.tallies import COUNTED, HOLDING, MOST, Kind, kinds_of, numbers_to
from dxplan.data.observations import Cell, Organisation
from dxplan.plan.model import Plan, Tally

MANY = 100 * MOST
"""More organisations than are ever made."""


@attrs.frozen
class CountedBeside:
    """A condition that counts organisations, made ready to draw.

    :param ways: of how many it holds, when so many are counted.
    :param fewest: how many there have to be.
    """

    figures: Figures
    ways: tuple[Ordered, ...]
    holding: Kind
    others: Kind
    fewest: int

    def cells(self, choose: Choose, told: Sequence[Organisation], everybody: int) -> list[Cell]:
        """The reports of some organisations."""
        way = self.ways[choose(0, len(self.ways) - 1) if len(self.ways) > 1 else 0]
        holding = way.draw(choose, {COUNTED: len(told)})[HOLDING]
        layout = layout_of(self.figures.ground, choose)
        found: list[Cell] = []
        for number, one in enumerate(told):
            kind = self.holding if number < holding else self.others
            total = kind.total(choose, layout.size)
            found += self.figures.reports(total, [one], layout, choose)
        return found


def counted_beside(
    plan: Plan, demand: Demand, ground: Ground, facts: Mapping[str, bool]
) -> CountedBeside:
    """A condition that counts organisations, made ready to draw.

    :param facts: which facts hold on the day.
    :raises CannotAim: when there are no such organisations.
    """
    kinds = kinds_of(plan, demand.about, ground, facts)
    aim: Aim = "satisfying" if demand.truth else "failing"
    always = [inequality({HOLDING: 1}), inequality({COUNTED: 1, HOLDING: -1}), *kinds.bounds]
    made = [
        ready((HOLDING,), frozenset([*way, *always]))
        for way in numbers_to(demand.about, aim, demand.edges)
    ]
    # A share that one organisation can have, any number of them can; of a count, more may be
    # needed. What then suits many suits all numbers between.
    share = isinstance(demand.about.indicator.denominator, Tally)
    for number in range(1, 2 if share else MOST + 1):
        ways = tuple(each for each in made if _suits(each, number) and _suits(each, MANY))
        if ways:
            return CountedBeside(kinds.figures, ways, kinds.holding, kinds.others, number)
    raise CannotAim(demand.about.id, "condition")


def _suits(way: Ordered, number: int) -> bool:
    return can_draw(partial(way.draw, given={COUNTED: number}))
