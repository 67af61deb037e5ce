"""Places as the protocol counts them, and as :class:`dxplan.source.Source` does.

The protocol counts lines from 0 and columns in units of the text that the editor has: UTF-16,
unless both sides agreed otherwise. A source counts code points of the text in NFC with plain line
ends. So a letter may be one code point there and three units here, or the other way round.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

import attrs

from dxplan.source import Source

Place: TypeAlias = tuple[int, int]
"""A line and a column, both from 0."""
Units: TypeAlias = Callable[[str], int]
"""How many units a code point takes."""


def utf16(letter: str) -> int:
    """Units of UTF-16.

    >>> utf16("ế"), utf16("😀")
    (1, 2)
    """
    return 1 + (ord(letter) > 0xFFFF)


def utf8(letter: str) -> int:
    """Bytes of UTF-8."""
    return len(letter.encode("utf-8", "surrogatepass"))


def utf32(letter: str) -> int:
    """Code points."""
    return 1


OF_ENCODING: dict[str, Units] = {"utf-8": utf8, "utf-16": utf16, "utf-32": utf32}


def without_halves(text: str) -> str:
    r"""A text in which halves of letters, which no file can have, are replaced unit by unit.

    >>> without_halves("a\ud800b") == "a\ufffdb"
    True
    """
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def lines_of(text: str) -> list[str]:
    r"""The lines of a text without their ends, which are those that the protocol knows.

    >>> lines_of("a\r\nb\rc\n")
    ['a', 'b', 'c', '']
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def offset_in(text: str, place: Place, units: Units) -> int:
    r"""The offset of a place in a text as an editor has it; beyond an end, that end.

    >>> offset_in("a\r\n😀b", (1, 2), utf16)
    4
    """
    line, column = place
    start = 0
    for _ in range(line):
        ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
        if not ends:
            return len(text)
        end = min(ends)
        start = end + (2 if text.startswith("\r\n", end) else 1)
    return start + _points(_first_line(text, start), column, units)


def _first_line(text: str, start: int) -> str:
    ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
    return text[start : min(ends, default=len(text))]


def _points(line: str, column: int, units: Units) -> int:
    """How many code points take so many units; half a letter counts as none."""
    done = 0
    for count, letter in enumerate(line):
        done += units(letter)
        if done > column:
            return count
    return len(line)


@attrs.frozen(slots=False, eq=False)
class Sheet:
    """A source beside the text that an editor has of it.

    :param text: as the editor has it.
    """

    source: Source
    text: str
    units: Units = utf16

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self.text)

    def place(self, offset: int) -> Place:
        """Where an offset of the source is in the editor."""
        line, column = self.source.position(offset)
        written = self._written(line - 1)
        points = _other(self._marks(line - 1), column - 1, 1)
        return line - 1, sum(map(self.units, written[:points]))

    def offset(self, place: Place) -> int:
        """The offset of the source that a place is at; beyond the end, the end."""
        count = self.source.text.count("\n") + 1
        line = max(0, min(place[0], count - 1))
        points = _points(self._written(line), max(0, place[1]), self.units)
        if place[0] >= count:
            return len(self.source.text)
        start = self._starts[line]
        return start + min(_other(self._marks(line), points, 0), len(self.source.line(line + 1)))

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(line) + 1 for line in self.source.text.split("\n"))
        return list(accumulate(lengths, initial=0))

    def _written(self, line: int) -> str:
        return self._lines[line] if line < len(self._lines) else ""

    def _marks(self, line: int) -> list[Place]:
        written, read = self._written(line), self.source.line(line + 1)
        return [(0, 0)] if written == read else _pairs(written)


def _pairs(written: str) -> list[Place]:
    """Where letters begin, in a line as it is written and in NFC."""
    found = []
    at = done = 0
    while at < len(written):
        found.append((at, done))
        end = at + 1
        while end < len(written) and unicodedata.combining(written[end]):
            end += 1
        letter = written[at:end]
        done += 0 if letter == "\ufeff" and at == 0 else len(unicodedata.normalize("NFC", letter))
        at = end
    found.append((at, done))
    return found


def _other(marks: list[Place], count: int, given: int) -> int:
    """What a count on one side is on the other.

    :param given: 0 for a count of the line as written, 1 for one of the line in NFC.
    """
    place = bisect_right(marks, count, key=lambda mark: mark[given]) - 1
    mark = marks[max(0, place)]
    beyond = count - mark[given]
    if place + 1 < len(marks):  # inside a letter: at most as far as its next begins
        beyond = min(beyond, marks[place + 1][1 - given] - mark[1 - given])
    return mark[1 - given] + beyond
