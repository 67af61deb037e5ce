"""What a chart of a target draws: what the plan asks for by when, and what was reached on days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from dxplan.engine.findings import Finding, Report
from dxplan.messages import Language
from dxplan.plan.model import Target
from dxplan.report.html.words import say
from dxplan.report.number_text import amount_text, interval_text
from dxplan.report.time_text import day_text
from dxplan.values.intervals import Interval


@attrs.frozen
class Milestone:
    """What is asked for on a day; ``high`` is the upper end of a range."""

    on: date
    value: Fraction
    high: Fraction | None = None


@attrs.frozen
class Reached:
    """What was reached on a day; an end is ``None`` where there is no bound."""

    on: date
    low: Fraction | None
    high: Fraction | None

    @property
    def interval(self) -> Interval:
        """Both ends."""
        return Interval(self.low, self.high)

    @property
    def is_point(self) -> bool:
        """Whether it is certain."""
        return self.interval.is_point


@attrs.frozen
class Course:
    """The path that the plan lays out, and the values beside it.

    :param unit: of all numbers.
    :param own: the day of the milestone that the chart is about.
    """

    unit: str
    path: tuple[Milestone, ...]
    values: tuple[Reached, ...]
    own: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing worth drawing."""
        return not self.values and not self.path


def courses(report: Report) -> dict[str, Course]:
    """The course of every target of the whole, by its id."""
    plan = report.plan
    found: dict[str, list[Finding]] = {}
    for each in (*(report.course or ()), *report):
        if each.rule == "target" and each.by is None:
            found.setdefault(each.target, []).append(each)
    by_id = {target.id: target for target in plan.targets}
    later = {t.milestone_before: t for t in plan.targets if t.milestone_before is not None}
    return {
        target.id: _course(target, _path_of(target, by_id, later), found, report.as_of)
        for target in plan.targets
    }


def _path_of(
    target: Target, by_id: Mapping[str, Target], later: Mapping[str, Target]
) -> list[Target]:
    """The milestones that a target is one of, in order."""
    chain, seen = [target], {target.id}
    while (before := by_id.get(chain[0].milestone_before or "")) and before.id not in seen:
        chain.insert(0, before)
        seen.add(before.id)
    while (after := later.get(chain[-1].id)) and after.id not in seen:
        chain.append(after)
        seen.add(after.id)
    return chain


def _course(
    target: Target,
    chain: list[Target],
    found: Mapping[str, list[Finding]],
    as_of: date,
) -> Course:
    unit = target.threshold.unit
    path = [milestone for each in chain for milestone in _milestones(each, found, unit)]
    baseline = chain[0].baseline
    if baseline is not None:
        path.insert(0, Milestone(baseline.on, baseline.value))
    values = {
        reached.on: reached
        for each in chain
        # Of a target for every group the value is how far the groups lie apart, not how sure it is.
        for finding in (() if each.each else found.get(each.id, ()))
        if finding.date <= as_of and _unit_of(finding) == unit
        for reached in _reached(finding)
    }
    ordered = [values[on] for on in sorted(values)]
    # As long as almost nobody had reported anything was possible, and would dwarf the rest.
    told = [each for each in ordered[:-1] if not _says_nothing(each, unit)] + ordered[-1:]
    return Course(unit, tuple(sorted(path, key=lambda m: m.on)), tuple(told), target.time.end)


def _says_nothing(reached: Reached, unit: str) -> bool:
    """Whether it may be anything at all."""
    from_nothing = reached.low is None or reached.low <= 0
    return from_nothing and (reached.high is None or (unit == "%" and reached.high >= 100))


def _unit_of(finding: Finding) -> str | None:
    return None if finding.threshold is None else finding.threshold.unit


def _milestones(
    target: Target, found: Mapping[str, list[Finding]], unit: str
) -> Iterable[Milestone]:
    """The level of a target with a day; of a growth, the level that its base makes of it."""
    threshold, on = target.threshold, target.time.end
    if on is None:
        ends = [each.date for each in found.get(target.id, ())]
        on = max(ends, default=None)
    low, high = threshold.low, threshold.high
    if low is None:
        known = [each.threshold for each in found.get(target.id, ()) if each.threshold]
        low = next((each.low for each in known if each.low is not None), None)
        high = next((each.high for each in known if each.low is not None), None)
    if on is not None and low is not None and threshold.unit == unit:
        yield Milestone(on, low, high)


def _reached(finding: Finding) -> Iterable[Reached]:
    value = finding.value
    if value is not None and (value.low is not None or value.high is not None):
        yield Reached(finding.date, value.low, value.high)


def alternative(course: Course, title: str, language: Language) -> str:
    """The same in words, for whoever does not see the chart."""
    path = [
        _point(amount_text(each.value, course.unit, language), each.on, language)
        for each in course.path
    ]
    values = [
        _point(interval_text(each.interval, course.unit, language), each.on, language)
        for each in course.values
    ]
    nothing = say("chart_nothing", language)
    told = {"path": "; ".join(path) or nothing, "values": "; ".join(values) or nothing}
    return say("chart_alt", language, title=title, **told)


def _point(value: str, on: date, language: Language) -> str:
    return say("chart_point", language, value=value, day=day_text(on, language))
