"""What a look into the records of an .xls file shows that reading it does not.

Calamine gives a blank for a cell that shows an error, and no format of a number; both stand in a
few kinds of records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dxplan.data.packages import PackageRefused
from dxplan.data.sheet_parts import Corner, Look, SheetParts
from dxplan.data.xls_reach import refuse_too_large
from dxplan.data.xls_records import ENCRYPTED, records, short_text, streams

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOF, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x0085, 0x041E, 0x00E0
_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
_NUMBERS = (_FORMULA, _NUMBER, _RK)
_PERCENT_FORMATS = (9, 10)
_FILEPASS = 0x002F


def look_into(data: bytes) -> Look:
    """What the records of an .xls file show; nothing when it has no such records.

    :raises PackageRefused: when a sheet asks for more memory than is allowed, or it is broken.
    """
    look = Look()
    try:
        for name, stream in streams(data):
            if name == ENCRYPTED or any(kind == _FILEPASS for _, kind, _ in records(stream)):
                return Look(protected=True)
            refuse_too_large(stream)
            look = Look(sheets=dict(_sheets(stream)))
    except (struct.error, ValueError, IndexError, KeyError):
        raise PackageRefused("not-a-workbook", suffix=".xls") from None
    return look


def _sheets(stream: bytes) -> Iterator[tuple[str, SheetParts]]:
    names: dict[int, str] = {}
    formats, styles = set(_PERCENT_FORMATS), list[int]()
    unread: dict[int, dict[Corner, str]] = {}
    percentages: dict[int, set[Corner]] = {}
    sheet = 0
    for at, kind, body in records(stream):
        if kind == _BOF:
            sheet = at
        elif kind == _BOUNDSHEET:
            names[struct.unpack_from("<L", body)[0]] = short_text(body[6:], body[7])
        elif kind == _FORMAT and b"%" in body[2:]:
            formats.add(struct.unpack_from("<H", body)[0])
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        else:
            unread.setdefault(sheet, {}).update(_errors(kind, body))
            shown = (
                cell
                for cell, style in _styled(kind, body)
                if styles[style : style + 1] and styles[style] in formats
            )
            percentages.setdefault(sheet, set()).update(shown)
    for place, name in names.items():
        shown_in_percents = frozenset(percentages.get(place, ()))
        yield name, SheetParts(unread.get(place, {}), shown_in_percents)


def _errors(kind: int, body: bytes) -> Iterator[tuple[Corner, str]]:
    code = None
    if kind == _BOOLERR and body[7]:
        code = body[6]
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        code = body[8]
    if code is not None:
        yield struct.unpack_from("<HH", body), _ERRORS.get(code, "#ERR!")


def _styled(kind: int, body: bytes) -> Iterator[tuple[Corner, int]]:
    """The cells of a record that hold numbers, with the number of their style."""
    if kind in _NUMBERS:
        row, column, style = struct.unpack_from("<HHH", body)
        yield (row, column), style
    elif kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for i in range((len(body) - 6) // 6):
            yield (row, first + i), struct.unpack_from("<H", body, 4 + 6 * i)[0]
