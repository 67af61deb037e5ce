"""What a look into the content of an .ods file shows that reading it does not.

Calamine gives a blank or a zero for a cell that shows an error, does not tell which numbers are
shown in percents, and does not give merged cells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeAlias
from xml.etree import ElementTree

from dxplan.data.packages import BROKEN_PACKAGE
from dxplan.data.sheet_parts import Corner, Look, SheetParts

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ERRORS = ("#", "Err:")
_MOST_BYTES = 1 << 30
# More alike cells in one stretch than any form has: formatting that runs to the edge of the sheet.
_MOST_ALIKE = 1000
_MOST_FOUND = 2_000_000
Found: TypeAlias = tuple[dict[Corner, str], set[Corner], list[tuple[Corner, Corner]]]


def look_into(path: Path) -> Look:
    """What the content of an .ods file shows; nothing when it is not one."""
    try:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                return Look(protected=True)
            if archive.getinfo("content.xml").file_size > _MOST_BYTES:
                return Look(("", ""))
            with archive.open("content.xml") as content:
                return Look(sheets=dict(_sheets(content)))
    except OverflowError:
        return Look(("", ""))
    except BROKEN_PACKAGE:
        return Look()


def _sheets(content: IO[bytes]) -> Iterator[tuple[str, SheetParts]]:
    name, row = "", 0
    found: Found = ({}, set(), [])
    for event, element in ElementTree.iterparse(content, ("start", "end")):
        if element.tag == f"{_TABLE}table":
            if event == "end":
                yield name, SheetParts(found[0], frozenset(found[1]), tuple(found[2]))
            name, row = element.get(f"{_TABLE}name", ""), 0
            found = ({}, set(), [])
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            for line in range(row, row + min(repeated, _MOST_ALIKE)):
                _look_at_row(element, line, found)
                if len(found[0]) + len(found[1]) > _MOST_FOUND:
                    raise OverflowError
            row += repeated
            element.clear()


def _look_at_row(element: ElementTree.Element, row: int, found: Found) -> None:
    unread, percentages, merged = found
    column = 0
    for cell in element:
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        error = _error(cell)
        for each in range(column, column + min(repeated, _MOST_ALIKE)):
            if error:
                unread[row, each] = error
            elif cell.get(f"{_OFFICE}value-type") == "percentage":
                percentages.add((row, each))
        height = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        width = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if height > 1 or width > 1:
            merged.append(((row, column), (row + height - 1, column + width - 1)))
        column += repeated


def _error(cell: ElementTree.Element) -> str:
    """The error that a cell shows, or an empty string."""
    kinds = (value for key, value in cell.attrib.items() if key.endswith("}value-type"))
    formula = cell.get(f"{_TABLE}formula") is not None
    shown = "".join(cell.itertext()).strip() if formula else ""
    return shown or "#ERR!" if "error" in kinds or shown.startswith(_ERRORS) else ""
