"""A second target that differs from a milestone before it only in its deadline.

What is reached by a day has to stay so until the plan's period ends or a later milestone takes
over. The same number again, inside the period, therefore asks for nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.plan.model import Plan, Target


def check(plan: Plan) -> Iterator[Said]:
    """Every milestone that repeats the one before it."""
    by_id = {target.id: target for target in plan.targets}
    for target in plan.targets:
        before = by_id.get(target.milestone_before or "")
        if before is not None and _is_due_inside(plan, target) and _repeats(plan, before, target):
            yield target.span, {"id": target.id, "first": before.id}


def _is_due_inside(plan: Plan, target: Target) -> bool:
    """Beyond the period the earlier target holds no longer."""
    end = target.time.end
    return plan.period is None or (end is not None and end <= plan.period.end)


def _repeats(plan: Plan, first: Target, second: Target) -> bool:
    return (
        _level(first) == _level(second)
        and first.threshold.change is None
        and first.threshold.low is not None
        # Whoever is responsible for the later one only is something new
        and (set(first.lead), set(first.cooperating)) == (set(second.lead), set(second.cooperating))
        and _same_days(plan, first, second)
    )


def _level(target: Target) -> tuple[object, ...]:
    threshold = target.threshold
    return threshold.comparator, threshold.low, threshold.high, threshold.unit


def _same_days(plan: Plan, first: Target, second: Target) -> bool:
    """Whether both add flows up over windows of one kind: a quarter's share is not a year's."""
    if not any(plan.measures[name].flow for name in first.indicator.measures()):
        return True
    shapes = {re.sub(r"\d", "0", target.time.text) for target in (first, second)}
    of_the_calendar = {"by.0000", "by.0000-00", "by.0000-Q0", "by.0000-00-00", "before.0000-00-00"}
    return len(shapes) == 1 and shapes <= of_the_calendar
