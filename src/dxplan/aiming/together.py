"""Figures that several numbers are asked of: put in one place, and into one system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

import attrs

from dxplan.aiming.aims import edges_of, has_steps
from dxplan.aiming.demands import Demand
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Inequality
from dxplan.aiming.linear import Linear, forms_of, grains_of, linear
from dxplan.aiming.places import Ground, Members, ground_of
from dxplan.aiming.ways import MOST_WAYS
from dxplan.engine.moments import Moment
from dxplan.plan.model import Plan, Tally, Target


@attrs.frozen
class Asked:
    """A target, or what a condition asks for, with the place of its figures."""

    about: Target
    moment: Moment
    ground: Ground


@attrs.frozen
class Within:
    """What conditions ask of figures that are reported together.

    :param grains: the smallest steps of the figures.
    :param ways: what their sums must keep: all of one of these.
    :param narrowed: whether there may be other figures that keep it: some of them are about more
        than is reported, or about other numbers of organisations than are made.
    """

    grains: Mapping[str, Fraction]
    ways: tuple[tuple[Inequality, ...], ...] = ((),)
    narrowed: bool = False


def within(demands: Sequence[Demand], asked: Sequence[Asked], plan: Plan) -> Within:
    """What some demands ask of figures.

    :param asked: all whose figures they are.
    """
    grains: dict[str, Fraction] = {}
    for each in asked:
        known = each.about.threshold.low is not None
        edges = edges_of(each.about.threshold) if known else []
        for name, grain in grains_of(plan, each.about.indicator, edges).items():
            grains[name] = min(grain, grains.get(name, grain))
    ways = product(*(each.ways(forms_of(each.about.indicator, grains)) for each in demands))
    some = [each for each in islice(ways, MOST_WAYS) if sum(map(has_steps, each)) < 2]
    joined = tuple(tuple(one for way in chosen for one in way) for chosen in some)
    narrowed = len({(each.about.scope, each.about.excluded) for each in asked}) > 1
    several = len(asked) > 1 and (_means(asked) or any(map(has_steps, joined)))
    narrowed = narrowed or several or not joined
    return Within(grains, joined, narrowed)


def _means(asked: Sequence[Asked | Demand]) -> bool:
    """Whether it matters to some how many organisations there are."""
    return any(isinstance(each.about.indicator.denominator, Tally) for each in asked)


def beside(plan: Plan, demands: Sequence[Demand], asked: Sequence[Asked]) -> Linear:
    """Figures that keep some demands, beside those of a target.

    :raises CannotAim: when there are none.
    """
    found = within(demands, asked, plan)
    ground = one_ground(plan, asked)
    about = demands[0].about
    # What a mean keeps for one organisation it keeps for many; together with others it may not.
    if len(demands) > 1 and _means(demands):
        raise CannotAim(about.id, "condition-on-its-figures")
    try:
        return linear(
            plan, about, ground, "satisfying", edges=(), more=found.ways, grains=found.grains
        )
    except CannotAim:
        raise CannotAim(about.id, _reason("condition", found)) from None


def _reason(code: str, found: Within) -> str:
    """Why there are no figures: those that would do may be of places where none are put."""
    return "condition-on-its-figures" if found.narrowed else code


def refused(reason: CannotAim, found: Within | None) -> CannotAim:
    """Why there are no figures for a target with a condition on them."""
    if found is None or not reason.code.startswith("no-figures"):
        return reason
    return CannotAim(reason.target, _reason(reason.code, found))


# --- one place ------------------------------------------------------------------------------------


def one_ground(plan: Plan, asked: Sequence[Asked]) -> Ground:
    """Where figures are put that count for all who ask for them.

    :raises CannotAim: when no place counts for all, or not for the same days.
    """
    if len(asked) == 1:
        return asked[0].ground
    names = tuple(dict.fromkeys(name for each in asked for name in each.ground.measures))
    first = asked[0]
    flows = any(plan.measures[name].flow for name in names)
    if flows and any(each.moment.window != first.moment.window for each in asked):
        raise CannotAim(first.about.id, "condition-on-its-figures")
    for each in asked:
        found = ground_of(plan, each.about, each.moment, names)
        if all(_counts_for(plan, found, other) for other in asked):
            return found
    raise CannotAim(first.about.id, "condition-on-its-figures")


def _counts_for(plan: Plan, ground: Ground, asked: Asked) -> bool:
    """Whether all that is put somewhere counts for somebody."""
    carried = asked.ground.carried.items() <= ground.carried.items()
    return carried and all(_is_inside(plan, cell, asked) for cell in ground.cells)


def _is_inside(plan: Plan, cell: Members, asked: Asked) -> bool:
    known = {name for each in asked.ground.measures for name in plan.measures[each].dimensions}
    wanted = [(name, member) for name, member in asked.about.scope if name in known]
    left_out = [each for each in asked.about.excluded if each.dimension in known]
    return all(
        name in cell and plan.dimensions[name].within(cell[name], member) for name, member in wanted
    ) and not any(
        each.dimension not in cell
        or plan.dimensions[each.dimension].within(cell[each.dimension], each.name)
        for each in left_out
    )
