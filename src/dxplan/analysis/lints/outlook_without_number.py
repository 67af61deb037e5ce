"""A target after the plan's period whose number nobody has set: an outlook, and no target yet."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.deadline_after_period import beyond
from dxplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Said]:
    """Every target after the period that takes a number from a parent that sets none."""
    if plan.period is None:
        return
    for target in plan.targets:
        threshold = target.threshold
        day = beyond(target, plan.period.end)
        if day is not None and threshold.from_parent and threshold.low is None:
            yield target.span, {"id": target.id, "day": day, "parent": plan.parent or "-"}
