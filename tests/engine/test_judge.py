"""Sums with pieces that are not known: their forms, quotients, and the distance to a threshold."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.engine.judge import due_verdict, gap, gap_count, in_unit, on_line
from dxplan.engine.pieces import Piece
from dxplan.engine.totals import Totals
from dxplan.plan.model import Comparator, Threshold
from dxplan.values.intervals import Interval
from tests.engine.rules import Exact, span


def share(numerator: Exact, denominator: Exact, *pieces: Piece) -> Totals:
    return Totals(Fraction(numerator), Fraction(denominator), pieces, is_share=True)


def rate(numerator: Exact, denominator: Exact, *pieces: Piece) -> Totals:
    return Totals(Fraction(numerator), Fraction(denominator), pieces)


def part(n: Interval, d: Interval) -> Piece:
    return Piece(n, d, coupled=True)


def free(n: Interval, d: Interval) -> Piece:
    return Piece(n, d, coupled=False)


ANY = span(0, None)


@pytest.mark.parametrize(
    ("piece", "quotient", "form"),
    [
        # 0 <= n <= d = 10
        (part(span(0, None), span(10)), "0", span(0, 10)),
        (part(span(0, None), span(10)), "1/2", span(-5, 5)),
        (part(span(0, None), span(10)), "1", span(-10, 0)),
        (part(span(0, None), span(10)), "2", span(-20, -10)),
        # n = 3 <= d
        (part(span(3), ANY), "0", span(3)),
        (part(span(3), ANY), "1/2", span(None, "3/2")),
        (part(span(3), ANY), "2", span(None, -3)),
        # 0 <= n <= 4, 2 <= d <= 10
        (part(span(0, 4), span(2, 10)), "0", span(0, 4)),
        (part(span(0, 4), span(2, 10)), "1/2", span(-5, 2)),
        (part(span(0, 4), span(2, 10)), "1", span(-10, 0)),
        (part(span(0, 4), span(2, 10)), "3/2", span(-15, -1)),
        # n = 3, 5 <= d <= 7
        (part(span(3), span(5, 7)), "1/2", span("-1/2", "1/2")),
        (part(span(3), span(5, 7)), "2", span(-11, -7)),
        # nothing known
        (part(ANY, ANY), "0", span(0, None)),
        (part(ANY, ANY), "1/2", span(None, None)),
        (part(ANY, ANY), "1", span(None, 0)),
        (part(ANY, ANY), "2", span(None, 0)),
        (part(ANY, span(3, None)), "2", span(None, -3)),
        # a rate
        (free(ANY, span(10)), "1/2", span(-5, None)),
        (free(span(4), ANY), "1/2", span(None, 4)),
        (free(span(4), ANY), "0", span(4)),
        (free(span(1, 4), span(2, 10)), "1/2", span(-4, 3)),
        (free(span(None, 4), span(2)), "1/2", span(None, 3)),
    ],
)
def test_the_form_of_a_piece(piece: Piece, quotient: str, form: Interval) -> None:
    assert Totals(Fraction(0), Fraction(0), (piece,)).form(Fraction(quotient)) == form
    shifted = Totals(Fraction(7), Fraction(2), (piece,)).form(Fraction(quotient))
    assert shifted == form + Interval.exactly(7 - Fraction(quotient) * 2)


@pytest.mark.parametrize(
    ("totals", "value", "numerators", "denominators"),
    [
        (share(1, 4), span("1/4"), span(1), span(4)),
        (share(0, 0), None, span(0), span(0)),
        (share(1, 4, part(ANY, span(4))), span("1/8", "5/8"), span(1, 5), span(8)),
        (share(1, 4, part(span(3), ANY)), span(0, "4/7"), span(4), span(7, None)),
        (share(1, 4, part(span(0, 2), span(4, 9))), span("1/13", "3/8"), span(1, 3), span(8, 13)),
        (share(1, 4, part(ANY, ANY)), span(0, 1), span(1, None), span(4, None)),
        (share(0, 0, part(span(0), ANY)), span(0), span(0), span(0, None)),
        (share(0, 0, part(span(0, 2), span(0, 9))), span(0, 1), span(0, 2), span(0, 9)),
        (share(0, 0, part(ANY, span(0))), None, span(0), span(0)),
        (share(4, 0, free(span(0), ANY)), span(0, 1), span(4), span(0, None)),
        (share(1, 4, part(span(0), ANY)), span(0, "1/4"), span(1), span(4, None)),
        (rate(6, 2), span(3), span(6), span(2)),
        (rate(6, 0), None, span(6), span(0)),
        (rate(6, -1), None, span(6), span(-1)),
        (rate(6, 2, free(ANY, span(1))), span(2, None), span(6, None), span(3)),
        (rate(6, 2, free(span(3), ANY)), span(0, "9/2"), span(9), span(2, None)),
        (rate(6, 0, free(span(3), ANY)), span(0, None), span(9), span(0, None)),
        (rate(-6, 2, free(span(3), span(1, 4))), span(-1, "-1/2"), span(-3), span(3, 6)),
        (rate(-6, 0, free(span(0, 9), ANY)), span(None, None), span(-6, 3), span(0, None)),
        (rate(-6, 0, free(span(0, 6), ANY)), span(None, 0), span(-6, 0), span(0, None)),
        (rate(0, 0, free(span(0, 1), span(2, 4))), span(0, "1/2"), span(0, 1), span(2, 4)),
        (rate(6, 0, free(span(3), span(1, 2))), span("9/2", 9), span(9), span(1, 2)),
        (rate(0, 3, free(span(None, 0), span(1))), span(None, 0), span(None, 0), span(4)),
    ],
)
def test_quotients(
    totals: Totals, value: Interval | None, numerators: Interval, denominators: Interval
) -> None:
    assert (totals.value, totals.numerators, totals.denominators) == (
        value, numerators, denominators,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("comparator", "verdicts"),
    [
        # the form is: below 0, up to 0, exactly 0, from 0, above 0, around 0
        (">=", "missed undetermined met met met undetermined"),
        (">", "missed missed missed undetermined met undetermined"),
        ("<=", "met met met undetermined missed undetermined"),
        ("<", "met undetermined missed missed missed undetermined"),
        ("=", "missed undetermined met undetermined missed undetermined"),
    ],
)
def test_certain_verdicts_need_everything_on_one_side(
    comparator: Comparator, verdicts: str
) -> None:
    numerators = (span(1, 4), span(1, 5), span(5), span(5, 6), span(6, 7), span(4, 6))
    for numerator, verdict in zip(numerators, verdicts.split(), strict=True):
        totals = rate(0, 0, free(numerator, span(10)))
        assert due_verdict(totals, Threshold(comparator, Fraction(50))) == verdict


def test_unbounded_sums_are_decided_by_the_end_they_have() -> None:
    up, down = rate(6, 10, free(ANY, span(0))), rate(4, 10, free(span(None, 0), span(0)))
    expected = {">=": "met", ">": "met", "<=": "missed", "<": "missed", "=": "missed"}
    opposite = {">=": "missed", ">": "missed", "<=": "met", "<": "met", "=": "missed"}
    for comparator in (">=", ">", "<=", "<", "="):
        at = Threshold(comparator, Fraction(50))
        assert due_verdict(up, at) == expected[comparator]
        assert due_verdict(down, at) == opposite[comparator]


@pytest.mark.parametrize(
    ("numerator", "verdict"),
    [
        (span(1), "missed"), (span(2), "met"), (span(5), "met"), (span(6), "missed"),
        (span(2, 5), "met"), (span(1, 5), "undetermined"), (span(2, 6), "undetermined"),
        (span(0, 1), "missed"), (span(6, None), "missed"), (span(0, None), "undetermined"),
    ],
)  # fmt: skip
def test_a_range_holds_both_ends(numerator: Interval, verdict: str) -> None:
    totals = rate(0, 0, free(numerator, span(100)))
    assert due_verdict(totals, Threshold(">=", Fraction(2), Fraction(5))) == verdict


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        (">=", span(40, 45), 5), (">=", span(50, 60), 0), (">=", span(55, 60), -5),
        (">=", span(40, 50), None), (">=", span(40, 60), None), (">=", span(55, None), -5),
        (">=", span(None, 45), 5), (">=", span(None, None), None),
        (">", span(40, 50), 0), (">", span(50, 60), None), (">", span(51, 60), -1),
        ("<=", span(55, 60), 5), ("<=", span(40, 50), 0), ("<=", span(40, 45), -5),
        ("<=", span(50, 60), None), ("<=", span(None, 45), -5), ("<=", span(55, None), 5),
        ("<", span(50, 60), 0), ("<", span(40, 50), None), ("<", span(40, 49), -1),
        ("=", span(45), 5), ("=", span(55), 5), ("=", span(50), 0), ("=", span(45, 50), None),
    ],
)  # fmt: skip
def test_the_gap_is_that_of_the_nearest_end(
    comparator: Comparator, value: Interval, expected: int | None
) -> None:
    found = gap(value, Threshold(comparator, Fraction(50)))
    assert found == (None if expected is None else Fraction(expected))


def test_there_is_no_gap_without_a_value_or_a_threshold() -> None:
    unset = Threshold(">=", None, from_parent=True)
    assert gap(None, Threshold(">=", Fraction(50))) is None
    assert gap(span(5), unset) is None
    assert gap(span(40, 60), Threshold(">=", Fraction(20), Fraction(50))) is None
    assert gap_count(share(1, 4), unset) is None
    assert in_unit(None, unset) is None
    assert not on_line(span(5), unset)
    assert not on_line(None, unset)
    assert not on_line(span(0, 5), Threshold(">=", Fraction(5)))


@pytest.mark.parametrize(
    ("comparator", "numerator", "expected"),
    [
        (">=", span(3, 4), 1), (">=", span(5, 7), 0), (">=", span(6, 7), -1),
        (">=", span(4, 5), None), (">=", span(None, 4), 1), (">=", span(6, None), -1),
        (">", span(3, 5), 1), (">", span(6, 7), 0), (">", span(5, 7), None),
        ("<=", span(6, 7), 1), ("<=", span(3, 5), 0), ("<=", span(3, 4), -1),
        ("<=", span(5, 6), None), ("<=", span(None, 4), -1), ("<=", span(6, None), 1),
        ("<", span(5, 7), 1), ("<", span(3, 4), 0), ("<", span(3, 5), None),
        (">=", span(None, None), None), ("=", span(4), None),
    ],
)  # fmt: skip
def test_counts_lacking_at_best_or_to_spare_at_worst(
    comparator: Comparator, numerator: Interval, expected: int | None
) -> None:
    totals = rate(0, 0, free(numerator, span(10)))
    assert gap_count(totals, Threshold(comparator, Fraction(50))) == expected


def test_values_in_the_unit_of_the_threshold() -> None:
    assert in_unit(span("1/8", None), Threshold(">=", Fraction(5))) == span("12.5", None)
    assert in_unit(span(30), Threshold(">=", Fraction(5), unit="điểm")) == span(30)
