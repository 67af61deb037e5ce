"""What was wrong with the data, as a list that an officer can work through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dxplan.data.problems import Problem
from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.file_names import file_names
from dxplan.report.layout import headed, paragraph
from dxplan.report.where_text import where_text
from dxplan.report.words import counted, word

_SHOWN = 20


def in_order(problems: tuple[Problem, ...]) -> list[Problem]:
    """Problems by file, sheet, row and column."""
    return sorted(problems, key=_address)


def _address(problem: Problem) -> tuple[object, ...]:
    column, row = "", 0
    match = re.fullmatch(r"([A-Z]*)([0-9]*)", problem.cell)
    if match:
        column, row = match[1], int(match[2] or 0)
    cell = (row, len(column), column, problem.cell)
    return (problem.file, problem.sheet, cell, problem.code, repr(sorted(problem.params.items())))


def problems_text(report: Report, language: Language) -> str:
    """The first problems by file, sheet and cell, how many more, and the rows left out."""
    return problem_list(report.problems, language, report.rows_left_out)


def problem_list(found: tuple[Problem, ...], language: Language, rows_left_out: int = 0) -> str:
    """The first of some problems under a heading, how many more, and the rows left out."""
    problems = in_order(found)
    # What kept a file from being read comes before what kept a row from being used.
    problems.sort(key=lambda problem: not problem.fatal)
    lines = [paragraph(line, lead="- ") for line in advised_lines(problems[:_SHOWN], language)]
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        lines.append(paragraph(word("phrase", "more_problems", language, count=more)))
    if rows_left_out:
        lines.append(counted("phrase", "rows_left_out", rows_left_out, language))
    return headed(word("heading", "problems", language), "\n".join(lines))


def advised_lines(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    """Problems with their addresses; what to do stands beside the first of each kind."""
    helped: set[str] = set()
    for problem in problems:
        text, advice = problem_line(problem, language), problem.help(language)
        if advice and problem.code not in helped:
            helped.add(problem.code)
            text += f" → {advice}"
        yield text


def problem_line(problem: Problem, language: Language) -> str:
    """Where a problem is and what it is."""
    return ": ".join(filter(None, (address(problem, language), problem.message(language))))


def problem_lines(found: tuple[Problem, ...], language: Language) -> list[str]:
    """All problems in order, as they are told to others: without the folders of a machine."""
    names = file_names(found)
    return [names.of(problem_line(problem, language)) for problem in in_order(found)]


def address(problem: Problem, language: Language) -> str:
    """File, sheet and cell of a problem, as far as it has them.

    >>> address(Problem("x", "a.xlsx", "Lớp", "C7"), "vi")
    'a.xlsx, trang Lớp, ô C7'
    >>> address(Problem("x", "a.parquet", "", "Tổng số lớp"), "vi")
    'a.parquet, cột Tổng số lớp'
    """
    return where_text(problem.file, problem.sheet, problem.cell, language)
