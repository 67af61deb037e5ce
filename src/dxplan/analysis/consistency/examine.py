"""A plan looked through for rules that contradict each other, say nothing, or never apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dxplan.analysis.consistency.apart import are_apart
from dxplan.analysis.consistency.component import Component, Found, going_on
from dxplan.analysis.consistency.days import without_days
from dxplan.analysis.consistency.milestones import falling_back
from dxplan.analysis.consistency.results import Conflict, Consistency
from dxplan.analysis.linear.components import Components
from dxplan.analysis.linear.contradictions import smallest
from dxplan.analysis.linear.ground import Ground
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.results import Undecided
from dxplan.plan.model import Plan, Target

if TYPE_CHECKING:
    from dxplan.analysis.linear.scene import Answer


def consistency(plan: Plan) -> Consistency:
    """What is wrong with the rules of a plan among themselves."""
    rules = [Rule(plan, target) for target in plan.targets]
    numbered = [rule for rule in rules if rule.has_number]
    components = Components(numbered)
    falls = tuple(falling_back(plan))
    found = Found(frozenset(each.target.id for each in falls))
    for number in dict.fromkeys(components.number(rule) for rule in numbered):
        _examine(tuple(components.rules_in(number)), components.ground(number), found)
    unset = [Undecided("no-number", (), rule.target) for rule in rules if not rule.has_number]
    place = {target.id: number for number, target in enumerate(plan.targets)}
    conflicts = (
        Conflict(tuple(rule.target for rule in each.rules), each.on, each.checks)
        for each in smallest(found.contradictions)
    )
    return Consistency(
        plan,
        tuple(sorted(conflicts, key=lambda each: place[each.targets[0].id])),
        tuple(sorted(found.redundant, key=lambda each: place[each.target.id])),
        tuple(sorted(found.always_kept, key=lambda each: place[each.target.id])),
        tuple(sorted(found.idle, key=lambda each: place[each.target.id])),
        falls,
        tuple(sorted((*unset, *found.undecided), key=lambda each: _place(each, place))),
    )


def _place(undecided: Undecided, place: Mapping[str, int]) -> int:
    return len(place) if undecided.target is None else place[undecided.target.id]


def _examine(rules: tuple[Rule, ...], ground: Ground, found: Found) -> None:
    """Rules that bear on each other; those that are seen to be apart need no solver."""
    bound: list[Rule] = []
    for rule in rules:
        idle = without_days(rule, rules)
        if idle is None:
            bound.append(rule)
        else:
            found.idle.append(idle)
    if not are_apart(bound, ground.relations):
        Component(tuple(bound), ground, found).examine()


def needed(plan: Plan, target: Target) -> Answer:
    """Whether the other targets of a plan imply one of them.

    If not, with figures that keep the others and break it, which the evaluator has confirmed.
    """
    from dxplan.analysis.linear.knowledge import Knowledge

    rule = Rule(plan, target)
    others = [each for each in (Rule(plan, each) for each in plan.targets) if each != rule]
    return Knowledge([*others, *going_on(rule, others)], [rule]).follows(rule)
