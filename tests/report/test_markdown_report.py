"""A report as Markdown: tables of texts."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from markdown_it import MarkdownIt

from dxplan.data.problems import Problem
from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.markdown_report import render

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_report(
    report: Report, problems: tuple[Problem, ...], golden: Golden, language: Language
) -> None:
    golden(f"report.{language}.md", render(attrs.evolve(report, problems=problems), language))


def test_it_reads_as_tables_and_headings(report: Report) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(render(report, "en"))
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 2
    assert kinds.count("heading_open") == 4
    assert not {"html_block", "code_block", "fence"} & set(kinds)


def test_a_list_ends_with_how_many_more(report: Report) -> None:
    names = tuple(f"T{n}" for n in range(130))
    first = attrs.evolve(report.findings[0], missing=names)
    text = render(attrs.evolve(report, findings=(first,)), "vi")
    assert text.count("\n- ") == 101
    assert text.endswith("- và 30 mục nữa\n")


def test_notes_on_most_targets_are_said_once_below_the_table(report: Report) -> None:
    note = ("no-population", ())
    found = [attrs.evolve(e, notes=(note,)) for e in report.findings if e.rule == "target"]
    text = render(attrs.evolve(report, findings=tuple(found)), "en")
    _, below = text.split("Notes on most of the targets:\n\n- ")
    assert text.count(below.splitlines()[0]) == 1
