"""Which mutants are drawn, how a mistake gets into a process, and what is counted of them."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest

from dxplan.values import money
from tools.mutants import live
from tools.mutants.__main__ import has_passed, is_unfinished
from tools.mutants.explained import line_of, read
from tools.mutants.figures import Figures, between, figures, shown
from tools.mutants.rooms import ROOMS, ROOT, files
from tools.mutants.sample import SMALL, Mutant, drawn
from tools.mutants.tests import SLOW, all_tests
from tools.mutants.trying import Tried

PATH = "src/dxplan/values/money.py"
TEXT = (ROOT / PATH).read_text(encoding="utf-8")


def mutant(old: str, new: str, number: int = 1, room: str = "values") -> Mutant:
    start = TEXT.index(old)
    return Mutant(
        id=f"dxplan/values/money.py:dong_in:{number}",
        room=room,
        path=PATH,
        function="dong_in",
        line=TEXT.count("\n", 0, start) + 1,
        lines=(1, 1),
        start=start,
        end=start + len(old),
        old=old,
        new=new,
        operator="operator_number",
    )


WRONG = mutant("total = 1", "total = 2")


# --- what is drawn --------------------------------------------------------------------------------


def many(count: int) -> list[Mutant]:
    return [mutant("total = 1", "total = 2", number, "plan") for number in range(count)]


def test_a_larger_sample_contains_the_smaller_one() -> None:
    everything = many(SMALL + 1)
    ten, twenty = (drawn(everything, "plan", count, seed=7) for count in (10, 20))
    assert len(ten) == 10
    assert list(twenty[:10]) == list(ten)
    assert drawn(reversed(everything), "plan", 10, seed=7) == ten
    assert drawn(everything, "plan", 10, seed=8) != ten


def test_all_of_a_small_room_are_drawn_and_none_of_another() -> None:
    assert len(drawn(many(SMALL), "plan", 10, seed=7)) == SMALL
    assert len(drawn(many(SMALL + 5), "plan", None, seed=7)) == SMALL + 5
    assert drawn(many(5), "engine", 10, seed=7) == []


def test_every_room_has_modules() -> None:
    assert ROOT / PATH in list(files("values"))
    assert all("tables" not in path.parts for path in files("engine"))


# --- how a mistake is made ------------------------------------------------------------------------


def test_whoever_holds_a_function_runs_the_mistake_that_is_made_in_it() -> None:
    places = live.functions()
    assert money.dong_in("triệu đồng") == 10**6
    child = os.fork()
    if child == 0:
        made = live.make(WRONG, places)
        os._exit(0 if made and money.dong_in("triệu đồng") == 2 * 10**6 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert money.dong_in("triệu đồng") == 10**6


def test_a_function_that_is_not_there_cannot_be_mutated() -> None:
    assert not live.make(attrs.evolve(WRONG, function="gone"), live.functions())


# --- which tests are run --------------------------------------------------------------------------


def test_every_slow_test_is_there() -> None:
    assert SLOW.keys() == ROOMS.keys()
    for path in {path for each in SLOW.values() for path in each}:
        file, _, name = path.partition("::")
        assert (ROOT / file).exists()
        assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8") if name else True


def test_slow_tests_are_left_out_at_first_and_not_later() -> None:
    quick, longer = all_tests(), all_tests(longer=True)
    assert "--deselect=tests/engine/tables/travelling" in quick
    assert "tests/mutants/slow_cases.py" not in quick
    assert "--deselect=tests/engine/tables/travelling" not in longer
    assert {path for each in SLOW.values() for path in each} <= set(longer)
    assert "--deselect=tests/session/test_laziness.py" in {*quick} & {*longer}


@pytest.mark.parametrize(
    ("known", "again", "passed"),
    [
        (None, False, False),
        (Tried("a", "killed", tests=1, reach=2), False, False),
        (Tried("a", "alive", tests=2, reach=2), True, True),
        (Tried("a", "alive", tests=1, reach=2), True, False),
        (Tried("a", "not reached"), True, True),
        (Tried("a", "alive", tests=2, reach=2, longer=True), False, True),
        (Tried("a", "alive", tests=1, reach=2, longer=True), True, False),
    ],
)
def test_what_no_test_noticed_is_tried_with_the_slow_ones(
    known: Tried | None, again: bool, passed: bool
) -> None:
    assert (is_unfinished(known), has_passed(known)) == (again, passed)


# --- what is counted ------------------------------------------------------------------------------


def tried(**outcomes: str) -> dict[str, Tried]:
    return {name: Tried(name, outcome) for name, outcome in outcomes.items()}


def test_outcomes_are_counted_of_what_was_drawn() -> None:
    listed = [attrs.evolve(WRONG, id=name) for name in "abcdefg"]
    known = tried(b="timed out", c="alive", d="not reached", e="not made", g="killed")
    known["a"] = Tried("a", "killed", longer=True)
    found = figures(listed, "values", listed[:6], known, {"c", "a"})
    assert found == Figures(
        there_are=7,
        drawn=6,
        killed=1,
        late=1,
        timed_out=1,
        alive=1,
        not_reached=1,
        not_made=1,
        explained=1,
    )
    assert (found.tried, found.noticed) == (4, 2)
    assert shown("values", found).endswith("50.0% noticed, 15.0% to 85.0%")


@pytest.mark.parametrize(
    ("noticed", "of", "there_are", "low", "high"),
    [(90, 100, 10_000, 0.826, 0.945), (0, 10, 100, 0.0, 0.278), (9, 10, 10, 0.9, 0.9)],
)
def test_a_share_has_its_bounds(
    noticed: int, of: int, there_are: int, low: float, high: float
) -> None:
    found = between(noticed, of, there_are)
    assert [round(bound, 3) for bound in found] == [low, high]


def test_of_nothing_tried_nothing_is_known() -> None:
    assert between(0, 0, 5) == (0.0, 1.0)


# --- what is explained ----------------------------------------------------------------------------


def test_a_mutant_is_explained_by_the_line_that_it_makes(tmp_path: Path) -> None:
    path = tmp_path / "explained.toml"
    path.write_text(
        '[[function]]\nname = "values/money.py:dong_in"\nlines = ["total = 2"]\nwhy = "a reason"\n',
        encoding="utf-8",
    )
    assert line_of(WRONG) == "total = 2"
    assert read({WRONG.id: WRONG}, path) == {WRONG.id: "a reason"}
    with pytest.raises(SystemExit, match=r"no mutant of values/money\.py:dong_in makes total = 2"):
        read({}, path)
