"""The names that may be mistaken for each other: members of a dimension, and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from dxplan.plan.model import Plan, Unit
from dxplan.syntax import nodes
from dxplan.values.scopes import Member


@attrs.frozen
class KnownNames:
    """Members and units of a plan, by every name that they may be written with."""

    members: Mapping[str, Member]
    units: Mapping[str, Unit]
    plan: Plan

    @classmethod
    def of(cls, plan: Plan) -> KnownNames:
        """Those of a plan."""
        members = [each for known in plan.dimensions.values() for each in known.members]
        return cls(
            {name: each for each in members for name in (each.alias, each.name) if name},
            {
                name: each
                for each in plan.units.values()
                for name in (each.alias, each.name)
                if name
            },
            plan,
        )

    def other_member(self, name: nodes.Name, taken: Sequence[nodes.Name]) -> nodes.Name | None:
        """The next member of the same parent that a rule does not name."""
        member = self.members.get(name.text)
        if member is None:
            return None
        named = {self.members[each.text].name for each in taken if each.text in self.members}
        beside = self.plan.dimensions[member.dimension].members
        siblings = [each for each in beside if each.parent == member.parent]
        place = next(i for i, each in enumerate(siblings) if each.name == member.name)
        around = (*siblings[place + 1 :], *siblings[:place])
        found = next((each for each in around if each.name not in named), None)
        return None if found is None else _named_like(name, found)

    def whole_of(self, name: nodes.Name) -> nodes.Name | None:
        """The member that one is a part of."""
        member = self.members.get(name.text)
        if member is None or member.parent is None:
            return None
        return _named_like(name, self.plan.dimensions[member.dimension].member(member.parent))

    def other_unit(self, name: nodes.Name, taken: Sequence[nodes.Name]) -> nodes.Name | None:
        """The next unit that a clause does not name and that is no successor of the unit."""
        units = list(self.plan.units.values())
        unit = self.units.get(name.text)
        if unit is None:
            return None
        named = {self.units[each.text].name for each in taken if each.text in self.units}
        place = units.index(unit)
        around = (*units[place + 1 :], *units[:place])
        near = set(_successors(self.plan, unit))
        fit = (each for each in around if each.name not in named | near)
        found = next(fit, None)
        return None if found is None else nodes.Name(found.name)


def _named_like(name: nodes.Name, member: Member) -> nodes.Name:
    """A member by its alias where its neighbour was written with one."""
    ascii_only = name.text.isascii()
    return nodes.Name(member.name if ascii_only or not member.alias else member.alias)


def _successors(plan: Plan, unit: Unit) -> Iterator[str]:
    """The units that a unit becomes, and those that become it: on a later day they are the same."""
    yield from unit.successors
    yield from (each.name for each in plan.units.values() if unit.name in each.successors)
