"""What stands above and below an administrative document: who speaks, to whom, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.document.layout import add_line, centred, say, tight
from dxplan.report.document.tables import blank
from dxplan.report.office_words import office_word
from dxplan.report.rule_text import document_text
from dxplan.report.time_text import day_text
from dxplan.report.words import plain

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_LEFT, _RIGHT, _ALL = 64, 101, 165
_STATE, _HEAD, _MOTTO, _SMALL = 12, 13, 14, 11


def add_head(document: Document, report: Report, language: Language) -> None:
    """Who reports, the state and its motto, number and date to be filled in, the title."""
    left, right = _columns(document)
    issuer = plain(report.plan.document.issuer).upper()
    filled = _word("fill", language)
    say(_next(left, first=True), issuer or filled, size=_STATE)
    say(_next(left), filled, size=_HEAD, bold=True)
    add_line(_next(left), 24, _LEFT)
    say(_next(left), _word("number", language), size=_HEAD)
    state, motto = _word("state", language), _word("motto", language)
    say(_next(right, first=True), state, size=_STATE, bold=True)
    if motto:
        say(_next(right), motto, size=_HEAD, bold=True)
        add_line(_next(right), 60, _RIGHT)
    say(_next(right), _word("place", language), size=_MOTTO, italic=True)
    _title(document, report, language)


def _title(document: Document, report: Report, language: Language) -> None:
    from docx.shared import Pt

    kind = tight(centred(document.add_paragraph()))
    kind.paragraph_format.space_before = Pt(18)
    say(kind, _word("kind", language), bold=True)
    about = title_of_report(report, language)
    say(tight(centred(document.add_paragraph())), about, bold=True)
    day = _word("as_of", language, day=day_text(report.as_of, language))
    known = plain(document_text(report.plan.document, language))
    if known:
        say(tight(centred(document.add_paragraph())), known)
    say(tight(centred(document.add_paragraph())), day, italic=True)
    add_line(document.add_paragraph(), 45, _ALL)


def title_of_report(report: Report, language: Language) -> str:
    """What the report is about."""
    return _word("about", language, title=plain(report.plan.title or report.plan.id))


def add_end(document: Document, language: Language) -> None:
    """Who gets it, and room for who signs."""
    end = _word("end", language)
    if end:
        from dxplan.report.document.layout import body

        body(document, end)
    # Whoever signs a page wants to see what for: the last lines go with the signature.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = _columns(document)
    say(tight(left.paragraphs[0]), _word("recipients", language), size=12, bold=True, italic=True)
    for code in ("recipient_first", "recipient_first", "recipient_last"):
        say(tight(left.add_paragraph()), _word(code, language), size=_SMALL)
    say(_next(right, first=True), _word("signer", language), bold=True)
    say(_next(right), _word("signature", language), italic=True)
    for _ in range(3):
        _next(right)
    say(_next(right), _word("signer_name", language), bold=True)


def _columns(document: Document) -> tuple[_Cell, _Cell]:
    from docx.shared import Mm

    (row,) = blank(document, (_LEFT, _RIGHT)).rows
    left, right = row.cells
    left.width, right.width = Mm(_LEFT), Mm(_RIGHT)
    return left, right


def _next(cell: _Cell, *, first: bool = False) -> Paragraph:
    return tight(centred(cell.paragraphs[0] if first else cell.add_paragraph()))


def _word(code: str, language: Language, **params: object) -> str:
    return office_word("document", code, language, **params)
