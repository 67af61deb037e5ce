"""Which parts of the sums some rules tell apart.

Members that no rule treats differently from each other are one part: that keeps the questions
small, and the counterexamples readable. An organisation is taken to carry one member, without
parts of its own, of each dimension of organisations; then parts add up to their whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import attrs

from dxplan.analysis.linear.forms import Cell
from dxplan.plan.model import Measure, Plan
from dxplan.values.scopes import Dimension, Member, Scope


class Outside(Exception):
    """A rule reaches outside of what can be decided.

    :param code: of ``texts/analysis.toml``.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = tuple(params.items())


@attrs.frozen
class Parts:
    """The parts of each dimension that matter, one member without parts standing for each.

    :param dimensions: those that any rule mentions, by name.
    """

    dimensions: Mapping[str, Dimension]
    members: Mapping[str, tuple[str, ...]]

    def inside(self, dimension: str, part: str, member: str) -> bool:
        """Whether a part lies in a member."""
        return self.dimensions[dimension].within(part, member)

    def organisations(self) -> list[Cell]:
        """The kinds of organisations that are told apart, by what they carry."""
        return self._cells(name for name, each in self.dimensions.items() if each.of_organisations)

    def breakdown(self, measure: Measure) -> list[Cell]:
        """The parts that a measure is broken down to, kinds of organisations aside."""
        return self._cells(
            name
            for name in measure.dimensions
            if name in self.dimensions and not self.dimensions[name].of_organisations
        )

    def _cells(self, names: Iterable[str]) -> list[Cell]:
        listed = sorted(names)
        choices = [[(name, part) for part in self.members[name]] for name in listed]
        return [tuple(cell) for cell in product(*choices)]

    def carries(self, kind: Cell, members: Sequence[Member]) -> bool:
        """Whether a kind of organisation carries one of some members; none: any does."""
        own = dict(kind)
        return not members or any(
            member.dimension in own
            and self.inside(member.dimension, own[member.dimension], member.name)
            for member in members
        )

    def counts(
        self, measure: Measure, cell: Cell, scope: Scope, excluded: Sequence[Member]
    ) -> bool:
        """Whether a part of a measure counts for a scope."""
        own = dict(cell)
        for dimension, wanted in scope:
            if dimension not in own:
                raise Outside("not-broken-down", measure=measure.name, dimension=dimension)
            if not self.inside(dimension, own[dimension], wanted):
                return False
        return not any(
            member.dimension in own
            and self.inside(member.dimension, own[member.dimension], member.name)
            for member in excluded
        )


def parts_told_apart(plans: Iterable[Plan], mentioned: Iterable[Member | tuple[str, str]]) -> Parts:
    """The parts that some mentioned members divide their dimensions into.

    :raises Outside: when two plans build a dimension differently.
    """
    wanted: dict[str, set[str]] = {}
    for each in mentioned:
        name, member = each if isinstance(each, tuple) else (each.dimension, each.name)
        wanted.setdefault(name, set()).add(member)
    dimensions = _dimensions(plans, wanted)
    members = {
        name: tuple(_representatives(dimensions[name], sorted(names)))
        for name, names in wanted.items()
    }
    return Parts(dimensions, members)


def _dimensions(plans: Iterable[Plan], names: Iterable[str]) -> dict[str, Dimension]:
    found: dict[str, Dimension] = {}
    listed = list(plans)
    for name in names:
        own = [plan.dimensions[name] for plan in listed if name in plan.dimensions]
        if len({_tree(each) for each in own}) != 1:
            raise Outside("dimensions-differ", dimension=name)
        found[name] = own[0]
    return found


def _tree(dimension: Dimension) -> tuple[object, ...]:
    members = sorted((member.name, member.parent or "") for member in dimension.members)
    return (dimension.of_organisations, tuple(members))


def _representatives(dimension: Dimension, mentioned: Sequence[str]) -> Iterable[str]:
    """Of the members without parts, the first of each set that no mentioned member divides."""
    whole = {member.parent for member in dimension.members}
    seen: set[tuple[bool, ...]] = set()
    for member in dimension.members:
        if member.name in whole:
            continue
        inside = tuple(dimension.within(member.name, each) for each in mentioned)
        if inside not in seen:
            seen.add(inside)
            yield member.name
