"""The reference evaluator: every target, for every organisation, on every date it is judged on.

Plain on purpose. Organisation by organisation it takes what was reported
(:mod:`dxplan.engine.pieces`), adds it up (:mod:`dxplan.engine.totals`) and judges the sums
(:mod:`dxplan.engine.judge`); a faster engine must give the same findings, one for one. The order
of plans, files and rows changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from dxplan.data.observations import Observations, Organisation
from dxplan.engine.conditions import Values, facts_on, holds
from dxplan.engine.conflicts import Conflict, concerning, find_conflicts
from dxplan.engine.findings import Finding, Report, Verdict
from dxplan.engine.grouping import grouped
from dxplan.engine.judge import due_verdict, gap, gap_count, in_unit, line_at, on_line, pace
from dxplan.engine.levels import count_levels, find_levels
from dxplan.engine.material import Material, gather
from dxplan.engine.moments import Moment, moments
from dxplan.engine.pieces import Contribution, contribution
from dxplan.engine.responsible import Note, responsible_on
from dxplan.engine.totals import Totals, total
from dxplan.engine.work import judge_duties, judge_tasks
from dxplan.plan.expressions import names_in
from dxplan.plan.model import Indicator, Plan, Sum, Target


def evaluate(
    plan: Plan,
    observations: Observations,
    as_of: date,
    *,
    group_by: str | None = None,
) -> Report:
    """The findings of a plan over observations, as of a day.

    :param group_by: also judge every group of a register column (``district``), or every
        ``organisation``; the whole is always judged, under the plan's id.
    """
    known = _known_on(as_of, observations)
    case = _Case(plan, gather(plan, known), known, as_of, group_by)
    findings = [finding for target in plan.targets for finding in case.judge(target)]
    findings.extend(judge_tasks(plan, known.events, as_of))
    findings.extend(judge_duties(plan, known.events, as_of))
    titles = {o.id: o.title for o in (observations.organisations or {}).values() if o.title}
    levels = find_levels(case.material, as_of)
    return Report(
        plan,
        as_of,
        tuple(findings),
        observations.problems,
        observations.rows_left_out,
        titles,
        tuple(count_levels(case.material, levels, group_by)),
        tuple(levels) if group_by == "organisation" else (),
    )


def _known_on(day: date, observations: Observations) -> Observations:
    """What could be known on a day: nothing after it is looked at."""
    values = (value for value in observations.reported_values if value.period.end <= day)
    events = observations.events
    return attrs.evolve(
        observations,
        cells=tuple(cell for cell in observations.cells if cell.period.end <= day),
        reported_values=tuple(values),
        events=None if events is None else tuple(event for event in events if event.on <= day),
    )


@attrs.define
class _Case:
    plan: Plan
    material: Material
    observations: Observations
    as_of: date
    group_by: str | None
    conflicts: dict[str, list[Conflict]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.conflicts = find_conflicts(self.material, self.observations)

    # --- a target ---------------------------------------------------------------------------------

    def judge(self, target: Target) -> Iterator[Finding]:
        """All findings of a target, by date, then organisation."""
        met_before: set[str] = set()
        for moment in moments(self.plan, target, self.reporting_dates(target), self.as_of):
            expected = self.expected(target, moment)
            parts = {o.id: contribution(self.material, target, o, moment) for o in expected}
            for name, members in grouped(self.plan, expected, self.group_by):
                finding = self.find(target, moment, name, {m: parts[m] for m in members})
                if finding.verdict == "missed" and name in met_before:
                    finding = attrs.evolve(finding, relapse=True)
                if finding.verdict == "met" and finding.date == target.time.end:
                    met_before.add(name)
                yield finding

    def reporting_dates(self, target: Target) -> list[date]:
        """The last days of periods for which anybody reported what the target needs."""
        return sorted(
            {
                period.end
                for measure in target.indicator.measures()
                for period in self.material.periods(measure)
            }
        )

    def expected(self, target: Target, moment: Moment) -> list[Organisation]:
        """The organisations that should report for a target."""
        material = self.material
        sums = (target.indicator.numerator, target.indicator.denominator)
        return [
            organisation
            for organisation in material.organisations.values()
            if material.concerns(target, organisation, moment)
            and any(material.asks(organisation, each) for each in sums)
            and (material.has_register or self.ever_reported(organisation.id, target))
        ]

    def ever_reported(self, organisation: str, target: Target) -> bool:
        """Without a register, whoever has reported for a target is expected to go on."""
        return any(
            organisation
            in self.material.selected(self.plan.measures[name], target.scope, target.excluded)
            for name in target.indicator.measures()
        )

    # --- a finding --------------------------------------------------------------------------------

    def find(
        self, target: Target, moment: Moment, name: str, parts: Mapping[str, Contribution]
    ) -> Finding:
        threshold = target.threshold
        totals = total(target.indicator, parts.values())
        missing = tuple(sorted(key for key, part in parts.items() if not part.complete))
        responsible = responsible_on(self.plan, target.lead, moment.on)
        cooperating = responsible_on(self.plan, target.cooperating, moment.on)
        finding = Finding(
            "target",
            target.id,
            name,
            moment.on,
            "no_data",
            deadline=target.time.end,
            threshold=threshold,
            reported=len(parts) - len(missing),
            expected=len(parts),
            missing=missing,
            lead=responsible.units,
            cooperating=cooperating.units,
            ended=responsible.ended + cooperating.ended,
            cite=target.cite,
            notes=responsible.notes + cooperating.notes,
        )
        if any(part.used for part in parts.values()):
            finding = self.with_sums(finding, target, totals, parts)
        return self.with_verdict(finding, target, moment, totals, parts)

    def with_sums(
        self, finding: Finding, target: Target, totals: Totals, parts: Mapping[str, Contribution]
    ) -> Finding:
        """The finding with the sums and what follows from them."""
        threshold = finding.threshold
        assert threshold is not None
        value = in_unit(totals.value, threshold)
        assumed = sum(part.assumed for part in parts.values())
        notes = (("denominator-assumed", (("count", str(assumed)),)),) if assumed else ()
        whole = _counts_things(self.plan, target.indicator)
        return attrs.evolve(
            finding,
            numerator=totals.numerators,
            denominator=totals.denominators,
            value=value,
            gap=gap(value, threshold),
            gap_count=gap_count(totals, threshold) if whole else None,
            on_line=on_line(value, threshold),
            notes=finding.notes + notes + tuple(_unsettled(self.plan, target.indicator)),
        )

    def with_verdict(
        self,
        finding: Finding,
        target: Target,
        moment: Moment,
        totals: Totals,
        parts: Mapping[str, Contribution],
    ) -> Finding:
        """The verdict, the first of the table that applies."""
        facts = facts_on(moment.on, self.plan.facts.values(), self.observations.events or ())
        applies = True if target.when is None else holds(target.when, facts)
        if applies is False:
            condition = ("condition-false", (("condition", target.when_text),))
            excepted = self.waived(target, moment) or ("not_applicable", (condition,))
            return _say(finding, excepted[0], *excepted[1])
        for verdict, notes in self.exceptions(finding, target, moment, totals, parts):
            return _say(finding, verdict, *notes)
        assert finding.threshold is not None
        if moment.due:
            if applies is None:
                return _say(finding, "undetermined", _unknown_facts(target, facts))
            return _say(finding, due_verdict(totals, finding.threshold))
        return self.on_the_way(finding, target, totals, parts)

    def exceptions(
        self,
        finding: Finding,
        target: Target,
        moment: Moment,
        totals: Totals,
        parts: Mapping[str, Contribution],
    ) -> Iterator[tuple[Verdict, Sequence[Note]]]:
        """What keeps a target from being judged, in order of precedence."""
        waived = self.waived(target, moment)
        if waived is not None:
            yield waived
        if finding.threshold is None or finding.threshold.low is None:
            document = self.plan.parent or ""
            yield "unset", [("threshold-unset", (("document", document),))]
        if not parts and self.material.has_register:
            yield "not_applicable", [("no-population", ())]
        conflicts = [
            (conflict.code, conflict.params)
            for name, part in parts.items()
            for conflict in concerning(self.material, self.conflicts, target, name, part.used)
        ]
        if conflicts:
            yield "conflict", sorted(conflicts)
        nothing_reported = not any(part.used for part in parts.values())
        if nothing_reported and (moment.due or self.has_line(target, moment)):
            yield "no_data", []
        if not nothing_reported and totals.value is None and not totals.pieces:
            yield "not_applicable", [("nothing-to-divide-by", ())]

    def waived(self, target: Target, moment: Moment) -> tuple[Verdict, Sequence[Note]] | None:
        """The waiver that covers a target on a date; of several the one that lasts longest."""
        covering = [waiver for waiver in self.plan.waivers if waiver.covers(target, moment.on)]
        if not covering:
            return None
        last = max(covering, key=lambda waiver: (waiver.until, waiver.because, waiver.cite))
        until = last.until.isoformat()
        said = (("until", until), ("because", last.because), ("cite", last.cite))
        return "waived", [("waived", said)]

    def has_line(self, target: Target, moment: Moment) -> bool:
        return line_at(self.plan, target, target.threshold, moment.on) is not None

    def on_the_way(
        self, finding: Finding, target: Target, totals: Totals, parts: Mapping[str, Contribution]
    ) -> Finding:
        """The verdict of a target that is not due yet."""
        assert finding.threshold is not None
        line = line_at(self.plan, target, finding.threshold, finding.date)
        if line is None or not any(part.used for part in parts.values()):
            return _say(finding, "not_due")
        far_enough = pace(totals, finding.threshold, line)
        finding = attrs.evolve(finding, expected_value=line.value)
        if far_enough is None:
            return _say(finding, "not_due", ("pace-not-certain", ()))
        return _say(finding, "on_track" if far_enough else "behind")


def _counts_things(plan: Plan, indicator: Indicator) -> bool:
    """Whether the numerator is a number of things, so that a gap can be told in counts."""
    terms = indicator.numerator.terms if isinstance(indicator.numerator, Sum) else ()
    if any(weight or plan.measures[name].kind == "amount" for _, name, weight in terms):
        return False
    return not indicator.measured_in or indicator.kind == "count"


def _unsettled(plan: Plan, indicator: Indicator) -> Iterator[Note]:
    """What is not settled about the scales whose levels an indicator counts."""
    names = dict.fromkeys(group.scale for group in indicator.numerator.groups)
    for scale in (plan.scales[name] for name in names):
        for text in scale.incomplete:
            yield "scale-incomplete", (("scale", scale.title), ("text", text))


def _say(finding: Finding, verdict: Verdict, *notes: Note) -> Finding:
    return attrs.evolve(finding, verdict=verdict, notes=finding.notes + notes)


def _unknown_facts(target: Target, facts: Values) -> Note:
    assert target.when is not None
    unknown = sorted({name for name in names_in(target.when) if facts.get(name) is None})
    return "facts-unknown", (("facts", ", ".join(unknown)),)
