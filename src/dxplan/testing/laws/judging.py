"""How laws judge data: with the evaluator, or whatever stands in for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from dxplan.aiming.aimed import Aimed
from dxplan.data.observations import Observations
from dxplan.engine.findings import Finding, Report
from dxplan.plan.model import Plan

Judge: TypeAlias = Callable[[Plan, Observations, date], Report]


def found(judge: Judge, aimed: Aimed, observations: Observations | None = None) -> Finding:
    """What is found for an aimed target on its day.

    :param observations: instead of the aimed ones.
    """
    data = aimed.observations if observations is None else observations
    report = judge(aimed.plan_of_target, data, aimed.as_of)
    place = (aimed.target, aimed.plan.id, aimed.as_of)
    (own,) = (each for each in report if (each.target, each.organisation, each.date) == place)
    return own
