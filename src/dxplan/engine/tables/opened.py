"""Data that are found and not judged yet: a table where it is, or what was read cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from dxplan.data.asked_columns import GroupBy, columns_meant
from dxplan.data.observations import Observations
from dxplan.engine.tables.given import check_read
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    from dxplan.engine.findings import Report


@attrs.frozen(eq=False)
class Opened:
    """Data of a plan.

    :param table: a table to be added up; ``None`` when everything was read cell by cell.
    :param observations: what was read; beside a table only the register and the events.
    :param by_cells: reads a table cell by cell after all, because something is wrong in it.
    """

    plan: Plan
    table: object | None
    observations: Observations
    by_cells: Callable[[], Observations]

    def report(self, as_of: date, group_by: GroupBy) -> Report:
        """The findings as of a day.

        :param group_by: a register column as its heading was written, or several.
        :raises TableError: when a table cannot be added up.
        :raises CannotGroup: when the register has no such column, or one is asked for twice.
        """
        beside = self.observations
        columns = self.columns_meant(group_by)
        if self.table is None:
            return check_read(self.plan, beside, as_of, group_by=columns)
        from dxplan.engine.tables.check import check_table

        report = check_table(self.plan, self.table, beside, as_of, group_by=columns)
        if report is not None:
            return report
        return check_read(self.plan, self.by_cells(), as_of, group_by=columns)

    def columns_meant(self, group_by: GroupBy) -> tuple[str, ...]:
        """The register columns that are asked for.

        :raises CannotGroup: when the register has no such column, or one is asked for twice.
        """
        beside = self.observations
        return columns_meant(group_by, beside.organisations or {}, beside.problems)
