"""Figures of any table: in one pass where it is plain, else by asking it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dxplan.data.register import Register
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.kinds import Kinds
from dxplan.engine.tables.scanning.read import read_figures
from dxplan.engine.tables.streaming.read import streamed_figures
from dxplan.plan.model import Plan


def table_figures(
    plan: Plan,
    given: object,
    kinds: Kinds | None,
    register: Register | None,
    *,
    as_of: date,
    measures: Collection[str],
) -> Figures:
    """The figures of a table up to a day.

    :param given: a frame of any library that Narwhals knows, or paths of CSV or Parquet files,
        folders of them or patterns such as ``data/*.parquet``.
    :param kinds: of the organisations of the register; ``None`` without one.
    :param measures: what is asked for.
    :raises TableError: when the table cannot be added up.
    """
    found = streamed_figures(plan, given, kinds, register, as_of=as_of, measures=measures)
    if found is not None:
        return found
    return read_figures(plan, given, kinds, register, as_of=as_of, measures=measures)
