"""What the conformance vectors report, judged in columns, on days and by columns of all kinds."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dxplan.data.asked_columns import GroupBy
from dxplan.data.observations import Observations
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.engine.tables.check_cells import check_observations
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.plan.model import Plan
from dxplan.session import Session
from tests.engine.differential.compare import differences
from tests.engine.tables.naive import figures_of
from tests.language.test_vectors import WITH_DATA, below, bound, cases, read, session

__all__ = ["session"]

BY: tuple[GroupBy, ...] = (None, "organisation", "district")


def looked_at_one_by_one(
    plan: Plan, observations: Observations, day: date, by: GroupBy, *, every: int
) -> Report:
    """The engine over columns where every so many organisations are looked at by themselves."""
    names = sorted(observations.organisations or {c.organisation for c in observations.cells})
    found = figures_of(plan, observations, day, names[1::every])
    beside = observations.organisations, observations.events
    return evaluate_figures(plan, found, day, register=beside[0], events=beside[1], group_by=by)


@pytest.mark.parametrize("case", cases(*WITH_DATA))
def test_columns_say_what_the_reference_says(
    case: dict[str, Any], session: Session, tmp_path: Path
) -> None:
    session = below(case["above"], tmp_path) if "above" in case else session
    plan = bound(session, case["rules"], case.get("alone", False)).value
    observations = read(session, plan, case, tmp_path)
    day = case["as_of"]
    for on in (day, day - timedelta(days=100), day + timedelta(days=200)):
        for by in dict.fromkeys((case.get("by"), *BY)):
            expected = evaluate(plan, observations, on, group_by=by)
            found = check_observations(plan, observations, on, group_by=by)
            assert differences(expected, found) == []
            for every in (1, 2):
                found = looked_at_one_by_one(plan, observations, on, by, every=every)
                assert differences(expected, found) == []
