"""What a target is judged on: two sums, or those of every group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

import attrs

from dxplan.engine.findings import Finding, Verdict
from dxplan.engine.groups import Groups, GroupSums
from dxplan.engine.judge import Line, gap, gap_count, in_unit, on_line, pace, satisfied
from dxplan.engine.population import level_of
from dxplan.engine.responsible import Note
from dxplan.engine.totals import Totals
from dxplan.plan.model import Threshold
from dxplan.shown import Shown
from dxplan.territories import DISTRICT_LEVEL_ENDED
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth


@attrs.frozen(repr=False)
class Sums(Shown):
    """The sums of some organisations.

    :param totals: those of all together.
    :param every: those of every group, when each has to keep the threshold; ``column`` is the
        register column and ``unplaced`` the organisations without a place in it.
    :param groups: of which groups a condition holds, when groups are counted.
    :param split_by: the column of groups of which these organisations are only a part.
    """

    totals: Totals
    every: tuple[GroupSums, ...] | None = None
    column: str = ""
    unplaced: tuple[str, ...] = ()
    groups: Groups | None = None
    split_by: str = ""

    def judged(self, judge: Callable[[Totals], Truth]) -> Groups:
        """Every group, judged by itself."""
        truths = {group.name: judge(group.totals) for group in self.every or ()}
        return Groups(self.column, truths, self.unplaced)

    def satisfied(self, threshold: Threshold, base: Interval | None = None) -> Truth:
        """Whether the threshold is kept, by all together or by every group.

        :param base: everything that the base of a change may be; only all together have one.
        """
        if self.every is None:
            return satisfied(self.totals, threshold, base)
        return self.judged(lambda totals: satisfied(totals, threshold)).all_hold

    def due_verdict(self, threshold: Threshold, base: Interval | None = None) -> Verdict:
        """The verdict of a target that is due."""
        kept = self.satisfied(threshold, base)
        return "undetermined" if kept is None else "met" if kept else "missed"

    def pace(self, threshold: Threshold, line: Line) -> Truth:
        """Whether all together, or every group, are at least as far as the line."""
        if self.every is None:
            return pace(self.totals, threshold, line)
        return self.judged(lambda totals: pace(totals, threshold, line)).all_hold


def with_groups(finding: Finding, groups: Groups) -> Finding:
    """A finding that names the groups for which something does not hold, or may not."""
    notes: list[Note] = []
    for code, truth in (("groups-failing", False), ("groups-open", None)):
        names = groups.names(truth)
        if names:
            notes.append((code, (("column", groups.column), ("groups", _listed(names)))))
    if groups.unplaced:
        notes.append(_unplaced(groups, finding.date))
    return attrs.evolve(
        finding,
        failing=groups.names(False),
        undecided=groups.names(None),
        notes=(*finding.notes, *notes),
    )


def _unplaced(groups: Groups, day: date) -> Note:
    """That organisations lie in no group: the register leaves it open, or no group is left."""
    count = ("count", str(len(groups.unplaced)))
    if level_of(groups.column) == "district" and day > DISTRICT_LEVEL_ENDED:
        until = ("until", DISTRICT_LEVEL_ENDED.isoformat())
        return "districts-ended", (count, ("heading", groups.column), until)
    listed = ("groups", _listed(groups.unplaced))
    return "groups-unplaced", (("column", groups.column), count, listed)


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def with_every_group(finding: Finding, sums: Sums, in_counts: bool) -> Finding:
    """A finding about every group: how many keep the threshold, and the range of their values.

    The gap is that of the group that lacks most, in counts what all of them lack together; when
    every one keeps the threshold it is that of the group with the least to spare.
    """
    threshold = finding.threshold
    assert threshold is not None
    every = [group.totals for group in sums.every or ()]
    values = [v for v in (in_unit(totals.value, threshold) for totals in every) if v is not None]
    finding = attrs.evolve(finding, value=_range(values))
    if threshold.low is None:
        return finding
    groups = sums.judged(lambda totals: satisfied(totals, threshold))
    failing = [t for t in every if satisfied(t, threshold) is False]
    worst = failing or (every if groups.all_hold else [])
    gaps = [g for t in worst if (g := gap(in_unit(t.value, threshold), threshold)) is not None]
    largest = max(gaps) if len(gaps) == len(worst) and gaps else None
    finding = attrs.evolve(
        finding,
        numerator=groups.holding,
        denominator=groups.count,
        gap=largest,
        gap_count=_in_counts(worst, threshold, bool(failing)) if in_counts else None,
        on_line=largest == 0 and any(on_line(value, threshold) for value in values),
    )
    total = str(len(groups.truths))
    kept = (("kept", str(len(groups.names(True)))), ("total", total), ("column", sums.column))
    finding = attrs.evolve(finding, notes=(*finding.notes, ("groups-kept", kept)))
    return with_groups(finding, groups)


def _in_counts(worst: list[Totals], threshold: Threshold, failing: bool) -> int | None:
    counts = [gap_count(totals, threshold) for totals in worst]
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return None
    return sum(known) if failing else max(known)


def _range(values: list[Interval]) -> Interval | None:
    """From the least to the greatest that any of some values may be."""
    if not values:
        return None
    lows = [value.low for value in values if value.low is not None]
    highs: list[Fraction] = [value.high for value in values if value.high is not None]
    return Interval(
        min(lows) if len(lows) == len(values) else None,
        max(highs) if len(highs) == len(values) else None,
    )
