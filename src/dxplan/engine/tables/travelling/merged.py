"""Several sums as one: of other organisations, of other periods, of rows that are read today."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs
import numpy as np

from dxplan.data.addresses import problem_order
from dxplan.data.left_out import left_out_together
from dxplan.data.observations import Observations
from dxplan.engine.tables.exact import largest, zeros
from dxplan.engine.tables.figures import Bits, Figures, Numbers
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.points import bits_of, no_bits, set_bits, who_reported
from dxplan.engine.tables.travelling.aside import set_aside
from dxplan.engine.tables.travelling.kept import Sums
from dxplan.engine.tables.travelling.overlaps import refuse_overlaps
from dxplan.engine.tables.travelling.registers import one_register
from dxplan.engine.tables.travelling.united import Placed, United, united
from dxplan.plan.model import Plan

_ENOUGH = 2**62


def merged(plan: Plan, parts: Sequence[Sums]) -> Sums:
    """Several sums of a plan as one, whatever order they are given in.

    :raises SumsError: when they are of another plan or other rules, hold something twice, or their
        registers contradict each other.
    """
    for part in parts:
        part.fits(plan)
    if len(parts) == 1:
        return parts[0]
    register = one_register(parts)
    whole = united([each.figures for each in parts])
    names = whole.kinds.organisations
    refuse_overlaps(plan, names, whole.parts, [each.named for each in parts])
    whole = _with_apart(whole)
    figures = _figures(whole, register is not None, parts)
    days = [each.until for each in parts]
    until = None if None in days else max(day for day in days if day is not None)
    sources = tuple(sorted(name for each in parts for name in each.sources))
    return Sums(plan, figures, register, sources, until)


def _with_apart(whole: United) -> United:
    """Who is looked at one by one in a part is so in every part."""
    apart = np.zeros(len(whole.kinds.organisations), dtype=np.bool_)
    for part in whole.parts:
        apart[part.code[part.figures.apart]] = True
    parts = tuple(
        attrs.evolve(part, figures=set_aside(part.figures, np.flatnonzero(apart[part.code])))
        for part in whole.parts
    )
    return attrs.evolve(whole, parts=parts)


def _figures(whole: United, has_register: bool, given: Sequence[Sums]) -> Figures:
    sums, counts = _added(whole)
    apart = [part.code[part.figures.apart] for part in whole.parts]
    found = Joined(whole)
    problems = (problem for each in given for problem in each.figures.problems)
    return Figures(
        whole.kinds,
        has_register,
        whole.points,
        whole.scales,
        sums,
        counts,
        _reported(whole),
        bits_of(whole.points),
        np.unique(np.concatenate(apart)),
        found.values,
        found.observations,
        tuple(sorted(problems, key=problem_order)),
        sum(each.figures.rows_left_out for each in given),
        left_out=left_out_together(one for each in given for one in each.figures.left_out),
    )


def _added(whole: United) -> tuple[Numbers, Codes]:
    """Sums and counts of all parts; 64 bits where a bound shows that they are enough."""
    size = (len(whole.kinds.examples), len(whole.points))
    bound = sum(
        largest(part.figures.sums.reshape(-1)) * max(part.factors, default=1)
        * len(part.figures.kinds.examples)
        for part in whole.parts
    )  # fmt: skip
    sums = zeros(*size, large=bound >= _ENOUGH)
    counts = np.zeros(size, dtype=np.int64)
    for part in whole.parts:
        if part.point.size:
            at = np.ix_(part.kind, part.point)
            np.add.at(sums, at, _scaled(part, large=sums.dtype == np.object_))
            np.add.at(counts, at, part.figures.counts)
    return sums, counts


def _scaled(part: Placed, *, large: bool) -> Numbers:
    """The sums of a part in the scales of the whole."""
    factors = [part.factors[point] for point in part.point.tolist()]
    if large:
        exact: Numbers = part.figures.sums.astype(object) * np.array(factors, dtype=object)
        return exact
    found: Numbers = part.figures.sums.astype(np.int64) * np.array(factors, dtype=np.int64)
    return found


def _reported(whole: United) -> dict[str, Bits]:
    words, bits = no_bits(whole.points, len(whole.kinds.organisations)), bits_of(whole.points)
    for part in whole.parts:
        for at, target in enumerate(part.point.tolist()):
            codes = part.code[who_reported(part.figures, at)]
            set_bits(words[whole.points[target].measure], bits[target], codes)
    return words


@attrs.frozen(eq=False)
class Joined:
    """Single numbers, from the part that has them."""

    whole: United

    def values(self, codes: Codes, points: Codes) -> Numbers:
        """What some organisations reported for some points."""
        found: Numbers = np.zeros(codes.size, dtype=np.object_)
        for part in self.whole.parts:
            own, at = part.local[codes], part.own[points]
            mine = _has(part, own, at)
            if mine.any():
                factors = np.array([part.factors[p] for p in points[mine]], dtype=np.object_)
                numbers = part.figures.values(own[mine], at[mine])
                found[mine] = numbers.astype(object) * factors
        return found.astype(np.int64) if largest(found) < _ENOUGH else found

    def observations(self, codes: Codes | None, measures: Collection[str] | None) -> Observations:
        """What some organisations, or all, reported of some measures, or of all."""
        read = [
            part.figures.observations(own, measures)
            for part in self.whole.parts
            if (own := None if codes is None else _there(part, codes)) is None or own.size
        ]
        return Observations(
            tuple(cell for each in read for cell in each.cells),
            tuple(value for each in read for value in each.reported_values),
        )


def _there(part: Placed, codes: Codes) -> Codes:
    own = part.local[codes]
    found: Codes = own[own >= 0]
    return found


def _has(part: Placed, codes: Codes, points: Codes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of some organisations reported some points in a part."""
    found = np.zeros(codes.size, dtype=np.bool_)
    there = (codes >= 0) & (points >= 0)
    for at in np.unique(points[there]).tolist():
        mine = there & (points == at)
        found[mine] = who_reported(part.figures, at)[codes[mine]]
    return found
