"""What stands on which sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.file_names import file_names
from dxplan.report.level_columns import COUNTS, LEVELS, count_rows, level_rows
from dxplan.report.level_lines import scale_lines
from dxplan.report.office_words import office_word
from dxplan.report.problem_text import in_order
from dxplan.report.progress_columns import EXACT, GROUP, READ, VERDICT, WORK, ProgressColumn
from dxplan.report.progress_counts import missing_of, unit_counts, unusable_of, verdict_counts
from dxplan.report.progress_lines import ProgressLine, group_lines, target_lines, work_lines
from dxplan.report.progress_rows import common_notes, without_notes
from dxplan.report.sent_text import rows_sent
from dxplan.report.workbook.book import Book, Entry, Heading, add_list, opened
from dxplan.report.workbook.summary import add_summary


def render(report: Report, language: Language) -> bytes:
    """A report as a workbook: summary, targets, work, units, levels, who and what is missing."""
    book = opened(report, language)
    whole, work = target_lines(report, language), work_lines(report, language)
    common = common_notes(whole)
    add_summary(book, report, whole, work, common)
    _add_targets(book, report, whole, common)
    if work:
        columns = WORK
        printed = [each.code for each in columns].index("notes") + 1
        _add_lines(book, "work", columns, work, printed)
    _add_units(book, whole, work)
    _add_levels(book, report)
    _add_missing(book, report, whole)
    if any(line.finding.unusable for line in whole):
        _add_unusable(book, report, whole)
    if report.problems:
        _add_problems(book, report)
    return book.finished()


def _add_targets(
    book: Book, report: Report, whole: Sequence[ProgressLine], common: Collection[str]
) -> None:
    """The targets of the whole, and on a sheet of their own those of groups."""
    read = tuple(each for each in READ if each is not GROUP)
    rows = (without_notes(line, common) for line in whole)
    _add_lines(book, "targets", (*read, *EXACT), rows, len(read))
    if any(finding.by is not None for finding in report):
        groups = group_lines(report, book.language)
        rows = (without_notes(line, common) for _, found in groups for line in found)
        _add_lines(book, "groups", (*READ, *EXACT), rows, len(READ))


def _add_lines(
    book: Book,
    name: str,
    columns: Sequence[ProgressColumn],
    lines: Iterable[ProgressLine],
    printed: int,
) -> None:
    headings = [Heading(each.heading(book.language), each.width) for each in columns]
    verdicts = [each.code for each in columns].index(VERDICT.code)
    rows = ([_entry(column, line) for column in columns] for line in lines)
    add_list(book, name, headings, rows, printed=printed, verdicts=verdicts)


def _entry(column: ProgressColumn, line: ProgressLine) -> Entry:
    unit = line.threshold.unit if column.kind == "amount" and line.threshold else ""
    return Entry(column.cell(line), unit)


def _add_units(book: Book, whole: Sequence[ProgressLine], work: Sequence[ProgressLine]) -> None:
    language = book.language
    verdicts = [list(verdict_counts(lines, language)) for lines in (whole, work)]
    kinds = (("of_targets", "targets"), ("of_work", "works"))
    headings = [Heading(office_word("column", "lead", language), 44)]
    for (kind, total), said in zip(kinds, verdicts, strict=True):
        of = office_word("summary", kind, language)
        headings.append(Heading(office_word("column", total, language), 12))
        headings += [Heading(f"{of}: {each}", 12) for each in said]
    rows = []
    for name, unit in unit_counts(whole, work, language).items():
        row = [Entry(name or "—")]
        for counts, said in zip((unit.targets, unit.works), verdicts, strict=True):
            row += [Entry(sum(counts.values())), *(Entry(counts.get(each, 0)) for each in said)]
        rows.append(row)
    add_list(book, "units", headings, rows)


def _add_levels(book: Book, report: Report) -> None:
    """How many organisations have which level, and that of each where it was asked for."""
    scales = scale_lines(report, book.language)
    counts, levels = list(count_rows(scales)), list(level_rows(scales))
    for name, columns, found in (("level_counts", COUNTS, counts), ("levels", LEVELS, levels)):
        if found:
            rows = [[Entry(value) for value in row] for row in found]
            printed = [*columns, "id"].index("id")
            add_list(book, name, _headings(book, columns), rows, printed=printed)


def _headings(book: Book, widths: Mapping[str, int]) -> list[Heading]:
    named = widths.items()
    return [Heading(office_word("column", code, book.language), width) for code, width in named]


def _add_missing(book: Book, report: Report, whole: Sequence[ProgressLine]) -> None:
    widths = {"number": 6, "id": 20, "organisation": 60, "targets": 12, "target_numbers": 50}
    headings = _headings(book, widths)
    rows = (
        [
            Entry(number),
            Entry(name),
            Entry(report.titles.get(name, "")),
            Entry(len(lines)),
            Entry(", ".join(str(line.number) for line in lines)),
        ]
        for number, (name, lines) in enumerate(missing_of(whole).items(), 1)
    )
    add_list(book, "missing", headings, rows)


def _add_unusable(book: Book, report: Report, whole: Sequence[ProgressLine]) -> None:
    """Who did report, but figures that could not be used; the sheet of problems says why."""
    widths = {
        "number": 6, "id": 20, "organisation": 60, "rows": 14, "targets": 12, "target_numbers": 50,
    }  # fmt: skip
    headings, sent = _headings(book, widths), rows_sent(report)
    rows = (
        [
            Entry(number),
            Entry(name),
            Entry(report.titles.get(name, "")),
            Entry(sent.get(name, 0)),
            Entry(len(lines)),
            Entry(", ".join(str(line.number) for line in lines)),
        ]
        for number, (name, lines) in enumerate(unusable_of(whole).items(), 1)
    )
    add_list(book, "unusable", headings, rows)


def _add_problems(book: Book, report: Report) -> None:
    widths = {"file": 30, "sheet": 16, "cell": 8, "problem": 70, "advice": 60}
    headings, names = _headings(book, widths), file_names(report.problems)
    rows = (
        list(map(Entry, (
            names.of(problem.file), problem.sheet, problem.cell,
            names.of(problem.message(book.language)), problem.help(book.language),
        )))
        for problem in in_order(report.problems)
    )  # fmt: skip
    add_list(book, "problems", headings, rows)
