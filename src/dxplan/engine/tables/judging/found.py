"""Findings that are made when they are asked for, from columns that hold their verdicts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

import attrs
import numpy as np

from dxplan.engine.findings import VERDICTS, Finding, LazyFindings, Verdict
from dxplan.engine.responsible import Note
from dxplan.engine.tables.judging.blocks import Block, GroupSums
from dxplan.engine.tables.judging.verdict_columns import Column, verdict_column
from dxplan.engine.verdicts import Verdicts
from dxplan.plan.model import Target


@attrs.frozen(slots=False, eq=False)
class AtMoment:
    """The findings of a target at a moment, for some groups.

    :param said: what must be said of them beside.
    """

    verdicts: Verdicts
    block: Block
    said: tuple[Note, ...]

    def __len__(self) -> int:
        return int(self.block.sums.places.size)

    def finding(self, number: int) -> Finding:
        """One of them."""
        place = int(self.block.sums.places[number])
        block = self.block
        found = self.verdicts.find(
            block.target, block.moment, block.response(place), block.totals(place), None
        )
        return attrs.evolve(found, notes=found.notes + self.said) if self.said else found

    @cached_property
    def codes(self) -> Column:
        """Their verdicts, as positions in ``VERDICTS``."""
        block, sums = self.block, self.block.sums
        column = verdict_column(self.verdicts, block.target, block.moment, sums)
        if column is None:
            return self._codes_of(range(len(self)))
        found: Column = column[sums.places]
        if sums.single:
            some = [n for n, place in enumerate(sums.places.tolist()) if place in sums.single]
            found[some] = self._codes_of(some)
        return found

    def _codes_of(self, numbers: Sequence[int]) -> Column:
        codes = [VERDICTS.index(self.finding(number).verdict) for number in numbers]
        return np.array(codes, dtype=np.int8)

    def names_with(self, verdict: Verdict) -> frozenset[str]:
        """The groups that have a verdict."""
        sums: GroupSums = self.block.sums
        some = sums.places[self.codes == VERDICTS.index(verdict)]
        return frozenset(sums.groups.names[place] for place in some.tolist())


@attrs.frozen(slots=False, eq=False)
class OfTarget:
    """All findings of a target, by date, then organisation."""

    target: Target
    moments: tuple[AtMoment, ...]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.moments)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def finding(self, number: int) -> Finding:
        """One of them."""
        which = bisect_right(self._ends, number)
        at = self.moments[which]
        found = at.finding(number - (self._ends[which - 1] if which else 0))
        if found.verdict == "missed" and (found.by, found.organisation) in self._kept_once(which):
            return attrs.evolve(found, relapse=True)
        return found

    def _kept_once(self, before: int) -> frozenset[tuple[str | None, str]]:
        """The groups that met the target on its deadline, at a moment before some other."""
        return frozenset(
            (at.block.sums.groups.by, name)
            for at in self.moments[:before]
            if at.block.moment.on == self.target.time.end
            for name in at.names_with("met")
        )

    def verdicts(self) -> Iterator[Verdict]:
        """Their verdicts, in order."""
        for at in self.moments:
            for code in at.codes.tolist():
                yield VERDICTS[code]


@attrs.frozen(eq=False)
class Ready:
    """Findings that are there."""

    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        return len(self.findings)

    def finding(self, number: int) -> Finding:
        """One of them."""
        return self.findings[number]

    def verdicts(self) -> Iterator[Verdict]:
        """Their verdicts, in order."""
        return (finding.verdict for finding in self.findings)


@attrs.frozen(slots=False, eq=False)
class FoundFindings(LazyFindings):
    """The findings of several parts, one after another."""

    parts: tuple[OfTarget | Ready, ...]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(f"no finding {index} among {len(self)}")
        which = bisect_right(self._ends, number)
        return self.parts[which].finding(number - (self._ends[which - 1] if which else 0))

    def __iter__(self) -> Iterator[Finding]:
        for part in self.parts:
            for number in range(len(part)):
                yield part.finding(number)

    def verdicts(self) -> Iterator[Verdict]:
        """Their verdicts, in order; no finding is made for them."""
        for part in self.parts:
            yield from part.verdicts()
