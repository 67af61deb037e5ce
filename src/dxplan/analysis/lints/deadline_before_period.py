"""A rule that is over before the plan's period begins: most often a year that was mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import bounds, rules_of
from dxplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Said]:
    """Every rule whose last day lies before the period.

    The period counts and not the day of the document: a plan for 2021 to 2025 that was issued in
    2022 may well set a number for 2021.
    """
    if plan.period is None:
        return
    for rule in rules_of(plan):
        _, last = bounds(rule)
        if last is not None and last < plan.period.start:
            yield rule.span, {"id": rule.id, "day": last, "start": plan.period.start}
