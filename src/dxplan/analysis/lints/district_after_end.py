"""A target for each district, or about a number of them, when there are no districts any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import deadline
from dxplan.plan.model import Plan, Target
from dxplan.territories.levels import DISTRICT_LEVEL_ENDED


def check(plan: Plan) -> Iterator[Said]:
    """Every target on districts that is due, or goes on, after the level ended.

    One that was due before is left alone, also where it has to stay so: by then it was judged.
    """
    for target in plan.targets:
        day = _last_day(plan, target)
        on_districts = "district" in (target.each, target.indicator.counts_groups_of)
        if on_districts and day is not None and day > DISTRICT_LEVEL_ENDED:
            params = {"id": target.id, "day": day, "ended": DISTRICT_LEVEL_ENDED}
            yield target.span, params


def _last_day(plan: Plan, target: Target) -> date | None:
    end = deadline(target) or target.time.end
    return end or (plan.period.end if plan.period else None)
