"""From a table to the findings of a plan."""

from __future__ import annotations

from datetime import date

import attrs

from dxplan.data.addresses import problem_order
from dxplan.data.asked_columns import GroupBy
from dxplan.data.observations import Observations
from dxplan.engine.findings import Report
from dxplan.engine.tables.errors import TableError
from dxplan.engine.tables.given import may_be_read_by_cells
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.scanning.asked import all_measures
from dxplan.engine.tables.table_figures import table_figures
from dxplan.plan.model import Plan


def check_table(
    plan: Plan,
    table: object,
    beside: Observations,
    as_of: date,
    *,
    group_by: GroupBy = None,
) -> Report | None:
    """The findings of a plan over a table, as of a day.

    ``None`` for files that had better be read cell by cell, because something is wrong in them.

    :param table: a frame of any library that Narwhals knows, or paths.
    :param beside: the register and the events, with what is wrong with them; no figures.
    :raises TableError: when the table cannot be added up.
    """
    register = beside.organisations
    again = may_be_read_by_cells(table)
    try:
        figures = table_figures(all_measures(plan, register, as_of), table)
    except TableError:
        if again:
            return None
        raise
    if again and (figures.rows_left_out or any(each.fatal for each in figures.problems)):
        return None
    problems = tuple(sorted((*beside.problems, *figures.problems), key=problem_order))
    return evaluate_figures(
        plan,
        attrs.evolve(figures, problems=problems),
        as_of,
        register=register,
        events=beside.events,
        group_by=group_by,
    )
