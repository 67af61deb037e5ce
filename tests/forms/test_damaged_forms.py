"""Forms that came back otherwise than they were sent: the same numbers, and what else is told."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from dxplan.forms import Sheets
from dxplan.plan.fingerprint import FORM_PLAN
from dxplan.session import Session
from tests.data.corpus.forms import WRITERS, Sheet
from tests.forms.filling import Key, fill, read_back
from tests.forms.test_round_trip import made, register_of, session

__all__ = ["session"]

Damage: TypeAlias = Callable[[Workbook], None]


def rows_inserted(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        sheet.insert_rows(8)
        sheet.insert_rows(1, 2)
        sheet.cell(10, 2).value = "(tiếp theo)"


def column_inserted(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        sheet.insert_cols(3)


def rows_sorted_backwards(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        first = next(
            row[0].row for row in sheet.iter_rows() if row[0].value in ("Mã đơn vị", "STT")
        )
        body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first + 1)]
        _put(sheet, first + 1, [row for row in body if any(row)][::-1])


def sheets_renamed(workbook: Workbook) -> None:
    for number, sheet in enumerate(workbook.worksheets, 1):
        sheet.title = f"Sheet{number}"


def marks_deleted(workbook: Workbook) -> None:
    workbook.custom_doc_props.props.clear()


def pasted_once_more(workbook: Workbook) -> None:
    sheet = workbook.worksheets[0]
    _put(sheet, sheet.max_row + 2, _values(sheet))


def last_sheet_pasted_below_the_first(workbook: Workbook) -> None:
    first, *_, last = workbook.worksheets
    _put(first, first.max_row + 2, _values(last))
    workbook.remove(last)


def _values(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _put(sheet: Worksheet, at: int, rows: list[list[Any]]) -> None:
    for r, row in enumerate(rows, at):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            if not isinstance(cell, MergedCell):
                cell.value = value


def come_back(
    session: Session, folder: Path, sheets: Sheets, damage: Damage, suffix: str = ".xlsx"
) -> tuple[dict[Key, Any], dict[Key, Any], Counter[str]]:
    """What was put into a form, what is read after the damage, and how often what is told."""
    plan, register = session.load("binh_dinh").value, register_of(folder, 60)
    (form,) = made(session, plan, register, sheets)
    path = folder / "form.xlsx"
    put = fill(plan, form.content, path, seed=7)
    workbook = load_workbook(path)
    damage(workbook)
    workbook.save(path)
    if suffix != ".xlsx":
        path = _saved_as(load_workbook(path), folder / f"form{suffix}")
    found = session.read(plan, path, register)
    told = Counter(each.code for each in found.problems if each.file == str(path))
    return put, read_back(found), told


def _saved_as(workbook: Workbook, path: Path) -> Path:
    def plain(value: object) -> object:
        return float(value) if isinstance(value, Decimal) else value

    sheets = {
        sheet.title[:31]: Sheet([[plain(value) for value in row] for row in _values(sheet)])
        for sheet in workbook.worksheets
    }
    WRITERS[path.suffix](sheets, path)
    return path


@pytest.mark.parametrize("sheets", ["unit", "one"])
@pytest.mark.parametrize(
    "damage",
    [
        rows_inserted,
        column_inserted,
        rows_sorted_backwards,
        sheets_renamed,
        marks_deleted,
    ],
)
def test_a_damaged_form_gives_the_same_numbers(
    session: Session, damage: Damage, sheets: Sheets, tmp_path: Path
) -> None:
    put, found, told = come_back(session, tmp_path, sheets, damage)
    assert (found, told) == (put, Counter())


def test_a_form_pasted_below_another_one_is_read_under_its_own_header(
    session: Session, tmp_path: Path
) -> None:
    put, found, told = come_back(session, tmp_path, "unit", last_sheet_pasted_below_the_first)
    assert (found, told) == (put, Counter())


@pytest.mark.parametrize("sheets", ["unit", "one"])
def test_what_is_pasted_once_more_counts_once_and_is_told(
    session: Session, sheets: Sheets, tmp_path: Path
) -> None:
    put, found, told = come_back(session, tmp_path, sheets, pasted_once_more)
    assert found == put
    assert set(told) == {"repeated-values"}


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
@pytest.mark.parametrize("sheets", ["unit", "one"])
def test_a_form_saved_in_another_format_gives_the_same_numbers(
    session: Session, sheets: Sheets, suffix: str, tmp_path: Path
) -> None:
    put, found, told = come_back(session, tmp_path, sheets, sheets_renamed, suffix)
    assert (found, told) == (put, Counter())


def test_a_form_of_another_plan_is_told_in_ods_too(session: Session, tmp_path: Path) -> None:
    plan, path = session.load("binh_dinh").value, tmp_path / "form.ods"
    WRITERS[".ods"]({"S": Sheet([["id", "period"]])}, path)
    space = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "meta.xml",
            f'<d xmlns:meta="{space}"><meta:user-defined meta:name="{FORM_PLAN}">another'
            "</meta:user-defined></d>",
        )
    told = [each.code for each in session.read(plan, path).problems]
    assert "form-of-another-plan" in told
