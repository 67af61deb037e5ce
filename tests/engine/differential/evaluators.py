"""The ways to evaluate a case that have to give what the reference gives."""

from __future__ import annotations

from dxplan.engine.findings import Report
from dxplan.engine.tables.evaluate import evaluate_figures
from tests.engine.differential.cases import Case
from tests.engine.tables.naive import figures_of


def on_naive_figures(case: Case) -> Report:
    """The engine over columns, on figures that are made the plain way."""
    read = case.observations
    # In some cases a school is looked at by itself though it need not be.
    names = sorted(read.organisations or {cell.organisation for cell in read.cells})
    apart = names[: len(case.table.rows) % 3 // 2]
    return evaluate_figures(
        case.plan,
        figures_of(case.plan, read, case.as_of, apart),
        case.as_of,
        register=read.organisations,
        events=read.events,
        group_by=case.by,
    )
