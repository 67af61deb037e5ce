"""How far work is, for whoever watches it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dxplan
from dxplan.steps import HowFar, begin, steps, watched


class Watching:
    """Remembers which stages began, and can be asked how far the last one is."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.how_far: HowFar = lambda: (0, 0)

    def __call__(self, stage: str, how_far: HowFar) -> None:
        self.stages.append(stage)
        self.how_far = how_far


def test_nobody_watching_changes_nothing() -> None:
    assert list(steps("judging", "abc", [5, 6, 7])) == ["a", "b", "c"]
    begin("adding", lambda: (0, 0))


def test_weights_say_how_much_work_an_item_is() -> None:
    watching = Watching()
    with watched(watching):
        seen = [watching.how_far() for _ in steps("opening", "abc", [5, 0, 7])]
    assert (seen, watching.how_far()) == ([(0, 12), (5, 12), (5, 12)], (12, 12))


def test_a_stage_inside_another_is_part_of_it() -> None:
    watching = Watching()
    with watched(watching):
        for _ in steps("trying", "ab"):
            begin("adding", lambda: (1, 2))
            assert list(steps("comparing", "cd")) == ["c", "d"]
        assert list(steps("judging", "ef")) == ["e", "f"]
    assert watching.stages == ["trying", "judging"]


def test_a_single_item_leaves_room_for_the_stages_inside_it() -> None:
    watching = Watching()
    with watched(watching):
        for _ in steps("opening", "a"):
            list(steps("reading", "bc"))
    assert watching.stages == ["reading"]


def test_a_stage_that_is_broken_off_makes_way_for_the_next() -> None:
    watching = Watching()
    with watched(watching):
        with pytest.raises(ValueError, match="x"):
            for _ in (walk := steps("judging", "ab")):
                raise ValueError("x")
        walk.close()
        list(steps("reading", "cd"))
    assert watching.stages == ["judging", "reading"]


RULES = "plan p\nmeasure a\nindicator x = a\nx >= 5 by 2024\nx >= 7 by 2025\n"


def test_a_program_can_watch_a_check(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text(f"school,period,a\n{name},2024,7\n{name},2025,7\n", "utf-8")
    watching = Watching()
    with dxplan.watched(watching):
        report = dxplan.check(dxplan.load_text(RULES), files, as_of=date(2025, 12, 31))
    assert report.count("met") == 2
    assert watching.stages == ["opening", "reading", "judging"]
    assert watching.how_far() == (2, 2)


def test_rows_of_a_single_file_are_watched(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("school,period,a\nA,2024,7\nA,2025,7\n", "utf-8")
    watching = Watching()
    with dxplan.watched(watching):
        dxplan.check(dxplan.load_text(RULES), [path], as_of=date(2025, 12, 31))
    assert watching.stages == ["reading", "judging"]


def test_files_that_are_added_up_where_they_are_are_watched(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "figures.parquet"
    rows = "(VALUES ('A', '2024', 7), ('A', '2025', 7)) AS t(school, period, a)"
    duckdb.execute(f"COPY (SELECT * FROM {rows}) TO '{path}' (FORMAT parquet)")
    watching = Watching()
    with dxplan.watched(watching):
        report = dxplan.check(dxplan.load_text(RULES), path, as_of=date(2025, 12, 31))
    assert report.count("met") == 2
    # Once to find the organisations, once for their figures.
    assert watching.stages == ["adding", "adding", "judging"]


def test_refinement_and_changes_of_rules_are_watched() -> None:
    watching = Watching()
    plan = dxplan.load_text(RULES)
    with dxplan.watched(watching):
        dxplan.refine(plan, plan)
    assert watching.stages == ["comparing"]
