"""Rules by text, observations by hand, and what comes out, in few words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache

import attrs

from dxplan.data.observations import Cell, Event, Observations, Organisation, ReportedValue
from dxplan.diagnostics import Severity
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from dxplan.plan.bind import bind
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.values import periods
from dxplan.values.calendars import MINISTRY
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period

Exact = int | str | Fraction

DECLARED = """
dimension level { primary, secondary { lower_secondary, upper_secondary } }
dimension tier of organisations { department, office, school }
dimension secrecy { ordinary, classified }
measure online by level flow
measure total by level flow
measure recorded by level stock
measure pupils by level stock
measure rooms stock
measure devices stock
measure files_digital by secrecy flow
measure files by secrecy flow
measure spent flow amount in "đồng"
measure budget flow amount in "đồng"
measure score stock amount
measure answers stock
measure sessions flow
measure plans_digital stock reported by department
measure plans stock reported by school
flag website
flag fibre
flag signature reported by department, office
fact portal
fact merged from 2025-07-01
fact pilot from 2024-01-01 to 2024-12-31
indicator online_share = online / total
indicator lesson_count = total
indicator recorded_share = recorded / pupils
indicator room_count = rooms
indicator files_share = files_digital / files
indicator spending = spent / budget
indicator spent_total = spent
indicator pupils_per_room = pupils per rooms
indicator satisfaction = mean of score weighted by answers
indicator rooms_each = mean of rooms
indicator websites = share of schools where website
indicator sites_or_fibre = share of schools where website or fibre
indicator sites_and_fibre = share of schools where website and fibre
indicator equipped = count of schools where website and rooms >= 2
indicator active = share of schools where sessions >= 4
indicator signed = share of schools where website and signature
indicator plan_share = plans_digital / plans
indicator pooled = (online + files_digital) / (total + files)
indicator rest_share = (total - online) / total
unit old_office until 2025-02-28 then new_office
unit new_office
unit helper
"""

HEAD = """
plan p "P"
    period {period}
    parent above.doc
"""


@cache
def _session() -> Session:
    return open_session(entry_points=False)


@cache
def plan(
    text: str,
    *,
    period: str = "",
    declared: str = DECLARED,
    parents: Sequence[ParentThreshold] = (),
) -> Plan:
    """The plan of some rules after the declarations above; without a period, no plan statement.

    :param parents: numbers that other documents set.
    """
    head = HEAD.format(period=period) if period else ""
    parsed = parse(source_from_text(head + declared + text))
    assert parsed.ok, parsed.diagnostics
    environment = attrs.evolve(_session().environment, parent_thresholds=tuple(parents))
    outcome = bind([parsed.value], environment)
    wrong = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert wrong == [], [d.message() for d in wrong]
    return outcome.value


def day(text: str) -> date:
    return date.fromisoformat(text)


def during(text: str) -> Period:
    """2025, 2025-Q1, 2025-03, 2025-03-31, or 2024-09-05/2025-05-31."""
    if "/" in text:
        first, last = text.split("/")
        return Period(day(first), day(last))
    if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
        return periods.quarter(int(match[1]), int(match[2]))
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return periods.day(date(*parts))
    return periods.year(*parts) if len(parts) == 1 else periods.month(*parts)


SCHOOL_YEAR = MINISTRY.school_year(2024)


def report(
    organisation: str, period: str | Period, level: str = "", /, **numbers: Exact
) -> list[Cell]:
    """The cells of a row: numbers by measure, and ``dimension=member`` by keyword texts."""
    members = {"level": level} if level else {}
    measures = dict(numbers)
    for dimension in ("tier", "secrecy"):
        if dimension in measures:
            members[dimension] = str(measures.pop(dimension))
    days = during(period) if isinstance(period, str) else period
    return [
        Cell(organisation, days, measure, Fraction(value), members)
        for measure, value in measures.items()
    ]


def school(
    name: str,
    *levels: str,
    known: Mapping[str, Exact] | None = None,
    since: str = "",
    until: str = "",
    district: str = "",
    tier: str = "",
) -> Organisation:
    """A line of the register; ``known`` by measure, or by ``measure level``."""
    members = {"level": frozenset(levels)} if levels else {}
    if tier:
        members["tier"] = frozenset([tier])
    denominators: dict[tuple[str, tuple[tuple[str, str], ...]], Fraction] = {}
    for key, value in (known or {}).items():
        measure, _, level = key.partition(" ")
        denominators[measure, (("level", level),) if level else ()] = Fraction(value)
    return Organisation(
        name,
        parents={"district": district} if district else {},
        members=members,
        known=denominators,
        since=day(since) if since else None,
        until=day(until) if until else None,
    )


def observed(
    *reports: Iterable[Cell],
    register: Sequence[Organisation] | None = None,
    events: Sequence[Event] | None = None,
    values: Sequence[ReportedValue] = (),
) -> Observations:
    return Observations(
        tuple(cell for each in reports for cell in each),
        tuple(values),
        None if register is None else {organisation.id: organisation for organisation in register},
        None if events is None else tuple(events),
    )


def happened(rule: str, on: str, *, period: str = "", unit: str = "", holds: bool = True) -> Event:
    return Event(rule, day(on), during(period) if period else None, unit or None, holds)


def judged(
    rules: str | Plan,
    observations: Observations,
    as_of: str,
    *,
    period: str = "",
    by: str | None = None,
    parents: Sequence[ParentThreshold] = (),
) -> tuple[Finding, ...]:
    bound = plan(rules, period=period, parents=tuple(parents)) if isinstance(rules, str) else rules
    return evaluate(bound, observations, day(as_of), group_by=by).findings


def single(
    rules: str | Plan,
    observations: Observations,
    as_of: str,
    *,
    period: str = "",
    parents: Sequence[ParentThreshold] = (),
) -> Finding:
    """The only finding."""
    found = judged(rules, observations, as_of, period=period, parents=parents)
    assert len(found) == 1, found
    return found[0]


def span(low: Exact | None, *high: Exact | None) -> Interval:
    """One number, or from one to another; ``None`` is no bound."""
    ends = [None if end is None else Fraction(end) for end in (low, *(high or [low]))]
    return Interval(*ends)


def verdicts(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Dates and verdicts, in order."""
    return [(finding.date.isoformat(), finding.verdict) for finding in findings]


def codes(finding: Finding) -> list[str]:
    return [code for code, _ in finding.notes]
