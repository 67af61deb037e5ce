"""What a progress report says, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import attrs

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.document.ends import add_end, add_head, title_of_report
from dxplan.report.document.layout import body, say, set_letters, set_page, set_properties, tight
from dxplan.report.document.levels import add_levels
from dxplan.report.document.sealed import sealed
from dxplan.report.document.tables import add_table
from dxplan.report.level_lines import scale_lines
from dxplan.report.office_words import office_word
from dxplan.report.progress_counts import counts_of, verdict_counts
from dxplan.report.progress_lines import (
    LATE,
    OPEN,
    ProgressLine,
    grouped,
    target_lines,
    work_lines,
)
from dxplan.report.progress_reasons import named, reasons
from dxplan.report.progress_rows import (
    TARGET_ROW,
    WORK_ROW,
    common_notes,
    numbered_notes,
    row_headings,
    target_row,
    with_numbers,
    without_notes,
    work_row,
)
from dxplan.report.renderer import MissingExtra
from dxplan.report.sent_text import sent_names
from dxplan.report.standing import missing_reports, unusable_reports, whole_standings
from dxplan.report.time_text import day_text
from dxplan.report.words import plain

if TYPE_CHECKING:
    from docx.document import Document

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
_GROUPS = 100
_NOTE = 11
_TARGET_WIDTHS = (11, 41, 26, 18, 18, 25, 26)
_WORK_WIDTHS = (11, 56, 30, 25, 27, 16)


def render(report: Report, language: Language) -> bytes:
    """A report as a text document.

    :raises MissingExtra: when the library that writes such documents is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise MissingExtra("docx", "docx") from error
    document = Document()
    set_page(document)
    set_letters(document, language)
    set_properties(document, report, title_of_report(report, language), language)
    add_head(document, report, language)
    add_sections(document, report, language)
    add_end(document, language)
    written = BytesIO()
    document.save(written)
    return sealed(written.getvalue())


def add_sections(document: Document, report: Report, language: Language) -> None:
    """The numbered sections that have something to say."""
    whole, work = target_lines(report, language), work_lines(report, language)
    both = [*whole, *work]
    late = [line for line in both if line.finding.verdict in LATE]
    undecided = [line for line in both if line.finding.verdict in OPEN]
    about = _About(report, language, common_notes(whole))
    groups = any(finding.by is not None for finding in report)
    scales = scale_lines(report, language)
    sections: list[tuple[str, bool, Callable[[], None]]] = [
        ("results", True, lambda: _results(document, whole, report, language)),
        ("groups", groups, lambda: _groups(document, report, language)),
        ("work", bool(work), lambda: _work(document, work, report, language)),
        ("levels", bool(scales), lambda: add_levels(document, scales, language)),
        ("late", True, lambda: _late(document, late, about)),
        ("open", bool(undecided), lambda: _items(document, undecided, about)),
        ("missing", any(line.finding.silent for line in whole),
         lambda: _missing(document, report, language)),
        ("unusable", any(line.finding.unusable for line in whole),
         lambda: _unusable(document, report, language)),
    ]  # fmt: skip
    said = [(code, add) for code, applies, add in sections if applies]
    for number, (code, add) in zip(_ROMAN, said, strict=False):
        document.add_heading(f"{number}. {_word(code, language)}", 1)
        add()


def _results(
    document: Document, whole: Sequence[ProgressLine], report: Report, language: Language
) -> None:
    if not whole:
        body(document, _word("no_targets", language))
        return
    body(document, _counted("counts", whole, report, language))
    headings, notes = row_headings(TARGET_ROW, language), numbered_notes(whole)
    rows = (with_numbers(target_row(line), line, notes) for line in whole)
    add_table(document, headings, _TARGET_WIDTHS, rows, frozenset({0, 3, 4}))
    _notes(document, notes)


def _notes(document: Document, notes: Mapping[str, int]) -> None:
    """The notes that a table has the numbers of."""
    for note, number in notes.items():
        say(tight(document.add_paragraph()), f"({number}) {note}", size=_NOTE, italic=True)


def _counted(code: str, lines: Sequence[ProgressLine], report: Report, language: Language) -> str:
    counts = "; ".join(f"{said} {n}" for said, n in verdict_counts(lines, language).items())
    day = day_text(report.as_of, language)
    return _word(code, language, day=day, count=len(lines), counts=counts)


def _groups(document: Document, report: Report, language: Language) -> None:
    """How many targets stand at each verdict in each group; the workbook has them one by one."""
    found = grouped(report, language)
    # Two groups may have the same title.
    counts = [
        (title, counts_of((standing.now for standing in each), language))
        for title, each in found[:_GROUPS]
    ]
    more = len(found) - len(counts)
    said = list(dict.fromkeys(each for _, count in counts for each in count))
    headings = [*row_headings(("number", "group"), language), *said]
    width = (165 - 10 - 45) // max(1, len(said))
    rows = [
        [str(number), title, *(str(count.get(each, 0)) for each in said)]
        for number, (title, count) in enumerate(counts, 1)
    ]
    centre = frozenset({0, *range(2, len(headings))})
    add_table(document, headings, [10, 45, *(width for _ in said)], rows, centre)
    if more:
        body(document, _word("more_groups", language, count=more))


def _work(
    document: Document, work: Sequence[ProgressLine], report: Report, language: Language
) -> None:
    body(document, _counted("counts_work", work, report, language))
    headings, notes = row_headings(WORK_ROW, language), numbered_notes(work)
    rows = (with_numbers(work_row(line), line, notes) for line in work)
    add_table(document, headings, _WORK_WIDTHS, rows, frozenset({0, 3}))
    _notes(document, notes)


@attrs.frozen
class _About:
    """What reasons are given with; notes that stand at most lines are not repeated."""

    report: Report
    language: Language
    common: tuple[str, ...]

    def reasons(self, line: ProgressLine) -> list[str]:
        return reasons(without_notes(line, self.common), self.report, self.language)


def _late(document: Document, late: Sequence[ProgressLine], about: _About) -> None:
    if late:
        _items(document, late, about, cause=True)
    else:
        body(document, _word("nothing_late", about.language))


def _items(
    document: Document, lines: Sequence[ProgressLine], about: _About, *, cause: bool = False
) -> None:
    """A paragraph for each with its reasons below.

    :param cause: whether to leave room for what figures cannot say.
    """
    language = about.language
    for number, line in enumerate(lines, 1):
        title = _word("item", language, number=number, title=line.title, verdict=line.result)
        item = body(document, "")
        item.paragraph_format.keep_with_next = True
        say(item, title, bold=True)
        for text in about.reasons(line):
            body(document, text, bullet=True)
        if cause:
            to_fill = body(document, _word("cause", language), bullet=True)
            to_fill.paragraph_format.alignment = None


def _missing(document: Document, report: Report, language: Language) -> None:
    for ids, count in missing_reports(whole_standings(report)):
        names = named([report.titles.get(each, each) for each in ids], language)
        text = _word("missing_line", language, names=names, count=count)
        body(document, plain(text), bullet=True)


def _unusable(document: Document, report: Report, language: Language) -> None:
    for ids, count in unusable_reports(whole_standings(report)):
        names = named(sent_names(report, ids, language), language)
        text = _word("missing_line", language, names=names, count=count)
        body(document, plain(text), bullet=True)


def _word(code: str, language: Language, **params: object) -> str:
    return office_word("document", code, language, **params)
