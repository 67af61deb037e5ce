"""From what was read cell by cell to the findings of a plan, by way of columns."""

from __future__ import annotations

from datetime import date

from dxplan.data.asked_columns import GroupBy
from dxplan.data.observations import Observations
from dxplan.engine.findings import Report
from dxplan.engine.reference import known_on
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.plain import figures_of
from dxplan.plan.model import Plan


def check_observations(
    plan: Plan, observations: Observations, as_of: date, *, group_by: GroupBy = None
) -> Report:
    """The findings of a plan over what was read cell by cell, as of a day."""
    return evaluate_figures(
        plan,
        figures_of(plan, known_on(as_of, observations)),
        as_of,
        register=observations.organisations,
        events=observations.events,
        group_by=group_by,
    )
