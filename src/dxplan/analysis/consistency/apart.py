"""Rules that are seen to be consistent without a solver.

Of some shares, each with a numerator of its own, each may be whatever it likes between 0 and 1:
take denominators large enough, and of each of them the part that is wanted. So none of them follows
from the others, none contradicts them, and each can be kept and missed. That is the case for almost
all rules of almost all plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import attrs

from dxplan.analysis.linear.situation import indicators_of
from dxplan.analysis.linear.times import Rule, first_day, is_flow, last_day, moment_of
from dxplan.analysis.strictness import kept_by, stricter_of
from dxplan.plan.model import Check, Holds, Indicator, Plan, Sum, Tally, Target
from dxplan.values.scopes import Member


def are_apart(rules: Sequence[Rule]) -> bool:
    """Whether nothing needs to be asked about some rules, all that bear on each other.

    Rules with the same numerator must be about different parts, or be milestones of which each
    asks for more than the one before.
    """
    if not all(_is_free_share(rule) for rule in rules):
        return False
    return all(
        _is_apart(first, second, plan=first.plan) for first, second in combinations(rules, 2)
    )


def _is_apart(first: Rule, second: Rule, plan: Plan) -> bool:
    mine, theirs = ({*_numerator(each)} for each in (first, second))
    if mine.isdisjoint(_measures(second)) and theirs.isdisjoint(_measures(first)):
        return True
    if first.target.indicator != second.target.indicator:
        return False
    return (
        _disjoint(plan, first.target, second.target)
        or _rising(first.target, second.target)
        or _one_after_the_other(first, second)
    )


def _measures(rule: Rule) -> Iterator[str]:
    for indicator in indicators_of(rule):
        yield from indicator.measures()


def _numerator(rule: Rule) -> Iterator[str]:
    return rule.target.indicator.numerator.measures()


def _disjoint(plan: Plan, first: Target, second: Target) -> bool:
    """Whether two targets are about parts that have nothing in common."""
    mine, theirs = dict(first.scope), dict(second.scope)
    return any(
        not plan.dimensions[name].within(mine[name], theirs[name])
        and not plan.dimensions[name].within(theirs[name], mine[name])
        for name in mine.keys() & theirs.keys()
    )


def _rising(first: Target, second: Target) -> bool:
    """Whether two targets are milestones of one path of which the later one asks for more."""
    earlier, later = sorted((first, second), key=lambda each: str(each.time.end))
    if earlier.time.end == later.time.end or (first.scope, first.excluded) != (
        second.scope,
        second.excluded,
    ):
        return False
    if any(each.time.kind not in ("by", "before") for each in (first, second)):
        return False
    more, less = kept_by(later.threshold), kept_by(earlier.threshold)
    return more is not None and less is not None and stricter_of(more, less) == "stricter"


def _is_broken_down(plan: Plan, target: Target) -> bool:
    """Whether all that is added up is told apart by what the target names."""
    named = {*dict(target.scope), *(member.dimension for member in target.excluded)}
    asked = {name for name in named if not plan.dimensions[name].of_organisations}
    return all(asked <= {*plan.measures[name].dimensions} for name in target.indicator.measures())


def _one_after_the_other(first: Rule, second: Rule) -> bool:
    """Whether one rule has ceased to hold before the first day that the other one looks at.

    As it would do without the other one as well: a milestone holds until the next one.
    """
    earlier, later = sorted((first, second), key=lambda each: str(first_day(each)))
    for_good = attrs.evolve(earlier.target, superseded_on=None)
    end, begin = last_day(Rule(earlier.plan, for_good)), first_day(later)
    if end is None or begin is None:
        return False
    return end < (moment_of(later, begin).window.start if is_flow(later) else begin)


def _has_who_reports(plan: Plan, target: Target) -> bool:
    """Whether those who report a part report its whole, and the target is about some of them."""
    first, *others = (plan.measures[name].reported_by for name in target.indicator.measures())
    if any(each != first for each in others):
        return False
    named = {*dict(target.scope), *(member.dimension for member in target.excluded)}
    return named.isdisjoint(member.dimension for member in first)


# --- a share that may be anything between 0 and 1 -------------------------------------------------


def _is_free_share(rule: Rule) -> bool:
    target = rule.target
    if target.indicator.kind != "share" or target.when is not None or target.each:
        return False
    return (
        _asks_for_something(target)
        and _leaves_somebody(rule.plan, target)
        and _is_broken_down(rule.plan, target)
        and _has_who_reports(rule.plan, target)
        and (_is_of_flags(target.indicator) or _is_of_sums(rule.plan, target.indicator))
    )


def _asks_for_something(target: Target) -> bool:
    """Whether some shares keep the threshold and others do not."""
    threshold = target.threshold
    if threshold.low is None or threshold.high is not None:
        return False
    number = threshold.quotient(threshold.low)
    if threshold.comparator in (">=", ">"):
        return 0 < number < 1 or (number == 1 and threshold.comparator == ">=")
    return threshold.comparator in ("<=", "<") and 0 < number < 1


def _leaves_somebody(plan: Plan, target: Target) -> bool:
    """Whether a part without further parts is left after what a target excludes."""
    named = {member.dimension for member in target.excluded}
    if len(named) != len(target.excluded) or not named.isdisjoint(dict(target.scope)):
        return not target.excluded
    return all(_is_not_everything(plan, member) for member in target.excluded)


def _is_not_everything(plan: Plan, excluded: Member) -> bool:
    dimension = plan.dimensions[excluded.dimension]
    whole = {member.parent for member in dimension.members}
    return any(
        not dimension.within(member.name, excluded.name)
        for member in dimension.members
        if member.name not in whole
    )


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


def _is_of_sums(plan: Plan, indicator: Indicator) -> bool:
    """Whether its measures are added up as they are, and nothing bounds those of the numerator.

    Except that each may be a part of one of the denominator.
    """
    numerator, denominator = indicator.numerator, indicator.denominator
    if not (isinstance(numerator, Sum) and isinstance(denominator, Sum)):
        return False
    if not (_is_simple(numerator) and _is_simple(denominator)):
        return False
    parts, wholes = set(numerator.measures()), set(denominator.measures())
    others = [each for each in plan.indicators.values() if each != indicator]
    return (
        parts.isdisjoint(wholes)
        and all(_keeps_off(each, parts, wholes) for each in others if each.kind == "share")
        and _are_parts_at_most(plan.checks, parts, wholes)
    )


def _keeps_off(share: Indicator, parts: set[str], wholes: set[str]) -> bool:
    """Whether another share says nothing of a numerator, and of wholes no more than their order."""
    if parts & {*share.measures()}:
        return False
    numerator = share.numerator
    return wholes.isdisjoint(numerator.measures()) or (
        isinstance(numerator, Sum) and _is_simple(numerator) and len(numerator.terms) == 1
    )


def _are_parts_at_most(checks: Iterable[Check], parts: set[str], wholes: set[str]) -> bool:
    """Whether checks say of parts only of which whole each is a part, and of wholes their order."""
    bound: dict[str, str] = {}
    for check in checks:
        first, second = {*check.left.measures()}, {*check.right.measures()}
        if (parts | wholes).isdisjoint(first | second):
            continue
        if not _is_order(check):
            return False
        (part,), (whole,) = (first, second) if check.comparator == "<=" else (second, first)
        if whole in parts or (part in parts and whole not in wholes):
            return False
        if part in parts and bound.setdefault(part, whole) != whole:
            return False
    return not bound or (len(parts) == len(wholes) and len({*bound.values()}) == len(bound))


def _is_order(check: Check) -> bool:
    """Whether a check says that one measure is at most another."""
    sides = (check.left, check.right)
    plain = all(_is_simple(side) and len(side.terms) == 1 for side in sides)
    return plain and check.comparator in ("<=", ">=")


def _is_simple(total: Sum) -> bool:
    plain = all(factor == Fraction(1) and weight is None for factor, _, weight in total.terms)
    return plain and not total.constant and not total.groups
