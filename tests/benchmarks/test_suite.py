"""Contenders take turns, one that fails says why, and the table tells ratios and limits."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.suite import results, table
from benchmarks.suite.page import page
from benchmarks.suite.process import Failed, Taken, run
from benchmarks.suite.setting import Bound, answer, rows
from benchmarks.suite.table import Row, as_markdown, as_text
from benchmarks.suite.turns import Measured, in_turn


def test_the_examples_of_the_table_hold() -> None:
    assert doctest.testmod(table).failed == 0


def test_contenders_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def contender(name: str, times: list[float]) -> Callable[[], Taken]:
        def call() -> Taken:
            order.append(name)
            return Taken(times.pop(0), 10.0 * len(times), name)

        return call

    found = in_turn({"a": contender("a", [9, 1, 3, 2]), "b": contender("b", [9, 5, 5, 8])}, 3)
    assert "".join(order) == "abababab"
    assert found["a"] == Measured(2, (1, 3), 20.0, "a")
    assert found["b"].seconds == 5


def test_one_that_fails_says_why_and_is_not_asked_again() -> None:
    asked: list[int] = []

    def fails() -> Taken:
        asked.append(1)
        raise Failed("no such thing")

    found = in_turn({"a": fails, "b": lambda: Taken(1, 1, "")}, 3)
    assert (found["a"].seconds, found["a"].why, len(asked)) == (None, "no such thing", 1)
    assert found["b"].seconds == 1


@pytest.mark.parametrize(
    ("bound", "kept"),
    [
        (Bound("other", 1.3), True),
        (Bound("other", 1.2), False),
        (Bound(most=0.2), False),
        (Bound("other", least=0.5), True),
        (Bound("other", least=2), False),
        (Bound(memory=99), False),
        (Bound("absent", 1.3), None),
    ],
)
def test_a_bound_is_kept_or_not(bound: Bound, kept: bool | None) -> None:
    measured = {"own": Measured(1.25, memory=100), "other": Measured(1.0)}
    assert bound.is_kept(measured["own"], measured.get(bound.beside)) is kept


def test_rows_tell_ratios_to_the_base_and_what_is_kept() -> None:
    measured = {"own": Measured(3.0), "other": Measured(2.0), "third": Measured(None, why="gone")}
    found = list(rows("S", "W", measured, {"own": [Bound("other", 1.6)]}, base="other"))
    assert [row.ratio for row in found] == [1.5, 1.0, None]
    assert (found[0].limit, found[0].kept) == ("≤ 1.6 × other", True)
    assert found[2].told == "gone"


def test_the_table_is_told_as_text_and_as_markdown() -> None:
    found = [Row("S", "W", "own", 0.0125, ratio=1.25, memory=100, limit="≤ 2 × other", kept=False)]
    line = as_text(found).splitlines()[3]
    assert line == "W     own  12.5 ms   1.25  100 MiB  ≤ 2 × other: NO"
    assert "| W | own | 12.5 ms | 1.25 | 100 MiB | ≤ 2 × other: NO |  |" in as_markdown(found)


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    found = {
        "whole": [Row("S", "W", "own", 0.5, (0.4, 0.6), 10, 1.0, "own", "", None, "all exact")]
    }
    results.write({"date": "2024-01-02"}, found, tmp_path / "deep" / "results.json")
    assert results.read(tmp_path / "deep" / "results.json") == found
    assert results.read(tmp_path / "none.json") == {}


def test_the_page_tells_what_it_was_measured_on() -> None:
    text = page({"date": "2024-01-02"}, "## S\n")
    assert text.startswith("# Benchmarks\n")
    assert "- date: 2024-01-02\n\n## S\n" in text


def test_a_process_tells_time_memory_and_words() -> None:
    import sys

    taken = run([sys.executable, "-c", "print('{\"seconds\": 2}')"])
    assert answer(taken.written) == {"seconds": 2}
    assert taken.seconds > 0
    assert taken.memory > 5


@pytest.mark.parametrize(
    ("code", "said"),
    [("raise SystemExit('not read: gone')", "not read: gone"), ("exit(3)", "exit status 3")],
)
def test_a_process_that_fails_says_the_end_of_what_it_said(code: str, said: str) -> None:
    import sys

    with pytest.raises(Failed, match=said):
        run([sys.executable, "-c", code])


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(Failed, match="no such program: /nowhere/python"):
        run(["/nowhere/python"])
