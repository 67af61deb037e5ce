"""Groups of organisations by a column of the register: communes, districts, single organisations.

Two communes of one name in two districts are two groups. An organisation whose place the register
does not tell belongs to some group, and nobody knows to which.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

import attrs

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.groupings import Grouping as Heading
from dxplan.data.groupings import grouping as grouping_of
from dxplan.data.observations import Organisation
from dxplan.shown import Shown

_LEVELS = ("commune", "district", "province")
"""Administrative columns, from the smallest: a name is unique only inside the next ones."""

Place: TypeAlias = tuple[str, ...]
"""The larger units that something lies in, the smallest first; empty where the register is."""

Labels: TypeAlias = Mapping[str, str]
"""The name of its group, by the id of an organisation; those without a place are not in it."""


@attrs.frozen(repr=False)
class Grouping(Shown):
    """Some organisations by group.

    :param groups: ids by the name of the group, both sorted.
    :param unplaced: ids of those whose group the register does not tell.
    :param is_split: whether some group has further organisations that are not among these.
    """

    column: str
    groups: Mapping[str, tuple[str, ...]]
    unplaced: tuple[str, ...] = ()
    is_split: bool = False


def group_labels(column: str, organisations: Mapping[str, Organisation]) -> Labels:
    """The names of the groups of a column, told apart by the larger unit where two are alike.

    Where the larger unit is left open and several groups can be meant, there is no place.

    >>> schools = {"A": Organisation("A", parents={"commune": "An Phú", "district": "I"})}
    >>> schools["B"] = Organisation("B", parents={"commune": "An Phú", "district": "II"})
    >>> group_labels("commune", schools)
    {'A': 'An Phú (I)', 'B': 'An Phú (II)'}
    """
    if column == ORGANISATION:
        return {name: name for name in organisations}
    places = {
        name: (own, _above(column, each))
        for name, each in organisations.items()
        if (own := each.parents.get(column, ""))
    }
    above: dict[str, set[Place]] = {}
    for own, place in places.values():
        above.setdefault(own, set()).add(place)
    fullest = {own: _fullest(found) for own, found in above.items()}
    found = {name: _label(*place, fullest[place[0]]) for name, place in places.items()}
    return {name: label for name, label in found.items() if label}


def _above(column: str, organisation: Organisation) -> Place:
    """The larger units of a group of a column: of today, or of before as the column itself is."""
    told = grouping_of(column)
    if told is None or told.level is None:
        return ()
    larger, parents = _LEVELS[_LEVELS.index(told.level) + 1 :], organisation.parents
    if told.side is None:
        return tuple(parents.get(level, "") for level in larger)
    beside = [key for key in parents if _is_beside(grouping_of(key), told)]
    keys = {str(each.level): key for key in beside if (each := grouping_of(key))}
    return tuple(parents.get(keys.get(level, ""), "") for level in larger)


def _is_beside(one: Heading | None, other: Heading) -> bool:
    """Whether two columns hold on the same side of July 2025."""
    return one is not None and one.level is not None and one.side == other.side


def _label(own: str, above: Place, known: list[Place]) -> str:
    """A name, with what it lies in where another one of that name lies in something else.

    Empty where several can be meant.
    """
    meant = [each for each in known if _fits(above, each)]
    if len(meant) > 1:
        return ""
    where = ", ".join(part for part in meant[0] if part)
    return f"{own} ({where})" if len(known) > 1 else own


def _fullest(places: set[Place]) -> list[Place]:
    """The places that no other one says more of."""
    return sorted(each for each in places if not any(o != each and _fits(each, o) for o in places))


def _fits(place: Place, other: Place) -> bool:
    """Whether a place may be another one: it says the same, or leaves something open."""
    return all(mine in ("", theirs) for mine, theirs in zip(place, other, strict=True))


def grouping(
    column: str, labels: Labels, members: Collection[str], everybody: Collection[str]
) -> Grouping:
    """Some organisations by group, and whether they are all of their groups."""
    groups: dict[str, list[str]] = {}
    for name in sorted(members):
        if name in labels:
            groups.setdefault(labels[name], []).append(name)
    mine = set(members)
    split = any(labels.get(name) in groups for name in everybody if name not in mine)
    unplaced = tuple(name for name in sorted(members) if name not in labels)
    ordered = {name: tuple(groups[name]) for name in sorted(groups)}
    return Grouping(column, ordered, unplaced, split)
