"""Rules that are seen to be consistent without a solver.

Of some shares, each with a numerator of its own, each may be whatever it likes between 0 and 1:
take denominators large enough, and of each of them the part that is wanted. So none of them follows
from the others, none contradicts them, and each can be kept and missed. That is the case for almost
all rules of almost all plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs

from dxplan.analysis.consistency.free import is_free
from dxplan.analysis.linear.facts import Relation, bearing
from dxplan.analysis.linear.situation import indicators_of
from dxplan.analysis.linear.times import (
    Rule,
    first_day,
    is_flow,
    last_day,
    moment_of,
    plans_of,
)
from dxplan.analysis.strictness import kept_by, stricter_of
from dxplan.plan.model import Plan, Sum, Target


def are_apart(rules: Sequence[Rule]) -> bool:
    """Whether nothing needs to be asked about some rules, all that bear on each other.

    Rules with the same numerator must be about different parts, or be milestones of which each
    asks for more than the one before.
    """
    known = _bearing(rules)
    if not all(is_free(rule.plan, rule.target, known) for rule in rules):
        return False
    return all(
        _is_apart(first, second, plan=first.plan) for first, second in combinations(rules, 2)
    )


def _bearing(rules: Sequence[Rule]) -> list[Relation]:
    """What is known of the rules' figures, but for what each of their own shares has."""
    own = {(each.target.indicator.numerator, each.target.indicator.denominator) for each in rules}
    names = {name for rule in rules for name in _measures(rule)}
    return [
        each
        for each in bearing(plans_of(rules), names)
        if not (each.check is None and (each.left, each.right) in own) and not _says_nothing(each)
    ]


def _says_nothing(relation: Relation) -> bool:
    """Whether it only says that nothing is below zero."""
    sides = (relation.left, relation.right)
    least, most = sides if relation.comparator == "<=" else sides[::-1]
    if relation.comparator not in ("<=", ">=") or least != Sum(()):
        return False
    return most.constant >= 0 and all(factor > 0 for factor, _, _ in most.terms)


def _is_apart(first: Rule, second: Rule, plan: Plan) -> bool:
    mine, theirs = ({*_numerator(each)} for each in (first, second))
    if mine.isdisjoint(_measures(second)) and theirs.isdisjoint(_measures(first)):
        return True
    if first.target.indicator != second.target.indicator:
        return False
    return (
        _disjoint(plan, first.target, second.target)
        or _rising(first, second)
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


def _rising(first: Rule, second: Rule) -> bool:
    """Whether two rules are milestones of one path of which the later one asks for more.

    Of what is counted over time it depends on over how much time.
    """
    if first.target.indicator.kind == "count" and is_flow(first):
        return False
    targets = (first.target, second.target)
    earlier, later = sorted(targets, key=lambda each: str(each.time.end))
    if any(each.time.kind not in ("by", "before") for each in targets):
        return False
    if earlier.time.end == later.time.end:
        return False
    if (earlier.scope, earlier.excluded) != (later.scope, later.excluded):
        return False
    more, less = kept_by(later.threshold), kept_by(earlier.threshold)
    return more is not None and less is not None and stricter_of(more, less) == "stricter"


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


# --- a share that may be anything between 0 and 1 -------------------------------------------------
