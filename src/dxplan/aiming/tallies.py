"""Shares and counts of organisations, or of groups of them, for which a condition holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from dxplan.aiming.aims import TIMES, Aim, Edge, Forms, edges_of, ways_to
from dxplan.aiming.drawn import ANYWHERE, Drawn, Figures, Layout, Place, layout_of, schools
from dxplan.aiming.errors import CannotAim, Empty
from dxplan.aiming.inequalities import Choose, Inequality, Ordered, inequality, least
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
            parents = {self.column: f"N{number}"} if self.column else place.parents
            size = choose(1, 2) if self.column else 1
            unit = schools(self.figures.ground, size, parents, place.after + len(found))
            found += unit
            if kind is not None:
                cells += self._unit(choose, kind, unit, layout)
        return Drawn(tuple(found), tuple(cells))

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
) -> Counting:
    """A target that counts organisations, made ready to draw for an aim.

    :param facts: which facts hold on the day.
    :raises CannotAim: when there are no such organisations.
    """
    above, below = target.indicator.numerator, target.indicator.denominator
    assert isinstance(above, Tally)
    whole = below.condition if isinstance(below, Tally) else None
    held = edges_of(target.threshold)
    grains = grains_of(plan, target.indicator, [])
    rules = tuple(of_reports(plan, ground.measures, grains))
    asked = Conditions(target.id, grains, facts)
    kinds = _Kinds(asked, ground.measures, tuple(of_sum(each) for each in rules))
    condition = _own(above.condition, whole)
    both = kinds.kind([(condition, True), (whole, True)])
    other = kinds.kind([(condition, False), (whole, True)])
    aside = kinds.kind([(whole, False)]) if whole is not None else None
    numbers = _numbers(target, aim, held, amongst=whole is not None)
    if aim == "undetermined" and not (both.ways and other.ways):
        raise CannotAim(target.id, "no-figures-undetermined")
    bounds = [] if other.ways else [inequality({COUNTED: -1, HOLDING: 1})]
    bounds += [] if both.ways else [inequality({HOLDING: -1})]
    silent = 1 if aim == "undetermined" else 0
    # Who is silent is one of those that are counted, and somebody else reports.
    bounds += [
        inequality({COUNTED: 1, HOLDING: -1}, -silent),
        inequality({COUNTED: 1}, -1 - silent),
    ]
    if max(_most(held, share=isinstance(below, Tally)), 0) > MOST:
        raise CannotAim(target.id, "too-many-organisations")
    ways = [_ready(way, held, bounds, isinstance(below, Tally)) for way in numbers]
    found = tuple(each for each in ways if _can(each))
    if not found:
        raise CannotAim(target.id, f"no-figures-{aim.replace('_', '-')}")
    aside = aside if aside is not None and aside.ways else None
    return Counting(Figures(ground, grains, rules), found, both, other, aside, silent, above.of)


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
        return Kind(tuple(each for each in made if _can(each, {REPORTS: 1})))


def _can(each: Ordered, given: dict[str, int] | None = None) -> bool:
    try:
        each.draw(least, given)
    except Empty:
        return False
    return True


def _numbers(
    target: Target, aim: Aim, edges: list[Edge], *, amongst: bool
) -> list[list[Inequality]]:
    """The ways to reach an aim with numbers of organisations."""
    share = isinstance(target.indicator.denominator, Tally)
    below = {COUNTED: Fraction(1)} if share else {}
    one = Fraction(1)
    forms = Forms(
        {HOLDING: one}, Fraction(0), below, Fraction(0 if share else 1), one,
        lambda quotient: False, lambda quotient: False, one,
    )  # fmt: skip
    if amongst and aim == "undetermined":
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
    way: Sequence[Inequality], edges: Sequence[Edge], bounds: Sequence[Inequality], share: bool
) -> Ordered:
    times = any(each.factor(TIMES) for each in way)
    names = (*([TIMES] if times else []), COUNTED, HOLDING)
    most = _most(edges, share=share)
    limits = [
        inequality({COUNTED: 1}, -1),
        inequality({COUNTED: -1}, most),
        inequality({HOLDING: 1}),
        inequality({COUNTED: 1, HOLDING: -1}),
    ]
    order = names if share else (*([TIMES] if times else []), HOLDING, COUNTED)
    return ready(order, frozenset([*way, *bounds, *limits]))
