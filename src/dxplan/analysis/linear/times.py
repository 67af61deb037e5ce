"""On which days a rule binds, and over which days it adds up: the evaluator's own answers.

A target binds on a day when figures reported for that day are judged by it: on its deadline and on
every later day while it holds. Between two days on which a rule begins or ceases to bind nothing
changes, so a few days stand for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

import attrs

from dxplan.engine.moments import Moment, base_moment, base_period, moment_on, moments
from dxplan.plan.model import Plan, Target
from dxplan.values import periods
from dxplan.values.periods import FIRST_YEAR, LAST_YEAR, Period

DAY = timedelta(days=1)


@attrs.frozen
class Rule:
    """A target of a plan. Two rules are the same when both are.

    The evaluator is asked once whether it binds on a day: it is the same question again and again.
    """

    plan: Plan = attrs.field(eq=lambda plan: (plan.id, id(plan)), repr=lambda plan: plan.id)
    target: Target
    _bound: dict[date, bool] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.plan.id, id(self.plan), self.target.id))

    @property
    def has_number(self) -> bool:
        """Whether its threshold is known, or is counted from an earlier value."""
        threshold = self.target.threshold
        return threshold.low is not None or threshold.change is not None


def plans_of(rules: Iterable[Rule]) -> list[Plan]:
    """The plans of some rules, each once."""
    return list({id(rule.plan): rule.plan for rule in rules}.values())


def binds_on(rule: Rule, day: date) -> bool:
    """Whether figures of a day are judged by a rule on that day, and no waiver covers it."""
    known = rule._bound.get(day)
    if known is None:
        known = rule._bound[day] = _binds_on(rule, day)
    return known


def _binds_on(rule: Rule, day: date) -> bool:
    plan, target = rule.plan, rule.target
    if not rule.has_number or plan.waivers_of(target, day):
        return False
    base = base_period(plan, target, day)
    if base is not None and day <= base.end:
        # What is reported of the base is not used for the value as well
        return False
    return any(found.due and found.on == day for found in moments(plan, target, [day], day))


def first_day(rule: Rule) -> date | None:
    """The first day on which a rule binds, waivers aside; ``None`` when there is none."""
    plan, target = rule.plan, rule.target
    time = target.time
    if time.kind in ("by", "before", "in"):
        return time.end
    if time.kind == "every":
        return next(iter(fixed_days(rule, _everything(plan))), None)
    start = time.start if time.kind == "from" else None
    return start or _everything(plan).start


def last_day(rule: Rule) -> date | None:
    """The last day on which a rule may bind; ``None`` when it does so for good."""
    plan, target = rule.plan, rule.target
    time = target.time
    end = None if plan.period is None else plan.period.end
    if time.kind == "in":
        return time.end
    if time.kind == "every":
        return next(reversed(fixed_days(rule, _everything(plan))), end)
    if time.kind in ("by", "before"):
        if target.superseded_on is not None:
            end = min(end or date.max, target.superseded_on - DAY)
        return end if end is None or time.end is None else max(end, time.end)
    return time.end if end is None or (time.end is not None and time.end < end) else end


def _everything(plan: Plan) -> Period:
    """The plan's period; without one, the years that its rules speak of and one on each side.

    Before and after, nothing changes any more.
    """
    if plan.period is not None:
        return plan.period
    days = [day for target in plan.targets for day in _named_days(target)]
    days += [day for fact in plan.facts.values() if fact.holds for day in fact.holds if day]
    days += [waiver.until for waiver in plan.waivers]
    if not days:
        return periods.year(_ANY_YEAR)
    first, last = min(days).year - 1, max(days).year + 1
    return Period(date(max(first, FIRST_YEAR), 1, 1), date(min(last, LAST_YEAR), 12, 31))


_ANY_YEAR = 2025
"""The year that stands for all when rules speak of none."""


def _named_days(target: Target) -> Iterator[date]:
    change = target.threshold.change
    if change is not None and change.since is not None:
        yield change.since.end
    yield from (day for day in (target.time.start, target.time.end, target.superseded_on) if day)


def fixed_days(rule: Rule, within: Period) -> list[date]:
    """The days of a period on which a rule binds that binds on single days only, in order."""
    plan, target = rule.plan, rule.target
    time = target.time
    if time.kind == "in" and time.end is not None:
        days = [time.end]
    elif time.kind == "every" and time.step is not None:
        span = _around(within) if plan.period is None else plan.period
        days = [step.end for step in plan.calendar.steps(time.step, span)]
    else:
        return []
    return [day for day in days if within.start <= day <= within.end and binds_on(rule, day)]


def _around(within: Period) -> Period:
    """A period with the steps that begin before it and end in it."""
    return Period(date(max(within.start.year - 1, FIRST_YEAR), 1, 1), within.end)


def changes(rule: Rule, within: Period) -> Iterator[date]:
    """The days of a period on which a rule begins or ceases to bind."""
    single = fixed_days(rule, within)
    for day in single:
        yield day
        yield day + DAY
    if not single:
        begin, end = first_day(rule), last_day(rule)
        if begin is not None:
            yield begin
        if end is not None:
            yield end + DAY
    for waiver in rule.plan.waivers:
        yield waiver.until + DAY
    for fact in rule.plan.facts.values():
        if rule.target.when is not None and fact.holds is not None:
            yield fact.holds[0]
            if fact.holds[1] is not None:
                yield fact.holds[1] + DAY


def telling_days(rule: Rule, others: Iterable[Rule], within: Period | None = None) -> list[date]:
    """Days that stand for all on which a rule binds, as far as it and some others go.

    :param within: days before and after which nobody looks.
    """
    listed = [rule, *others]
    begin, end = first_day(rule), last_day(rule)
    if begin is None:
        return []
    if end is None:
        end = max(begin, *(_everything(plan).end for plan in plans_of(listed)))
    if within is not None:
        begin, end = max(begin, within.start), min(end, within.end)
    if end < begin:
        return []
    within = Period(begin, end)
    found = {begin}
    for each in listed:
        found.update(day for day in changes(each, within) if begin <= day <= end)
    if is_flow(rule):
        # What is added up over a year, or since its beginning, overlaps on each day in another way.
        starts = sorted(found)
        ends = [quarter for day in starts for quarter in _quarter_ends(day)]
        found.update(day for day in (*ends, *(each + DAY for each in starts)) if day <= end)
    return [day for day in sorted(found) if binds_on(rule, day)]


def _quarter_ends(day: date) -> Iterator[date]:
    """The ends of the quarters of a year from a day on."""
    on = day
    for _ in range(5):
        quarter = periods.step_at("quarter", on)
        yield quarter.end
        on = quarter.end + DAY


def moment_of(rule: Rule, day: date) -> Moment:
    """What a rule uses when it is judged on a day."""
    return moment_on(rule.plan, rule.target, day)


def base_of(rule: Rule, day: date) -> Moment | None:
    """When the value is taken that a rule's threshold is counted from."""
    period = base_period(rule.plan, rule.target, day)
    return None if period is None else base_moment(rule.plan, period)


def is_flow(rule: Rule) -> bool:
    """Whether a rule adds anything up over time."""
    measures = rule.plan.measures
    return any(
        name in measures and measures[name].flow for name in rule.target.indicator.measures()
    )


def segments(windows: Iterable[Period]) -> list[Period]:
    """The longest stretches of days that every window contains whole or not at all.

    >>> from dxplan.values.periods import quarter, year
    >>> [part.end.month for part in segments([year(2025), quarter(2025, 2)])]
    [3, 6, 12]
    """
    listed = list(windows)
    cuts = sorted({each.start for each in listed} | {each.end + DAY for each in listed})
    parts = (Period(start, end - DAY) for start, end in pairwise(cuts))
    return [part for part in parts if any(window.contains(part) for window in listed)]


def days_around(rules: Iterable[Rule], day: date, window: Period | None) -> list[date]:
    """The days on which rules bind whose sums bear on what is judged on a day, it included.

    :param window: over which the flows of the judged rule are added up; ``None`` without flows.
    """
    found = {day}
    listed = list(rules)
    for rule in listed:
        base = base_of(rule, day) if binds_on(rule, day) else None
        if base is not None:
            found.add(base.on)
        if window is not None and is_flow(rule):
            found.update(_inside(rule, day, window))
    return sorted(found)


def _inside(rule: Rule, day: date, window: Period) -> Iterator[date]:
    """The days inside a window on which a rule adds up a shorter stretch of it."""
    within = Period(window.start, max(window.start, min(window.end, day)))
    if rule.target.time.kind in ("in", "every"):
        yield from fixed_days(rule, within)
        return
    begin = first_day(rule)
    if begin is not None and within.start <= begin <= within.end and binds_on(rule, begin):
        yield begin
    on = day
    for _ in range(_MOST):
        shorter = moment_of(rule, on).window
        if shorter.days >= window.days:
            return
        on = shorter.start - DAY
        if on < within.start:
            return
        if binds_on(rule, on):
            yield on


_MOST = 40
"""Of how many stretches inside a window are followed."""
