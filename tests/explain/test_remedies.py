"""What it would take is the least: held against everything that one could try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from dxplan.engine.judge import due_verdict
from dxplan.engine.pieces import Piece
from dxplan.engine.totals import Totals
from dxplan.explain.model import Change, Edge, Part
from dxplan.explain.remedies import (
    concerning_edge,
    edges_of,
    fewest,
    least_change,
    open_amount,
    settling,
    weighing,
)
from dxplan.plan.model import Comparator, Indicator, Sum, Threshold
from dxplan.values.intervals import Interval

SHARE = Indicator(
    "x", "share", Sum(((Fraction(1), "n", None),)), Sum(((Fraction(1), "d", None),))
)  # fmt: skip
SIDED: tuple[Comparator, ...] = (">=", ">", "<=", "<")
HIGHEST = 40

percents = st.integers(1, 99).map(Fraction)
sided = st.sampled_from(SIDED)
shares = st.integers(1, 9).flatmap(
    lambda d: st.integers(0, d).map(lambda n: (Fraction(n), Fraction(d)))
)
reported = st.lists(shares, min_size=1, max_size=5)


def sums(of: Iterable[tuple[Fraction, Fraction]], pieces: Iterable[Piece] = ()) -> Totals:
    listed = list(of)
    return Totals(
        sum((n for n, _ in listed), Fraction(0)),
        sum((d for _, d in listed), Fraction(0)),
        tuple(pieces),
        is_share=True,
    )


def part(name: str, totals: Totals, edge: Edge) -> Part:
    return Part(
        name,
        totals.numerators,
        totals.denominators,
        totals.form(edge.quotient),
        complete=not totals.pieces,
    )


def parts_of(figures: Sequence[tuple[Fraction, Fraction]], edge: Edge) -> list[Part]:
    return [part(f"S{i}", sums([each]), edge) for i, each in enumerate(figures)]


def kept(n: Fraction, d: Fraction, threshold: Threshold) -> bool:
    return due_verdict(Totals(n, d, (), is_share=True), threshold) == "met"


def changed(figures: list[tuple[Fraction, Fraction]], threshold: Threshold) -> Change | None:
    totals = sums(figures)
    edge = concerning_edge(edges_of(threshold, totals))
    assert edge is not None
    return least_change(edge, totals, threshold, whole=True)


# --- counts ---------------------------------------------------------------------------------------


@given(figures=reported, percent=percents, comparator=sided)
def test_the_least_change_is_enough_and_one_less_is_not(
    figures: list[tuple[Fraction, Fraction]], percent: Fraction, comparator: Comparator
) -> None:
    threshold, totals = Threshold(comparator, percent), sums(figures)
    change = changed(figures, threshold)
    if change is None:
        assert kept(totals.numerator, totals.denominator, threshold)
        return
    step = 1 if change.more else -1
    assert change.amount >= 1
    reached = totals.numerator + step * change.amount
    assert kept(reached, totals.denominator, threshold)
    assert not kept(reached - step, totals.denominator, threshold)


@given(figures=reported, low=st.integers(0, 90), width=st.integers(0, 9))
def test_a_range_is_reached_or_it_is_said_that_it_cannot_be(
    figures: list[tuple[Fraction, Fraction]], low: int, width: int
) -> None:
    threshold, totals = Threshold(">=", Fraction(low), Fraction(low + width)), sums(figures)
    n, d = totals.numerator, totals.denominator
    change = changed(figures, threshold)
    inside = [k for k in range(HIGHEST) if kept(n + k, d, threshold)]
    below = [k for k in range(HIGHEST) if kept(n - k, d, threshold)]
    if change is None:
        assert kept(n, d, threshold)
    elif change.fits:
        assert change.amount == min(inside if change.more else below)
    else:
        assert not inside
        assert not below


@given(figures=reported, percent=percents, strict=st.booleans())
def test_amounts_are_not_rounded(
    figures: list[tuple[Fraction, Fraction]], percent: Fraction, strict: bool
) -> None:
    threshold, totals = Threshold(">" if strict else ">=", percent), sums(figures)
    (edge,) = edges_of(threshold, totals)
    change = least_change(edge, totals, threshold, whole=False)
    if change is not None:
        reached = totals.numerator + change.amount
        assert reached == edge.quotient * totals.denominator
        assert change.beyond is strict
        assert kept(reached, totals.denominator, threshold) is not strict


# --- organisations --------------------------------------------------------------------------------


def moved(n: Fraction, d: Fraction, level: Threshold) -> Fraction:
    """The numerator with which a school is first at a level; its own, when it is or cannot be."""
    up = level.comparator in (">=", ">")
    tries = range(int(n), int(d) + 1) if up else range(int(n), -1, -1)
    return next((Fraction(k) for k in tries if kept(Fraction(k), d, level)), n)


@given(figures=reported, percent=percents, more=st.integers(0, 60), comparator=sided)
def test_no_fewer_organisations_are_enough_and_any_so_many_of_the_choice_are(
    figures: list[tuple[Fraction, Fraction]], percent: Fraction, more: int, comparator: Comparator
) -> None:
    threshold, totals = Threshold(comparator, percent), sums(figures)
    change = changed(figures, threshold)
    if change is None:
        return
    target = min(percent + more, Fraction(100)) if change.more else max(percent - more, Fraction(0))
    level = Threshold(comparator, target)
    found = fewest(change, parts_of(figures, change.edge), level, capped=True)

    def enough(chosen: Iterable[int]) -> bool:
        picked = set(chosen)
        n = sum(
            (moved(*f, level) if i in picked and f[1] else f[0] for i, f in enumerate(figures)),
            Fraction(0),
        )
        return kept(n, totals.denominator, threshold)

    everybody = range(len(figures))
    sizes = [k for k in everybody if any(map(enough, combinations(everybody, k)))]
    sizes += [len(figures)] if enough(everybody) else []
    assert found.count == (min(sizes) if sizes else None)
    if found.count is not None:
        choice = [int(each.organisation[1:]) for each in found.choice]
        assert all(enough(picked) for picked in combinations(choice, found.count))
        further = [
            i for i in everybody if i not in choice and moved(*figures[i], level) != figures[i][0]
        ]
        for one in further:
            wider = combinations([*choice, one], found.count)
            assert not all(enough(picked) for picked in wider)


@given(figures=reported, percent=percents, comparator=sided)
def test_who_weighs_most_is_farthest_from_the_threshold(
    figures: list[tuple[Fraction, Fraction]], percent: Fraction, comparator: Comparator
) -> None:
    threshold = Threshold(comparator, percent)
    (edge,) = edges_of(threshold, sums(figures))
    found = weighing(edge, parts_of(figures, edge), threshold, whole=True, capped=True)
    gains = [abs(moved(n, d, threshold) - n) for n, d in figures if d]
    assert [each.gain for each in found] == sorted((g for g in gains if g), reverse=True)[:5]


# --- missing reports ------------------------------------------------------------------------------


@st.composite
def unknown(draw: st.DrawFn) -> Piece:
    size = draw(st.integers(0, 4))
    least = draw(st.integers(0, size))
    return Piece(Interval(Fraction(least), Fraction(size)), Interval.exactly(size), coupled=True)


def ways(piece: Piece) -> list[tuple[Fraction, Fraction]]:
    low, high, size = piece.numerator.low, piece.numerator.high, piece.denominator.low
    assert low is not None
    assert high is not None
    assert size is not None
    return [(Fraction(n), size) for n in range(int(low), int(high) + 1)]


@given(
    figures=reported,
    missing=st.lists(unknown(), min_size=1, max_size=3),
    percent=percents,
    comparator=sided,
)
def test_fewer_missing_reports_cannot_settle_it(
    figures: list[tuple[Fraction, Fraction]],
    missing: list[Piece],
    percent: Fraction,
    comparator: Comparator,
) -> None:
    threshold, totals = Threshold(comparator, percent), sums(figures, missing)
    (edge,) = edges_of(threshold, totals)
    if edge.kept is not None:
        return
    parts = parts_of(figures, edge)
    parts += [part(f"M{i}", sums([], [piece]), edge) for i, piece in enumerate(missing)]
    found = {each.verdict: each.organisations for each in settling(edge, parts, SHARE)}

    def could_be(verdict: str, known: Iterable[int]) -> bool:
        """Whether the verdict is certain for some figures of these reports."""
        picked = sorted(set(known))
        rest = [piece for i, piece in enumerate(missing) if i not in picked]
        return any(
            due_verdict(sums([*figures, *way], rest), threshold) == verdict
            for way in product(*(ways(missing[i]) for i in picked))
        )

    everybody = range(len(missing))
    for verdict, organisations in found.items():
        chosen = [int(name[1:]) for name in organisations]
        assert could_be(verdict, chosen)
        assert not any(could_be(verdict, few) for few in combinations(everybody, len(chosen) - 1))
    needed = open_amount(edge, totals, whole=True)
    least = sum((way[0][0] for way in map(ways, missing)), Fraction(0))
    n, d = totals.numerator, totals.denominators.low
    assert d is not None
    if needed is not None and edge.sign > 0:
        assert kept(n + least + needed, d, threshold)
        assert not kept(n + least + needed - 1, d, threshold)
    elif needed is not None:
        assert kept(n + least + needed, d, threshold)
        assert not kept(n + least + needed + 1, d, threshold)


def test_a_report_without_a_bound_decides_alone() -> None:
    open_piece = Piece(Interval(Fraction(0), None), Interval(Fraction(0), None), coupled=True)
    totals = sums([(Fraction(1), Fraction(10))], [open_piece])
    (edge,) = edges_of(Threshold(">=", Fraction(50)), totals)
    parts = [
        part("A", sums([(Fraction(1), Fraction(10))]), edge),
        part("B", sums([], [open_piece]), edge),
    ]
    found = settling(edge, parts, SHARE)
    assert [(each.verdict, each.organisations) for each in found] == [
        ("met", ("B",)),
        ("missed", ("B",)),
    ]
    assert open_amount(edge, totals, whole=True) is None
