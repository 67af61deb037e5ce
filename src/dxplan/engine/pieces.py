"""What one organisation adds to an indicator's two sums: known numbers, and pieces not known.

A piece is a part of a report that is missing or incomplete: numerator and denominator as
intervals, which for a share belong together (the numerator never exceeds the denominator). Zero is
never put in for what was not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs

from dxplan.data.observations import Organisation
from dxplan.engine.conditions import Values, holds
from dxplan.engine.material import Entry, Exact, Key, Material, coarsest_first, whole
from dxplan.engine.moments import Moment
from dxplan.plan.model import Measure, Quantity, Sum, Tally, Target
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period


@attrs.frozen
class Piece:
    """A part of the sums that is not known.

    :param coupled: whether the numerator cannot exceed the denominator.
    """

    numerator: Interval
    denominator: Interval
    coupled: bool


@attrs.define
class Contribution:
    """What one organisation adds.

    :param used: periods of the reports that were used.
    :param complete: whether nothing is missing.
    :param assumed: whether a denominator was taken from the register or an earlier report.
    """

    numerator: Exact = 0
    denominator: Exact = 0
    pieces: list[Piece] = attrs.field(factory=list)
    used: set[Period] = attrs.field(factory=set)
    complete: bool = True
    assumed: bool = False


@attrs.frozen
class _Side:
    """One of the two sums, of one organisation, in one stretch of time.

    :param low: the least it may be, ``high`` the greatest; the same when it is complete.
    :param by_key: what was reported by break-down, when the sum is a single measure.
    """

    low: Exact | None
    high: Exact | None
    complete: bool
    by_key: dict[Key, Exact] | None
    used: frozenset[Period]


def contribution(
    material: Material, target: Target, organisation: Organisation, moment: Moment
) -> Contribution:
    """What an organisation adds to the sums of a target at a moment."""
    known = material.plan.measures
    asked = [
        known[name]
        for name in target.indicator.measures()
        if material.asked(organisation, known[name])
    ]
    work = _Work(material, target, organisation, moment, asked)
    result = Contribution()
    for slot in (*work.slots(), *work.gaps()):
        work.add(result, slot)
    return result


@attrs.define
class _Work:
    material: Material
    target: Target
    organisation: Organisation
    moment: Moment
    measures: list[Measure]
    _chosen: dict[str, dict[Period | None, list[Entry]]] = attrs.field(factory=dict)
    _needed: dict[str, list[Key]] = attrs.field(factory=dict)

    def coupled(self) -> bool:
        """Whether the numerator cannot exceed the denominator.

        So in a share, unless one side is asked of others.
        """
        indicator = self.target.indicator
        return (
            indicator.kind == "share"
            and self.asks(indicator.numerator)
            and self.asks(indicator.denominator)
        )

    def asks(self, quantity: Quantity) -> bool:
        return self.material.asks(self.organisation, quantity)

    # --- slots ------------------------------------------------------------------------------------

    def only_flows(self) -> bool:
        """Whether the sums can be taken sub-period by sub-period."""
        quantities = (self.target.indicator.numerator, self.target.indicator.denominator)
        plain = all(isinstance(q, Sum) and not any(w for _, _, w in q.terms) for q in quantities)
        return plain and all(measure.flow for measure in self.measures)

    def slots(self) -> list[Period | None]:
        """The sub-periods reported, when they tile; else one slot for everything (``None``)."""
        if not self.only_flows() or not self.measures:
            return [None]
        found = sorted({e.period for m in self.measures for e in self.chosen(m, None)})
        if any(a.overlaps(b) for a, b in pairwise(found)):
            return [None]
        return list(found)

    def gaps(self) -> list[Period]:
        """Days of the window that no slot covers, while the organisation exists."""
        if not self.only_flows() or not self.measures:
            return []
        slots = self.slots()
        if slots == [None]:
            return []
        open_days = _uncovered(self.required(), [slot for slot in slots if slot is not None])
        return [part for gap in open_days for part in self.split(gap)]

    def split(self, gap: Period) -> list[Period]:
        """A gap cut into the periods that others report.

        Those first that are as long as its own: so an earlier report can stand in for each.
        """
        seen = {p for measure in self.measures for p in self.material.periods(measure.name)}
        own = {e.period.days for measure in self.measures for e in self.entries(measure)}
        found: list[Period] = []
        for period in sorted(seen, key=lambda p: (not _as_long(p.days, own), p.days, p.start)):
            if gap.contains(period) and not any(period.overlaps(other) for other in found):
                found.append(period)
        return sorted([*found, *_uncovered(gap, sorted(found))])

    def required(self) -> Period:
        window = self.moment.window
        start = max(window.start, self.organisation.since or window.start)
        end = min(window.end, self.organisation.until or window.end)
        return Period(start, max(start, end))

    # --- entries ----------------------------------------------------------------------------------

    def entries(self, measure: Measure) -> list[Entry]:
        chosen = self.material.selected(measure, self.target.scope, self.target.excluded)
        return chosen.get(self.organisation.id, [])

    def chosen(self, measure: Measure, slot: Period | None) -> list[Entry]:
        """What is used of a measure: the newest of a stock, a flow's reports in a slot."""
        if measure.name not in self._chosen:
            found = self.flows(measure) if measure.flow else self.stocks(measure)
            by_slot: dict[Period | None, list[Entry]] = {None: found}
            for entry in found if measure.flow else ():
                by_slot.setdefault(entry.period, []).append(entry)
            self._chosen[measure.name] = by_slot
        return self._chosen[measure.name].get(slot if measure.flow else None, [])

    def flows(self, measure: Measure) -> list[Entry]:
        window = self.moment.window
        return self.apart([e for e in self.entries(measure) if window.contains(e.period)])

    def stocks(self, measure: Measure) -> list[Entry]:
        usable = [
            e for e in self.entries(measure) if self.moment.oldest <= e.period.end <= self.moment.on
        ]
        if not usable:
            return []
        newest = max((e.period.end, e.period.start) for e in usable)
        return self.apart([e for e in usable if (e.period.end, e.period.start) == newest])

    def apart(self, entries: Sequence[Entry]) -> list[Entry]:
        """The coarsest entries, without those that they already hold."""
        if len(entries) < 2:
            return list(entries)
        kept: list[Entry] = []
        for entry in entries:
            if not any(
                entry.period.overlaps(other.period) and self.material.overlap(entry.key, other.key)
                for other in kept
            ):
                kept.append(entry)
        return kept

    # --- the two sums -----------------------------------------------------------------------------

    def reported(self, measure: Measure, slot: Period | None) -> tuple[list[Entry], bool]:
        """The entries of a measure in a slot, and whether they are all of it."""
        if measure not in self.measures:
            return [], True
        found = self.chosen(measure, slot)
        stretch = self.required() if measure.flow and slot is None else None
        return found, self.covers(measure, found, slot, stretch)

    def covers(
        self,
        measure: Measure,
        entries: Sequence[Entry],
        slot: Period | None,
        stretch: Period | None = None,
    ) -> bool:
        """Whether entries hold every part that the organisation has, on all days of a stretch."""
        parts = self.parts(measure, slot)
        if not entries or (stretch is None and parts.issubset({e.key for e in entries})):
            return bool(entries)
        for part in parts or {()}:
            days = sorted({e.period for e in entries if self.material.overlap(part, e.key)})
            if not days or (stretch is not None and _uncovered(stretch, days)):
                return False
        return True

    def parts(self, measure: Measure, slot: Period | None) -> set[Key]:
        """What the organisation has: by the register, and by what else it reported.

        A numerator that lacks a level which the denominator has is not complete.
        """
        if measure.name not in self._needed:
            needed = self.material.needed(self.organisation, measure, self.target)
            self._needed[measure.name] = needed
        others = (m for m in self.measures if m is not measure)
        found = {e.key for other in others for e in self.chosen(other, slot)}
        return found.union(self._needed[measure.name])

    def side(self, quantity: Quantity, slot: Period | None) -> _Side:
        if isinstance(quantity, Tally):
            return self.tally(quantity)
        low: Exact | None = 0
        high: Exact | None = 0
        complete = True
        used: set[Period] = set()
        by_key: dict[Key, Exact] | None = None
        for factor, name, weight in quantity.terms:
            measure = self.material.plan.measures[name]
            if weight is not None:
                known, full, periods = self.product(measure, self.material.plan.measures[weight])
            else:
                entries, full = self.reported(measure, slot)
                known, periods = sum(e.value for e in entries), {e.period for e in entries}
                if len(quantity.terms) == 1 and factor == 1:
                    by_key = _by_key(entries)
            known *= whole(factor)
            low = None if low is None or (factor < 0 and not full) else low + known
            high = None if high is None or (factor > 0 and not full) else high + known
            complete = complete and full
            used |= periods
        return _Side(low, high, complete, by_key, frozenset(used))

    def product(self, measure: Measure, weight: Measure) -> tuple[Exact, bool, set[Period]]:
        """The sum of products of two measures, break-down by break-down."""
        entries, full = self.reported(measure, None)
        weights, full_too = self.reported(weight, None)
        by = {(e.period, e.key): e.value for e in weights}
        matched = [e for e in entries if (e.period, e.key) in by]
        complete = full and full_too and len(matched) == len(entries) == len(weights)
        used = {e.period for e in (*entries, *weights)}
        return sum(e.value * by[e.period, e.key] for e in matched), complete, used

    def tally(self, quantity: Tally) -> _Side:
        if not self.asks(quantity):
            return _Side(0, 0, True, None, frozenset())
        if quantity.condition is None:
            return _Side(1, 1, True, None, frozenset())
        used: set[Period] = set()
        values: Values = {}
        for name in quantity.measures_needed:
            measure = self.material.plan.measures[name]
            entries, full = self.reported(measure, None)
            used |= {e.period for e in entries}
            values[name] = Fraction(sum(e.value for e in entries)) if full else None
            if measure.kind == "flag" and full:
                values[name] = Fraction(min(e.value for e in entries))
        truth = holds(quantity.condition, values)
        known = truth is not None
        return _Side(int(truth is True), int(truth is not False), known, None, frozenset(used))

    # --- putting both together --------------------------------------------------------------------

    def add(self, result: Contribution, slot: Period | None) -> None:
        numerator = self.side(self.target.indicator.numerator, slot)
        denominator = self.side(self.target.indicator.denominator, slot)
        coupled = self.coupled()
        result.used |= numerator.used | denominator.used
        if _whole(numerator, denominator, coupled):
            assert numerator.low is not None
            assert denominator.low is not None
            result.numerator += numerator.low
            result.denominator += denominator.low
            return
        result.complete = False
        paired_n, paired_d = _paired(numerator, denominator)
        result.numerator += paired_n
        result.denominator += paired_d
        n = _rest(numerator, paired_n)
        d = _rest(denominator, paired_d)
        if coupled and n.low is None:
            n = Interval(Fraction(0), n.high)
        if not denominator.complete:
            known = self.known_denominator(slot)
            if known is not None and _fits(known - paired_d, n, d, coupled):
                result.assumed = True
                d = Interval.exactly(known - paired_d)
        if coupled and n.low is not None and d.high is not None and d.high < n.low:
            # An earlier denominator that the reported numerator exceeds is no longer right.
            d = Interval(n.low, None)
        result.pieces.append(Piece(n, d, coupled))

    def known_denominator(self, slot: Period | None) -> Fraction | None:
        """The denominator of a missing report: from the register, or else from the last one."""
        quantity = self.target.indicator.denominator
        if not isinstance(quantity, Sum) or len(quantity.terms) != 1:
            return None
        factor, name, weight = quantity.terms[0]
        measure = self.material.plan.measures[name]
        if weight is not None:
            return None
        found = None if measure.flow else self.registered(measure)
        if found is None:
            found = self.last_report(measure, slot)
        return None if found is None else found * factor

    def registered(self, measure: Measure) -> Fraction | None:
        """What the register says of a stock, for the scope of the target."""
        target = self.target
        known = [
            Entry(self.moment.window, key, whole(value))
            for (name, key), value in self.organisation.known.items()
            if name == measure.name
            and self.material.counts(
                measure, self.organisation.id, key, target.scope, target.excluded
            )
        ]
        found = self.apart(sorted(known, key=coarsest_first))
        return Fraction(sum(e.value for e in found)) if self.covers(measure, found, None) else None

    def last_report(self, measure: Measure, slot: Period | None) -> Fraction | None:
        """The newest earlier report.

        Of any stock, of a flow over as many days as the slot (give or take 3).
        """
        entries = [e for e in self.entries(measure) if e.period.end <= self.moment.on]
        if measure.flow:
            if slot is None:
                return None
            entries = [
                e
                for e in entries
                if e.period.end < slot.start and _as_long(slot.days, {e.period.days})
            ]
        if not entries:
            return None
        newest = max((e.period.end, e.period.start) for e in entries)
        last = self.apart([e for e in entries if (e.period.end, e.period.start) == newest])
        return Fraction(sum(e.value for e in last)) if self.covers(measure, last, slot) else None


_TOLERANCE = 3
"""Quarters have 90 to 92 days, months 28 to 31, years 365 or 366."""


def _as_long(days: int, others: Iterable[int]) -> bool:
    return any(abs(days - other) <= _TOLERANCE for other in others)


def _whole(numerator: _Side, denominator: _Side, coupled: bool) -> bool:
    """Whether both sums are complete and belong together.

    A numerator above the denominator of another day shows that this one is out of date.
    """
    if not numerator.complete or not denominator.complete:
        return False
    n, d = numerator.low, denominator.low
    above = n is not None and d is not None and n > d
    return not (coupled and above and numerator.used != denominator.used)


def _fits(known: Fraction, n: Interval, d: Interval, coupled: bool) -> bool:
    """Whether a denominator that is known from elsewhere can be, with what was reported."""
    reported = [d.low, n.low if coupled else None]
    return all(least is None or least <= known for least in reported)


def _by_key(entries: Sequence[Entry]) -> dict[Key, Exact] | None:
    """Values by break-down, when every break-down stands once."""
    found = {e.key: e.value for e in entries}
    return found if len(found) == len(entries) else None


def _paired(numerator: _Side, denominator: _Side) -> tuple[Exact, Exact]:
    """The part of both sums that was reported together, break-down by break-down."""
    first, second = numerator.by_key, denominator.by_key
    if not first or not second or (numerator.complete and denominator.complete):
        return 0, 0
    if numerator.used != denominator.used:
        return 0, 0
    both = [key for key in first if key in second]
    return sum(first[key] for key in both), sum(second[key] for key in both)


def _rest(side: _Side, paired: Exact) -> Interval:
    """What a sum may be without the part that was reported together."""
    low = None if side.low is None else Fraction(side.low - paired)
    return Interval(low, None if side.high is None else Fraction(side.high - paired))


def _uncovered(required: Period, covered: Sequence[Period]) -> list[Period]:
    """The stretches of a period that some disjoint or nested periods.

    Sorted by start, leave open.
    """
    gaps: list[Period] = []
    at: date = required.start
    for period in covered:
        if period.start > at:
            gaps.append(Period(at, min(required.end, period.start - timedelta(days=1))))
        at = max(at, period.end + timedelta(days=1))
        if at > required.end:
            break
    if at <= required.end:
        gaps.append(Period(at, required.end))
    return gaps
