"""The records of an .xls file: a compound file with a stream of them ([MS-CFB], [MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress

from dxplan.data.packages import PackageRefused
from dxplan.limits import current

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_RECORDS = ("workbook", "book")
# A workbook of today with a password is kept in such a file.
ENCRYPTED = "encryptedpackage"
# A stream that is smaller than the first number lies in sectors of the second one.
_SMALL, _SMALL_SECTOR = 4096, 64


def is_compound(begin: bytes) -> bool:
    """Whether a file that begins like that is a compound file."""
    return begin.startswith(_SIGNATURE)


def streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams of records; one, unless somebody has put in another one."""
    power = struct.unpack_from("<H", data, 30)[0]
    if power not in (9, 12):
        raise ValueError(power)
    size = 1 << power
    sector = [data[at : at + size] for at in range(size, len(data), size)]
    table = _allocation(data, sector)
    directory = _chain(sector, table, struct.unpack_from("<L", data, 48)[0])
    _refuse_circles(data, sector, table, directory)
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace").casefold()
        start, of_stream = struct.unpack_from("<LL", directory, at + 116)
        if name == ENCRYPTED:
            yield name, b""
        elif name in _RECORDS and of_stream < _SMALL:
            yield name, _small_stream(data, sector, table, directory, start)[:of_stream]
        elif name in _RECORDS:
            yield name, _chain(sector, table, start)[:of_stream]


def _refuse_circles(data: bytes, sector: list[bytes], table: list[int], directory: bytes) -> None:
    """Refuse a file with any chain that comes back to itself: its reader would never end.

    Also those of streams that hold no records are followed, because calamine reads some of them.

    :raises ValueError: when there is one.
    """
    small = _small_table(data, sector, table)
    for at in range(0, len(directory) - 127, 128):
        start, of_stream = struct.unpack_from("<LL", directory, at + 116)
        for followed in (table,) if at == 0 or of_stream >= _SMALL else (table, small):
            with suppress(IndexError):
                _numbers(followed, start)


def _small_table(data: bytes, sector: list[bytes], table: list[int]) -> list[int]:
    """For every small sector the one that follows it."""
    numbers = _chain(sector, table, struct.unpack_from("<L", data, 60)[0])
    return list(struct.unpack(f"<{len(numbers) // 4}L", numbers))


def _small_stream(
    data: bytes, sector: list[bytes], table: list[int], directory: bytes, start: int
) -> bytes:
    """A stream that lies in the small sectors, which the root entry has in a stream of its own."""
    within = _chain(sector, table, struct.unpack_from("<L", directory, 116)[0])
    small = [within[at : at + _SMALL_SECTOR] for at in range(0, len(within), _SMALL_SECTOR)]
    return _chain(small, _small_table(data, sector, table), start)


def _allocation(data: bytes, sector: list[bytes]) -> list[int]:
    """For every sector the one that follows it.

    :raises ValueError: when the sectors that list them come back to themselves.
    """
    parts = list(struct.unpack_from("<109L", data, 76))
    more = struct.unpack_from("<L", data, 68)[0]
    seen = set[int]()
    while more < len(sector):
        if more in seen:
            raise ValueError(more)
        seen.add(more)
        *numbers, more = struct.unpack(f"<{len(sector[more]) // 4}L", sector[more])
        parts.extend(numbers)
    tables = (sector[part] for part in parts if part < len(sector))
    return [n for each in tables for n in struct.unpack(f"<{len(each) // 4}L", each)]


def _chain(sector: list[bytes], table: list[int], start: int) -> bytes:
    return b"".join(sector[number] for number in _numbers(table, start))


def _numbers(table: list[int], start: int) -> list[int]:
    """The sectors of a chain.

    :raises ValueError: when it comes back to itself.
    """
    found: list[int] = []
    while start < _LAST_SECTOR:
        if len(found) > len(table):
            raise ValueError(start)
        found.append(start)
        start = table[start]
    return found


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and content of every record, from a place on.

    :raises PackageRefused: when there are too many.
    """
    most = current().records
    for _ in range(most):
        if at + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
    raise PackageRefused("too-many-records", most=most, limit="records")


def short_text(body: bytes, flags: int) -> str:
    """A text with its length in one byte and its width in another."""
    wide = flags & 1
    return body[2 : 2 + body[0] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
