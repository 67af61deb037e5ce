"""What a look into the parts of an .xlsx file shows that reading it does not.

Calamine gives a blank for a cell that shows an error (``#REF!``) and for a formula whose result was
never worked out. A blank means missing, which these are not; they are given as the text they show.
It also gives 0.875 for a cell that shows 87.5%, and only the format of the cell tells.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

from dxplan.data.addresses import column_index, column_letters
from dxplan.data.packages import BROKEN_PACKAGE
from dxplan.data.sheet_parts import Corner, Look, SheetParts
from dxplan.data.sheet_reach import reach_of, refuse_far, refuse_text, text_sizes

# No pattern goes on behind the next cell: each part of a text is looked at a few times at most.
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bt="e")(?>(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})")[^<>]*+>'
    rb"[^<]*(?:<(?!/?(?:\w+:)?c[\s/>])[^<]*)*?<(?:\w+:)?v>([^<]*)<"
)
_NOT_WORKED_OUT = re.compile(
    rb'<(?:\w+:)?c\s(?![^<>]*\bt=)(?>(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})")[^<>]*+>\s*'
    rb"<(?:\w+:)?f[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:(?:<(?:\w+:)?v\s*/>|<v></v>)\s*)?</(?:\w+:)?c>"
)
_STYLED = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bs="([0-9]+)")(?![^<>]*\bt="[^n])(?>(?:[^<>]*?\s)?'
    rb'r="([A-Z]{1,3})([0-9]{1,7})")[^<>/]*+>'
)
# The formats 0% and 0.00% that every workbook has without saying so.
_PERCENT_FORMATS = frozenset(("9", "10"))
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?)(row|c)(?=[\s/>])([^<>]*)>")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?![^<>]*\sr=)[\s/>]")
_PLACE = re.compile(rb'\sr="([A-Z]*)([0-9]{1,20})"')
_TEXTS = "sharedstrings"


def refuse_too_large(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook with a sheet that asks for more memory than is allowed.

    Any part may be a sheet: how parts refer to each other can be read in more than one way.

    :raises PackageRefused: when there is one.
    """
    sheets = {part: sheet for sheet, part in _named_parts(archive)}
    texts = [
        text_sizes(archive.read(each)) for each in archive.namelist() if _TEXTS in each.lower()
    ]
    longest = max(texts, key=sum, default=[])
    for part in archive.namelist():
        if _TEXTS not in part.lower():
            xml = archive.read(part)
            reach, sheet = reach_of(xml), sheets.get(part, part)
            refuse_far(reach, sheet)
            refuse_text(xml, reach, longest, sheet)


def look_into(archive: zipfile.ZipFile) -> Look:
    """What the parts of an .xlsx file show; nothing when it is not one, which reading it tells."""
    sheets: dict[str, SheetParts] = {}
    try:
        styles = _percent_styles(archive)
        for sheet, part in _parts(archive):
            xml = archive.read(part)
            if _UNPLACED.search(xml):
                xml = _placed(xml)
            sheets[sheet] = SheetParts(dict(_unread(xml)), _percentages(xml, styles))
    except BROKEN_PACKAGE:
        return Look()
    return Look(sheets=sheets)


def _named_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    try:
        return _parts(archive)
    except BROKEN_PACKAGE:
        return []


def _placed(xml: bytes) -> bytes:
    """A sheet whose cells all say where they are; without it a cell follows the one before it."""
    row, column = 0, -1

    def place(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        prefix, name, rest = match.groups()
        said = _PLACE.search(rest)
        if name == b"row":
            row, column = int(said[2]) if said else row + 1, -1
            return match[0]
        column = column_index(said[1].decode()) if said else column + 1
        here = b"" if said else f' r="{column_letters(column)}{row}"'.encode()
        return b"<" + prefix + name + here + rest + b">"

    return _ROW_OR_CELL.sub(place, xml)


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles that show percents."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    formats, found = set(_PERCENT_FORMATS), set[bytes]()
    for element in ElementTree.fromstring(archive.read("xl/styles.xml")).iter():
        if element.tag.endswith("}numFmt") and "%" in element.get("formatCode", ""):
            formats.add(element.get("numFmtId", ""))
        elif element.tag.endswith("}cellXfs"):
            shown = [each.get("numFmtId", "") for each in element]
            found = {str(i).encode() for i, number in enumerate(shown) if number in formats}
    return frozenset(found)


def _percentages(xml: bytes, styles: frozenset[bytes]) -> frozenset[Corner]:
    cells = _STYLED.findall(xml) if styles else []
    return frozenset(
        (int(digits) - 1, column_index(letters.decode()))
        for style, letters, digits in cells
        if style in styles
    )


def _unread(xml: bytes) -> Iterator[tuple[Corner, str]]:
    errors = _ERROR.findall(xml) if b't="e"' in xml else []
    for letters, digits, text in errors:
        yield (int(digits) - 1, column_index(letters.decode())), text.decode("utf-8", "replace")
    formulas = _NOT_WORKED_OUT.findall(xml) if b"f>" in xml else []
    for letters, digits, formula in formulas:
        shown = "=" + formula.decode("utf-8", "replace")
        yield (int(digits) - 1, column_index(letters.decode())), shown


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The name of every sheet, and which part of the archive it is."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found = []
    for sheet in workbook.iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            # An absolute target replaces "/xl", as it should.
            part = str(PurePosixPath("/xl", targets.get(relation, ""))).lstrip("/")
            if part in archive.namelist():
                found.append((sheet.get("name", ""), part))
    return found
