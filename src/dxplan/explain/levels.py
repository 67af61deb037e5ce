"""Why an organisation has its level in a group of a scale, and what the next one would take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from dxplan.data.addresses import place_order
from dxplan.data.observations import Cell, Observations, Organisation
from dxplan.engine.conditions import holds
from dxplan.engine.findings import Report
from dxplan.engine.level_findings import Level, following
from dxplan.engine.levels import find_levels, level_moments, reported_for
from dxplan.engine.material import Material, gather
from dxplan.engine.moments import Moment
from dxplan.engine.pieces import attains_alone, known_values
from dxplan.engine.population import Population
from dxplan.engine.reference import known_on
from dxplan.engine.reported import Reported
from dxplan.engine.scoring import Holds, Known, is_met, ways_of
from dxplan.explain.choose import CannotExplain, find_organisation
from dxplan.explain.contributions import key_of
from dxplan.explain.model import CriterionPart, KnownFact, LevelExplanation, NextBand
from dxplan.explain.reasons import facts_of
from dxplan.plan.condition_names import names_in
from dxplan.plan.model import Condition, Criterion, Group, Plan
from dxplan.values.intervals import Interval


def explain_level(
    plan: Plan,
    observations: Observations,
    as_of: date,
    group: Group,
    organisation: str,
    *,
    on: date | None = None,
) -> LevelExplanation:
    """Which criteria gave which points, which gates are unmet, and what the next band would take.

    :param on: a day on which the scale is judged; without it the last one that has come.
    :raises CannotExplain: when the organisation is not levelled, or not on that day.
    """
    name = find_organisation(observations, organisation)
    given = known_on(as_of, observations)
    material = gather(plan, given)
    population = Population(plan, material.organisations, material.has_register)
    own = [
        level
        for level in find_levels(material, population, as_of)
        if (level.scale, level.group, level.organisation) == (group.scale, group.name, name)
    ]
    level = _chosen(own, group, name, on)
    scale = plan.scales[group.scale]
    moment = next(m for m in level_moments(plan, scale, as_of) if m.on == level.date)
    registered = next(o for o in population.on(moment.on).organisations if o.id == name)
    criteria = _criteria(material, given, group, registered, moment)
    titles = {o.id: o.title for o in material.organisations.values() if o.title}
    return LevelExplanation(
        Report(
            plan, as_of, (), given.problems, given.rows_left_out, titles, left_out=given.left_out
        ),
        scale,
        group,
        level,
        criteria,
        _by_score(group, level.score),
        _next(group, level, criteria),
        _facts(plan, group, given, moment.on),
        tuple(past for past in own if past.date < level.date),
    )


def _chosen(own: Sequence[Level], group: Group, name: str, on: date | None) -> Level:
    if not own:
        raise CannotExplain("not-levelled", {"name": name, "group": group.id})
    if on is None:
        return max(own, key=lambda level: level.date)
    for level in own:
        if level.date == on:
            return level
    days = ", ".join(sorted({level.date.isoformat() for level in own}))
    raise CannotExplain("not-judged-on", {"date": on.isoformat(), "days": days})


def _facts(
    plan: Plan, group: Group, observations: Observations, day: date
) -> tuple[KnownFact, ...]:
    """The facts that conditions of the criteria name."""
    conditions: Iterable[Condition] = (c.condition for c in group.criteria if c.condition)
    events = observations.events or ()
    found = [fact for each in conditions for fact in facts_of(plan, each, events, day)]
    return tuple({known.fact.name: known for known in found}.values())


# --- criteria -------------------------------------------------------------------------------------


def _criteria(
    material: Material,
    observations: Observations,
    group: Group,
    organisation: Organisation,
    moment: Moment,
) -> tuple[CriterionPart, ...]:
    reported = reported_for(material, group, organisation, moment)
    known, _ = known_values(material, reported, tuple(reported.measures))
    judge = attains_alone(material, reported.target, organisation, moment)
    decide = partial(holds, judge=judge)
    return tuple(
        _criterion(criterion, known, decide, _cells(criterion, reported, observations))
        for criterion in group.criteria
    )


def _criterion(
    criterion: Criterion, known: Known, decide: Holds, cells: tuple[Cell, ...]
) -> CriterionPart:
    """What one criterion gives."""
    if criterion.mandatory:
        met = is_met(criterion, known, decide)
        return CriterionPart(criterion, met, None, met is not None, cells)
    if criterion.is_open:
        return CriterionPart(criterion, None, None, False, cells)
    met = None if criterion.condition is None else decide(criterion.condition, known)
    ways = ways_of(criterion, known, decide)
    highs = [high for _, high in ways if high is not None]
    points = Interval(min(low for low, _ in ways), max(highs))
    return CriterionPart(criterion, met, points, points.is_point, cells)


def _cells(
    criterion: Criterion, reported: Reported, observations: Observations
) -> tuple[Cell, ...]:
    """The cells of the measures that a criterion is taken from."""
    asked = [criterion.name] if criterion.condition is None else names_in(criterion.condition)
    chosen = {
        (name, entry.period, entry.key)
        for name in asked
        if name in reported.measures
        for entry in reported.chosen(reported.measures[name], None)
    }
    found = [c for c in observations.cells if c.organisation == reported.organisation.id]
    used = [cell for cell in found if (cell.measure, cell.period, key_of(cell)) in chosen]
    return tuple(sorted(used, key=lambda cell: (place_order(cell.place), cell.measure)))


# --- bands ----------------------------------------------------------------------------------------


def _by_score(group: Group, score: Interval) -> tuple[str, ...]:
    """The bands that a score gives where no mandatory criterion is in the way."""
    low = score.low or Fraction(0)
    return tuple(band.name for band in group.bands if band.meets(low, score.high))


def _next(group: Group, level: Level, criteria: Sequence[CriterionPart]) -> NextBand | None:
    """The next band, and the fewest criteria that lead there."""
    after = following(group, level)
    if after is None:
        return None
    few = _fewest(after.lacking, criteria, beyond=after.beyond)
    return NextBand(after.band, after.lacking, after.beyond, few)


def _fewest(
    lacking: Fraction, criteria: Iterable[CriterionPart], *, beyond: bool
) -> tuple[CriterionPart, ...] | None:
    """The fewest criteria with room for so many points, those with most room first."""
    with_room = sorted(
        (c for c in criteria if c.room > 0), key=lambda c: (-c.room, c.criterion.name)
    )
    found: list[CriterionPart] = []
    gained = Fraction(0)
    for part in with_room:
        if gained > lacking or (gained == lacking and not beyond):
            break
        found.append(part)
        gained += part.room
    enough = gained > lacking or (gained == lacking and not beyond)
    return tuple(found) if enough else None
