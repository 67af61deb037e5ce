"""A target that is met whenever some others are.

What a document says again for somebody else to be responsible for is not redundant.
"""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency, Redundant
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints import same_target_later
from dxplan.analysis.lints.consistent import given, ids, places


def say(found: Consistency) -> Iterator[Remark]:
    """Every such target, but for milestones that repeat the one before."""
    known = {span for span, _ in same_target_later.check(found.plan)}
    for each in found.redundant:
        if each.target.span not in known and not _names_somebody_else(each):
            params = {"id": each.target.id, "ids": ids(each.by), "checks": given(each.checks)}
            yield Remark(each.target.span, params, places(each.by, each.checks))


def _names_somebody_else(redundant: Redundant) -> bool:
    named = {unit.name for target in redundant.by for unit in (*target.lead, *target.cooperating)}
    target = redundant.target
    return not named.issuperset(unit.name for unit in (*target.lead, *target.cooperating))
