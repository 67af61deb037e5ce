"""What is said about rules two by two: all pairs of some states of a plan.

``states`` holds families of states that are alike; a blank line parts them. What is said of the
pairs of a family stands in four folders, by the way of looking at them; ``DXPLAN_UPDATE_GOLDEN=1``
writes it anew. ``became`` and ``refined`` look from each state at each other one behind ``>``,
``ranked`` and ``together`` are the same each way round, and told once. Pairs of which nothing is
said are left out. What is told without asking the solver says so: it is to stay as quick.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, permutations
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from dxplan.analysis.linear.solver import Solver
from tests.analysis.pairs import told

Way: TypeAlias = Callable[[str, str], Iterator[str]]
HERE = Path(__file__).parent
FAMILIES = {
    path.stem: path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    for path in sorted(HERE.glob("states/*.txt"))
}
OF_TARGETS = [family for family in FAMILIES if family not in ("duties", "tasks")]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_became_of_a_state(family: str) -> None:
    _hold("became", family, permutations(FAMILIES[family], 2), told.became)


@pytest.mark.parametrize("family", OF_TARGETS)
def test_whether_a_state_asks_for_no_less(family: str, questions: list[None]) -> None:
    way = _with_questions(told.refined, questions)
    _hold("refined", family, permutations(FAMILIES[family], 2), way)


@pytest.mark.parametrize("family", OF_TARGETS)
def test_which_state_asks_for_more(family: str) -> None:
    _hold("ranked", family, combinations(FAMILIES[family], 2), told.ranked)


@pytest.mark.parametrize("family", OF_TARGETS)
def test_what_is_wrong_with_the_rules_of_two_states_together(
    family: str, questions: list[None]
) -> None:
    way = _with_questions(told.together, questions)
    _hold("together", family, combinations(FAMILIES[family], 2), way)


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_has_become_of_a_state_that_is_the_same(family: str) -> None:
    for text in FAMILIES[family]:
        assert list(told.became(text, f"{text}\n")) == []


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one with every question to the solver."""
    found: list[None] = []
    ask = Solver.ask

    def counted(*arguments: Any, **settings: Any) -> Any:
        found.append(None)
        return ask(*arguments, **settings)

    monkeypatch.setattr(Solver, "ask", counted)
    return found


def _with_questions(way: Way, questions: list[None]) -> Way:
    def told_with_questions(first: str, second: str) -> Iterator[str]:
        questions.clear()
        yield from way(first, second)
        if not questions:
            yield "without the solver"

    return told_with_questions


def _hold(
    folder: str,
    family: str,
    pairs: Iterable[tuple[str, str]],
    way: Way,
) -> None:
    """Hold what is said of pairs against what is kept."""
    path = HERE / folder / f"{family}.txt"
    text = "".join(_lines(pairs, way))
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    assert text.lstrip("\n") == path.read_text(encoding="utf-8")


def _lines(pairs: Iterable[tuple[str, str]], way: Way) -> Iterator[str]:
    before = ""
    for first, second in pairs:
        said = list(way(first, second))
        if said and first != before:
            yield f"\n{first}\n"
            before = first
        if said:
            yield f"> {second}\n".replace("\n", "\n> ").removesuffix("> ")
        yield from (f"    {line}\n" for line in said)
