"""From what a caller gives to sums: files of sums, sums that were kept, rows, and a register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import attrs

from dxplan.data.addresses import problem_order
from dxplan.data.observations import Observations, Organisation
from dxplan.data.problems import Problem
from dxplan.engine.tables.errors import TableError
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.given import may_be_read_by_cells, table_in
from dxplan.engine.tables.scanning.asked import all_measures
from dxplan.engine.tables.table_figures import table_figures
from dxplan.engine.tables.travelling.errors import sums_error
from dxplan.engine.tables.travelling.kept import Sums, kept_sums
from dxplan.engine.tables.travelling.merged import merged
from dxplan.engine.tables.travelling.reading import read_sums
from dxplan.engine.tables.travelling.registers import one_register
from dxplan.engine.tables.travelling.remembered import remembering
from dxplan.plan.model import Plan

Register: TypeAlias = Mapping[str, Organisation]
GivenSums: TypeAlias = "Sums | str | Path | Sequence[Sums | str | Path]"


@attrs.frozen(eq=False)
class GivenRows:
    """Rows that are to be added up.

    :param data: whatever a check takes as data; nothing stands for no rows.
    :param register: who should report, and ``problems`` what is wrong with it.
    :param read: reads the data cell by cell, held against a register.
    """

    data: object
    register: Register | None
    problems: tuple[Problem, ...]
    read: Callable[[Register | None], Observations]
    crosswalk: object = None

    @property
    def there(self) -> bool:
        """Whether any data are given."""
        return not (isinstance(self.data, Sequence) and len(self.data) == 0)


def _name_of(given: object) -> str:
    """What messages call a list: its path, or that it is rows."""
    return str(given) if isinstance(given, str | Path) else "<rows>:crosswalk"


def gathered(plan: Plan, rows: GivenRows, given: GivenSums, as_of: date | None) -> Sums:
    """All that is given as one, in the terms of a plan.

    :param as_of: of the rows, leave out what is of a later day.
    :raises SumsError: when sums cannot be used, or not together.
    """
    if rows.crosswalk is not None:
        raise sums_error("sums-beside-crosswalk", _name_of(rows.crosswalk))
    listed = [given] if isinstance(given, Sums | str | Path) else list(given)
    parts = [each if isinstance(each, Sums) else read_sums(plan, each) for each in listed]
    if rows.there or rows.register is not None or not parts:
        parts.append(_added_up(plan, rows, parts, as_of))
    return merged(plan, parts)


def _added_up(plan: Plan, rows: GivenRows, others: Sequence[Sums], as_of: date | None) -> Sums:
    """The sums of rows; who should report, sums of others may know as well."""
    known = rows.register
    if known is None and others:
        known = one_register(others)
    elif known is not None:
        more = _known(others, known)
        known = {**more, **known} if more else known
    named = _names(rows.data)
    table = table_in(rows.data)
    figures = None if table is None else _of_table(plan, table, known, as_of or date.max)
    if figures is None:
        found = kept_sums(plan, rows.read(known), named, as_of)
    else:
        found = Sums(plan, remembering(figures), known, named, as_of)
    problems = tuple(sorted((*rows.problems, *found.problems), key=problem_order))
    return attrs.evolve(found, figures=attrs.evolve(found.figures, problems=problems))


def _known(others: Sequence[Sums], register: Register) -> Register:
    """Whom other sums know beside those of a register."""
    return {
        name: organisation
        for other in others
        for name, organisation in (other.register or {}).items()
        if name not in register
    }


def _of_table(plan: Plan, table: object, register: Register | None, as_of: date) -> Figures | None:
    """The figures of a table; ``None`` for files that had better be read cell by cell."""
    again = may_be_read_by_cells(table)
    try:
        found = table_figures(all_measures(plan, register, as_of), table)
    except TableError:
        if again:
            return None
        raise
    return None if found.problems and again else found


def _names(data: object) -> tuple[str, ...]:
    """The names of files that are given as data."""
    if isinstance(data, str | Path):
        return (str(data),)
    if not isinstance(data, Sequence):
        return ()
    return tuple(str(each) for each in data if isinstance(each, str | Path))
