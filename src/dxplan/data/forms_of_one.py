"""Forms of one organisation: columns of measures only, and above them who and when.

Such a form has no column that would tell its header from a list of words, so that it is read only
where a label or the name of the sheet says whose it is, and the sheet says its period.
"""

from __future__ import annotations

from typing import Any

from dxplan.data.columns import match_columns
from dxplan.data.header import ROWS_SEARCHED, Header, header_at
from dxplan.data.header_rows import Known, texts_of
from dxplan.data.heading_words import DATA
from dxplan.data.lexicon import Heading, Lexicon, read_heading
from dxplan.data.number_text import number_text
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.surroundings import surroundings
from dxplan.data.tables import Table
from dxplan.values.scopes import Dimension


def header_of_one(
    table: Table, words: Lexicon, ids: OrganisationIds, known: Known
) -> Header | None:
    """The header of a form of one organisation; ``None`` when a sheet is none."""
    counts = {i: _measures(row, words) for i, row in enumerate(table.rows[:ROWS_SEARCHED])}
    row = max(counts, key=lambda i: (counts[i], -i), default=None)
    if row is None or not counts[row]:
        return None
    header = header_at(table, row, {}, DATA, known)
    if not isinstance(header, Header):
        return None
    columns, _ = match_columns(table, header, words)
    given = surroundings(table, header, columns, words, ids)
    told = given.period is not None or any(each.fatal for each in given.problems)
    return header if told and given.organisation is not None else None


def _measures(row: tuple[Any, ...], words: Lexicon) -> int:
    """How many measures a row of headings names; none when it has numbers."""
    texts = [text for text in texts_of(row) if text]
    plain = all(isinstance(raw, str) or raw is None for raw in row)
    if not plain or any(number_text(text) is not None for text in texts):
        return 0
    found = (read_heading(words, text) for text in texts)
    return sum(1 for each in found if isinstance(each, Heading) and not _is_dimension(each))


def _is_dimension(heading: Heading) -> bool:
    return isinstance(heading.named, Dimension)
