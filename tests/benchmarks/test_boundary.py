"""5,200 quotients exactly on a percentage, and how floats decide them."""

from __future__ import annotations

import doctest

import pytest

from benchmarks.boundary import cases as module
from benchmarks.boundary.cases import Case, cases
from benchmarks.boundary.floats import AT_LEAST, near, wrong
from benchmarks.peers.records import closures, function
from benchmarks.peers.records.workload import asks, records, rules

RIGHT = {"n / d >= p / 100", "100 * n / d >= p", "1000 * n >= t * d, whole numbers"}


def test_the_examples_of_the_cases_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_every_case_is_exactly_on_the_line_and_its_neighbour_below() -> None:
    assert all(100 * case.n == case.p * case.d for case in cases(times=10**14))
    assert not any(case.kept for case in cases(-1))
    assert max(case.d for case in cases(times=10**14)) < 10**18


@pytest.mark.parametrize(
    ("way", "count"),
    [
        ("n / d * 100 >= p", 156),
        ("n / d >= p * 0.01", 520),
        ("n >= p * 0.01 * d", 565),
        ("n >= p / 100 * d", 284),
        *((way, 0) for way in sorted(RIGHT)),
    ],
)
def test_a_way_of_writing_it_is_wrong_so_often(way: str, count: int) -> None:
    assert len(wrong(AT_LEAST[way], list(cases()))) == count


def test_the_known_examples_are_among_them() -> None:
    assert Case(29, 100, 29) in wrong(AT_LEAST["n / d * 100 >= p"], list(cases()))
    assert Case(7, 20, 35) in wrong(AT_LEAST["n / d >= p * 0.01"], list(cases()))


def test_rounding_before_comparing_lets_near_misses_through() -> None:
    assert len(wrong(AT_LEAST["round(100 * n / d, 1) >= p"], near())) == 4428


@pytest.mark.parametrize("judge", [closures, function])
def test_what_is_written_by_hand_judges_records_exactly(judge: object) -> None:
    prepared = judge.prepare(asks())  # type: ignore[attr-defined]
    for record in records():
        assert closures.kept(prepared(record)) == [ask.kept(record) for ask in asks()]


def test_records_lie_on_thresholds_and_beside_them() -> None:
    forms = [
        1000 * record[f"{ask.indicator}_n"] - ask.mille * record[f"{ask.indicator}_d"]
        for record in records()
        for ask in asks()
    ]
    assert sum(form == 0 for form in forms) > 1000
    assert min(forms) < 0 < max(forms)


def test_the_rules_of_the_records_bind() -> None:
    import dxplan

    plan = dxplan.load_text(rules())
    assert [target.id for target in plan.targets] == [ask.id for ask in asks()]
