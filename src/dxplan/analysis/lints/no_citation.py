"""A rule that does not say where in the document it stands."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import ids, one_a_statement, rules_of
from dxplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Said]:
    """Every rule without a citation."""
    uncited = (rule for rule in rules_of(plan) if not rule.cite)
    for rules in one_a_statement(plan, uncited):
        yield rules[0].span, {"id": ids(rules)}
