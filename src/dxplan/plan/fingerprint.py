"""By what a form knows its plan again: the plan's name, and a hash of what its figures mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dxplan.plan.model import Measure, Plan
from dxplan.plan.needs import needs

FORM_PLAN = "dxplan.plan"
FORM_RULES = "dxplan.rules"
"""Names of the document properties of a form."""
_LONGEST = 200


def plan_mark(plan: Plan) -> str:
    """The plan's name, as far as a document property holds it."""
    return plan.id[:_LONGEST]


def rules_fingerprint(plan: Plan) -> str:
    """A hash of the measures, indicators and scales that a plan needs figures for.

    Equal for rules that ask the same figures and mean the same by them, in whatever order and
    language they stand; a threshold or a deadline makes no difference to it.
    """
    return hashlib.sha256("\n".join(sorted(_lines(plan))).encode("utf-8")).hexdigest()[:32]


def _lines(plan: Plan) -> Iterator[str]:
    indicators = {target.indicator.name: target.indicator for target in needs(plan)}
    for indicator in indicators.values():
        yield repr((indicator.name, indicator.kind, indicator.numerator, indicator.denominator))
        yield repr((indicator.name, indicator.assumptions))
        yield from (_measure(plan, plan.measures[name]) for name in indicator.measures())


def _measure(plan: Plan, measure: Measure) -> str:
    members = {
        name: [(member.name, member.parent) for member in plan.dimensions[name].members]
        for name in measure.dimensions
    }
    by = sorted(member.name for member in measure.reported_by)
    meaning = (measure.flow, measure.kind, measure.measured_in, measure.highest, measure.note, by)
    return repr((measure.name, *meaning, sorted(members.items())))
