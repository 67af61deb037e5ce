"""Dimensions with their members in a tree, and scopes: one member a dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from dxplan.shown import Shown
from dxplan.source import Span


@attrs.frozen(repr=False)
class Member(Shown):
    """A member of a dimension, such as primary schools among the school levels.

    :param parent: name of the member it is part of, or ``None`` at the top.
    """

    dimension: str
    name: str
    title: str = ""
    alias: str | None = None
    parent: str | None = None
    also: tuple[str, ...] = ()
    span: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(repr=False)
class Dimension(Shown):
    """A way of breaking measures down.

    :param members: all members, parents before their parts.
    :param of_organisations: whether its member is a property of the reporting organisation.
    """

    name: str
    title: str = ""
    alias: str | None = None
    members: tuple[Member, ...] = ()
    of_organisations: bool = False
    also: tuple[str, ...] = ()
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    def member(self, name: str) -> Member:
        """The member of a name; raises :class:`KeyError`."""
        for member in self.members:
            if member.name == name:
                return member
        raise KeyError(name)

    def within(self, name: str, ancestor: str) -> bool:
        """Whether a member is another one or a part of it."""
        current: str | None = name
        while current is not None:
            if current == ancestor:
                return True
            current = self.member(current).parent
        return False


@attrs.frozen(repr=False)
class Scope(Shown):
    """One member for some of the dimensions; a dimension that is not named is not restricted."""

    members: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self.members.items()))

    def __hash__(self) -> int:
        return hash(frozenset(self.members.items()))
