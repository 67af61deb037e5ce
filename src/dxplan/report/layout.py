"""Tables and paragraphs as plain text, no wider than the page: :data:`WIDTH` columns or fewer.

Widths are counted in columns of a terminal, not in characters: Vietnamese letters may come as a
letter and marks that take no room of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, TypeAlias

import attrs

from dxplan.report.page import WIDTH, Toned, page, style, toned
from dxplan.report.words import plain

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = [
    "WIDTH", "Cell", "Column", "cell_lines", "drawn", "headed", "packed", "paragraph", "sections",
    "table",
]  # fmt: skip

Cell: TypeAlias = str | Toned


@attrs.frozen
class Column:
    """A column of a table.

    :param width: in columns of the terminal; a column without one takes the room that is left.
    """

    heading: str
    width: int | None = None
    numeric: bool = False


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    spaced: bool = False,
    with_heading: bool = True,
) -> str:
    """A table with its heading underlined; a cell's line breaks are kept.

    :param spaced: whether an empty line parts the rows, for rows of several lines.
    :param with_heading: whether its columns are named, once for tables that follow each other.
    """
    if page().width < WIDTH:
        from dxplan.report.narrow import narrow_table

        return narrow_table(columns, list(rows), spaced=spaced, with_heading=with_heading)
    return drawn(columns, rows, spaced=spaced, with_heading=with_heading)


def drawn(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    spaced: bool,
    with_heading: bool,
) -> str:
    """A table as it was laid out, its columns as wide as they say."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    laid_out = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        leading=int(spaced),
        expand=True,
        show_header=with_heading,
    )
    for column in columns:
        laid_out.add_column(
            column.heading,
            width=column.width,
            ratio=None if column.width else 1,
            justify="right" if column.numeric else "left",
            overflow="fold",
        )
    for row in rows:
        laid_out.add_row(*map(_cell, row))
    return _rendered(laid_out)


def cell_lines(cell: Cell) -> list[str]:
    """The lines of a cell, without control characters."""
    text = cell.text if isinstance(cell, Toned) else cell
    return [plain(line) for line in text.split("\n")]


def _cell(cell: Cell) -> str | Text:
    text = "\n".join(cell_lines(cell))
    if isinstance(cell, str) or not page().colours:
        return text
    from rich.text import Text

    return Text(text, style=style(cell.tone))


def paragraph(text: str, *, lead: str = "") -> str:
    """Text broken into lines, later ones indented to stand below the first behind its lead.

    >>> print(paragraph("one two", lead="- "))
    - one two
    """
    from rich.padding import Padding
    from rich.text import Text

    indent = len(lead)
    body = _rendered(Padding(Text(plain(text), overflow="fold"), (0, 0, 0, indent)))
    return lead + body[indent:]


def _rendered(renderable: RenderableType) -> str:
    from rich.console import Console

    out, colours = StringIO(), page().colours
    console = Console(
        file=out, width=page().width, color_system="standard" if colours else None,
        force_terminal=colours, no_color=not colours, force_jupyter=False, legacy_windows=False,
        markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    console.print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def packed(lead: str, parts: Iterable[Cell]) -> str:
    """Short parts behind a lead, broken into lines only between parts.

    >>> packed("Targets: ", ["met 3", "missed 1"])
    'Targets: met 3 · missed 1'
    """
    from rich.cells import cell_len

    lines, used = [lead], cell_len(lead)
    for number, part in enumerate(parts):
        joint, width = " · " if number else "", cell_len(cell_lines(part)[0])
        if number and used + len(joint) + width > page().width:
            lines.append(" " * len(lead) + str(part))
            used = len(lead) + width
        else:
            lines[-1] += f"{joint}{part}"
            used += len(joint) + width
    return "\n".join(lines)


def sections(parts: Iterable[str]) -> str:
    """Parts that are not empty, with an empty line between them and a line end behind the last."""
    return "\n\n".join(part for part in parts if part) + "\n"


def headed(heading: str, body: str) -> str:
    """A part under its heading; nothing when there is nothing in it."""
    if not body:
        return ""
    above = heading.upper()
    if page().width < WIDTH:
        above = paragraph(above)
    lines = (toned(line, "heading") for line in above.split("\n"))
    return "\n".join((*lines, "", body))
