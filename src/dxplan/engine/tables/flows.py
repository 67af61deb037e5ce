"""Flows added up in columns: stretch by stretch of a grid that everybody reports in.

See :mod:`dxplan.engine.pieces` for what is said of a report that is missing or incomplete.
"""

from __future__ import annotations

import attrs
import numpy as np

from dxplan.engine.tables.added import Added
from dxplan.engine.tables.asked_sums import AskedSums
from dxplan.engine.tables.asking import Flags
from dxplan.engine.tables.exact import none, plus
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.grid import Grid, grid, year_before
from dxplan.engine.tables.selection import Present, is_full, nobody
from dxplan.engine.tables.shortfalls import Shortfalls, shortfalls
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Stretch:
    """A stretch of time: what the organisations of a class reported in it.

    :param lacking: who did not report all.
    :param before: the period of the year before that stands for it, if there is one.
    :param stands: of whom the denominator of then is known.
    """

    period: Period
    numerator: Present
    denominator: Present
    lacking: Flags
    before: Period | None
    then: Present
    stands: Flags


@attrs.frozen(eq=False)
class Flows:
    """The flows of a class in a window.

    :param odd: who has to be looked at by itself, because it reported some parts and not others.
    """

    asked: AskedSums
    grid: Grid
    stretches: tuple[Stretch, ...]
    odd: Flags

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        asked = self.asked
        for each in self.stretches:
            for side, present in zip(asked.sides, (each.numerator, each.denominator), strict=True):
                asked.want(side, each.period, each.lacking | self.odd, present)
            if each.before is not None:
                who = self._single(each)
                asked.want(asked.denominator, each.before, who, each.then)

    def _single(self, stretch: Stretch) -> Flags:
        """Whose numbers of the year before are needed one by one.

        Where nobody reported, everybody else's come from the sums of kinds.
        """
        if stretch.period in self.grid.reported:
            return stretch.stands & ~self.odd
        return stretch.then.anything & (self.odd | ~stretch.stands)

    def added(self) -> Added:
        """The sums by kind, once the numbers are there."""
        asked, size = self.asked, self.asked.kind_count
        totals = [none(size), none(size)]
        used = np.zeros(size, dtype=np.bool_)
        found: list[Shortfalls] = []
        missing = np.zeros(asked.codes.size, dtype=np.bool_)
        assumed = missing.copy()
        for each in self.stretches:
            out = each.lacking | self.odd
            numbers: list[Numbers] = []
            for place, side in enumerate(asked.sides):
                present = each.denominator if place else each.numerator
                own = asked.numbers(side, each.period, out, present)
                whole = asked.without(asked.by_kind(side, each.period), own)
                totals[place] = plus(totals[place], asked.scaled(side, whole))
                numbers.append(asked.scaled(side, own))
                used[asked.kinds[present.anything & ~self.odd]] = True
            lacking = each.lacking & ~self.odd
            missing |= lacking
            if each.period in self.grid.reported:
                pieces, known = self._pieces(each, lacking, numbers[0], numbers[1])
            else:
                pieces, known = self._blank(each)
            found.extend(pieces)
            assumed |= known
        expected = np.bincount(asked.kinds[~self.odd], minlength=size).astype(np.int64)
        codes = asked.codes
        return Added(
            asked.units, totals[0], totals[1], expected, used,
            codes[missing], codes[assumed], tuple(found),
        )  # fmt: skip

    def _pieces(
        self, stretch: Stretch, lacking: Flags, numerator: Numbers, denominator: Numbers
    ) -> tuple[list[Shortfalls], Flags]:
        """What is not known of some organisations, and whose denominator was taken from before."""
        asked = self.asked
        no_denominator = lacking & ~stretch.denominator.anything
        if asked.denominator.measure is None:
            no_denominator = np.zeros_like(lacking)
        stands = stretch.stands & no_denominator
        then = none(asked.codes.size)
        if stretch.before is not None:
            who = stretch.stands & ~self.odd
            then = asked.numbers(asked.denominator, stretch.before, who, stretch.then)
            then = asked.scaled(asked.denominator, then)
        if asked.coupled:
            stands = stands & (numerator <= then)
        open_above = lacking & ~stretch.numerator.anything
        if asked.numerator.measure is None:
            open_above = np.zeros_like(lacking)
        least = np.where(stands, then, denominator)
        rows = np.flatnonzero(lacking)
        of_denominator = (least[rows], least[rows], (no_denominator & ~stands)[rows])
        of_numerator = (numerator[rows], open_above[rows])
        kinds = asked.kinds[rows]
        return [shortfalls(kinds, of_numerator, of_denominator, asked.coupled)], stands

    def _blank(self, stretch: Stretch) -> tuple[list[Shortfalls], Flags]:
        """The same of a stretch that nobody reported: one piece a kind."""
        asked, size = self.asked, self.asked.kind_count
        everybody = ~self.odd
        stands = stretch.stands & everybody
        then = none(size)
        if stretch.before is not None:
            single = self._single(stretch)
            own = asked.numbers(asked.denominator, stretch.before, single, stretch.then)
            then = asked.without(asked.by_kind(asked.denominator, stretch.before), own)
            then = asked.scaled(asked.denominator, then)
        found: list[Shortfalls] = []
        for who, is_open in ((stands, False), (everybody & ~stands, True)):
            kinds = np.unique(asked.kinds[who])
            if not kinds.size:
                continue
            nothing, known = none(kinds.size), none(kinds.size) if is_open else then[kinds]
            flags = np.ones(kinds.size, dtype=np.bool_)
            without = asked.denominator.measure is None
            of_numerator = (nothing, flags if asked.numerator.measure is not None else ~flags)
            of_denominator = (known, known, flags if is_open and not without else ~flags)
            found.append(shortfalls(kinds, of_numerator, of_denominator, asked.coupled))
        return found, stands


def flows(asked: AskedSums, seen: frozenset[Period]) -> Flows | None:
    """The flows of a class in the window of a moment; ``None`` where they make no grid.

    :param seen: every period for which anybody reported what is added up.
    """
    found = grid(seen, asked.of, asked.moment)
    if found is None:
        return None
    odd = np.zeros(asked.codes.size, dtype=np.bool_)
    stretches: list[Stretch] = []
    for period in (*found.reported, *found.blank):
        stretch, strange = _stretch(asked, found, period)
        stretches.append(stretch)
        odd |= strange
    return Flows(asked, found, tuple(stretches), odd)


def _stretch(asked: AskedSums, found: Grid, period: Period) -> tuple[Stretch, Flags]:
    """What was reported in a stretch, and by whom in a way that fits into no column."""
    first, second = (asked.selection.present(side, period, asked.codes) for side in asked.sides)
    full_n, full_d = _full(asked, first, second)
    strange = (first.anything & ~full_n) | (second.anything & ~full_d)
    lacking = ~(full_n & full_d)
    if period in found.gone:
        # Who does not exist then lacks nothing; who reports all the same has to be looked at.
        lacking = lacking & (first.anything | second.anything)
        strange = strange | lacking
    if period in found.cut:
        strange = strange | lacking
    before, then = None, nobody(asked.codes.size)
    if asked.denominator.measure is not None:
        periods = sorted(asked.denominator.points)
        before = year_before(period, periods, asked.moment.on)
    stands = np.zeros(asked.codes.size, dtype=np.bool_)
    if before is not None:
        then = asked.selection.present(asked.denominator, before, asked.codes)
        whole = is_full(asked.denominator, then, first)
        stands = lacking & ~second.anything & whole
    return Stretch(period, first, second, lacking, before, then, stands), strange


def _full(asked: AskedSums, numerator: Present, denominator: Present) -> tuple[Flags, Flags]:
    """Who reported all of the numerator, and of the denominator; all who are not asked for it."""
    everybody = np.ones(asked.codes.size, dtype=np.bool_)
    first, second = asked.sides
    return (
        everybody if first.measure is None else is_full(first, numerator, denominator),
        everybody if second.measure is None else is_full(second, denominator, numerator),
    )
