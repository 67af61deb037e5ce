"""What one organisation adds to an indicator's two sums: known numbers, and pieces not known.

A piece is a part of a report that is missing or incomplete: numerator and denominator as
intervals, which for a share belong together (the numerator never exceeds the denominator). Zero is
never put in for what was not reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from dxplan.data.observations import Organisation
from dxplan.engine.attained import attained
from dxplan.engine.conditions import Values, holds
from dxplan.engine.contributions import Contribution, Piece
from dxplan.engine.material import Entry, Exact, Key, Material, whole
from dxplan.engine.moments import Moment
from dxplan.engine.reported import Reported, Slot, reported_by
from dxplan.engine.successors import parts_stand
from dxplan.plan.condition_names import uses
from dxplan.plan.model import Attains, Indicator, Measure, Met, Quantity, Sum, Tally, Target
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period
from dxplan.values.truth import Truth


@attrs.frozen(repr=False)
class _Side(Shown):
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
    material: Material,
    target: Target,
    organisation: Organisation,
    moment: Moment,
    *,
    stands: bool | None = None,
) -> Contribution:
    """What an organisation adds to the sums of a target at a moment.

    :param stands: whether the parts of a merged organisation stand for it; without it as they do
        for the target.
    """
    if organisation.formed and stands is None:
        stands = parts_stand(material, organisation, target, moment)
    if target.indicator.counts_groups_of:
        return _for_groups(material, target, organisation, moment, stands)
    reported = reported_by(material, target, organisation, moment, stands=bool(stands))
    coupled = _belong_together(material, target.indicator, organisation)
    attains = attains_alone(material, target, organisation, moment)
    work = _Work(material, target.indicator, organisation, reported, coupled, attains)
    result = Contribution()
    for slot in reported.slots():
        work.add(result, slot)
    return result


def attains_alone(
    material: Material, target: Target, organisation: Organisation, moment: Moment
) -> Callable[[Attains | Met], Truth]:
    """What says whether an indicator of one organisation by itself is as a condition wants it."""

    def attains(atom: Attains | Met) -> Truth:
        assert isinstance(atom, Attains), "INVARIANT: only a rule depends on targets"
        own = contribution(material, _about(target, atom), organisation, moment, stands=False)
        return attained(atom, [own])

    return attains


def _about(target: Target, atom: Attains) -> Target:
    """The target with another indicator."""
    return attrs.evolve(target, indicator=atom.indicator)


def _for_groups(
    material: Material,
    target: Target,
    organisation: Organisation,
    moment: Moment,
    stands: bool | None,
) -> Contribution:
    """What an organisation adds to the sums that a condition on its group compares."""
    numerator = target.indicator.numerator
    assert isinstance(numerator, Tally)
    result = Contribution()
    for atom in uses(numerator.condition):
        assert isinstance(atom, Attains), "INVARIANT: only a rule depends on targets"
        about = _about(target, atom)
        own = contribution(material, about, organisation, moment, stands=bool(stands))
        result.inner[atom] = own
        result.used |= own.used
        result.complete = result.complete and own.complete
        result.assumed = result.assumed or own.assumed
    return result


def _belong_together(material: Material, indicator: Indicator, organisation: Organisation) -> bool:
    """Whether the numerator cannot exceed the denominator.

    So in a share, unless one side is asked of others.
    """
    sides = (indicator.numerator, indicator.denominator)
    return indicator.kind == "share" and all(material.asks(organisation, side) for side in sides)


@attrs.define(repr=False)
class _Work(Shown):
    material: Material
    indicator: Indicator
    organisation: Organisation
    reported: Reported
    coupled: bool
    attains: Callable[[Attains | Met], Truth]

    # --- the two sums -----------------------------------------------------------------------------

    def side(self, quantity: Quantity, slot: Slot) -> _Side:
        if isinstance(quantity, Tally):
            return self.tally(quantity)
        low: Exact | None = 0
        high: Exact | None = 0
        complete = True
        used: set[Period] = set()
        by_key: dict[Key, Exact] | None = None
        for factor, name, weight in quantity.terms:
            measure, times = self.material.plan.measures[name], whole(factor)
            if weight is not None:
                known, full, periods = self.product(measure, self.material.plan.measures[weight])
            else:
                entries, full = self.reported.find(measure, slot)
                known, periods = sum(e.value for e in entries), {e.period for e in entries}
                if len(quantity.terms) == 1 and times == 1:
                    by_key = _by_key(entries)
            known *= times
            low = None if low is None or (times < 0 and not full) else low + known
            high = None if high is None or (times > 0 and not full) else high + known
            complete = complete and full
            used |= periods
        return _Side(low, high, complete, by_key, frozenset(used))

    def product(self, measure: Measure, weight: Measure) -> tuple[Exact, bool, set[Period]]:
        """The sum of products of two measures, break-down by break-down."""
        entries, full = self.reported.find(measure, None)
        weights, full_too = self.reported.find(weight, None)
        by = {(e.period, e.key): e.value for e in weights}
        matched = [e for e in entries if (e.period, e.key) in by]
        complete = full and full_too and len(matched) == len(entries) == len(weights)
        used = {e.period for e in (*entries, *weights)}
        return sum(e.value * by[e.period, e.key] for e in matched), complete, used

    def tally(self, quantity: Tally) -> _Side:
        if not self.material.asks(self.organisation, quantity):
            return _Side(0, 0, True, None, frozenset())
        if quantity.condition is None:
            return _Side(1, 1, True, None, frozenset())
        values, used = known_values(self.material, self.reported, quantity.measures_needed)
        truth = holds(quantity.condition, values, self.attains)
        known = truth is not None
        return _Side(int(truth is True), int(truth is not False), known, None, frozenset(used))

    # --- putting both together --------------------------------------------------------------------

    def add(self, result: Contribution, slot: Slot) -> None:
        numerator = self.side(self.indicator.numerator, slot)
        denominator = self.side(self.indicator.denominator, slot)
        result.used |= numerator.used | denominator.used
        if _whole(numerator, denominator, self.coupled):
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
        if self.coupled and n.low is None:
            n = Interval(Fraction(0), n.high)
        if not denominator.complete:
            known = self.known_denominator(slot)
            if known is not None and _fits(known - paired_d, n, d, self.coupled):
                result.assumed = True
                d = Interval.exactly(known - paired_d)
        if self.coupled and n.low is not None and d.high is not None and d.high < n.low:
            # A denominator that the reported numerator exceeds is not right, or not any more.
            d = Interval(n.low, None)
        result.pieces.append(Piece(n, d, self.coupled))

    def known_denominator(self, slot: Slot) -> Fraction | None:
        """The denominator of a missing report: from the register, or else from the last one."""
        quantity = self.indicator.denominator
        terms = quantity.terms if isinstance(quantity, Sum) else ()
        if len(terms) != 1 or terms[0][2] is not None:
            return None
        factor, name, _ = terms[0]
        found = self.reported.stand_in(self.material.plan.measures[name], slot)
        return None if found is None else found * factor


def known_values(
    material: Material, reported: Reported, names: Sequence[str]
) -> tuple[Values, set[Period]]:
    """What conditions on an organisation may ask for: the facts of the day, and its own numbers.

    :param names: the measures that are asked for.
    :returns: the values by name, and the periods of the reports that they come from.
    """
    used: set[Period] = set()
    values: Values = dict(material.facts_on(reported.moment.on))
    for name in names:
        measure = material.plan.measures[name]
        entries, full = reported.find(measure, None)
        used |= {e.period for e in entries}
        values[name] = Fraction(sum(e.value for e in entries)) if full else None
        if measure.kind == "flag" and full:
            values[name] = Fraction(min(e.value for e in entries))
    return values, used


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
    if not first or not second or numerator.used != denominator.used:
        return 0, 0
    both = [key for key in first if key in second]
    return sum(first[key] for key in both), sum(second[key] for key in both)


def _rest(side: _Side, paired: Exact) -> Interval:
    """What a sum may be without the part that was reported together."""
    low = None if side.low is None else Fraction(side.low - paired)
    return Interval(low, None if side.high is None else Fraction(side.high - paired))
