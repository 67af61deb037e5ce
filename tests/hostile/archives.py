"""Archives, compound files and spreadsheets written byte by byte, with whatever is to be wrong."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs

MIB = 1 << 20
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""


@attrs.frozen
class Packed:
    """A packed part.

    :param says: how large it says that it is unpacked, and which checksum that has.
    """

    data: bytes
    says: int
    checksum: int = 0


def packed(text: str | bytes) -> Packed:
    """An honest part."""
    raw = text.encode() if isinstance(text, str) else text
    packer = zlib.compressobj(wbits=-15)
    return Packed(packer.compress(raw) + packer.flush(), len(raw), zlib.crc32(raw))


@cache
def zeros(mebibytes: int, says: int | None = None) -> Packed:
    """So many zeros, without packing all of them."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush()
    size = mebibytes * MIB if says is None else says
    return Packed(block * mebibytes + end, size, zlib.crc32(bytes(min(size, MIB))))


def archive(path: Path, parts: Mapping[str, Packed], at: Mapping[str, str] | None = None) -> Path:
    """Write an archive.

    :param at: parts whose bytes are those of another part.
    """
    places: dict[str, int] = {}
    with path.open("wb") as file:
        for name, part in parts.items():
            places[name] = file.tell()
            if name not in (at or {}):
                file.write(b"PK\3\4" + _about(name, part) + name.encode() + part.data)
        start = file.tell()
        for name, part in parts.items():
            place = places[(at or {}).get(name, name)]
            file.write(
                b"PK\1\2\x14\0" + _about(name, part) + struct.pack("<HHHLL", 0, 0, 0, 0, place)
                + name.encode()
            )  # fmt: skip
        count, size = len(parts), file.tell() - start
        file.write(struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count, count, size, start, 0))
    return path


def _about(name: str, part: Packed) -> bytes:
    given = (20, 0, 8, 0, 0, part.checksum, len(part.data), part.says, len(name.encode()), 0)
    return struct.pack("<HHHHHLLLHH", *given)


def workbook_parts(
    sheet: str | Packed, target: str = "worksheets/sheet1.xml", names: int = 1, mode: str = ""
) -> dict[str, Packed]:
    """The parts of an .xlsx file."""
    sheets = "".join(
        f'<sheet name="S{n or ""}" sheetId="{n + 1}" r:id="r1"/>' for n in range(names)
    )
    kind = f'Type="{OF_OFFICE}/worksheet"{mode}'
    return {
        "[Content_Types].xml": packed(_TYPES),
        "_rels/.rels": packed(
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{OF_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": packed(
            f'<workbook xmlns="{MAIN}" xmlns:r="{OF_OFFICE}"><sheets>{sheets}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": packed(
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r1" {kind} Target="{target}"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet if isinstance(sheet, Packed) else packed(sheet),
    }


def sheet_of(cells: str, before: str = "", prefix: str = "") -> str:
    """A sheet with some cells."""
    name, p = (f"xmlns:{prefix[:-1]}" if prefix else "xmlns"), prefix
    return (
        f'{before}<{p}worksheet {name}="{MAIN}"><{p}sheetData>{cells}</{p}sheetData></{p}worksheet>'
    )


def document_parts(rows: str, before: str = "") -> dict[str, Packed]:
    """The parts of an .ods file."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"{before}<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return {
        "mimetype": packed("application/vnd.oasis.opendocument.spreadsheet"),
        "META-INF/manifest.xml": packed("<manifest/>"),
        "content.xml": packed(content),
    }


# --- the old format -------------------------------------------------------------------------------

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of a workbook of the old format."""
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int) -> bytes:
    """A cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def old_workbook(path: Path, cells: bytes, *, small: bool = False) -> Path:
    """Write an .xls file with one sheet.

    :param small: keep its stream in small sectors, as small files are kept.
    """
    begin = record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 0, 0, 6))
    name = struct.pack("<LBBBB", 0, 0, 0, 1, 0) + b"S"
    before = len(begin) + len(record(0x0085, name)) + len(record(0x000A))
    placed = struct.pack("<L", before) + name[4:]
    sheet = record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x10, 0, 0, 0, 6)) + cells
    stream = begin + record(0x0085, placed) + record(0x000A) + sheet + record(0x000A)
    return compound(path, stream, small=small)


def compound(path: Path, stream: bytes, *, small: bool) -> Path:
    """Write a compound file with a stream of records."""
    size = len(stream)
    unit = 64 if small else 512
    body = stream.ljust(0 if small else 4096, b"\0")
    body = body.ljust(-(-len(body) // 512) * 512, b"\0")
    sectors = len(body) // 512
    # First the table, then the directory, the table of small sectors, and the stream.
    tables = next(n for n in range(1, 100) if n * 128 >= n + 2 + sectors)
    first = tables + 2
    follow = [*[_TABLE] * tables, _END, _END, *range(first + 1, first + sectors), _END]
    table = struct.pack(f"<{tables * 128}L", *follow, *[_FREE] * (tables * 128 - len(follow)))
    count = -(-size // unit)
    short = [*range(1, count), _END] if small else []
    small_table = struct.pack("<128L", *short, *[_FREE] * (128 - len(short)))
    root = _entry("Root Entry", 5, 1, first if small else _END, len(body) if small else 0)
    said = size if small else max(size, 4096)
    directory = root + _entry("Workbook", 2, _FREE, 0 if small else first, said)
    directory += _entry("", 0, _FREE, 0, 0) * 2
    header = struct.pack(
        "<8s16sHHHHHHLLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 0, 0, tables, tables, 0, 4096, tables + 1 if small else _END, 1 if small else 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109L", *range(tables), *[_FREE] * (109 - tables))
    path.write_bytes(header + table + directory + small_table + body)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    return struct.pack(
        "<64sHBBLLL16sLQQLQ", text, len(text), kind, 1, _FREE, _FREE, child, b"", 0, 0, 0, start,
        size,
    )  # fmt: skip
