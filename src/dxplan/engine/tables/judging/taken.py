"""What counts of a measure at a moment, organisation by organisation.

Of a stock that is the newest report, of a flow everything in the window; see
:mod:`dxplan.engine.reported`. Sums come from those of kinds, less the numbers of whoever is not to
be in them; other numbers of single organisations are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs
import numpy as np

from dxplan.data.observations import Organisation
from dxplan.engine.material import Key
from dxplan.engine.moments import Moment
from dxplan.engine.reported import uncovered
from dxplan.engine.tables.exact import none, safely_plus, sums_at
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.grid import year_before
from dxplan.engine.tables.judging.selection import Present, Side
from dxplan.engine.tables.judging.stocks import newest
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Taken:
    """What counts of a measure.

    :param periods: those of which reports count, and ``present`` who reported what for each.
    :param used: of every period, whose report for it counts.
    :param counted: of every period, the kinds whose sums for it are taken as they are.
    :param keys: the members that count, of everybody.
    :param at_once: whether one report holds all days that are asked for.
    """

    asked: AskedSums
    side: Side
    periods: tuple[Period, ...]
    present: tuple[Present, ...]
    used: tuple[Flags, ...]
    counted: tuple[Flags, ...]
    keys: Present
    at_once: bool = False

    @property
    def anything(self) -> Flags:
        """Who reported anything that counts."""
        return self.keys.anything

    def entries(self) -> Iterable[tuple[int, Flags]]:
        """Every point that counts, with those whose number for it does."""
        for period, present, used in zip(self.periods, self.present, self.used, strict=True):
            for key, there in present.by_key.items():
                yield self.side.points[period][key], there & used

    # --- numbers of single organisations ----------------------------------------------------------

    def want(self, who: Flags) -> None:
        """Says that the numbers of some organisations will be needed."""
        for period, present, used in zip(self.periods, self.present, self.used, strict=True):
            self.asked.want(self.side, period, who & used, present)

    def numbers(self, who: Flags) -> Numbers:
        """The numbers of some organisations, 0 for all others."""
        found = none(self.asked.codes.size)
        for period, present, used in zip(self.periods, self.present, self.used, strict=True):
            mine = who & used
            if mine.any():
                found = safely_plus(found, self.asked.numbers(self.side, period, mine, present))
        return found

    # --- sums of kinds ----------------------------------------------------------------------------

    def want_sum(self, who: Flags) -> None:
        """Says which numbers will be needed for the sum of some organisations."""
        for at, (period, present) in enumerate(zip(self.periods, self.present, strict=True)):
            for one in self._exceptions(at, who):
                self.asked.want(self.side, period, one, present)

    def sum_of(self, who: Flags) -> Numbers:
        """The sum of some organisations, by kind."""
        asked = self.asked
        found = none(asked.kind_count)
        for at, (period, present) in enumerate(zip(self.periods, self.present, strict=True)):
            beside, others = (
                asked.numbers(self.side, period, each, present)
                for each in self._exceptions(at, who)
            )
            of_kinds = np.where(self.counted[at], asked.by_kind(self.side, period), 0)
            found = safely_plus(found, asked.without(of_kinds, beside))
            found = safely_plus(found, sums_at(others, asked.kinds, asked.kind_count))
        return found

    def _exceptions(self, at: int, who: Flags) -> tuple[Flags, Flags]:
        """Who is in the sum of its kind and not to be, and who is to be and is not."""
        mine, counted = who & self.used[at], self.counted[at][self.asked.kinds]
        return self.present[at].anything & counted & ~mine, mine & ~counted


def of_stock(asked: AskedSums, side: Side) -> Taken:
    """The newest reports of a stock that are not too old."""
    moment = asked.moment
    usable = [p for p in side.points if moment.oldest <= p.end <= moment.on]
    found = newest(asked, side, usable)
    places = range(len(found.periods))
    used = tuple(found.at(place) for place in places)
    counted = tuple(found.bulk == place for place in places)
    return Taken(asked, side, found.periods, found.present, used, counted, found.keys())


def of_slot(asked: AskedSums, side: Side, slot: Period) -> Taken:
    """The reports of a flow for some days that are added up by themselves."""
    present = asked.selection.present(side, slot, asked.codes)
    everybody = np.ones(asked.kind_count, dtype=np.bool_)
    periods = (slot,) if slot in side.points else ()
    return Taken(
        asked, side, periods, (present,)[: len(periods)], (present.anything,)[: len(periods)],
        (everybody,)[: len(periods)], present, at_once=True,
    )  # fmt: skip


def of_flow(asked: AskedSums, side: Side) -> Taken | None:
    """All reports of a flow in the window; ``None`` where they share days."""
    periods = sorted(period for period in side.points if asked.moment.window.contains(period))
    if any(first.overlaps(second) for first, second in pairwise(periods)):
        return None
    present = tuple(asked.selection.present(side, period, asked.codes) for period in periods)
    used = tuple(each.anything for each in present)
    everybody = np.ones(asked.kind_count, dtype=np.bool_)
    anything = np.zeros(asked.codes.size, dtype=np.bool_)
    by_key: dict[Key, Flags] = {}
    for each in present:
        anything = anything | each.anything
        for key, there in each.by_key.items():
            by_key[key] = by_key[key] | there if key in by_key else there
    counted = (everybody,) * len(periods)
    return Taken(asked, side, tuple(periods), present, used, counted, Present(anything, by_key))


# --- whether it is all of it ----------------------------------------------------------------------


def full(taken: Taken, others: Sequence[Taken]) -> Flags:
    """Who reported every part that it has, on all days that are asked for.

    :param others: the other measures; what is reported of them has to be reported of this one.
    """
    found = _holds(taken, None)
    for keys in taken.side.needed:
        found &= _holds(taken, keys)
    overlap = taken.asked.selection.asking.material.overlap
    own = taken.side.keys()
    for other in others:
        for key, there in other.keys.by_key.items():
            found &= ~there | _holds(taken, frozenset(k for k in own if overlap(key, k)))
    return found


def _holds(taken: Taken, keys: frozenset[Key] | None) -> Flags:
    """Who reported one of some keys, or anything, on every day."""
    measure, asked = taken.side.measure, taken.asked
    if taken.at_once or measure is None or not measure.flow:
        return _one_of(taken.keys, keys)
    required = existing(asked.of, asked.moment)
    if uncovered(required, taken.periods):
        return np.zeros(asked.codes.size, dtype=np.bool_)
    found = np.ones(asked.codes.size, dtype=np.bool_)
    for period, present in zip(taken.periods, taken.present, strict=True):
        if period.overlaps(required):
            found &= _one_of(present, keys)
    return found


def _one_of(present: Present, keys: frozenset[Key] | None) -> Flags:
    if keys is None:
        return present.anything.copy()
    found = np.zeros(present.anything.size, dtype=np.bool_)
    for key in keys & present.by_key.keys():
        found |= present.by_key[key]
    return found


def existing(of: Organisation, moment: Moment) -> Period:
    """The days of the window on which an organisation exists."""
    start = max(moment.window.start, of.since or moment.window.start)
    end = min(moment.window.end, of.until or moment.window.end)
    return Period(start, max(start, end))


def all_of(taken: Mapping[str, Taken], name: str) -> Flags:
    """Who reported all of a measure, held against the others."""
    return full(taken[name], [each for other, each in taken.items() if other != name])


# --- what stands in for it ------------------------------------------------------------------------


def of_any_age(taken: Taken, others: Sequence[Taken], who: Flags) -> Taken:
    """The newest full report of a stock of some organisations; of a flow none."""
    asked, side = taken.asked, taken.side
    if side.measure is None or side.measure.flow:
        return first_full(taken, others, who, ())
    found = [period for period in side.points if period.end <= asked.moment.on]
    found.sort(key=lambda period: (period.end, period.start), reverse=True)
    return first_full(taken, others, who, found)


def of_year_before(taken: Taken, others: Sequence[Taken], who: Flags, slot: Period) -> Taken:
    """The full reports of a flow for the same days of the year before."""
    found = year_before(slot, sorted(taken.side.points), taken.asked.moment.on)
    return first_full(taken, others, who, () if found is None else (found,))


def first_full(
    taken: Taken, others: Sequence[Taken], who: Flags, periods: Sequence[Period]
) -> Taken:
    """The first full report of some organisations, of some periods in order."""
    asked, side = taken.asked, taken.side
    periods = periods if who.any() else ()
    used: list[Flags] = []
    present: list[Present] = []
    left = who.copy()
    for period in periods:
        own = asked.selection.present(side, period, asked.codes)
        one = attrs.evolve(taken, periods=(period,), present=(own,), keys=own, at_once=True)
        used.append(left & full(one, others))
        present.append(own)
        left &= ~used[-1]
    keys = Present(who & ~left, {})
    nobody = np.zeros(asked.kind_count, dtype=np.bool_)
    counted = (nobody,) * len(periods)
    return Taken(asked, side, tuple(periods), tuple(present), tuple(used), counted, keys)
