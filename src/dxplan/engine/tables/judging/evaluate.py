"""The findings of a plan over columns of figures; the same as the reference evaluator gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import attrs
import numpy as np

from dxplan.data.asked_columns import ORGANISATION, GroupBy, columns_of
from dxplan.data.observations import Event, Organisation
from dxplan.engine.contributions import Contribution
from dxplan.engine.findings import Report
from dxplan.engine.judged_together import Group
from dxplan.engine.level_findings import Level, LevelCount
from dxplan.engine.levels import count_levels, find_levels
from dxplan.engine.moments import Moment, moments
from dxplan.engine.reference import Evaluation
from dxplan.engine.responsible import Note
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.alone import Given, Singles, observations_of
from dxplan.engine.tables.judging.bases import Bases, earlier, since_base, with_bases
from dxplan.engine.tables.judging.blocks import Block, Groups
from dxplan.engine.tables.judging.fits import form_of
from dxplan.engine.tables.judging.found import AtMoment, FoundFindings, OfTarget, Ready
from dxplan.engine.tables.judging.ground import AddedUp, Ground, ground
from dxplan.engine.tables.judging.needed import measures_beside
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.verdicts import Verdicts
from dxplan.engine.work import judge_duties, judge_tasks
from dxplan.engine.world import World
from dxplan.plan.model import Plan, Target
from dxplan.steps import steps
from dxplan.values.truth import Truth


def evaluate_figures(
    plan: Plan,
    figures: Figures,
    as_of: date,
    *,
    register: Mapping[str, Organisation] | None = None,
    events: tuple[Event, ...] | None = None,
    group_by: GroupBy = None,
) -> Report:
    """The findings of a plan over figures, as of a day.

    :param register: who should report, as the kinds of the figures have it.
    :param group_by: also judge every group of a register column, or of several, or every
        ``organisation``; the whole is always judged, under the plan's id.
    """
    known = None if events is None else tuple(event for event in events if event.on <= as_of)
    return evaluate_on(ground(plan, figures, Given(as_of, register, known)), plan, group_by)


def evaluate_on(on: Ground, plan: Plan, group_by: GroupBy = None) -> Report:
    """The findings of a plan on ground that serves it."""
    columns = columns_of(group_by)
    if ORGANISATION in columns and not on.is_linked:
        on = on.finest(plan)
    given, figures = on.given, on.figures
    case = _begun(on, plan, columns)
    as_of, known = given.as_of, given.events
    work = (*judge_tasks(plan, known, as_of), *judge_duties(plan, known, as_of))
    parts = (*map(case.judged, steps("judging", plan.targets)), Ready(work))
    counts, levels = case.levels()
    return Report(
        plan,
        as_of,
        FoundFindings(parts),
        figures.problems,
        figures.rows_left_out,
        on.titles,
        counts,
        levels if ORGANISATION in case.columns else (),
        left_out=figures.left_out,
    )


@attrs.define(eq=False)
class _Case:
    """An evaluation over columns.

    :param moments: when the targets are judged whose sums are in columns.
    :param added: by target and moment what is added up for them.
    :param rest: what the other targets are judged on.
    """

    plan: Plan
    on: Ground
    columns: tuple[str, ...]
    verdicts: Verdicts
    moments: Mapping[str, tuple[Moment, ...]]
    added: Mapping[tuple[str, Moment], AddedUp]
    singles: Singles
    rest: Evaluation | None

    # --- a target ---------------------------------------------------------------------------------

    def judged(self, target: Target) -> OfTarget | Ready:
        """All findings of a target, by date, then organisation."""
        if target.id not in self.moments:
            assert self.rest is not None, "INVARIANT: what is not in columns is judged on the rest"
            return Ready(tuple(self.rest.judge(target)))
        kept: dict[str | None, AtMoment] = {}
        listed = [at for moment in self.moments[target.id] for at in self.at(target, moment, kept)]
        return OfTarget(target, tuple(listed))

    def at(
        self, target: Target, moment: Moment, kept: dict[str | None, AtMoment]
    ) -> Iterator[AtMoment]:
        """The findings of a target at a moment: of the whole, then of the groups.

        :param kept: by column, those of the deadline, as soon as it was.
        """
        on, added = self.on, self.added[target.id, moment]
        parts = self._parts(target, moment, added)
        columns = [on.groups(column, moment.on) for column in self.columns]
        for groups in (on.everybody(), *columns):
            said = on.notes(moment.on, self.columns) if groups.by is None else ()
            block = self.block(target, moment, groups, added, parts)
            bases = self.bases(target, moment, groups.by)
            found = AtMoment(self.verdicts, block, said, kept.get(groups.by), bases)
            if moment.on == target.time.end:
                kept[groups.by] = found
            yield found

    def block(
        self,
        target: Target,
        moment: Moment,
        groups: Groups,
        added: AddedUp,
        parts: Mapping[int, Contribution],
    ) -> Block:
        """The sums of a target at a moment, for some groups."""
        on, single = self.on, tuple(parts)
        sums = on.sums(added.added, groups, single)
        disputed = partial(self._disputed, target)
        inside = None
        if target.each or target.indicator.counts_groups_of:
            from dxplan.engine.tables.judging.within import within

            inside = within(target, moment, added, on.asking, groups=groups, single=single).sums
        return Block(target, moment, sums, on.figures.kinds, parts, disputed, inside)

    def bases(self, target: Target, moment: Moment, by: str | None) -> Bases | None:
        """The earlier values that the threshold of a target is counted from."""
        found = earlier(self.plan, target, moment)
        if found is None:
            return None
        period, then = found
        groups = self.on.everybody() if by is None else self.on.groups(by, then.on)
        added = self.added[target.id, then]
        parts = self._parts(target, then, added)
        return Bases(period, self.block(target, then, groups, added, parts))

    def _parts(self, target: Target, moment: Moment, added: AddedUp) -> dict[int, Contribution]:
        """What the organisations add that are looked at one by one."""
        apart = self.on.figures.apart
        if not apart.size and not added.odd.size:
            return {}
        asked = apart[self.on.asking.asked(target, moment)[self.on.figures.kinds.of[apart]]]
        if not self.verdicts.has_register:
            there = [self.singles.reported_anything(target, int(code)) for code in asked]
            asked = asked[np.array(there, dtype=np.bool_)]
        codes = np.union1d(asked, added.odd)
        return self.singles.contributions(target, codes, moment)

    def _disputed(self, target: Target, parts: Mapping[int, Contribution]) -> list[Note]:
        return self.singles.disputed(target, parts)

    # --- levels -----------------------------------------------------------------------------------

    def levels(self) -> tuple[tuple[LevelCount, ...], tuple[Level, ...]]:
        """How many organisations have which level of the plan's scales, and who has which."""
        if self.rest is None or not self.plan.scales:
            return (), ()
        rest = self.rest
        found = find_levels(rest.material, rest.population, self.on.given.as_of)
        counts = count_levels(
            rest.population, found, self.on.given.as_of, self.columns, rest.population_notes
        )
        return tuple(counts), tuple(found)


def _begun(on: Ground, plan: Plan, columns: tuple[str, ...]) -> _Case:
    """An evaluation whose numbers are all there."""
    when, added = _planned(on, plan, () if on.is_linked else plan.targets)
    alone = on.alone(*_odd(plan, added))
    rest = _rest(on, plan, columns, when)
    events = on.given.events or ()
    world = World(plan, on.asking.material, on.asking.population, events, {}, on.given.as_of)
    applies, left_out = partial(_applies, world), on.figures.left_out
    sent = {each.organisation: each for each in left_out}
    verdicts = Verdicts(plan, on.figures.has_register, applies, sent)
    return _Case(plan, on, columns, verdicts, when, added, alone, rest)


def _rest(
    on: Ground, plan: Plan, columns: Sequence[str], done: Collection[str]
) -> Evaluation | None:
    """The reference evaluator over the rows of the targets that are not judged in columns."""
    others = [target for target in plan.targets if target.id not in done]
    if not others and not plan.scales:
        return None
    given = on.given
    read = observations_of(on.figures, None, measures_beside(plan, others), given.as_of)
    read = attrs.evolve(read, organisations=given.register, events=given.events)
    read = attrs.evolve(read, left_out=on.figures.left_out)
    return Evaluation.of(plan, read, given.as_of, columns)


def _applies(
    world: World, target: Target, moment: Moment, group: Group
) -> tuple[Truth, list[Note]]:
    """Conditions of targets that are judged in columns are about facts, not about groups."""
    return world.on(moment.on).applies(target, moment, None, group.name)


def _planned(
    on: Ground, plan: Plan, targets: Collection[Target]
) -> tuple[dict[str, tuple[Moment, ...]], dict[tuple[str, Moment], AddedUp]]:
    """The moments of every target that is judged in columns, and what is added up then."""
    listed = {
        target.id: tuple(
            since_base(plan, target, moment)
            for moment in moments(plan, target, _dates(on, target), on.given.as_of)
        )
        for target in targets
        if form_of(plan, target) is not None
    }
    wanted = {
        target.id: with_bases(plan, target, listed[target.id])
        for target in targets
        if target.id in listed
    }
    asked = [(target, moment) for target in targets for moment in wanted.get(target.id, ())]
    found = zip(asked, on.add_up(asked), strict=True)
    added = {(target.id, moment): each for (target, moment), each in found}
    whole = {
        name: times
        for name, times in listed.items()
        if all(added[name, moment] is not None for moment in wanted[name])
    }
    kept = {key: each for key, each in added.items() if each is not None and key[0] in whole}
    return whole, kept


def _dates(on: Ground, target: Target) -> list[date]:
    """The last days of periods for which anybody reported what a target needs."""
    names = target.indicator.measures()
    return sorted({period.end for name in names for period in on.periods.get(name, ())})


def _odd(plan: Plan, added: Mapping[tuple[str, Moment], AddedUp]) -> tuple[Codes, set[str]]:
    """Who is looked at one by one, and the measures that are needed of them."""
    targets = {target.id: target for target in plan.targets}
    some = [(targets[name], each.odd) for (name, _), each in added.items() if each.odd.size]
    if not some:
        return np.zeros(0, dtype=np.int64), set()
    codes = np.unique(np.concatenate([odd for _, odd in some]))
    return codes, {name for target, _ in some for name in target.indicator.measures()}
