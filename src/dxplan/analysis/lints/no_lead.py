"""A rule that nobody leads and nobody owes."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import rules_of
from dxplan.plan.model import Plan, Target


def check(plan: Plan) -> Iterator[Said]:
    """Every rule without a leading unit; who does a piece of work will do."""
    for rule in rules_of(plan):
        doers = () if isinstance(rule, Target) else rule.by
        if not rule.lead and not doers:
            yield rule.span, {"id": rule.id}
