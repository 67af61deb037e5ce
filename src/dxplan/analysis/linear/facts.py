"""What holds of all figures, whatever the rules say: shares are parts of wholes, checks hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from dxplan.analysis.linear.encode import GROUP, compared
from dxplan.analysis.linear.forms import (
    HOLDS,
    Cell,
    Compared,
    Figure,
    Formula,
    Linear,
    Number,
    Truth,
    Variable,
    all_of,
    any_of,
    total,
)
from dxplan.analysis.linear.terms import Terms
from dxplan.plan.model import Indicator, Measure, Plan, Sum
from dxplan.values.periods import Period, day


def of_plans(
    terms: Terms, plans: Iterable[Plan], measures: frozenset[str], days: Sequence[date]
) -> Iterator[Formula]:
    """What the shares and checks of some plans say of some measures, given by their keys."""
    seen: set[Formula] = set()
    for plan in plans:
        for formula in _of_plan(terms, plan, measures, days):
            if formula not in seen and formula != HOLDS:
                seen.add(formula)
                yield formula


def _of_plan(
    terms: Terms, plan: Plan, measures: frozenset[str], days: Sequence[date]
) -> Iterator[Formula]:
    for first, second, same_parts, comparator in relations(plan):
        names = [*first.measures(), *second.measures()]
        if not names or not all(terms.key(plan, name) in measures for name in names):
            continue
        for left, right in _told(terms, plan, (first, second), days, same_parts):
            yield compared(left.minus(right), comparator)  # type: ignore[arg-type]


def relations(plan: Plan) -> Iterator[tuple[Sum, Sum, bool, str]]:
    """Two sums, whether they must be broken down alike to be compared, and how they compare.

    Of a share, 0 <= numerator <= denominator; what a check says.
    """
    nothing = Sum(())
    for indicator in plan.indicators.values():
        sums = _plain(indicator)
        if sums is not None:
            numerator, denominator = sums
            yield numerator, denominator, False, "<="
            if len(numerator.terms) > 1:
                yield numerator, nothing, False, ">="
    for check in plan.checks:
        if not any(weight for side in (check.left, check.right) for _, _, weight in side.terms):
            yield check.left, check.right, True, check.comparator


def _plain(indicator: Indicator) -> tuple[Sum, Sum] | None:
    """The sums of a share that hold part by part."""
    numerator, denominator = indicator.numerator, indicator.denominator
    if indicator.kind != "share" or not isinstance(numerator, Sum):
        return None
    if not isinstance(denominator, Sum) or numerator.groups or denominator.groups:
        return None
    every = (*numerator.terms, *denominator.terms)
    constants = numerator.constant or denominator.constant
    return None if constants or any(w for _, _, w in every) else (numerator, denominator)


def _told(
    terms: Terms, plan: Plan, sums: tuple[Sum, Sum], days: Sequence[date], same_parts: bool
) -> Iterator[tuple[Linear, Linear]]:
    """Two sums for every kind of organisation, part and time for which both are told."""
    measures = [plan.measures[name] for each in sums for name in each.measures()]
    if len({measure.flow for measure in measures}) > 1 or any(m.kind == "flag" for m in measures):
        return
    broken = [frozenset(measure.dimensions) for measure in measures]
    if same_parts and len(set(broken)) > 1:
        return
    common = frozenset.intersection(*broken)
    times = terms.segments if measures[0].flow else [day(each) for each in days]
    for kind in terms.parts.organisations():
        if not all(terms.parts.carries(kind, measure.reported_by) for measure in measures):
            continue
        for part in terms.parts.breakdown(Measure("", dimensions=tuple(common))):
            cell = tuple(sorted((*kind, *part)))
            for time in times:
                for group in terms.groups:
                    left, right = (_at(terms, plan, each, cell, (time, group)) for each in sums)
                    yield left, right


def _at(terms: Terms, plan: Plan, side: Sum, cell: Cell, when: tuple[Period, int]) -> Linear:
    time, group = when
    found = Linear(constant=side.constant)
    for factor, name, _ in side.terms:
        measure = plan.measures[name]
        whole = measure.kind != "amount"
        inside = (each for each in terms.cells(measure) if set(cell) <= set(each))
        figures = (Figure(terms.key(plan, name), each, time, "", group, whole) for each in inside)
        found = found + total(figures, factor)
    return found


def of_variables(terms: Terms, variables: Iterable[Variable]) -> Iterator[Formula]:
    """What holds of every figure and number by itself."""
    listed = _with_all_numbers(terms, variables)
    for variable in listed:
        yield Compared(Linear({variable: Fraction(1)}), ">=")
    second = [variable for variable in listed if variable.group > 0]
    if terms.column:
        for variable in second:
            yield any_of([Truth(GROUP), compared(Linear({variable: Fraction(1)}), "=")])
    yield from _products(listed)
    yield from _nobody(terms, listed)


def _with_all_numbers(terms: Terms, variables: Iterable[Variable]) -> list[Variable]:
    """The variables, with the answers that nobody asked for."""
    found: dict[Variable, None] = {}
    for variable in variables:
        found[variable] = None
        if isinstance(variable, Number):
            for block in range(len(terms.blocks)):
                every = terms.numbers(block, variable.cell, variable.days, variable.group)
                found.update(dict.fromkeys(every))
    return list(found)


def _products(variables: Sequence[Variable]) -> Iterator[Formula]:
    """A product with a weight of nothing is nothing."""
    known = set(variables)
    for variable in variables:
        if isinstance(variable, Figure) and variable.weight:
            weight = Figure(
                variable.weight, variable.cell, variable.days, "", variable.group, whole=True
            )
            for each in (weight, Figure(*_fields(weight), whole=False)):
                if each in known:
                    there = compared(Linear({each: Fraction(1)}), ">")
                    yield any_of([there, compared(Linear({variable: Fraction(1)}), "=")])


def _fields(figure: Figure) -> tuple[str, Cell, Period, str, int]:
    return (figure.measure, figure.cell, figure.days, figure.weight, figure.group)


def _nobody(terms: Terms, variables: Sequence[Variable]) -> Iterator[Formula]:
    """Every block of questions is asked of as many; where there is nobody, nothing is reported."""
    by_place: dict[tuple[Cell, int, Period], None] = {}
    for variable in variables:
        if isinstance(variable, Number):
            by_place[variable.cell, variable.group, variable.days] = None
    for kind, group, on in by_place:
        there = [total(terms.numbers(block, kind, on, group)) for block in range(len(terms.blocks))]
        for each in there[1:]:
            yield compared(each.minus(there[0]), "=")
        own = [
            each
            for each in variables
            if isinstance(each, Figure) and each.group == group and set(kind) <= set(each.cell)
        ]
        nothing = all_of([compared(Linear({each: Fraction(1)}), "=") for each in own])
        if nothing != HOLDS:
            yield any_of([compared(there[0], ">"), nothing])
