"""What two plans ask of the same thing, day by day, and which of them asks for more.

They are held against each other on the days that lie in the time of both: on every deadline, on
every day on which a rule begins or ceases to hold, and on the last day. What a plan asks for on a
day is what the evaluator would judge on it; a plan that asks later asks for nothing before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from dxplan.analysis.strictness import Kept, Strictness, kept_by, stricter_of
from dxplan.engine.moments import moments
from dxplan.plan.model import Indicator, Plan, Sum, Target
from dxplan.values.periods import FIRST_YEAR, LAST_YEAR, Period

Reason = Literal["times", "ranges", "windows", "apart"]
_ALL_TIME = Period(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
_ANY_DAY = date(2000, 12, 31)
"""Where no rule names a day, every day is like any other."""
_NO_DAYS = timedelta(0)
_A_DAY = timedelta(days=1)
_A_YEAR = timedelta(days=366)

Asked: TypeAlias = Mapping[Period | None, Kept]
"""What is asked for on a day, by the days that flows are added up over; ``None`` for stocks."""


@attrs.frozen
class Asking:
    """The targets that a plan has for one thing.

    :param targets: none of them counted from an earlier value or set by a document not loaded.
    """

    plan: Plan
    targets: tuple[Target, ...]


@attrs.frozen
class Relation:
    """How what one plan asks compares with what another one asks.

    :param reason: why they are ``incomparable``: each is stricter at another time, neither range
        lies within the other, flows are added up over other days, or they do not meet in time.
    :param first_on: the first day on which the first plan is stricter; ``second_on`` likewise.
    """

    strictness: Strictness
    reason: Reason | None = None
    first_on: date | None = None
    second_on: date | None = None

    def reversed(self) -> Relation:
        """The same from the other side."""
        turned: dict[Strictness, Strictness] = {"stricter": "weaker", "weaker": "stricter"}
        strictness = turned.get(self.strictness, self.strictness)
        return Relation(strictness, self.reason, self.second_on, self.first_on)


def relation(first: Asking, second: Asking) -> Relation:
    """Which of two plans asks for more of the same thing.

    Equal and stricter hold on every day on which they are compared.
    """
    days = common_days(first, second)
    share = all(t.indicator.kind == "share" for t in (*first.targets, *second.targets))
    mine, theirs = asked(first, days, share=share), asked(second, days, share=share)
    if not mine or not theirs:
        return Relation("incomparable", "apart")
    by_day = {day: _on_a_day(mine.get(day, {}), theirs.get(day, {})) for day in days}
    return _altogether(by_day)


def _altogether(by_day: Mapping[date, Strictness | Reason]) -> Relation:
    stricter = [day for day, found in by_day.items() if found == "stricter"]
    weaker = [day for day, found in by_day.items() if found == "weaker"]
    first_on, second_on = min(stricter, default=None), min(weaker, default=None)
    reasons: tuple[Reason, ...] = ("windows", "ranges")
    for reason in reasons:
        if reason in by_day.values():
            return Relation("incomparable", reason, first_on, second_on)
    if stricter and weaker:
        return Relation("incomparable", "times", first_on, second_on)
    if stricter or weaker:
        return Relation("stricter" if stricter else "weaker", None, first_on, second_on)
    return Relation("equal")


def _on_a_day(first: Asked, second: Asked) -> Strictness | Reason:
    covers, covered = _covers(first, second), _covers(second, first)
    if covers and covered:
        return "equal"
    if covers or covered:
        return "stricter" if covers else "weaker"
    return "ranges" if first.keys() == second.keys() else "windows"


def _covers(first: Asked, second: Asked) -> bool:
    """Whether everything that the second asks for follows from what the first asks for."""
    return all(
        kept == Kept()
        or (window in first and stricter_of(first[window], kept) in ("equal", "stricter"))
        for window, kept in second.items()
    )


# --- days -----------------------------------------------------------------------------------------


def common_days(first: Asking, second: Asking) -> tuple[date, ...]:
    """The days on which two plans are compared, in order."""
    mine, theirs = time_of(first), time_of(second)
    start, end = max(mine.start, theirs.start), min(mine.end, theirs.end)
    named = {*_turning_days(first), *_turning_days(second)} or {_ANY_DAY}
    # Without a period a recurring target is judged from the first report on: as from a year before.
    reported = {*named, min(named) - _A_YEAR}
    steps = {*_steps(first, reported), *_steps(second, reported)}
    return tuple(sorted(day for day in named | steps if start <= day <= end))


def time_of(asking: Asking) -> Period:
    """The period of a plan, with the days of its targets that lie outside."""
    period = asking.plan.period
    if period is None:
        return _ALL_TIME
    days = [d for t in asking.targets for d in (t.time.start, t.time.end) if d is not None]
    return Period(min([period.start, *days]), max([period.end, *days]))


def _turning_days(asking: Asking) -> set[date]:
    """The days on which what a plan asks for may change."""
    period = asking.plan.period
    found = set() if period is None else {period.start, period.end}
    for target in asking.targets:
        time = target.time
        if time.end is not None:
            # What held up to a day does not hold on the next one; a deadline is kept from then on.
            after = _A_DAY if time.kind in ("in", "from") else _NO_DAYS
            found |= {time.end, time.end + after}
        if time.kind == "from" and time.start is not None:
            found.add(time.start)
        waivers = asking.plan.waivers_of(target, date.min)
        found |= {each.until + _A_DAY for each in waivers}
    return found


def _steps(asking: Asking, days: set[date]) -> set[date]:
    """The days on which recurring targets are judged."""
    return {
        moment.on
        for target in asking.targets
        if target.time.kind == "every"
        for moment in moments(asking.plan, target, sorted(days), max(days))
        if moment.due
    }


# --- what is asked for ----------------------------------------------------------------------------


def asked(asking: Asking, days: Sequence[date], *, share: bool) -> dict[date, Asked]:
    """What a plan asks for on some days; a day on which it asks for nothing has no entry."""
    found: dict[date, dict[Period | None, Kept]] = {}
    if not days:
        return {}
    for target in asking.targets:
        kept = _kept(asking.plan, target, share=share)
        flows = any(asking.plan.measures[m].flow for m in target.indicator.measures())
        for moment in moments(asking.plan, target, days, max(days)):
            on = moment.on
            if not moment.due or on not in days or asking.plan.waivers_of(target, on):
                continue
            window = moment.window if flows else None
            before = found.setdefault(on, {}).get(window, Kept())
            found[on][window] = _both(before, kept)
    return {**found}


def _kept(plan: Plan, target: Target, *, share: bool) -> Kept:
    """The quotients that keep a target; without an end when all that there can be do."""
    found = kept_by(target.threshold, whole=_is_whole(plan, target.indicator), share=share)
    assert found is not None, "INVARIANT: only thresholds with a number are compared"
    possible = Kept(Fraction(0)) if _is_never_negative(target.indicator) else Kept()
    if share:
        possible = Kept(Fraction(0), False, Fraction(1), False)
    return Kept() if possible.is_within(found) else _both(possible, found)


def _is_never_negative(indicator: Indicator) -> bool:
    """Whether nothing is taken away in it; figures are never negative themselves."""
    sums = (indicator.numerator, indicator.denominator)
    return all(
        each.constant >= 0 and all(factor >= 0 for factor, _, _ in each.terms)
        for each in sums
        if isinstance(each, Sum)
    )


def _is_whole(plan: Plan, indicator: Indicator) -> bool:
    """Whether an indicator is a number of things, which has nothing behind the point."""
    numerator = indicator.numerator
    if indicator.kind != "count" or not isinstance(numerator, Sum):
        return indicator.kind == "count"
    factors = [numerator.constant, *(factor for factor, _, _ in numerator.terms)]
    measures = [plan.measures[name] for name in numerator.measures()]
    return all(f.denominator == 1 for f in factors) and all(m.kind != "amount" for m in measures)


def _both(first: Kept, second: Kept) -> Kept:
    """The quotients that keep two thresholds."""
    low = max(_lows(first, second), default=None)
    high = min(_highs(first, second), default=None)
    return Kept(
        None if low is None else low[0],
        low is not None and low[1],
        None if high is None else high[0],
        high is not None and not high[1],
    )


def _lows(*kept: Kept) -> list[tuple[Fraction, bool]]:
    """Lower ends; of two that are the same, the one that is left out is the greater."""
    return [(each.low, each.above) for each in kept if each.low is not None]


def _highs(*kept: Kept) -> list[tuple[Fraction, bool]]:
    return [(each.high, not each.below) for each in kept if each.high is not None]
