"""How finely a form asks: the members that a figure is broken down to, for one organisation."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.values.scopes import Dimension, Member


def parts(dimension: Dimension, cuts: frozenset[str]) -> tuple[str, ...]:
    """The coarsest members that together are everything and of which none crosses a cut.

    :param cuts: members that a rule asks for, or leaves out.

    >>> level = Dimension("level", members=(
    ...     Member("level", "primary"),
    ...     Member("level", "secondary"),
    ...     Member("level", "lower", parent="secondary"),
    ...     Member("level", "upper", parent="secondary"),
    ... ))
    >>> parts(level, frozenset({"primary"})), parts(level, frozenset({"lower"}))
    (('primary', 'secondary'), ('primary', 'lower', 'upper'))
    """
    tops = (member for member in dimension.members if member.parent is None)
    return tuple(name for top in tops for name in _uncut(dimension, top, cuts))


def _uncut(dimension: Dimension, member: Member, cuts: frozenset[str]) -> Iterator[str]:
    if not any(cut != member.name and dimension.within(cut, member.name) for cut in cuts):
        yield member.name
        return
    for part in dimension.members:
        if part.parent == member.name:
            yield from _uncut(dimension, part, cuts)


def asked_members(
    dimension: Dimension, cuts: frozenset[str], own: frozenset[str]
) -> tuple[str | None, ...]:
    """The members of a dimension that an organisation reports a figure for.

    What the register says an organisation has goes before how finely the rules ask: a school that
    teaches lower secondary reports that, also where a rule asks for all of secondary. ``None``
    stands for a figure that names no member.

    :param own: the members that the register gives the organisation.
    """
    if (not cuts and not own) or (dimension.of_organisations and own):
        return (None,)
    asked = parts(dimension, cuts)
    if not own:
        return asked
    found = {mine if dimension.within(mine, part) else part
             for part in asked for mine in own
             if dimension.within(mine, part) or dimension.within(part, mine)}  # fmt: skip
    return tuple(member.name for member in dimension.members if member.name in found)
