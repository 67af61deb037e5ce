"""Targets that every group of a register column must keep."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from dxplan.aiming.aims import Aim
from dxplan.aiming.drawn import ANYWHERE, Drawn, Draws, Place
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose
from dxplan.aiming.linear import Linear
from dxplan.data.asked_columns import ORGANISATION
from dxplan.plan.model import Target

MOST_OTHERS = 2


@attrs.frozen
class EveryGroup:
    """A target for every group: one group that reaches the aim, and others.

    :param others: the other groups, which leave the verdict to the first one.
    """

    column: str
    first: Draws
    others: Draws | None

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations of several groups, with reports."""
        found = Drawn()
        further = choose(0, MOST_OTHERS) if self.others is not None else 0
        for number in range(further + 1):
            one = self.first if number == 0 or self.others is None else self.others
            alone = self.column == ORGANISATION
            parents = {} if alone else {self.column: f"N{number + 1}"}
            drawn = one.draw(choose, Place(parents, len(found.organisations), alone))
            found = Drawn(
                (*found.organisations, *drawn.organisations), (*found.cells, *drawn.cells)
            )
        return found


def of_every_group(target: Target, aim: Aim, shape: Callable[[Aim], Draws]) -> EveryGroup:
    """A target for every group, made ready to draw for an aim.

    On the line, and on either side of it, are all groups; one misses the threshold, or leaves it
    open, among others that keep it.

    :param shape: draws what reaches an aim in one group.
    :raises CannotAim: when there are no such figures.
    """
    if target.indicator.counts_groups_of:
        raise CannotAim(target.id, "groups-in-groups")
    first = shape(aim)
    if target.each == ORGANISATION and not isinstance(first, Linear):
        raise CannotAim(target.id, "groups-in-groups")
    return EveryGroup(target.each, first, _others(aim, first, shape))


def _others(aim: Aim, first: Draws, shape: Callable[[Aim], Draws]) -> Draws | None:
    if aim not in ("failing", "undetermined"):
        return first
    try:
        return shape("satisfying")
    except CannotAim:
        return None
