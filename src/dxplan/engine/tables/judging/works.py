"""What has to be added up for the targets of a plan, each sum once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs
import numpy as np

from dxplan.data.observations import Organisation
from dxplan.engine.moments import Moment
from dxplan.engine.tables.judging.added import Added, Units, together, units_of
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Asking, Flags
from dxplan.engine.tables.judging.flows import Flowing, Flows
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.selection import Selection, Side, keys_are_apart
from dxplan.engine.tables.judging.stocks import Stocks, stocks
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.model import Holds, Indicator, Plan, Quantity, Sum, Target, atoms
from dxplan.values.periods import Period

Work: TypeAlias = Flows | Stocks


@attrs.frozen(eq=False)
class Works:
    """What has to be added up for a target at a moment.

    :param classes: for every class that is asked.
    :param odd: codes of the organisations that are to be looked at one by one.
    """

    units: Units
    classes: tuple[Work, ...]
    odd: Codes

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        for each in self.classes:
            each.want()

    def added(self, kinds: int) -> Added:
        """The sums by kind, once the numbers are there."""
        return together([each.added() for each in self.classes], self.units, kinds)


def in_columns(plan: Plan, target: Target) -> bool:
    """Whether the sums of a target can be made in columns, as far as its rule tells."""
    indicator = target.indicator
    sides = (indicator.numerator, indicator.denominator)
    plain = all(
        isinstance(side, Sum) and len(side.terms) <= 1 and not side.groups for side in sides
    )
    names = [name for side in sides for name in side.measures()]
    if not plain or not names or len(set(names)) < len(names):
        return False
    of_facts = target.when is None or all(isinstance(each, Holds) for each in atoms(target.when))
    kinds = {plan.measures[name].kind for name in names}
    return (
        of_facts
        and not target.each
        and not indicator.ranked
        and "rank" not in kinds
        and target.threshold.change is None
    )


@attrs.define(eq=False)
class Planner:
    """Finds out what has to be added up.

    :param periods: by measure, every period for which anybody reported it.
    """

    plan: Plan
    asking: Asking
    selection: Selection
    lookup: Lookup
    periods: Mapping[str, frozenset[Period]]
    _done: dict[object, Works | None] = attrs.field(factory=dict)
    _units_of: dict[int, tuple[Indicator, Units]] = attrs.field(factory=dict)
    _codes: dict[bytes, Codes] = attrs.field(factory=dict)
    _asked: dict[bytes, list[tuple[Organisation, Codes]]] = attrs.field(factory=dict)
    _flowing: Flowing = attrs.field(factory=Flowing)

    def works(self, target: Target, moment: Moment) -> Works | None:
        """What has to be added up for a target; ``None`` when it does not fit into columns."""
        key = self.key(target, moment)
        if key not in self._done:
            self._done[key] = self._works(target, moment)
        return self._done[key]

    def key(self, target: Target, moment: Moment) -> object:
        """What two targets have in common whose sums are the same."""
        return (target.indicator, target.scope, target.excluded, moment)

    def _works(self, target: Target, moment: Moment) -> Works | None:
        classes: list[Work] = []
        for of, codes in self._members(self.asking.asked(target, moment)):
            sums = self._sums(target, moment, of, codes)
            work = None if sums is None else self._work(sums)
            if sums is None or work is None:
                return None
            classes.append(work)
        odd = [work.asked.codes[work.odd] for work in classes]
        found = np.unique(np.concatenate(odd)) if odd else np.zeros(0, dtype=np.int64)
        return Works(self._units(target), tuple(classes), found)

    def _members(self, asked: Flags) -> list[tuple[Organisation, Codes]]:
        """The organisations of some kinds that are not apart, by class: example and codes."""
        key = asked.tobytes()
        if key not in self._asked:
            figures = self.selection.figures
            there = asked[figures.kinds.of]
            there[figures.apart] = False
            classes = zip(self.asking.classes, self.asking.codes, strict=True)
            listed = [(of, self._same(codes[there[codes]])) for of, codes in classes]
            self._asked[key] = [(of, codes) for of, codes in listed if codes.size]
        return self._asked[key]

    def _units(self, target: Target) -> Units:
        indicator = target.indicator
        if id(indicator) not in self._units_of:
            sides = (indicator.numerator, indicator.denominator)
            above, below = (self._worth(side) for side in sides)
            first, second = (_constant(side) for side in sides)
            # The indicator is kept beside its units, so that its identity stays its own.
            self._units_of[id(indicator)] = indicator, units_of(above, below, (first, second))
        return self._units_of[id(indicator)][1]

    def _worth(self, quantity: Quantity) -> Fraction:
        """What one of the whole numbers of a sum counts for."""
        assert isinstance(quantity, Sum), "INVARIANT: see in_columns"
        for factor, name, _ in quantity.terms:
            return factor / self.selection.figures.scales.get(name, 1)
        return Fraction(1)

    def _sums(
        self, target: Target, moment: Moment, of: Organisation, codes: Codes
    ) -> AskedSums | None:
        """The sums that a target asks of a class; ``None`` when they are no plain ones."""
        indicator, selection = target.indicator, self.selection
        numerator = selection.side(indicator.numerator, target, of)
        denominator = selection.side(indicator.denominator, target, of)
        if numerator is None or denominator is None:
            return None
        if not keys_are_apart(self.asking, (numerator, denominator)):
            return None
        if not self.asking.material.has_register:
            codes = self._same(self._who_reported(codes, numerator, denominator))
        both = numerator.measure is not None and denominator.measure is not None
        coupled = indicator.kind == "share" and both
        return AskedSums(
            selection, self.lookup, moment, of, codes, numerator, denominator, coupled,
            self._units(target),
        )  # fmt: skip

    def _same(self, codes: Codes) -> Codes:
        """One object for equal codes, so that what is made of them is made once."""
        return self._codes.setdefault(codes.tobytes(), codes)

    def _who_reported(self, codes: Codes, *sides: Side) -> Codes:
        """Those of some organisations that ever reported anything of a target."""
        found = np.zeros(codes.size, dtype=np.bool_)
        for side in sides:
            for by_key in side.points.values():
                for point in by_key.values():
                    found |= self.selection.reported(point, codes)
        kept: Codes = codes[found]
        return kept

    def _work(self, sums: AskedSums) -> Work | None:
        """How the sums of a class are made; ``None`` when flows and stocks are mixed."""
        measures = [side.measure for side in sums.sides if side.measure is not None]
        if not measures:
            return None
        if all(measure.flow for measure in measures):
            names = [measure.name for measure in measures]
            return self._flowing.flows(
                sums, frozenset().union(*(self.periods.get(n, ()) for n in names))
            )
        return None if any(measure.flow for measure in measures) else stocks(sums)


def _constant(quantity: Quantity) -> Fraction:
    assert isinstance(quantity, Sum), "INVARIANT: see in_columns"
    return quantity.constant
