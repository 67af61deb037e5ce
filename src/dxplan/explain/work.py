"""Why a task or duty has its verdict: who owed it, and what the event list says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxplan.data.observations import Event, Observations
from dxplan.engine.findings import Finding, Report, current
from dxplan.engine.reference import evaluate
from dxplan.engine.responsible import responsible_on
from dxplan.explain.choose import on_day
from dxplan.explain.model import Past, WorkExplanation
from dxplan.explain.reasons import facts_of
from dxplan.plan.model import Duty, Plan, Task
from dxplan.values.periods import Period


def explain_work(
    plan: Plan,
    observations: Observations,
    as_of: date,
    rule: Task | Duty,
    *,
    on: date | None = None,
) -> WorkExplanation:
    """What was owed, by whom, by which day, and what is on record of it.

    :param on: the deadline to explain; without it the one that counts now.
    """
    report = evaluate(plan, Observations(events=observations.events), as_of)
    kind = "task" if isinstance(rule, Task) else "duty"
    found = [f for f in report if f.rule == kind and f.target == rule.id]
    finding = current(found, as_of) if on is None else on_day(found, on)
    doers = (rule.lead or rule.by) if isinstance(rule, Task) else (rule.by or rule.lead)
    events = observations.events
    return WorkExplanation(
        Report(plan, as_of, tuple(found), observations.problems, observations.rows_left_out),
        rule,
        finding,
        responsible_on(plan, doers, finding.date).units,
        None if events is None else _events(rule, events, period_of(finding), as_of),
        facts_of(plan, rule.when, [e for e in events or () if e.on <= as_of], finding.date),
        tuple(Past(f.date, f.verdict) for f in found if f.date < finding.date),
    )


def period_of(finding: Finding) -> Period | None:
    """The year, quarter or month that a duty is for; ``None`` for a task."""
    for code, params in finding.notes:
        if code == "duty-for":
            start, end = map(date.fromisoformat, dict(params)["period"].split("/"))
            return Period(start, end)
    return None


def _events(
    rule: Task | Duty, events: Sequence[Event], period: Period | None, as_of: date
) -> tuple[Event, ...]:
    """What the event list says of the rule up to a day, for its period if it has one."""
    names = {rule.id, rule.alias}
    own = [e for e in events if e.rule in names and e.on <= as_of and _is_for(e, period)]
    return tuple(sorted(own, key=lambda event: event.on))


def _is_for(event: Event, period: Period | None) -> bool:
    if period is None:
        return True
    if event.period is not None:
        return event.period == period
    return period.start <= event.on <= period.end
