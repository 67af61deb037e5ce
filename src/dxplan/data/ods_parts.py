"""What a look into the content of an .ods file shows that reading it does not.

Calamine gives a blank or a zero for a cell that shows an error, does not tell which numbers are
shown in percents, and does not give merged cells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

import attrs

from dxplan.data.packages import BROKEN_PACKAGE, PackageRefused
from dxplan.data.sheet_parts import Corner, Look, SheetParts
from dxplan.data.sheet_reach import Reach, refuse_far
from dxplan.limits import current

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ERRORS = ("#", "Err:")
_SPREADSHEET = "content.xml"
# More alike cells in one stretch than any form has: formatting that runs to the edge of the sheet.
_MOST_ALIKE = 1000


def look_into(archive: zipfile.ZipFile) -> Look:
    """What the content of an .ods file shows; nothing when it is not one.

    :raises PackageRefused: when a sheet asks for more memory than is allowed, or is broken.
    """
    named = [each for each in archive.namelist() if each.lower() == _SPREADSHEET]
    if not named:
        return Look()
    try:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            return Look(protected=True)
        found: dict[str, SheetParts] = {}
        for each in named:
            with archive.open(each) as content:
                found.update(_sheets(content))
        return Look(sheets=found)
    except BROKEN_PACKAGE:
        raise PackageRefused("not-a-workbook", suffix=".ods") from None


@attrs.define
class _Read:
    """A sheet being read."""

    name: str = ""
    row: int = 0
    unread: dict[Corner, str] = attrs.field(factory=dict)
    percentages: set[Corner] = attrs.field(factory=set)
    merged: list[tuple[Corner, Corner]] = attrs.field(factory=list)
    reach: Reach = attrs.field(factory=Reach)
    characters: int = 0

    def parts(self) -> SheetParts:
        """What was found in it."""
        return SheetParts(self.unread, frozenset(self.percentages), tuple(self.merged))


def _sheets(content: IO[bytes]) -> Iterator[tuple[str, SheetParts]]:
    sheet = _Read()
    for event, element in ElementTree.iterparse(content, ("start", "end")):
        if element.tag == f"{_TABLE}table":
            if event == "end":
                yield sheet.name, sheet.parts()
            sheet = _Read(element.get(f"{_TABLE}name", ""))
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            repeated = _times(element, "number-rows-repeated")
            _look_at_row(element, repeated, sheet)
            _refuse_too_large(sheet)
            sheet.row += repeated
            element.clear()


def _refuse_too_large(sheet: _Read) -> None:
    refuse_far(sheet.reach, sheet.name)
    limits = current()
    if sheet.characters > limits.text_characters:
        params = {"most": limits.text_characters, "limit": "text_characters"}
        raise PackageRefused("too-much-text", sheet.name, "", **params)
    if len(sheet.unread) + len(sheet.percentages) > limits.empty_cells:
        params = {"most": limits.empty_cells, "limit": "empty_cells"}
        cells = len(sheet.unread) + len(sheet.percentages)
        raise PackageRefused("sheet-too-large", sheet.name, "", cells=cells, **params)


def _times(element: ElementTree.Element, name: str) -> int:
    """How many times something stands there."""
    return max(1, int(element.get(_TABLE + name, "1")))


def _look_at_row(element: ElementTree.Element, times: int, sheet: _Read) -> None:
    column = 0
    lines = range(sheet.row, sheet.row + min(times, _MOST_ALIKE))
    for cell in element:
        repeated = _times(cell, "number-columns-repeated")
        _look_at_cell(cell, lines, range(column, column + min(repeated, _MOST_ALIKE)), sheet)
        height, width = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            first, last = lines[0], lines[-1]
            sheet.merged += [((line, column), (line + height - 1, column + width - 1))
                             for line in range(first, last + 1)]  # fmt: skip
        if len(cell) or any(key.endswith("}value-type") for key in cell.attrib):
            rows, columns = (sheet.row + 1, sheet.row + times), (column + 1, column + repeated)
            sheet.reach.take_in(rows, columns, times * repeated)
            if times * repeated > 1:
                sheet.characters += times * repeated * len("".join(cell.itertext()))
        column += repeated


def _look_at_cell(cell: ElementTree.Element, lines: range, columns: range, sheet: _Read) -> None:
    error = _error(cell)
    percentage = cell.get(f"{_OFFICE}value-type") == "percentage"
    if error or percentage:
        corners = [(line, column) for line in lines for column in columns]
        if error:
            sheet.unread.update(dict.fromkeys(corners, error))
        else:
            sheet.percentages.update(corners)


def _error(cell: ElementTree.Element) -> str:
    """The error that a cell shows, or an empty string."""
    kinds = (value for key, value in cell.attrib.items() if key.endswith("}value-type"))
    formula = cell.get(f"{_TABLE}formula") is not None
    shown = "".join(cell.itertext()).strip() if formula else ""
    return shown or "#ERR!" if "error" in kinds or shown.startswith(_ERRORS) else ""
