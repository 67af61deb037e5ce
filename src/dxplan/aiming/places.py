"""Where figures are put: organisations that are asked, break-downs that count, days that add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import attrs

from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose
from dxplan.data.observations import Cell, Organisation
from dxplan.engine.moments import Moment
from dxplan.plan.model import Measure, Plan, Sum, Tally, Target
from dxplan.values.periods import MonthStep, Period, steps
from dxplan.values.scopes import Dimension, Member

Members = Mapping[str, str]

MOST_CUTS = 4
"""How many reports of a flow a window is cut into at most."""


@attrs.frozen
class Ground:
    """Where the figures of a target are put.

    :param measures: what is reported, by name.
    :param carried: the member of every dimension of organisations that they carry.
    :param cells: break-downs that count, without parts of their own.
    :param several: whether figures may be spread over several of them.
    :param cuts: the ways to cut the days that are added up into reports.
    """

    plan: Plan
    measures: tuple[str, ...]
    carried: Members
    cells: tuple[Members, ...]
    several: bool
    cuts: tuple[tuple[Period, ...], ...]

    def organisation(self, name: str, parents: Mapping[str, str]) -> Organisation:
        """An organisation that is asked."""
        members = {dimension: frozenset([member]) for dimension, member in self.carried.items()}
        return Organisation(name, "", parents, members)

    def own_members(self, measure: str, members: Members) -> dict[str, str]:
        """Those members that a measure is broken down by."""
        known = self.plan.measures[measure].dimensions
        return {dimension: member for dimension, member in members.items() if dimension in known}

    def is_of(self, cell: Cell) -> bool:
        """Whether a figure is of one of the break-downs."""
        return any(self.own_members(cell.measure, each) == cell.members for each in self.cells)

    def broken_down(self, choose: Choose) -> Sequence[Members]:
        """One of the break-downs, or two of them."""
        first = choose(0, len(self.cells) - 1)
        if not self.several or len(self.cells) < 2 or choose(0, 3) < 3:
            return [self.cells[first]]
        return [self.cells[first], self.cells[(first + 1) % len(self.cells)]]

    def reports(self, choose: Choose) -> Sequence[Period]:
        """The periods of the reports."""
        return self.cuts[choose(0, len(self.cuts) - 1)]

    def shares_figures_with(self, other: Ground) -> bool:
        """Whether a figure of one of them counts for the other one."""
        if not set(self.measures) & set(other.measures):
            return False
        return any(
            _overlap(self.plan, mine, theirs) for mine in self.cells for theirs in other.cells
        )


def ground_of(plan: Plan, target: Target, moment: Moment, besides: Iterable[str] = ()) -> Ground:
    """Where the figures of a target are put.

    :param besides: names of further measures that are reported with them.
    :raises CannotAim: when nobody is asked for all of them.
    """
    names = tuple(dict.fromkeys((*target.indicator.measures(), *besides)))
    measures = [plan.measures[name] for name in names]
    plain = [each for each in plan.dimensions.values() if not each.of_organisations]
    shared = [each for each in plain if all(each.name in m.dimensions for m in measures)]
    asked = {name for name, _ in target.scope} | {each.dimension for each in target.excluded}
    named = [each for each in plain if each.name in asked and _is_known(each, measures)]
    counted = isinstance(target.indicator.numerator, Tally)
    cells = [
        {each.name: member for each, member in zip(named, members, strict=True)}
        for members in product(*(list(_inside(each, target)) for each in named))
    ]
    if not cells:
        raise CannotAim(target.id, "no-break-down")
    apart = all(each in shared for each in named)
    if apart and not named and not counted:
        cells += [{each.name: leaf.name} for each in shared[:1] for leaf in leaves(each)]
    carried = dict(_carried(plan, target, measures))
    several = apart and bool(named) and not counted
    cuts = _cuts(moment.window) if _only_flows(target, measures) else [(moment.window,)]
    return Ground(plan, names, carried, tuple(cells), several, tuple(map(tuple, cuts)))


def _is_known(dimension: Dimension, measures: Iterable[Measure]) -> bool:
    return any(dimension.name in each.dimensions for each in measures)


def leaves(dimension: Dimension) -> list[Member]:
    """The members without parts of their own."""
    wholes = {each.parent for each in dimension.members}
    return [each for each in dimension.members if each.name not in wholes]


def _inside(dimension: Dimension, target: Target) -> Iterator[str]:
    """The members without parts that count for a target."""
    wanted = dict(target.scope).get(dimension.name)
    left_out = [each.name for each in target.excluded if each.dimension == dimension.name]
    for leaf in leaves(dimension):
        inside = wanted is None or dimension.within(leaf.name, wanted)
        if inside and not any(dimension.within(leaf.name, each) for each in left_out):
            yield leaf.name


def _only_flows(target: Target, measures: Iterable[Measure]) -> bool:
    sides = (target.indicator.numerator, target.indicator.denominator)
    plain = all(isinstance(each, Sum) and not any(w for *_, w in each.terms) for each in sides)
    return plain and all(each.flow for each in measures)


# --- organisations --------------------------------------------------------------------------------


def _carried(plan: Plan, target: Target, measures: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    """What organisations carry so that the target asks them for every measure.

    :raises CannotAim: when no member does.
    """
    sides = (target.indicator.numerator, target.indicator.denominator)
    groups = [group for side in sides for group in side.groups]
    reporting = [*(each.reported_by for each in measures), *(each.reported_by for each in groups)]
    wanted = [each for each in reporting if each]
    excluded = [*target.excluded, *(each for group in groups for each in group.excluded)]
    mentioned = [*(m for each in wanted for m in each), *excluded]
    names = {name for name, _ in target.scope} | {each.dimension for each in mentioned}
    for dimension in plan.dimensions.values():
        if dimension.of_organisations and dimension.name in names:
            found = _member(dimension, target, wanted, excluded)
            if found is None:
                raise CannotAim(target.id, "nobody-asked")
            yield dimension.name, found


def _member(
    dimension: Dimension,
    target: Target,
    wanted: Iterable[tuple[Member, ...]],
    excluded: Iterable[Member],
) -> str | None:
    scope = dict(target.scope).get(dimension.name)
    asked = [[m.name for m in each if m.dimension == dimension.name] for each in wanted]
    left_out = [each.name for each in excluded if each.dimension == dimension.name]

    def does(leaf: Member) -> bool:
        lies_in = [dimension.within(leaf.name, each) for each in left_out]
        carries = (
            not some or any(dimension.within(leaf.name, each) for each in some) for some in asked
        )
        inside = scope is None or dimension.within(leaf.name, scope)
        return inside and not any(lies_in) and all(carries)

    return next((leaf.name for leaf in leaves(dimension) if does(leaf)), None)


def _overlap(plan: Plan, first: Members, second: Members) -> bool:
    """Whether two break-downs may hold the same thing."""
    return all(
        name not in second
        or plan.dimensions[name].within(member, second[name])
        or plan.dimensions[name].within(second[name], member)
        for name, member in first.items()
    )


# --- days -----------------------------------------------------------------------------------------


def _cuts(window: Period) -> list[Sequence[Period]]:
    """A window as one report, and as the half-years, quarters or months that it is made of."""
    made: list[MonthStep] = ["half_year", "quarter", "month"]
    parts = [steps(step, window) for step in made]
    whole = [
        each
        for each in parts
        if 2 <= len(each) <= MOST_CUTS and sum(part.days for part in each) == window.days
    ]
    return [(window,), *whole]
