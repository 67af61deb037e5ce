"""How far the sheets of an .xls file reach and how much text they hold, before any is read."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress

from dxplan.data.packages import PackageRefused
from dxplan.data.sheet_reach import Reach, refuse_far
from dxplan.data.xls_records import records, short_text
from dxplan.limits import current

_BOUNDSHEET, _EOF, _TEXTS, _CONTINUED = 0x0085, 0x000A, 0x00FC, 0x003C
# Cells that hold something; formatting alone is in records of other kinds.
_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
_LABEL, _SHARED, _RICH = 0x0204, 0x00FD, 0x00D6
_FILLED = (_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR, _LABEL, _SHARED, _RICH)
_LONGEST = 65_535


def refuse_too_large(stream: bytes) -> None:
    """Refuse a workbook with a sheet that asks for more memory than is allowed.

    A sheet is read from where the workbook says to the first end of anything, whatever else begins
    in between; so it is looked at.

    :raises PackageRefused: when there is one.
    """
    sheets: dict[int, str] = {}
    texts: list[bytes] = []
    for _, kind, body in records(stream):
        if kind == _BOUNDSHEET:
            sheets[struct.unpack_from("<L", body)[0]] = short_text(body[6:], body[7])
        elif kind == _TEXTS or (kind == _CONTINUED and texts):
            texts.append(body)
    left = current().records
    for place, sheet in sheets.items():
        reach, labels = Reach(), list[int]()
        for _, kind, body in records(stream, place):
            left -= 1
            if kind == _EOF:
                break
            if kind in _FILLED:
                _take_in(kind, body, reach, labels)
        if left < 0:
            raise PackageRefused("too-many-records", most=current().records, limit="records")
        refuse_far(reach, sheet)
        _refuse_text(labels, texts, sheet)


def _take_in(kind: int, body: bytes, reach: Reach, labels: list[int]) -> None:
    """The cells of a record, into how far their sheet reaches and which texts it shows."""
    row, first = struct.unpack_from("<HH", body)
    columns = (len(body) - 6) // 6 if kind == _MULRK else 1
    reach.take_in((row + 1, row + 1), (first + 1, first + columns), columns)
    if kind == _SHARED:
        labels.append(struct.unpack_from("<L", body, 6)[0])


def _refuse_text(labels: Sequence[int], texts: Sequence[bytes], sheet: str) -> None:
    most = current().text_characters
    if len(labels) * min(_LONGEST, sum(map(len, texts))) <= most:
        return
    lengths: list[int] = []
    # Those that cannot be told are as long as a text can be.
    with suppress(struct.error, IndexError):
        lengths.extend(text_lengths(texts))
    if sum(lengths[each] if each < len(lengths) else _LONGEST for each in labels) > most:
        raise PackageRefused("too-much-text", sheet, "", most=most, limit="text_characters")


def text_lengths(parts: Sequence[bytes]) -> Iterator[int]:
    """How long the shared texts of a workbook are, in their order.

    :param parts: the record of texts and those that continue it. A text may go on in the next one,
        which then says anew how wide its letters are.
    """
    part, at = 0, 8
    while True:
        if at >= len(parts[part]):
            part, at = part + 1, 0
        length, flags = struct.unpack_from("<HB", parts[part], at)
        at += 3
        runs = struct.unpack_from("<H", parts[part], at)[0] if flags & 8 else 0
        at += 2 if flags & 8 else 0
        behind = struct.unpack_from("<L", parts[part], at)[0] if flags & 4 else 0
        at += 4 if flags & 4 else 0
        yield length
        width = 1 + (flags & 1)
        while length > (len(parts[part]) - at) // width:
            length -= (len(parts[part]) - at) // width
            part, at = part + 1, 1
            width = 1 + (parts[part][0] & 1)
        at, behind = at + length * width, behind + runs * 4
        while behind > len(parts[part]) - at:
            behind -= len(parts[part]) - at
            part, at = part + 1, 0
        at += behind
