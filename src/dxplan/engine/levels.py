"""The levels of organisations, group by group of every scale, on the days that a scale names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.observations import Organisation
from dxplan.engine.asked import asked_groups
from dxplan.engine.conditions import holds
from dxplan.engine.judged_together import Group as Asked
from dxplan.engine.level_findings import Level, LevelCount
from dxplan.engine.material import Material
from dxplan.engine.moments import Moment
from dxplan.engine.pieces import attains_alone, known_values
from dxplan.engine.population import Population
from dxplan.engine.reported import Reported
from dxplan.engine.responsible import Note
from dxplan.engine.scoring import scored
from dxplan.plan.model import Group, Plan, Scale
from dxplan.plan.needs import group_as_target
from dxplan.values import periods

_Key: TypeAlias = tuple[str, str, date]
"""A scale, its group, and the day of the levels."""


def find_levels(material: Material, population: Population, as_of: date) -> list[Level]:
    """The level of every organisation that the plan is about, by scale, group and day."""
    return [
        level
        for scale in material.plan.scales.values()
        for group in scale.groups
        for moment in level_moments(material.plan, scale, as_of)
        for level in _levels(material, population, group, moment)
    ]


def level_moments(plan: Plan, scale: Scale, as_of: date) -> list[Moment]:
    """When a scale is judged: at the end of its times, as far as they have come, or on a day.

    What was reported before the time that is judged says nothing about it.
    """
    oldest = timedelta(days=plan.calendar.staleness)
    if not scale.judged:
        return [Moment(as_of, True, periods.months_before(as_of, 12), as_of - oldest)]
    return [
        Moment(time.end, True, time, max(time.end - oldest, time.start))
        for time in sorted(set(scale.judged))
        if time.end <= as_of
    ]


def _levels(
    material: Material, population: Population, group: Group, moment: Moment
) -> Iterator[Level]:
    target = group_as_target(material.plan, group)
    tally = target.indicator.numerator
    names = target.indicator.measures()
    for organisation in population.on(moment.on).organisations:
        levelled = material.concerns(target, organisation, moment)
        levelled = levelled and material.asks(organisation, tally)
        if levelled and (material.has_register or _ever_reported(material, organisation, names)):
            reported = reported_for(material, group, organisation, moment)
            known, used = known_values(material, reported, names)
            judge = attains_alone(material, target, organisation, moment)
            found = scored(group, known, partial(holds, judge=judge))
            yield Level(
                group.scale,
                group.name,
                organisation.id,
                moment.on,
                found.score,
                found.bands,
                found.missing,
                found.unmet,
                bool(used),
            )


def reported_for(
    material: Material, group: Group, organisation: Organisation, moment: Moment
) -> Reported:
    """What an organisation reported of everything that a group is scored by."""
    target = group_as_target(material.plan, group)
    names = target.indicator.measures()
    measures = {name: material.plan.measures[name] for name in names}
    return Reported(material, target, organisation, moment, measures)


def _ever_reported(material: Material, organisation: Organisation, names: Iterable[str]) -> bool:
    """Without a register, whoever has reported for a group is expected to go on."""
    return any(organisation.id in material.entries.get(name, {}) for name in names)


def count_levels(
    population: Population,
    levels: Iterable[Level],
    as_of: date,
    columns: Iterable[str],
    notes: Callable[[date], tuple[Note, ...]],
) -> list[LevelCount]:
    """How many organisations have which level: all of them, and those of each group asked for.

    Groups are those of the day of the level.

    :param columns: of the register; for ``organisation`` each has its own level instead.
    :param notes: what must be said of who is judged on a day, and in which groups.
    """
    by_day: dict[_Key, dict[str, Level]] = {key: {} for key in _nobodys(population, as_of)}
    for level in levels:
        found = by_day.setdefault((level.scale, level.group, level.date), {})
        found[level.organisation] = level
    counted = [column for column in columns if column != ORGANISATION]
    return [
        _count(population.plan, key, group, [found[each] for each in members], notes)
        for key, found in by_day.items()
        for group, members in _grouped(population, found, key[-1], counted)
    ]


def _grouped(
    population: Population, found: Mapping[str, Level], day: date, columns: Iterable[str]
) -> list[tuple[Asked, list[str]]]:
    levelled = [each for each in population.on(day).organisations if each.id in found]
    return asked_groups(population, levelled, day, columns)


def _nobodys(population: Population, as_of: date) -> Iterator[_Key]:
    """The counts of days on which the whole register lies outside the territory."""
    plan = population.plan
    for scale in plan.scales.values():
        for moment in level_moments(plan, scale, as_of):
            counted = population.on(moment.on)
            if counted.outside and not counted.organisations:
                yield from ((scale.name, group.name, moment.on) for group in scale.groups)


def _count(
    plan: Plan,
    key: _Key,
    asked: Asked,
    levels: list[Level],
    notes: Callable[[date], tuple[Note, ...]],
) -> LevelCount:
    scale, group, day = key
    certain = [level.bands[0] for level in levels if level.is_certain]
    unsure = [level for level in levels if not level.is_certain]
    bands = plan.scales[scale].bands
    return LevelCount(
        scale,
        group,
        asked.name,
        day,
        tuple((band.name, certain.count(band.name)) for band in bands),
        sum(level.reported for level in unsure),
        sum(not level.reported for level in unsure),
        notes(day) if asked.by is None else (),
        asked.by,
    )
