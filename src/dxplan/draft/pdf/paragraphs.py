"""Lines of pages put together to paragraphs, by where they begin and end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import attrs

from dxplan.draft.lines import block, row
from dxplan.draft.markers import marker_of
from dxplan.draft.model import Block, Place
from dxplan.draft.pdf.broken import is_parted
from dxplan.draft.pdf.columns import Row, rows_by_gaps
from dxplan.draft.pdf.lines import lines_of
from dxplan.draft.pdf.model import Line, Page
from dxplan.draft.pdf.running import without_running
from dxplan.draft.pdf.tables import Table, tables_of

_ENDS = (".", ";", ":", "!", "?")
_STOPS = (".", "!", "?")
_LONG_HEADING = 40
_LEAST = 60
"""So many hundredths of a page's width its lines reach at least, where there are long ones."""
_MARGIN = 200
"""Lines that end so near to each other end at the same margin."""


@attrs.frozen
class Read:
    """The paragraphs and rows of pages.

    :param by_gaps: the pages on which columns were told by gaps alone.
    :param broken: those with cells in which words may end elsewhere.
    """

    blocks: tuple[Block, ...]
    by_gaps: tuple[int, ...]
    broken: tuple[int, ...]


@attrs.frozen
class _Sheet:
    """A page's lines and tables in order, and how wide it is."""

    number: int
    parts: tuple[Line | Row | Table, ...]
    width: int


@attrs.frozen
class _Layout:
    """How paragraphs are set.

    :param margins: where lines end, by the width of their page.
    :param pitch: from a line to the next of its paragraph, in hundredths of the size of letters;
        nothing when it cannot be told.
    :param is_spaced: whether paragraphs stand farther from each other than lines.
    """

    margins: dict[int, int]
    pitch: int
    is_spaced: bool

    def is_far(self, distance: int, line: Line) -> bool:
        """Whether a line stands farther below another than lines of a paragraph do."""
        return bool(self.pitch) and distance * 100 > self.pitch * line.size * 115 // 100


def paragraphs_of(pages: Sequence[Page]) -> Read:
    """Put the lines of pages together."""
    laid = [(page, *tables_of(page)) for page in pages]
    lined = without_running([(page.number, lines_of(left)) for page, _, left in laid])
    sheets, by_gaps = [], []
    margins: dict[int, int] = {}
    for (page, tables, _), own in zip(laid, lined, strict=True):
        parts = rows_by_gaps(own)
        if sum(isinstance(each, Row) for each in parts) > 3:
            by_gaps.append(page.number)
        ends = [line.right for line in own if len(line.lefts) == 1]
        margin = max(*ends, page.width * _LEAST // 100) if ends else 0
        margins[page.width] = max(margins.get(page.width, 0), margin)
        sheets.append(_Sheet(page.number, tuple(_in_order(parts, tables)), page.width))
    broken = [page.number for page, tables, _ in laid if not all(t.is_certain for t in tables)]
    blocks = _blocks(sheets, _layout(lined, margins))
    return Read(tuple(blocks), tuple(by_gaps), tuple(broken))


def _layout(pages: Sequence[Sequence[Line]], margins: dict[int, int]) -> _Layout:
    """What lines that are surely of one paragraph, or surely not, tell about all of them."""
    within, between = [], []
    for lines in pages:
        for last, line in itertools.pairwise(lines):
            distance = (last.base - line.base) * 100 // line.size
            if marker_of(line.text) is not None:
                between.append(distance)
            elif line.text[:1].islower() and not last.text.endswith(_ENDS):
                within.append(distance)
    pitch = sorted(within)[len(within) // 2] if len(within) > 2 else 0
    usual = sorted(between)[len(between) // 2] if len(between) > 2 else 0
    return _Layout(margins, pitch, bool(pitch) and usual * 100 > pitch * 115)


def _in_order(parts: Sequence[Line | Row], tables: Sequence[Table]) -> Iterator[Line | Row | Table]:
    waiting = sorted(tables, key=lambda table: -table.top)
    for part in parts:
        while waiting and waiting[0].top > part.base:
            yield waiting.pop(0)
        yield part
    yield from waiting


def _blocks(sheets: Sequence[_Sheet], layout: _Layout) -> Iterator[Block]:
    """Every paragraph with the page on which it begins."""
    open_lines: list[Line] = []
    open_row: list[str] = []
    place = Place("page", 1)
    heads: set[tuple[str, ...]] = set()
    margin = 0
    for sheet in sheets:
        here = Place("page", sheet.number)
        new_page = True
        for part in sheet.parts:
            if isinstance(part, Line):
                if open_row:
                    yield row(open_row, place)
                    open_row = []
                if open_lines and _goes_on(open_lines, part, layout, margin):
                    open_lines.append(part)
                else:
                    yield from _closed(open_lines, place)
                    open_lines, place = [part], here
                margin, new_page = layout.margins[sheet.width], False
                continue
            yield from _closed(open_lines, place)
            open_lines = []
            for cells in part.rows if isinstance(part, Table) else (part.cells,):
                if cells in heads:
                    continue
                if _is_head(cells):
                    heads.add(cells)
                if new_page and open_row and not cells[0] and len(cells) == len(open_row):
                    open_row = [
                        " ".join(filter(None, both)) for both in zip(open_row, cells, strict=True)
                    ]
                else:
                    if open_row:
                        yield row(open_row, place)
                    open_row, place = list(cells), here
                new_page = False
    if open_row:
        yield row(open_row, place)
    yield from _closed(open_lines, place)


def _is_head(cells: tuple[str, ...]) -> bool:
    return cells[0].casefold().strip(". ") in ("stt", "tt", "no", "#")


def _closed(lines: Sequence[Line], place: Place) -> Iterator[Block]:
    if lines:
        text = ""
        for each in lines:
            text += each.text if not text or is_parted(text) else f" {each.text}"
        yield block(text, place)


def _goes_on(before: Sequence[Line], line: Line, layout: _Layout, margin: int) -> bool:
    """Whether a line is of the paragraph of those before it.

    :param margin: where the lines of the last one's page end.
    """
    last = before[-1]
    distance = last.base - line.base  # negative on the next page
    if distance > max(last.size, line.size) * 5 // 2 or layout.is_far(distance, line):
        return False
    if abs(last.size - line.size) * 5 > max(last.size, line.size):
        return False
    # A line ends where the next word would not have gone on it.
    is_full = last.right + last.size // 4 + line.first > margin - _MARGIN
    if marker_of(line.text) is not None:
        return is_full and _is_mid_sentence(before, line)
    if is_full and layout.is_spaced and distance > 0:
        return True
    if line.text.lstrip("(“\"'")[:1].islower():
        return is_full or not last.text.endswith(_ENDS)
    if last.text.isupper() and line.text.isupper():
        return last.bold == line.bold and (is_full or len(last.text) > _LONG_HEADING)
    if last.bold != line.bold and last.text.endswith(_ENDS):
        return False
    return is_full and not last.text.endswith(_STOPS) and not _begins_inside(before, line)


def _begins_inside(before: Sequence[Line], line: Line) -> bool:
    """Whether a line begins as first lines of paragraphs do, farther in than those behind them."""
    return (
        len(before) > 1
        and line.left > before[-1].left + line.size
        and before[0].left > before[-1].left + line.size
    )


def _is_mid_sentence(before: Sequence[Line], line: Line) -> bool:
    """Whether what looks like a number of an item goes on with a sentence: ``- 2027``."""
    last = before[-1].text
    if last.endswith(_ENDS):
        return False
    first = before[0]
    if first.left > line.left + line.size and marker_of(first.text) is not None:
        return True  # items begin farther in than the lines behind them
    marker = marker_of(line.text)
    rest = line.text[marker.length :].lstrip() if marker is not None else ""
    return last[-1:].isdigit() and rest[:1].isdigit()
