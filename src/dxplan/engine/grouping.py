"""Groups of organisations by a column of the register: communes, districts, single organisations.

Two communes of one name in two districts are two groups. An organisation whose place the register
does not tell belongs to some group, and nobody knows to which.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from dxplan.data.observations import Organisation

ORGANISATION = "organisation"
"""The column whose groups are single organisations."""
_LEVELS = ("commune", "district", "province")
"""Administrative columns, from the smallest: a name is unique only inside the next ones."""

Labels = Mapping[str, str]
"""The name of its group, by the id of an organisation; those without a place are not in it."""


@attrs.frozen
class Grouping:
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

    >>> schools = {"A": Organisation("A", parents={"commune": "An Phú", "district": "I"})}
    >>> schools["B"] = Organisation("B", parents={"commune": "An Phú", "district": "II"})
    >>> group_labels("commune", schools)
    {'A': 'An Phú (I)', 'B': 'An Phú (II)'}
    """
    if column == ORGANISATION:
        return {name: name for name in organisations}
    larger = _LEVELS[_LEVELS.index(column) + 1 :] if column in _LEVELS else ()
    places = {
        name: (own, tuple(each.parents.get(level, "") for level in larger))
        for name, each in organisations.items()
        if (own := each.parents.get(column, ""))
    }
    inside: dict[str, list[tuple[str, ...]]] = {}
    for own, above in sorted(set(places.values())):
        inside.setdefault(own, []).append(above)
    return {name: _label(own, above, inside[own]) for name, (own, above) in places.items()}


def _label(own: str, above: tuple[str, ...], alike: list[tuple[str, ...]]) -> str:
    """A name, with what it lies in where another one of that name lies in something else."""
    told_apart = _complete(above, alike)
    others = {_complete(each, alike) for each in alike}
    where = ", ".join(part for part in told_apart if part)
    return f"{own} ({where})" if len(others) > 1 and where else own


def _complete(above: tuple[str, ...], alike: list[tuple[str, ...]]) -> tuple[str, ...]:
    """A place with its gaps filled, where only one other place can be meant."""
    fitting = [
        each
        for each in alike
        if each != above
        and all(mine in ("", theirs) for mine, theirs in zip(above, each, strict=True))
    ]
    return _complete(fitting[0], alike) if len(fitting) == 1 else above


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
