"""Files of data that were made to fill the memory of their reader, or to keep it busy.

Each says which code is told of it, and which limit, if any, would have to be raised to read it.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs

from tests.hostile.archives import (
    MIB,
    Packed,
    archive,
    document_parts,
    number,
    old_workbook,
    packed,
    record,
    sheet_of,
    workbook_parts,
    zeros,
)

Make: TypeAlias = Callable[[Path], Path]


@attrs.frozen
class Hostile:
    """A file to be made.

    :param code: of the problem that is told, which keeps the file from being read.
    :param limit: which one it is beyond.
    :param mebibytes: how much memory reading it may take.
    """

    make: Make
    code: str
    limit: str = ""
    mebibytes: int = 150


HOSTILE: dict[str, Hostile] = {}


def hostile(code: str, limit: str = "", mebibytes: int = 150) -> Callable[[Make], Make]:
    """Enter a file by its name."""

    def enter(make: Make) -> Make:
        HOSTILE[make.__name__] = Hostile(make, code, limit, mebibytes)
        return make

    return enter


def _sheets(code: str, limit: str, cells: dict[str, str]) -> None:
    for name, text in cells.items():

        def make(folder: Path, text: str = text) -> Path:
            sheet = text if text.startswith("<x") or "sheetData" in text else sheet_of(text)
            return archive(folder / "a.xlsx", workbook_parts(sheet))

        HOSTILE[name] = Hostile(make, code, limit)


def _documents(code: str, limit: str, rows: dict[str, str]) -> None:
    for name, text in rows.items():

        def make(folder: Path, text: str = text) -> Path:
            return archive(folder / "a.ods", document_parts(text))

        HOSTILE[name] = Hostile(make, code, limit)


# --- archives -------------------------------------------------------------------------------------


@hostile("unpacks-too-large", "unpacking_ratio")
def a_thousand_million_zeros(folder: Path) -> Path:
    return archive(folder / "a.xlsx", workbook_parts(zeros(954)))


@hostile("unpacks-too-large", "unpacking_ratio")
def a_part_that_says_it_is_small(folder: Path) -> Path:
    return archive(folder / "a.xlsx", workbook_parts(zeros(954, says=100)))


@hostile("unpacks-too-large", "unpacking_ratio")
def a_part_that_nothing_refers_to(folder: Path) -> Path:
    parts = workbook_parts(sheet_of(""))
    return archive(folder / "a.xlsx", {**parts, "docProps/app.xml": zeros(954)})


@hostile("unpacks-too-large", "unpacking_ratio", 300)
def many_parts_of_a_mebibyte(folder: Path) -> Path:
    many = {f"xl/worksheets/sheet{n}.xml": zeros(1) for n in range(2, 1000)}
    return archive(folder / "a.xlsx", {**workbook_parts(sheet_of("")), **many})


@hostile("not-a-workbook")
def parts_that_lie_over_each_other(folder: Path) -> Path:
    many = {f"xl/worksheets/sheet{n}.xml": zeros(16) for n in range(2, 1000)}
    first, *others = many
    parts = {**workbook_parts(sheet_of("")), **many}
    return archive(folder / "a.xlsx", parts, dict.fromkeys(others, first))


@hostile("not-a-workbook")
def an_archive_in_an_archive(folder: Path) -> Path:
    inner = a_thousand_million_zeros(folder).read_bytes()
    return archive(folder / "a.xlsx", workbook_parts(packed(inner)))


@hostile("not-a-workbook")
def a_part_that_breaks_off(folder: Path) -> Path:
    part = packed(sheet_of("<row/>" * 1000))
    return archive(folder / "a.xlsx", workbook_parts(Packed(part.data[:50], 6000)))


@hostile("not-a-workbook")
def an_archive_without_a_part(folder: Path) -> Path:
    return archive(folder / "a.xlsx", {})


# --- what XML can declare -------------------------------------------------------------------------

_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)
_OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&{};</t></is></c></row>'


@hostile("declares-entities")
def entities_that_multiply_in_a_sheet(folder: Path) -> Path:
    sheet = sheet_of(_CELL.format("a9"), _LAUGHS)
    return archive(folder / "a.xlsx", workbook_parts(sheet))


@hostile("declares-entities")
def entities_that_multiply_in_styles(folder: Path) -> Path:
    parts = workbook_parts(sheet_of(""))
    return archive(folder / "a.xlsx", {**parts, "xl/styles.xml": packed(f"{_LAUGHS}<x>&a9;</x>")})


@hostile("declares-entities")
def entities_in_another_encoding(folder: Path) -> Path:
    text = f"<?xml version='1.0' encoding='utf-16'?>{_LAUGHS}<x>&a9;</x>".encode("utf-16")
    parts = workbook_parts(sheet_of(""))
    return archive(folder / "a.xlsx", {**parts, "xl/styles.xml": packed(text)})


@hostile("not-a-workbook")
def an_encoding_that_nobody_writes(folder: Path) -> Path:
    text = b"<?xml version='1.0' encoding='cp037'?>" + f"{_LAUGHS}<x/>".encode("cp037")
    parts = workbook_parts(sheet_of(""))
    return archive(folder / "a.xlsx", {**parts, "xl/styles.xml": packed(text)})


@hostile("declares-entities")
def an_entity_that_is_another_file(folder: Path) -> Path:
    sheet = sheet_of(_CELL.format("a"), _OUTSIDE)
    return archive(folder / "a.xlsx", workbook_parts(sheet))


@hostile("declares-entities")
def entities_that_multiply_in_a_document(folder: Path) -> Path:
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>&a9;</text:p>'
    row += "</table:table-cell></table:table-row>"
    return archive(folder / "a.ods", document_parts(row, _LAUGHS))


@hostile("declares-entities")
def an_entity_across_two_pieces(folder: Path) -> Path:
    before = "<!--" + "x" * (MIB - 11) + "-->" + _OUTSIDE
    return archive(folder / "a.xlsx", workbook_parts(sheet_of("", before)))


# --- what leads out of a package ------------------------------------------------------------------


@hostile("not-a-workbook")
def a_sheet_that_is_a_file_elsewhere(folder: Path) -> Path:
    parts = workbook_parts(sheet_of(""), "file:///etc/passwd", mode=' TargetMode="External"')
    return archive(folder / "a.xlsx", parts)


@hostile("not-a-workbook")
def a_sheet_on_another_computer(folder: Path) -> Path:
    target = "http://192.0.2.1/sheet.xml"
    parts = workbook_parts(sheet_of(""), target, mode=' TargetMode="External"')
    return archive(folder / "a.xlsx", parts)


@hostile("not-a-workbook")
def a_sheet_above_the_package(folder: Path) -> Path:
    return archive(folder / "a.xlsx", workbook_parts(sheet_of(""), "../../../../etc/passwd"))


# --- how far a sheet reaches ----------------------------------------------------------------------

_FAR = "<c r='XFD1048576'><v>1</v></c>"
_NEAR = '<c r="A1"><v>1</v></c>'
_sheets("sheet-too-large", "cells", {
    "a_far_cell_in_single_quotes": f"<row r='1'>{_NEAR}{_FAR}</row>",
    "a_far_cell_behind_a_bracket": f'<row r="1">{_NEAR}<c x=">" r="XFD1048576"><v>1</v></c></row>',
    "a_far_cell_behind_a_text_like_its_place":
        f"<row r='1'>{_NEAR}<c x=' r=\"A2\"' r='XFD1048576'><v>1</v></c></row>",
    "a_far_cell_in_small_letters": f'<row r="1">{_NEAR}<c r="xfd1048576"><v>1</v></c></row>',
    "a_far_cell_with_blanks": f'<row r="1">{_NEAR}<c  r = "XFD1048576" ><v>1</v></c></row>',
    "a_far_cell_beyond_all_columns": f'<row r="1">{_NEAR}<c r="ZZZZ999999"><v>1</v></c></row>',
    "a_far_cell_beyond_all_rows": f'<row r="1">{_NEAR}<c r="A4000000000"><v>1</v></c></row>',
    "a_far_row_whose_cells_say_no_place":
        f'<row r="1">{_NEAR}</row><row r="1048576">{"<c><v>1</v></c>" * 50}</row>',
    "a_far_cell_under_another_prefix":
        sheet_of(f'<a-b:row>{_NEAR.replace("c", "a-b:c")}<a-b:c r="XFD1048576"><a-b:v>1</a-b:v>'
                 "</a-b:c></a-b:row>", prefix="a-b:"),
})  # fmt: skip
_sheets("sheet-too-large", "empty_cells", {
    "two_cells_that_make_a_large_sheet":
        f'<row r="1">{_NEAR}</row><row r="1000000"><c r="C1000000"><v>1</v></c></row>',
})  # fmt: skip


@hostile("sheet-too-large", "cells")
def a_far_cell_in_a_sheet_under_another_name(folder: Path) -> Path:
    parts = workbook_parts(sheet_of(""), "worksheets/SHEET9.XML")
    far = packed(sheet_of(f'<row r="1">{_NEAR}{_FAR}</row>'))
    return archive(folder / "a.xlsx", {**parts, "xl/Worksheets/Sheet9.xml": far})


@hostile("too-much-text", "text_characters")
def a_long_text_in_many_cells(folder: Path) -> Path:
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 20_001))
    texts = f'<sst xmlns="http://x"><si><t>{"x" * 32_000}</t></si></sst>'
    parts = workbook_parts(sheet_of(f"<row>{cells}</row>"))
    return archive(folder / "a.xlsx", {**parts, "xl/sharedStrings.xml": packed(texts)})


_MERGE = '<mergeCell ref="A1:A10000"/>'


@hostile("sheet-too-large", "merged_cells", 400)
def merged_cells_over_each_other(folder: Path) -> Path:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 10_001))
    merges = f"<mergeCells>{_MERGE * 600}</mergeCells>"
    sheet = sheet_of(cells).replace("</worksheet>", f"{merges}</worksheet>")
    return archive(folder / "a.xlsx", workbook_parts(sheet))


@hostile("too-many-sheets", "sheets")
def more_sheets_than_anybody_turns_over(folder: Path) -> Path:
    return archive(folder / "a.xlsx", workbook_parts(sheet_of(""), names=1001))


# --- what keeps a pattern busy --------------------------------------------------------------------

_sheets("not-a-workbook", "", {
    "cells_that_never_end": "<c " * 300_000,
    "errors_that_never_end": '<c t="e" r="A1">' * 60_000,
    "a_formula_before_many_blanks": '<row><c r="A1"><f/>' + " " * 1_000_000,
    "an_attribute_after_another": '<row><c r="A1"' + " x" * 300_000,
    "quotation_marks_that_never_end": '<row><c r="A1" ' + 'x="' * 300_000,
    "a_long_name_of_an_attribute": "<row><c " + "a" * 1_000_000 + "></c></row>",
    "a_name_without_an_end": "<" + "a" * 1_000_000,
})  # fmt: skip

_sheets("empty-file", "", {
    "many_places_of_one_cell":
        '<row><c x=\'\' s="1" t="e"' + ' r="A1"' * 100_000 + "/></row>",
})  # fmt: skip

# --- open documents -------------------------------------------------------------------------------

_FILLED = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
_ROW = "<table:table-row{}>{}</table:table-row>"
_COLUMNS, _ROWS = ' table:number-columns-repeated="{}"', ' table:number-rows-repeated="{}"'
_documents("sheet-too-large", "cells", {
    "a_row_that_is_repeated":
        _ROW.format(_ROWS.format(1_000_000), _FILLED.format(_COLUMNS.format(100), "x")),
    "a_filled_row_below_many_empty_ones":
        _ROW.format("", _FILLED.format(_COLUMNS.format(100), "x"))
        + _ROW.format(_ROWS.format(1_000_000), "<table:table-cell/>")
        + _ROW.format("", _FILLED.format("", "x")),
})  # fmt: skip
_documents("too-much-text", "text_characters", {
    "a_long_text_that_is_repeated":
        _ROW.format(_ROWS.format(10_000), _FILLED.format("", "x" * 30_000)),
})  # fmt: skip
_documents("not-a-workbook", "", {
    "a_number_of_rows_without_an_end":
        _ROW.format(_ROWS.format("9" * 10_000), _FILLED.format("", "x")),
    "tags_in_tags": "<text:p>" * 100_000,
})  # fmt: skip

# --- the old format -------------------------------------------------------------------------------


@hostile("sheet-too-large", "cells")
def two_far_cells_of_the_old_format(folder: Path) -> Path:
    return old_workbook(folder / "a.xls", number(0, 0) + number(65_535, 65_535))


@hostile("sheet-too-large", "cells")
def two_far_cells_in_small_sectors(folder: Path) -> Path:
    return old_workbook(folder / "a.xls", number(0, 0) + number(65_535, 65_535), small=True)


@hostile("sheet-too-large", "cells")
def a_far_cell_behind_the_beginning_of_a_chart(folder: Path) -> Path:
    chart = record(0x0809, bytes(16))
    return old_workbook(folder / "a.xls", number(0, 0) + chart + number(65_535, 65_535))


def _circle(name: str, changes: dict[int, int], *, small: bool = False) -> None:
    """Enter an .xls file in which a chain of sectors comes back to itself.

    :param changes: numbers by the place in the file that they are put at. Sector 0 is the table of
        all sectors, 1 the directory, 2 the table of small sectors; the stream begins with sector 3.
    """

    def make(folder: Path) -> Path:
        path = old_workbook(folder / "a.xls", number(0, 0), small=small)
        data = bytearray(path.read_bytes())
        for place, value in changes.items():
            struct.pack_into("<L", data, place, value)
        path.write_bytes(data)
        return path

    make.__name__ = name
    hostile("not-a-workbook")(make)


_TABLE, _DIRECTORY, _SMALL_TABLE = 512, 1024, 1536
_circle("a_directory_without_end", {_TABLE + 4 * 1: 1})
_circle("a_stream_without_end", {_TABLE + 4 * 4: 3})
_circle("small_sectors_without_end", {_TABLE + 4 * 3: 3}, small=True)
_circle("a_table_of_small_sectors_without_end", {_TABLE + 4 * 2: 2}, small=True)
_circle("a_small_stream_without_end", {_SMALL_TABLE: 0}, small=True)
_circle("a_list_of_tables_without_end", {68: 2, _SMALL_TABLE + 508: 2})
_OTHER = _DIRECTORY + 2 * 128
_circle("another_stream_without_end", {_TABLE + 4 * 20: 20, _OTHER + 116: 20, _OTHER + 120: 5000})


@hostile("too-much-text", "text_characters")
def a_long_text_in_many_cells_of_the_old_format(folder: Path) -> Path:
    head = struct.pack("<LLHB", 1, 1, 60_000, 0)
    texts = record(0x00FC, head + b"x" * 8_000)
    texts += b"".join(record(0x003C, b"\0" + b"x" * 8_000) for _ in range(6))
    texts += record(0x003C, b"\0" + b"x" * 4_000)
    cells = (record(0x00FD, struct.pack("<HHHL", row, 0, 0, 0)) for row in range(5_000))
    return old_workbook(folder / "a.xls", texts + b"".join(cells))


@hostile("too-many-records", "records")
def records_without_content(folder: Path) -> Path:
    # So many that a limit which is lowered for the test is passed.
    return old_workbook(folder / "a.xls", record(0x003C) * 6_000)


# --- text -----------------------------------------------------------------------------------------


def _text(folder: Path, text: str) -> Path:
    (folder / "a.csv").write_text(text, "utf-8", newline="")
    return folder / "a.csv"


@hostile("too-many-columns", "columns")
def a_hundred_thousand_columns(folder: Path) -> Path:
    return _text(folder, "id,period," + ",".join(f"c{n}" for n in range(100_000)) + "\n1,2025\n")


@hostile("cell-too-long", "cell_characters")
def a_million_quotation_marks(folder: Path) -> Path:
    return _text(folder, "id,period,a\n" + '"' * 1_000_000 + "\n")


@hostile("cell-too-long", "cell_characters", 400)
def a_cell_of_a_hundred_million_letters(folder: Path) -> Path:
    return _text(folder, "id,period,a\ns1,2025," + "x" * 100_000_000 + "\n")


@hostile("sheet-too-large", "cells", 350)
def lines_without_a_cell(folder: Path) -> Path:
    return _text(folder, "id,period,a\n" + "\n" * 21_000_000)


@hostile("file-too-large", "file_bytes")
def a_file_of_a_million_million_bytes(folder: Path) -> Path:
    (folder / "a.csv").write_bytes(b"id,period,a\n")
    os.truncate(folder / "a.csv", 10**12)
    return folder / "a.csv"


# --- no files -------------------------------------------------------------------------------------


def _no_file(suffix: str, make: Callable[[Path], object]) -> Make:
    def made(folder: Path) -> Path:
        make(folder / f"a{suffix}")
        return folder / f"a{suffix}"

    return made


for _suffix in (".csv", ".xlsx", ".parquet"):
    HOSTILE[f"a_pipe{_suffix}"] = Hostile(_no_file(_suffix, os.mkfifo), "not-a-regular-file")
    HOSTILE[f"a_device{_suffix}"] = Hostile(
        _no_file(_suffix, lambda path: path.symlink_to("/dev/zero")), "not-a-regular-file"
    )
