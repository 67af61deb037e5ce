"""A report as Markdown, for messages, wikis and code reviews."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.level_lines import scale_lines, weakest_first
from dxplan.report.level_rows import LEVEL_ROW, count_headings, count_row, level_row
from dxplan.report.markdown_text import escaped, markdown_list, markdown_table
from dxplan.report.office_words import office_word
from dxplan.report.problem_text import problem_lines
from dxplan.report.progress_counts import missing_of, unusable_of, verdict_counts
from dxplan.report.progress_lines import ProgressLine, group_lines, target_lines, work_lines
from dxplan.report.progress_rows import (
    TARGET_ROW,
    WORK_ROW,
    common_notes,
    row_headings,
    target_row,
    without_notes,
    work_row,
)
from dxplan.report.rule_text import document_text
from dxplan.report.sent_text import sent_names
from dxplan.report.time_text import day_text
from dxplan.report.words import word

_LISTED = 100
"""Organisations and problems that a message can hold; the workbook has all of them."""


def render(report: Report, language: Language) -> str:
    """A report as GitHub Flavored Markdown."""
    plan = report.plan
    whole, work = target_lines(report, language), work_lines(report, language)
    common = common_notes(whole)
    parts = [
        f"# {escaped(plan.title or plan.id)}",
        escaped(document_text(plan.document, language)),
        f"{word('heading', 'as_of', language)} {day_text(report.as_of, language)}",
        _targets(word("heading", "targets", language), _without(whole, common), language),
        _common(common, language),
    ]
    for title, lines in group_lines(report, language):
        parts.append(
            _targets(
                f"{word('heading', 'targets', language)} · {title}",
                _without(lines, common),
                language,
            )
        )
    parts += [
        _section(word("heading", "work", language), work, WORK_ROW, work_row, language),
        *_levels(report, language),
        _missing(report, whole, language),
        _unusable(report, whole, language),
        _problems(report, language),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _without(lines: Iterable[ProgressLine], common: Collection[str]) -> list[ProgressLine]:
    return [without_notes(line, common) for line in lines]


def _common(notes: Sequence[str], language: Language) -> str:
    """The notes on most targets, said once."""
    heading = office_word("summary", "notes", language)
    return f"{escaped(heading)}:\n\n{markdown_list(notes)}" if notes else ""


def _targets(heading: str, lines: Sequence[ProgressLine], language: Language) -> str:
    return _section(heading, lines, TARGET_ROW, target_row, language)


def _section(
    heading: str,
    lines: Sequence[ProgressLine],
    columns: Sequence[str],
    row: Callable[[ProgressLine], Sequence[str]],
    language: Language,
) -> str:
    """A heading, how many lines stand at each verdict, and a table of them."""
    if not lines:
        return ""
    counts = _counts(verdict_counts(lines, language))
    table = markdown_table(row_headings(columns, language), map(row, lines))
    return f"## {escaped(heading)}\n\n{counts}\n\n{table}"


def _counts(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{escaped(said)} **{count}**" for said, count in counts.items())


def _levels(report: Report, language: Language) -> Iterator[str]:
    """Every scale: how many organisations have which level, and the weakest of them."""
    for scale in scale_lines(report, language):
        yield f"## {escaped(word('heading', 'levels', language))} · {escaped(scale.title)}"
        if scale.counts:
            yield markdown_table(count_headings(scale, language), map(count_row, scale.counts))
        if scale.levels:
            shown = weakest_first(scale.levels, scale.scale)[:_LISTED]
            yield markdown_table(row_headings(LEVEL_ROW, language), map(level_row, shown))
        remarks, more = list(scale.remarks), len(scale.levels) - _LISTED
        if more > 0:
            remarks.append(office_word("document", "more_levels", language, count=more))
        if remarks:
            yield markdown_list(remarks)


def _missing(report: Report, whole: Sequence[ProgressLine], language: Language) -> str:
    texts = [
        office_word(
            "document", "missing_line", language,
            names=report.titles.get(name, name), count=len(lines),
        )
        for name, lines in missing_of(whole).items()
    ]  # fmt: skip
    return _listed(word("heading", "missing", language), texts, language)


def _unusable(report: Report, whole: Sequence[ProgressLine], language: Language) -> str:
    found = unusable_of(whole)
    texts = [
        office_word("document", "missing_line", language, names=name, count=len(lines))
        for name, lines in zip(
            sent_names(report, tuple(found), language), found.values(), strict=True
        )
    ]
    return _listed(word("heading", "unusable", language), texts, language)


def _problems(report: Report, language: Language) -> str:
    texts = problem_lines(report.problems, language)
    return _listed(word("heading", "problems", language), texts, language)


def _listed(heading: str, texts: list[str], language: Language) -> str:
    if not texts:
        return ""
    shown, more = texts[:_LISTED], len(texts) - _LISTED
    if more > 0:
        shown.append(office_word("document", "more", language, count=more))
    return f"## {escaped(heading)}\n\n{markdown_list(shown)}"
