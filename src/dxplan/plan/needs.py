"""What a plan needs figures for: its targets, and the groups of the scales it levels by."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from dxplan.plan.condition_names import names_in
from dxplan.plan.model import (
    AtLevel,
    Attains,
    Group,
    Indicator,
    Plan,
    Sum,
    Tally,
    Target,
    Threshold,
    Timing,
    atoms,
)
from dxplan.values.periods import Period
from dxplan.values.scopes import Scope


def needs(plan: Plan, period: Period | None = None) -> tuple[Target, ...]:
    """The targets of a plan, and its groups as targets.

    :param period: leaves out what figures of this period can say nothing about any more, because it
        is judged only up to an earlier day (``in``, ``from … to``).
    """
    targets = [t for t in plan.targets if period is None or not _is_over(t, period)]
    conditions = (each for target in targets for each in _of_condition(target))
    groups = (
        group_as_target(plan, group)
        for scale in plan.scales.values()
        for group in scale.groups
        if period is None or not scale.judged or any(t.end >= period.start for t in scale.judged)
    )
    return (*targets, *conditions, *groups)


def _is_over(target: Target, period: Period) -> bool:
    end, kinds = target.time.end, ("in", "from", "every")
    return target.time.kind in kinds and end is not None and end < period.start


def _of_condition(target: Target) -> Iterator[Target]:
    """The indicators that a target's condition compares, over all that the target is about."""
    for atom in () if target.when is None else atoms(target.when):
        if isinstance(atom, Attains):
            yield attrs.evolve(
                target,
                id=f"{target.id} {atom.indicator.name}",
                indicator=atom.indicator,
                scope=Scope(),
                excluded=(),
                each="",
            )


def group_as_target(plan: Plan, group: Group) -> Target:
    """A group as a target would have it, so that the same reports count for both."""
    condition = AtLevel(group, ">=", group.bands[0].name if group.bands else "")
    measures = [n for n in dict.fromkeys(names_in(condition)) if n in plan.measures]
    tally = Tally(condition, tuple(measures), (group,))
    indicator = Indicator(group.id, "count", tally, Sum((), Fraction(1)), title=group.title)
    threshold = Threshold(">=", Fraction(0), unit="count")
    return Target(group.id, indicator, Scope(), threshold, Timing("always"))
