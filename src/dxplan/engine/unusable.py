"""Who sent figures that could not be used, among those of whom something is missing.

A row that enters no sum because of a problem in it was sent all the same. Whoever sent one of what
a target needs, for the days that it is judged on, has not kept silent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dxplan.data.left_out import About, LeftOut
from dxplan.engine.moments import Moment
from dxplan.plan.model import Plan, Target


def unusable(
    plan: Plan,
    target: Target,
    moment: Moment,
    missing: tuple[str, ...],
    left_out: Mapping[str, LeftOut],
) -> tuple[str, ...]:
    """Those of whom something is missing who sent rows that are about it.

    :param left_out: by id, what was left out.
    """
    names = target.indicator.measures()
    return tuple(
        name
        for name in missing
        if name in left_out
        and any(_is_needed(plan, each, names, moment) for each in left_out[name].about)
    )


def _is_needed(plan: Plan, about: About, names: Collection[str], moment: Moment) -> bool:
    """Whether a figure might have counted: what a row does not say may be anything."""
    period, measure = about
    if measure is not None and measure not in names:
        return False
    if period is None:
        return True
    kinds = {plan.measures[name].flow for name in (names if measure is None else (measure,))}
    lasts = moment.oldest <= period.end <= moment.on
    return (False in kinds and lasts) or (True in kinds and moment.window.contains(period))
