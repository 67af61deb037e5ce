"""Registers and lists of events as they come: what is told, what is kept, nothing in silence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.corpus.forms import WRITERS
from tests.data.corpus.lists import CLEAN, EVENTS, REGISTERS, ListOutcome, outcome
from tests.data.corpus.test_accidents import (
    LINES,
    SLIPS,
    Accident,
    again,
    heading,
    line,
    merged,
    slip,
)

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("lists.toml").read_text("utf-8")
)
COUNT = len(EXPECTED)
CASES = [
    pytest.param(kind, name, suffix, id=f"{number}-of-{COUNT}-{name}{suffix}")
    for number, (kind, name) in enumerate(
        [*(("register", name) for name in REGISTERS), *(("events", name) for name in EVENTS)], 1
    )
    for suffix in WRITERS
]


def clean(kind: str, folder: Path) -> ListOutcome:
    return outcome(kind, CLEAN[kind](), ".xlsx", folder)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("kind", CLEAN)
def test_a_clean_list_has_no_problem_in_any_format(kind: str, suffix: str, tmp_path: Path) -> None:
    found = outcome(kind, CLEAN[kind](), suffix, tmp_path)
    assert (found.problems, len(found.entries)) == ((), 6)
    assert found == clean(kind, tmp_path)


def test_every_defect_of_a_list_has_its_outcome_written_down() -> None:
    assert set(EXPECTED) == {*REGISTERS, *EVENTS}


@pytest.mark.parametrize(("kind", "name", "suffix"), CASES)
def test_a_defect_of_a_list_is_told_and_changes_no_verdict_silently(
    kind: str, name: str, suffix: str, tmp_path: Path
) -> None:
    sheet, expected = CLEAN[kind](), EXPECTED[name]
    changed = (REGISTERS if kind == "register" else EVENTS)[name](sheet)
    found, before = outcome(kind, changed or sheet, suffix, tmp_path), clean(kind, tmp_path)
    assert sorted(found.problems) == sorted(expected["problems"])
    every = found.entries.keys() | before.entries.keys()
    other = sorted(e for e in every if found.entries.get(e) != before.entries.get(e))
    assert other == expected.get("changed", [])
    assert found.problems or found.verdicts == before.verdicts
    assert "Nguyễn Văn A" not in repr(found.seen)


# The columns where a slip of the pen can be told; that a school lies in another commune cannot.
SLIPPERY = {"register": (1, 5, 6, 7, 8), "events": (1, 2, 3, 4, 5)}
MERGED = {"register": (1, 8), "events": ()}
HEADINGS = ("{} ", "{} (%)", "{} cũ", "")
# "không" for the result of a piece of work is an answer, and no accident.
PLAIN_SLIPS = tuple(each for each in SLIPS if each("x") != "không")


def in_place(kind: str) -> st.SearchStrategy[Accident]:
    """Accidents that happen to cells where they are."""
    rows, columns = st.integers(1, 6), st.sampled_from(SLIPPERY[kind])
    numbers = [
        st.builds(merged, rows, st.sampled_from(MERGED[kind]), st.integers(1, 2), st.just(0))
    ] if MERGED[kind] else []  # fmt: skip
    return st.one_of(
        st.builds(_slip_of_what_is_written, rows, columns, st.sampled_from(PLAIN_SLIPS)),
        st.builds(heading, columns, st.sampled_from(HEADINGS)),
        *numbers,
    )


# Rows come in last: nothing tells a row for a school that there is not from one for a new school.
INSERTED = st.one_of(
    st.builds(line, st.integers(1, 7), st.sampled_from(LINES)),
    st.builds(again, st.integers(1, 6), st.integers(1, 6)),
)


def accidents(kind: str) -> st.SearchStrategy[list[Accident]]:
    """One accident or two."""
    return st.one_of(
        st.lists(in_place(kind), min_size=1, max_size=2),
        st.tuples(in_place(kind), INSERTED).map(list),
        st.lists(INSERTED, min_size=1, max_size=1),
    )


def _slip_of_what_is_written(row: int, column: int, change: Callable[[object], object]) -> Accident:
    return slip(row, column, lambda raw: None if raw is None else change(raw))


def _tell_or_change_nothing(kind: str, happening: list[Accident]) -> None:
    sheet = CLEAN[kind]()
    for accident in happening:
        accident(sheet)
    with TemporaryDirectory() as name:
        before = clean(kind, Path(name))
        after = outcome(kind, sheet, ".xlsx", Path(name))
    assert after.problems or (after.entries, after.verdicts) == (before.entries, before.verdicts)


@settings(max_examples=60)
@given(accidents("register"))
def test_an_accident_in_a_register_is_told_or_changes_nothing(happening: list[Accident]) -> None:
    _tell_or_change_nothing("register", happening)


@settings(max_examples=60)
@given(accidents("events"))
def test_an_accident_in_a_list_of_events_is_told_or_changes_nothing(
    happening: list[Accident],
) -> None:
    _tell_or_change_nothing("events", happening)
