"""How the populations of two targets relate, and what that makes of the target."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from dxplan.analysis.strictness import Kept, kept_by
from dxplan.plan.differences import Effect
from dxplan.plan.model import Indicator, Measure, Plan, Quantity, Sum, Target
from dxplan.values.scopes import Scope

Relation = Literal["same", "narrower", "wider", "apart"]

FLIPPED: dict[Effect, Effect] = {
    "weaker": "stricter", "stricter": "weaker", "unclear": "unclear", "none": "none"
}  # fmt: skip


def relation(old: Scope, new: Scope, plans: tuple[Plan, Plan]) -> Relation:
    """How the new scope lies to the old one.

    :param plans: both states; a member is a part of another one where either says so.
    """
    if old == new:
        return "same"
    if _inside(new, old, plans):
        return "narrower"
    return "wider" if _inside(old, new, plans) else "apart"


def _inside(inner: Scope, outer: Scope, plans: tuple[Plan, Plan]) -> bool:
    members = dict(inner)
    return all(
        dimension in members and any(_within(plan, dimension, members[dimension], member)
                                     for plan in plans)
        for dimension, member in outer
    )  # fmt: skip


def _within(plan: Plan, dimension: str, name: str, ancestor: str) -> bool:
    if name == ancestor:
        return True
    known = plan.dimensions.get(dimension)
    if known is None or all(member.name != name for member in known.members):
        return False
    return known.within(name, ancestor)


def kept(target: Target, plan: Plan) -> Kept | None:
    """The quotients that keep a target; ``None`` while it has no number of its own."""
    indicator = target.indicator
    whole = indicator.kind == "count" and _is_whole(indicator.numerator, plan.measures)
    return kept_by(target.threshold, whole=whole, share=indicator.kind == "share")


def _is_whole(quantity: Quantity, measures: Mapping[str, Measure]) -> bool:
    """Whether a sum is a whole number, whatever is reported."""
    if not isinstance(quantity, Sum):
        return True
    numbers = (quantity.constant, *(factor for factor, _, _ in quantity.terms))
    kinds = {measures[name].kind for name in quantity.measures() if name in measures}
    return all(number.denominator == 1 for number in numbers) and "amount" not in kinds


def never_negative(indicator: Indicator) -> bool:
    """Whether its sums are nothing or more, whatever is reported."""
    sums = [each for each in (indicator.numerator, indicator.denominator) if isinstance(each, Sum)]
    return all(
        each.constant >= 0 and all(factor >= 0 for factor, _, _ in each.terms) for each in sums
    )


def of_narrowing(target: Target, plan: Plan) -> Effect:
    """What it makes of a target that it is about fewer.

    A quotient over all says nothing about a part of them, unless it is all of them or nobody. A
    number that has to be reached is harder to reach for fewer, one that must not be exceeded easier
    to keep.
    """
    found, indicator = kept(target, plan), target.indicator
    if found is None or indicator.ranked or not never_negative(indicator):
        return "unclear"
    if indicator.kind == "count":
        if target.each or (found.low is None) == (found.high is None):
            return "unclear"
        return "weaker" if found.low is None else "stricter"
    everybody = indicator.kind == "share" and found.low == 1
    return "weaker" if everybody or found.high == Fraction(0) else "unclear"


def of_grouping(target: Target, plan: Plan) -> Effect:
    """What it makes of a target that every group has to keep it instead of all together."""
    found, indicator = kept(target, plan), target.indicator
    if found is None or indicator.ranked or not never_negative(indicator):
        return "unclear"
    if indicator.kind != "count":
        return "stricter"
    if (found.low is None) == (found.high is None):
        return "unclear"
    return "weaker" if found.low is None else "stricter"


def agreed(first: Effect, second: Effect) -> Effect:
    """An effect on which both states agree."""
    return first if first == second else "unclear"
