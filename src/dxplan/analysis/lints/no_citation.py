"""A rule that does not say where in the document it stands."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import rules_of
from dxplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Said]:
    """Every rule without a citation."""
    for rule in rules_of(plan):
        if not rule.cite:
            yield rule.span, {"id": rule.id}
