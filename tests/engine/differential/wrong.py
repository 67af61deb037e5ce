"""Evaluators that are wrong on purpose: what the comparison has to find.

Each makes one mistake that somebody who adds up tables in a hurry makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

import attrs

from dxplan.data.observations import Cell, Observations, Organisation
from dxplan.data.reading import observations_from_rows
from dxplan.engine.findings import Finding, Report
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period
from tests.engine.differential.cases import Case

Evaluator = Callable[[Case], Report]
WORD = 2**64


def missing_as_zero(case: Case) -> Report:
    """Whoever did not report a number that somebody reported has 0 of it."""
    read = case.observations
    names = [*(read.organisations or {}), *(cell.organisation for cell in read.cells)]
    told = {_point(cell): cell for cell in read.cells}
    zeros: dict[object, Cell] = {}
    for cell in read.cells:
        for name in names:
            zero = attrs.evolve(cell, organisation=name, value=Fraction(0))
            zeros[_point(zero)] = zero
    cells = tuple((zeros | told).values())
    return _evaluated(case, attrs.evolve(read, cells=cells))


def copies_added(case: Case) -> Report:
    """What stands in a table twice is added twice."""
    times = Counter(case.table.rows)
    rows = [dict(zip(case.table.columns, row, strict=True)) for row in times]
    alone = _read(case, rows)
    twice = {row for row, number in times.items() if number > 1}
    again = _read(case, [dict(zip(case.table.columns, row, strict=True)) for row in twice])
    more = Counter({_point(cell): cell.value for cell in again.cells})
    cells = (attrs.evolve(c, value=c.value + more.get(_point(c), 0)) for c in alone.cells)
    return _evaluated(case, attrs.evolve(case.observations, cells=tuple(cells)))


def last_one_wins(case: Case) -> Report:
    """Of numbers that contradict each other the last one is taken."""
    keys = [n for n, kind in enumerate(case.table.columns.values()) if kind == "text"]
    last = {tuple(row[n] for n in keys): row for row in case.table.rows}
    rows = [dict(zip(case.table.columns, row, strict=True)) for row in last.values()]
    return _evaluated(case, _read(case, rows))


def a_quarter_ago(case: Case) -> Report:
    """A missing report is stood in for by what was reported three months later in the year before.

    Every number stands for the days a quarter after its own as well.
    """
    read = case.observations
    told = {_point(cell) for cell in read.cells}
    later = [cell for cell in map(_a_year_and_a_quarter_before, read.cells) if cell is not None]
    more = [cell for cell in later if _point(cell) not in told]
    return _evaluated(case, attrs.evolve(read, cells=(*read.cells, *more)))


def _a_year_and_a_quarter_before(cell: Cell) -> Cell | None:
    days, year = cell.period, cell.period.start.year - 1
    if (days.start.month, days.start.day, days.days // 10) != (10, 1, 9):
        return None
    moved = Period(
        days.start.replace(year=year, month=7), days.end.replace(year=year, month=9, day=30)
    )
    return attrs.evolve(cell, period=moved)


def register_forgotten(case: Case) -> Report:
    """Only those who reported are expected to."""
    return _evaluated(case, attrs.evolve(case.observations, organisations=None))


def known_denominators_forgotten(case: Case) -> Report:
    """What the register knows of denominators is not looked at."""
    return _with_schools(case, lambda school: attrs.evolve(school, known={}, stays=tuple(
        attrs.evolve(stay, known={}) for stay in school.stays)))  # fmt: skip


def closed_schools_expected(case: Case) -> Report:
    """A school that closed is expected to report as before."""
    return _with_schools(case, lambda school: attrs.evolve(school, until=None))


def moves_forgotten(case: Case) -> Report:
    """A school has always been where it is today."""
    return _with_schools(case, lambda school: attrs.evolve(school, stays=()))


def strictness_forgotten(case: Case) -> Report:
    """``over`` is taken for ``at least``."""
    loose = {">": ">=", "<": "<="}
    targets = (
        attrs.evolve(t, threshold=attrs.evolve(t.threshold, comparator=loose.get(c, c)))
        for t in case.plan.targets
        for c in [t.threshold.comparator]
    )
    return _with_threshold_of(case, _evaluated(case, case.observations, targets=targets))


def exclusions_forgotten(case: Case) -> Report:
    """Members that leave the sums stay in them."""
    targets = (attrs.evolve(target, excluded=()) for target in case.plan.targets)
    return _evaluated(case, case.observations, targets=targets)


def checks_forgotten(case: Case) -> Report:
    """Figures that break a check are used."""
    plan = attrs.evolve(case.plan, checks=())
    return evaluate(plan, case.observations, case.as_of, group_by=case.by)


def tomorrow_known(case: Case) -> Report:
    """Reports of after the day are taken for those of the day before it."""
    read = case.observations
    moved = (
        attrs.evolve(c, period=Period(case.as_of, case.as_of)) if c.period.start > case.as_of else c
        for c in read.cells
    )
    return _evaluated(case, attrs.evolve(read, cells=tuple({_point(c): c for c in moved}.values())))


def wrapped(case: Case) -> Report:
    """Sums are those of 64 bits."""
    return _with_findings(case.expected, _wrapped)


def _wrapped(finding: Finding) -> Finding:
    sums = (finding.numerator, finding.denominator)
    ends = [None if each is None else Interval(_cut(each.low), _cut(each.high)) for each in sums]
    return attrs.evolve(finding, numerator=ends[0], denominator=ends[1])


def _cut(end: Fraction | None) -> Fraction | None:
    if end is None or -(WORD // 2) <= end < WORD // 2:
        return end
    return (end + WORD // 2) % WORD - WORD // 2


def as_floats(case: Case) -> Report:
    """Percentages are worked out in binary fractions and then compared."""
    return _with_findings(case.expected, _by_float)


def _by_float(finding: Finding) -> Finding:
    limit, n, d = finding.threshold, finding.numerator, finding.denominator
    plain = limit is not None and limit.unit == "%" and limit.change is None and not finding.failing
    if finding.verdict not in ("met", "missed") or not plain or limit is None:
        return finding
    if n is None or d is None or n.low != n.high or d.low != d.high or not n.low or not d.low:
        return finding
    value, line = float(n.low) / float(d.low) * 100, float(limit.low or 0)
    kept = {">=": value >= line, ">": value > line, "<=": value <= line, "<": value < line}
    met = kept.get(limit.comparator, finding.verdict == "met")
    return attrs.evolve(finding, verdict="met" if met else "missed")


def late_sums(case: Case) -> Report:
    """The verdict is right and who is missing is not told."""
    return _with_findings(case.expected, lambda finding: attrs.evolve(finding, missing=()))


WRONG: tuple[Evaluator, ...] = (
    missing_as_zero, copies_added, last_one_wins, a_quarter_ago, register_forgotten,
    known_denominators_forgotten, closed_schools_expected, moves_forgotten, strictness_forgotten,
    exclusions_forgotten, checks_forgotten, tomorrow_known, wrapped, as_floats, late_sums,
)  # fmt: skip


# --- evaluating -----------------------------------------------------------------------------------


def _evaluated(case: Case, read: Observations, targets: Iterable[object] | None = None) -> Report:
    plan: Plan = case.plan
    if targets is not None:
        plan = attrs.evolve(plan, targets=tuple(targets))
    found = evaluate(plan, read, case.as_of, group_by=case.by)
    # A mistake in sums is to be found by the findings alone.
    right = case.expected
    return attrs.evolve(
        found,
        titles=right.titles,
        problems=right.problems,
        rows_left_out=right.rows_left_out,
        left_out=right.left_out,
    )


def _read(case: Case, rows: list[dict[str, object]]) -> Observations:
    return observations_from_rows(case.plan, rows, register=case.register, events=case.events)


def _with_schools(case: Case, change: Callable[[Organisation], Organisation]) -> Report:
    register = case.observations.organisations
    changed = None if register is None else {name: change(one) for name, one in register.items()}
    return _evaluated(case, attrs.evolve(case.observations, organisations=changed))


def _with_findings(report: Report, change: Callable[[Finding], Finding]) -> Report:
    return attrs.evolve(report, findings=tuple(map(change, report.findings)))


def _with_threshold_of(case: Case, found: Report) -> Report:
    """The findings with the thresholds as they are written, so that only verdicts tell."""
    pairs = zip(found.findings, case.expected.findings, strict=True)
    own = (attrs.evolve(one, threshold=right.threshold) for one, right in pairs)
    return attrs.evolve(found, findings=tuple(own))


def _point(cell: Cell) -> object:
    return (cell.organisation, cell.period, cell.measure, tuple(sorted(cell.members.items())))
