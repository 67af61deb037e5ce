"""Tables on a page that is narrower than they were laid out for.

Columns give up what they have to spare, and words stay whole. Where that leaves no room for a
sentence, every row becomes a few lines of its own, each cell behind the heading of its column.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.report.layout import Cell, Column, cell_lines, drawn
from dxplan.report.page import Toned, page, toned

_BETWEEN = 2
_SENTENCE = 16
"""What a column of sentences needs, or it has a word a line."""
_WORD = 20
"""A longer word may be broken."""
_SENTENCES = 48
"""A column of sentences has enough with this much."""


def narrow_table(
    columns: Sequence[Column], rows: list[Sequence[Cell]], *, spaced: bool, with_heading: bool
) -> str:
    """A table that fits the page."""
    room = page().width - _BETWEEN * (len(columns) - 1)
    widths = _widths(columns, rows, room)
    if widths is None:
        return _one_below_the_other(columns, rows)
    fitting = [attrs.evolve(each, width=width) for each, width in zip(columns, widths, strict=True)]
    return drawn(fitting, rows, spaced=spaced, with_heading=with_heading)


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int
) -> list[int] | None:
    """How wide each column becomes; ``None`` when there is no room for the words of all."""
    texts = [_texts(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    least, wanted = [], []
    for column, lines in zip(columns, texts, strict=True):
        longest = max(map(_width, lines))
        words = max(min(_WORD, _width(word)) for line in lines for word in line.split() or [""])
        whole = min(longest, _SENTENCES) if column.width is None else min(longest, column.width)
        least.append(max(words, min(longest, _SENTENCE)) if column.width is None else words)
        wanted.append(max(whole, least[-1]))
    spare, missing = room - sum(least), sum(wanted) - sum(least)
    if spare < 0:
        return None
    given = min(spare, missing)
    shares = [
        (each - low) * given // (missing or 1) for each, low in zip(wanted, least, strict=True)
    ]
    found = [low + share for low, share in zip(least, shares, strict=True)]
    # What is left over goes to sentences, which stretch the table over the page.
    stretched = next((at for at, each in enumerate(columns) if each.width is None), 0)
    found[stretched] += room - sum(found)
    return found


def _texts(column: Column, cells: Sequence[Cell]) -> list[str]:
    return [column.heading, *(line for cell in cells for line in cell_lines(cell))]


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _one_below_the_other(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> str:
    blocks = ("\n".join(_lines(columns, row)) for row in rows)
    return "\n\n".join(block for block in blocks if block)


def _lines(columns: Sequence[Column], row: Sequence[Cell]) -> list[str]:
    """A row: its first cell, and below it the others behind the headings of their columns."""
    from dxplan.report.layout import paragraph

    first, *others = ("; ".join(filter(None, cell_lines(cell))) for cell in row)
    found = [toned(line, "heading") for line in paragraph(first).split("\n")] if first else []
    for column, cell, text in zip(columns[1:], row[1:], others, strict=True):
        if text:
            tone = cell.tone if isinstance(cell, Toned) else None
            lines = paragraph(f"{column.heading}: {text}", lead="  ").split("\n")
            found += [toned(line, tone) for line in lines]
    return found
