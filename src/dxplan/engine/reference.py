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

from dxplan.data.observations import Observations
from dxplan.engine.asked import asked_groups
from dxplan.engine.changes import resolved
from dxplan.engine.conflicts import Conflict, find_conflicts
from dxplan.engine.contributions import Contribution
from dxplan.engine.earlier import Earlier, from_base, is_ambiguous, ranked_alone
from dxplan.engine.expected import who_should_report
from dxplan.engine.findings import Base, Finding, Report, Verdict
from dxplan.engine.judge import gap, gap_count, in_unit, line_at, on_line
from dxplan.engine.levels import count_levels, find_levels
from dxplan.engine.material import Material, gather
from dxplan.engine.moments import Moment, after_base, base_moment, base_period, moments
from dxplan.engine.pieces import contribution
from dxplan.engine.population import Population, group_notes
from dxplan.engine.responsible import Note, responsible_on
from dxplan.engine.sums import Sums, with_every_group, with_groups
from dxplan.engine.work import judge_duties, judge_tasks
from dxplan.engine.world import World, waived
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
    known = known_on(as_of, observations)
    case = _Case(plan, gather(plan, known), known, as_of, group_by)
    findings = [finding for target in plan.targets for finding in case.judge(target)]
    findings.extend(judge_tasks(plan, known.events, as_of))
    findings.extend(judge_duties(plan, known.events, as_of))
    titles = {o.id: o.title for o in (observations.organisations or {}).values() if o.title}
    levels = find_levels(case.material, case.population, as_of)
    return Report(
        plan,
        as_of,
        tuple(findings),
        observations.problems,
        observations.rows_left_out,
        titles,
        tuple(count_levels(case.population, levels, as_of, group_by, case.population_notes)),
        tuple(levels) if group_by == "organisation" else (),
    )


@attrs.frozen
class Judged:
    """A finding of a target with what it was made from.

    :param parts: by organisation, what each adds to the two sums.
    :param sums: what the verdict rests on.
    """

    finding: Finding
    moment: Moment
    parts: Mapping[str, Contribution]
    sums: Sums


@attrs.frozen
class Examined:
    """All findings of a target with what they were made from.

    :param observations: what could be known on the day.
    :param world: what the target was judged against.
    """

    observations: Observations
    world: World
    judged: tuple[Judged, ...]

    @property
    def material(self) -> Material:
        """What was reported, put where it is found."""
        return self.world.material


def examine(
    plan: Plan,
    observations: Observations,
    as_of: date,
    target: Target,
    *,
    group_by: str | None = None,
) -> Examined:
    """The findings of one target as :func:`evaluate` gives them, with what they rest on."""
    known = known_on(as_of, observations)
    case = _Case(plan, gather(plan, known), known, as_of, group_by)
    return Examined(known, case.world, tuple(case.examine(target)))


def known_on(day: date, observations: Observations) -> Observations:
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
    population: Population = attrs.field(init=False)
    world: World = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.population = Population(
            self.plan, self.material.organisations, self.material.has_register
        )
        self.conflicts = find_conflicts(self.material, self.observations)
        events = self.observations.events or ()
        self.world = World(
            self.plan, self.material, self.population, events, self.conflicts, self.as_of
        )

    # --- a target ---------------------------------------------------------------------------------

    def judge(self, target: Target) -> Iterator[Finding]:
        """All findings of a target, by date, then organisation."""
        return (judged.finding for judged in self.examine(target))

    def examine(self, target: Target) -> Iterator[Judged]:
        """The same with what they were made from."""
        met_before: set[str] = set()
        for each in moments(self.plan, target, self.reporting_dates(target), self.as_of):
            earlier = self.earlier(target, each)
            moment = after_base(each, None if earlier is None else earlier.period)
            expected = who_should_report(self.material, self.population, target, moment)
            parts = {o.id: contribution(self.material, target, o, moment) for o in expected}
            for name, members in asked_groups(self.population, expected, each.on, self.group_by):
                own = ranked_alone(target.indicator, {one: parts[one] for one in members})
                base = None if earlier is None else earlier.base(name)
                sums = self.world.on(moment.on).sums(target, own, parts)
                finding = self.find(target, moment, name, own, sums, base=base)
                if name == self.plan.id:
                    said = self.population_notes(moment.on)
                    finding = attrs.evolve(finding, notes=finding.notes + said)
                if finding.verdict == "missed" and name in met_before:
                    finding = attrs.evolve(finding, relapse=True)
                if finding.verdict == "met" and finding.date == target.time.end:
                    met_before.add(name)
                yield Judged(finding, moment, own, sums)

    def earlier(self, target: Target, moment: Moment) -> Earlier | None:
        """What was reported for the time that a target's threshold is counted from."""
        period = base_period(self.plan, target, moment.on)
        if period is None:
            return None
        then = base_moment(self.plan, period)
        expected = who_should_report(self.material, self.population, target, then)
        parts = {o.id: contribution(self.material, target, o, then) for o in expected}
        groups = {
            name: {member: parts[member] for member in members}
            for name, members in asked_groups(
                self.population, expected, then.on, self.group_by, moment.on
            )
        }
        disputed = {name: self.world.disputed(target, each) for name, each in groups.items()}
        totals = self.world.on(then.on).totals
        return Earlier(self.plan.id, target, period, groups, disputed, totals)

    def population_notes(self, day: date) -> tuple[Note, ...]:
        """What must be said of who is judged on a day, and in which groups."""
        notes = self.population.notes(day)
        if self.group_by is None or self.group_by == "organisation":
            return notes
        counted = self.population.on(day).organisations
        return notes + group_notes(self.group_by, day, counted, self.material.organisations)

    def reporting_dates(self, target: Target) -> list[date]:
        """The last days of periods for which anybody reported what the target needs."""
        return sorted(
            {
                period.end
                for measure in target.indicator.measures()
                for period in self.material.periods(measure)
            }
        )

    # --- a finding --------------------------------------------------------------------------------

    def find(
        self,
        target: Target,
        moment: Moment,
        name: str,
        parts: Mapping[str, Contribution],
        sums: Sums,
        *,
        base: Base | None,
    ) -> Finding:
        threshold = resolved(target.threshold, None if base is None else base.value)
        missing = tuple(sorted(key for key, part in parts.items() if not part.complete))
        responsible = responsible_on(self.plan, target.lead, moment.on)
        cooperating = responsible_on(self.plan, target.cooperating, moment.on)
        finding = Finding(
            "target",
            target.id,
            name,
            moment.on,
            "no_data",
            deadline=None if target.time.kind == "every" else target.time.end,
            threshold=threshold,
            base=base,
            reported=len(parts) - len(missing),
            expected=len(parts),
            missing=missing,
            lead=responsible.units,
            cooperating=cooperating.units,
            ended=responsible.ended + cooperating.ended,
            cite=target.cite,
            notes=responsible.notes + cooperating.notes,
        )
        if any(part.used for part in parts.values()) and not is_ambiguous(target.indicator, parts):
            finding = self.with_sums(finding, target, sums, parts)
        return self.with_verdict(finding, target, moment, sums, parts)

    def with_sums(
        self, finding: Finding, target: Target, sums: Sums, parts: Mapping[str, Contribution]
    ) -> Finding:
        """The finding with the sums and what follows from them."""
        threshold, totals = finding.threshold, sums.totals
        assert threshold is not None
        value = in_unit(totals.value, threshold)
        assumed = sum(part.assumed for part in parts.values())
        notes = (("denominator-assumed", (("count", str(assumed)),)),) if assumed else ()
        whole = counts_things(self.plan, target.indicator)
        unsettled = tuple(_unsettled(self.plan, target.indicator))
        finding = attrs.evolve(finding, notes=finding.notes + notes + unsettled)
        if sums.groups is not None:
            finding = with_groups(finding, sums.groups)
        if sums.every is not None:
            return with_every_group(finding, sums, whole)
        return attrs.evolve(
            finding,
            numerator=totals.numerators,
            denominator=totals.denominators,
            value=value,
            gap=gap(value, threshold),
            gap_count=gap_count(totals, threshold) if whole else None,
            on_line=on_line(value, threshold),
        )

    def with_verdict(
        self,
        finding: Finding,
        target: Target,
        moment: Moment,
        sums: Sums,
        parts: Mapping[str, Contribution],
    ) -> Finding:
        """The verdict, the first of the table that applies."""
        asked = None if finding.organisation == self.plan.id else self.group_by
        applies, unknown = self.world.on(moment.on).applies(
            target, moment, asked, finding.organisation
        )
        if applies is False:
            condition = ("condition-false", (("condition", target.when_text),))
            excepted = waived(self.plan, target, moment) or ("not_applicable", (condition,))
            return _say(finding, excepted[0], *excepted[1])
        for verdict, notes in self.exceptions(finding, target, moment, sums, parts):
            return _say(finding, verdict, *notes)
        assert finding.threshold is not None
        if moment.due:
            if applies is None:
                return _say(finding, "undetermined", *unknown)
            known = None if finding.base is None else finding.base.value
            return _say(finding, *from_base(finding, sums.due_verdict(finding.threshold, known)))
        return self.on_the_way(finding, target, sums, parts)

    def exceptions(
        self,
        finding: Finding,
        target: Target,
        moment: Moment,
        sums: Sums,
        parts: Mapping[str, Contribution],
    ) -> Iterator[tuple[Verdict, Sequence[Note]]]:
        """What keeps a target from being judged, in order of precedence."""
        covered = waived(self.plan, target, moment)
        if covered is not None:
            yield covered
        threshold = finding.threshold
        if threshold is None or (threshold.low is None and threshold.change is None):
            document = self.plan.parent or ""
            yield "unset", [("threshold-unset", (("document", document),))]
        if not parts and self.material.has_register:
            yield "not_applicable", [("no-population", ())]
        if sums.split_by:
            yield "not_applicable", [("group-split", (("column", sums.split_by),))]
        conflicts = self.world.disputed(target, parts)
        conflicts += () if finding.base is None else finding.base.conflicts
        if is_ambiguous(target.indicator, parts):
            conflicts.append(("rank-of-several", (("count", str(len(parts))),)))
        if conflicts:
            yield "conflict", sorted(conflicts)
        nothing_reported = not any(part.used for part in parts.values())
        if nothing_reported and (moment.due or self.has_line(target, finding)):
            yield "no_data", []
        if not nothing_reported and sums.totals.divides is False:
            yield "not_applicable", [("nothing-to-divide-by", ())]

    def has_line(self, target: Target, finding: Finding) -> bool:
        assert finding.threshold is not None
        return line_at(self.plan, target, finding.threshold, finding.date, finding.base) is not None

    def on_the_way(
        self, finding: Finding, target: Target, sums: Sums, parts: Mapping[str, Contribution]
    ) -> Finding:
        """The verdict of a target that is not due yet."""
        assert finding.threshold is not None
        line = line_at(self.plan, target, finding.threshold, finding.date, finding.base)
        if line is None or not any(part.used for part in parts.values()):
            return _say(finding, "not_due")
        far_enough = sums.pace(finding.threshold, line)
        finding = attrs.evolve(finding, expected_value=line.value)
        if far_enough is None:
            return _say(finding, "not_due", ("pace-not-certain", ()))
        return _say(finding, "on_track" if far_enough else "behind")


_NO_THINGS = ("amount", "rank")


def counts_things(plan: Plan, indicator: Indicator) -> bool:
    """Whether the numerator is a number of things, so that a gap can be told in counts."""
    terms = indicator.numerator.terms if isinstance(indicator.numerator, Sum) else ()
    if any(weight or plan.measures[name].kind in _NO_THINGS for _, name, weight in terms):
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
