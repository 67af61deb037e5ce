"""Single numbers that were read once, so that kept sums read nothing again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.observations import Observations
from dxplan.engine.tables.figures import Figures, Numbers, Reached
from dxplan.engine.tables.kinds import Codes


def remembering(figures: Figures) -> Figures:
    """Figures that keep every single number that they were asked for."""
    kept = _Remembered(figures)
    return attrs.evolve(
        figures,
        values=kept.values,
        observations=kept.observations,
        reached=None if figures.reached is None else kept.reached,
    )


@attrs.define(eq=False)
class _Remembered:
    """What was read, by organisation and point, in order."""

    figures: Figures
    _keys: Codes = attrs.field(factory=lambda: np.zeros(0, dtype=np.int64))
    _numbers: Numbers = attrs.field(factory=lambda: np.zeros(0, dtype=np.int64))
    _read: dict[object, Observations] = attrs.field(factory=dict)
    _reached: dict[Reached, npt.NDArray[np.bool_]] = attrs.field(factory=dict)

    def values(self, codes: Codes, points: Codes) -> Numbers:
        """What some organisations reported for some points."""
        wanted = codes * len(self.figures.points) + points
        missing = ~np.isin(wanted, self._keys)
        if missing.any():
            self._add(wanted[missing], self.figures.values(codes[missing], points[missing]))
        found: Numbers = self._numbers[np.searchsorted(self._keys, wanted)]
        return found

    def _add(self, keys: Codes, numbers: Numbers) -> None:
        self._keys, first = np.unique(np.concatenate([self._keys, keys]), return_index=True)
        self._numbers = np.concatenate([self._numbers, numbers])[first]

    def reached(self, asked: Sequence[Reached]) -> Sequence[npt.NDArray[np.bool_]]:
        """Who reported at least some numbers for some points."""
        assert self.figures.reached is not None
        missing = [each for each in asked if each not in self._reached]
        if missing:
            self._reached.update(zip(missing, self.figures.reached(missing), strict=True))
        return [self._reached[each] for each in asked]

    def observations(self, codes: Codes | None, measures: Collection[str] | None) -> Observations:
        """What some organisations, or all, reported of some measures, or of all."""
        key = (
            None if codes is None else codes.tobytes(),
            None if measures is None else frozenset(measures),
        )
        if key not in self._read:
            self._read[key] = self.figures.observations(codes, measures)
        return self._read[key]
