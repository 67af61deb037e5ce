"""Organisations one by one: their rows, read like those of any sheet."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from dxplan.data.addresses import column_index
from dxplan.data.observations import Observations, Organisation
from dxplan.data.problems import Problem
from dxplan.data.reading import observations_of_rows
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.tables.scanning.organisations import Names
from dxplan.engine.tables.scanning.rows import Rows, joined
from dxplan.engine.tables.scanning.sources import Lists, texts, told_apart
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    import narwhals as nw

# Rows are handed to the reader of sheets under a header in row 1.
_OF_HEADER = re.compile("[A-Z]+1")
_CELL = re.compile(r"\b([A-Z]{1,3})[0-9]+\b")
_PLACES = ("others", "cells", "place")


@attrs.frozen(eq=False)
class Single:
    """Reads the rows of some organisations.

    :param readable: the texts of rows that are read, column by column, where others are refused
        for what they have in common: those are counted already; ``None`` where there are none.
    """

    plan: Plan
    rows: Rows
    names: Names
    kinds: Kinds
    register: Mapping[str, Organisation] | None
    readable: Lists | None = None

    def observations(
        self, codes: Codes | None, measures: Collection[str] | None, *, told: bool = False
    ) -> Observations:
        """What some organisations reported of some measures; ``None`` for all.

        :param told: whether to say what is wrong with their rows.
        """
        if codes is not None and not len(codes):
            return Observations()
        source = self.rows.source
        read = observations_of_rows(self.plan, self._rows(codes), source.name, self.register)
        cells = tuple(c for c in read.cells if measures is None or c.measure in measures)
        if not told:
            return Observations(cells, read.reported_values)
        of_rows = (each for each in read.problems if not _OF_HEADER.fullmatch(each.cell))
        problems = tuple(dict.fromkeys(self._placed(each) for each in of_rows))
        return Observations(
            cells, read.reported_values, None, None, problems, read.rows_left_out, read.left_out
        )

    def _rows(self, codes: Codes | None) -> list[dict[str, Any]]:
        """The rows of some organisations as they stand in the table; ``None`` for all rows."""
        import narwhals as nw

        source = self.rows.source
        with told_apart(source.name):
            if codes is None:
                return source.rows(source.frame)
            inside = np.isin(self.names.codes, codes).tolist()
            pairs = zip(self.names.texts, inside, strict=True)
            who = source.hand_over({"o": texts([text for text, keep in pairs if keep])})
            names, kinds = source.columns(), source.frame.collect_schema()
            # Not every library can join what has no plain type, and no reader could read it.
            odd = [each for each in names if kinds[each] == nw.Unknown or kinds[each].is_nested()]
            found = source.rows(joined(self._readable().drop(odd), who, ["o"]).drop("o"))
            return [{**dict.fromkeys(names), **row} for row in found]

    def _readable(self) -> nw.LazyFrame[Any]:
        """The table without rows that are refused for what they have in common."""
        if self.readable is None:
            return self.rows.whole
        own = {name: f"dxplan {name}" for name in self.readable}
        made = (self.rows.made[name].alias(new) for name, new in own.items())
        listed = {own[name]: column for name, column in self.readable.items()}
        whole = self.rows.whole.with_columns(*made)
        found = joined(whole, self.rows.source.hand_over(listed), list(own.values()))
        return found.drop(list(own.values()))

    def _placed(self, problem: Problem) -> Problem:
        """A problem of a row: in a table without an order it has a column and no number."""
        told = {
            name: _CELL.sub(self._column, value)
            if isinstance(value, str) and name in _PLACES
            else value
            for name, value in problem.params.items()
        }
        return attrs.evolve(problem, cell=_CELL.sub(self._column, problem.cell), params=told)

    def _column(self, cell: re.Match[str]) -> str:
        """The name of the column of a cell."""
        names, at = self.rows.headings.names, column_index(cell[1])
        return names[at] if at < len(names) else cell[0]
