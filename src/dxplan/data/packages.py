"""Spreadsheets of today are zipped XML; a package is unpacked once, in here, under limits.

What an archive says about itself need not be true: sizes are counted, not believed. The parts that
hold figures are put into a new archive, which is the only one that the library for workbooks gets
to see; so it cannot find another part than the one that was looked at.
"""

from __future__ import annotations

import copy
import io
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import attrs

from dxplan.data.problems import Problem
from dxplan.limits import current

BROKEN_PACKAGE = (
    OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError,
)  # fmt: skip
"""Besides what is damaged: an encrypted part, or one packed in a way that nobody can unpack."""
# Up to here a package may be packed as tightly as it likes.
_SMALL = 16 << 20
_PIECE = 1 << 20
_NEEDED = re.compile(r"(?:.*\.(?:xml|rels)|mimetype)", re.IGNORECASE | re.DOTALL)
# Old versions of OpenOffice write one there, and nobody reads what it declares.
_MAY_HAVE_TYPE = "META-INF/manifest.xml"
_TYPE = b"<!DOCTYPE"
_WIDE_TYPES = tuple(_TYPE.decode().encode(each) for each in ("utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1")


class PackageRefused(Exception):
    """A package that is not read, and why.

    :param problem: what is said; it has no file yet.
    """

    def __init__(self, code: str, sheet: str = "", cell: str = "", **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, "", sheet, cell, params, fatal=True)


def is_package(begin: bytes) -> bool:
    """Whether a file that begins like that is an archive."""
    return begin.startswith(b"PK")


def repacked(path: Path) -> io.BytesIO:
    """The parts of a package that are read, as an archive that is not packed.

    :raises PackageRefused: when it unpacks to more than is allowed, is broken, or declares what no
        spreadsheet program does.
    """
    found = io.BytesIO()
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(found, "w") as new:
            allowance = _allowance(path.stat().st_size)
            # By name: of parts that are called alike one counts.
            for info in archive.NameToInfo.values():
                if _NEEDED.fullmatch(info.filename):
                    _copy(archive, info, new, allowance)
    except BROKEN_PACKAGE:
        raise PackageRefused("not-a-workbook", suffix=path.suffix) from None
    found.seek(0)
    return found


@attrs.define
class _Allowance:
    """How many bytes a package may unpack to, the limit that says so, and how many it has."""

    most: int
    limit: str
    used: int = 0

    def take(self, size: int) -> None:
        """Count some bytes.

        :raises PackageRefused: when they are too many.
        """
        self.used += size
        if self.used > self.most:
            raise PackageRefused("unpacks-too-large", most=self.most, limit=self.limit)


def _allowance(packed: int) -> _Allowance:
    limits = current()
    by_ratio = max(_SMALL, packed * limits.unpacking_ratio)
    if by_ratio < limits.unpacked_bytes:
        return _Allowance(by_ratio, "unpacking_ratio")
    return _Allowance(limits.unpacked_bytes, "unpacked_bytes")


def _copy(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, new: zipfile.ZipFile, allowance: _Allowance
) -> None:
    """Unpack a part into another archive."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    with new.open(zipfile.ZipInfo(info.filename), "w") as part:
        for piece in _pieces(archive, info):
            allowance.take(len(piece))
            part.write(piece)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part unpacks to, however large it says that it is."""
    unbelieved = copy.copy(info)
    unbelieved.file_size = sys.maxsize
    with archive.open(unbelieved) as part:
        before = b""
        while piece := part.read(_PIECE):
            # What is looked for may lie across two pieces.
            _refuse_types(info.filename, before[-32:] + piece, first=not before)
            yield piece
            before = piece


def _refuse_types(name: str, text: bytes, *, first: bool) -> None:
    """Refuse XML with a document type: only in one can entities be declared, which then multiply.

    :raises PackageRefused: when there is one.
    """
    if first and (said := _ENCODING.match(text)) and said[1].lower() not in _ENCODINGS:
        raise ValueError(said[1])
    found = _TYPE in text or any(each in text for each in _WIDE_TYPES)
    if found and name != _MAY_HAVE_TYPE:
        raise PackageRefused("declares-entities", part=name)


def parsed_part(name: str, text: bytes) -> ElementTree.Element:
    """The tree of a part.

    :raises PackageRefused: when it declares entities.
    """
    _refuse_types(name, text, first=True)
    return ElementTree.fromstring(text)
