"""How far a sheet reaches and how much text it holds, before anything reads it.

Whatever reads a sheet keeps every cell from its first filled row and column to its last. A stray
value in a far corner asks for more memory than there is, which ends the process; and a text that a
package holds once may stand in a million cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from dxplan.data.addresses import column_index, column_letters
from dxplan.data.packages import PackageRefused
from dxplan.limits import current

_CHUNK = 4 << 20
# As nearly every program writes a cell. It is understood many at a time; cells that are written in
# any other way are understood one by one.
_PLAIN = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,4})([0-9]{1,10})"(?: (?:s|t|cm|vm|ph)="[^"<>&]*")* ?'
    rb"(/?+>(?:</(?:\w+:)?c>)?+)"
)
# What is filled ends with its tag; what is not, as <c/> or as <c></c>.
_FILLED = b">"
_ANY = re.compile(rb"""<(?:[^\s<>/:="']++:)?c(?=[\s/>])""")
_TAG = re.compile(
    rb"""<(?:[^\s<>/:="']++:)?(row|c)(?=[\s/>])((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
)
_END = re.compile(rb"""</(?:[^\s<>/:="']++:)?c\s*+>""")
# Before a tag that begins something, so that what holds nothing is not cut in two.
_CUT = re.compile(rb"<(?!/)")
_ATTRIBUTE = re.compile(rb"""(?<![^\s"'])([^\s=<>"']++)\s*+=\s*+("[^"<]*+"|'[^'<]*+')""")
_PLACE = re.compile(rb"([A-Z]*)([0-9]*)")
_SHARED = re.compile(rb'<(?:\w+:)?c (?=[^<>]*?t="s")[^<>]*+>\s*+<(?:\w+:)?v>([0-9]{1,9})<')
_ITEM = re.compile(rb"""<(?:[^\s<>/:="']++:)?si(?=[\s/>])""")
_FULL = 20


@attrs.define
class Reach:
    """The corners of the filled cells of a sheet, counted from 1, and how many are filled.

    :param shared: how many hold a text that stands elsewhere.
    """

    top: int = 1 << 62
    left: int = 1 << 62
    bottom: int = 0
    right: int = 0
    filled: int = 0
    shared: int = 0

    def take_in(self, rows: tuple[int, int], columns: tuple[int, int], filled: int) -> None:
        """Take filled cells in.

        :param rows: the first and the last of their rows; ``columns`` likewise.
        """
        self.top, self.bottom = min(self.top, rows[0]), max(self.bottom, rows[1])
        self.left, self.right = min(self.left, columns[0]), max(self.right, columns[1])
        self.filled += filled

    @property
    def last(self) -> str:
        """The last corner as spreadsheets call it."""
        return f"{column_letters(self.right - 1)}{self.bottom}"


def refuse_far(reach: Reach, sheet: str) -> None:
    """Refuse a sheet that reaches too far.

    :raises PackageRefused: when it does.
    """
    limits = current()
    rows, columns = reach.bottom - reach.top + 1, reach.right - reach.left + 1
    size = max(0, rows) * max(0, columns)
    for name, most in (("cells", limits.cells), ("empty_cells", limits.empty_cells)):
        thin = name == "cells" or size > _FULL * reach.filled
        if thin and size > most:
            code = "sheet-too-large"
            raise PackageRefused(code, sheet, reach.last, cells=size, most=most, limit=name)
    if columns > limits.columns:
        most, name = limits.columns, "columns"
        raise PackageRefused("too-many-columns", sheet, "", columns=columns, most=most, limit=name)


def refuse_text(xml: bytes, reach: Reach, texts: Sequence[int], sheet: str) -> None:
    """Refuse a sheet that holds too much text.

    :param texts: how long the texts are that its cells refer to.
    :raises PackageRefused: when it does.
    """
    most, longest = current().text_characters, max(texts, default=0)
    if reach.shared * longest <= most:
        return
    found = [int(each) for each in _SHARED.findall(xml)]
    total = sum(texts[each] for each in found if each < len(texts))
    if total + longest * max(0, reach.shared - len(found)) > most:
        raise PackageRefused("too-much-text", sheet, "", most=most, limit="text_characters")


def text_sizes(xml: bytes) -> list[int]:
    """How long the shared texts of a package are at most, in their order."""
    starts = [each.start() for each in _ITEM.finditer(xml)]
    return [end - start for start, end in zip(starts, [*starts[1:], len(xml)], strict=True)]


def reach_of(xml: bytes) -> Reach:
    """The reach of a sheet of an .xlsx file.

    >>> reach_of(b'<row><c r="B2"><v>1</v></c><c r="D9" t="s"><v>0</v></c></row>').last
    'D9'
    """
    found = Reach()
    for chunk in _chunks(xml):
        cells = _PLAIN.findall(chunk)
        if len(cells) != len(_ANY.findall(chunk)):
            return _reach_one_by_one(xml)
        _take_in(found, [each for each in cells if each[2] == _FILLED])
        found.shared += chunk.count(b't="s"')
    return found


def _take_in(found: Reach, cells: list[tuple[bytes, bytes, bytes]]) -> None:
    if cells:
        columns = [column_index(each.decode()) + 1 for each in {letters for letters, _, _ in cells}]
        rows = [int(each) for each in {digits for _, digits, _ in cells}]
        found.take_in((min(rows), max(rows)), (min(columns), max(columns)), len(cells))


def _chunks(xml: bytes) -> Iterator[bytes]:
    """The parts of a text that is cut before tags, never within one."""
    start = 0
    while start < len(xml):
        cut = _CUT.search(xml, start + _CHUNK)
        end = cut.start() if cut else len(xml)
        yield xml[start:end]
        start = end


def _reach_one_by_one(xml: bytes) -> Reach:
    """The same for cells that do not say where they are, or say it in another way."""
    found = Reach()
    row, column = 0, 0
    for tag in _TAG.finditer(xml):
        told = _attributes(tag[2])
        said = _PLACE.fullmatch(told.get(b"r", b"").upper())
        letters, digits = (said[1], said[2]) if said else (b"", b"")
        if tag[1] == b"row":
            row, column = int(digits[:20]) if digits else row + 1, 0
            continue
        column = column_index(letters[:20].decode()) + 1 if letters else column + 1
        found.shared += told.get(b"t") == b"s"
        if not tag[2].rstrip().endswith(b"/") and not _END.match(xml, tag.end()):
            here = int(digits[:20]) if digits else row
            found.take_in((here, here), (column, column), 1)
    return found


def _attributes(text: bytes) -> dict[bytes, bytes]:
    """The attributes of a tag; of those that are called alike the first."""
    pairs = [(name, value[1:-1]) for name, value in _ATTRIBUTE.findall(text)]
    return dict(reversed(pairs))
