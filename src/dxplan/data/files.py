"""Files of data: which format reads them, and what keeps them from being read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dxplan.data.csv_file import read_csv
from dxplan.data.problems import Problem
from dxplan.data.tables import Reader, Table
from dxplan.limits import current
from dxplan.messages import system_reason


def _read_workbook(path: Path) -> tuple[list[Table], list[Problem]]:
    """The sheets of a workbook; what reads it is imported when there is one."""
    from dxplan.data.workbook import read_workbook

    return read_workbook(path)


BUILTIN_READERS: tuple[Reader, ...] = (
    Reader("csv", (".csv", ".tsv", ".txt"), read_csv),
    Reader("workbook", (".xlsx", ".xlsm", ".xls", ".ods"), _read_workbook),
)


def read_tables(path: Path, readers: Sequence[Reader]) -> tuple[list[Table], list[Problem]]:
    """The sheets of a file, and what could not be read; a file never raises."""
    unreadable = _unreadable(path)
    if unreadable is not None:
        return [], [unreadable]
    suffix = path.suffix.lower()
    reader = next((each for each in readers if suffix in each.suffixes), None)
    if reader is None:
        known = ", ".join(dict.fromkeys(suffix for each in readers for suffix in each.suffixes))
        params = {"suffix": path.suffix, "known": known}
        return [], [Problem("unknown-format", str(path), params=params, fatal=True)]
    as_it_is = _as_it_is(path, reader)
    if as_it_is is None:
        return _read(path, reader)
    tables, problems = _read(path, as_it_is)
    if not tables:
        return _read(path, reader)
    params = {"suffix": path.suffix, "format": as_it_is.name}
    return tables, [Problem("misnamed-file", str(path), params=params), *problems]


def _as_it_is(path: Path, reader: Reader) -> Reader | None:
    """The built-in reader of what a file is, when its name says the other one.

    Portals hand out text under the name of a workbook, and people rename files.
    """
    if reader not in BUILTIN_READERS:
        return None
    text, workbook = BUILTIN_READERS
    begin = _beginning(path)
    is_workbook = begin.startswith((b"\xd0\xcf\x11\xe0", b"PK\x03\x04"))
    if reader is text:
        return workbook if is_workbook else None
    return None if is_workbook or not _may_be_a_table_of_text(begin) else text


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(4096)
    except OSError:
        return b""


def _may_be_a_table_of_text(begin: bytes) -> bool:
    """Whether a file begins like text with delimiters; a page of a browser does not."""
    if b"\0" in begin or begin.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return False
    return any(mark in begin for mark in (b",", b";", b"\t"))


def _unreadable(path: Path) -> Problem | None:
    name = str(path)
    try:
        if path.is_dir():
            return Problem("is-a-folder", name, fatal=True)
        if not path.exists():
            return Problem("file-not-found", name, fatal=True)
        if not path.is_file():
            return Problem("not-a-regular-file", name, fatal=True)
        if path.stat().st_size == 0:
            return Problem("empty-file", name, fatal=True)
    except (OSError, ValueError):
        return Problem("file-not-found", name, fatal=True)
    return None


def _too_large(path: Path, reader: Reader) -> Problem | None:
    """That a file is too large to stand in memory; what a plugin reads is its own affair."""
    size, most = path.stat().st_size, current().file_bytes
    if reader not in BUILTIN_READERS or size <= most:
        return None
    params = {"size": size, "most": most, "limit": "file_bytes"}
    return Problem("file-too-large", str(path), params=params, fatal=True)


def _read(path: Path, reader: Reader) -> tuple[list[Table], list[Problem]]:
    try:
        too_large = _too_large(path, reader)
        if too_large is not None:
            return [], [too_large]
        tables, problems = reader.read(path)
        wrong = [each for each in tables if not isinstance(each, Table)]
        if wrong or not all(isinstance(each, Problem) for each in problems):
            raise TypeError("neither tables nor problems")
    except OSError as error:
        params: dict[str, object] = {"reason": system_reason(error)}
        return [], [Problem("cannot-read-file", str(path), params=params, fatal=True)]
    # Readers come from plugins too: what one of them raises must not end the reading of the others.
    except Exception as error:
        params = {"plugin": reader.name, "error": type(error).__name__}
        return [], [Problem("plugin-reader-failed", str(path), params=params, fatal=True)]
    return list(tables), list(problems)
