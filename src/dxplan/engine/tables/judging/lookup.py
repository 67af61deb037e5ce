"""Single numbers of organisations, asked for first and then read all at once."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from dxplan.engine.tables.exact import none
from dxplan.engine.tables.figures import Figures, Numbers
from dxplan.engine.tables.judging.reaching import Reaching
from dxplan.engine.tables.kinds import Codes


@attrs.define(eq=False)
class Lookup:
    """The numbers that some organisations reported for some points.

    What is wanted is collected by :meth:`want`, read at once by :meth:`fetch`, and then there.

    :param reaching: the same for who reported at least a number, which is not read itself.
    """

    figures: Figures
    _wanted: dict[int, list[Codes]] = attrs.field(factory=dict)
    _found: dict[int, tuple[Codes, Numbers]] = attrs.field(factory=dict)
    reaching: Reaching = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.reaching = Reaching(self.figures)

    def want(self, codes: Codes, point: int) -> None:
        """Says that the numbers of some organisations for a point will be needed."""
        if codes.size:
            self._wanted.setdefault(point, []).append(codes)

    def wanted(self) -> tuple[Codes, Codes]:
        """What is wanted, each once: organisations, and their points."""
        if not self._wanted:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        listed = {point: np.unique(np.concatenate(each)) for point, each in self._wanted.items()}
        sizes = [each.size for each in listed.values()]
        points = np.repeat(np.fromiter(listed, dtype=np.int64), sizes)
        return np.concatenate(list(listed.values())), points

    def fetch(self) -> None:
        """Reads all that is wanted and not there yet."""
        self.reaching.fetch()
        if not self._wanted:
            return
        listed = {point: self._each_once(codes) for point, codes in self._wanted.items()}
        self._wanted.clear()
        missing = {
            point: codes
            for point, codes in listed.items()
            if point not in self._found
            or not np.isin(codes, self._found[point][0], assume_unique=True).all()
        }
        if not missing:
            return
        codes = np.concatenate(list(missing.values()))
        sizes = [each.size for each in missing.values()]
        points = np.repeat(np.fromiter(missing, dtype=np.int64), sizes)
        values = self.figures.values(codes, points)
        begin = 0
        for point, each in missing.items():
            self._found[point] = (each, values[begin : begin + each.size])
            begin += each.size

    def _each_once(self, listed: Sequence[Codes]) -> Codes:
        """Codes in order, each once; every one of the lists is so already."""
        if len(listed) == 1:
            return listed[0]
        wanted = np.zeros(len(self.figures.kinds.organisations), dtype=np.bool_)
        for codes in listed:
            wanted[codes] = True
        return np.flatnonzero(wanted)

    def get(self, codes: Codes, point: int) -> Numbers:
        """What some organisations reported for a point, which was wanted before."""
        if not codes.size:
            return none(0)
        known, values = self._found[point]
        found: Numbers = values[np.searchsorted(known, codes)]
        return found
