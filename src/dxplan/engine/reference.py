"""The reference evaluator: every target, for every organisation, on every date it is judged on.

Plain on purpose. Organisation by organisation it takes what was reported
(:mod:`dxplan.engine.pieces`), adds it up (:mod:`dxplan.engine.totals`) and judges the sums
(:mod:`dxplan.engine.judge`); a faster engine must give the same findings, one for one. The order
of plans, files and rows changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from dxplan.data.asked_columns import ORGANISATION, GroupBy, columns_of
from dxplan.data.observations import Observations
from dxplan.engine.asked import asked_groups
from dxplan.engine.conflicts import Conflict, find_conflicts
from dxplan.engine.contributions import Contribution
from dxplan.engine.earlier import Earlier, ranked_alone
from dxplan.engine.expected import who_should_report
from dxplan.engine.findings import Finding, Report
from dxplan.engine.judged_together import Group
from dxplan.engine.material import Material, gather
from dxplan.engine.moments import Moment, after_base, base_moment, base_period, moments
from dxplan.engine.pieces import contribution
from dxplan.engine.population import Population, group_notes
from dxplan.engine.responsible import Note
from dxplan.engine.sums import Sums
from dxplan.engine.verdicts import Verdicts, response_of
from dxplan.engine.world import World
from dxplan.plan.model import Plan, Target
from dxplan.shown import Shown
from dxplan.steps import steps
from dxplan.values.truth import Truth

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut
    from dxplan.engine.level_findings import Level, LevelCount


def evaluate(
    plan: Plan,
    observations: Observations,
    as_of: date,
    *,
    group_by: GroupBy = None,
) -> Report:
    """The findings of a plan over observations, as of a day.

    :param group_by: also judge every group of a register column (``district``), or of several, or
        every ``organisation``; the whole is always judged, under the plan's id.
    """
    known = known_on(as_of, observations)
    case = Evaluation.of(plan, known, as_of, group_by)
    findings = [
        finding for target in steps("judging", plan.targets) for finding in case.judge(target)
    ]
    findings.extend(_of_work(plan, known, as_of))
    titles = {o.id: o.title for o in (observations.organisations or {}).values() if o.title}
    counts, levels = _levels(case)
    return Report(
        plan,
        as_of,
        tuple(findings),
        observations.problems,
        observations.rows_left_out,
        titles,
        counts,
        levels if ORGANISATION in case.columns else (),
        left_out=observations.left_out,
    )


def _of_work(plan: Plan, known: Observations, as_of: date) -> list[Finding]:
    if not plan.tasks and not plan.duties:
        return []
    from dxplan.engine.work import judge_duties, judge_tasks

    tasks = judge_tasks(plan, known.events, as_of)
    return [*tasks, *judge_duties(plan, known.events, as_of)]


def _levels(case: Evaluation) -> tuple[tuple[LevelCount, ...], tuple[Level, ...]]:
    """How many organisations have which level of the plan's scales, and who has which."""
    if not case.plan.scales:
        return (), ()
    from dxplan.engine.levels import count_levels, find_levels

    population, as_of = case.population, case.as_of
    levels = find_levels(case.material, population, as_of)
    counts = count_levels(population, levels, as_of, case.columns, case.population_notes)
    return tuple(counts), tuple(levels)


@attrs.frozen(repr=False)
class Judged(Shown):
    """A finding of a target with what it was made from.

    :param parts: by organisation, what each adds to the two sums.
    :param sums: what the verdict rests on.
    """

    finding: Finding
    moment: Moment
    parts: Mapping[str, Contribution]
    sums: Sums


@attrs.frozen(repr=False)
class Examined(Shown):
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
    case = Evaluation.of(plan, known, as_of, group_by)
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


@attrs.define(repr=False)
class Evaluation(Shown):
    """A plan over what is known on a day.

    :param observations: nothing in them is of a later day.
    """

    plan: Plan
    material: Material
    observations: Observations
    as_of: date
    columns: tuple[str, ...]
    conflicts: dict[str, list[Conflict]] = attrs.field(init=False)
    population: Population = attrs.field(init=False)
    world: World = attrs.field(init=False)
    left_out: Mapping[str, LeftOut] = attrs.field(init=False)

    @classmethod
    def of(
        cls, plan: Plan, observations: Observations, as_of: date, group_by: GroupBy
    ) -> Evaluation:
        """The evaluation of a plan over observations."""
        return cls(plan, gather(plan, observations), observations, as_of, columns_of(group_by))

    def __attrs_post_init__(self) -> None:
        self.population = Population(
            self.plan, self.material.organisations, self.material.has_register
        )
        self.conflicts = find_conflicts(self.material, self.observations)
        self.left_out = {each.organisation: each for each in self.observations.left_out}
        events = self.observations.events or ()
        self.world = World(
            self.plan, self.material, self.population, events, self.conflicts, self.as_of
        )

    @property
    def verdicts(self) -> Verdicts:
        """What gives the findings."""
        return Verdicts(self.plan, self.material.has_register, self.applies, self.left_out)

    def applies(self, target: Target, moment: Moment, group: Group) -> tuple[Truth, list[Note]]:
        """Whether the condition of a target holds for a group, and what is not known of it."""
        return self.world.on(moment.on).applies(target, moment, group.by, group.name)

    # --- a target ---------------------------------------------------------------------------------

    def judge(self, target: Target) -> Iterator[Finding]:
        """All findings of a target, by date, then organisation."""
        return (judged.finding for judged in self.examine(target))

    def examine(self, target: Target) -> Iterator[Judged]:
        """The same with what they were made from."""
        met_before: set[Group] = set()
        for each in moments(self.plan, target, self.reporting_dates(target), self.as_of):
            earlier = self.earlier(target, each)
            moment = after_base(each, None if earlier is None else earlier.period)
            expected = who_should_report(self.material, self.population, target, moment)
            parts = {o.id: contribution(self.material, target, o, moment) for o in expected}
            for group, members in asked_groups(self.population, expected, each.on, self.columns):
                own = ranked_alone(target.indicator, {one: parts[one] for one in members})
                base = None if earlier is None else earlier.base(group)
                sums = self.world.on(moment.on).sums(target, own, parts)
                answered = response_of(
                    group, target.indicator, own, self.world.disputed(target, own)
                )
                finding = self.verdicts.find(target, moment, answered, sums, base)
                if group.by is None:
                    said = self.population_notes(moment.on)
                    finding = attrs.evolve(finding, notes=finding.notes + said)
                if finding.verdict == "missed" and group in met_before:
                    finding = attrs.evolve(finding, relapse=True)
                if finding.verdict == "met" and finding.date == target.time.end:
                    met_before.add(group)
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
            group: {member: parts[member] for member in members}
            for group, members in asked_groups(
                self.population, expected, then.on, self.columns, moment.on
            )
        }
        disputed = {group: self.world.disputed(target, each) for group, each in groups.items()}
        totals = self.world.on(then.on).totals
        return Earlier(target, period, groups, disputed, totals)

    def population_notes(self, day: date) -> tuple[Note, ...]:
        """What must be said of who is judged on a day, and in which groups."""
        notes = self.population.notes(day)
        counted = self.population.on(day).organisations
        found = [
            note
            for column in self.columns
            if column != ORGANISATION
            for note in group_notes(column, day, counted, self.material.organisations)
        ]
        return (*notes, *dict.fromkeys(found))

    def reporting_dates(self, target: Target) -> list[date]:
        """The last days of periods for which anybody reported what the target needs."""
        return sorted(
            {
                period.end
                for measure in target.indicator.measures()
                for period in self.material.periods(measure)
            }
        )
