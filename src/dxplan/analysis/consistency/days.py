"""Rules that bind on no day: outside of what the plan covers, or waived all the time."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.analysis.consistency.results import Idle
from dxplan.analysis.linear.times import Rule, telling_days
from dxplan.plan.model import Waiver


def without_days(rule: Rule, near: Sequence[Rule]) -> Idle | None:
    """Why a rule binds on no day; ``None`` when it binds on some."""
    if telling_days(rule, near):
        return None
    bare = Rule(attrs.evolve(rule.plan, waivers=()), rule.target)
    days = telling_days(bare, near)
    covering: dict[Waiver, None] = {}
    for day in days:
        covering.update(dict.fromkeys(rule.plan.waivers_of(rule.target, day)))
    return Idle(rule.target, "waived" if days else "no-day", tuple(covering))
