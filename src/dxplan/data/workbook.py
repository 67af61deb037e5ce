"""Workbooks (.xlsx, .xlsm, .xls, .ods), read by python-calamine, imported when first used.

Numbers arrive as binary floating point. Whole ones of up to fifteen digits and decimals of up to
fifteen significant digits are exactly what was typed. Anything longer is what a computation left
behind; it is given with all its digits, by which the rest of the room knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxplan.data.problems import Problem
from dxplan.data.tables import Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from dxplan.data.xlsx_parts import Unread

_WHOLE_BELOW = 10**15


def read_workbook(path: Path) -> tuple[list[Table], list[Problem]]:
    """The visible sheets of a workbook that are not empty."""
    from python_calamine import CalamineWorkbook, PasswordError

    from dxplan.data.xlsx_parts import look_into

    name = str(path)
    # A stray value in the last corner of a sheet asks for more memory than there is, which ends
    # the process; so that is looked for before the workbook is opened.
    look = look_into(path)
    if look.too_large is not None:
        return [], [Problem("sheet-too-large", name, *look.too_large, fatal=True)]
    try:
        with CalamineWorkbook.from_path(name) as workbook:
            return _tables(name, workbook, look.unread)
    except PasswordError:
        return [], [Problem("password-protected", name, fatal=True)]
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic inside the library is no Exception; whatever a broken file sets off means the same.
    except BaseException:
        params = {"suffix": path.suffix}
        return [], [Problem("not-a-workbook", name, params=params, fatal=True)]


def _tables(
    name: str, workbook: CalamineWorkbook, unread: Mapping[str, Unread]
) -> tuple[list[Table], list[Problem]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables: list[Table] = []
    problems: list[Problem] = []
    for index, described in enumerate(workbook.sheets_metadata):
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        if described.visible != SheetVisibleEnum.Visible:
            problems.append(Problem("hidden-sheet", name, described.name))
            continue
        table = _table(name, workbook.get_sheet_by_index(index), unread.get(described.name, {}))
        if any(raw not in ("", None) for row in table.rows for raw in row):
            tables.append(table)
    if not tables:
        problems.append(Problem("empty-file", name, fatal=True))
    return tables, problems


def _table(name: str, sheet: CalamineSheet, unread: Unread) -> Table:
    rows = [list(map(_exact, row)) for row in sheet.to_python()]
    top, left = sheet.start or (0, 0)
    for (row, column), text in unread.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = text
    _fill_merged(rows, sheet.merged_cell_ranges or [], top, left)
    return Table(name, sheet.name, tuple(map(tuple, rows)), top + 1, left + 1)


def _exact(raw: Any) -> Any:
    """A raw cell without binary floating point, and with a time of day or a duration as text."""
    if isinstance(raw, float):
        whole = raw.is_integer() and abs(raw) < _WHOLE_BELOW
        return int(raw) if whole else Decimal(repr(raw))
    return raw if isinstance(raw, (str, int, date)) else str(raw)


def _fill_merged(
    rows: list[list[Any]],
    ranges: list[tuple[tuple[int, int], tuple[int, int]]],
    top: int,
    left: int,
) -> None:
    """Writes the text of cells that are merged downwards into every row they stand for.

    A number is not repeated: one number over several rows would be counted several times.
    """
    for (first, leftmost), (last, _) in ranges:
        row, column = first - top, leftmost - left
        inside = 0 <= row < len(rows) and 0 <= column < len(rows[row])
        if inside and isinstance(rows[row][column], str):
            for below in rows[row + 1 : last - top + 1]:
                below[column] = rows[row][column]
