"""Sums of several measures, and of stocks beside flows, added up in columns.

What counts is taken at once, as :mod:`dxplan.engine.pieces` does where reports are not added up one
by one: of every stock the newest report, of every flow all reports of the window. An organisation
that lacks a part of it is a piece that is not known; whoever would need more than the ends of two
intervals to be told is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs
import numpy as np

from dxplan.engine.tables.exact import none, safely_plus, sums_at, times
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.added import OfClass
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.linear import Linear, differ, linear
from dxplan.engine.tables.judging.shortfalls import Shortfalls
from dxplan.engine.tables.judging.taken import Taken, all_of
from dxplan.plan.model import Indicator, Sum


@attrs.frozen(eq=False)
class Several:
    """The sums of a class at a moment.

    :param sure: who reported all, all of it of the same days where that matters.
    :param doubtful: who reported all, but of different days, so that the numerator may exceed the
        denominator.
    :param before: of a denominator that is one measure, the earlier full report that stands in for
        those that have none now; what it is multiplied by is ``factor``.
    :param odd: who has to be looked at by itself.
    :param absent: of whom nothing is asked.
    """

    asked: AskedSums
    above: Linear
    below: Linear
    sure: Flags
    doubtful: Flags
    before: Taken | None
    factor: int
    odd: Flags
    absent: Flags

    def _single(self) -> Flags:
        """Whose numbers are needed one by one."""
        return ~self.sure & ~self.odd

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        for side in (self.above, self.below):
            side.want(self._single(), self.sure)
        if self.before is not None:
            self.before.want(self.before.anything)

    def added(self) -> OfClass:
        """The sums by kind, once the numbers are there."""
        asked, size = self.asked, self.asked.kind_count
        single = self._single()
        numbers = self.above.numbers(single), self.below.numbers(single)
        # A denominator that the numerator of another day exceeds is not right, or not any more.
        also = self.doubtful & np.less_equal(*numbers).astype(np.bool_)
        lacking = single & ~also & ~self.absent
        totals = [
            safely_plus(side.sum_of(self.sure), sums_at(np.where(also, own, 0), asked.kinds, size))
            for side, own in zip((self.above, self.below), numbers, strict=True)
        ]
        pieces, assumed = self._pieces(lacking, *numbers)
        used = np.zeros(size, dtype=np.bool_)
        used[asked.kinds[(self.above.anything | self.below.anything) & ~self.odd]] = True
        expected = np.bincount(asked.kinds[~self.odd], minlength=size).astype(np.int64)
        return OfClass(
            totals[0], totals[1], expected, used,
            asked.codes[lacking], asked.codes[assumed], (pieces,),
        )  # fmt: skip

    def _pieces(self, lacking: Flags, above: Numbers, below: Numbers) -> tuple[Shortfalls, Flags]:
        """What is not known, and whose denominator was taken from before.

        :param above: what is known of the numerator, ``below`` of the denominator.
        """
        coupled = self.asked.coupled
        low = np.where(self.above.low_open, 0, above) if coupled else above
        high_open, most_open = self.above.high_open, self.below.high_open
        least, stands = below, np.zeros_like(lacking)
        if self.before is not None:
            then = times(self.before.numbers(self.before.anything), self.factor)
            stands = lacking & most_open & self.before.anything & np.greater_equal(then, below)
            if coupled:
                stands = stands & np.greater_equal(then, low)
            least, most_open = np.where(stands, then, below), most_open & ~stands
        if coupled:
            exceeded = ~most_open & np.less(least, low).astype(np.bool_)
            least, most_open = np.where(exceeded, low, least), most_open | exceeded
        rows = np.flatnonzero(lacking)
        high = np.where(high_open, none(high_open.size), above)
        ends = (low[rows], high[rows], high_open[rows], least[rows], least[rows], most_open[rows])
        return Shortfalls(self.asked.kinds[rows], *ends, coupled), stands.astype(np.bool_)


Earlier: TypeAlias = Callable[[Taken, Sequence[Taken], Flags], Taken]
"""The full reports that stand in for those of some organisations that lack a measure."""


def several(
    asked: AskedSums, indicator: Indicator, taken: Mapping[str, Taken], earlier: Earlier
) -> Several:
    """The sums of a class at a moment."""
    full = {name: all_of(taken, name) for name in taken}
    above = linear(asked, indicator.numerator, taken, full)
    below = linear(asked, indicator.denominator, taken, full)
    odd, before, factor = np.zeros(asked.codes.size, dtype=np.bool_), None, 1
    if not asked.coupled:
        odd |= above.low_open
    one_below = _is_of_one(indicator.denominator)
    if one_below and _is_of_one(indicator.numerator):
        # What was reported of both for the same days is paired, break-down by break-down.
        odd |= (above.partly | below.partly) & ~differ(above, below)
    if one_below and below.terms:
        term = below.terms[0]
        odd |= below.partly
        silent = ~term.taken.anything & ~odd
        odd |= silent & _registered(asked, term.taken)
        others = [each for each in taken.values() if each is not term.taken]
        before, factor = earlier(term.taken, others, silent & ~odd), term.factor
    whole = above.complete & below.complete & ~odd
    apart = differ(above, below) if asked.coupled else np.zeros_like(odd)
    sure, doubtful = whole & ~apart, whole & apart
    return Several(asked, above, below, sure, doubtful, before, factor, odd, np.zeros_like(odd))


def without(found: Several, odd: Flags, absent: Flags) -> Several:
    """The same without some organisations that have to be looked at by themselves."""
    sure, doubtful = found.sure & ~odd, found.doubtful & ~odd
    return attrs.evolve(found, sure=sure, doubtful=doubtful, odd=odd, absent=absent)


def _is_of_one(quantity: object) -> bool:
    return isinstance(quantity, Sum) and len(quantity.terms) == 1


def _registered(asked: AskedSums, taken: Taken) -> Flags:
    """Of whom the register may give the numbers of a stock."""
    measure = taken.side.measure
    name = "" if measure is None or measure.flow else measure.name
    of_kind = [name in each for each in asked.figures.kinds.registered]
    found: Flags = np.array(of_kind, dtype=np.bool_)[asked.kinds]
    return found
