"""A target that its own condition, or a check, keeps from ever being met."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints import threshold_out_of_reach
from dxplan.analysis.lints.consistent import given, places


def say(found: Consistency) -> Iterator[Remark]:
    """Every such target, but for those whose number alone is out of reach."""
    known = {span for span, _ in threshold_out_of_reach.check(found.plan)}
    for conflict in found.conflicts:
        (target, *others) = conflict.targets
        if not others and target.span not in known:
            params = {"id": target.id, "day": conflict.on, "checks": given(conflict.checks)}
            yield Remark(target.span, params, places(conflict.checks))
