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
from zipfile import ZipFile

import attrs

from dxplan.data.packages import PackageRefused, is_package, repacked
from dxplan.data.problems import Problem
from dxplan.data.sheet_parts import Look, SheetParts
from dxplan.data.tables import Merge, Percentage, Table
from dxplan.limits import current
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
    try:
        given, look = _looked_into(path)
    except PackageRefused as refused:
        return [], [attrs.evolve(refused.problem, file=name)]
    if look.protected:
        return [], [Problem("password-protected", name, fatal=True)]
    try:
        with _opened(given) as workbook:
            return _tables(name, workbook, look)
    except PasswordError:
        return [], [Problem("password-protected", name, fatal=True)]
    except PackageRefused as refused:
        return [], [attrs.evolve(refused.problem, file=name)]
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic inside the library is no Exception; whatever a broken file sets off means the same.
    except BaseException:
        params = {"suffix": path.suffix}
        return [], [Problem("not-a-workbook", name, params=params, fatal=True)]


def _looked_into(path: Path) -> tuple[BytesIO, Look]:
    """A workbook of any format, and what its parts show.

    A stray value in the last corner of a sheet asks for more memory than there is, which ends the
    process; so that is looked for before the workbook is opened.

    :raises PackageRefused: when it is not to be opened.
    """
    from dxplan.data import ods_parts, xls_parts, xlsx_parts
    from dxplan.data.xls_records import is_compound

    with path.open("rb") as file:
        begin = file.read(8)
    if is_package(begin):
        package = repacked(path)
        with ZipFile(package) as archive:
            xlsx_parts.refuse_too_large(archive)
            look = ods_parts.look_into(archive)
            if look == Look():
                look = xlsx_parts.look_into(archive)
        package.seek(0)
        return package, look
    if not is_compound(begin):
        raise PackageRefused("not-a-workbook", suffix=path.suffix)
    data = path.read_bytes()
    return BytesIO(data), xls_parts.look_into(data)


def _opened(given: BytesIO) -> CalamineWorkbook:
    """A workbook as what it is, whatever its name says."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(given)
    most, count = current().sheets, len(workbook.sheet_names)
    if count > most:
        raise PackageRefused("too-many-sheets", sheets=count, most=most, limit="sheets")
    return workbook


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
    _refuse_many_merges(merged, len(rows), sheet.name)
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


def _refuse_many_merges(merged: tuple[Merge, ...], rows: int, sheet: str) -> None:
    """Refuse a sheet whose merged cells lie over each other many times.

    :raises PackageRefused: when it takes more than is allowed to write them into their rows.
    """
    most = current().merged_cells
    cells = sum(min(bottom, rows) - top for top, _, bottom, _ in merged)
    if cells > most:
        params = {"cells": cells, "most": most, "limit": "merged_cells"}
        raise PackageRefused("sheet-too-large", sheet, "", **params)
