"""The explanation of whatever rule somebody asks about."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dxplan.data.observations import Observations
from dxplan.explain.choose import CannotExplain, find_rule
from dxplan.explain.levels import explain_level
from dxplan.explain.model import Explanation
from dxplan.explain.targets import explain_target, subject_of
from dxplan.explain.work import explain_work
from dxplan.plan.model import Group, Plan, Target


def explain(
    plan: Plan,
    observations: Observations,
    rule: str,
    *,
    as_of: date,
    organisation: str | None = None,
    by: str | None = None,
    group: str | None = None,
    on: date | None = None,
    reaching: Fraction | None = None,
) -> Explanation:
    """Why a rule has its verdict, and what it would take.

    :param rule: id of a target, task, duty or group of a scale, an unambiguous beginning of it,
        or a name.
    :param organisation: id or title of the organisation to explain it for; else for all together.
    :param by: column of the register, whose ``group`` is explained.
    :param on: the judgement date; without it the one that counts now.
    :param reaching: a further level, in the unit of the threshold, for what it would take.
    :raises CannotExplain: when what is asked about is not there, or is several things.
    """
    found = find_rule(plan, rule)
    if isinstance(found, Group):
        if organisation is None:
            raise CannotExplain("level-of-whom", {"rule": found.id})
        return explain_level(plan, observations, as_of, found, organisation, on=on)
    if not isinstance(found, Target):
        if organisation is not None or group is not None:
            raise CannotExplain("work-has-no-parts", {"rule": found.id})
        return explain_work(plan, observations, as_of, found, on=on)
    subject = subject_of(observations, organisation, by, group)
    return explain_target(plan, observations, as_of, found, subject, on=on, reaching=reaching)
