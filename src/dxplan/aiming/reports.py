"""What every report must keep, whatever is aimed at: parts of wholes, checks, highest numbers."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from dxplan.aiming.inequalities import Inequality, equal, inequality
from dxplan.plan.model import Check, Comparator, Indicator, Measure, Plan, Sum

Grains = Mapping[str, Fraction]
"""The smallest step of each measure: 1 of what is counted, 0.01 of some amounts."""

OPPOSITE: Mapping[Comparator, tuple[Comparator, ...]] = {
    ">=": ("<",), ">": ("<=",), "<=": (">",), "<": (">=",), "=": ("<", ">"),
}  # fmt: skip
"""How a number stands that does not stand so."""


def of_reports(plan: Plan, measures: Collection[str], grains: Grains) -> list[Inequality]:
    """What a report of some measures must keep so that it is read, and breaks no check.

    A relation to a measure that is not reported says nothing.
    """
    found = [each for name in measures for each in _of_measure(plan.measures[name], grains[name])]
    for indicator in plan.indicators.values():
        if indicator.kind == "share" and _is_told(indicator, measures):
            found += _of_share(indicator, grains)
    for check in plan.checks:
        if {*check.left.measures(), *check.right.measures()} <= set(measures):
            found += _of_check(check, grains)
    return found


def weighted_in_checks(plan: Plan, measures: Collection[str]) -> bool:
    """Whether a check multiplies some measures."""
    return any(
        weight is not None and name in measures
        for check in plan.checks
        for side in (check.left, check.right)
        for _, name, weight in side.terms
    )


def form(total: Sum, grains: Grains, factor: Fraction | int = 1) -> dict[str, Fraction]:
    """The terms of a sum of plain measures, in grains."""
    found: dict[str, Fraction] = {}
    for times, name, _ in total.terms:
        found[name] = found.get(name, Fraction(0)) + times * grains[name] * factor
    return found


def difference(
    first: Mapping[str, Fraction], second: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """The first form less the second one."""
    names = dict.fromkeys((*first, *second))
    return {name: first.get(name, Fraction(0)) - second.get(name, Fraction(0)) for name in names}


def compared(
    terms: Mapping[str, Fraction], constant: Fraction, comparator: Comparator, step: Fraction
) -> list[Inequality]:
    """The inequalities that say how a form stands to 0.

    :param step: the least by which it can exceed 0.
    """
    turned = {name: -factor for name, factor in terms.items()}
    match comparator:
        case ">=":
            return [inequality(terms, constant)]
        case ">":
            return [inequality(terms, constant - step)]
        case "<=":
            return [inequality(turned, -constant)]
        case "<":
            return [inequality(turned, -constant - step)]
    return equal(terms, constant)


def step_of(terms: Mapping[str, Fraction], constant: Fraction) -> Fraction:
    """A number that every value of a form is a multiple of, when its names are whole.

    >>> step_of({"a": Fraction(1), "b": Fraction(-1, 20)}, Fraction(0))
    Fraction(1, 20)
    """
    return Fraction(1, math.lcm(*(each.denominator for each in (*terms.values(), constant))))


def _of_measure(measure: Measure, grain: Fraction) -> Iterator[Inequality]:
    yield inequality({measure.name: 1}, -1 if measure.kind == "rank" else 0)
    highest = Fraction(1) if measure.kind == "flag" else measure.highest
    if highest is not None:
        yield inequality({measure.name: -grain}, highest)


def _is_told(indicator: Indicator, measures: Collection[str]) -> bool:
    """Whether a report of some measures tells both sums, as numbers that are added up."""
    sides = (indicator.numerator, indicator.denominator)
    return (
        all(isinstance(side, Sum) and not is_weighted(side) for side in sides)
        and bool(indicator.measures())
        and set(indicator.measures()) <= set(measures)
    )


def is_weighted(total: Sum) -> bool:
    """Whether measures are multiplied in it."""
    return any(weight is not None for _, _, weight in total.terms)


def _of_share(indicator: Indicator, grains: Grains) -> Iterator[Inequality]:
    above, below = indicator.numerator, indicator.denominator
    assert isinstance(above, Sum)
    assert isinstance(below, Sum)
    part = form(above, grains)
    yield inequality(part, above.constant)
    yield inequality(difference(form(below, grains), part), below.constant - above.constant)


def _of_check(check: Check, grains: Grains) -> list[Inequality]:
    if is_weighted(check.left) or is_weighted(check.right):
        return []
    terms = difference(form(check.left, grains), form(check.right, grains))
    constant = check.left.constant - check.right.constant
    return compared(terms, constant, check.comparator, step_of(terms, constant))
