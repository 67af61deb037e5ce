"""Targets that every group of a register column must keep."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from dxplan.aiming.aims import Aim
from dxplan.aiming.drawn import ANYWHERE, Drawn, Draws, Place
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose
from dxplan.data.asked_columns import ORGANISATION
from dxplan.plan.model import Target

MOST_OTHERS = 2


@attrs.frozen
class EveryGroup:
    """A target for every group: one group that reaches the aim, and others.

    :param others: the other groups, which leave the verdict to the first one.
    :param further: how many other groups there are at least.
    """

    column: str
    first: Draws
    others: Draws
    further: int = 0

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations of several groups, with reports."""
        found = Drawn()
        further = choose(self.further, max(self.further, MOST_OTHERS))
        for number in range(further + 1):
            one = self.others if number else self.first
            alone = self.column == ORGANISATION
            parents = {} if alone else {self.column: f"N{number + 1}"}
            drawn = one.draw(choose, Place(parents, len(found.organisations), alone))
            found = Drawn(
                (*found.organisations, *drawn.organisations), (*found.cells, *drawn.cells)
            )
        return found


def of_every_group(
    target: Target, aim: Aim, shape: Callable[[Aim], Draws], fewest: int = 1
) -> EveryGroup:
    """A target for every group, made ready to draw for an aim.

    On the line, and on either side of it, are all groups; one misses the threshold, or leaves it
    open, among others that keep it.

    :param shape: draws what reaches an aim in one group.
    :param fewest: how many organisations there are at least.
    :raises CannotAim: when there are no such figures.
    """
    first = shape(aim)
    further = fewest - 1 if is_single(target) else 0
    if aim == "undetermined" and is_single(target):
        # The group is silent, so that somebody else has to report.
        return EveryGroup(target.each, first, shape("satisfying"), max(1, further))
    return EveryGroup(target.each, first, _others(aim, first, shape), further)


def is_single(target: Target) -> bool:
    """Whether every group of a target is a single one of what is counted."""
    return bool(target.each) and target.each in (ORGANISATION, target.indicator.counts_groups_of)


def _others(aim: Aim, first: Draws, shape: Callable[[Aim], Draws]) -> Draws:
    if aim not in ("failing", "undetermined"):
        return first
    try:
        return shape("satisfying")
    except CannotAim:
        return first
