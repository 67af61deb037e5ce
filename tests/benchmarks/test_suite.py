"""Contenders take turns, one that fails says why, and the table tells ratios and limits."""

from __future__ import annotations

import doctest
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from time import perf_counter, sleep
from types import ModuleType

import pytest

from benchmarks.suite import limits, sections, table, units
from benchmarks.suite.__main__ import measured as of_section
from benchmarks.suite.limits import Bound, Limit
from benchmarks.suite.machine import runs
from benchmarks.suite.page import as_pivot, page
from benchmarks.suite.process import Failed, Taken, TooLong, run
from benchmarks.suite.results import Result, keep, read
from benchmarks.suite.setting import Setting, answer, rows
from benchmarks.suite.table import Row, as_markdown, as_text
from benchmarks.suite.turns import Measured, in_turn

TOLD = {"date": "2024-01-02", "machine": "one", "runs": "medians of 3 runs, 500 schools"}


@pytest.mark.parametrize("module", [limits, table, units])
def test_the_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


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


def test_the_round_that_does_not_count_may_call_something_else() -> None:
    called: list[str] = []

    def call(name: str) -> Callable[[], Taken]:
        return lambda: called.append(name) or Taken(1, 1, "")

    in_turn({"a": call("a"), "b": call("b")}, 2, {"a": call("first")})
    assert called == ["first", "b", "a", "b", "a", "b"]


def test_one_that_takes_too_long_is_ended_and_told_so() -> None:
    def slow() -> Taken:
        raise TooLong(60)

    found = in_turn({"a": slow, "b": lambda: Taken(2, 1, "")}, 3)
    assert (found["a"].seconds, found["a"].beyond) == (60, True)
    row = next(iter(rows("S", "W", found, {}, base="b")))
    assert table.cells(row)[2:4] == ("> 60.0 s", "> 30.0")
    assert row.told == "not done after 60 s"


@pytest.mark.parametrize(
    ("bound", "figure", "kept"),
    [
        (Bound("other", 1.3), "1.25 ×", True),
        (Bound("other", 1.2), "1.25 ×", False),
        (Bound(most=0.2), "1.25 s", False),
        (Bound("other", least=0.5), "0.80 ×", True),
        (Bound("other", least=2), "0.80 ×", False),
        (Bound(memory=99), "100 MiB", False),
        (Bound("absent", 1.3), "–", None),
        (Bound("failed", 1.3), "–", None),
        (Bound("ended", least=10), "at least 16.0 ×", True),
        (Bound("ended", least=30), "at least 16.0 ×", None),
        (Bound("ended", 1), "at most 0.062 ×", True),
    ],
)
def test_a_bound_is_kept_or_not(bound: Bound, figure: str, kept: bool | None) -> None:
    others = {
        "other": Measured(1.0),
        "failed": Measured(None, why="gone"),
        "ended": Measured(20.0, beyond=True),
    }
    (limit,) = bound.limits(Measured(1.25, memory=100), others)
    assert (limit.figure, limit.kept) == (figure, kept)


def test_a_bound_of_time_and_memory_makes_two_limits() -> None:
    found = Bound("other", 1.3, memory=200).limits(
        Measured(1, memory=100), {"other": Measured(2.0)}
    )
    assert list(found) == [
        Limit("≤ 1.3 × other", "0.50 ×", True),
        Limit("≤ 200 MiB", "100 MiB", True),
    ]


def test_rows_tell_ratios_to_the_base_and_what_is_kept() -> None:
    measured = {"own": Measured(3.0), "other": Measured(2.0), "third": Measured(None, why="gone")}
    found = list(rows("S", "W", measured, {"own": [Bound("other", 1.6)]}, base="other"))
    assert [row.ratio for row in found] == [1.5, 1.0, None]
    assert found[0].limits == (Limit("≤ 1.6 × other", "1.50 ×", True),)
    assert found[2].told == "gone"


def test_the_table_is_told_as_text_and_as_markdown() -> None:
    limit = Limit("≤ 2 × other", "2.50 ×", False)
    found = [Row("S", "W", "own", 0.0125, ratio=1.25, memory=100, limits=(limit,))]
    lines = as_text(found).splitlines()
    assert lines[3] == "W     own  12.5 ms   1.25  100 MiB"
    assert lines[5] == "own, W: ≤ 2 × other: NOT reached (2.50 ×)"
    text = as_markdown(found)
    assert "| W | own | 12.5 ms | 1.25 | 100 MiB | ≤ 2 × other: NOT reached (2.50 ×) |" in text
    assert "remarks" not in text


def test_results_are_read_as_they_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "results.json"
    limit = Limit("≤ 2 s", "0.50 s", True)
    whole = Result(TOLD, [Row("S", "W", "own", 0.5, (0.4, 0.6), 10, 1.0, "own", (limit,), "exact")])
    keep("whole", whole, path)
    keep("memory", Result(TOLD, []), path)
    assert read(path) == {"whole": whole, "memory": Result(TOLD, [])}
    keep("memory", Result(TOLD, [Row("S", "W", "own", 2.0)]), path)
    assert read(path)["whole"] == whole
    assert len(read(path)["memory"].rows) == 1
    assert read(tmp_path / "none.json") == {}


def test_results_of_an_earlier_form_are_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text('{"machine": {"date": "2024"}, "rows": {"whole": []}}', encoding="utf-8")
    assert read(path) == {}


def test_a_section_that_breaks_off_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.suite import loading

    def measure(setting: Setting) -> Iterator[Row]:
        yield Row("S", "W", "own", 1.0)
        raise Failed("no such file")

    monkeypatch.setattr(loading, "measure", measure)
    found = of_section("loading", Setting(Fraction(1), 1))
    assert [row.told for row in found] == ["", "broken off: no such file"]


@pytest.mark.parametrize("section", sections.SECTIONS)
def test_every_section_says_what_it_is_about(section: str) -> None:
    module = import_module(f"benchmarks.suite.{section}")
    assert module.SECTION
    assert len(module.ABOUT.split()) > 10
    assert callable(module.measure)


def test_the_page_tells_machine_limits_and_every_section() -> None:
    missed = Limit("≤ 1.3 × other", "1.50 ×", False)
    kept = Limit("≤ 200 MiB", "100 MiB", True)
    results = {
        "whole": Result(TOLD, [Row("S", "T1", "dxplan", 1.0, limits=(missed, kept))]),
        "memory": Result({**TOLD, "date": "2024-01-03"}, [Row("S", "T2", "hand", 1.0)]),
    }
    text = page(results)
    assert text.startswith("# Benchmarks\n")
    assert "- date: 2024-01-02; 2024-01-03\n- machine: one\n" in text
    assert "1 of 2 limits are reached.\n" in text
    assert "| T1 | dxplan | ≤ 1.3 × other | 1.50 × | **no** |" in text
    assert "No answer that is timed below is wrong." in text
    assert "Measured 2024-01-03: medians of 3 runs, 500 schools." in text
    assert text.index("## Whole processes") < text.index("## Frames in memory")


def test_the_page_lists_wrong_answers() -> None:
    row = Row("S", "60 targets", "peer", 1.0, told="1.0: WRONG counts")
    text = page({"table_peers": Result(TOLD, [row])})
    assert "- peer, 60 targets: 1.0: WRONG counts\n" in text
    assert "No answer" not in text


def test_who_decides_alike_shares_a_column() -> None:
    told = {"a": "2 wrong: 7/20 at 35%", "b": "2 wrong: 7/20 at 35%", "c": "none wrong"}
    text = as_pivot([Row("S", "`n / d`", who, None, told=said) for who, said in told.items()])
    assert text.startswith("|  | a, b | c |\n|---|---|---|\n| `n / d` | 2 wrong | none wrong |\n")
    assert "- `n / d`: 7/20 at 35%\n" in text


def test_a_process_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "late"
    inner = f"import pathlib, time; time.sleep(1); pathlib.Path({str(mark)!r}).touch()"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    begun = perf_counter()
    with pytest.raises(TooLong, match=r"not done after 0.3 s"):
        run([sys.executable, "-c", outer], limit=0.3)
    assert perf_counter() - begun < 1
    sleep(1)
    assert not mark.exists()


def test_a_process_tells_time_memory_and_words() -> None:
    taken = run([sys.executable, "-c", "print('{\"seconds\": 2}')"])
    assert answer(taken.written) == {"seconds": 2}
    assert taken.seconds > 0
    assert taken.memory > 5


@pytest.mark.parametrize(
    ("code", "said"),
    [("raise SystemExit('not read: gone')", "not read: gone"), ("exit(3)", "exit status 3")],
)
def test_a_process_that_fails_says_the_end_of_what_it_said(code: str, said: str) -> None:
    with pytest.raises(Failed, match=said):
        run([sys.executable, "-c", code])


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(Failed, match="no such program: /nowhere/python"):
        run(["/nowhere/python"])


@pytest.mark.parametrize(
    ("section", "rounds", "said"),
    [
        ("whole", 5, "medians of 5 runs, 25,000 schools"),
        ("table_peers", 1, "one run, 2,500 schools"),
        ("starts", 9, "medians of 9 runs"),
    ],
)
def test_a_section_tells_runs_and_schools(section: str, rounds: int, said: str) -> None:
    assert runs(section, Setting(Fraction(1, 2), rounds)) == said
