"""Which of an organisation's reports count at a moment, and whether they are all there.

Where the reports of flows cut time alike for every measure, they are added up report by report;
else everything is one piece. What no report covers is cut as well, so that an earlier report can
stand in for each part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import attrs

from dxplan.data.observations import Formation, Organisation
from dxplan.engine.material import Entry, Key, Material, coarsest_first, whole
from dxplan.engine.moments import Moment
from dxplan.engine.successors import formation_by
from dxplan.plan.model import Measure, Sum, Target
from dxplan.shown import Shown
from dxplan.values.periods import Period

Slot: TypeAlias = Period | None
"""Days that are added up by themselves; ``None`` for everything at once."""


@attrs.define(repr=False)
class Reported(Shown):
    """What an organisation reported for a target.

    :param measures: those of the indicator that it is asked for, by name.
    :param stands: whether it was merged of others, and all of them still stand for it: each tells
        its own part.
    """

    material: Material
    target: Target
    organisation: Organisation
    moment: Moment
    measures: dict[str, Measure]
    stands: bool = False
    _chosen: dict[str, dict[Slot, list[Entry]]] = attrs.field(factory=dict)
    _needed: dict[str, list[Key]] = attrs.field(factory=dict)

    # --- time -------------------------------------------------------------------------------------

    def slots(self) -> list[Slot]:
        """The days of every report, and those that no report covers; or everything at once."""
        if not self.measures or not self._only_flows():
            return [None]
        reported = {e.period for m in self.measures.values() for e in self.chosen(m, None)}
        found = sorted(reported, key=lambda period: (period.start, period.end))
        if any(first.overlaps(second) for first, second in pairwise(found)):
            return [None]
        gaps = (part for gap in uncovered(self.required(), found) for part in self._split(gap))
        return [*found, *gaps]

    def _only_flows(self) -> bool:
        quantities = (self.target.indicator.numerator, self.target.indicator.denominator)
        plain = all(isinstance(q, Sum) and not any(w for _, _, w in q.terms) for q in quantities)
        return plain and all(measure.flow for measure in self.measures.values())

    def required(self) -> Period:
        """The days of the window on which the organisation exists."""
        window = self.moment.window
        start = max(window.start, self.organisation.since or window.start)
        end = min(window.end, self.organisation.until or window.end)
        return Period(start, max(start, end))

    def _split(self, gap: Period) -> list[Period]:
        """A gap cut into periods that somebody reports, those first that are as long as its own."""
        measures = self.measures.values()
        seen = {period for measure in measures for period in self.material.periods(measure.name)}
        own = {entry.period.days for measure in measures for entry in self.entries(measure)}
        if _as_long(gap.days, own):
            return [gap]
        found: list[Period] = []
        for period in sorted(seen, key=lambda p: (not _as_long(p.days, own), p.days, p.start)):
            if gap.contains(period) and not any(period.overlaps(other) for other in found):
                found.append(period)
        return sorted([*found, *uncovered(gap, sorted(found))])

    # --- entries ----------------------------------------------------------------------------------

    def entries(self, measure: Measure) -> list[Entry]:
        """Everything it ever reported of a measure, for the scope of the target."""
        chosen = self.material.selected(measure, self.target.scope, self.target.excluded)
        return chosen.get(self.organisation.id, [])

    def chosen(self, measure: Measure, slot: Slot) -> list[Entry]:
        """What counts: the newest report of a stock, a flow's reports in a slot."""
        if measure.name not in self._chosen:
            found = self._flows(measure) if measure.flow else self._stocks(measure)
            by_slot: dict[Slot, list[Entry]] = {None: found}
            for entry in found if measure.flow else ():
                by_slot.setdefault(entry.period, []).append(entry)
            self._chosen[measure.name] = by_slot
        return self._chosen[measure.name].get(slot if measure.flow else None, [])

    def _flows(self, measure: Measure) -> list[Entry]:
        window = self.moment.window
        return self._apart([e for e in self.entries(measure) if window.contains(e.period)])

    def _stocks(self, measure: Measure) -> list[Entry]:
        oldest, newest = self.moment.oldest, self.moment.on
        usable = [e for e in self.entries(measure) if oldest <= e.period.end <= newest]
        formed = formation_by(self.organisation, newest)
        if formed is not None and measure.kind in _ADDED_UP and not self.stands:
            # What it reported before tells of another organisation.
            usable = [e for e in usable if formed.on <= e.period.end]
        return self._newest(usable)

    def _newest(self, entries: Sequence[Entry]) -> list[Entry]:
        last = max(((e.period.end, e.period.start) for e in entries), default=None)
        return self._apart([e for e in entries if (e.period.end, e.period.start) == last])

    def _apart(self, entries: Sequence[Entry]) -> list[Entry]:
        """The coarsest entries, without those that they already hold."""
        kept: list[Entry] = []
        for entry in entries:
            if not any(
                entry.period.overlaps(other.period) and self.material.overlap(entry.key, other.key)
                for other in kept
            ):
                kept.append(entry)
        return kept

    # --- whether they are all there ---------------------------------------------------------------

    def find(self, measure: Measure, slot: Slot) -> tuple[list[Entry], bool]:
        """What counts of a measure, and whether that is all of it."""
        if measure.name not in self.measures:
            return [], True
        found = self.chosen(measure, slot)
        stretch = self.required() if measure.flow and slot is None else None
        return found, self._covers(measure, found, slot, stretch)

    def _covers(
        self, measure: Measure, entries: Sequence[Entry], slot: Slot, stretch: Period | None = None
    ) -> bool:
        """Whether entries hold every part that the organisation has, on all days of a stretch."""
        parts = self._parts(measure, slot)
        if not entries or (stretch is None and parts.issubset({e.key for e in entries})):
            return bool(entries)
        for part in parts or {()}:
            days = sorted({e.period for e in entries if self.material.overlap(part, e.key)})
            if not days or (stretch is not None and uncovered(stretch, days)):
                return False
        return True

    def _parts(self, measure: Measure, slot: Slot) -> set[Key]:
        """What it has: by the register, and by what it reported of the other measures.

        A numerator that lacks a level which the denominator has is not complete.
        """
        if measure.name not in self._needed:
            needed = self.material.needed(self.organisation, measure, self.target)
            self._needed[measure.name] = needed
        others = (m for m in self.measures.values() if m.name != measure.name)
        found = {e.key for other in others for e in self.chosen(other, slot)}
        return found.union(self._needed[measure.name])

    # --- what stands in for a missing report ------------------------------------------------------

    def stand_in(self, measure: Measure, slot: Slot) -> Fraction | None:
        """What the register says of a measure, or else the last report before."""
        # While parts stand for the whole, what the register says of the whole is not one of them.
        found = None if measure.flow or self.stands else self.registered(measure)
        return self._last(measure, slot) if found is None else found

    def registered(self, measure: Measure) -> Fraction | None:
        """What the register says of a measure, if that is all the organisation has of it."""
        organisation, target, material = self.organisation, self.target, self.material
        known = [
            Entry(self.moment.window, key, whole(value))
            for (name, key), value in organisation.known.items()
            if name == measure.name
            and material.counts(measure, organisation.id, key, target.scope, target.excluded)
        ]
        return self._sum(measure, self._apart(sorted(known, key=coarsest_first)), None)

    def _last(self, measure: Measure, slot: Slot) -> Fraction | None:
        """The newest full one of a stock, of any age; of a flow, the same days a year before."""
        entries = [e for e in self.entries(measure) if e.period.end <= self.moment.on]
        if measure.flow:
            entries = [e for e in entries if slot is not None and stands_for(e.period, slot)]
        day = self.moment.on if slot is None else min(slot.end, self.moment.on)
        formed = None if self.stands else formation_by(self.organisation, day)
        if formed is None:
            return self._newest_full(measure, slot, entries)
        since = [
            e for e in entries if formed.on <= (e.period.start if measure.flow else e.period.end)
        ]
        found = self._newest_full(measure, slot, since)
        if found is not None or (slot is not None and slot.start < formed.on):
            return found
        return self._of_parts(measure, slot, formed)

    def _of_parts(self, measure: Measure, slot: Slot, formed: Formation) -> Fraction | None:
        """What the organisations reported together that this one was made of."""
        earlier = attrs.evolve(self.moment, on=formed.on - timedelta(days=1))
        total = None if not formed.parts else Fraction(0)
        for name in formed.parts:
            part = self.material.organisations[name]
            one = reported_by(self.material, self.target, part, earlier)
            last = one._last(measure, slot)
            total = None if total is None or last is None else total + last
        return total

    def _newest_full(
        self, measure: Measure, slot: Slot, entries: Sequence[Entry]
    ) -> Fraction | None:
        """The newest of some reports that holds all that the organisation has."""
        found = None
        while entries and found is None:
            newest = self._newest(entries)
            found = self._sum(measure, newest, slot)
            entries = [e for e in entries if e.period != newest[0].period]
        return found

    def _sum(self, measure: Measure, entries: Sequence[Entry], slot: Slot) -> Fraction | None:
        """Their sum, if they are all that the organisation has."""
        full = self._covers(measure, entries, slot)
        return Fraction(sum(e.value for e in entries)) if full else None


def reported_by(
    material: Material,
    target: Target,
    organisation: Organisation,
    moment: Moment,
    *,
    stands: bool = False,
) -> Reported:
    """What an organisation reported of everything that it is asked for a target."""
    measures = (material.plan.measures[name] for name in target.indicator.measures())
    asked = {m.name: m for m in measures if material.asked(organisation, m)}
    return Reported(material, target, organisation, moment, asked, stands)


_ADDED_UP = ("count", "amount")


TOLERANCE = 3
"""Quarters have 90 to 92 days, months 28 to 31, years 365 or 366."""


def _as_long(days: int, others: Iterable[int]) -> bool:
    return any(abs(days - other) <= TOLERANCE for other in others)


def stands_for(earlier: Period, slot: Period) -> bool:
    """Whether a period is the same one of the year before, give or take a leap day.

    The quarter before is not: summer holidays have a quarter of the lessons that spring has.
    """
    a_year = (slot.start - earlier.start).days in (365, 366)
    return a_year and _as_long(slot.days, [earlier.days])


def uncovered(required: Period, covered: Sequence[Period]) -> list[Period]:
    """The stretches of a period that some other periods, sorted by start, leave open."""
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
