"""A solution as reports of a few organisations.

Whatever the solver says can be, is built: organisations with what they carry, their answers, their
figures, the facts of the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from dxplan.analysis.linear.encode import GROUP
from dxplan.analysis.linear.forms import Cell as Kind
from dxplan.analysis.linear.forms import Figure, Number, Truth
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Solution
from dxplan.analysis.linear.terms import Terms
from dxplan.data.observations import Cell, Event, Observations, Organisation
from dxplan.plan.model import Check, Plan
from dxplan.values.periods import day as day_only

MOST = 2_000
"""How many organisations that are counted are built at most."""


class CannotBuild(Exception):
    """A solution that no few organisations with figures of their own can show."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@attrs.frozen
class _Body:
    """An organisation that is built.

    :param figures: what it answers with, by measure key.
    :param first: whether it reports what its kind adds up.
    """

    id: str
    kind: Kind
    group: int
    figures: Mapping[str, Fraction]
    first: bool


def built(situation: Situation, plan: Plan, solution: Solution) -> Observations:
    """The reports of a solution, in the terms of a plan.

    :raises CannotBuild: when they cannot be made.
    """
    bodies = list(_bodies(situation, solution))
    if any(not each.first for each in bodies) and any(map(_is_of_each, plan.checks)):
        raise CannotBuild("check-of-each-organisation")
    register = {each.id: _organisation(situation.terms, each) for each in bodies}
    cells = tuple(_cells(situation, plan, solution, bodies))
    return Observations(cells, (), register, tuple(_events(plan, solution)))


def _is_of_each(check: Check) -> bool:
    """Whether a check may hold of sums without holding of those who report nothing."""
    return check.comparator in ("<", ">") or check.left.constant != check.right.constant


def _bodies(situation: Situation, solution: Solution) -> Iterator[_Body]:
    terms = situation.terms
    numbers = _numbers(situation, solution)
    uncounted = _noes(terms)
    count = 0
    for group in terms.groups:
        if group and not solution.truths.get(Truth(GROUP), True):
            continue
        for kind in terms.parts.organisations():
            listed = numbers.get((kind, group), [uncounted])
            for place, figures in enumerate(listed):
                count += 1
                yield _Body(f"{count:04}", kind, group, figures, first=place == 0)


def _noes(terms: Terms) -> Mapping[str, Fraction]:
    """What an organisation answers that no rule can count: no answer would leave rules open."""
    first = (next(iter(block.combinations.values())) for block in terms.blocks)
    return {measure: value for figures in first for measure, value in figures.items()}


def _numbers(
    situation: Situation, solution: Solution
) -> dict[tuple[Kind, int], list[Mapping[str, Fraction]]]:
    """What every organisation answers, by kind and group; they are the same on every day.

    Blocks of questions have nothing to do with each other, so their answers are put together in
    the order in which they come.
    """
    terms = situation.terms
    found: dict[tuple[Kind, int], dict[int, list[Mapping[str, Fraction]]]] = {}
    numbers = [each for each in solution.values if isinstance(each, Number)]
    if len({each.days for each in numbers}) > 1:
        raise CannotBuild("organisations-on-several-days")
    if sum(solution.values[each] for each in numbers) > MOST * len(terms.blocks):
        raise CannotBuild("too-many-organisations")
    for each in numbers:
        listed = found.setdefault((each.cell, each.group), {}).setdefault(each.block, [])
        figures = terms.blocks[each.block].combinations[each.answers]
        listed.extend([figures] * int(solution.values[each]))
    return {place: [*_joined(by_block.values())] for place, by_block in found.items()}


def _joined(listed: Iterable[Sequence[Mapping[str, Fraction]]]) -> Iterator[Mapping[str, Fraction]]:
    for answers in zip(*listed, strict=True):
        yield {measure: value for figures in answers for measure, value in figures.items()}


def _organisation(terms: Terms, body: _Body) -> Organisation:
    members = {dimension: frozenset([member]) for dimension, member in body.kind}
    parents = {terms.column: f"{body.group + 1}"} if terms.column not in ("", _SELF) else {}
    return Organisation(body.id, body.id, parents, members)


_SELF = "organisation"
"""The grouping in which every organisation is a group by itself."""


def _cells(
    situation: Situation, plan: Plan, solution: Solution, bodies: Sequence[_Body]
) -> Iterator[Cell]:
    names = _names_here(situation.terms, plan, solution)
    figures = {
        each: value
        for each, value in solution.values.items()
        if isinstance(each, Figure) and each.measure in names
    }
    reported = {**_alone(figures), **_weighted(plan, names, figures)}
    days = sorted({each.days for each in solution.values if isinstance(each, Number)})
    days = days or [day_only(situation.day)]
    for body in bodies:
        for key, value in body.figures.items():
            # What is added up as well is told by its sum; who is counted by it is not decided.
            if key in names and key not in situation.terms.added:
                yield from (Cell(body.id, period, names[key], value) for period in days)
        for figure, value in reported.items():
            if figure.group == body.group and set(body.kind) <= set(figure.cell):
                own = value if body.first else Fraction(0)
                yield _cell(plan, body, names[figure.measure], figure, own)


def _names_here(terms: Terms, plan: Plan, solution: Solution) -> dict[str, str]:
    """What the plan calls the measures that the solution has figures of, by their keys."""
    asked = {question.measure for block in terms.blocks for question in block.questions}
    for each in solution.values:
        if isinstance(each, Figure):
            asked.update((each.measure, each.weight))
    names = {key: terms.name(plan, key) for key in asked}
    return {key: name for key, name in names.items() if name}


def _cell(plan: Plan, body: _Body, name: str, figure: Figure, value: Fraction) -> Cell:
    carried = dict(body.kind)
    members = {
        dimension: member
        for dimension, member in figure.cell
        if dimension not in carried and dimension in plan.measures[name].dimensions
    }
    return Cell(body.id, figure.days, name, value, members)


def _alone(figures: Mapping[Figure, Fraction]) -> dict[Figure, Fraction]:
    return {figure: value for figure, value in figures.items() if not figure.weight}


def _weighted(
    plan: Plan, names: Mapping[str, str], figures: Mapping[Figure, Fraction]
) -> dict[Figure, Fraction]:
    """Figures whose products with their weights are what was found.

    :raises CannotBuild: when one of them is used in another way as well.
    """
    products = [each for each in figures if each.weight]
    alone = {each.measure for each in figures if not each.weight}
    pairs = {(each.measure, each.weight) for each in products}
    if len(pairs) > len({measure for measure, _ in pairs}) or any(m in alone for m, _ in pairs):
        raise CannotBuild("weighted-figures")
    if any(plan.measures[names[each.measure]].kind != "amount" for each in products):
        raise CannotBuild("weighted-figures")
    weights = {
        (each.measure, each.cell, each.days, each.group): value
        for each, value in figures.items()
        if not each.weight
    }
    found: dict[Figure, Fraction] = {}
    for each in products:
        weight = weights.get((each.weight, each.cell, each.days, each.group), Fraction(0))
        found[each] = figures[each] / weight if weight else Fraction(0)
    return found


def _events(plan: Plan, solution: Solution) -> Iterator[Event]:
    """What comes about in it; of what a plan's own rules say when it holds, no event says more."""
    for truth, holds in sorted(
        solution.truths.items(), key=lambda each: (each[0].on, each[0].name)
    ):
        fact = None if truth.opaque or not truth.on else plan.facts.get(truth.name)
        if fact is not None and fact.holds is None:
            yield Event(truth.name, date.fromisoformat(truth.on), holds=holds)
