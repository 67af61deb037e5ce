"""Pieces that are added up by likeness leave open exactly what they leave open one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

import attrs
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxplan.engine.contributions import Piece
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.bounds import Bounds, bounds
from dxplan.engine.tables.judging.shortfalls import Shortfalls, by_group, gathered
from dxplan.engine.totals import Totals
from dxplan.values.intervals import Interval

QUOTIENTS = tuple(Fraction(each) for each in ("0", "1/3", "1", "3/2", "4"))
KNOWN = (12, 20)
GROUPS = 2


@attrs.frozen
class Ends:
    """What a piece of an organisation of a group may be; ``None`` where nobody knows."""

    group: int
    low: int
    high: int | None
    least: int
    most: int | None
    coupled: bool = True

    @property
    def piece(self) -> Piece:
        return Piece(_interval(self.low, self.high), _interval(self.least, self.most), self.coupled)


def _interval(low: int, high: int | None) -> Interval:
    return Interval(Fraction(low), None if high is None else Fraction(high))


@st.composite
def pieces(draw: st.DrawFn) -> Ends:
    """A numerator that is not known to exceed the denominator."""
    small = st.integers(0, 5)
    low, least, more = draw(small), draw(small), draw(st.none() | small)
    high = draw(st.none() | small.map(lambda further: low + further))
    most = None if more is None else max(low, least) + more
    return Ends(draw(st.integers(0, GROUPS - 1)), low, high, least, most, draw(st.booleans()))


def shortfalls(listed: Sequence[Ends], coupled: bool) -> Shortfalls:
    """The pieces of a class, as they are noted: what is not known is noted as something."""

    def numbers(name: str, otherwise: str) -> tuple[Numbers, Flags]:
        ends = [getattr(each, name) for each in listed]
        noted = [
            getattr(e, otherwise) if end is None else end
            for e, end in zip(listed, ends, strict=True)
        ]
        return np.array(noted, dtype=np.int64), np.array([end is None for end in ends])

    return Shortfalls(
        np.array([each.group for each in listed], dtype=np.int64),
        numbers("low", "low")[0],
        *numbers("high", "low"),
        numbers("least", "least")[0],
        *numbers("most", "least"),
        coupled,
    )


def added(listed: Sequence[Ends]) -> Bounds:
    """What they leave open, added up by likeness; kinds are the groups."""
    classes = groupby(sorted(listed, key=lambda each: each.coupled), lambda each: each.coupled)
    found = gathered(shortfalls(list(some), coupled) for coupled, some in classes)
    known = (np.full(GROUPS, each, dtype=np.int64) for each in KNOWN)
    return bounds(*known, by_group(found, np.arange(GROUPS), GROUPS))


def told(low: Numbers, low_open: Flags, high: Numbers, high_open: Flags, group: int) -> Interval:
    return Interval(
        None if low_open[group] else Fraction(int(low[group])),
        None if high_open[group] else Fraction(int(high[group])),
    )


@settings(max_examples=150)
@given(st.lists(pieces(), min_size=1, max_size=5))
@example([Ends(0, 0, 2, 1, None), Ends(0, 0, 2, 5, None)])
@example([Ends(0, 0, None, 1, 2), Ends(0, 3, None, 1, 4)])
@example([Ends(0, 0, 4, 1, 3), Ends(0, 0, 2, 1, 3), Ends(1, 0, 2, 3, 4)])
def test_sums_leave_open_what_their_pieces_leave_open(listed: list[Ends]) -> None:
    found = added(listed)
    closed = np.zeros(GROUPS, dtype=np.bool_)
    for group in range(GROUPS):
        parts = tuple(each.piece for each in listed if each.group == group)
        expected = Totals(Fraction(KNOWN[0]), Fraction(KNOWN[1]), parts)
        numerators = told(found.low, closed, found.greatest, found.greatest_open, group)
        assert numerators == expected.numerators
        denominators = told(found.denominators, closed, found.most, found.most_open, group)
        assert denominators == expected.denominators
        for quotient in QUOTIENTS:
            form = told(*found.lows(quotient), *found.highs(quotient), group)
            assert form == expected.form(quotient).scaled(Fraction(quotient.denominator))


@pytest.mark.parametrize("coupled", [False, True])
def test_what_is_left_open_is_told_as_one_piece(coupled: bool) -> None:
    listed = [Ends(0, 1, None, 2, None, coupled), Ends(0, 1, None, 4, None, coupled)]
    (found,) = by_group(gathered([shortfalls(listed, coupled)]), np.arange(GROUPS), GROUPS)
    assert list(found.counts) == [2, 0]
    assert found.piece(0, 4) == Piece(
        Interval(Fraction(1, 2), None), Interval(Fraction(3, 2), None), coupled
    )
    closed = [attrs.evolve(each, high=5, most=5) for each in listed]
    (found,) = by_group(gathered([shortfalls(closed, coupled)]), np.arange(GROUPS), GROUPS)
    assert found.piece(0, 1) == Piece(
        Interval(Fraction(2), Fraction(10)), Interval(Fraction(6), Fraction(10)), coupled
    )
