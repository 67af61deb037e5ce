"""A line of rule text with a stretch of it underlined, as a terminal shows it."""

from __future__ import annotations

import attrs

from dxplan.report.page import WIDTH, page
from dxplan.source import Span

_TAB = 8
_CUT = "…"
# What a mark without a letter of its own is shown on.
_NO_LETTER = "\u25cc"
# Nothing further away can be shown beside the span, so it is not looked at.
_REACH = 4 * WIDTH


@attrs.frozen
class _Piece:
    """Some characters of a line that must stay together: a letter with what combines with it."""

    text: str
    cells: int
    marked: bool


def excerpt(span: Span, gutter: int = 0) -> list[str]:
    r"""The first line of a span behind its number, and the line that underlines the span.

    Both lines fit the page: a longer line is cut around the span. Tabs stay tabs in
    both, so that they meet whatever a terminal makes of a tab.

    :param gutter: least columns for the line number, when several excerpts are to align.

    >>> from dxplan.source import source_from_text
    >>> print(*excerpt(Span(source_from_text("tiểu_học 5%"), 9, 11)), sep="\n")
     1 | tiểu_học 5%
       |          ^^
    """
    number = str(span.line).rjust(gutter)
    before = f" {' ' * len(number)} | "
    shown, underline = _cut(_pieces(span), page().width - len(before), len(before))
    return [f" {number} | {shown}".rstrip(), f"{before}{underline}".rstrip()]


def _pieces(span: Span) -> list[_Piece]:
    from rich.cells import cell_len

    line = span.source.line(span.line)
    first = span.column - 1
    # A span over several lines is marked to the end of its first line.
    last = max(first + 1, min(first + span.end - span.start, len(line)))
    pieces: list[_Piece] = []
    for index in range(max(0, first - _REACH), min(len(line), first + _REACH)):
        character, marked = line[index], first <= index < last
        cells = _TAB if character == "\t" else cell_len(character)
        if cells == 0 and not _combines(character):
            character, cells = "\ufffd", 1
        if cells:
            pieces.append(_Piece(character, cells, marked))
            continue
        bare = not pieces or pieces[-1].text == "\t"
        base = _Piece(_NO_LETTER, 1, False) if bare else pieces.pop()
        pieces.append(_Piece(base.text + character, base.cells, base.marked or marked))
    if first >= len(line):
        pieces.append(_Piece(" ", 1, True))
    return pieces


def _combines(character: str) -> bool:
    # Control and direction marks take no room either, but would act on the terminal.
    return character.isprintable()


def _cut(pieces: list[_Piece], room: int, column: int) -> tuple[str, str]:
    start, end = _window(pieces, room)
    before = _CUT if start > 0 else ""
    after = _CUT if end < len(pieces) else ""
    kept = pieces[start:end]
    shown = "".join(piece.text for piece in kept)
    return before + shown + after, " " * len(before) + _marks(kept, column + len(before))


def _marks(pieces: list[_Piece], column: int) -> str:
    marks = ""
    for piece in pieces:
        cells = _TAB - column % _TAB if piece.text == "\t" else piece.cells
        if piece.marked:
            marks += "^" * cells
        else:
            marks += "\t" if piece.text == "\t" else " " * cells
        column += cells
    return marks.rstrip()


def _window(pieces: list[_Piece], room: int) -> tuple[int, int]:
    """Which pieces to show: the marked ones as far as they fit, and as much on either side."""
    if sum(piece.cells for piece in pieces) <= room:
        return 0, len(pieces)
    free = room - 2 * len(_CUT)
    start = end = next(index for index, piece in enumerate(pieces) if piece.marked)
    while end < len(pieces) and pieces[end].marked and pieces[end].cells <= free:
        free -= pieces[end].cells
        end += 1
    while True:
        grows_left = start > 0 and pieces[start - 1].cells <= free
        if grows_left:
            start -= 1
            free -= pieces[start].cells
        grows_right = end < len(pieces) and pieces[end].cells <= free
        if grows_right:
            free -= pieces[end].cells
            end += 1
        if not grows_left and not grows_right:
            return start, end
