"""Why a target has its verdict, for the whole, a group of the register, or one organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.data.observations import Observations
from dxplan.engine.findings import Finding, Report, current
from dxplan.engine.judge import Line, line_at
from dxplan.engine.reference import Examined, Judged, examine
from dxplan.engine.totals import Totals
from dxplan.engine.verdicts import counts_things
from dxplan.explain.choose import (
    CannotExplain,
    find_column,
    find_group,
    find_organisation,
    on_day,
)
from dxplan.explain.contributions import parts_of
from dxplan.explain.groups import by_group, counted_parts
from dxplan.explain.model import (
    Change,
    Edge,
    Fewest,
    Part,
    Past,
    Raise,
    Remedy,
    Settling,
    TargetExplanation,
)
from dxplan.explain.reasons import contradictions_of, facts_of, grounds_of, steps_of
from dxplan.explain.remedies import (
    at_best,
    concerning_edge,
    edges_of,
    fewest,
    least_change,
    level_at,
    line_edge,
    open_amount,
    settling,
    weighing,
)
from dxplan.plan.model import Plan, Target, Threshold


@attrs.frozen
class Subject:
    """Whose verdict is asked about.

    :param column: grouping column of the register, ``organisation`` for one organisation.
    """

    kind: Literal["whole", "group", "organisation"] = "whole"
    column: str | None = None
    name: str | None = None


def subject_of(
    observations: Observations, organisation: str | None, by: str | None, group: str | None
) -> Subject:
    """Whose verdict a call asks about.

    :raises CannotExplain: when the data know no such organisation or group.
    """
    if organisation is not None:
        return Subject(
            "organisation", "organisation", find_organisation(observations, organisation)
        )
    if by is not None and group is not None:
        if by == "organisation":
            return subject_of(observations, group, None, None)
        return Subject("group", find_column(observations, by), group)
    return Subject()


def explain_target(
    plan: Plan,
    observations: Observations,
    as_of: date,
    target: Target,
    subject: Subject,
    *,
    on: date | None = None,
    reaching: Fraction | None = None,
) -> TargetExplanation:
    """The arithmetic from cells to a verdict, and what it would take.

    :param on: the judgement date to explain; without it the one that counts now.
    :param reaching: a further level that organisations might reach, in the threshold's unit.
    """
    examined = examine(plan, observations, as_of, target, group_by=subject.column)
    if subject.kind == "group":
        subject = attrs.evolve(subject, name=_group_named(examined, observations, subject))
    name = plan.id if subject.name is None else subject.name
    by = None if subject.name is None else subject.column
    whose = (by, name)
    own = [j for j in examined.judged if (j.finding.by, j.finding.organisation) == whose]
    if not own:
        raise CannotExplain("not-asked", {"name": name, "target": target.id})
    findings = [judged.finding for judged in own]
    finding = current(findings, as_of) if on is None else on_day(findings, on)
    judged = next(each for each in own if each.finding is finding)
    report = _report(plan, observations, as_of, findings)
    return _explained(report, examined, target, subject, judged, reaching=reaching)


def _group_named(examined: Examined, observations: Observations, subject: Subject) -> str:
    """The name of a group as the findings have it: of the places of their days.

    :raises CannotExplain: when nobody is in such a group.
    """
    column, text = subject.column or "", subject.name or ""
    names = {j.finding.organisation for j in examined.judged if j.finding.by is not None}
    return find_group(names, column, text)


def _report(
    plan: Plan, observations: Observations, as_of: date, findings: Sequence[Finding]
) -> Report:
    registered = (observations.organisations or {}).values()
    titles = {o.id: o.title for o in registered if o.title}
    problems, left_out = observations.problems, observations.rows_left_out
    sent = observations.left_out
    return Report(plan, as_of, tuple(findings), problems, left_out, titles, left_out=sent)


def _explained(
    report: Report,
    examined: Examined,
    target: Target,
    subject: Subject,
    judged: Judged,
    *,
    reaching: Fraction | None,
) -> TargetExplanation:
    finding, plan, world = judged.finding, report.plan, examined.world
    sums = _sums(plan, target, judged)
    edge = concerning_edge(sums.edges)
    one = subject.kind == "organisation"
    quotient = None if edge is None else edge.quotient
    parts = parts_of(examined, target, judged, quotient, with_cells=one)
    groups = by_group(world, target, judged, parts)
    counted = groups is not None and not groups.every
    own = counted_parts(groups, target.indicator, quotient) if groups and counted else parts
    case = attrs.evolve(sums, parts=own)
    line = None
    if not judged.moment.due:
        line = line_at(plan, target, sums.threshold, finding.date, finding.base)
    asked = None if subject.name is None else subject.column
    return TargetExplanation(
        report,
        target,
        subject.kind,
        subject.name,
        finding,
        judged.moment,
        parts,
        sums.totals,
        sums.edges,
        line,
        steps_of(finding),
        case.remedy(finding, line, reaching),
        facts_of(plan, target.when, examined.observations.events or (), finding.date),
        contradictions_of(examined, target, judged),
        _history(report.findings, finding),
        None if subject.name is None else _whole(examined, judged),
        examined.material.has_register,
        groups,
        grounds_of(examined, target, judged.moment, asked, finding.organisation),
    )


def _sums(plan: Plan, target: Target, judged: Judged) -> _Sums:
    """The sums of a finding, and what they are held against; every group is judged by itself."""
    finding = judged.finding
    threshold = at_best(finding.threshold or target.threshold, finding.base)
    used = any(part.used for part in judged.parts.values())
    totals = judged.sums.totals if used else None
    edges = () if target.each else edges_of(threshold, totals)
    return _Sums(plan, target, threshold, totals, edges)


def _history(findings: Sequence[Finding], finding: Finding) -> tuple[Past, ...]:
    """The earlier days on which the same was judged, in order."""
    return tuple(Past(each.date, each.verdict) for each in findings if each.date < finding.date)


def _whole(examined: Examined, judged: Judged) -> Finding:
    """The finding of the whole on the same day: it comes first on every day."""
    return next(j.finding for j in examined.judged if j.moment == judged.moment)


@attrs.frozen
class _Sums:
    """The sums of a finding with what they are held against."""

    plan: Plan
    target: Target
    threshold: Threshold
    totals: Totals | None
    edges: tuple[Edge, ...]
    parts: tuple[Part, ...] = ()

    def remedy(self, finding: Finding, line: Line | None, reaching: Fraction | None) -> Remedy:
        """What it would take; nothing where the verdict has nothing to do with the sums."""
        edge, totals = concerning_edge(self.edges), self.totals
        by_sums = ("met", "missed", "undetermined", "on_track", "behind", "not_due")
        if edge is None or totals is None or finding.verdict not in by_sums:
            return Remedy()
        change = self.change(edge)
        now = None if line is None else self.change(line_edge(self.threshold, totals, line))
        open_ends = edge.kept is None
        return Remedy(
            change,
            None if now is not None and change is not None and now.amount == change.amount else now,
            self.spare(finding),
            self.levels(change, reaching),
            self.weighing(edge),
            self.settled(edge) if open_ends else (),
            self.open_amount(edge) if open_ends else None,
        )

    @property
    def compared(self) -> bool:
        """Whether one organisation can be held against the threshold: not where things add up."""
        return self.target.indicator.kind != "count" and len(self.parts) > 1

    def change(self, edge: Edge) -> Change | None:
        assert self.totals is not None
        return least_change(edge, self.totals, self.threshold, whole=self.whole)

    @property
    def whole(self) -> bool:
        return counts_things(self.plan, self.target.indicator)

    def weighing(self, edge: Edge) -> tuple[Raise, ...]:
        """Who is farthest from a bound that is not surely kept."""
        if not self.compared or edge.kept is True:
            return ()
        return weighing(edge, self.parts, self.threshold, whole=self.whole, capped=self.is_share)

    def spare(self, finding: Finding) -> int | None:
        """What could be lost, for a target that is kept by a count."""
        count = finding.gap_count
        return -count if count is not None and count <= 0 and finding.verdict == "met" else None

    def levels(self, change: Change | None, reaching: Fraction | None) -> tuple[Fewest, ...]:
        """The fewest organisations for the threshold itself, and for the level that was named."""
        if change is None or not self.compared or not change.fits:
            return ()
        values = [change.edge.value, *([] if reaching is None else [reaching])]
        found = [self.fewest(change, value) for value in dict.fromkeys(values)]
        whole = Fraction(100 if self.threshold.unit == "%" else 1)
        if found[-1].count is None and self.is_share and change.more and whole not in values:
            found.append(self.fewest(change, whole))
        return tuple(found)

    @property
    def is_share(self) -> bool:
        return self.target.indicator.kind == "share"

    def fewest(self, change: Change, value: Fraction) -> Fewest:
        level = level_at(change.edge.comparator, value, self.threshold)
        return fewest(change, self.parts, level, capped=self.is_share)

    def open_amount(self, edge: Edge) -> Fraction | None:
        """What the missing reports have to bring, where one bound decides."""
        assert self.totals is not None
        if len(self.edges) != 1:
            return None
        return open_amount(edge, self.totals, whole=self.whole)

    def settled(self, edge: Edge) -> tuple[Settling, ...]:
        """The fewest missing reports that could settle it, where one bound decides."""
        return settling(edge, self.parts, self.target.indicator) if len(self.edges) == 1 else ()
