"""A threshold that nothing can keep: more than 100%, fewer than none."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.possible import common, is_empty, possible
from dxplan.analysis.strictness import kept_by
from dxplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Said]:
    """Every target that no value of its indicator keeps, whatever the data."""
    for target in plan.targets:
        kept, values = kept_by(target.threshold), possible(plan, target.indicator)
        if kept is not None and values is not None and is_empty(common(kept, values)):
            yield target.span, {"id": target.id}
