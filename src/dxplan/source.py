r"""Rule text as it was read, and places in it.

Offsets count Unicode code points of the text after reading (NFC, line ends as ``\n``, no byte
order mark). Lines and columns count from 1, as people and editors show them.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path

import attrs

from dxplan.messages import Phrase, system_reason
from dxplan.shown import Shown


@attrs.frozen(slots=False, repr=False)
class Source(Shown):
    r"""A named text.

    :param name: what messages call it, usually the path as the user gave it.
    :param text: the text in NFC with ``\n`` line ends.
    :param path: the file that it was read from, if any.
    :param written: the text before NFC, where that changed it; programs that show the file count
        its letters.
    """

    name: str
    text: str = attrs.field(repr=False)
    path: Path | None = attrs.field(default=None, eq=False, repr=False)
    written: str | None = attrs.field(default=None, eq=False, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(i + 1 for i, c in enumerate(self.text) if c == "\n")
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, columns in code points."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def utf16_column(self, offset: int) -> int:
        """Column of an offset from 0 in UTF-16 units, as the language server protocol counts."""
        line, column = self.position(offset)
        start = self._line_starts[line - 1]
        return len(self.text[start : start + column - 1].encode("utf-16-le", "surrogatepass")) // 2

    def written_column(self, offset: int) -> int:
        """The same column in the file as it was written, where letters may stand in parts."""
        if self.written is None:
            return self.utf16_column(offset)
        line, column = self.position(offset)
        letters = _letters(self._written_lines[line - 1], column - 1)
        return len(letters.encode("utf-16-le", "surrogatepass")) // 2

    @cached_property
    def _written_lines(self) -> list[str]:
        return (self.written or "").split("\n")

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


@attrs.frozen(repr=False)
class Span(Shown):
    """A half-open stretch ``[start, end)`` of a source."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, from 1, in code points."""
        return self.source.position(self.start)[1]

    @property
    def text(self) -> str:
        """What stands there."""
        return self.source.text[self.start : self.end]

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of another."""
        return Span(self.source, self.start, other.end)


@attrs.frozen(repr=False)
class Placed(Shown):
    """Whatever stands somewhere."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)


def normalise(text: str) -> str:
    r"""NFC, ``\n`` line ends, no byte order mark; nothing else is changed.

    Đ (U+0110), Ð (U+00D0) and Ɖ (U+0189) stay three different letters: NFC does not fold them.

    >>> normalise("\ufeffa\r\nb")
    'a\nb'
    """
    return composed(_with_plain_ends(text))


def composed(text: str) -> str:
    r"""NFC, but for marks of which more follow each other than any writing has.

    To put such marks in order takes as long as the square of their number, so they stay as
    they are.

    >>> composed("e\u0301"), len(composed("e" + "\u0301\u0323" * 50))
    ('é', 101)
    """
    if text.isascii():
        return text
    parts = _MANY_MARKS.split(text)
    odd = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    parts[::2] = odd
    return "".join(parts)


# A letter with what is neither letter nor blank: no mark is any of these.
_MANY_MARKS = re.compile(r"((?:\w|\s)?(?<![^\w\s\x00-\x7f])[^\w\s\x00-\x7f]{31,}+)")


def _with_plain_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _letters(written: str, count: int) -> str:
    """The beginning of a line that NFC makes so many code points of."""
    place = done = 0
    while done < count and place < len(written):
        end = place + 1
        while end < len(written) and unicodedata.combining(written[end]):
            end += 1
        done += len(unicodedata.normalize("NFC", written[place:end]))
        place = end
    return written[:place]


def source_from_text(text: str, name: str = "<text>") -> Source:
    r"""A source from a string.

    >>> source_from_text("a\r\nb").position(2)
    (2, 1)
    """
    return source_as_read(text, name)


def source_as_read(text: str, name: str, path: Path | None = None) -> Source:
    """A source from the text of a file; what NFC changes is kept beside it."""
    written = _with_plain_ends(text)
    composed = normalise(text)
    return Source(name, composed, path, None if composed == written else written)


def decode(data: bytes) -> tuple[str, int | None]:
    """UTF-8 text of some bytes.

    And the offset in bytes of the first one that is not UTF-8, if any.
    """
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return data.decode("utf-8", "replace"), error.start


class FileRefused(OSError):
    """A file that is not read, though it could be.

    :param reason: why, as a part of a message.
    """

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason.text("en"))
        self.reason = reason


def read_bytes(path: Path, most: int, limit: str) -> bytes:
    """The bytes of a file of rules.

    A device or a pipe in a folder would keep whoever reads it waiting, or never end; what a shell
    hands over as one is read.

    :param most: how many bytes at most, and ``limit``, which limit says so.
    :raises OSError: as the system gives it; :class:`FileRefused` when it is no file or too large.
    """
    data = _stand_in_of(path)
    if data is None:
        data = _bytes_on_disk(path, most)
    if len(data) > most:
        raise FileRefused(Phrase("file-over-limit", {"most": most, "limit": limit}))
    return data


def _bytes_on_disk(path: Path, most: int) -> bytes:
    """The bytes of a file, or one more than there may be."""
    handed_over = path.as_posix().startswith(_HANDED_OVER)
    # Opening a pipe would wait until somebody writes to it.
    flags = os.O_RDONLY | (0 if handed_over else getattr(os, "O_NONBLOCK", 0))
    with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:  # noqa: PTH123
        kind = os.fstat(file.fileno()).st_mode
        if not (stat.S_ISREG(kind) or handed_over):
            raise FileRefused(Phrase("no-regular-file"))
        return file.read(most + 1)


_HANDED_OVER = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


def why_unread(error: OSError | ValueError) -> object:
    """Why a file could not be read, as a part of a message."""
    if isinstance(error, FileRefused):
        return error.reason
    return system_reason(error)


# --- texts that are not written yet ---------------------------------------------------------------

_STANDING_IN: ContextVar[Mapping[str, bytes] | None] = ContextVar("standing_in", default=None)


@contextmanager
def standing_in(texts: Mapping[str, bytes]) -> Iterator[None]:
    """Let some bytes be read in the place of files, as an editor has them before they are saved.

    They are a context variable, as limits are: files are read far below whoever knows of editors.

    :param texts: by the path of the file, as :func:`os.path.realpath` has it.
    """
    token = _STANDING_IN.set(texts)
    try:
        yield
    finally:
        _STANDING_IN.reset(token)


def _stand_in_of(path: Path) -> bytes | None:
    texts = _STANDING_IN.get()
    return texts.get(os.path.realpath(path)) if texts else None
