"""A rule that nobody leads and nobody owes."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import Rule, ids, one_a_statement, rules_of
from dxplan.plan.model import Plan, Target


def check(plan: Plan) -> Iterator[Said]:
    """Every rule without a leading unit; who does a piece of work will do."""
    for rules in one_a_statement(plan, filter(_is_nobodys, rules_of(plan))):
        yield rules[0].span, {"id": ids(rules)}


def _is_nobodys(rule: Rule) -> bool:
    doers = () if isinstance(rule, Target) else rule.by
    return not rule.lead and not doers
