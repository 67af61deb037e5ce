"""The ways to evaluate a case that have to give what the reference gives."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import attrs
import pytest

from dxplan.data.asked_columns import ORGANISATION, columns_of
from dxplan.data.observations import Observations
from dxplan.data.register_rows import grouping_columns
from dxplan.engine.findings import Report
from dxplan.engine.tables.check_cells import check_observations
from dxplan.engine.tables.errors import TableError
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.scanning.asked import all_measures
from dxplan.engine.tables.scanning.read import read_figures
from dxplan.engine.tables.streaming import batches, running
from dxplan.engine.tables.streaming.read import streamed_figures
from tests.engine.differential.backends import BACKENDS, Native
from tests.engine.differential.cases import Case, Row
from tests.engine.differential.hold import Evaluator
from tests.engine.differential.rules import session
from tests.engine.tables.naive import figures_of

OF_NOTHING = ("empty-table", "no-measure-column")
"""What a table without rows is refused for; no rows at all are no mistake."""


Reader: TypeAlias = Callable[..., Figures | None]
ONE_PASS: Counter[str] = Counter()
"""By layout, how many tables were added up in one pass."""


def on_naive_figures(case: Case) -> Report:
    """The engine over columns, on figures that are made the plain way."""
    read = case.observations
    # In some cases a school is looked at by itself though it need not be.
    names = sorted(read.organisations or {cell.organisation for cell in read.cells})
    apart = names[: len(case.table.rows) % 3 // 2]
    return _judged(case, figures_of(case.plan, read, case.as_of, apart))


def on_read_cells(case: Case) -> Report:
    """The engine over columns, on what was read cell by cell."""
    report = check_observations(case.plan, case.observations, case.as_of, group_by=case.by)
    return attrs.evolve(report, findings=tuple(report.findings))


def in_backend(native: Native, case: Case, read: Reader = read_figures) -> Report:
    """The engine over columns, on the table as a library or a file holds it.

    :param read: makes figures of the table; where it makes none, nothing is compared.
    """
    register = case.beside.organisations
    with TemporaryDirectory() as folder:
        table = native(case.table, Path(folder))
        try:
            figures = read(all_measures(case.plan, register, case.as_of), table)
        except TableError as error:
            if case.table.rows or error.problem.code not in OF_NOTHING:
                raise
            return case.expected
        if figures is None:
            return case.expected
        ONE_PASS[case.table.layout] += read is streamed_figures
        report = _judged(case, figures)
        problems = (*case.beside.problems, *figures.problems)
        return Report(
            report.plan, report.as_of, tuple(report.findings), problems, report.rows_left_out,
            report.titles, report.level_counts, report.levels, left_out=report.left_out,
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


def through_session(native: Native, case: Case) -> Report:
    """A check as a program asks for it: a table or a file, with the register in a file."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        register = None if case.register is None else _listed(case.register, folder / "r.csv")
        events = None if case.events is None else _listed(case.events, folder / "e.csv")
        table = native(case.table, folder)
        try:
            report = session().check(
                case.plan, table, register, events, as_of=case.as_of, group_by=_known(case)
            )
        except TableError as error:
            if case.table.rows or error.problem.code not in OF_NOTHING:
                raise
            return case.expected
        return attrs.evolve(report, findings=tuple(report.findings))


def _known(case: Case) -> list[str]:
    """The columns that the register has; of any other a check says that there is none."""
    known = {ORGANISATION, *grouping_columns(case.beside.organisations or {})}
    is_read = not any(problem.fatal for problem in case.beside.problems)
    return [each for each in columns_of(case.by) if each in known or not is_read]


def _listed(rows: Sequence[Row], path: Path) -> Path:
    """Rows as a CSV file."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


STREAMED = ("parquet", "folder of parquet", "pyarrow", "polars", "duckdb", "csv")


def in_small_batches(native: Native, case: Case) -> Report:
    """One pass over a table, two rows at a time, with room for one pattern at first."""
    with pytest.MonkeyPatch.context() as small:
        small.setattr(batches, "_LEAST", 2)
        small.setattr(batches, "_CELLS", 2)
        small.setattr(running, "_PATTERNS", 1)
        return in_backend(native, case, streamed_figures)


EVALUATORS: dict[str, Evaluator] = {
    "naive figures": on_naive_figures,
    "read cells": on_read_cells,
    "session, polars": partial(through_session, BACKENDS["polars"]),
    "session, parquet": partial(through_session, BACKENDS["parquet"]),
    "session, csv": partial(through_session, BACKENDS["csv"]),
    **{name: partial(in_backend, native) for name, native in BACKENDS.items()},
    **{f"one pass, {name}": partial(in_small_batches, BACKENDS[name]) for name in STREAMED},
}
