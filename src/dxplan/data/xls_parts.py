"""What a look into the records of an .xls file shows that reading it does not.

Such a file is a compound file with a stream of records ([MS-CFB], [MS-XLS]). Calamine gives a blank
for a cell that shows an error, and no format of a number; both stand in a few kinds of records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dxplan.data.packages import PackageRefused
from dxplan.data.sheet_parts import Corner, Look, SheetParts
from dxplan.data.sheet_reach import Reach, refuse_far
from dxplan.limits import current

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOF, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x0085, 0x041E, 0x00E0
_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
_NUMBERS = (_FORMULA, _NUMBER, _RK)
_PERCENT_FORMATS = (9, 10)
# Cells that hold something; formatting alone is in records of other kinds.
_LABEL, _SHARED_LABEL, _RICH_LABEL = 0x0204, 0x00FD, 0x00D6
_FILLED = (*_NUMBERS, _MULRK, _BOOLERR, _LABEL, _SHARED_LABEL, _RICH_LABEL)
_FILEPASS = 0x002F
_RECORDS = ("workbook", "book")
# A workbook of today with a password is kept in such a file.
_ENCRYPTED = "encryptedpackage"
# A stream that is smaller than the first number lies in sectors of the second one.
_SMALL, _SMALL_SECTOR = 4096, 64


def is_compound(begin: bytes) -> bool:
    """Whether a file that begins like that is a compound file."""
    return begin.startswith(_SIGNATURE)


def look_into(data: bytes) -> Look:
    """What the records of an .xls file show; nothing when it has no such records.

    :raises PackageRefused: when a sheet asks for more memory than is allowed, or it is broken.
    """
    look = Look()
    try:
        for name, stream in _streams(data):
            if name == _ENCRYPTED or any(kind == _FILEPASS for _, kind, _ in _records(stream)):
                return Look(protected=True)
            look = Look(sheets=dict(_sheets(stream)))
    except (struct.error, ValueError, IndexError, KeyError):
        raise PackageRefused("not-a-workbook", suffix=".xls") from None
    return look


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams of records; one, unless somebody has put in another one."""
    power = struct.unpack_from("<H", data, 30)[0]
    if power not in (9, 12):
        raise ValueError(power)
    size = 1 << power
    sector = [data[at : at + size] for at in range(size, len(data), size)]
    table = _allocation(data, sector)
    directory = _chain(sector, table, struct.unpack_from("<L", data, 48)[0])
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace").casefold()
        start, of_stream = struct.unpack_from("<LL", directory, at + 116)
        if name == _ENCRYPTED:
            yield name, b""
        elif name in _RECORDS and of_stream < _SMALL:
            yield name, _small_stream(data, sector, table, directory, start)[:of_stream]
        elif name in _RECORDS:
            yield name, _chain(sector, table, start)[:of_stream]


def _small_stream(
    data: bytes, sector: list[bytes], table: list[int], directory: bytes, start: int
) -> bytes:
    """A stream that lies in the small sectors, which the root entry has in a stream of its own."""
    within = _chain(sector, table, struct.unpack_from("<L", directory, 116)[0])
    small = [within[at : at + _SMALL_SECTOR] for at in range(0, len(within), _SMALL_SECTOR)]
    numbers = _chain(sector, table, struct.unpack_from("<L", data, 60)[0])
    return _chain(small, list(struct.unpack(f"<{len(numbers) // 4}L", numbers)), start)


def _allocation(data: bytes, sector: list[bytes]) -> list[int]:
    """For every sector the one that follows it."""
    parts = list(struct.unpack_from("<109L", data, 76))
    more = struct.unpack_from("<L", data, 68)[0]
    while more < len(sector) and len(parts) <= len(sector) + 109:
        *numbers, more = struct.unpack(f"<{len(sector[more]) // 4}L", sector[more])
        parts.extend(numbers)
    tables = (sector[part] for part in parts if part < len(sector))
    return [n for each in tables for n in struct.unpack(f"<{len(each) // 4}L", each)]


def _chain(sector: list[bytes], table: list[int], start: int) -> bytes:
    parts: list[bytes] = []
    # A chain that comes back to itself would never end.
    while start < _LAST_SECTOR and len(parts) <= len(sector):
        parts.append(sector[start])
        start = table[start]
    return b"".join(parts)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and content of every record."""
    at, most = 0, current().records
    for _ in range(most):
        if at + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
    raise PackageRefused("too-many-records", most=most, limit="records")


def _sheets(stream: bytes) -> Iterator[tuple[str, SheetParts]]:
    names: dict[int, str] = {}
    formats, styles = set(_PERCENT_FORMATS), list[int]()
    unread: dict[int, dict[Corner, str]] = {}
    percentages: dict[int, set[Corner]] = {}
    reaches: dict[int, Reach] = {}
    sheet = 0
    for at, kind, body in _records(stream):
        if kind in _FILLED:
            _take_in(kind, body, reaches.setdefault(sheet, Reach()))
        if kind == _BOF:
            sheet = at
        elif kind == _BOUNDSHEET:
            names[struct.unpack_from("<L", body)[0]] = _text(body[6:], body[7])
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
    for place, reach in reaches.items():
        refuse_far(reach, names.get(place, ""))
    for place, name in names.items():
        shown_in_percents = frozenset(percentages.get(place, ()))
        yield name, SheetParts(unread.get(place, {}), shown_in_percents)


def _take_in(kind: int, body: bytes, reach: Reach) -> None:
    """The cells of a record, into how far their sheet reaches."""
    row, first = struct.unpack_from("<HH", body)
    columns = (len(body) - 6) // 6 if kind == _MULRK else 1
    reach.take_in((row + 1, row + 1), (first + 1, first + columns), columns)


def _text(body: bytes, flags: int) -> str:
    """A text with its length in one byte and its width in another."""
    wide = flags & 1
    return body[2 : 2 + body[0] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


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
