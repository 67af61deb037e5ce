"""Reports for everything that a plan asks for, aimed at nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

import attrs

from dxplan.aiming.inequalities import Choose, Inequality, Ordered, ordered
from dxplan.aiming.places import leaves
from dxplan.aiming.reports import of_reports
from dxplan.data.observations import Cell, Observations, Organisation
from dxplan.plan.model import Measure, Plan
from dxplan.plan.needs import needs
from dxplan.values.periods import Period, year

T = TypeVar("T")
SCHOOLS = 3
YEARS = 3
"""How many of the last years of a plan figures are of."""


@attrs.frozen
class Block:
    """Measures that a report has to fit together.

    :param dimensions: those that all of them are broken down by, as far as targets ask for it.
    """

    measures: tuple[Measure, ...]
    figures: Ordered
    dimensions: tuple[str, ...]


@attrs.frozen
class Everything:
    """What a plan asks for, made ready to draw.

    :param years: of which figures may be.
    :param columns: the register columns whose groups the plan asks about.
    """

    plan: Plan
    blocks: tuple[Block, ...]
    years: tuple[Period, ...]
    columns: tuple[str, ...]

    def draw(self, choose: Choose) -> Observations:
        """A register, and what its organisations reported."""
        register = self.register(choose)
        return attrs.evolve(self.reports(choose, register), organisations=register)

    def register(self, choose: Choose) -> dict[str, Organisation]:
        """A few organisations, each with what it carries and where it lies."""
        dimensions = [each for each in self.plan.dimensions.values() if each.of_organisations]
        found: dict[str, Organisation] = {}
        for number in range(1, choose(1, SCHOOLS) + 1):
            members = {
                each.name: frozenset([_one(leaves(each), choose).name]) for each in dimensions
            }
            parents = {column: f"N{choose(1, 2)}" for column in self.columns}
            found[f"S{number}"] = Organisation(f"S{number}", "", parents, members)
        return found

    def reports(self, choose: Choose, register: Mapping[str, Organisation]) -> Observations:
        """What some organisations reported for one year; some of them not all of it."""
        period = _one(self.years, choose)
        cells = [
            cell
            for organisation in register.values()
            for cell in self._of_one(choose, organisation, period)
        ]
        return Observations(tuple(cells))

    def _of_one(self, choose: Choose, one: Organisation, period: Period) -> Iterator[Cell]:
        asked = {name for block in self.blocks for name in block.dimensions}
        members = {
            name: _one(leaves(self.plan.dimensions[name]), choose).name for name in sorted(asked)
        }
        # Most tell everything; one block may be left out.
        gap = choose(0, 3 * len(self.blocks))
        for number, block in enumerate(self.blocks, start=1):
            if number == gap:
                continue
            own = {name: members[name] for name in block.dimensions}
            for name, value in block.figures.draw(choose).items():
                if _asks(self.plan.measures[name], one, self.plan):
                    yield Cell(one.id, period, name, Fraction(value), own)


def everything(plan: Plan) -> Everything:
    """What a plan asks for, made ready to draw."""
    targets = needs(plan)
    names = dict.fromkeys(name for target in targets for name in target.indicator.measures())
    grains = dict.fromkeys(plan.measures, Fraction(1))
    rules = of_reports(plan, names, grains)
    asked = {name for target in targets for name, _ in target.scope}
    asked |= {member.dimension for target in targets for member in target.excluded}
    blocks = [_block(plan, each, rules, asked) for each in _together(list(names), rules)]
    grouped = (target.each or target.indicator.counts_groups_of for target in targets)
    columns = sorted({each for each in grouped if each and each != "organisation"})
    return Everything(plan, tuple(blocks), _years(plan), tuple(columns))


def _block(plan: Plan, names: Sequence[str], rules: Sequence[Inequality], asked: set[str]) -> Block:
    measures = tuple(plan.measures[name] for name in names)
    wholes = {name for each in plan.indicators.values() for name in each.denominator.measures()}
    order = sorted(names, key=lambda name: name not in wholes)
    own = [each for each in rules if {name for name, _ in each.terms} <= set(names)]
    shared = [
        each.name
        for each in plan.dimensions.values()
        if not each.of_organisations
        and each.name in asked
        and all(each.name in measure.dimensions for measure in measures)
    ]
    return Block(measures, ordered(order, own), tuple(shared))


def _together(names: Sequence[str], rules: Sequence[Inequality]) -> list[list[str]]:
    """Names in groups: those that stand in one inequality are together."""
    group = {name: [name] for name in names}
    for each in rules:
        for first, second in zip(each.terms, each.terms[1:], strict=False):
            one, other = group[first[0]], group[second[0]]
            if one is not other:
                one += other
                group.update(dict.fromkeys(other, one))
    found: list[list[str]] = []
    for name in names:
        if not any(group[name] is each for each in found):
            found.append(group[name])
    return found


def _years(plan: Plan) -> tuple[Period, ...]:
    """The last years of a plan, the last one first."""
    ends = [target.time.end for target in plan.targets if target.time.end is not None]
    last = plan.period.end if plan.period is not None else max(ends, default=date(2025, 12, 31))
    first = plan.period.start.year if plan.period is not None else last.year - 1
    return tuple(year(each) for each in range(last.year, max(first, last.year - YEARS) - 1, -1))


def _asks(measure: Measure, one: Organisation, plan: Plan) -> bool:
    """Whether an organisation reports a measure."""
    return not measure.reported_by or any(
        plan.dimensions[member.dimension].within(own, member.name)
        for member in measure.reported_by
        for own in one.members.get(member.dimension, ())
    )


def _one(listed: Sequence[T], choose: Choose) -> T:
    return listed[choose(0, len(listed) - 1)] if len(listed) > 1 else listed[0]
