"""The earlier values that thresholds are counted from, of all groups of a target.

They are sums like any others, of the organisations that should have reported then; see
:mod:`dxplan.engine.earlier`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

import attrs

from dxplan.engine.findings import Base
from dxplan.engine.judged_together import Group
from dxplan.engine.moments import Moment, after_base, base_moment, base_period
from dxplan.engine.tables.judging.blocks import Block
from dxplan.plan.model import Plan, Target
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period


@attrs.frozen(slots=False, eq=False)
class Bases:
    """The value of then, group by group.

    :param block: the sums of then, of the groups of then.
    """

    period: Period
    block: Block

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.block.sums.groups.names)}

    def of(self, group: Group) -> Base:
        """The base of a group: the rule's baseline speaks of the whole, else the data do."""
        baseline = self.block.target.baseline
        if baseline is not None and baseline.on == self.period.end and group.by is None:
            return Base(Interval.exactly(baseline.value), self.period, "baseline")
        place = self._places.get(group.name)
        if place is None:
            return Base(None, self.period, "data")
        answered = self.block.response(place)
        reported = answered.expected - len(answered.missing)
        value = self.block.totals(place).totals.value if answered.anything else None
        threshold = self.block.target.threshold
        return Base(
            None if value is None else value.scaled(threshold.in_unit(Fraction(1))),
            self.period,
            "data",
            reported,
            answered.expected,
            answered.missing,
            tuple(answered.disputed),
        )


def since_base(plan: Plan, target: Target, moment: Moment) -> Moment:
    """The moment without reports of the time that the threshold is counted from."""
    return after_base(moment, base_period(plan, target, moment.on))


def earlier(plan: Plan, target: Target, moment: Moment) -> tuple[Period, Moment] | None:
    """The time that a threshold is counted from, and when its value is judged; or neither."""
    period = base_period(plan, target, moment.on)
    return None if period is None else (period, base_moment(plan, period))


def with_bases(plan: Plan, target: Target, moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Some moments, and those of the values that the threshold is counted from at them."""
    listed = tuple(moments)
    found = (earlier(plan, target, moment) for moment in listed)
    return tuple(dict.fromkeys((*listed, *(each[1] for each in found if each is not None))))
