"""What holds of all figures, whatever the rules say: shares are parts of wholes, checks hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

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
from dxplan.plan.model import Check, Comparator, Indicator, Measure, Plan, Sum
from dxplan.values.periods import Period, day


@attrs.frozen
class Assumed:
    """Something that holds of all figures, and the check that says so, if one does."""

    formula: Formula
    check: Check | None = None


@attrs.frozen
class Relation:
    """Two sums that stand in a relation, whatever the rules say.

    :param same_parts: whether both must be broken down alike to be compared.
    :param check: the statement that says so; ``None`` for what every share has.
    """

    plan: Plan
    left: Sum
    comparator: Comparator
    right: Sum
    same_parts: bool = False
    check: Check | None = None

    def names(self) -> tuple[str, ...]:
        """The measures of both sums."""
        return tuple(dict.fromkeys([*self.left.measures(), *self.right.measures()]))

    def pulls(self) -> Iterator[tuple[str, int]]:
        """Of each measure, whether more of it makes the relation easier (1) or harder (-1)."""
        for side, sign in ((self.left, 1), (self.right, -1)):
            for factor, name, _ in side.terms:
                more = sign if factor > 0 else -sign
                if self.comparator in (">=", ">", "="):
                    yield name, more
                if self.comparator in ("<=", "<", "="):
                    yield name, -more

    def without(self, names: frozenset[str]) -> Relation:
        """The relation where some measures are nothing."""
        left, right = (
            attrs.evolve(side, terms=tuple(term for term in side.terms if term[1] not in names))
            for side in (self.left, self.right)
        )
        return attrs.evolve(self, left=left, right=right)


def bearing(plans: Iterable[Plan], measures: Iterable[str]) -> list[Relation]:
    """What the shares and checks of some plans say about some measures, given by name."""
    return reduced([each for plan in plans for each in relations(plan)], measures)


def reduced(found: Sequence[Relation], measures: Iterable[str]) -> list[Relation]:
    """What some relations say about some measures, given by name.

    A measure that no rule mentions is taken to be nothing where that makes all of its relations
    easier, and as large as may be where that does; only one between two others links them.
    """
    wanted = set(measures)
    while True:
        pulls: dict[str, set[int]] = {}
        for relation in found:
            for name, pull in relation.pulls():
                pulls.setdefault(name, set()).add(pull)
        free = {name for name, each in pulls.items() if name not in wanted and len(each) == 1}
        if not free:
            return _linked(found, wanted)
        large = {name for name in free if pulls[name] == {1}}
        kept = [each for each in found if not large.intersection(each.names())]
        found = [each.without(frozenset(free - large)) for each in kept]


def _linked(found: Sequence[Relation], measures: Iterable[str]) -> list[Relation]:
    """The relations that link anything to some measures; what others are about is left open."""
    reached = set(measures)
    while True:
        kept = [each for each in found if reached.intersection(each.names())]
        further = {name for each in kept for name in each.names()} - reached
        if not further:
            return kept
        reached |= further


def of_relations(
    terms: Terms, found: Iterable[Relation], days: Sequence[date]
) -> Iterator[Assumed]:
    """What some relations say, for every kind of organisation, part and time."""
    seen: set[Formula] = set()
    # Of the only kind of organisations there is one at least, unless they are counted
    somebody = terms.parts.organisations() == [()] and not terms.counts and not terms.column
    for relation in found:
        flow = any(relation.plan.measures[name].flow for name in relation.names())
        for left, right in _told(terms, relation, days):
            form = left.minus(right)
            formula = added_up(form, relation.comparator, flow=flow, somebody=somebody)
            if formula not in seen and formula != HOLDS:
                seen.add(formula)
                yield Assumed(formula, relation.check)


def added_up(
    form: Linear, comparator: Comparator, *, flow: bool = False, somebody: bool = False
) -> Formula:
    """What a relation that holds for every report says of many of them added up.

    Nothing is known of how many there are: of schools with at most 3 rooms each, all together may
    have more; of schools with at least 3 each, they have at least 3; and where nobody reports even
    ``a < b`` does not hold of the sums. A flow is reported for longer or shorter stretches of
    time, so that of a number in its relations only the sign is known.

    :param somebody: whether anybody reports, unless it is broken down to parts that nobody has.
    """
    if not form.constant and comparator in ("<=", ">=", "="):
        return compared(form, comparator)
    reported = _of_one_or_more(form, comparator, flow)
    if somebody and all(isinstance(each, Figure) and not each.cell for each in form.terms):
        return reported
    nobody = all_of([compared(Linear({each: Fraction(1)}), "=") for each in form.terms])
    return any_of([nobody, reported])


def _of_one_or_more(form: Linear, comparator: Comparator, flow: bool) -> Formula:
    some = Linear(form.terms) if flow else form
    if comparator == "=":
        return compared(some, "<=" if form.constant > 0 else ">=")
    is_upper = comparator in ("<=", "<")
    loosened = form.constant < 0 if is_upper else form.constant > 0
    return HOLDS if loosened else compared(some, comparator)


def relations(plan: Plan) -> Iterator[Relation]:
    """Of a share, 0 <= numerator <= denominator; and what the checks of a plan say."""
    for indicator in plan.indicators.values():
        sums = _plain(indicator)
        if sums is not None:
            numerator, denominator = sums
            yield Relation(plan, numerator, "<=", denominator)
            if any(factor < 0 for factor, _, _ in numerator.terms):
                yield Relation(plan, numerator, ">=", Sum(()))
    for check in plan.checks:
        if not any(weight for side in (check.left, check.right) for _, _, weight in side.terms):
            yield Relation(plan, check.left, check.comparator, check.right, True, check)


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
    terms: Terms, relation: Relation, days: Sequence[date]
) -> Iterator[tuple[Linear, Linear]]:
    """Two sums for every kind of organisation, part and time for which both are told."""
    plan, sums = relation.plan, (relation.left, relation.right)
    measures = [plan.measures[name] for name in relation.names()]
    if len({measure.flow for measure in measures}) > 1 or any(m.kind == "flag" for m in measures):
        return
    broken = [frozenset(measure.dimensions) for measure in measures]
    if relation.same_parts and len(set(broken)) > 1:
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
