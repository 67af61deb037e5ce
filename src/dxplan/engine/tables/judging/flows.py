"""Flows added up in columns: stretch by stretch of a grid that everybody reports in.

See :mod:`dxplan.engine.pieces` for what is said of a report that is missing or incomplete.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from dxplan.engine.tables.exact import none, plus
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.added import OfClass
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.grid import Grid, grid, in_order, year_before
from dxplan.engine.tables.judging.selection import Present, is_full, nobody
from dxplan.engine.tables.judging.shortfalls import Shortfalls, shortfalls
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class StretchSums:
    """What is added up of a stretch: the sums by kind, and who did not report all.

    :param assumed: of whom a denominator was taken from the year before.
    """

    numerator: Numbers
    denominator: Numbers
    used: Flags
    missing: Flags
    assumed: Flags
    shortfalls: tuple[Shortfalls, ...]


@attrs.define(eq=False)
class Stretch:
    """A stretch of time: what the organisations of a class reported in it.

    :param lacking: who did not report all.
    :param heard: the kinds of which anybody reported anything; ``silent`` are those of no such.
    :param strange: who reported it in a way that fits into no column.
    :param before: the period of the year before that stands for it, if there is one.
    :param stands: of whom the denominator of then is known.
    """

    asked: AskedSums
    period: Period
    numerator: Present
    denominator: Present
    lacking: Flags
    heard: Flags
    silent: Flags
    strange: Flags
    before: Period | None
    then: Present
    stands: Flags
    _sums: StretchSums | None = None
    _is_wanted: bool = False

    def want(self, odd: Flags) -> None:
        """Says which numbers of single organisations will be needed."""
        asked = self.asked
        if self._is_wanted and not odd.any():
            return
        self._is_wanted = not odd.any()
        for side, present in zip(asked.sides, (self.numerator, self.denominator), strict=True):
            asked.want(side, self.period, self.lacking | odd, present)
        if self.before is not None:
            asked.want(asked.denominator, self.before, self._single(odd), self.then)

    def _single(self, odd: Flags) -> Flags:
        """Whose numbers of the year before are needed one by one.

        Where nobody of a kind reported, everybody else's come from the sums of kinds.

        INVARIANT: it depends on nobody but the kind's own organisations, so that sums which are
        merged from several sources need no other single numbers than each source by itself.
        """
        others = self.then.anything & (odd | ~self.stands)
        return (self.silent & others) | (self.stands & ~odd & ~self.silent)

    def sums(self, odd: Flags) -> StretchSums:
        """What is added up of it, once the numbers are there.

        :param odd: who is looked at by itself, and not in the sums.
        """
        if odd.any():
            return self._added(odd)
        if self._sums is None:
            self._sums = self._added(odd)
        return self._sums

    def _added(self, odd: Flags) -> StretchSums:
        asked = self.asked
        totals, numbers = [], []
        for side, present in zip(asked.sides, (self.numerator, self.denominator), strict=True):
            own = asked.numbers(side, self.period, self.lacking | odd, present)
            whole = asked.without(asked.by_kind(side, self.period), own)
            totals.append(asked.scaled(side, whole))
            numbers.append(asked.scaled(side, own))
        used = self.heard & asked.mine
        if odd.any():
            used = np.zeros(asked.kind_count, dtype=np.bool_)
            some = self.numerator.anything | self.denominator.anything
            used[asked.kinds[some & ~odd]] = True
        lacking = self.lacking & ~odd
        pieces, assumed = self._pieces(lacking & ~self.silent, odd, numbers)
        blank, of_kinds = self._blank(lacking & self.silent, odd)
        shortfalls = (*pieces, *blank)
        return StretchSums(totals[0], totals[1], used, lacking, assumed | of_kinds, shortfalls)

    def _pieces(
        self, lacking: Flags, odd: Flags, numbers: Sequence[Numbers]
    ) -> tuple[list[Shortfalls], Flags]:
        """What is not known of some organisations, and whose denominator was taken from before."""
        if not lacking.any():
            return [], lacking
        asked, rows = self.asked, np.flatnonzero(lacking)
        numerator, denominator = (each[rows] for each in numbers)
        no_numerator, no_denominator = (
            np.zeros(rows.size, dtype=np.bool_) if side.measure is None else ~there.anything[rows]
            for side, there in zip(asked.sides, (self.numerator, self.denominator), strict=True)
        )
        stands = self.stands[rows] & no_denominator
        then = none(rows.size)
        if self.before is not None and stands.any():
            who = self.stands & ~odd & ~self.silent
            then = asked.numbers(asked.denominator, self.before, who, self.then)[rows]
            then = asked.scaled(asked.denominator, then)
        if asked.coupled:
            stands = stands & (numerator <= then).astype(np.bool_)
        least = np.where(stands, then, denominator)
        of_denominator = (least, least, no_denominator & ~stands)
        kinds, of_numerator = asked.kinds[rows], (numerator, no_numerator)
        assumed = np.zeros_like(lacking)
        assumed[rows[stands]] = True
        return [shortfalls(kinds, of_numerator, of_denominator, asked.coupled)], assumed

    def _blank(self, lacking: Flags, odd: Flags) -> tuple[list[Shortfalls], Flags]:
        """The same of kinds of which nobody reported anything: one piece a kind."""
        if not lacking.any():
            return [], lacking
        asked = self.asked
        stands = self.stands & lacking
        then = none(asked.kind_count)
        if self.before is not None:
            who = self._single(odd) & self.silent
            own = asked.numbers(asked.denominator, self.before, who, self.then)
            then = asked.without(asked.by_kind(asked.denominator, self.before), own)
            then = asked.scaled(asked.denominator, then)
        found: list[Shortfalls] = []
        for who, is_open in ((stands, False), (lacking & ~stands, True)):
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


@attrs.frozen(eq=False)
class Flows:
    """The flows of a class in a window.

    :param odd: who has to be looked at by itself, because it reported some parts and not others.
    """

    asked: AskedSums
    stretches: tuple[Stretch, ...]
    odd: Flags

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        for each in self.stretches:
            each.want(self.odd)

    def added(self) -> OfClass:
        """The sums by kind, once the numbers are there."""
        asked, size = self.asked, self.asked.kind_count
        numerator, denominator = none(size), none(size)
        used = np.zeros(size, dtype=np.bool_)
        missing = np.zeros(asked.codes.size, dtype=np.bool_)
        assumed, pieces = missing.copy(), list[Shortfalls]()
        for each in self.stretches:
            sums = each.sums(self.odd)
            numerator = plus(numerator, sums.numerator)
            denominator = plus(denominator, sums.denominator)
            used |= sums.used
            missing |= sums.missing
            assumed |= sums.assumed
            pieces.extend(sums.shortfalls)
        expected = asked.expected(self.odd)
        codes = asked.codes
        return OfClass(
            numerator, denominator, expected, used,
            codes[np.flatnonzero(missing)], codes[np.flatnonzero(assumed)], tuple(pieces),
        )  # fmt: skip


@attrs.define(eq=False)
class Flowing:
    """Finds the flows of classes; a stretch that two windows have in common is looked at once."""

    _stretches: dict[object, Stretch] = attrs.field(factory=dict)

    def flows(self, asked: AskedSums, seen: frozenset[Period]) -> Flows | None:
        """The flows of a class in the window of a moment; ``None`` where they make no grid.

        :param seen: every period for which anybody reported what is added up.
        """
        found = grid(seen, asked.of, asked.moment)
        if found is None:
            return None
        stretches = [self._stretch(asked, found, each) for each in found.reported]
        stretches += [self._stretch(asked, found, each, is_blank=True) for each in found.blank]
        odd = np.zeros(asked.codes.size, dtype=np.bool_)
        for each in stretches:
            odd |= each.strange
        return Flows(asked, tuple(stretches), odd)

    def _stretch(
        self, asked: AskedSums, found: Grid, period: Period, *, is_blank: bool = False
    ) -> Stretch:
        before = None
        if asked.denominator.measure is not None:
            before = year_before(period, in_order(asked.denominator.points), asked.moment.on)
        existing = (period in found.gone, period in found.cut)
        key = (asked.key, period, before, is_blank, existing)
        if key not in self._stretches:
            self._stretches[key] = _stretch(asked, found, period, before)
        return self._stretches[key]


def _stretch(asked: AskedSums, found: Grid, period: Period, before: Period | None) -> Stretch:
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
    heard = asked.selection.heard(asked.sides, period)
    silent = ~heard[asked.kinds]
    then = nobody(asked.codes.size)
    stands = np.zeros(asked.codes.size, dtype=np.bool_)
    if before is not None:
        then = asked.selection.present(asked.denominator, before, asked.codes)
        stands = lacking & ~second.anything & is_full(asked.denominator, then, first)
    return Stretch(
        asked, period, first, second, lacking, heard, silent, strange, before, then, stands
    )


def _full(asked: AskedSums, numerator: Present, denominator: Present) -> tuple[Flags, Flags]:
    """Who reported all of the numerator, and of the denominator; all who are not asked for it."""
    everybody = np.ones(asked.codes.size, dtype=np.bool_)
    first, second = asked.sides
    return (
        everybody if first.measure is None else is_full(first, numerator, denominator),
        everybody if second.measure is None else is_full(second, denominator, numerator),
    )
