"""What became of what rules refer to: indicators, facts, units, dimensions, scales, checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dxplan.analysis.differences.correspondence import (
    Correspondence,
    definition,
    indicators_in_use,
    normal,
    units_in_use,
)
from dxplan.analysis.differences.work import in_pairs
from dxplan.plan.differences import Difference
from dxplan.plan.encoding import WORDING, canonical, encoded
from dxplan.plan.model import Check, Fact, Plan, Sum, Unit
from dxplan.plan.needs import needs
from dxplan.values.scopes import Dimension


def of_declared(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    """What is different about everything that the rules of both states refer to.

    What a vocabulary has besides, a plan does not say.
    """
    yield from _of_indicators(old, new, names)
    yield from _of_dimensions(old, new)
    yield from _of_facts(old, new, names)
    yield from _of_units(old, new, names)
    yield from _of_scales(old, new)
    yield from _of_checks(old, new)


def _of_indicators(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    for before, after in names.indicators:
        if definition(before, old) != definition(after, new):
            yield Difference("redefined", "definition", "unclear", before, after)
        if before.name != after.name:
            yield Difference("renamed", "name", "none", before, after)
        if before.title != after.title:
            yield Difference("reworded", "title", "none", before, after)
        if (before.note, before.assumptions) != (after.note, after.assumptions):
            yield Difference("reworded", "note", "none", before, after)


# --- dimensions -----------------------------------------------------------------------------------


def _of_dimensions(old: Plan, new: Plan) -> Iterator[Difference]:
    before, after = _dimensions(old), _dimensions(new)
    for name in sorted(before.keys() & after.keys()):
        if _tree(before[name]) != _tree(after[name]):
            yield Difference("redefined", "definition", "unclear", before[name], after[name])


def _dimensions(plan: Plan) -> dict[str, Dimension]:
    """The dimensions that targets and their measures have, by name."""
    used = {dimension for target in plan.targets for dimension, _ in target.scope}
    used |= {member.dimension for target in plan.targets for member in target.excluded}
    for indicator in indicators_in_use(plan).values():
        for name in indicator.measures():
            if name in plan.measures:
                used.update(plan.measures[name].dimensions)
    return {name: plan.dimensions[name] for name in sorted(used) if name in plan.dimensions}


def _tree(dimension: Dimension) -> object:
    members = frozenset((member.name, member.parent) for member in dimension.members)
    return dimension.of_organisations, members


# --- facts and units ------------------------------------------------------------------------------


def _of_facts(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    for first, second in names.facts:
        before, after = old.facts[first], new.facts[second]
        if before.holds != after.holds:
            yield Difference("changed", "time", "unclear", before, after)
        yield from _of_words(before, after)


def _of_units(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    olds = units_in_use(old)
    for second, after in units_in_use(new).items():
        if second in names.units:
            before = olds[names.units[second]]
            if _days(before) != _days(after):
                yield Difference("reassigned", "successors", "none", before, after)
            yield from _of_words(before, after)


def _days(unit: Unit) -> tuple[date | None, date | None, frozenset[str]]:
    return unit.since, unit.until, frozenset(unit.successors)


def _of_words(before: Unit | Fact, after: Unit | Fact) -> Iterator[Difference]:
    if before.name != after.name:
        yield Difference("renamed", "name", "none", before, after)
    if before.title != after.title:
        yield Difference("reworded", "title", "none", before, after)


# --- scales and checks ----------------------------------------------------------------------------


def _of_scales(old: Plan, new: Plan) -> Iterator[Difference]:
    pairs, dropped, added = in_pairs(
        tuple(old.scales.values()), tuple(new.scales.values()), lambda scale: scale.name
    )
    for before, after in pairs:
        if encoded(before, WORDING | {"cite"}) != encoded(after, WORDING | {"cite"}):
            yield Difference("redefined", "definition", "unclear", before, after)
        if before.title != after.title:
            yield Difference("reworded", "title", "none", before, after)
    yield from (Difference("added", "rule", "stricter", None, each) for each in added)
    yield from (Difference("dropped", "rule", "weaker", each, None) for each in dropped)


def _of_checks(old: Plan, new: Plan) -> Iterator[Difference]:
    """A check that is dropped no longer finds figures that contradict each other."""
    pairs, dropped, added = in_pairs(_checks(old), _checks(new), _said, _compared)
    for before, after in pairs:
        if _said(before) != _said(after):
            yield Difference("changed", "definition", "unclear", before, after)
        if before.cite != after.cite:
            yield Difference("cited", "cite", "none", before, after)
        if before.title != after.title:
            yield Difference("reworded", "title", "none", before, after)
    yield from (Difference("added", "rule", "stricter", None, each) for each in added)
    yield from (Difference("dropped", "rule", "weaker", each, None) for each in dropped)


def _checks(plan: Plan) -> tuple[Check, ...]:
    """The checks about figures that the plan needs; a vocabulary brings many more."""
    used = {name for target in needs(plan) for name in target.indicator.measures()}
    return tuple(check for check in plan.checks if _measures(check) & used)


def _measures(check: Check) -> set[str]:
    return {*check.left.measures(), *check.right.measures()}


def _said(check: Check) -> str:
    """What a check says: ``a <= b`` and ``b >= a`` say the same."""
    sides = [_side(check.left), _side(check.right)]
    turned = {"<=": ">=", "<": ">"}
    if check.comparator in turned:
        return canonical([turned[check.comparator], *reversed(sides)])
    return canonical([check.comparator, *(sorted(sides) if check.comparator == "=" else sides)])


def _side(total: Sum) -> str:
    return canonical(normal(encoded(total)))


def _compared(check: Check) -> frozenset[str]:
    return frozenset(_measures(check))
