"""Groups of a register column inside the groups that are judged: every one of them, or how many.

They are judged by the reference evaluator's own functions (:mod:`dxplan.engine.groups`), which are
given one contribution a group: the sums of all its organisations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs
import numpy as np

from dxplan.engine.attained import optional
from dxplan.engine.contributions import Contribution
from dxplan.engine.grouping import Grouping, Labels
from dxplan.engine.groups import every_group, group_totals, groups_where
from dxplan.engine.moments import Moment
from dxplan.engine.sums import Sums
from dxplan.engine.tables.judging.added import Added
from dxplan.engine.tables.judging.asking import Asking
from dxplan.engine.tables.judging.blocks import Groups, GroupSums, group_sums
from dxplan.engine.tables.judging.ground import AddedUp
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.totals import Totals, total
from dxplan.plan.model import Attains, Tally, Target


@attrs.frozen(eq=False)
class Cells:
    """The groups of a column inside groups that are judged.

    :param names: of every cell, that of its group of the column.
    :param groups: the cells, as groups of kinds.
    :param within: by group that is judged, its cells by name.
    :param split: the groups that are judged of which a cell is only a part of its group.
    :param placed: the kinds that lie in a group of the column.
    """

    column: str
    groups: Groups
    within: Mapping[int, Mapping[str, int]]
    split: frozenset[int]
    placed: frozenset[int]

    def grouping(self, place: int, unplaced: Sequence[str]) -> Grouping:
        """The groups inside a group that is judged, each as its one member."""
        names = {name: (name,) for name in sorted(self.within.get(place, ()))}
        return Grouping(self.column, names, tuple(sorted(unplaced)), place in self.split)


def cells(column: str, labels: Labels, groups: Groups, kinds: Kinds, there: Codes) -> Cells:
    """The groups of a column inside some groups.

    :param labels: the group of the column, by the id of an example of a kind.
    :param there: by kind, how many organisations should report.
    """
    number: dict[tuple[int, str], int] = {}
    places: dict[str, set[int]] = {}
    of = np.full(len(kinds.examples), -1, dtype=np.int64)
    for kind in np.flatnonzero(there).tolist():
        label = labels.get(kinds.examples[kind].id)
        if label is not None:
            place = int(groups.of[kind])
            places.setdefault(label, set()).add(place)
            if place >= 0:
                of[kind] = number.setdefault((place, label), len(number))
    within: dict[int, dict[str, int]] = {}
    for (place, label), cell in number.items():
        within.setdefault(place, {})[label] = cell
    split = {place for place, label in number if len(places[label]) > 1}
    placed = {k for k, each in enumerate(kinds.examples) if each.id in labels}
    names = tuple(label for _, label in number)
    return Cells(column, Groups(column, names, of), within, frozenset(split), frozenset(placed))


@attrs.frozen(eq=False)
class CellSums:
    """The sums of cells, without the constants of their indicator.

    :param constants: what they have in them.
    """

    sums: GroupSums
    constants: tuple[int, int]

    def contribution(self, cell: int, alone: Iterable[Contribution]) -> Contribution:
        """What all organisations of a cell add.

        :param alone: what those of them add that are looked at one by one.
        """
        sums = self.sums
        known = zip((sums.numerators, sums.denominators), self.constants, strict=True)
        above, below = (Fraction(int(n[cell]) - constant, sums.unit) for n, constant in known)
        found = Contribution(above, below)
        found.pieces += [e.piece(cell, sums.unit) for e in sums.pieces if e.counts[cell]]
        for each in alone:
            found.numerator += each.numerator
            found.denominator += each.denominator
            found.pieces += each.pieces
        return found


def cell_sums(added: Added, found: Cells, kinds: Kinds, single: Sequence[int]) -> CellSums:
    """The sums of kinds, added up by cell.

    :param single: codes of the organisations that are looked at one by one.
    """
    return CellSums(group_sums(added, found.groups, kinds, single), added.units.constants)


@attrs.frozen(eq=False)
class Within:
    """A target about groups of a column, for groups that are judged.

    :param own: the sums that every group of the column is held against; ``None`` when the groups
        are counted.
    :param inner: the sums that the condition on counted groups compares.
    """

    target: Target
    kinds: Kinds
    cells: Cells
    own: CellSums | None
    inner: Mapping[Attains, CellSums]

    def sums(self, place: int, totals: Totals, alone: Mapping[int, Contribution]) -> Sums:
        """What a group that is judged is judged on.

        :param totals: the sums of all of it.
        :param alone: what those of it add that are looked at one by one, by code.
        """
        kind = {code: int(self.kinds.of[code]) for code in alone}
        unplaced = {
            self.kinds.organisations[code]: each
            for code, each in alone.items()
            if kind[code] not in self.cells.placed
        }
        found = self.cells.grouping(place, list(unplaced))
        split_by = found.column if found.is_split else ""
        inside = self.cells.within.get(place, {})
        singles = {
            name: [a for c, a in alone.items() if self.cells.groups.of[kind[c]] == cell]
            for name, cell in inside.items()
        }
        if self.own is None:
            return self._counted(found, inside, singles, unplaced, split_by)
        indicator, own = self.target.indicator, self.own
        parts = {name: own.contribution(cell, singles[name]) for name, cell in inside.items()}
        every = every_group(
            found,
            lambda members: total(indicator, [parts[name] for name in members]),
            optional(indicator, (unplaced[name] for name in found.unplaced)),
        )
        return Sums(totals, tuple(every), found.column, found.unplaced, split_by=split_by)

    def _counted(
        self,
        found: Grouping,
        inside: Mapping[str, int],
        singles: Mapping[str, Sequence[Contribution]],
        unplaced: Mapping[str, Contribution],
        split_by: str,
    ) -> Sums:
        parts = dict(unplaced)
        for name, cell in inside.items():
            parts[name] = Contribution()
            for atom, sums in self.inner.items():
                alone = (each.inner[atom] for each in singles[name])
                parts[name].inner[atom] = sums.contribution(cell, alone)
        counted = group_totals(self.target.indicator, found, parts)
        tally = self.target.indicator.numerator
        assert isinstance(tally, Tally)
        assert tally.condition is not None, "INVARIANT: groups are counted by a condition"
        groups = groups_where(tally.condition, found, parts)
        return Sums(counted, groups=groups, split_by=split_by)


def within(
    target: Target,
    moment: Moment,
    added: AddedUp,
    asking: Asking,
    *,
    groups: Groups,
    single: Sequence[int],
) -> Within:
    """A target about groups of a column, once the numbers are there.

    :param groups: those that are judged.
    :param single: codes of the organisations that are looked at one by one.
    """
    kinds, size = asking.kinds, len(asking.kinds.examples)
    column = target.each or target.indicator.counts_groups_of
    alone = np.bincount(kinds.of[np.array(single, dtype=np.int64)], minlength=size)
    labels = asking.labels(column, moment.on)
    found = cells(column, labels, groups, kinds, added.added.expected + alone)
    own = cell_sums(added.added, found, kinds, single) if target.each else None
    inner = {atom: cell_sums(each, found, kinds, single) for atom, each in added.inner.items()}
    return Within(target, kinds, found, own, inner)
