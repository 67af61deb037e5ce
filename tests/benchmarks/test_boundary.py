"""5,200 quotients exactly on a percentage, and how floats decide them."""

from __future__ import annotations

import doctest
from operator import ge, mul, truediv
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from benchmarks.boundary import cases as cases_module
from benchmarks.boundary import dxplan_runs, floats
from benchmarks.boundary.cases import HUGE, Case, around, cases
from benchmarks.boundary.floats import WAYS, WHOLE, counted, near, way, wrong
from benchmarks.peers.records import closures, function, percentages
from benchmarks.peers.records.workload import asks, records, rules
from benchmarks.peers.tables.deciding import answers

OPERATORS = {"*": mul, "/": truediv, ">=": ge}
RIGHT = {"n / d >= p / 100", "100 * n / d >= p", WHOLE}


@pytest.mark.parametrize("module", [cases_module, floats, percentages])
def test_the_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_every_case_is_exactly_on_the_line_and_its_neighbour_below() -> None:
    assert all(100 * case.n == case.p * case.d for case in cases(times=HUGE))
    assert not any(case.kept for case in cases(-1))
    assert 10**18 * 0.999 < max(case.d for case in cases(times=HUGE)) <= 10**18


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("n / d * 100 >= p", 156),
        ("n / d >= p * 0.01", 520),
        ("n >= p * 0.01 * d", 565),
        ("n >= p / 100 * d", 284),
        *((text, 0) for text in sorted(RIGHT)),
    ],
)
def test_a_way_of_writing_it_is_wrong_so_often(text: str, count: int) -> None:
    assert len(wrong(way(text), list(cases()))) == count


def test_the_known_examples_are_among_them() -> None:
    assert Case(29, 100, 29) in wrong(way("n / d * 100 >= p"), list(cases()))
    assert Case(7, 20, 35) in wrong(way("n / d >= p * 0.01"), list(cases()))


def test_rounding_before_comparing_lets_near_misses_through() -> None:
    assert len(wrong(way("round(100 * n / d, 1) >= p"), near())) == 4428


def test_cases_far_from_the_line_are_clearly_kept_or_not() -> None:
    every = list(around())
    assert len(every) == 5 * 5200
    far = every[3 * 5200 :]
    assert [case.kept for case in far] == [False, True] * 5200


def test_all_ways_are_counted_on_the_line_and_beside_it() -> None:
    def decide(asked: list[Case]) -> list[bool]:
        return [case.n / case.d * 100 >= case.p for case in asked]

    found = counted(decide)
    assert (found["on"], found["below"], found["near"]) == (156, 0, 0)
    assert found["first"] == ["29/100 at 29%", "58/200 at 29%", "87/300 at 29%"]


def test_what_refuses_a_way_is_told_and_what_wraps_is_counted() -> None:
    def decide(asked: list[Case], text: str) -> list[bool]:
        if "round" in text:
            raise ValueError("no such function\nat all")
        n, d, p = (np.array([getattr(case, name) for case in asked]) for name in "ndp")
        return list(eval(text, {"n": n, "d": d, "p": p}))

    found = answers(decide)
    assert list(found["ways"]) == list(WAYS)
    assert found["ways"]["round(100 * n / d, 1) >= p"] == {"refused": "no such function"}
    assert found["ways"][WHOLE]["on"] == 0
    assert found["huge"] == {"asked": 26000, "wrong": 4752}


def test_schools_have_a_case_of_every_percentage() -> None:
    every = dxplan_runs.schools(1)
    assert {tuple(case.p for case in of_school) for of_school in every} == {tuple(range(1, 101))}
    assert len(every) == 260


@pytest.mark.parametrize("backend", ["rows", "record"])
def test_dxplan_is_right_about_huge_counts(backend: str, tmp_path: Path) -> None:
    import dxplan

    plan, every = dxplan.load_text(dxplan_runs.rules()), dxplan_runs.schools(HUGE)[::37]
    found = dxplan_runs.judged(backend, plan, dxplan_runs.columns(every), tmp_path)
    for number, of_school in enumerate(every):
        said = [found[f"S{number:04}", f"s{case.p}.by.2024"] for case in of_school]
        assert said == ["met" if case.kept else "missed" for case in of_school]


@pytest.mark.parametrize("text", WAYS)
def test_what_json_logic_and_python_read_is_the_same(text: str) -> None:
    def value(logic: object, record: dict[str, int]) -> object:
        if not isinstance(logic, dict):
            return logic
        (operator, given), *_ = logic.items()
        if operator == "var":
            return record[given]
        return OPERATORS[operator](*(value(each, record) for each in given))

    if "round" in text:
        with pytest.raises(ValueError, match="no such function"):
            percentages.logic(text)
        return
    logic, judge = percentages.logic(text), way(text)
    for case in list(cases())[::101]:
        assert value(logic, {"n": case.n, "d": case.d, "p": case.p}) == judge(
            case.n, case.d, case.p
        )


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
