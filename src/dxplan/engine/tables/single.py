"""Organisations one by one: their rows, read like those of any sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import attrs
import numpy as np

from dxplan.data.observations import Observations, Organisation
from dxplan.data.problems import Problem
from dxplan.data.reading import observations_of_rows
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.tables.organisations import Names
from dxplan.engine.tables.rows import Rows, joined
from dxplan.engine.tables.sources import texts, told_apart
from dxplan.plan.model import Plan


@attrs.frozen(eq=False)
class Single:
    """Reads the rows of some organisations."""

    plan: Plan
    rows: Rows
    names: Names
    kinds: Kinds
    register: Mapping[str, Organisation] | None

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
        problems = tuple(map(self._placed, read.problems)) if told else ()
        left_out = read.rows_left_out if told else 0
        return Observations(cells, read.reported_values, None, None, problems, left_out)

    def _rows(self, codes: Codes | None) -> list[dict[str, Any]]:
        """The rows of some organisations as they stand in the table; ``None`` for all rows."""
        source = self.rows.source
        with told_apart(source.name):
            if codes is None:
                return source.rows(source.frame)
            inside = np.isin(self.names.codes, codes).tolist()
            pairs = zip(self.names.texts, inside, strict=True)
            who = source.hand_over({"o": texts([text for text, keep in pairs if keep])})
            return source.rows(joined(self.rows.whole, who, ["o"]).drop("o"))

    def _placed(self, problem: Problem) -> Problem:
        """A problem of a row: nobody knows its number in a table without an order."""
        return attrs.evolve(problem, cell="")
