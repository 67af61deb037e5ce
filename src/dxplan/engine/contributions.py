"""What organisations add to sums: known numbers, and pieces that are not known."""

from __future__ import annotations

import attrs

from dxplan.engine.material import Exact
from dxplan.plan.model import Attains
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period


@attrs.frozen(repr=False)
class Piece(Shown):
    """A part of the sums that is not known.

    :param coupled: whether the numerator cannot exceed the denominator.
    """

    numerator: Interval
    denominator: Interval
    coupled: bool


@attrs.define(repr=False)
class Contribution(Shown):
    """What one organisation adds.

    :param used: periods of the reports that were used.
    :param complete: whether nothing is missing.
    :param assumed: whether a denominator was taken from the register or an earlier report.
    :param inner: what it adds to the indicators that a condition on groups compares.
    """

    numerator: Exact = 0
    denominator: Exact = 0
    pieces: list[Piece] = attrs.field(factory=list)
    used: set[Period] = attrs.field(factory=set)
    complete: bool = True
    assumed: bool = False
    inner: dict[Attains, Contribution] = attrs.field(factory=dict)
