"""The value that a threshold is counted from, and what it does to a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from dxplan.engine.changes import is_nothing, may_be_nothing
from dxplan.engine.contributions import Contribution
from dxplan.engine.findings import Base, Finding, Verdict
from dxplan.engine.judged_together import Group
from dxplan.engine.responsible import Note
from dxplan.engine.totals import Totals
from dxplan.plan.model import Indicator, Target
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period


@attrs.frozen(repr=False)
class Earlier(Shown):
    """What was reported for the time that a target's threshold is counted from.

    :param groups: by group, what each organisation of then adds to the sums.
    :param conflicts: by group, what contradicts itself in that.
    :param totals: adds up what some organisations contribute.
    """

    target: Target
    period: Period
    groups: Mapping[Group, Mapping[str, Contribution]]
    conflicts: Mapping[Group, list[Note]]
    totals: Callable[[Target, Mapping[str, Contribution]], Totals]

    def base(self, group: Group) -> Base:
        """The base of a group: the rule's baseline speaks of the whole, else the data do."""
        baseline = self.target.baseline
        if baseline is not None and baseline.on == self.period.end and group.by is None:
            return Base(Interval.exactly(baseline.value), self.period, "baseline")
        parts = ranked_alone(self.target.indicator, self.groups.get(group, {}))
        missing = tuple(sorted(name for name, part in parts.items() if not part.complete))
        reported = len(parts) - len(missing)
        conflicts = tuple(self.conflicts.get(group, ()))
        value = self._value(parts)
        return Base(value, self.period, "data", reported, len(parts), missing, conflicts)

    def _value(self, parts: Mapping[str, Contribution]) -> Interval | None:
        indicator, threshold = self.target.indicator, self.target.threshold
        if not any(part.used for part in parts.values()) or is_ambiguous(indicator, parts):
            return None
        value = self.totals(self.target, parts).value
        return None if value is None else value.scaled(threshold.in_unit(Fraction(1)))


def ranked_alone(
    indicator: Indicator, parts: Mapping[str, Contribution]
) -> Mapping[str, Contribution]:
    """Who reports a place now; others may have done so before, and nothing is missing of them."""
    used = {name: part for name, part in parts.items() if part.used}
    return used if indicator.ranked and used else parts


def is_ambiguous(indicator: Indicator, parts: Mapping[str, Contribution]) -> bool:
    """Whether several organisations report a place: two places make no third one."""
    return indicator.ranked and sum(bool(part.used) for part in parts.values()) > 1


def from_base(finding: Finding, verdict: Verdict) -> tuple[Verdict, *tuple[Note, ...]]:
    """The verdict of a due target, as far as its base lets it be one, and what to know of that."""
    base = finding.base
    change = None if finding.threshold is None else finding.threshold.change
    if base is None or change is None:
        return (verdict,)
    period = (("period", f"{base.period.start.isoformat()}/{base.period.end.isoformat()}"),)
    if base.value is None:
        return "undetermined", ("base-missing" if base.expected else "base-nobody", period)
    if is_nothing(change, base.value):
        return "not_applicable", ("base-nothing", period)
    if may_be_nothing(change, base.value) or (verdict == "undetermined" and base.missing):
        counts = (("missing", str(len(base.missing))), ("expected", str(base.expected)))
        return "undetermined", ("base-incomplete", (*period, *counts))
    return (verdict,)
