"""All groups of a target at a moment: their sums, and how they responded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.contributions import Contribution
from dxplan.engine.judged_together import Group
from dxplan.engine.moments import Moment
from dxplan.engine.responsible import Note
from dxplan.engine.sums import Sums
from dxplan.engine.tables.exact import all_of, plus, sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.added import Added
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.bounds import Bounds, bounds
from dxplan.engine.tables.judging.ends import Ends, ends
from dxplan.engine.tables.judging.shortfalls import GroupPieces, by_group
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.totals import Totals
from dxplan.engine.verdicts import Response
from dxplan.plan.model import Target


@attrs.frozen(eq=False)
class Groups:
    """Organisations by the group they are judged in.

    :param by: the register column of the groups; ``None`` for the whole.
    :param names: of the groups, in the order of findings.
    :param of: the group of every kind, -1 for none.
    :param always: how many of the first groups have findings even without an organisation.
    :param inside: the kinds that are in a group, and ``places`` the groups of these.
    """

    by: str | None
    names: tuple[str, ...]
    of: Codes
    always: int = 0
    inside: Codes = attrs.field(init=False)
    places: Codes = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        inside = np.flatnonzero(self.of >= 0)
        # The class is frozen for everybody else.
        object.__setattr__(self, "inside", inside)
        object.__setattr__(self, "places", self.of[inside])


@attrs.define(eq=False)
class GroupSums:
    """What is added up of every group of some groups, for an indicator at a moment.

    The constants of the indicator are in it.

    :param single: by group, codes of the organisations that are looked at one by one, and not in
        these sums.
    :param places: of the groups that have findings.
    :param verdicts: those that were found, by what was asked.
    """

    groups: Groups
    unit: int
    numerators: Numbers
    denominators: Numbers
    pieces: tuple[GroupPieces, ...]
    bounds: Bounds
    expected: Codes
    anything: Flags
    assumed: Codes
    single: Mapping[int, tuple[int, ...]]
    places: Codes
    _missing: Codes
    _missing_of: Codes
    _by_group: tuple[Codes, ...] | None = None
    verdicts: dict[object, npt.NDArray[np.int8]] = attrs.field(factory=dict)
    _ends: tuple[Ends, Ends] | None = None

    @property
    def is_asked(self) -> bool:
        """Whether anybody asked for the sums of a group."""
        return self._ends is not None

    @property
    def ends(self) -> tuple[Ends, Ends]:
        """What the numerators and denominators of the groups with findings may be."""
        if self._ends is None:
            anything, bounds, places = self.anything[self.places], self.bounds, self.places
            above = (bounds.low, bounds.greatest, bounds.greatest_open)
            below = (bounds.denominators, bounds.most, bounds.most_open)
            numerators, denominators = (
                ends(low[places], high[places], is_open[places], anything, self.unit)
                for low, high, is_open in (above, below)
            )
            self._ends = numerators, denominators
        return self._ends

    def missing(self, place: int) -> Codes:
        """Codes of those of a group that did not report all, sorted."""
        if self._by_group is None:
            order = np.argsort(self._missing_of, kind="stable")
            ordered = self._missing[order]
            edges = np.arange(len(self.groups.names) + 1)
            ends = np.searchsorted(self._missing_of[order], edges)
            self._by_group = tuple(ordered[start:end] for start, end in pairwise(ends))
        return self._by_group[place]


def group_sums(added: Added, groups: Groups, kinds: Kinds, single: Sequence[int]) -> GroupSums:
    """The sums of kinds, added up by group.

    :param single: codes of the organisations that are looked at one by one.
    """
    size = len(groups.names)
    inside, places = groups.inside, groups.places
    pieces = by_group(added.shortfalls, groups.of, size)
    numerators, denominators = (
        plus(sums_at(each[inside], places, size), all_of(size, constant))
        for each, constant in zip(
            (added.numerator, added.denominator), added.units.constants, strict=True
        )
    )
    expected = sums_at(added.expected[inside], places, size).astype(np.int64)
    alone = _alone(single, groups, kinds)
    some = (expected > 0) | (np.arange(size) < groups.always)
    some[list(alone)] = True
    of_missing = groups.of[kinds.of[added.missing]]
    assumed = groups.of[kinds.of[added.assumed]]
    return GroupSums(
        groups,
        added.units.unit,
        numerators,
        denominators,
        pieces,
        bounds(numerators, denominators, pieces),
        expected,
        np.bincount(places[added.used[inside]], minlength=size) > 0,
        np.bincount(assumed[assumed >= 0], minlength=size).astype(np.int64),
        alone,
        np.flatnonzero(some),
        added.missing[of_missing >= 0],
        of_missing[of_missing >= 0],
    )


def _alone(single: Sequence[int], groups: Groups, kinds: Kinds) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for code in single:
        place = int(groups.of[kinds.of[code]])
        if place >= 0:
            found[place] = (*found.get(place, ()), code)
    return found


@attrs.frozen(eq=False)
class Block:
    """A target at a moment, for every group that it is judged for.

    :param parts: what organisations add that are looked at one by one, by code.
    :param disputed: what contradicts itself in the parts of some of them.
    :param within: where the target is about groups of a column, what it is judged on in a group:
        from its place, the sums of all of it, and who is looked at one by one.
    """

    target: Target
    moment: Moment
    sums: GroupSums
    kinds: Kinds
    parts: Mapping[int, Contribution]
    disputed: Callable[[Mapping[int, Contribution]], list[Note]]
    within: Callable[[int, Totals, Mapping[int, Contribution]], Sums] | None = None

    def _own(self, place: int) -> dict[int, Contribution]:
        """The parts of those that are looked at one by one, of a group."""
        return {code: self.parts[code] for code in self.sums.single.get(place, ())}

    def response(self, place: int) -> Response:
        """How a group responded."""
        own, sums = self._own(place), self.sums
        codes = sums.missing(place)
        if own:
            further = [code for code, part in own.items() if not part.complete]
            codes = np.sort(np.concatenate([codes, np.array(further, dtype=np.int64)]))
        names = self.kinds.organisations
        return Response(
            Group(sums.groups.by, sums.groups.names[place]),
            int(sums.expected[place]) + len(own),
            tuple(names[code] for code in codes.tolist()),
            int(sums.assumed[place]) + sum(part.assumed for part in own.values()),
            bool(sums.anything[place]) or any(part.used for part in own.values()),
            False,
            self.disputed(own) if own else (),
        )

    def totals(self, place: int) -> Sums:
        """The sums of a group."""
        sums, own = self.sums, self._own(place).values()
        numerator = Fraction(int(sums.numerators[place]), sums.unit)
        denominator = Fraction(int(sums.denominators[place]), sums.unit)
        known = [e.piece(place, sums.unit) for e in sums.pieces if e.counts[place]]
        for part in own:
            numerator += part.numerator
            denominator += part.denominator
            known.extend(part.pieces)
        indicator = self.target.indicator
        totals = Totals(
            numerator,
            denominator,
            tuple(known),
            is_count=indicator.kind == "count",
            is_share=indicator.kind == "share",
        )
        if self.within is None:
            return Sums(totals)
        return self.within(place, totals, self._own(place))
