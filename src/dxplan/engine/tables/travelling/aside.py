"""Taking organisations out of sums, to be looked at one by one."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from dxplan.engine.tables.exact import minus, sums_at
from dxplan.engine.tables.figures import Bits, Figures
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.points import who_reported


def set_aside(figures: Figures, codes: Codes) -> Figures:
    """Figures with some more organisations ``apart``.

    :raises SumsError: when they are of a file that has not all that these reported.
    """
    new = np.setdiff1d(codes, figures.apart)
    if not new.size:
        return figures
    who, at = _reported(figures, new)
    kinds, points = figures.sums.shape
    sums, counts = figures.sums, figures.counts
    if who.size:
        places = figures.kinds.of[who] * points + at
        numbers = sums_at(figures.values(who, at), places, kinds * points)
        sums = minus(sums.reshape(-1), numbers).reshape(kinds, points)
        less = np.bincount(places, minlength=kinds * points).reshape(kinds, points)
        counts = counts - less
    reported = _without(figures.reported, new)
    apart = np.union1d(figures.apart, new)
    return attrs.evolve(figures, sums=sums, counts=counts, reported=reported, apart=apart)


def _reported(figures: Figures, codes: Codes) -> tuple[Codes, Codes]:
    """What some organisations reported: organisation and point, pair by pair."""
    found = [codes[who_reported(figures, at)[codes]] for at in range(len(figures.points))]
    sizes = [each.size for each in found]
    nothing = np.zeros(0, dtype=np.int64)
    return np.concatenate([nothing, *found]), np.repeat(np.arange(len(found)), sizes)


def _without(reported: Mapping[str, Bits], codes: Codes) -> dict[str, Bits]:
    found = {name: words.copy() for name, words in reported.items()}
    for words in found.values():
        words[codes] = 0
    return found
