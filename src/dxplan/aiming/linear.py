"""Quotients of plain sums: shares, rates, counts, means, of all together or of every group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial
from itertools import takewhile

import attrs

from dxplan.aiming.aims import TIMES, Aim, Edge, Forms, edges_of, has_steps, ways_to
from dxplan.aiming.drawn import ANYWHERE, MOST_SCHOOLS, Drawn, Figures, Place, layout_of, schools
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose, Inequality, Ordered, can_draw
from dxplan.aiming.places import Ground
from dxplan.aiming.reports import Grains, form, of_reports
from dxplan.aiming.splitting import REPORTS, of_sum, ready
from dxplan.data.observations import Cell, Organisation
from dxplan.plan.model import Indicator, Plan, Sum, Tally, Target

MOST = 500
"""How many organisations are made at most."""
SCHOOLS = "# schools"
"""How many organisations are counted by the denominator of a mean; no measure has such a name."""


@attrs.frozen
class Linear:
    """A target whose sums are linear in what is reported, made ready to draw for an aim.

    :param ways: the ways to reach the aim.
    :param stride: of a mean, what the number of organisations is a multiple of.
    :param silent: how many organisations report nothing.
    :param fewest: how many there are at least.
    """

    figures: Figures
    ways: tuple[Ordered, ...]
    stride: int = 1
    silent: int = 0
    most: int = MOST_SCHOOLS
    fewest: int = 1

    def numbers(self, place: Place = ANYWHERE) -> range:
        """How many organisations there may be, those that report nothing among them."""
        if place.alone:
            return range(1, 2)
        fewest = -(-max(self.fewest, 1 + self.silent) // self.stride)
        most = max(fewest, self.most // self.stride)
        return range(self.stride * fewest, self.stride * most + 1, self.stride)

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations and reports that reach the aim."""
        numbers = self.numbers(place)
        return self.draw_of(numbers[choose(0, len(numbers) - 1)], choose, place)

    def draw_of(self, number: int, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """So many organisations and reports."""
        everybody = schools(self.figures.ground, number, place.parents, place.after)
        told = everybody[: number - self.silent]
        return Drawn(tuple(everybody), tuple(self.cells(choose, told, len(everybody))))

    def cells(self, choose: Choose, told: Sequence[Organisation], everybody: int) -> list[Cell]:
        """The reports of some organisations."""
        if not told:
            return []
        layout = layout_of(self.figures.ground, choose)
        given = {REPORTS: len(told) * layout.size, SCHOOLS: everybody}
        way = self.ways[choose(0, len(self.ways) - 1) if len(self.ways) > 1 else 0]
        total = way.draw(choose, given)
        return list(self.figures.reports(total, told, layout, choose))


def linear(
    plan: Plan,
    target: Target,
    ground: Ground,
    aim: Aim,
    *,
    edges: Sequence[Edge] | None = None,
    more: Sequence[Sequence[Inequality]] = ((),),
    grains: Grains | None = None,
    alone: bool = False,
    fewest: int = 1,
) -> Linear:
    """A target made ready to draw for an aim.

    :param edges: what the quotient is held against, instead of the target's threshold.
    :param more: what the sums must keep besides: all of one of these.
    :param grains: the smallest steps of measures that others need finer.
    :param alone: whether it is what a single organisation reports.
    :param fewest: how many organisations there are at least.
    :raises CannotAim: when there are no such figures.
    """
    held = list(edges_of(target.threshold) if edges is None else edges)
    whole = dict.fromkeys(ground.measures, Fraction(1))
    steps = {**whole, **grains_of(plan, target.indicator, held), **(grains or {})}
    figures = Figures(ground, steps, tuple(of_reports(plan, ground.measures, steps)))
    forms = forms_of(target.indicator, steps)
    always = [*map(of_sum, figures.rules), *divides(forms)]
    made = _without_ways(target, figures, aim, [quotient / forms.step for _, quotient in held])
    made = attrs.evolve(made, fewest=fewest)
    both = (
        (*way, *besides)
        for way in ways_to(aim, held, forms)
        for besides in more
        if not (has_steps(way) and has_steps(besides))
    )
    ways = (
        ready(_order(target.indicator, way, steps, ground.measures), frozenset([*always, *way]))
        for way in both
    )
    # Of a single one that is silent nothing is drawn: there it has to be open among others.
    place = Place(alone=alone and aim != "undetermined")
    reached = {way: _most(attrs.evolve(made, ways=(way,)), place) for way in ways}
    found = {way: most for way, most in reached.items() if most}
    if not found:
        raise CannotAim(target.id, f"no-figures-{aim.replace('_', '-')}")
    return attrs.evolve(made, ways=tuple(found), most=min(found.values()))


def _most(made: Linear, place: Place) -> int:
    """Up to how many organisations there are figures; 0 for none.

    Of a mean and a sum together, many may not keep what a few do.
    """
    numbers = made.numbers(place)
    found = takewhile(lambda n: can_draw(partial(made.draw_of, n, place=place)), numbers)
    return max(found, default=0)


def _without_ways(target: Target, figures: Figures, aim: Aim, lines: Iterable[Fraction]) -> Linear:
    """How many organisations it takes.

    :raises CannotAim: when they are too many, or none can be missing.
    """
    indicator = target.indicator
    if aim == "undetermined" and indicator.ranked:
        raise CannotAim(target.id, "place-of-one")
    counted = isinstance(indicator.denominator, Tally) and aim == "on_the_line"
    stride = max((line.denominator for line in lines), default=1) if counted else 1
    if stride > MOST:
        raise CannotAim(target.id, "too-many-organisations")
    most = 1 if indicator.ranked else MOST_SCHOOLS
    return Linear(figures, (), stride, 1 if aim == "undetermined" else 0, most)


def divides(forms: Forms) -> list[Inequality]:
    """That there is something to divide by, where that is not plain."""
    return forms.divides if forms.below and SCHOOLS not in forms.below else []


def grains_of(
    plan: Plan, indicator: Indicator, edges: Sequence[Edge], *, alone: bool = False
) -> dict[str, Fraction]:
    """The smallest steps of what an indicator needs.

    Amounts are whole as long as the line can be reached so; else they have as many decimals as the
    line has.

    :param alone: whether the quotient is what a single organisation reports.
    """
    counted = isinstance(indicator.denominator, Tally)
    fixed = alone or counted or not list(indicator.denominator.measures())
    places = max((_decimals(quotient) for _, quotient in edges), default=0) if fixed else 0
    fine = Fraction(1, 10**places)
    return {
        name: fine if plan.measures[name].kind == "amount" else Fraction(1)
        for name in indicator.measures()
    }


def _decimals(number: Fraction) -> int:
    """How many decimals a number has; two when they do not end."""
    return next((n for n in range(7) if (number * 10**n).denominator == 1), 2)


def forms_of(indicator: Indicator, grains: Grains) -> Forms:
    """The two sums of an indicator over what is reported together."""
    above, below = indicator.numerator, indicator.denominator
    assert isinstance(above, Sum)
    terms = form(above, grains)
    counted = isinstance(below, Tally)
    share = indicator.kind == "share" and not counted
    constant = isinstance(below, Sum) and not below.terms
    negative = min(terms.values(), default=Fraction(0)) < 0
    return Forms(
        terms,
        above.constant,
        {SCHOOLS: Fraction(1)} if isinstance(below, Tally) else form(below, grains),
        Fraction(0) if isinstance(below, Tally) else below.constant,
        min((abs(each) for each in terms.values()), default=Fraction(1)),
        partial(_open_above, share=share),
        partial(_open_below, share=share, fixed=counted or constant, negative=negative),
    )


def _open_above(quotient: Fraction, *, share: bool) -> bool:
    return not share or quotient < 1


def _open_below(quotient: Fraction, *, share: bool, fixed: bool, negative: bool) -> bool:
    return (negative and not share) or (not fixed and quotient > 0)


def _order(
    indicator: Indicator, way: Sequence[Inequality], grains: Grains, names: Sequence[str]
) -> tuple[str, ...]:
    """The order to draw in: wholes before parts, and last what can make up the difference.

    :param names: of everything that is reported.
    """
    below = list(indicator.denominator.measures())
    assert isinstance(indicator.numerator, Sum)
    weight = {name: abs(factor) for name, factor in form(indicator.numerator, grains).items()}
    parts = sorted(
        (n for n in indicator.measures() if n not in below),
        key=lambda n: -weight.get(n, Fraction(0)),
    )
    measures = [each for each in dict.fromkeys(below) if isinstance(indicator.denominator, Sum)]
    times = [TIMES] if has_steps(way) else []
    return tuple(dict.fromkeys((*times, *measures, *parts, *names)))
