"""Whom a plan is about on a day: the organisations of the register that lie in its territory.

Places are those of the day. A plan of before July 2025 is still about the schools that were in its
province, wherever that belongs now; who they are, the register says, or nobody knows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import attrs

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.groupings import grouping
from dxplan.data.observations import Organisation, Stay
from dxplan.data.register_rows import stays_of
from dxplan.engine.grouping import Labels, group_labels
from dxplan.engine.responsible import Note
from dxplan.plan.model import Plan
from dxplan.plan.territory import areas_of
from dxplan.territories import DISTRICT_LEVEL_ENDED, Province, on_day, parts, possible, provinces
from dxplan.territories.areas import Area, lies_in, same_place
from dxplan.values.truth import Truth, conjunction, disjunction


@attrs.frozen
class Counted:
    """The organisations that count on a day, each with its places of that day.

    :param outside: how many of the register lie outside the plan's territory.
    :param unclear: of how many the register does not say where they lie; they count.
    """

    organisations: tuple[Organisation, ...]
    outside: int = 0
    unclear: int = 0


@attrs.define
class Population:
    """Whom a plan is about, day by day.

    :param organisations: the register; without one, whoever reported anything.
    :param sizes: how many organisations each of them stands for, by id; without it, for itself.
    """

    plan: Plan
    organisations: Mapping[str, Organisation]
    has_register: bool
    sizes: Mapping[str, int] | None = None
    areas: tuple[Area, ...] = attrs.field(init=False)
    _turns: list[date] | None = attrs.field(default=None, init=False)
    _days: dict[date, Counted] = attrs.field(factory=dict, init=False)
    _labels: dict[tuple[str, date], Labels] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.areas = areas_of(self.plan)

    def on(self, day: date) -> Counted:
        """The organisations that count on a day."""
        since = self._since(day)
        if since not in self._days:
            self._days[since] = self._counted(day)
        return self._days[since]

    def labels(self, column: str, day: date) -> Labels:
        """The groups of a register column on a day, by organisation."""
        key = (column, self._since(day))
        if key not in self._labels:
            counted = {each.id: each for each in self.on(day).organisations}
            labels = group_labels(column, counted)
            if column == ORGANISATION:
                labels = {name: self.part_of(name, day) for name in labels}
            self._labels[key] = labels
        return self._labels[key]

    def labels_then(self, column: str, then: date, now: date) -> Labels:
        """The groups of an earlier day, where what was merged since goes with its successor.

        Of an organisation that is not the whole of what it was then, nothing of then is known.
        """
        labels = self.labels(column, then)
        if then == now:
            return labels
        merged = [o.id for o in self.organisations.values() if o.into and self._ended(o, then, now)]
        if column != ORGANISATION and not merged:
            return labels
        today = self.labels(column, now)
        if column != ORGANISATION:
            kept = {name: own for name, own in labels.items() if name not in merged}
            return kept | {name: today[name] for name in merged if name in today}
        belongs = {name: today[name] for name in labels if name in today}
        known = {name: self._is_whole(name, then, now) for name in set(belongs.values())}
        return {name: own for name, own in belongs.items() if known[own]}

    def _since(self, day: date) -> date:
        """The first day since which everybody lies where it lies on a day."""
        if self._turns is None:
            self._turns = _turns(self.organisations.values())
        before = bisect_right(self._turns, day)
        return self._turns[before - 1] if before else date.min

    def _ended(self, organisation: Organisation, then: date, now: date) -> bool:
        """Whether an organisation of then has become a part of one other."""
        there = organisation.until is not None and then <= organisation.until
        return there and self.part_of(organisation.id, now) != organisation.id

    def part_of(self, name: str, day: date) -> str:
        """The organisation that one is by a day: itself, or what it became a part of."""
        found = self.organisations[name]
        while found.until is not None and found.until < day and len(found.into) == 1:
            found = self.organisations[found.into[0]]
        return found.id

    def _is_whole(self, name: str, then: date, now: date) -> bool:
        """Whether all that an organisation was made of since a day is known."""
        since = [each for each in self.organisations[name].formed if then < each.on <= now]
        return all(
            each.parts
            and all(self._is_whole(p, then, each.on - timedelta(days=1)) for p in each.parts)
            for each in since
        )

    def _counted(self, day: date) -> Counted:
        everybody = self.organisations.values()
        said = {o.id: self.is_inside(o, day) for o in everybody}
        inside = placed_together((o for o in everybody if said[o.id] is not False), day)
        outside = how_many((name for name, each in said.items() if each is False), self.sizes)
        unclear = how_many((name for name, each in said.items() if each is None), self.sizes)
        return Counted(inside, outside, unclear)

    def is_inside(self, organisation: Organisation, day: date) -> Truth:
        """Whether an organisation lies in the plan's territory, as far as the register tells."""
        if not self.areas or not self.has_register:
            return True
        stays = _nearest_first(stays_of(organisation), day)
        return disjunction(_lies_in(area, stays) for area in self.areas)

    def notes(self, day: date) -> tuple[Note, ...]:
        """What must be said of who counts: who was left out, and of whom it is not known."""
        counted, territory = self.on(day), ", ".join(area.title for area in self.areas)
        found: list[Note] = []
        if counted.outside:
            params = (("count", str(counted.outside)), ("territory", territory))
            found.append(("outside-territory", params))
        if counted.unclear and counted.unclear == how_many(self.organisations, self.sizes):
            if any(_changed(area, day) for area in self.areas):
                found.append(("territory-not-told", (("territory", territory),)))
        elif counted.unclear:
            params = (("count", str(counted.unclear)), ("territory", territory))
            found.append(("territory-unclear", params))
        return tuple(found)


def _turns(organisations: Iterable[Organisation]) -> list[date]:
    """The days on which an organisation, or a province, may become or belong to another one."""
    dated: set[tuple[date | None, date | None]] = {(p.since, p.until) for p in provinces()}
    for each in organisations:
        dated.add((each.since, each.until))
        dated.update((stay.since, stay.until) for stay in each.stays)
    begun = {since for since, _ in dated if since is not None}
    ended = {until for _, until in dated if until is not None and until < date.max}
    return sorted(begun | {until + timedelta(days=1) for until in ended})


def _changed(area: Area, day: date) -> bool:
    """Whether an area is not there any more on a day, or is a part of something larger."""
    if area.level != "province" and not area.province.exists_on(day):
        return True
    return any(parts(each) != parts(area.province) for each in on_day(area.province, day))


def _lies_in(area: Area, stays: Iterable[Stay]) -> Truth:
    """Whether an organisation lies in an area; the stay nearest to the day that tells counts."""
    stays = list(stays)
    province = _first_told(lies_in(_provinces(stay), area.province) for stay in stays)
    if area.level == "province":
        return province
    # A commune of today may have the name of one of before; a name counts on its own side only.
    then = [stay for stay in stays if _share_days(stay, area.province)]
    names = [stay.parents[area.level] for stay in then if area.level in stay.parents]
    return conjunction([province, _first_told(same_place(name, area.name) for name in names)])


def _share_days(stay: Stay, province: Province) -> bool:
    first = max(stay.since or date.min, province.since or date.min)
    last = min(stay.until or date.max, province.until or date.max)
    return first <= last


def _first_told(said: Iterable[Truth]) -> Truth:
    return next((each for each in said if each is not None), None)


def _provinces(stay: Stay) -> tuple[Province, ...]:
    return possible(stay.parents.get("province", ""), stay.since, stay.until)


# --- the places of a day --------------------------------------------------------------------------


def placed_on(organisation: Organisation, day: date) -> Organisation:
    """An organisation with its places, and what is known of it, as they are on a day.

    Outside the days of its existence its nearest places count: what a school did until it closed is
    added up where the school was.
    """
    stays = stays_of(organisation)
    stay = _stay_on(stays, day)
    if stay is None:
        return attrs.evolve(organisation, parents={})
    names = {key: _province_on(key, stays, day) for key in _province_keys(stays)}
    if not organisation.stays and all(
        name == organisation.parents.get(key) for key, name in names.items()
    ):
        return organisation
    parents = {**stay.parents, **{key: name for key, name in names.items() if name}}
    parents = {key: name for key, name in parents.items() if names.get(key, name)}
    return attrs.evolve(organisation, parents=parents, known=stay.known)


def placed_together(organisations: Iterable[Organisation], day: date) -> tuple[Organisation, ...]:
    """The same for many; where a place lies is found out once for all who share it."""
    known: dict[object, tuple[Organisation, Mapping[str, str]]] = {}
    found: list[Organisation] = []
    for each in organisations:
        if each.stays:
            found.append(placed_on(each, day))
            continue
        place = (id(each.parents), each.since, each.until)
        if place not in known:
            # The first of them is kept as well, so that its mapping stays the one of this identity.
            known[place] = each, placed_on(each, day).parents
        first, parents = known[place]
        found.append(each if parents is first.parents else attrs.evolve(each, parents=parents))
    return tuple(found)


def _stay_on(stays: tuple[Stay, ...], day: date) -> Stay | None:
    """The stay of a day; before the first and after the last that one, in a gap none."""
    if stays[0].since is not None and day < stays[0].since:
        return stays[0]
    if stays[-1].until is not None and stays[-1].until < day:
        return stays[-1]
    return next((stay for stay in stays if _covers(stay, day)), None)


def _covers(stay: Stay, day: date) -> bool:
    return (stay.since is None or stay.since <= day) and (stay.until is None or day <= stay.until)


def _nearest_first(stays: tuple[Stay, ...], day: date) -> list[Stay]:
    """The stay of a day, those before it, latest first, then those after it."""
    begun = [stay for stay in stays if stay.since is None or stay.since <= day]
    return [*reversed(begun), *stays[len(begun) :]]


def _province_keys(stays: Iterable[Stay]) -> set[str]:
    """The keys under which the provinces of a day stand; a marked column keeps its own texts."""
    keys = {key for stay in stays for key in stay.parents}
    return {key for key in keys if _follows_the_map(key)}


def _follows_the_map(key: str) -> bool:
    told = grouping(key)
    return told is not None and told.of_provinces and told.side is None


def _province_on(key: str, stays: tuple[Stay, ...], day: date) -> str:
    """The name of the province that holds an organisation on a day, empty if it is not certain.

    A text that is no province stays as it is written.
    """
    for stay in _nearest_first(stays, day):
        text = stay.parents.get(key, "")
        meant = possible(text, stay.since, stay.until)
        if text and not meant:
            return text
        there = {each.name for each in meant if each.exists_on(day)} or {
            each.name for one in meant for each in on_day(one, day)
        }
        if len(there) == 1:
            return there.pop()
    return ""


# --- groups ---------------------------------------------------------------------------------------


def level_of(column: str) -> str | None:
    """The level of government that a register column tells of, if it is of no certain day."""
    told = grouping(column)
    return None if told is None or told.side is not None else told.level


def how_many(names: Iterable[str], sizes: Mapping[str, int] | None) -> int:
    """How many organisations some ids stand for."""
    return sum(1 if sizes is None else sizes[name] for name in names)


def group_notes(
    column: str,
    day: date,
    counted: Iterable[Organisation],
    register: Mapping[str, Organisation],
    sizes: Mapping[str, int] | None = None,
) -> tuple[Note, ...]:
    """What must be said of groups: a level that has ended, organisations without a group.

    :param counted: organisations with their places of the day.
    :param sizes: how many organisations each stands for.
    """
    ended = level_of(column) == "district" and day > DISTRICT_LEVEL_ENDED
    grouped, apart = False, 0
    for each in counted:
        if column in each.parents:
            grouped = True
        elif any(column in stay.parents for stay in stays_of(register[each.id])):
            apart += how_many([each.id], sizes)
    until = ("until", DISTRICT_LEVEL_ENDED.isoformat())
    found: list[Note] = [("former-districts", (until,))] if ended and grouped else []
    if apart:
        params = (("count", str(apart)), ("heading", column))
        found.append(("districts-ended", (*params, until)) if ended else ("no-group", params))
    return tuple(found)
