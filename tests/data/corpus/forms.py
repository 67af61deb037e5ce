"""A form of invented figures as a grid of cells, and the same grid as .xlsx, .xls and .ods."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import attrs
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

Cell: TypeAlias = tuple[int, int]
Form: TypeAlias = "Mapping[str, Sheet]"

HEADINGS = (
    "STT", "Mã trường", "Tên trường", "Kỳ báo cáo", "Số tiết trực tuyến (Tiểu học)",
    "Tổng số tiết (Tiểu học)", "Số tiết trực tuyến (THCS)", "Tổng số tiết (THCS)", "Số người học",
    "Số người học có hồ sơ số", "Chi cho chuyển đổi số", "Tổng chi", "Có trang thông tin điện tử",
)  # fmt: skip
KEYS = 4
SCHOOLS = tuple(f"010{number}" for number in range(1, 7))
ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!")


@attrs.define
class Sheet:
    """A sheet, counted from 0.

    :param merges: first and last cell of what is merged.
    :param percents: cells that show percents.
    :param struck: cells that are struck through.
    :param filtered: rows that a filter hides.
    """

    rows: list[list[Any]]
    merges: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    percents: set[Cell] = attrs.field(factory=set)
    struck: set[Cell] = attrs.field(factory=set)
    filtered: set[int] = attrs.field(factory=set)
    hidden: bool = False

    def insert(self, at: int, *rows: list[Any]) -> None:
        """Put rows in, and everything below them further down."""
        self.rows[at:at] = [list(row) for row in rows]
        count = len(rows)
        self.merges = [
            (a + count * (a >= at), b, c + count * (a >= at), d) for a, b, c, d in self.merges
        ]

    def insert_column(self, at: int, *values: Any) -> None:
        """Put a column in."""
        for index, row in enumerate(self.rows):
            row[at:at] = [values[index] if index < len(values) else None]

    def column(self, heading: str) -> int:
        """The column of a heading of the first row."""
        return self.rows[0].index(heading)

    def sum(self, column: int, first: int, last: int) -> Any:
        """What some rows add up to."""
        values = [self.rows[row][column] for row in range(first, last + 1)]
        return sum(1 if value == "x" else 0 if value == "không" else value or 0 for value in values)

    def total(self, first: int, last: int, *label: Any) -> list[Any]:
        """A row that adds up others."""
        width = len(self.rows[0])
        sums = [self.sum(column, first, last) for column in range(KEYS, width)]
        return [*label, *[None] * (KEYS - len(label)), *sums]


def figures(seed: int) -> list[list[Any]]:
    """One row of figures a school."""
    rng = Random(seed)
    rows = []
    for number, school in enumerate(SCHOOLS, 1):
        lessons, more, learners = (
            rng.randint(400, 900),
            rng.randint(400, 900),
            rng.randint(300, 700),
        )
        spending = rng.randint(1000, 3000)
        rows.append(
            [
                number, school, f"Trường số {number}", "năm 2024",
                rng.randint(lessons // 25, lessons // 15), lessons,
                rng.randint(more // 12, more // 8), more, learners,
                rng.randint(learners * 7 // 10, learners), rng.randint(10, spending // 25),
                spending, "không" if number in (2, 6) else "x",
            ]
        )  # fmt: skip
    return rows


def clean(seed: int) -> Sheet:
    """The form without any defect."""
    return Sheet([list(HEADINGS), *figures(seed)])


def letters(column: int) -> str:
    """The letters of one of the first 26 columns."""
    return chr(ord("A") + column)


def _covered(sheet: Sheet) -> set[Cell]:
    """The cells that others are merged over."""
    return {
        (row, column)
        for a, b, c, d in sheet.merges
        for row in range(a, c + 1)
        for column in range(b, d + 1)
        if (row, column) != (a, b)
    }


def write_xlsx(form: Form, path: Path) -> None:
    """A workbook of today's kind."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, sheet in form.items():
        made = workbook.create_sheet(name)
        made.sheet_state = "hidden" if sheet.hidden else "visible"
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if value is not None:
                    cell = made.cell(r + 1, c + 1, value)
                    cell.number_format = "0.0%" if (r, c) in sheet.percents else cell.number_format
                    if isinstance(value, str) and value not in ERRORS and value[:1] != "=":
                        cell.data_type = "s"
                    if (r, c) in sheet.struck:
                        cell.font = Font(strike=True)
        for a, b, c, d in sheet.merges:
            made.merge_cells(None, a + 1, b + 1, c + 1, d + 1)
        for row in sheet.filtered:
            made.row_dimensions[row + 1].hidden = True
    workbook.save(path)


def write_xls(form: Form, path: Path) -> None:
    """A workbook as it was until 2007."""
    workbook = xlwt.Workbook()
    for name, sheet in form.items():
        made = workbook.add_sheet(name)
        made.visibility = int(sheet.hidden)
        covered = _covered(sheet)
        merges = {(a, b): (a, c, b, d) for a, b, c, d in sheet.merges}
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                style = _style(sheet, (r, c), value)
                if (r, c) in covered:
                    continue
                if value in ERRORS:
                    made.row(r).set_cell_error(c, "#N/A!" if value == "#N/A" else value)
                elif (r, c) in merges:
                    made.write_merge(*merges[r, c], value, style)
                elif value is not None:
                    made.write(r, c, value, style)
        for row in sheet.filtered:
            made.row(row).hidden = True
    workbook.save(str(path))


def _style(sheet: Sheet, cell: Cell, value: object) -> xlwt.XFStyle:
    if cell in sheet.percents:
        return xlwt.easyxf(num_format_str="0.0%")
    if isinstance(value, date):
        return xlwt.easyxf(num_format_str="dd/mm/yyyy")
    return xlwt.easyxf("font: struck_out on" if cell in sheet.struck else "")


def write_ods(form: Form, path: Path) -> None:
    """A workbook of LibreOffice, as the few parts that it needs."""
    names = {short: f"urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"
             for short in ("office", "table", "text", "style")}  # fmt: skip
    names["calcext"] = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    namespaces = " ".join(f'xmlns:{short}="{name}"' for short, name in names.items())
    hidden = (
        '<office:automatic-styles><style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    tables = "".join(_ods_table(name, sheet) for name, sheet in form.items())
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {namespaces}>{hidden}<office:body><office:spreadsheet>"
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
        )


def _ods_table(name: str, sheet: Sheet) -> str:
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in sheet.merges}
    covered = _covered(sheet)
    width = max(map(len, sheet.rows), default=0)
    body = []
    for r, row in enumerate(sheet.rows):
        cells = [
            "<table:covered-table-cell/>"
            if (r, c) in covered
            else _ods_cell(
                row[c] if c < len(row) else None, spans.get((r, c)), (r, c) in sheet.percents
            )
            for c in range(width)
        ]
        shown = ' table:visibility="filter"' if r in sheet.filtered else ""
        body.append(f"<table:table-row{shown}>{''.join(cells)}</table:table-row>")
    style = ' table:style-name="h"' if sheet.hidden else ""
    return f"<table:table table:name={quoteattr(name)}{style}>{''.join(body)}</table:table>"


def _ods_cell(value: Any, span: tuple[int, int] | None, percent: bool) -> str:
    merged = "" if span is None else (
        f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    )  # fmt: skip
    if value is None:
        return f"<table:table-cell{merged}/>"
    if value in ERRORS:
        kind = ' table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"'
    elif isinstance(value, date):
        kind = f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str):
        kind = ' office:value-type="string"'
    else:
        kind = f' office:value-type="{"percentage" if percent else "float"}" office:value="{value}"'
    return (
        f"<table:table-cell{merged}{kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


WRITERS: Mapping[str, Callable[[Form, Path], None]] = {
    ".xlsx": write_xlsx, ".xls": write_xls, ".ods": write_ods,
}  # fmt: skip
