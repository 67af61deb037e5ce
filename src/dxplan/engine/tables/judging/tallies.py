"""Counts and shares of organisations of which a condition holds, added up in columns.

An organisation that reported all that decides the condition is a 0 or a 1 in the numerator; of one
that did not it is not known which, unless what it did report decides. See
:mod:`dxplan.engine.pieces`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import attrs
import numpy as np

from dxplan.engine.conditions import Values, holds
from dxplan.engine.tables.exact import sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.added import OfClass, Units, units_of
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.reaching import bounds_of
from dxplan.engine.tables.judging.shortfalls import Shortfalls
from dxplan.engine.tables.judging.taken import Taken
from dxplan.engine.tables.judging.truths import Truths, everybody, truths
from dxplan.plan.model import Compares, Condition, Holds, Indicator, Sum, Tally, atoms


@attrs.frozen(eq=False)
class Decided:
    """The numbers of a measure that decide a condition.

    :param full: who reported all of it.
    :param several: whose number is made of several; a flag holds when all of these do.
    """

    taken: Taken
    full: Flags
    several: Flags

    def want(self, least: int) -> None:
        """Says that it will be needed who reached a number."""
        for point, who in self.taken.entries():
            if (who & self.full & ~self.several).any():
                self.taken.asked.lookup.reaching.want(point, least)
        self.taken.want(self.full & self.several)

    def reached(self, least: int) -> Flags:
        """Who reached a number, of those who reported all."""
        asked = self.taken.asked
        found = self.full & ~self.several
        for point, who in self.taken.entries():
            mine = np.flatnonzero(who & found)
            if mine.size:
                found[mine] = asked.lookup.reaching.get(point, least)[asked.codes[mine]]
        some = self.full & self.several
        if some.any():
            found[some] = self.taken.numbers(some)[some] >= least
        return found


def decided(taken: Taken, full: Flags, *, is_flag: bool) -> Decided:
    """What decides conditions on a measure."""
    count = np.zeros(taken.asked.codes.size, dtype=np.int64)
    for _, who in taken.entries():
        count += who
    return Decided(taken, full, np.zeros_like(full) if is_flag else count > 1)


@attrs.frozen(eq=False)
class Tallies:
    """How many organisations of a class satisfy a condition, and of how many.

    :param measures: what decides, by name.
    :param facts: what is known of facts on the day.
    :param above: what is counted, ``below`` of how many: a condition; or the same of everybody.
    :param odd: who is looked at by itself for other reasons.
    """

    asked: AskedSums
    measures: Mapping[str, Decided]
    facts: Values
    above: Condition | bool
    below: Condition | bool
    odd: Flags

    def want(self) -> None:
        """Says what will be needed to know of whom the conditions hold."""
        for atom in self._atoms():
            for least in self._bounds(atom):
                self.measures[atom.name].want(least)

    def _atoms(self) -> Iterator[Holds | Compares]:
        """What the conditions ask of measures."""
        for condition in (self.above, self.below):
            for atom in () if isinstance(condition, bool) else atoms(condition):
                assert isinstance(atom, Holds | Compares), "INVARIANT: see form_of"
                if atom.name in self.measures:
                    yield atom

    def _bounds(self, atom: Holds | Compares) -> list[int]:
        if isinstance(atom, Holds):
            return [1]
        scale = self.asked.figures.scales.get(atom.name, 1)
        first, after = bounds_of(atom.comparator, atom.value * scale)
        return [first] if after is None else [first, after]

    def _judged(self, atom: Condition) -> Truths:
        assert isinstance(atom, Holds | Compares), "INVARIANT: see form_of"
        if atom.name not in self.measures:
            return everybody(holds(atom, self.facts), self.asked.codes.size)
        found = self.measures[atom.name]
        within, *after = (found.reached(least) for least in self._bounds(atom))
        for beyond in after:
            within = within & ~beyond
        return Truths(within, found.full & ~within)

    def _truths(self, condition: Condition | bool) -> Truths:
        if isinstance(condition, bool):
            return everybody(condition, self.asked.codes.size)
        return truths(condition, self._judged)

    def added(self) -> OfClass:
        """The sums by kind, once it is known who reached what."""
        asked, size = self.asked, self.asked.kind_count
        above, below = self._truths(self.above), self._truths(self.below)
        whole = above.known & below.known & ~self.odd
        lacking = ~whole & ~self.odd
        used = np.zeros(size, dtype=np.bool_)
        if not (isinstance(self.above, bool) and isinstance(self.below, bool)):
            for each in self.measures.values():
                used[asked.kinds[each.taken.anything & ~self.odd]] = True
        nobody = np.zeros(0, dtype=np.int64)
        return OfClass(
            self._count(above.yes & whole),
            self._count(below.yes & whole),
            np.bincount(asked.kinds[~self.odd], minlength=size).astype(np.int64),
            used,
            asked.codes[lacking],
            nobody,
            (self._shortfalls(above, below, lacking),),
        )

    def _count(self, who: Flags) -> Numbers:
        """How many of each kind, in the unit of both sums."""
        numbers = np.full(int(who.sum()), self.asked.units.numerator, dtype=np.int64)
        return sums_at(numbers, self.asked.kinds[who], self.asked.kind_count)

    def _shortfalls(self, above: Truths, below: Truths, open_: Flags) -> Shortfalls:
        rows = np.flatnonzero(open_)
        unit = self.asked.units.numerator
        low, high, least, most = (
            each[rows].astype(np.int64) * unit
            for each in (above.yes, ~above.no, below.yes, ~below.no)
        )
        closed = np.zeros(rows.size, dtype=np.bool_)
        kinds = self.asked.kinds[rows]
        return Shortfalls(kinds, low, high, closed, least, most, closed, self.asked.coupled)


def unit_of_tallies(indicator: Indicator) -> Units:
    """The unit of counts: 1, unless a constant needs a part of it."""
    below = indicator.denominator
    constant = below.constant if isinstance(below, Sum) else Fraction(0)
    return units_of(Fraction(1), Fraction(1), (Fraction(0), constant))


def conditions(
    indicator: Indicator, asks: Callable[[Tally], bool]
) -> tuple[Condition | bool, Condition | bool]:
    """What is counted, and of how many.

    :param asks: whether the class is a part of a count.
    """
    sides = (indicator.numerator, indicator.denominator)
    above, below = (
        isinstance(side, Tally) and asks(side) and (side.condition or True) for side in sides
    )
    return above, below
