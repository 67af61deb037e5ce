"""What keeps a table from being read at all."""

from __future__ import annotations

from dxplan.data.problems import Problem


class TableError(ValueError):
    """A table that cannot be added up, with the problem that says where and why.

    >>> print(TableError(Problem("empty-table", "schools.parquet")))
    schools.parquet: there is no row in the table; hand over a table with figures, or leave it out
    """

    def __init__(self, problem: Problem) -> None:
        where = ":".join(part for part in (problem.file, problem.cell) if part)
        told = "; ".join(part for part in (problem.message(), problem.help()) if part)
        super().__init__(f"{where}: {told}" if where else told)
        self.problem = problem


def table_error(code: str, source: str, column: str = "", **params: object) -> TableError:
    """An error about a table or one of its columns."""
    return TableError(Problem(code, source, "", column, params, fatal=True))
