"""What is asked of every row of a table: the thresholds of targets, and the plan's checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from dxplan.engine.material import Key
from dxplan.engine.tables.relations import whole_factors
from dxplan.plan.model import Check, Comparator, Plan, Sum, Target
from dxplan.values.scopes import Dimension


@attrs.frozen
class RowRule:
    """A comparison of a sum of measures with 0, which every row has to keep.

    :param id: of the target, or what a check says.
    :param terms: by measure, a whole factor.
    :param below: whole factors of the denominator, which has to be above 0; empty where there is
        nothing to divide by.
    """

    id: str
    terms: tuple[tuple[str, int], ...]
    constant: int
    comparator: Comparator
    below: tuple[tuple[str, int], ...] = ()
    below_constant: int = 0
    target: Target | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that it compares."""
        return tuple(dict.fromkeys(name for name, _ in (*self.terms, *self.below)))


def rules_of_rows(plan: Plan) -> tuple[RowRule, ...]:
    """Every comparison that rows can be held against; a range is two of one id."""
    of_targets = (rule for target in plan.targets for rule in _of_target(target))
    of_checks = (rule for check in plan.checks for rule in _of_check(check))
    return (*of_targets, *of_checks)


def _of_target(target: Target) -> Iterator[RowRule]:
    indicator, threshold = target.indicator, target.threshold
    above, below = indicator.numerator, indicator.denominator
    if not isinstance(above, Sum) or not isinstance(below, Sum) or threshold.low is None:
        return
    if any(weight for _, _, weight in (*above.terms, *below.terms)) or indicator.ranked:
        return
    bounds: list[tuple[Comparator, Fraction]] = [(threshold.comparator, threshold.low)]
    if threshold.high is not None:
        bounds = [(">=", threshold.low), ("<=", threshold.high)]
    for comparator, level in bounds:
        quotient = threshold.quotient(level)
        factors = _added_up([(name, factor) for factor, name, _ in above.terms])
        for factor, name, _ in below.terms:
            factors[name] = factors.get(name, Fraction(0)) - quotient * factor
        constant = above.constant - quotient * below.constant
        under = _added_up([(name, factor) for factor, name, _ in below.terms])
        yield _rule(target.id, factors, constant, comparator, (under, below.constant), target)


def _of_check(check: Check) -> Iterator[RowRule]:
    terms = (*check.left.terms, *((-f, name, weight) for f, name, weight in check.right.terms))
    if any(weight for _, _, weight in terms):
        return
    factors = _added_up([(name, factor) for factor, name, _ in terms])
    constant = check.left.constant - check.right.constant
    yield _rule(check.title or check.text, factors, constant, check.comparator, ({}, Fraction(0)))


def _added_up(terms: list[tuple[str, Fraction]]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for name, factor in terms:
        found[name] = found.get(name, Fraction(0)) + factor
    return found


def _rule(
    name: str,
    factors: Mapping[str, Fraction],
    constant: Fraction,
    comparator: Comparator,
    below: tuple[Mapping[str, Fraction], Fraction],
    *target: Target,
) -> RowRule:
    *whole, fixed = whole_factors([*factors.values(), constant])
    under, under_constant = below
    *whole_under, fixed_under = whole_factors([*under.values(), under_constant])
    return RowRule(
        name,
        tuple(zip(factors, whole, strict=True)),
        fixed,
        comparator,
        tuple(zip(under, whole_under, strict=True)),
        fixed_under,
        *target,
    )


def concerns(plan: Plan, rule: RowRule, key: Key) -> bool:
    """Whether a rule is about numbers that are broken down to some members."""
    if rule.target is None:
        return True
    members = dict(key)
    for dimension, wanted in rule.target.scope:
        own = members.get(dimension)
        if own is None or not _within(plan.dimensions[dimension], own, wanted):
            return False
    return not any(
        each.dimension in members
        and _within(plan.dimensions[each.dimension], members[each.dimension], each.name)
        for each in rule.target.excluded
    )


def _within(dimension: Dimension, member: str, ancestor: str) -> bool:
    return member == ancestor or dimension.within(member, ancestor)
