"""Shares and counts of organisations, or of groups of them, for which a condition holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

import attrs

from dxplan.aiming.aims import TIMES, Aim, Edge, Forms, edges_of, ways_to
from dxplan.aiming.drawn import ANYWHERE, Drawn, Figures, Layout, Place, layout_of, schools
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose, Inequality, Ordered, can_draw, inequality
from dxplan.aiming.linear import grains_of
from dxplan.aiming.places import Ground
from dxplan.aiming.reports import of_reports
from dxplan.aiming.splitting import REPORTS, of_sum, ready
from dxplan.aiming.ways import Conditions, Way
from dxplan.data.observations import Cell, Organisation
from dxplan.plan.model import Condition, Plan, Tally, Target

HOLDING, COUNTED = "holding", "counted"
"""Of how many the condition holds, and of how many in all."""
FEW = 6
MOST = 500
"""How many organisations are made at most."""


@attrs.frozen
class Kind:
    """Organisations, or groups, that answer alike: the ways in which they may."""

    ways: tuple[Ordered, ...]

    def total(self, choose: Choose, reports: int) -> dict[str, int]:
        """What one of them reports."""
        way = self.ways[choose(0, len(self.ways) - 1) if len(self.ways) > 1 else 0]
        return way.draw(choose, {REPORTS: reports})


@attrs.frozen
class Counting:
    """A target that counts organisations, made ready to draw for an aim.

    :param numbers: how many there are, and of how many the condition holds.
    :param aside: those that are not counted at all, where a part is asked of a part.
    :param column: the register column whose groups are counted.
    """

    figures: Figures
    numbers: tuple[Ordered, ...]
    holding: Kind
    others: Kind
    aside: Kind | None = None
    silent: int = 0
    column: str = ""

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations and reports that reach the aim."""
        way = self.numbers[choose(0, len(self.numbers) - 1) if len(self.numbers) > 1 else 0]
        numbers = way.draw(choose)
        aside = choose(0, 1) if self.aside is not None else 0
        kinds = [self.holding] * numbers[HOLDING]
        kinds += [self.others] * (numbers[COUNTED] - numbers[HOLDING] - self.silent)
        kinds += [self.aside] * aside if self.aside is not None else []
        found, cells = list[Organisation](), list[Cell]()
        layout = layout_of(self.figures.ground, choose)
        for number, kind in enumerate([*kinds, *[None] * self.silent], start=1):
            parents = self._parents(place, number)
            size = choose(1, 2) if self.column else 1
            unit = schools(self.figures.ground, size, parents, place.after + len(found))
            found += unit
            if kind is not None:
                cells += self._unit(choose, kind, unit, layout)
        return Drawn(tuple(found), tuple(cells))

    def _parents(self, place: Place, number: int) -> Mapping[str, str]:
        """Where a unit lies; no two groups have one name, wherever they are."""
        if not self.column or self.column in place.parents:
            return place.parents
        return {**place.parents, self.column: f"N{place.after + number}"}

    def _unit(
        self, choose: Choose, kind: Kind, unit: Sequence[Organisation], layout: Layout
    ) -> Iterable[Cell]:
        total = kind.total(choose, len(unit) * layout.size)
        return self.figures.reports(total, unit, layout, choose)


def counting(
    plan: Plan,
    target: Target,
    ground: Ground,
    aim: Aim,
    facts: Mapping[str, bool],
    *,
    fewest: int = 1,
    alone: bool = False,
) -> Counting:
    """A target that counts organisations, made ready to draw for an aim.

    :param facts: which facts hold on the day.
    :param fewest: how many organisations there are at least.
    :param alone: whether a single one is counted, or a single group.
    :raises CannotAim: when there are no such organisations.
    """
    share = isinstance(target.indicator.denominator, Tally)
    held = edges_of(target.threshold)
    kinds = kinds_of(plan, target, ground, facts)
    numbers = numbers_to(target, aim, held)
    if aim == "undetermined" and not (kinds.holding.ways and kinds.others.ways):
        raise CannotAim(target.id, "no-figures-undetermined")
    silent = 1 if aim == "undetermined" else 0
    # Who is silent is one of those that are counted, and somebody else reports.
    least_number = 1 if alone else max(1 + silent, fewest)
    bounds = [
        *kinds.bounds,
        inequality({COUNTED: 1, HOLDING: -1}, -silent),
        inequality({COUNTED: 1}, -least_number),
        *([inequality({COUNTED: -1}, 1)] if alone else []),
    ]
    if max(_most(held, share=share), fewest) > MOST:
        raise CannotAim(target.id, "too-many-organisations")
    ways = [_ready(way, held, bounds, fewest, share=share) for way in numbers]
    found = tuple(each for each in ways if can_draw(each.draw))
    if not found:
        raise CannotAim(target.id, f"no-figures-{aim.replace('_', '-')}")
    return Counting(
        kinds.figures, found, kinds.holding, kinds.others,
        None if alone else kinds.aside, silent, target.indicator.counts_groups_of,
    )  # fmt: skip


@attrs.frozen
class Kinds:
    """The organisations, or groups, that are counted, by how they answer.

    :param holding: the condition holds for them; for ``others`` it does not.
    :param aside: those that are not counted at all, where a part is asked of a part.
    """

    figures: Figures
    holding: Kind
    others: Kind
    aside: Kind | None = None

    @property
    def bounds(self) -> list[Inequality]:
        """That there are none of whom there can be none."""
        found = [] if self.others.ways else [inequality({COUNTED: -1, HOLDING: 1})]
        return found if self.holding.ways else [*found, inequality({HOLDING: -1})]


def kinds_of(plan: Plan, target: Target, ground: Ground, facts: Mapping[str, bool]) -> Kinds:
    """The organisations that a target counts, by how they answer.

    :param facts: which facts hold on the day.
    """
    above, below = target.indicator.numerator, target.indicator.denominator
    assert isinstance(above, Tally)
    whole = below.condition if isinstance(below, Tally) else None
    grains = grains_of(plan, target.indicator, [])
    rules = tuple(of_reports(plan, ground.measures, grains))
    asked = Conditions(target.id, grains, facts)
    kinds = _Kinds(asked, ground.measures, tuple(of_sum(each) for each in rules))
    condition = _own(above.condition, whole)
    aside = kinds.kind([(whole, False)]) if whole is not None else None
    return Kinds(
        Figures(ground, grains, rules),
        kinds.kind([(condition, True), (whole, True)]),
        kinds.kind([(condition, False), (whole, True)]),
        aside if aside is not None and aside.ways else None,
    )


def _own(both: Condition | None, whole: Condition | None) -> Condition:
    """What is asked of those that are counted."""
    from dxplan.plan.model import Conjunction

    assert both is not None, "INVARIANT: what is counted is counted by a condition"
    if whole is not None and isinstance(both, Conjunction) and both.operands[0] == whole:
        return both.operands[1]
    return both


@attrs.frozen
class _Kinds:
    asked: Conditions
    names: tuple[str, ...]
    known: Way

    def kind(self, wanted: Iterable[tuple[Condition | None, bool]]) -> Kind:
        """The ways to keep some conditions and break others, as far as they can be gone."""
        ways: list[Way] = [()]
        for condition, truth in wanted:
            if condition is not None:
                own = self.asked.ways(condition, truth)
                ways = [(*way, *each) for way in ways for each in own]
        made = [ready(self.names, frozenset([*self.known, *way])) for way in ways]
        given = {REPORTS: 1}
        return Kind(tuple(w for w in made if can_draw(partial(w.draw, given=given))))


def numbers_to(target: Target, aim: Aim, edges: list[Edge]) -> list[list[Inequality]]:
    """The ways to reach an aim with numbers of organisations."""
    whole = target.indicator.denominator
    share = isinstance(whole, Tally)
    below = {COUNTED: Fraction(1)} if share else {}
    one = Fraction(1)
    forms = Forms(
        {HOLDING: one}, Fraction(0), below, Fraction(0 if share else 1), one,
        lambda quotient: False, lambda quotient: False, one,
    )  # fmt: skip
    if isinstance(whole, Tally) and whole.condition is not None and aim == "undetermined":
        raise CannotAim(target.id, "part-of-a-part")
    return ways_to(aim, edges, forms)


def _most(edges: Sequence[Edge], *, share: bool) -> int:
    """As many as a threshold asks for, and a few besides.

    A share that is no round number needs no multiple of its denominator to be passed or missed.
    """
    if share:
        return max(FEW, *(min(2 * quotient.denominator, MOST) for _, quotient in edges))
    return max(FEW, *(int(quotient) + FEW for _, quotient in edges))


def _ready(
    way: Sequence[Inequality],
    edges: Sequence[Edge],
    bounds: Sequence[Inequality],
    fewest: int,
    *,
    share: bool,
) -> Ordered:
    times = any(each.factor(TIMES) for each in way)
    names = (*([TIMES] if times else []), COUNTED, HOLDING)
    most = _most(edges, share=share) + fewest - 1
    limits = [
        inequality({COUNTED: 1}, -1),
        inequality({COUNTED: -1}, most),
        inequality({HOLDING: 1}),
        inequality({COUNTED: 1, HOLDING: -1}),
    ]
    order = names if share else (*([TIMES] if times else []), HOLDING, COUNTED)
    return ready(order, frozenset([*way, *bounds, *limits]))
