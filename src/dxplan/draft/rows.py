"""Rows of tables, by the heads of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dxplan.draft.columns import Column, are_heads, are_more_heads, columns_of, count_columns
from dxplan.draft.figures import NOTHING, figure_of
from dxplan.draft.markers import Marker, marker_of
from dxplan.draft.model import Label, Quantity, Time
from dxplan.draft.unit_names import heading_unit

_PARTS = ("-", "–", "+", "•", "*")
"""Signs before a part of what the row above is about."""
_ROLES: dict[str, Label] = {"lead": "lead", "with": "with", "time": "time"}


@attrs.frozen
class Table:
    """What is known of a table before its next row.

    :param heads: the rows of its heads; ``columns`` are made of them.
    :param only_heads: whether no other row came yet.
    :param measure: what a line above says that its numbers are in.
    :param subject: what the last row was about that names more than a part.
    :param since: the first year of the plan; what is before it is no target.
    """

    heads: tuple[tuple[str, ...], ...] = ()
    columns: tuple[Column, ...] = ()
    only_heads: bool = False
    measure: str = ""
    subject: str = ""
    since: int | None = None

    @property
    def has_figures(self) -> bool:
        """Whether its columns say that numbers of their own stand in it."""
        kinds = {each.kind for each in self.columns}
        return bool(kinds & {"target", "past", "measure"}) or (
            "what" in kinds and any(not each.kind for each in self.columns)
        )


@attrs.frozen
class Row:
    """What a row says.

    :param marker: the number that it begins with.
    :param text: what it is about; ``is_heading`` when it only names the rows below it.
    :param labelled: its cells by what their columns say: who, and when.
    :param figures: its numbers that are targets; ``times`` are those of cells without a number.
    :param quoted: its cells with the heads of their columns, where there are figures.
    """

    text: str
    marker: Marker | None = None
    is_heading: bool = False
    labelled: tuple[tuple[Label, str], ...] = ()
    figures: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    quoted: tuple[str, ...] = ()


def row_of(cells: Sequence[str], table: Table) -> tuple[Table, Row | None]:
    """What a row says, and what is known of its table behind it; heads say nothing themselves."""
    if table.only_heads and are_more_heads(cells, table.heads):
        return _headed(table, (*table.heads, tuple(cells))), None
    if table.heads and count_columns(cells) and table.only_heads:
        return table, None
    if are_heads(cells, table.columns):
        return _headed(table, (tuple(cells),)), None
    behind = attrs.evolve(table, only_heads=False)
    if table.has_figures and len(cells) <= len(table.columns):
        row = _with_figures([*cells, *[""] * (len(table.columns) - len(cells))], table)
        named = row is not None and not row.text.startswith(_PARTS) and row.marker is not None
        if row is not None and (named or not row.text.startswith(table.subject or "\0")):
            behind = attrs.evolve(behind, subject=row.text)
        return behind, row
    return behind, _unheaded(cells, table) or _plain(cells, table.columns)


def _unheaded(cells: Sequence[str], table: Table) -> Row | None:
    """A row with numbers in columns whose heads say nothing that is known, or that have none."""
    columns = table.columns or tuple(Column("") for _ in cells)
    if len(cells) > len(columns) or any(each.kind == "note" for each in columns):
        return None
    known = attrs.evolve(table, columns=columns)
    row = _with_figures([*cells, *[""] * (len(columns) - len(cells))], known)
    words = row.text.split() if row is not None else []
    return row if row is not None and row.figures and len(words) > 1 else None


def _headed(table: Table, heads: tuple[tuple[str, ...], ...]) -> Table:
    return attrs.evolve(table, heads=heads, columns=columns_of(heads), only_heads=True, subject="")


def marker_in(cell: str) -> Marker | None:
    """The number of a row, that stands in a cell of its own."""
    first = cell.strip(" .)")
    return marker_of(f"{first}. x") if first and len(first) < 8 else None


def _plain(cells: Sequence[str], columns: Sequence[Column]) -> Row:
    """A row of words: what is to be done, by whom and when."""
    kinds = [each.kind for each in columns] if len(columns) == len(cells) else [""] * len(cells)
    labels: list[Label] = [_ROLES.get(kind, "") for kind in kinds]
    filled = [cell for cell in cells[1:] if cell]
    marker = marker_in(cells[0])
    if marker is not None and len(filled) == 1 and marker.kind in ("roman", "capital"):
        return Row(filled[0], marker, is_heading=True)
    said = [cell for cell, label in zip(cells, labels, strict=True) if not label]
    said = said[1:] if marker is not None else said
    text = max(said, key=len, default="") if any(labels) else " | ".join(filter(None, said))
    labelled = tuple(
        (label, cell) for cell, label in zip(cells, labels, strict=True) if cell and label
    )
    return Row(text, marker, labelled=labelled)


def _with_figures(cells: Sequence[str], table: Table) -> Row | None:
    """A row of a table whose columns hold numbers."""
    pairs = list(zip(cells, table.columns, strict=True))
    marker = marker_in(cells[0]) if table.columns[0].kind in ("number", "") else None
    rest = pairs[1:] if marker is not None or table.columns[0].kind == "number" else pairs
    if cells[0] and marker is None and not any(cells[1:]):
        # Over all columns: what the rows below are about.
        over = marker_of(cells[0])
        return Row(cells[0][over.length if over else 0 :].strip(), over, is_heading=True)
    measure, labelled = _measure_and_labels(rest)
    title = _title(rest)
    figures = tuple(_figures(rest, measure or table.measure, title, table))
    if not title and not any(cell for cell, _ in rest):
        return None
    if not any(cell for cell, column in rest if column.kind != "what" and cell != title):
        return Row(title, marker, is_heading=True)
    text, doubts = _subject(title, table)
    if doubts:
        figures = tuple(attrs.evolve(each, doubts=(*each.doubts, *doubts)) for each in figures)
    unread = tuple(_unread(rest, measure or table.measure, title))
    if unread and figures:
        first = attrs.evolve(figures[0], doubts=(*figures[0].doubts, "cell-unread"))
        figures = (first, *figures[1:])
    quoted = tuple(
        f"{column.head}: {cell}" if column.head else cell
        for cell, column in rest
        if cell and column.kind != "what" and cell not in title.split(" – ")
    )
    return Row(text, marker, False, labelled, figures, () if figures else unread, quoted)


def _measure_and_labels(
    pairs: Sequence[tuple[str, Column]],
) -> tuple[str, tuple[tuple[Label, str], ...]]:
    """What the row is counted in, and who does it and when."""
    measure = ""
    labelled: list[tuple[Label, str]] = []
    for cell, column in pairs:
        if not cell:
            continue
        if column.kind == "measure" and heading_unit(cell) is not None:
            labelled.append(("lead", cell))  # of “Đơn vị”, which says either
        elif column.kind == "measure":
            measure = cell
        elif column.kind in _ROLES:
            labelled.append((_ROLES[column.kind], cell))
    return measure, tuple(labelled)


def _title(pairs: Sequence[tuple[str, Column]]) -> str:
    """What a row is about: the cells of words, the one under such a head first."""
    named = [cell for cell, column in pairs if column.kind == "what" and cell]
    others = [
        cell
        for cell, column in pairs
        if column.kind == "" and cell not in NOTHING and figure_of(cell, "", column, "") is None
    ]
    said = [*named, *(cell for cell in others if cell not in named)]
    return " – ".join(said)


def _subject(title: str, table: Table) -> tuple[str, tuple[str, ...]]:
    """What a row is about; a part of it belongs to the row above that names the whole."""
    if not title:
        return table.subject, ("subject-row",)
    if title.startswith(_PARTS) and table.subject:
        return f"{table.subject} – {title.lstrip('-–+•* ')}", ("subject-row",)
    return title, ()


def _figures(
    pairs: Sequence[tuple[str, Column]], measure: str, title: str, table: Table
) -> Iterator[Quantity]:
    past = [column for column in table.columns if _is_before(column, table.since)]
    aimed = [column for column in table.columns if column.kind == "target" and column.due]
    # A table that is all of earlier years says something else by them than what was reached.
    left_out = past if len(past) < len(aimed) else []
    for cell, column in pairs:
        if column.kind not in ("target", "") or cell in NOTHING or column in left_out:
            continue
        found = figure_of(cell, measure, column, title)
        if found is None:
            continue
        more = ("earlier-columns",) if left_out else ()
        if not column.kind:
            unsure = "column-unsure" if column.head else "no-heads"
            found, more = attrs.evolve(found, column=column.head), (unsure,)
        yield attrs.evolve(found, doubts=(*found.doubts, *more))


def _is_before(column: Column, since: int | None) -> bool:
    """Whether a column is of a year before the plan."""
    year = column.due.year if column.due is not None else None
    return column.kind == "target" and None not in (since, year) and (year or 0) < (since or 0)


def _unread(pairs: Sequence[tuple[str, Column]], measure: str, title: str) -> Iterator[Time]:
    """The times of cells that hold something else than a number."""
    for cell, column in pairs:
        if column.kind != "target" or column.due is None or cell in NOTHING:
            continue
        if figure_of(cell, measure, column, title) is None:
            yield attrs.evolve(column.due, doubts=(*column.due.doubts, "cell-unread"))
