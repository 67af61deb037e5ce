"""One target at one moment, for the organisations of one class: what its sums are made of."""

from __future__ import annotations

import attrs
import numpy as np

from dxplan.data.observations import Organisation
from dxplan.engine.moments import Moment
from dxplan.engine.tables.exact import minus, none, plus, sums_at, times
from dxplan.engine.tables.figures import Figures, Numbers
from dxplan.engine.tables.judging.added import Units
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.selection import Present, Selection, Side
from dxplan.engine.tables.kinds import Codes
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class AskedSums:
    """What a target asks of a class at a moment.

    :param of: an organisation of the class.
    :param codes: the organisations of the class that should report, without those ``apart``.
    :param coupled: whether the numerator cannot exceed the denominator.
    :param units: what makes numbers of both sides multiples of one unit.
    :param kinds: the kind of every one of its organisations; ``mine`` are all of these kinds, and
        ``sizes`` how many organisations of each there are.
    """

    selection: Selection
    lookup: Lookup
    moment: Moment
    of: Organisation
    codes: Codes
    numerator: Side
    denominator: Side
    coupled: bool
    units: Units
    kinds: Codes = attrs.field(init=False)
    sizes: Codes = attrs.field(init=False)
    mine: Flags = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        kinds, sizes = self.selection.kinds(self.codes)
        # The class is frozen for everybody else.
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "mine", sizes > 0)

    @property
    def key(self) -> object:
        """What two of them have in common whose sums of a stretch are the same."""
        sides = (id(self.numerator), id(self.denominator))
        return (id(self.codes), *sides, self.coupled, self.units)

    def expected(self, odd: Flags) -> Codes:
        """By kind, how many should report, without some that are looked at by themselves."""
        if not odd.any():
            return self.sizes
        return np.bincount(self.kinds[~odd], minlength=self.kind_count).astype(np.int64)

    @property
    def figures(self) -> Figures:
        """What was reported."""
        return self.selection.figures

    @property
    def kind_count(self) -> int:
        """How many kinds there are."""
        return len(self.figures.kinds.examples)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Numerator and denominator."""
        return self.numerator, self.denominator

    # --- the numbers of single organisations --------------------------------------------------

    def want(self, side: Side, period: Period, who: Flags, present: Present) -> None:
        """Says that the numbers of some of its organisations for a period will be needed."""
        for key, there in present.by_key.items():
            self.lookup.want(self.codes[who & there], side.points[period][key])

    def numbers(self, side: Side, period: Period, who: Flags, present: Present) -> Numbers:
        """What some of its organisations reported for a period; 0 for all others."""
        found = none(self.codes.size)
        for key, there in present.by_key.items():
            chosen = np.flatnonzero(who & there)
            values = self.lookup.get(self.codes[chosen], side.points[period][key])
            own = none(self.codes.size)
            own = own if values.dtype != np.object_ else own.astype(object)
            own[chosen] = values
            found = plus(found, own) if len(present.by_key) > 1 else own
        return found

    # --- the numbers of kinds -----------------------------------------------------------------

    def by_kind(self, side: Side, period: Period) -> Numbers:
        """What everybody of its kinds reported for a period."""
        found = none(self.kind_count)
        for point in side.points.get(period, {}).values():
            found = plus(found, self.figures.sums[:, point])
        kept: Numbers = np.where(self.mine, found, 0)
        return kept

    def without(self, sums: Numbers, numbers: Numbers) -> Numbers:
        """Sums of kinds less the numbers of some of its organisations."""
        some = np.flatnonzero(numbers)
        if not some.size:
            return sums
        return minus(sums, sums_at(numbers[some], self.kinds[some], self.kind_count))

    def scaled(self, side: Side, numbers: Numbers) -> Numbers:
        """Numbers of a side in the unit of both."""
        units = self.units
        return times(numbers, units.numerator if side is self.numerator else units.denominator)
