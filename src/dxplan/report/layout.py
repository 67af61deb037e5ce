"""Tables and paragraphs as plain text, no wider than :data:`WIDTH` columns.

Widths are counted in columns of a terminal, not in characters: Vietnamese letters may come as a
letter and marks that take no room of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

import attrs

from dxplan.report.words import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDTH = 100


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
    rows: Iterable[Sequence[str]],
    *,
    spaced: bool = False,
    with_heading: bool = True,
) -> str:
    """A table with its heading underlined; a cell's line breaks are kept.

    :param spaced: whether an empty line parts the rows, for rows of several lines.
    :param with_heading: whether its columns are named, once for tables that follow each other.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    drawn = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        leading=int(spaced),
        expand=True,
        show_header=with_heading,
    )
    for column in columns:
        drawn.add_column(
            column.heading,
            width=column.width,
            ratio=None if column.width else 1,
            justify="right" if column.numeric else "left",
            overflow="fold",
        )
    for row in rows:
        drawn.add_row(*("\n".join(map(plain, cell.split("\n"))) for cell in row))
    return _rendered(drawn)


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

    out = StringIO()
    console = Console(
        file=out, width=WIDTH, color_system=None, force_terminal=False, force_jupyter=False,
        legacy_windows=False, markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    console.print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def packed(lead: str, parts: Iterable[str]) -> str:
    """Short parts behind a lead, broken into lines only between parts.

    >>> packed("Targets: ", ["met 3", "missed 1"])
    'Targets: met 3 · missed 1'
    """
    from rich.cells import cell_len

    lines = [lead]
    for number, part in enumerate(parts):
        joined = f" · {part}" if number else part
        if number and cell_len(lines[-1] + joined) > WIDTH:
            lines.append(" " * len(lead) + part)
        else:
            lines[-1] += joined
    return "\n".join(lines)


def sections(parts: Iterable[str]) -> str:
    """Parts that are not empty, with an empty line between them and a line end behind the last."""
    return "\n\n".join(part for part in parts if part) + "\n"


def headed(heading: str, body: str) -> str:
    """A part under its heading; nothing when there is nothing in it."""
    return f"{heading.upper()}\n\n{body}" if body else ""
