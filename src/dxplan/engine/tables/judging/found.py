"""Findings that are made when they are asked for, from columns that hold their verdicts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

import attrs
import numpy as np

from dxplan.engine.finding_columns import FindingColumns, add_findings, no_columns
from dxplan.engine.findings import (
    VERDICTS,
    Finding,
    LazyFindings,
    Verdict,
    finish,
    unfinished,
    with_both,
)
from dxplan.engine.responsible import Note
from dxplan.engine.tables.judging.bases import Bases
from dxplan.engine.tables.judging.blocks import Block
from dxplan.engine.tables.judging.verdict_columns import Column, verdict_column
from dxplan.engine.verdicts import Verdicts
from dxplan.plan.model import Target


@attrs.frozen(slots=False, eq=False)
class AtMoment:
    """The findings of a target at a moment, for some groups.

    :param said: what must be said of them beside.
    :param kept: those of the same groups on the deadline, if that was before.
    :param bases: the earlier values that the threshold is counted from, if it is.
    """

    verdicts: Verdicts
    block: Block
    said: tuple[Note, ...] = ()
    kept: AtMoment | None = None
    bases: Bases | None = None

    def __len__(self) -> int:
        return int(self.block.sums.places.size)

    def made(self, *, with_sums: bool) -> Iterator[Finding]:
        """All of them, of which no more is worked out than is asked for.

        :param with_sums: whether the sums will be asked for.
        """
        block, names = self.block, self.names
        verdicts = (VERDICTS[code] for code in self.codes.tolist())
        by = block.sums.groups.by
        found = unfinished(
            self, block.target.id, block.moment.on, by, zip(names, verdicts, strict=True)
        )
        if self._apart or not (with_sums or block.sums.is_asked):
            return found
        return with_both(found, *block.sums.ends)

    def add_to(self, columns: FindingColumns) -> None:
        """Puts all of them at the end of columns."""
        if self._apart:
            add_findings(columns, self.made(with_sums=False))
            return
        block, size = self.block, len(self)
        columns["rule"] += ["target"] * size
        columns["target"] += [block.target.id] * size
        columns["by"] += [block.sums.groups.by] * size
        columns["organisation"] += self.names
        columns["date"] += [block.moment.on] * size
        columns["verdict"] += [VERDICTS[code] for code in self.codes.tolist()]
        (n_low, n_high), (d_low, d_high) = (each.columns() for each in block.sums.ends)
        columns["numerator_low"] += n_low
        columns["numerator_high"] += n_high
        columns["denominator_low"] += d_low
        columns["denominator_high"] += d_high

    # --- one by one -------------------------------------------------------------------------------

    def finding(self, number: int) -> Finding:
        """One of them, finished."""
        place = int(self.block.sums.places[number])
        block = self.block
        answered = block.response(place)
        base = None if self.bases is None else self.bases.of(answered.group)
        found = self.verdicts.find(block.target, block.moment, answered, block.totals(place), base)
        notes = found.notes + self.said
        relapse = found.verdict == "missed" and self._was_kept(found.organisation)
        return attrs.evolve(found, notes=notes, relapse=relapse) if notes or relapse else found

    def finish(self, finding: Finding, number: int, name: str) -> None:
        """Sets a field of one of them, and any others."""
        if name not in ("numerator", "denominator") or number in self._apart:
            finish(finding, self.finding(number))
            return
        numerator, denominator = self.block.sums.ends
        object.__setattr__(finding, "numerator", numerator.interval(number))
        object.__setattr__(finding, "denominator", denominator.interval(number))

    def _was_kept(self, name: str) -> bool:
        """Whether a group met the target on its deadline, and this is later."""
        return self.kept is not None and name in self.kept.met

    # --- all at once ------------------------------------------------------------------------------

    @cached_property
    def names(self) -> list[str]:
        """The groups that they are of."""
        sums = self.block.sums
        listed = sums.groups.names
        if sums.places.size == len(listed):
            return list(listed)
        return [listed[place] for place in sums.places.tolist()]

    @cached_property
    def met(self) -> frozenset[str]:
        """The groups that meet the target."""
        yes = VERDICTS.index("met")
        found = zip(self.names, self.codes.tolist(), strict=True)
        return frozenset(name for name, code in found if code == yes)

    @cached_property
    def codes(self) -> Column:
        """Their verdicts, as positions in ``VERDICTS``."""
        block, sums = self.block, self.block.sums
        column = verdict_column(self.verdicts, block.target, block.moment, sums)
        if column is None:
            return self._codes_of(range(len(self)))
        found: Column = column[sums.places]
        if self._apart:
            some = sorted(self._apart)
            found[some] = self._codes_of(some)
        return found

    def _codes_of(self, numbers: Sequence[int]) -> Column:
        codes = [VERDICTS.index(self.finding(number).verdict) for number in numbers]
        return np.array(codes, dtype=np.int8)

    @cached_property
    def _apart(self) -> frozenset[int]:
        """The numbers of those that take more than their sums: single organisations, groups."""
        sums = self.block.sums
        if self.block.within is not None:
            return frozenset(range(len(self)))
        if not sums.single:
            return frozenset()
        listed = enumerate(sums.places.tolist())
        return frozenset(number for number, place in listed if place in sums.single)


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
        return self.moments[which].finding(number - (self._ends[which - 1] if which else 0))

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
        asked = False
        for part in self.parts:
            if isinstance(part, Ready):
                yield from part.findings
                continue
            for at in part.moments:
                yield from at.made(with_sums=asked)
                # Who wants the sums of some wants those of all.
                asked = asked or at.block.sums.is_asked

    def columns(self) -> FindingColumns:
        """Their verdicts and sums as columns; no finding is made for them."""
        found = no_columns()
        for part in self.parts:
            if isinstance(part, Ready):
                add_findings(found, part.findings)
                continue
            for at in part.moments:
                at.add_to(found)
        return found

    def verdicts(self) -> Iterator[Verdict]:
        """Their verdicts, in order; no finding is made for them."""
        for part in self.parts:
            yield from part.verdicts()
