"""Every row of a table held against a plan: how many rows keep each rule, and which do not.

This is about single reports: what a school reported for a quarter, held against the threshold that
the plan sets for all schools together, whatever its deadline, and against its checks. It is no
verdict. Rows are compared where they are; what is collected is counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.data.lexicon import lexicon
from dxplan.data.problems import Problem
from dxplan.engine.tables.book import Book
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.headings import read_headings
from dxplan.engine.tables.read import source_of
from dxplan.engine.tables.row_forms import (
    Report,
    counts_across_rows,
    counts_in_rows,
    failing_across_rows,
    failing_in_rows,
    reports,
)
from dxplan.engine.tables.row_rules import rules_of_rows
from dxplan.engine.tables.rows import Rows, read_rows
from dxplan.engine.tables.scan import find_patterns
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]


@attrs.frozen
class RowCount:
    """How many reports keep a rule: rows, or where every measure has a row of its own, its rows.

    :param rule: id of a target, or what a check says.
    :param kept: how many keep it, ``failing`` how many do not.
    :param incomparable: how many lack a number, or have nothing to divide by.
    """

    rule: str
    kept: int
    failing: int
    incomparable: int


@attrs.frozen(eq=False)
class RowChecks:
    """Counts for every rule that rows can be held against, in the order of the plan.

    :param problems: what is wrong with the table.
    :param left_out: rules that no single row can be held against: shares of schools, growth.
    """

    counts: tuple[RowCount, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    _rows: Rows
    _reports: Mapping[str, tuple[Report, ...]]

    def __iter__(self) -> Iterator[RowCount]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)

    def failing(self, rule: str) -> Any:
        """The rows that fail a rule, as a table of the library that the data came from.

        Of files it is a DuckDB relation; what is lazy stays lazy.

        :raises LookupError: when there is no such rule.
        """
        if rule not in self._reports:
            raise LookupError(f"no rule {rule!r} that rows can be held against")
        found = self._reports[rule]
        rows = self._rows
        make = failing_in_rows if _alone(found) else failing_across_rows
        frame = make(rows, found) if found else rows.source.frame.head(0)
        return frame.to_native()


def check_rows(plan: Plan, table: object) -> RowChecks:
    """Holds every row of a table against the thresholds and checks of a plan.

    :param table: a frame of any library that Narwhals knows, or paths.
    :raises TableError: when the table cannot be read.
    """
    words = lexicon(plan)
    source = source_of(table, words)
    headings = read_headings(source.name, tuple(source.columns()), words, None)
    rows = read_rows(source, headings)
    book, odd = find_patterns(rows)
    if not len(book.patterns) and not odd:
        raise table_error("empty-table", source.name)
    return _counted(plan, rows, book, headings.problems)


def _counted(plan: Plan, rows: Rows, book: Book, problems: tuple[Problem, ...]) -> RowChecks:
    rules = rules_of_rows(plan)
    by_rule: dict[str, list[Report]] = {rule.id: [] for rule in rules}
    for report in reports(plan, rules, rows, book):
        by_rule[report.rule].append(report)
    found = {name: tuple(each) for name, each in by_rule.items()}
    alone = {name: each for name, each in found.items() if _alone(each)}
    spread = {name: each for name, each in found.items() if name not in alone}
    counts = {**counts_in_rows(rows, alone), **counts_across_rows(rows, spread)}
    listed = tuple(RowCount(name, *counts.get(name, (0, 0, 0))) for name in found)
    left_out = tuple(target.id for target in plan.targets if target.id not in found)
    return RowChecks(listed, problems, left_out, rows, found)


def _alone(found: tuple[Report, ...]) -> bool:
    """Whether the numbers of a rule stand in one row."""
    return all(report.is_alone for report in found)
