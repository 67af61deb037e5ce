"""All groups of a target at a moment: their sums, and how they responded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs
import numpy as np

from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.moments import Moment
from dxplan.engine.responsible import Note
from dxplan.engine.sums import Sums
from dxplan.engine.tables.added import Added
from dxplan.engine.tables.exact import sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.totals import Totals
from dxplan.engine.verdicts import Response
from dxplan.plan.model import Sum, Target


@attrs.frozen(eq=False)
class Groups:
    """Organisations by the group they are judged in.

    :param names: of the groups.
    :param of: the group of every kind, -1 for none.
    """

    names: tuple[str, ...]
    of: Codes


@attrs.frozen(eq=False)
class GroupSums:
    """What is added up of every group of some groups, for a target at a moment.

    :param missing: by group, codes of those that did not report all.
    """

    groups: Groups
    unit: int
    numerators: Numbers
    denominators: Numbers
    pieces: tuple[list[Piece], ...]
    expected: Codes
    anything: Codes
    assumed: Codes
    missing: tuple[Codes, ...]
    single: tuple[tuple[int, ...], ...]


def group_sums(added: Added, groups: Groups, kinds: Kinds, single: Sequence[int]) -> GroupSums:
    """The sums of kinds, added up by group.

    :param single: codes of the organisations that are looked at one by one.
    """
    size = len(groups.names)
    inside = groups.of >= 0
    places = groups.of[inside]
    pieces: list[list[Piece]] = [[] for _ in range(size)]
    for each in added.shortfalls:
        for place, found in enumerate(each.by_group(groups.of, size, added.unit)):
            pieces[place].extend(found)
    alone: list[list[int]] = [[] for _ in range(size)]
    for code in single:
        place = int(groups.of[kinds.of[code]])
        if place >= 0:
            alone[place].append(code)
    return GroupSums(
        groups,
        added.unit,
        sums_at(added.numerator[inside], places, size),
        sums_at(added.denominator[inside], places, size),
        tuple(pieces),
        sums_at(added.expected[inside], places, size).astype(np.int64),
        np.bincount(places, weights=added.used[inside], minlength=size).astype(np.int64),
        np.bincount(_groups_of(added.assumed, groups, kinds), minlength=size).astype(np.int64),
        _by_group(added.missing, groups, kinds),
        tuple(map(tuple, alone)),
    )


def _groups_of(codes: Codes, groups: Groups, kinds: Kinds) -> Codes:
    found = groups.of[kinds.of[codes]]
    inside: Codes = found[found >= 0]
    return inside


def _by_group(codes: Codes, groups: Groups, kinds: Kinds) -> tuple[Codes, ...]:
    of = groups.of[kinds.of[codes]]
    order = np.argsort(of, kind="stable")
    ordered, sizes = codes[order], of[order]
    ends = np.searchsorted(sizes, np.arange(len(groups.names) + 1))
    return tuple(ordered[start:end] for start, end in pairwise(ends))


@attrs.frozen(eq=False)
class Block:
    """A target at a moment, for every group that it is judged for.

    :param parts: what organisations add that are looked at one by one, by code.
    :param disputed: what contradicts itself in the parts of some of them.
    """

    target: Target
    moment: Moment
    sums: GroupSums
    kinds: Kinds
    parts: Mapping[int, Contribution]
    disputed: Callable[[Mapping[int, Contribution]], list[Note]]

    def places(self) -> list[int]:
        """The groups that anybody belongs to, in the order of their names."""
        some = [
            place
            for place in range(len(self.sums.groups.names))
            if self.sums.expected[place] or self.sums.single[place]
        ]
        return sorted(some, key=lambda place: self.sums.groups.names[place])

    def own(self, place: int) -> dict[int, Contribution]:
        """The parts of those that are looked at one by one, of a group."""
        return {code: self.parts[code] for code in self.sums.single[place]}

    def response(self, place: int) -> Response:
        """How a group responded."""
        own, sums = self.own(place), self.sums
        codes = [code for code, part in own.items() if not part.complete]
        missing = np.sort(np.concatenate([sums.missing[place], np.array(codes, dtype=np.int64)]))
        names = self.kinds.organisations
        return Response(
            sums.groups.names[place],
            int(sums.expected[place]) + len(own),
            tuple(names[code] for code in missing.tolist()),
            int(sums.assumed[place]) + sum(part.assumed for part in own.values()),
            bool(sums.anything[place]) or any(part.used for part in own.values()),
            False,
            self.disputed(own) if own else [],
        )

    def totals(self, place: int) -> Sums:
        """The sums of a group."""
        sums, own = self.sums, self.own(place).values()
        numerator = Fraction(int(sums.numerators[place]), sums.unit)
        denominator = Fraction(int(sums.denominators[place]), sums.unit)
        for part in own:
            numerator += part.numerator
            denominator += part.denominator
        indicator = self.target.indicator
        return Sums(
            Totals(
                numerator + _constant(indicator.numerator),
                denominator + _constant(indicator.denominator),
                (*sums.pieces[place], *(piece for part in own for piece in part.pieces)),
                is_count=indicator.kind == "count",
                is_share=indicator.kind == "share",
            )
        )


def _constant(quantity: object) -> Fraction:
    return quantity.constant if isinstance(quantity, Sum) else Fraction(0)
