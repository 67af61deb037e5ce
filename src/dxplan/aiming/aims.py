"""What data may be aimed at, as inequalities between the two sums of a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import attrs

from dxplan.aiming.inequalities import Inequality, equal, inequality
from dxplan.aiming.reports import OPPOSITE, compared, difference, step_of
from dxplan.plan.model import Comparator, Threshold

Aim: TypeAlias = Literal[
    "satisfying", "failing", "on_the_line", "one_over", "one_under", "undetermined"
]
"""``one_over`` and ``one_under`` are the nearest counts on either side of the line; of a range,
above its upper end and below its lower one. ``undetermined`` is open because one organisation has
not reported."""

AIMS: tuple[Aim, ...] = get_args(Aim)

Edge: TypeAlias = tuple[Comparator, Fraction]
"""A comparator and a quotient."""


TIMES = "# times"
"""How often a denominator holds the denominator of a threshold, so that the line is a count.

No measure has such a name."""


@attrs.frozen
class Forms:
    """The two sums as linear forms over whole numbers.

    :param step: the least by which the numerator can change.
    :param open_above: whether a missing report may add as much as one likes to ``numerator -
        quotient * denominator``; ``open_below``: take as much away.
    :param adds: how much it may add to the numerator where that has an end.
    """

    above: Mapping[str, Fraction]
    above_constant: Fraction
    below: Mapping[str, Fraction]
    below_constant: Fraction
    step: Fraction
    open_above: Callable[[Fraction], bool] = lambda quotient: True
    open_below: Callable[[Fraction], bool] = lambda quotient: False
    adds: Fraction = Fraction(0)

    def against(self, quotient: Fraction) -> tuple[dict[str, Fraction], Fraction]:
        """``numerator - quotient * denominator``: its terms and its constant."""
        scaled = {name: factor * quotient for name, factor in self.below.items()}
        constant = self.above_constant - quotient * self.below_constant
        return difference(self.above, scaled), constant

    def stands(self, edge: Edge) -> list[Inequality]:
        """That the quotient stands so to a number."""
        comparator, quotient = edge
        terms, constant = self.against(quotient)
        return compared(terms, constant, comparator, step_of(terms, constant))

    @property
    def divides(self) -> list[Inequality]:
        """That there is something to divide by."""
        step = step_of(self.below, self.below_constant)
        return [inequality(self.below, self.below_constant - step)]


def edges_of(threshold: Threshold) -> list[Edge]:
    """The bounds of a threshold, whose numbers are known."""
    assert threshold.low is not None, "INVARIANT: only known numbers are aimed at"
    low = threshold.quotient(threshold.low)
    if threshold.high is None:
        return [(threshold.comparator, low)]
    return [(">=", low), ("<=", threshold.quotient(threshold.high))]


def ways_to(aim: Aim, edges: list[Edge], forms: Forms) -> list[list[Inequality]]:
    """The ways to reach an aim; of each, what the numbers must keep."""
    if aim == "satisfying":
        return [[each for edge in edges for each in forms.stands(edge)]]
    if aim == "failing":
        turned = [(other, quotient) for own, quotient in edges for other in OPPOSITE[own]]
        return [forms.stands(each) for each in turned]
    if aim == "undetermined":
        return _left_open(edges, forms)
    lines = list(dict.fromkeys(quotient for _, quotient in edges))
    near = {"one_over": lines[-1:], "one_under": lines[:1]}.get(aim, lines)
    return [_near(aim, quotient, forms) for quotient in near]


def _near(aim: Aim, quotient: Fraction, forms: Forms) -> list[Inequality]:
    """On the line, or the nearest count on one side of it."""
    if aim == "on_the_line":
        return [*forms.stands(("=", quotient)), *in_steps(quotient, forms)]
    terms, constant = forms.against(quotient)
    if aim == "one_over":
        near = {name: -factor for name, factor in terms.items()}
        return [*forms.stands((">", quotient)), inequality(near, forms.step - constant)]
    return [*forms.stands(("<", quotient)), inequality(terms, constant + forms.step)]


def in_steps(quotient: Fraction, forms: Forms) -> list[Inequality]:
    """That the denominator is so large that the line is a whole count."""
    if not forms.below:
        return []
    stride = (quotient / forms.step).denominator
    terms = {**forms.below, TIMES: Fraction(-stride)}
    return [*equal(terms, forms.below_constant), inequality({TIMES: 1}, -1)]


def has_steps(way: Iterable[Inequality]) -> bool:
    """Whether a denominator goes in steps of its own."""
    return any(each.factor(TIMES) for each in way)


def _left_open(edges: list[Edge], forms: Forms) -> list[list[Inequality]]:
    """The ways in which what is known neither keeps the threshold for sure nor breaks it for sure.

    What is missing may be anything from 0; where that has an end, the rest has to leave it open.
    """
    sides: list[Edge] = [each for each in edges if each[0] != "="]
    sides += [(own, q) for comparator, q in edges if comparator == "=" for own in _BOTH]
    kept = [each for edge in sides for each in _end(edge, forms, best=True)]
    broken = [_end(edge, forms, best=False) for edge in sides]
    return [kept] if any(not each for each in broken) else [[*kept, *each] for each in broken]


_BOTH: tuple[Comparator, ...] = (">=", "<=")


def _end(edge: Edge, forms: Forms, *, best: bool) -> list[Inequality]:
    """That a bound is kept when missing reports turn out best, or broken when they turn out worst.

    Nothing where they may bring as much as one likes.
    """
    comparator, quotient = edge
    more = (comparator in (">", ">=")) == best
    if forms.open_above(quotient) if more else forms.open_below(quotient):
        return []
    adds = forms.adds if more else Fraction(0)
    there = attrs.evolve(forms, above_constant=forms.above_constant + adds)
    return there.stands(edge if best else (OPPOSITE[comparator][0], quotient))
