"""What cases are cases of, so that it can be seen that all of it is tried."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.engine.findings import Finding
from dxplan.engine.tables.judging.fits import form_of
from dxplan.plan.model import Target
from tests.engine.differential.cases import Case

HUGE = 2**63


def classes(case: Case) -> Iterator[str]:
    """The classes of a case, each once."""
    of_findings = {c for f in case.expected for c in _of_finding(f)}
    yield from sorted({*_of_case(case), *_of_forms(case), *of_findings})


def _of_case(case: Case) -> Iterator[str]:
    yield f"layout {case.table.layout}"
    yield f"by {case.by}"
    yield "with a register" if case.register is not None else "without a register"
    for kind in case.table.columns.values():
        yield f"column {kind}"
    if not case.table.rows:
        yield "empty table"
    for problem in case.observations.problems:
        yield f"problem {problem.code}"
    if any(stay for one in (case.observations.organisations or {}).values() for stay in one.stays):
        yield "moved school"
    if any(one.known for one in (case.observations.organisations or {}).values()):
        yield "denominators in the register"
    spans = {cell.period.days for cell in case.observations.cells}
    if len({days // 20 for days in spans}) > 1:
        yield "periods of several lengths"
    if case.expected.level_counts:
        yield "levels"


def _of_forms(case: Case) -> Iterator[str]:
    """What is tried of every form that is judged in columns."""
    forms = {target.id: _form(case, target) for target in case.plan.targets}
    for finding in case.expected:
        form = forms.get(finding.target)
        if form is None:
            continue
        yield f"form {form}"
        yield f"form {form} by {case.by}"
        if finding.missing:
            yield f"form {form}, incomplete"
        if finding.unusable:
            yield f"{form.split()[0]}, sent and not usable"
        if finding.on_line:
            yield f"form {form}, on the line"
        for code in ("nothing-to-divide-by", "no-population"):
            if code in dict(finding.notes):
                yield f"form {form}, {code}"


def _form(case: Case, target: Target) -> str | None:
    form = form_of(case.plan, target)
    if form is None:
        return None
    moves = target.threshold.change is not None
    return f"{form}{' in each group' if target.each else ''}{' from a base' if moves else ''}"


def _of_finding(finding: Finding) -> Iterator[str]:
    yield f"verdict {finding.verdict}"
    if finding.rule != "target":
        yield finding.rule
    if finding.missing:
        yield "incomplete"
        if finding.verdict in ("met", "missed"):
            yield "incomplete and certain"
    if finding.on_line:
        yield f"on the line, {finding.verdict}"
    if finding.relapse:
        yield "relapse"
    if finding.base is not None:
        yield f"base from {finding.base.source}"
    if finding.failing or finding.undecided:
        yield "groups that fail or are open"
    if finding.gap_count in (1, -1):
        yield "one from the line"
    numerator = finding.numerator
    if numerator is not None and numerator.low is not None and numerator.low >= HUGE:
        yield "beyond 64 bits"
    if finding.value is not None and finding.value.low != finding.value.high:
        yield "value is an interval"
    for code, _ in finding.notes:
        yield f"note {code}"
