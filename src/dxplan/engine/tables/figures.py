"""What organisations reported, as columns: sums by kind, and who reported what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.observations import Observations
from dxplan.data.problems import Problem
from dxplan.engine.material import Key
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut

Numbers: TypeAlias = npt.NDArray[np.int64] | npt.NDArray[np.object_]
"""Exact integers: 64 bits where a bound shows that they are enough, else Python's own."""
Bits: TypeAlias = npt.NDArray[np.uint64]
Reached: TypeAlias = tuple[int, int]
"""A point, and a number of its scale: who reported at least that?"""


@attrs.frozen
class Point:
    """What an organisation can report once.

    :param key: the members that the number is broken down to, sorted by dimension.
    """

    measure: str
    key: Key
    period: Period


@attrs.frozen(eq=False)
class Figures:
    """Everything that was reported, in the terms of a plan.

    INVARIANT: an organisation that is not ``apart`` reported every point at most once, broke no
    ``check``, and contradicts itself nowhere; nothing it reported is negative.

    :param kinds: who should report; without a register, whoever reported anything.
    :param has_register: whether there is a register.
    :param points: all points that anybody reported, in no certain order.
    :param scales: by measure, what the numbers are multiplied by to be whole: 1, or 100 for two
        decimal places. ``sums`` and ``values`` are whole numbers of that.
    :param sums: by kind and point, what organisations that are not ``apart`` reported together.
    :param counts: by kind and point, how many of them reported it.
    :param reported: by measure, organisation by organisation, bits of the points of the measure
        (``bits``) that it reported, in one or several words of 62 bits; 0 for those ``apart``.
    :param bits: of every point the position of its bit in ``reported`` of its measure: word, bit.
    :param apart: codes of the organisations that have to be looked at one by one, sorted.
    :param values: what some organisations reported for some points, which they did report: the
        arrays are as long as each other, and so is what is given back.
    :param observations: what some organisations reported of some measures, read like any table;
        ``None`` for all of them. Register and events are not in it.
    :param reached: by organisation, whether it reported at least a number for a point, question by
        question; of those who did not report it, and of those ``apart``, nothing is said. ``None``
        where that is best told from ``values``.
    :param left_out: whose the rows are that entered no sum because of a problem in them.
    """

    kinds: Kinds
    has_register: bool
    points: tuple[Point, ...]
    scales: Mapping[str, int]
    sums: Numbers
    counts: Codes
    reported: Mapping[str, Bits]
    bits: tuple[tuple[int, int], ...]
    apart: Codes
    values: Callable[[Codes, Codes], Numbers]
    observations: Callable[[Codes | None, Collection[str] | None], Observations]
    problems: tuple[Problem, ...] = ()
    rows_left_out: int = 0
    reached: Callable[[Sequence[Reached]], Sequence[npt.NDArray[np.bool_]]] | None = None
    left_out: tuple[LeftOut, ...] = ()
