"""Stocks added up in columns: the newest report of every organisation.

See :mod:`dxplan.engine.reported` for which report counts, and :mod:`dxplan.engine.pieces` for what
is said of one that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from dxplan.engine.material import Key
from dxplan.engine.tables.exact import none, plus, sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.added import OfClass
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.selection import Present, Side, is_full
from dxplan.engine.tables.judging.shortfalls import Shortfalls, shortfalls
from dxplan.engine.tables.kinds import Codes
from dxplan.values.periods import Period

_NONE = -1


@attrs.frozen(eq=False)
class Newest:
    """The newest reports of a side that may be used.

    :param periods: those that may be used, newest first.
    :param present: what was reported for each of them.
    :param chosen: by organisation, the place of its report among them; -1 for none.
    :param bulk: by kind, the place that most of its organisations chose; -1 for none.
    :param usual: the same, by organisation.
    """

    side: Side
    periods: tuple[Period, ...]
    present: tuple[Present, ...]
    chosen: Codes
    bulk: Codes
    usual: Codes

    @property
    def anything(self) -> Flags:
        """Who has a report."""
        found: Flags = self.chosen != _NONE
        return found

    def usually(self) -> list[int]:
        """The places that are the bulk of any kind."""
        return [place for place in np.unique(self.bulk).tolist() if place != _NONE]

    def at(self, place: int) -> Flags:
        """Whose report is that of a place."""
        found: Flags = self.chosen == place
        return found

    def keys(self) -> Present:
        """What the reports have."""
        by_key: dict[Key, Flags] = {}
        for place, present in enumerate(self.present):
            mine = self.at(place)
            for key, there in present.by_key.items():
                own = there & mine
                by_key[key] = by_key[key] | own if key in by_key else own
        return Present(self.anything, by_key)

    def days(self) -> Codes:
        """The last and first day of each one's report, as one number; -1 for none."""
        days = [p.end.toordinal() * 10_000_000 + p.start.toordinal() for p in self.periods]
        found: Codes = np.array([*days, _NONE], dtype=np.int64)[self.chosen]
        return found


@attrs.frozen(eq=False)
class Stocks:
    """The stocks of a class at a moment.

    :param sides: numerator and denominator.
    :param whole: who reported all of both.
    :param differ: whose two reports are of different days, so that the numerator may exceed the
        denominator.
    :param before: the newest full report of the denominator of those that have none now.
    :param odd: who has to be looked at by itself.
    """

    asked: AskedSums
    sides: tuple[Newest, Newest]
    whole: Flags
    differ: Flags
    before: Newest
    odd: Flags

    def _in_bulk(self, side: Newest) -> Flags:
        """Whose numbers are in the sum of the period that most reported."""
        usual: Flags = side.chosen == side.usual
        return usual & side.anything & self.whole & ~self.odd & ~self.differ

    def _beside_bulk(self, side: Newest, place: int) -> Flags:
        """Whose numbers are not to be in the sum of the period that most of their kind reported."""
        found: Flags = (side.usual == place) & ~self._in_bulk(side)
        return found

    def _single(self, side: Newest) -> Flags:
        """Whose numbers are needed one by one."""
        return side.anything & ~self.odd & ~self._in_bulk(side)

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        for side in self.sides:
            self._want(side, self._single(side))
            for place in side.usually():
                who = self._beside_bulk(side, place)
                self.asked.want(side.side, side.periods[place], who, side.present[place])
        self._want(self.before, self.before.anything)

    def _want(self, side: Newest, who: Flags) -> None:
        for place, (period, present) in enumerate(zip(side.periods, side.present, strict=True)):
            self.asked.want(side.side, period, who & side.at(place), present)

    def _read(self, side: Newest, who: Flags) -> Numbers:
        """The numbers of some organisations, 0 for the others."""
        found = none(self.asked.codes.size)
        for place, (period, present) in enumerate(zip(side.periods, side.present, strict=True)):
            mine = who & side.at(place)
            if mine.any():
                found = plus(found, self.asked.numbers(side.side, period, mine, present))
        return self.asked.scaled(side.side, found)

    def _bulk_sums(self, side: Newest) -> Numbers:
        """What those of the bulk reported, by kind."""
        asked = self.asked
        found = none(asked.kind_count)
        for place in side.usually():
            period, present = side.periods[place], side.present[place]
            own = np.where(side.bulk == place, asked.by_kind(side.side, period), 0)
            others = asked.numbers(side.side, period, self._beside_bulk(side, place), present)
            found = plus(found, asked.without(own, others))
        return asked.scaled(side.side, found)

    def added(self) -> OfClass:
        """The sums by kind, once the numbers are there."""
        asked, size, (above, below) = self.asked, self.asked.kind_count, self.sides
        numbers = [self._read(side, self._single(side)) for side in self.sides]
        # A denominator that the numerator of another day exceeds is not right, or not any more.
        outdated: Flags = self.differ & self.whole & (numbers[0] > numbers[1])
        whole = self.whole & ~outdated & ~self.odd
        totals = [
            plus(
                self._bulk_sums(side),
                sums_at(np.where(whole & self._single(side), own, 0), asked.kinds, size),
            )
            for side, own in zip(self.sides, numbers, strict=True)
        ]
        lacking = ~whole & ~self.odd
        pieces, assumed = self._pieces(lacking, outdated, numbers)
        used = np.zeros(size, dtype=np.bool_)
        used[asked.kinds[(above.anything | below.anything) & ~self.odd]] = True
        expected = asked.expected(self.odd)
        codes = asked.codes
        return OfClass(
            totals[0], totals[1], expected, used,
            codes[lacking], codes[assumed], (pieces,),
        )  # fmt: skip

    def _pieces(
        self, lacking: Flags, outdated: Flags, numbers: Sequence[Numbers]
    ) -> tuple[Shortfalls, Flags]:
        """What is not known, and whose denominator was taken from before."""
        asked, (above, below) = self.asked, self.sides
        numerator, denominator = numbers
        nothing = np.zeros(asked.codes.size, dtype=np.bool_)
        no_numerator = nothing if above.side.measure is None else lacking & ~above.anything
        no_denominator = nothing if below.side.measure is None else lacking & ~below.anything
        stands = no_denominator & self.before.anything
        then = self._read(self.before, stands)
        if asked.coupled:
            stands = stands & (numerator <= then)
        least = np.where(stands, then, np.where(outdated, numerator, denominator))
        rows = np.flatnonzero(lacking)
        is_open = (no_denominator & ~stands) | outdated
        of_numerator = (numerator[rows], no_numerator[rows])
        of_denominator = (least[rows], least[rows], is_open[rows])
        found = shortfalls(asked.kinds[rows], of_numerator, of_denominator, asked.coupled)
        return found, stands


def stocks(asked: AskedSums) -> Stocks:
    """The stocks of a class at a moment."""
    moment = asked.moment
    everybody = np.ones(asked.codes.size, dtype=np.bool_)
    above, below = (
        newest(asked, side, [p for p in side.points if moment.oldest <= p.end <= moment.on])
        for side in asked.sides
    )
    keys = above.keys(), below.keys()
    full_n = everybody if above.side.measure is None else is_full(above.side, *keys)
    full_d = everybody if below.side.measure is None else is_full(below.side, *reversed(keys))
    odd = (above.anything & ~full_n) | (below.anything & ~full_d)
    no_denominator = np.zeros_like(odd) if below.side.measure is None else ~below.anything
    odd = odd | (no_denominator & _registered(asked))
    differ = (above.days() != below.days()) & asked.coupled & above.anything & below.anything
    before = _before(asked, below.side, no_denominator & ~odd, keys[0])
    return Stocks(asked, (above, below), full_n & full_d, differ, before, odd)


def newest(asked: AskedSums, side: Side, usable: Sequence[Period]) -> Newest:
    """The newest reports of a side for some periods."""
    periods = tuple(sorted(usable, key=lambda period: (period.end, period.start), reverse=True))
    chosen = np.full(asked.codes.size, _NONE, dtype=np.int64)
    present = tuple(asked.selection.present(side, period, asked.codes) for period in periods)
    for place, each in enumerate(present):
        chosen[(chosen == _NONE) & each.anything] = place
    return Newest(side, periods, present, chosen, *_bulk(asked, chosen, len(periods)))


def _bulk(asked: AskedSums, chosen: Codes, places: int) -> tuple[Codes, Codes]:
    """The place that most organisations of a kind chose, by kind and by organisation.

    INVARIANT: it depends on nobody but the kind's own organisations, so that sums which are merged
    from several sources need no other single numbers than each source by itself.
    """
    kinds, size = asked.kinds, asked.kind_count
    if not places:
        return np.full(size, _NONE, dtype=np.int64), np.full_like(chosen, _NONE)
    some = chosen != _NONE
    counts = np.bincount(kinds[some] * places + chosen[some], minlength=size * places)
    by_kind = counts.reshape(size, places)
    found = np.where(by_kind.any(axis=1), by_kind.argmax(axis=1), _NONE)
    return found, found[kinds]


def _before(asked: AskedSums, side: Side, who: Flags, numerator: Present) -> Newest:
    """The newest full report of some organisations, of any age."""
    periods = tuple(
        sorted(
            (period for period in side.points if period.end <= asked.moment.on),
            key=lambda period: (period.end, period.start),
            reverse=True,
        )
    )
    chosen = np.full(asked.codes.size, _NONE, dtype=np.int64)
    if not who.any():
        return Newest(side, (), (), chosen, *_bulk(asked, chosen, 0))
    present = tuple(asked.selection.present(side, period, asked.codes) for period in periods)
    for place, each in enumerate(present):
        chosen[who & (chosen == _NONE) & is_full(side, each, numerator)] = place
    return Newest(side, periods, present, chosen, *_bulk(asked, chosen, len(periods)))


def _registered(asked: AskedSums) -> Flags:
    """Of whom the register may give the denominator."""
    measure = asked.denominator.measure
    registered = asked.figures.kinds.registered
    of_kind = [measure is not None and measure.name in each for each in registered]
    found: Flags = np.array(of_kind, dtype=np.bool_)[asked.kinds]
    return found
