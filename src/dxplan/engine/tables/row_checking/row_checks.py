"""Every row of a table held against a plan: how many rows keep each rule, and which do not.

This is about single reports: what a school reported for a quarter, held against the threshold that
the plan sets for all schools together, whatever its deadline, and against its checks. It is no
verdict. Rows are compared where they are; what is collected is counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.data.lexicon import Lexicon, lexicon
from dxplan.data.problems import Problem
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.row_checking.row_comparisons import compared
from dxplan.engine.tables.row_checking.row_counts import Large, count_rows
from dxplan.engine.tables.row_checking.row_failing import failing_rows
from dxplan.engine.tables.row_checking.row_frames import Held, held
from dxplan.engine.tables.row_checking.row_patterns import see_patterns
from dxplan.engine.tables.row_checking.row_people import somebody
from dxplan.engine.tables.row_checking.row_rules import rules_of_rows
from dxplan.engine.tables.scanning.headings import read_headings
from dxplan.engine.tables.scanning.read import odd_patterns, refuse_flags, source_of
from dxplan.engine.tables.scanning.rows import read_rows
from dxplan.engine.tables.scanning.sources import Source, told_apart
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

    :param problems: what is wrong with the table, and with rows that are held against nothing.
    :param left_out: rules that no single row can be held against: shares of schools, growth.
    """

    counts: tuple[RowCount, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    _held: Held = attrs.field(repr=False)
    _large: Large = attrs.field(repr=False)

    def __iter__(self) -> Iterator[RowCount]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)

    def failing(self, rule: str | None = None) -> Any:
        """The rows that fail a rule, as a table of the library that the data came from.

        It has the columns of the table. Of files it is a DuckDB relation; what is lazy stays lazy.
        Where every measure has a row of its own, all rows of the report are there.

        :param rule: one of ``counts``; without it all of them, in a last column ``rule``, and a row
            as often as it fails one.
        :raises LookupError: when there is no such rule.
        """
        known = [each.rule for each in self.counts]
        if rule is not None and rule not in known:
            raise LookupError(self._unknown(rule, known))
        with told_apart(self._held.rows.source.name):
            found = failing_rows(self._held, self._large, rule)
            # A data frame of Polars is lazy only while it is asked.
            is_given = self._held.rows.source.is_columnar and found.implementation.is_polars()
            native = found.collect().to_native() if is_given else found.to_native()
            # Rows of pandas would carry the numbers they had in between.
            is_numbered = found.implementation.is_pandas_like()
            return native.reset_index(drop=True) if is_numbered else native

    def _unknown(self, rule: str, known: list[str]) -> str:
        """What to say of a rule that rows are not held against."""
        if rule in self.left_out:
            return f"{rule!r} is a rule that no single row can be held against"
        near = get_close_matches(rule, known, 1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        return f"no rule {rule!r} that rows can be held against{meant}"


def check_rows(plan: Plan, table: object) -> RowChecks:
    """Holds every row of a table against the thresholds and checks of a plan.

    :param table: a frame of any library that Narwhals knows, or paths.
    :raises TableError: when the table cannot be read.
    """
    words = lexicon(plan)
    source = source_of(table, words)
    with told_apart(source.name):
        return _checked(plan, source, words)


def _checked(plan: Plan, source: Source, words: Lexicon) -> RowChecks:
    headings = read_headings(source.name, tuple(source.columns()), words, None)
    rows, nobody = somebody(read_rows(source, headings))
    seen = see_patterns(rows)
    if not seen.patterns and not seen.odd:
        raise table_error("empty-table", source.name)
    refuse_flags(rows, seen.patterns)
    rules, left_out = rules_of_rows(plan)
    whole = held(rows, seen, compared(plan, rules, rows, seen.patterns))
    counts, large = count_rows(whole)
    listed = tuple(RowCount(each.id, *counts.get(each.id, (0, 0, 0))) for each in rules)
    problems = (*headings.problems, *nobody, *odd_patterns(source.name, seen.odd))
    return RowChecks(listed, problems, left_out, whole, large)
