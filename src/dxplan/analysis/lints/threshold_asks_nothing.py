"""A threshold that everything keeps: at least 0, at most 100%."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.possible import possible
from dxplan.analysis.strictness import kept_by
from dxplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Said]:
    """Every target that each value of its indicator keeps, whatever the data."""
    for target in plan.targets:
        kept, values = kept_by(target.threshold), possible(plan, target.indicator)
        if kept is not None and values is not None and values.is_within(kept):
            yield target.span, {"id": target.id}
