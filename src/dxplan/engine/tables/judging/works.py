"""What has to be added up for the targets of a plan, each sum once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import numpy as np

from dxplan.data.observations import Organisation
from dxplan.engine.moments import Moment
from dxplan.engine.tables.judging.added import Added, Units, together, units_of, units_of_nothing
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Asking, Flags
from dxplan.engine.tables.judging.fits import form_of
from dxplan.engine.tables.judging.flows import Flowing
from dxplan.engine.tables.judging.grid import grid
from dxplan.engine.tables.judging.lookup import Lookup
from dxplan.engine.tables.judging.selection import NOTHING, Selection, Side, keys_are_apart
from dxplan.engine.tables.judging.stocks import stocks
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.model import Attains, Indicator, Plan, Quantity, Sum, Target
from dxplan.values.periods import Period

# What only some forms of rules need is imported where they are met.
if TYPE_CHECKING:
    from dxplan.engine.tables.judging.compared import Work
    from dxplan.engine.tables.judging.several import Several
    from dxplan.engine.tables.judging.slots import Slots
    from dxplan.engine.tables.judging.tallies import Tallies


@attrs.frozen(eq=False)
class Works:
    """What has to be added up for a target at a moment.

    :param classes: for every class that is asked.
    :param odd: codes of the organisations that are to be looked at one by one.
    :param inner: where groups are counted, the sums that a condition on them compares; then
        ``expected`` says how many should report, by kind.
    """

    units: Units
    classes: tuple[Work, ...]
    odd: Codes
    inner: Mapping[Attains, Works] = attrs.field(factory=dict)
    expected: Codes | None = None
    _added: list[Added] = attrs.field(factory=list)

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        for each in (*self.classes, *self.inner.values()):
            each.want()

    def added(self, kinds: int) -> Added:
        """The sums by kind, once the numbers are there."""
        if not self._added:
            self._added.append(self._add_up(kinds))
        return self._added[0]

    def _add_up(self, kinds: int) -> Added:
        if self.expected is not None:
            from dxplan.engine.tables.judging.compared import responded

            return responded(self.expected, [each.added(kinds) for each in self.inner.values()])
        return together([each.added() for each in self.classes], self.units, kinds)


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
        return (target.indicator, target.scope, target.excluded, moment, target.each)

    def _works(self, target: Target, moment: Moment) -> Works | None:
        column = target.each or target.indicator.counts_groups_of
        if column and not self.asking.material.has_register:
            return None
        asked = self.asking.asked(target, moment)
        placed = self._placed(column, moment) if column else asked
        by_class = self._members(asked & placed)
        unplaced = _united([codes for _, codes in self._members(asked & ~placed)])
        if target.indicator.counts_groups_of:
            return self._comparing(target, moment, by_class, unplaced)
        classes: list[Work] = []
        for of, codes in by_class:
            work = self._of_class(target, moment, of, codes)
            if work is None:
                return None
            classes.append(work)
        odd = (work.asked.codes[work.odd] for work in classes)
        return Works(self._units(target), tuple(classes), _united([unplaced, *odd]))

    def _placed(self, column: str, moment: Moment) -> Flags:
        """Which kinds lie in a group of a column on a day."""
        labels = self.asking.labels(column, moment.on)
        examples = self.selection.figures.kinds.examples
        return np.array([each.id in labels for each in examples], dtype=np.bool_)

    def _comparing(
        self,
        target: Target,
        moment: Moment,
        by_class: Sequence[tuple[Organisation, Codes]],
        unplaced: Codes,
    ) -> Works | None:
        """What a condition on groups compares."""
        from dxplan.engine.tables.judging.compared import compared, without_odd

        about = compared(target)
        listed: dict[Attains, list[Work]] = {atom: [] for atom in about}
        odd = [unplaced]
        expected = np.zeros(len(self.selection.figures.kinds.examples), dtype=np.int64)
        for of, codes in by_class:
            works: dict[Attains, Work] = {}
            for atom, each in about.items():
                if self._asks_anything(each, of):
                    work = self._of_class(each, moment, of, codes)
                    if work is None:
                        return None
                    works[atom] = work
            kept, strange = without_odd(works)
            odd.append(strange)
            for atom, work in kept.items():
                listed[atom].append(work)
            usual = self.selection.figures.kinds.of[np.setdiff1d(codes, strange)]
            expected += np.bincount(usual, minlength=expected.size)
        nobody = np.zeros(0, dtype=np.int64)
        inner = {
            atom: Works(self._units(about[atom]), tuple(works), nobody)
            for atom, works in listed.items()
        }
        return Works(units_of_nothing(), (), _united(odd), inner, expected)

    def _asks_anything(self, target: Target, of: Organisation) -> bool:
        """Whether a class is asked for any measure of a target."""
        measures = (self.plan.measures[name] for name in target.indicator.measures())
        return any(self.asking.material.asked(of, measure) for measure in measures)

    def _of_class(
        self, target: Target, moment: Moment, of: Organisation, codes: Codes
    ) -> Work | None:
        """What has to be added up for a class."""
        if form_of(self.plan, target) != "plain":
            return self._of_any(target, moment, of, codes)
        sums = self._sums(target, moment, of, codes)
        return None if sums is None else self._work(sums)

    def _of_any(
        self, target: Target, moment: Moment, of: Organisation, codes: Codes
    ) -> Tallies | Several | Slots | None:
        """What is counted or added up of a class, however many measures it takes."""
        from dxplan.engine.tables.judging.counted import (
            sides_of,
            sums_of_several,
            tallies,
        )
        from dxplan.engine.tables.judging.slots import slots

        sides = sides_of(self.selection, target, of)
        if sides is None:
            return None
        if not self.asking.material.has_register:
            codes = self._same(self._who_reported(codes, *sides.values()))
        asks, indicator = self.asking.material.asks, target.indicator
        both = asks(of, indicator.numerator) and asks(of, indicator.denominator)
        asked = AskedSums(
            self.selection, self.lookup, moment, of, codes, NOTHING, NOTHING,
            indicator.kind == "share" and both, self._units(target),
        )  # fmt: skip
        if form_of(self.plan, target) == "tally":
            return tallies(asked, sides, target)
        if _only_flows(indicator, sides):
            seen = frozenset().union(*(self.periods.get(name, ()) for name in sides))
            found = grid(seen, of, moment)
            return None if found is None else slots(asked, indicator, sides, found)
        return sums_of_several(asked, sides, target)

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
            # The indicator is kept beside its units, so that its identity stays its own.
            self._units_of[id(indicator)] = indicator, self._units_for(target)
        return self._units_of[id(indicator)][1]

    def _units_for(self, target: Target) -> Units:
        form, indicator = form_of(self.plan, target), target.indicator
        if form == "tally":
            from dxplan.engine.tables.judging.tallies import unit_of_tallies

            return unit_of_tallies(indicator)
        if form == "several":
            from dxplan.engine.tables.judging.linear import units_of_terms

            return units_of_terms(indicator, self.selection.figures.scales)
        sides = (indicator.numerator, indicator.denominator)
        above, below = (self._worth(side) for side in sides)
        first, second = (_constant(side) for side in sides)
        return units_of(above, below, (first, second))

    def _worth(self, quantity: Quantity) -> Fraction:
        """What one of the whole numbers of a sum counts for."""
        assert isinstance(quantity, Sum), "INVARIANT: see form_of"
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


def _united(codes: Sequence[Codes]) -> Codes:
    found: Codes = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *codes]))
    return found


def _only_flows(indicator: Indicator, sides: Mapping[str, Side]) -> bool:
    """Whether nothing but flows is added up, which is done report by report."""
    sums = all(isinstance(each, Sum) for each in (indicator.numerator, indicator.denominator))
    return sums and all(each.measure is None or each.measure.flow for each in sides.values())


def _constant(quantity: Quantity) -> Fraction:
    assert isinstance(quantity, Sum), "INVARIANT: see form_of"
    return quantity.constant
