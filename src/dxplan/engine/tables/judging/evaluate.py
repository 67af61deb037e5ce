"""The findings of a plan over columns of figures; the same as the reference evaluator gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

import attrs
import numpy as np

from dxplan.data.asked_columns import ORGANISATION, GroupBy, columns_of
from dxplan.data.observations import Event, Organisation
from dxplan.engine.asked import Group
from dxplan.engine.contributions import Contribution
from dxplan.engine.findings import Report
from dxplan.engine.level_findings import Level, LevelCount
from dxplan.engine.levels import count_levels, find_levels
from dxplan.engine.moments import Moment, moments
from dxplan.engine.reference import Evaluation
from dxplan.engine.responsible import Note
from dxplan.engine.successors import is_any_linked
from dxplan.engine.tables.exact import exact_figures
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.added import Added
from dxplan.engine.tables.judging.alone import (
    Given,
    Singles,
    observations_of,
    periods_by_measure,
    singles,
)
from dxplan.engine.tables.judging.asking import Asking, asking
from dxplan.engine.tables.judging.blocks import Block, Groups, GroupSums, group_sums
from dxplan.engine.tables.judging.found import AtMoment, FoundFindings, OfTarget, Ready
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.needed import measures_beside
from dxplan.engine.tables.judging.selection import Selection
from dxplan.engine.tables.judging.works import Planner, Works, in_columns
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.verdicts import Verdicts
from dxplan.engine.work import judge_duties, judge_tasks
from dxplan.engine.world import World
from dxplan.plan.model import Plan, Target
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
    case = _begun(plan, exact_figures(figures), Given(as_of, register, known), columns_of(group_by))
    work = (*judge_tasks(plan, known, as_of), *judge_duties(plan, known, as_of))
    parts = (*(case.judged(target) for target in plan.targets), Ready(work))
    titles = {o.id: o.title for o in (register or {}).values() if o.title}
    counts, levels = case.levels()
    return Report(
        plan,
        as_of,
        FoundFindings(parts),
        figures.problems,
        figures.rows_left_out,
        titles,
        counts,
        levels if ORGANISATION in case.columns else (),
    )


@attrs.define(eq=False)
class _Case:
    """An evaluation over columns.

    :param works: by target and moment what is added up in columns.
    :param rest: what the other targets are judged on.
    """

    plan: Plan
    figures: Figures
    given: Given
    columns: tuple[str, ...]
    asking: Asking
    verdicts: Verdicts
    moments: Mapping[str, tuple[Moment, ...]]
    works: Mapping[tuple[str, Moment], Works]
    singles: Singles
    rest: Evaluation | None
    _groups: dict[object, Groups] = attrs.field(factory=dict)
    _added: dict[int, Added] = attrs.field(factory=dict)
    _sums: dict[object, GroupSums] = attrs.field(factory=dict)

    # --- a target ---------------------------------------------------------------------------------

    def judged(self, target: Target) -> OfTarget | Ready:
        """All findings of a target, by date, then organisation."""
        if target.id not in self.moments:
            assert self.rest is not None, "INVARIANT: what is not in columns is judged on the rest"
            return Ready(tuple(self.rest.judge(target)))
        listed = self.moments[target.id]
        return OfTarget(target, tuple(at for moment in listed for at in self.at(target, moment)))

    def at(self, target: Target, moment: Moment) -> Iterator[AtMoment]:
        """The findings of a target at a moment: of the whole, then of the groups."""
        said = self.asking.notes(moment.on, self.columns)
        yield AtMoment(self.verdicts, self.block(target, moment, self.everybody()), said)
        for column in self.columns:
            groups = self.groups(column, moment.on)
            yield AtMoment(self.verdicts, self.block(target, moment, groups), ())

    # --- sums -------------------------------------------------------------------------------------

    def block(self, target: Target, moment: Moment, groups: Groups) -> Block:
        """The sums of a target at a moment, for some groups."""
        works, kinds = self.works[target.id, moment], self.figures.kinds
        parts = self._parts(target, moment, works)
        key = (id(works), id(groups))
        if key not in self._sums:
            added = self._added.get(id(works)) or works.added(len(kinds.examples))
            self._added[id(works)] = added
            self._sums[key] = group_sums(added, groups, kinds, tuple(parts))
        disputed = partial(self._disputed, target)
        return Block(target, moment, self._sums[key], kinds, parts, disputed)

    def _parts(self, target: Target, moment: Moment, works: Works) -> dict[int, Contribution]:
        """What the organisations add that are looked at one by one."""
        apart = self.figures.apart
        asked = apart[self.asking.asked(target, moment)[self.figures.kinds.of[apart]]]
        if not self.verdicts.has_register:
            there = [self.singles.reported_anything(target, int(code)) for code in asked]
            asked = asked[np.array(there, dtype=np.bool_)]
        codes = np.union1d(asked, works.odd)
        return self.singles.contributions(target, codes, moment)

    def _disputed(self, target: Target, parts: Mapping[int, Contribution]) -> list[Note]:
        return self.singles.disputed(target, parts)

    # --- groups -----------------------------------------------------------------------------------

    def everybody(self) -> Groups:
        """All organisations in one group, under the plan's id."""
        if None not in self._groups:
            one = np.zeros(len(self.figures.kinds.examples), dtype=np.int64)
            self._groups[None] = Groups(None, (self.plan.id,), one, always=1)
        return self._groups[None]

    def groups(self, column: str, day: date) -> Groups:
        """The groups of a register column on a day."""
        key = (column, day)
        if key not in self._groups:
            labels = self.asking.labels(column, day)
            names = sorted(set(labels.values()))
            places = {name: place for place, name in enumerate(names)}
            examples = self.figures.kinds.examples
            of = [places.get(labels.get(each.id, ""), -1) for each in examples]
            self._groups[key] = Groups(column, tuple(names), np.array(of, dtype=np.int64))
        return self._groups[key]

    # --- levels -----------------------------------------------------------------------------------

    def levels(self) -> tuple[tuple[LevelCount, ...], tuple[Level, ...]]:
        """How many organisations have which level of the plan's scales, and who has which."""
        if self.rest is None or not self.plan.scales:
            return (), ()
        rest = self.rest
        found = find_levels(rest.material, rest.population, self.given.as_of)
        counts = count_levels(
            rest.population, found, self.given.as_of, self.columns, rest.population_notes
        )
        return tuple(counts), tuple(found)


def _begun(plan: Plan, figures: Figures, given: Given, columns: tuple[str, ...]) -> _Case:
    """An evaluation whose numbers are all there."""
    asks = asking(plan, figures.kinds, figures.has_register, given.events or ())
    nobody = np.zeros(0, dtype=np.int64)
    apart = observations_of(figures, nobody, (), given.as_of)
    lookup = Lookup(figures)
    selection = Selection(figures, asks, _by_measure(figures))
    planner = Planner(plan, asks, selection, lookup, periods_by_measure(figures, apart))
    # What merged organisations report depends on one another, and they are no kinds.
    together = is_any_linked(given.register or {}) or ORGANISATION in columns
    when, works = _planned(plan, () if together else plan.targets, planner, given.as_of)
    for each in works.values():
        each.want()
    lookup.fetch()
    alone = singles(plan, figures, given, *_odd(plan, works))
    rest = _rest(plan, figures, given, columns, when)
    world = World(plan, asks.material, asks.population, given.events or (), {}, given.as_of)
    verdicts = Verdicts(plan, figures.has_register, partial(_applies, world))
    return _Case(plan, figures, given, columns, asks, verdicts, when, works, alone, rest)


def _rest(
    plan: Plan, figures: Figures, given: Given, columns: Sequence[str], done: Collection[str]
) -> Evaluation | None:
    """The reference evaluator over the rows of the targets that are not judged in columns."""
    others = [target for target in plan.targets if target.id not in done]
    if not others and not plan.scales:
        return None
    read = observations_of(figures, None, measures_beside(plan, others), given.as_of)
    read = attrs.evolve(read, organisations=given.register, events=given.events)
    return Evaluation.of(plan, read, given.as_of, columns)


def _applies(
    world: World, target: Target, moment: Moment, group: Group
) -> tuple[Truth, list[Note]]:
    """Conditions of targets that are judged in columns are about facts, not about groups."""
    return world.on(moment.on).applies(target, moment, None, group.name)


def _by_measure(figures: Figures) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, point in enumerate(figures.points):
        found.setdefault(point.measure, []).append(position)
    return found


def _planned(
    plan: Plan, targets: Collection[Target], planner: Planner, as_of: date
) -> tuple[dict[str, tuple[Moment, ...]], dict[tuple[str, Moment], Works]]:
    """The moments of every target that is judged in columns, and what is added up then."""
    when: dict[str, tuple[Moment, ...]] = {}
    works: dict[tuple[str, Moment], Works] = {}
    for target in targets:
        if not in_columns(plan, target):
            continue
        listed = tuple(moments(plan, target, _dates(planner, target), as_of))
        found = [planner.works(target, moment) for moment in listed]
        some = [each for each in found if each is not None]
        if len(some) == len(found):
            when[target.id] = listed
            works.update({(target.id, m): w for m, w in zip(listed, some, strict=True)})
    return when, works


def _dates(planner: Planner, target: Target) -> list[date]:
    """The last days of periods for which anybody reported what a target needs."""
    names = target.indicator.measures()
    return sorted({period.end for name in names for period in planner.periods.get(name, ())})


def _odd(plan: Plan, works: Mapping[tuple[str, Moment], Works]) -> tuple[Codes, set[str]]:
    """Who is looked at one by one, and the measures that are needed of them."""
    targets = {target.id: target for target in plan.targets}
    some = [(targets[name], each.odd) for (name, _), each in works.items() if each.odd.size]
    if not some:
        return np.zeros(0, dtype=np.int64), set()
    codes = np.unique(np.concatenate([odd for _, odd in some]))
    return codes, {name for target, _ in some for name in target.indicator.measures()}
