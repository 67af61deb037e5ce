"""Workbooks: sheets, addresses, numbers as binary floating point, and files that are none."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dxplan.data.tables import Table
from dxplan.data.workbook import read_workbook

Make = Callable[[Worksheet], object]


@pytest.fixture
def save(folder: Path) -> Callable[..., Path]:
    """Saves a workbook whose sheets are filled in by functions."""

    def make(**sheets: Make) -> Path:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for title, fill in sheets.items():
            fill(workbook.create_sheet(title))
        path = Path("a.xlsx")
        workbook.save(path)
        return path

    return make


def _fill(**cells: object) -> Make:
    def fill(sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value

    return fill


def _problems(path: Path) -> list[tuple[str, str, str, bool]]:
    tables, problems = read_workbook(path)
    assert tables == []
    return [(each.code, each.sheet, each.cell, each.fatal) for each in problems]


def test_a_sheet_begins_at_its_first_cell(save: Callable[..., Path]) -> None:
    tables, problems = read_workbook(save(S=_fill(B3="id", C4="x")))
    assert (tables, problems) == ([Table("a.xlsx", "S", (("id", ""), ("", "x")), 3, 2)], [])


def test_numbers_are_exact_as_far_as_fifteen_digits_go(save: Callable[..., Path]) -> None:
    path = save(S=_fill(A1=123, A2=1.5, A3=10**15 - 1, A4=0.123456789012345, A5=-2))
    ((table,), _) = read_workbook(path)
    raws = [row[0] for row in table.rows]
    assert raws == [123, Decimal("1.5"), 10**15 - 1, Decimal("0.123456789012345"), -2]
    assert [type(raw) for raw in raws] == [int, Decimal, int, Decimal, int]


def test_numbers_of_more_digits_keep_them(save: Callable[..., Path]) -> None:
    ((table,), _) = read_workbook(save(S=_fill(A1=1234567890123456, A2=0.1234567890123456)))
    raws = [row[0] for row in table.rows]
    assert raws == [Decimal("1234567890123456.0"), Decimal("0.1234567890123456")]


def test_dates_texts_and_booleans_stay_what_they_are(save: Callable[..., Path]) -> None:
    cells = _fill(A1=date(2024, 5, 31), A2="0123", A3=True, A4=time(7, 30), A5=timedelta(hours=30))
    ((table,), _) = read_workbook(save(S=cells))
    raws = [row[0] for row in table.rows]
    assert raws == [date(2024, 5, 31), "0123", True, "07:30:00", "1 day, 6:00:00"]


def test_merged_cells_are_given_beside_what_is_written_in_the_first(
    save: Callable[..., Path],
) -> None:
    def merge(sheet: Worksheet) -> None:
        _fill(A1="s1", B1=5, C1="x", C2="y", C3="z")(sheet)
        sheet.merge_cells("A1:A3")
        sheet.merge_cells("B1:B3")

    ((table,), _) = read_workbook(save(S=merge))
    assert table.rows == (("s1", 5, "x"), ("", "", "y"), ("", "", "z"))
    assert table.merged == ((0, 0, 2, 0), (0, 1, 2, 1))


def test_hidden_sheets_are_left_out_and_empty_ones_skipped(save: Callable[..., Path]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet["A1"] = "id"
        sheet.sheet_state = "hidden"

    tables, problems = read_workbook(save(S=_fill(A1="id"), Empty=_fill(), Hidden=hide))
    assert [table.sheet for table in tables] == ["S"]
    assert [(each.code, each.sheet, each.fatal) for each in problems] == [
        ("hidden-sheet", "Hidden", False)
    ]


def test_a_chart_on_a_sheet_of_its_own_is_no_table(folder: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "id"
    workbook.create_chartsheet("Biểu đồ")
    workbook.save("a.xlsx")
    tables, problems = read_workbook(Path("a.xlsx"))
    assert ([table.sheet for table in tables], problems) == (["Sheet"], [])


def test_a_workbook_without_anything_is_empty(save: Callable[..., Path]) -> None:
    assert _problems(save(S=_fill())) == [("empty-file", "", "", True)]


def _replace_in_sheet(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_errors_and_formulas_without_a_result_are_not_blank(save: Callable[..., Path]) -> None:
    path = save(S=_fill(B2="id", C3="=B2+1", C4=7))
    _replace_in_sheet(path, b'<c r="C4" t="n"><v>7</v></c>', b'<c r="C4" t="e"><v>#REF!</v></c>')
    ((table,), _) = read_workbook(path)
    assert table.rows == (("id", ""), ("", "=B2+1"), ("", "#REF!"))


def test_a_formula_whose_result_is_an_empty_text_is_blank(save: Callable[..., Path]) -> None:
    path = save(S=_fill(A1="id", B1=7, A2="x"))
    formula = b'<c r="B1" t="str"><f>IF(1,"")</f><v></v></c>'
    _replace_in_sheet(path, b'<c r="B1" t="n"><v>7</v></c>', formula)
    ((table,), _) = read_workbook(path)
    assert table.rows[0] == ("id", "")


def test_a_declared_size_that_is_wrong_does_not_matter(save: Callable[..., Path]) -> None:
    path = save(S=_fill(A1="id", A2="x"))
    _replace_in_sheet(path, b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    ((table,), _) = read_workbook(path)
    assert table.rows == (("id",), ("x",))


def test_a_stray_cell_in_the_last_corner_is_told_before_memory_runs_out(
    save: Callable[..., Path],
) -> None:
    path = save(S=_fill(A1="id", XFD1048576="x"))
    assert _problems(path) == [("sheet-too-large", "S", "XFD1048576", True)]


def test_formatting_alone_does_not_make_a_sheet_large(save: Callable[..., Path]) -> None:
    def format_far_away(sheet: Worksheet) -> None:
        sheet["A1"] = "id"
        sheet["XFD1048576"].number_format = "0%"

    ((table,), problems) = read_workbook(save(S=format_far_away))
    assert (table.rows, problems) == ((("id",),), [])


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xls", ".ods"])
@pytest.mark.parametrize(
    "data",
    [b"id,period\n", b"PK\x03\x04 broken", b"<html><table></table></html>", b"\xd0\xcf\x11\xe0"],
)
def test_what_is_no_workbook_is_told(folder: Path, suffix: str, data: bytes) -> None:
    path = Path(f"a{suffix}")
    path.write_bytes(data)
    assert _problems(path) == [("not-a-workbook", "", "", True)]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_workbook_is_told(save: Callable[..., Path], share: float) -> None:
    path = save(S=_fill(A1="id"))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert _problems(path) == [("not-a-workbook", "", "", True)]


def test_a_workbook_without_its_sheet_part_is_told(save: Callable[..., Path]) -> None:
    path = save(S=_fill(A1="id"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, data)
    assert _problems(path) == [("not-a-workbook", "", "", True)]


def _encrypted_package() -> bytes:
    """A compound file with a stream EncryptedPackage, as a workbook with a password is kept."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16sHHHHHHLLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 0, 0, 1, 1, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    header += struct.pack("<109L", 0, *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return struct.pack(
            "<64sHBBLLL16sLQQLQ",
            text,
            len(text),
            kind,
            1,
            free,
            free,
            child,
            b"",
            0,
            0,
            0,
            start,
            size,
        )

    sectors = struct.pack("<128L", fat, end, *[i + 1 for i in range(2, 9)], end, *[free] * 118)
    directory = entry("Root Entry", 5, 1, end, 0) + entry("EncryptedPackage", 2, free, 2, 4096)
    directory += entry("", 0, free, 0, 0) * 2
    return header + sectors + directory + b"\0" * 4096


def test_a_workbook_with_a_password_is_told(folder: Path) -> None:
    path = Path("a.xlsx")
    path.write_bytes(_encrypted_package())
    assert _problems(path) == [("password-protected", "", "", True)]


def _ods(path: Path, body: str) -> None:
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )


def test_an_open_document_sheet_is_read(folder: Path) -> None:
    path = Path("a.ods")
    _ods(
        path,
        "<table:table-row>"
        '<table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p>'
        "</table:table-cell></table:table-row>",
    )
    assert read_workbook(path) == ([Table("a.ods", "S", (("id", 3),))], [])
