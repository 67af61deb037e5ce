"""Workbooks (.xlsx, .xlsm, .xls, .ods), read by python-calamine, imported when first used.

Numbers arrive as binary floating point. Whole ones of up to fifteen digits and decimals of up to
fifteen significant digits are exactly what was typed. Anything longer is what a computation left
behind; it is given with all its digits, by which the rest of the room knows it.

Formulas are never worked out: what counts is the result that stands in the file.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxplan.data.problems import Problem
from dxplan.data.sheet_parts import Look, SheetParts
from dxplan.data.tables import Merge, Percentage, Table
from dxplan.source import composed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_WHOLE_BELOW = 10**15
# Beyond twelve digits the last ones of a quotient that a spreadsheet worked out are not reliable.
_SHOWN = Context(prec=12)


def read_workbook(path: Path) -> tuple[list[Table], list[Problem]]:
    """The visible sheets of a workbook that are not empty."""
    from python_calamine import PasswordError

    name = str(path)
    # A stray value in the last corner of a sheet asks for more memory than there is, which ends
    # the process; so that is looked for before the workbook is opened.
    look = _look_into(path)
    if look.too_large is not None:
        return [], [Problem("sheet-too-large", name, *look.too_large, fatal=True)]
    if look.protected:
        return [], [Problem("password-protected", name, fatal=True)]
    try:
        with _opened(path) as workbook:
            return _tables(name, workbook, look)
    except PasswordError:
        return [], [Problem("password-protected", name, fatal=True)]
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic inside the library is no Exception; whatever a broken file sets off means the same.
    except BaseException:
        params = {"suffix": path.suffix}
        return [], [Problem("not-a-workbook", name, params=params, fatal=True)]


def _look_into(path: Path) -> Look:
    """What the parts of a workbook of any format show."""
    from dxplan.data import ods_parts, xls_parts, xlsx_parts

    looks = (each.look_into(path) for each in (xlsx_parts, ods_parts, xls_parts))
    return next((look for look in looks if look != Look()), Look())


def _opened(path: Path) -> CalamineWorkbook:
    """A workbook as its name says, else as what it is."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise
    except CalamineError:
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def _tables(name: str, workbook: CalamineWorkbook, look: Look) -> tuple[list[Table], list[Problem]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables: list[Table] = []
    problems: list[Problem] = []
    for index, described in enumerate(workbook.sheets_metadata):
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        if described.visible != SheetVisibleEnum.Visible:
            problems.append(Problem("hidden-sheet", name, described.name))
            continue
        parts = look.sheets.get(described.name, SheetParts())
        table = _table(name, workbook.get_sheet_by_index(index), parts)
        if any(raw not in ("", None) for row in table.rows for raw in row):
            tables.append(table)
    if not tables:
        problems.append(Problem("empty-file", name, fatal=True))
    return tables, problems


def _table(name: str, sheet: CalamineSheet, parts: SheetParts) -> Table:
    rows = [list(map(_exact, row)) for row in sheet.to_python()]
    top, left = sheet.start or (0, 0)
    for row, column in parts.percentages:
        _set(rows, row - top, column - left, None)
    for (row, column), text in parts.unread.items():
        _set(rows, row - top, column - left, text)
    merged = _merged([*(sheet.merged_cell_ranges or []), *parts.merged], top, left)
    return Table(name, sheet.name, tuple(map(tuple, rows)), top + 1, left + 1, merged)


def _exact(raw: Any) -> Any:
    """A raw cell without binary floating point, and with a time of day or a duration as text."""
    if isinstance(raw, float):
        whole = raw.is_integer() and abs(raw) < _WHOLE_BELOW
        return int(raw) if whole else Decimal(repr(raw))
    if isinstance(raw, str):
        return raw if raw.isascii() else composed(raw)
    return raw if isinstance(raw, (int, date)) else str(raw)


def _set(rows: list[list[Any]], row: int, column: int, text: str | None) -> None:
    """Puts the text that a cell shows in its place; ``None`` for its number in percents."""
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        return
    raw = rows[row][column]
    if text is not None:
        rows[row][column] = text
    elif isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
        rows[row][column] = Percentage(_percents(Decimal(raw)))


def _percents(part: Decimal) -> Decimal:
    percents = (part * 100).normalize(_SHOWN)
    return percents.quantize(Decimal(1)) if percents == percents.to_integral() else percents


def _merged(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]], top: int, left: int
) -> tuple[Merge, ...]:
    """Merged cells, counted inside the table."""
    return tuple(
        sorted(
            (first - top, leftmost - left, last - top, rightmost - left)
            for (first, leftmost), (last, rightmost) in ranges
            if first >= top and leftmost >= left
        )
    )
