"""The ways in which one organisation, or one group, may come to keep a condition or not.

Each way is a set of inequalities over what is reported, all of which must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, product
from typing import TypeAlias

import attrs

from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Inequality, inequality
from dxplan.aiming.reports import OPPOSITE, Grains, compared, difference, form, is_weighted, step_of
from dxplan.plan.model import (
    AtLevel,
    Attains,
    Band,
    Comparator,
    Compares,
    Condition,
    Conjunction,
    Criterion,
    Disjunction,
    Group,
    Holds,
    Indicator,
    Negation,
    SomeOf,
    Sum,
)
from dxplan.values.comparators import RELATIONS

Way: TypeAlias = tuple[Inequality, ...]

MOST_WAYS = 64
"""A condition with more ways is reached by the first of them."""


@attrs.frozen
class Conditions:
    """What conditions are about.

    :param target: the id of the target, for what cannot be done.
    :param facts: which facts hold.
    """

    target: str
    grains: Grains
    facts: Mapping[str, bool]

    def ways(self, condition: Condition, truth: bool) -> list[Way]:
        """The ways in which a condition holds, or does not."""
        return list(islice(self._ways(condition, truth), MOST_WAYS))

    def _ways(self, condition: Condition, truth: bool) -> Iterator[Way]:
        match condition:
            case Negation(operand):
                yield from self._ways(operand, not truth)
            case Conjunction(operands):
                yield from self._all(operands, truth) if truth else self._any(operands, truth)
            case Disjunction(operands):
                yield from self._any(operands, truth) if truth else self._all(operands, truth)
            case SomeOf(count, operands):
                so_many = count if truth else len(operands) - count + 1
                for chosen in combinations(operands, so_many):
                    yield from self._all(chosen, truth)
            case Holds(name) if name in self.facts:
                yield from [()] if self.facts[name] is truth else []
            case Holds(name):
                yield (inequality({name: 1 if truth else -1}, -1 if truth else 0),)
            case Compares(name, comparator, value):
                terms = {name: self.grains[name]}
                yield from _stands(terms, -value, comparator, truth)
            case Attains():
                yield from self._attains(condition, truth)
            case AtLevel():
                yield from self._at_level(condition, truth)
            case _:
                raise CannotAim(self.target, "condition-on-target")

    def _all(self, operands: Sequence[Condition], truth: bool) -> Iterator[Way]:
        for chosen in product(*(list(self._ways(each, truth)) for each in operands)):
            yield tuple(each for way in chosen for each in way)

    def _any(self, operands: Sequence[Condition], truth: bool) -> Iterator[Way]:
        for operand in operands:
            yield from self._ways(operand, truth)

    def _attains(self, atom: Attains, truth: bool) -> Iterator[Way]:
        """An indicator held against a number; without anything to divide by it does not hold."""
        above, below = plain_sums(atom.indicator, self.target)
        part, whole = form(above, self.grains), form(below, self.grains)
        scaled = {name: factor * atom.quotient for name, factor in whole.items()}
        constant = above.constant - atom.quotient * below.constant
        least = step_of(whole, below.constant)
        divides = inequality(whole, below.constant - least)
        for way in _stands(difference(part, scaled), constant, atom.comparator, truth):
            yield (*way, divides)

    # --- levels -----------------------------------------------------------------------------------

    def _at_level(self, atom: AtLevel, truth: bool) -> Iterator[Way]:
        group = atom.group
        order = [band.name for band in group.bands]
        keeps = {
            band.name
            for place, band in enumerate(group.bands)
            if RELATIONS[atom.comparator](place, order.index(atom.band)) is truth
        }
        gates = [each for each in group.criteria if each.mandatory]
        for band in group.bands:
            if band.name in keeps and not band.without_scores:
                yield from self._in_band(group, band, gates)
        if group.gate in keeps:
            for gate in gates:
                yield from self._criterion(gate, met=False)

    def _in_band(self, group: Group, band: Band, gates: Sequence[Criterion]) -> Iterator[Way]:
        """All gates met, and a score inside the band."""
        met = [list(self._criterion(gate, met=True)) for gate in gates]
        decided = [each for each in group.criteria if each.condition and not each.mandatory]
        rest = group.rest if any(each.is_open for each in group.criteria) else Fraction(0)
        given = {
            each.name: self.grains[each.name]
            for each in group.criteria
            if not (each.mandatory or each.is_open or each.condition)
        }
        for reached in product((True, False), repeat=len(decided)):
            points = sum(
                (c.points or Fraction(0) for c, r in zip(decided, reached, strict=True) if r),
                Fraction(0),
            )
            scores = _inside(band, given, points, rest)
            if scores is None:
                continue
            ways = [
                list(self._criterion(each, met=one))
                for each, one in zip(decided, reached, strict=True)
            ]
            for chosen in product(*met, *ways):
                yield (*(each for way in chosen for each in way), *scores)

    def _criterion(self, criterion: Criterion, *, met: bool) -> Iterator[Way]:
        if criterion.condition is not None:
            yield from self._ways(criterion.condition, met)
        else:
            yield (inequality({criterion.name: 1 if met else -1}, -1 if met else 0),)


def _stands(
    terms: Mapping[str, Fraction], constant: Fraction, comparator: Comparator, truth: bool
) -> Iterator[Way]:
    for each in (comparator,) if truth else OPPOSITE[comparator]:
        yield tuple(compared(terms, constant, each, step_of(terms, constant)))


def _inside(
    band: Band, given: Mapping[str, Fraction], points: Fraction, rest: Fraction | None
) -> Way | None:
    """That scores are inside a band, whatever open criteria add; ``None`` where that cannot be."""
    found: list[Inequality] = []
    if band.low is not None:
        above: Comparator = ">" if band.above_low else ">="
        found += compared(given, points - band.low, above, step_of(given, points - band.low))
    if band.high is not None:
        if rest is None:
            return None
        below: Comparator = "<" if band.below_high else "<="
        constant = points + rest - band.high
        found += compared(given, constant, below, step_of(given, constant))
    return tuple(found)


def adds_up(indicator: Indicator) -> bool:
    """Whether both sums of an indicator add up plain measures."""
    sides = (indicator.numerator, indicator.denominator)
    return all(isinstance(each, Sum) and not is_weighted(each) for each in sides)


def plain_sums(indicator: Indicator, target: str) -> tuple[Sum, Sum]:
    """The two sums of an indicator that adds up plain measures.

    :raises CannotAim: for any other.
    """
    above, below = indicator.numerator, indicator.denominator
    if isinstance(above, Sum) and isinstance(below, Sum) and adds_up(indicator):
        return above, below
    raise CannotAim(target, "condition-on-quotient", indicator=indicator.name)
