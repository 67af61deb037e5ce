"""The numbers of single organisations that a file of sums holds, and what is said of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

import attrs
import numpy as np

from dxplan.data.observations import Cell, Observations, ReportedValue
from dxplan.engine.tables.figures import Bits, Numbers, Point
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.travelling.errors import SumsError, some_of, sums_error
from dxplan.engine.tables.travelling.layout import APART, ODD


@attrs.frozen(eq=False)
class Listed:
    """Numbers of organisations, sorted by organisation and then point."""

    codes: Codes
    points: Codes
    numbers: Numbers


@attrs.frozen(eq=False)
class Singles:
    """Single numbers.

    :param name: what messages call the file.
    :param names: ids by code.
    :param cells: the numbers as they were reported, of those of whom all or some are there.
    :param numbers: the numbers one by one, also those among the cells of whoever is not apart.
    :param shown: how much of every organisation is there (``PLAIN``, ``ODD``, ``APART``).
    :param whole: measures of which all numbers are there.
    :param odd: those of which the numbers of ``ODD`` organisations are there.
    """

    name: str
    names: tuple[str, ...]
    points: tuple[Point, ...]
    scales: Mapping[str, int]
    reported: Mapping[str, Bits]
    cells: Listed
    numbers: Listed
    percentages: tuple[ReportedValue, ...]
    shown: Codes
    whole: frozenset[str]
    odd: frozenset[str]

    def values(self, codes: Codes, points: Codes) -> Numbers:
        """What some organisations reported for some points.

        :raises SumsError: when it is not in the file.
        """
        size, known = len(self.points), self.numbers
        keys, wanted = known.codes * size + known.points, codes * size + points
        at = np.searchsorted(keys, wanted)
        there = at < keys.size
        there[there] = keys[at[there]] == wanted[there]
        if not there.all():
            raise self._lacking(codes[~there], {self.points[p].measure for p in points[~there]})
        found: Numbers = known.numbers[at]
        return found

    def observations(self, codes: Codes | None, measures: Collection[str] | None) -> Observations:
        """What some organisations, or all, reported of some measures, or of all.

        :raises SumsError: when it is not in the file.
        """
        asked = set(self.reported) if measures is None else self.reported.keys() & set(measures)
        everybody = np.arange(len(self.names)) if codes is None else codes
        for measure in sorted(asked - self.whole):
            self._has(measure, everybody)
        chosen = np.zeros(len(self.names), dtype=np.bool_)
        chosen[everybody] = True
        of = np.array([point.measure in asked for point in self.points], dtype=np.bool_)
        kept = np.flatnonzero(chosen[self.cells.codes] & of[self.cells.points])
        values = (value for value in self.percentages if chosen[self._code(value.organisation)])
        return Observations(tuple(self._cell(at) for at in kept.tolist()), tuple(values))

    def _has(self, measure: str, codes: Codes) -> None:
        """Makes sure that all numbers of some organisations are there."""
        shown, reported = self.shown[codes], self.reported[measure][codes].any(axis=1)
        there: Flags = (shown == APART) | ~reported
        if measure in self.odd:
            there = there | (shown == ODD)
        if not there.all():
            raise self._lacking(codes[~there], {measure})

    def _lacking(self, codes: Codes, measures: Collection[str]) -> SumsError:
        names = [self.names[code] for code in np.unique(codes).tolist()]
        measure = some_of(sorted(measures))
        return sums_error(
            "sums-lack-numbers", self.name, organisations=some_of(names), measure=measure
        )

    def _code(self, name: str) -> int:
        return int(np.searchsorted(np.array(self.names, dtype=object), name))

    def _cell(self, at: int) -> Cell:
        cells, point = self.cells, self.points[int(self.cells.points[at])]
        value = Fraction(int(cells.numbers[at]), self.scales[point.measure])
        name = self.names[int(cells.codes[at])]
        return Cell(name, point.period, point.measure, value, dict(point.key))
