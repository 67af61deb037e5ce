"""What a look into the parts of an .xlsx file shows that reading it does not.

Calamine gives a blank for a cell that shows an error (``#REF!``) and for a formula whose result was
never worked out. A blank means missing, which these are not; they are given as the text they show.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from xml.etree import ElementTree

import attrs

from dxplan.data.addresses import column_index

Unread: TypeAlias = Mapping[tuple[int, int], str]

_MOST_CELLS = 20_000_000
_MOST_BYTES = 1 << 30
_FILLED = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_NOT_WORKED_OUT = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt=)(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)
_BROKEN = (
    OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError,
)  # fmt: skip


@attrs.frozen
class Look:
    """What a look into a workbook found.

    :param too_large: a sheet that reaches too far to be read, and the last cell it reaches to.
    :param unread: for every sheet the cells that are read as blank and are not, counted from 0.
    """

    too_large: tuple[str, str] | None = None
    unread: Mapping[str, Unread] = attrs.field(factory=dict)


def look_into(path: Path) -> Look:
    """What the parts of an .xlsx file show; nothing when it is not one, which reading it tells."""
    unread: dict[str, Unread] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for sheet, part in _parts(archive):
                if archive.getinfo(part).file_size > _MOST_BYTES:
                    return Look((sheet, ""))
                xml = archive.read(part)
                last = _too_far(xml)
                if last:
                    return Look((sheet, last))
                unread[sheet] = dict(_unread(xml))
    except _BROKEN:
        return Look()
    return Look(None, unread)


def _too_far(xml: bytes) -> str:
    """The corner that a sheet reaches to when it is too far, or an empty string."""
    filled = _FILLED.findall(xml)
    if not filled:
        return ""
    column = max({letters for letters, _ in filled}, key=lambda each: (len(each), each)).decode()
    row = max(int(digits) for _, digits in filled)
    return f"{column}{row}" if row * (column_index(column) + 1) > _MOST_CELLS else ""


def _unread(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
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
