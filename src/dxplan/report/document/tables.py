"""Tables of a text document: their headings stand on every page, and no row is split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dxplan.report.document.layout import centred, say, tight

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row

_SIZE = 11
_MARGIN = 57
"""At each side of a cell, in twentieths of a point: one millimetre."""


def add_table(
    document: Document,
    headings: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str]],
    centre: frozenset[int],
) -> None:
    """A table with borders.

    :param widths: of the columns, in millimetres.
    :param centre: the columns whose texts stand in the middle.
    """
    table: Any = blank(document, widths, "Table Grid")
    _fill(table.rows[0], headings, widths, frozenset(range(len(widths))), bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for texts in rows:
        _fill(table.add_row(), texts, widths, centre)
    say(tight(document.add_paragraph()), "", size=_SIZE)


def blank(document: Document, widths: Sequence[int], style: str | None = None) -> Table:
    """A table of one row that keeps its widths."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table: Table = document.add_table(1, len(widths), style)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _set_margins(table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins: Any = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin: Any = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _fill(
    row: _Row,
    texts: Sequence[str],
    widths: Sequence[int],
    centre: frozenset[int],
    *,
    bold: bool = False,
) -> None:
    from docx.shared import Mm

    _mark(row, "w:cantSplit")
    for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        _write(cell, text, bold=bold, middle=number in centre)


def _write(cell: _Cell, text: str, *, bold: bool, middle: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if bold else None
    paragraph = say(cell.paragraphs[0], text, size=_SIZE, bold=bold)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    if middle:
        centred(paragraph)


def _mark(row: _Row, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
