"""Levels in a text document: how many organisations have which, and the weakest of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dxplan.messages import Language
from dxplan.report.document.layout import body, say
from dxplan.report.document.tables import add_table
from dxplan.report.level_lines import ScaleLines, weakest_first
from dxplan.report.level_rows import LEVEL_ROW, count_headings, count_row, level_row
from dxplan.report.office_words import office_word
from dxplan.report.progress_reasons import sentence_of
from dxplan.report.progress_rows import row_headings

if TYPE_CHECKING:
    from docx.document import Document

_ORGANISATIONS = 100
_ALL, _GROUP, _DAY = 165, 45, 24
_WIDTHS = (42, 27, 22, 18, 32, 24)


def add_levels(document: Document, scales: Iterable[ScaleLines], language: Language) -> None:
    """A table of counts a scale, and one of organisations where they were asked for."""
    for scale in scales:
        title = body(document, "")
        title.paragraph_format.keep_with_next = True
        say(title, scale.title, bold=True)
        if scale.counts:
            headings = count_headings(scale, language)
            width = (_ALL - _GROUP - _DAY) // max(1, len(scale.headings))
            widths = [_GROUP, _DAY, *(width for _ in scale.headings)]
            centre = frozenset(range(1, len(headings)))
            add_table(document, headings, widths, map(count_row, scale.counts), centre)
        if scale.levels:
            _add_organisations(document, scale, language)
        for remark in scale.remarks:
            body(document, sentence_of(remark), bullet=True)


def _add_organisations(document: Document, scale: ScaleLines, language: Language) -> None:
    shown = weakest_first(scale.levels, scale.scale)[:_ORGANISATIONS]
    rows = map(level_row, shown)
    add_table(document, row_headings(LEVEL_ROW, language), _WIDTHS, rows, frozenset({2, 3}))
    more = len(scale.levels) - len(shown)
    if more:
        body(document, office_word("document", "more_levels", language, count=more))
