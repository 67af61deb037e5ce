"""Two thresholds of one quotient: what can be told without solving anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from dxplan.analysis.linear.free import is_broken_down
from dxplan.analysis.linear.times import Rule, is_flow, moment_of
from dxplan.analysis.strictness import Kept, kept_by
from dxplan.plan.model import Plan, Sum

Key: TypeAlias = tuple[object, ...]


class Quotients:
    """What the rules of some plans compare: equal for those that compare the same.

    :param keys: by plan and measure, the name that the measure goes by.
    """

    def __init__(self, rules: Iterable[Rule], keys: Mapping[tuple[str, str], str]) -> None:
        self._keys = keys
        self._unlike = _unlike({id(rule.plan): rule.plan for rule in rules}.values())
        self._known: dict[Rule, Key | None] = {}
        self._kept: dict[Rule, Kept | None] = {}

    @property
    def are_alike(self) -> bool:
        """Whether the plans build all their dimensions in the same way."""
        return not self._unlike

    def of(self, rule: Rule) -> Key | None:
        """The quotient of a rule; ``None`` when more than that decides about it."""
        if rule not in self._known:
            self._known[rule] = self._made(rule)
        return self._known[rule]

    def on(self, rule: Rule, day: date) -> Key | None:
        """The same with the days that it adds up over."""
        key = self.of(rule)
        return (*key, moment_of(rule, day).window) if key and is_flow(rule) else key

    def kept(self, rule: Rule) -> Kept | None:
        """The quotients that keep a rule, of those that there can be."""
        if rule not in self._kept:
            self._kept[rule] = _kept_in(rule)
        return self._kept[rule]

    def _made(self, rule: Rule) -> Key | None:
        target, indicator = rule.target, rule.target.indicator
        if target.when is not None or target.each or target.threshold.low is None:
            return None
        measures = indicator.measures()
        if any((rule.plan.id, name) not in self._keys for name in measures):
            return None
        asked = [member for name in measures for member in rule.plan.measures[name].reported_by]
        members = {(each.dimension, each.name) for each in target.excluded}
        named = {name for name, _ in (*target.scope, *members)} | {m.dimension for m in asked}
        if named & self._unlike:
            return None
        keys = tuple(self._keys[rule.plan.id, name] for name in measures)
        scope = (tuple(target.scope), frozenset(members))
        return (indicator.kind, indicator.numerator, indicator.denominator, keys, scope)


def _unlike(plans: Iterable[Plan]) -> set[str]:
    """The dimensions that two of some plans build differently."""
    trees: dict[str, set[object]] = {}
    for plan in plans:
        for dimension in plan.dimensions.values():
            members = frozenset((each.name, each.parent) for each in dimension.members)
            trees.setdefault(dimension.name, set()).add((dimension.of_organisations, members))
    return {name for name, found in trees.items() if len(found) > 1}


def _kept_in(rule: Rule) -> Kept | None:
    indicator = rule.target.indicator
    whole = indicator.kind == "count" and _is_whole(rule)
    return kept_by(rule.target.threshold, whole=whole, share=indicator.kind == "share")


def _is_whole(rule: Rule) -> bool:
    """Whether the numerator is a number of things."""
    side = rule.target.indicator.numerator
    if not isinstance(side, Sum):
        return True
    factors = [side.constant, *(factor for factor, _, _ in side.terms)]
    measures = [rule.plan.measures[name] for _, name, _ in side.terms]
    weighted = any(weight for _, _, weight in side.terms)
    amounts = any(each.kind == "amount" for each in measures)
    return not weighted and not amounts and all(each.denominator == 1 for each in factors)


def is_plain(rule: Rule) -> bool:
    """Whether a rule is told to be a linear inequality by looking at it alone."""
    target = rule.target
    sides = (target.indicator.numerator, target.indicator.denominator)
    if target.when is not None or target.each or target.threshold.change is not None:
        return False
    if not all(isinstance(side, Sum) and not side.groups for side in sides):
        return False
    names = target.indicator.measures()
    flags = any(rule.plan.measures[name].kind == "flag" for name in names)
    return not flags and all(is_broken_down(rule, name) for name in names)
