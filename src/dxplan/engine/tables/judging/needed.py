"""Which measures have to be read for what is not judged in columns."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.plan.model import Holds, Plan, Target, atoms
from dxplan.plan.needs import group_as_target


def measures_beside(plan: Plan, targets: Iterable[Target]) -> frozenset[str]:
    """The measures that some targets and the levels of scales need, and the checks on them."""
    found: set[str] = set()
    for target in targets:
        found.update(target.indicator.measures())
        asked = () if target.when is None else atoms(target.when)
        if target.indicator.counts_groups_of or not all(isinstance(a, Holds) for a in asked):
            return frozenset(plan.measures)
    for group in (group for scale in plan.scales.values() for group in scale.groups):
        found.update(group_as_target(plan, group).indicator.measures())
    for check in plan.checks:
        names = {*check.left.measures(), *check.right.measures()}
        if names & found:
            found |= names
    return frozenset(found)
