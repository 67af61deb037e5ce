"""Targets whose value may be whatever it likes, as far as is known without asking a solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from dxplan.analysis.linear.facts import Relation
from dxplan.plan.model import Holds, Indicator, Plan, Sum, Tally, Target
from dxplan.values.scopes import Dimension


def is_free(plan: Plan, target: Target, relations: Sequence[Relation]) -> bool:
    """Whether a target can be kept and can be missed, whatever its denominator is.

    :param relations: what is known of the figures, but for what each share has.
    """
    indicator = target.indicator
    if target.when is not None or target.each or target.threshold.high is not None:
        return False
    if not (_leaves_somebody(plan, target) and _is_broken_down(plan, target)):
        return False
    if not _has_who_reports(plan, target):
        return False
    if indicator.kind == "count":
        return _is_free_count(target, relations)
    return (
        indicator.kind == "share"
        and _asks_for_something(target)
        and (_is_of_flags(indicator) or _is_of_sums(indicator, relations))
    )


def _is_free_count(target: Target, relations: Sequence[Relation]) -> bool:
    """Whether something is counted of which at least some is asked for, and nothing bounds it."""
    threshold, numerator = target.threshold, target.indicator.numerator
    if threshold.low is None or threshold.low <= 0 or threshold.comparator not in (">=", ">"):
        return False
    if not isinstance(numerator, Sum) or not _is_simple(numerator) or target.indicator.ranked:
        return False
    counted = {*numerator.measures()}
    return all(counted.isdisjoint(each.names()) for each in relations)


def _asks_for_something(target: Target) -> bool:
    """Whether some shares keep the threshold and others do not."""
    threshold = target.threshold
    if threshold.low is None:
        return False
    number = threshold.quotient(threshold.low)
    if threshold.comparator in (">=", ">"):
        return 0 < number < 1 or (number == 1 and threshold.comparator == ">=")
    return threshold.comparator in ("<=", "<") and 0 < number < 1


def _leaves_somebody(plan: Plan, target: Target) -> bool:
    """Whether in each dimension a part without further parts is left after what is excluded."""
    excluded: dict[str, list[str]] = {}
    for member in target.excluded:
        excluded.setdefault(member.dimension, []).append(member.name)
    scope = dict(target.scope)
    return all(
        any(_left(plan.dimensions[name], scope.get(name), members))
        for name, members in excluded.items()
    )


def _left(dimension: Dimension, wanted: str | None, excluded: Sequence[str]) -> Iterator[bool]:
    whole = {member.parent for member in dimension.members}
    for member in dimension.members:
        if member.name not in whole and (wanted is None or dimension.within(member.name, wanted)):
            yield not any(dimension.within(member.name, each) for each in excluded)


def _is_broken_down(plan: Plan, target: Target) -> bool:
    """Whether all that is added up is told apart by what the target names."""
    named = {*dict(target.scope), *(member.dimension for member in target.excluded)}
    asked = {name for name in named if not plan.dimensions[name].of_organisations}
    return all(asked <= {*plan.measures[name].dimensions} for name in target.indicator.measures())


def _has_who_reports(plan: Plan, target: Target) -> bool:
    """Whether those who report a part report its whole, and the target is about some of them."""
    first, *others = (plan.measures[name].reported_by for name in target.indicator.measures())
    if any(each != first for each in others):
        return False
    named = {*dict(target.scope), *(member.dimension for member in target.excluded)}
    return named.isdisjoint(member.dimension for member in first)


def _is_of_flags(indicator: Indicator) -> bool:
    """Whether it counts, of all organisations, those that have one flag."""
    numerator, denominator = indicator.numerator, indicator.denominator
    return (
        isinstance(numerator, Tally)
        and isinstance(denominator, Tally)
        and isinstance(numerator.condition, Holds)
        and denominator.condition is None
        and not any((numerator.groups, denominator.groups, numerator.of, denominator.of))
    )


def _is_of_sums(indicator: Indicator, relations: Sequence[Relation]) -> bool:
    """Whether its measures are added up as they are, and nothing bounds those of the numerator.

    Except that each may be a part of one of the denominator.
    """
    numerator, denominator = indicator.numerator, indicator.denominator
    if not (isinstance(numerator, Sum) and isinstance(denominator, Sum)):
        return False
    if not (_is_simple(numerator) and _is_simple(denominator)):
        return False
    parts, wholes = set(numerator.measures()), set(denominator.measures())
    return parts.isdisjoint(wholes) and _are_parts_at_most(relations, parts, wholes)


def _is_simple(total: Sum) -> bool:
    plain = all(factor == Fraction(1) and weight is None for factor, _, weight in total.terms)
    return plain and bool(total.terms) and not total.constant and not total.groups


def _are_parts_at_most(relations: Iterable[Relation], parts: set[str], wholes: set[str]) -> bool:
    """Whether of parts is only known of which whole each is one, and of wholes their order."""
    bound: dict[str, str] = {}
    for each in relations:
        if not _is_order(each):
            return False
        if (parts | wholes).isdisjoint(each.names()):
            continue
        sides = (*each.left.measures(), *each.right.measures())
        part, whole = sides if each.comparator == "<=" else sides[::-1]
        if whole in parts or (part in parts and whole not in wholes):
            return False
        if part in parts and bound.setdefault(part, whole) != whole:
            return False
    return not bound or (len(parts) == len(wholes) and len({*bound.values()}) == len(bound))


def _is_order(relation: Relation) -> bool:
    """Whether one measure is at most another, and no more."""
    sides = (relation.left, relation.right)
    plain = all(_is_simple(side) and len(side.terms) == 1 for side in sides)
    return plain and relation.comparator in ("<=", ">=")
