"""What is wrong with files as a whole: their names, what is inside, what a program left in them."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from tests.data.corpus.forms import Sheet, write_ods, write_xls, write_xlsx

Make: TypeAlias = Callable[[Sheet, Path], Path]
BROKEN_FILES: dict[str, Make] = {}


def broken(make: Make) -> Make:
    """Enter a file among the broken ones, by its name."""
    BROKEN_FILES[make.__name__] = make
    return make


def _text(s: Sheet, delimiter: str) -> str:
    return "\n".join(delimiter.join("" if v is None else str(v) for v in row) for row in s.rows)


def _patched(path: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@broken
def declared_size_too_small(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": s}, folder / "a.xlsx")
    return _patched(folder / "a.xlsx", SHEET, b'ref="A1:M7"', b'ref="A1:A1"')


@broken
def declared_size_too_large(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": s}, folder / "a.xlsx")
    return _patched(folder / "a.xlsx", SHEET, b'ref="A1:M7"', b'ref="A1:XFD1048576"')


@broken
def formula_with_its_result(s: Sheet, folder: Path) -> Path:
    number = s.rows[2][8]
    write_xlsx({"S": s}, folder / "a.xlsx")
    old, new = f'<c r="I3" t="n"><v>{number}</v></c>', f'<c r="I3"><f>1+1</f><v>{number}</v></c>'
    return _patched(folder / "a.xlsx", SHEET, old.encode(), new.encode())


@broken
def formula_without_its_result(s: Sheet, folder: Path) -> Path:
    s.rows[2][8] = "=SUM(A1:A2)"
    write_xlsx({"S": s}, folder / "a.xlsx")
    return folder / "a.xlsx"


@broken
def formula_to_another_workbook(s: Sheet, folder: Path) -> Path:
    s.rows[2][8] = "='[khac.xlsx]S'!A1"
    write_xlsx({"S": s}, folder / "a.xlsx")
    return folder / "a.xlsx"


@broken
def formula_that_shows_an_error(s: Sheet, folder: Path) -> Path:
    number = s.rows[2][8]
    write_xlsx({"S": s}, folder / "a.xlsx")
    old = f'<c r="I3" t="n"><v>{number}</v></c>'.encode()
    new = b'<c r="I3" t="e"><f>A1/0</f><v>#DIV/0!</v></c>'
    return _patched(folder / "a.xlsx", SHEET, old, new)


@broken
def error_in_a_cell_without_an_address(s: Sheet, folder: Path) -> Path:
    path = formula_that_shows_an_error(s, folder)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET)
    return _patched(path, SHEET, sheet, re.sub(rb'<c r="[A-Z]+[0-9]+"', b"<c", sheet))


@broken
def old_workbook_named_as_a_new_one(s: Sheet, folder: Path) -> Path:
    write_xls({"S": s}, folder / "a.xlsx")
    return folder / "a.xlsx"


@broken
def new_workbook_named_as_an_old_one(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": s}, folder / "b.xlsx")
    return (folder / "b.xlsx").rename(folder / "a.xls")


@broken
def open_document_named_as_a_workbook(s: Sheet, folder: Path) -> Path:
    write_ods({"S": s}, folder / "a.xlsx")
    return folder / "a.xlsx"


@broken
def workbook_named_as_text(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": s}, folder / "b.xlsx")
    return (folder / "b.xlsx").rename(folder / "a.csv")


@broken
def text_named_as_a_workbook(s: Sheet, folder: Path) -> Path:
    (folder / "a.xls").write_text(_text(s, "\t"), "utf-8")
    return folder / "a.xls"


@broken
def page_of_a_browser_named_as_a_workbook(s: Sheet, folder: Path) -> Path:
    cells = "".join(f"<td>{value}</td>" for value in s.rows[1])
    (folder / "a.xls").write_text(f"<html><table><tr>{cells}</tr></table></html>", "utf-8")
    return folder / "a.xls"


@broken
def text_that_is_not_utf_8(s: Sheet, folder: Path) -> Path:
    (folder / "a.csv").write_bytes(_text(s, ",").encode("utf-16"))
    return folder / "a.csv"


@broken
def workbook_cut_off(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": s}, folder / "a.xlsx")
    data = (folder / "a.xlsx").read_bytes()
    (folder / "a.xlsx").write_bytes(data[: len(data) // 2])
    return folder / "a.xlsx"


@broken
def file_without_a_byte(s: Sheet, folder: Path) -> Path:
    (folder / "a.xlsx").write_bytes(b"")
    return folder / "a.xlsx"


@broken
def workbook_without_a_cell(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": Sheet([])}, folder / "a.xlsx")
    return folder / "a.xlsx"


@broken
def stray_cell_in_the_last_corner(s: Sheet, folder: Path) -> Path:
    write_xlsx({"S": s}, folder / "a.xlsx")
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _patched(folder / "a.xlsx", SHEET, b"</sheetData>", row)


@broken
def workbook_with_a_password(s: Sheet, folder: Path) -> Path:
    (folder / "a.xlsx").write_bytes(encrypted_package())
    return folder / "a.xlsx"


@broken
def open_document_with_a_password(s: Sheet, folder: Path) -> Path:
    write_ods({"S": s}, folder / "a.ods")
    entry = (
        b'<m:file-entry m:full-path="content.xml"><m:encryption-data m:checksum="x"/>'
        b"</m:file-entry></m:manifest>"
    )
    path = _patched(folder / "a.ods", "META-INF/manifest.xml", b"/>", b">" + entry)
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    return _patched(path, "content.xml", content, bytes(255 - byte for byte in content))


def encrypted_package() -> bytes:
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
            "<64sHBBLLL16sLQQLQ", text, len(text), kind, 1, free, free, child, b"", 0, 0, 0, start,
            size,
        )  # fmt: skip

    sectors = struct.pack("<128L", fat, end, *[i + 1 for i in range(2, 9)], end, *[free] * 118)
    directory = entry("Root Entry", 5, 1, end, 0) + entry("EncryptedPackage", 2, free, 2, 4096)
    directory += entry("", 0, free, 0, 0) * 2
    return header + sectors + directory + b"\0" * 4096
