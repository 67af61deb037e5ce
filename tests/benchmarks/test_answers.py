"""What rivals and dxplan find is what follows exactly from the figures that were drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the benchmarks' files are written with pyarrow")

from benchmarks.nation import dxplan_runs
from benchmarks.nation.rivals import duckdb_sql, numpy_arrays, polars_frames
from benchmarks.nation.verify import expected, given, wrong
from benchmarks.nation.work import Work

if TYPE_CHECKING:
    from benchmarks.nation.figures import Nation

RIVALS = {"duckdb": duckdb_sql, "polars": polars_frames, "numpy": numpy_arrays}
ASKED = [("T1", False), ("T2", False), ("T2b", False), ("T2", True), ("T2b", True)]


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize(("task", "honest"), ASKED)
def test_a_rival_finds_what_follows(
    nation: Nation, folder: Path, rival: str, task: str, honest: bool
) -> None:
    pytest.importorskip(rival)
    work = Work(task, folder, folder / "paired.parquet", honest, "plan60.dxplan")
    found = RIVALS[rival].done(work)
    assert not isinstance(found, int)
    assert wrong(expected(nation, work), given(task, found)) == []


@pytest.mark.parametrize("rival", ["duckdb", "polars"])
def test_a_rival_finds_the_same_in_csv(nation: Nation, folder: Path, rival: str) -> None:
    pytest.importorskip(rival)
    work = Work("T2b", folder, folder / "paired.csv", True, "plan60.dxplan")
    found = RIVALS[rival].done(work)
    assert not isinstance(found, int)
    assert wrong(expected(nation, work), given("T2b", found)) == []


@pytest.mark.parametrize("rival", RIVALS)
def test_a_rival_judges_600_targets(nation: Nation, folder: Path, rival: str) -> None:
    pytest.importorskip(rival)
    work = Work("T2", folder, folder / "paired.parquet", True, "plan600.dxplan")
    found = RIVALS[rival].done(work)
    assert not isinstance(found, int)
    assert wrong(expected(nation, work), given("T2", found)) == []


@pytest.mark.parametrize("rival", ["duckdb", "polars"])
def test_a_rival_gathers_the_rows_that_fail(nation: Nation, folder: Path, rival: str) -> None:
    pytest.importorskip(rival)
    path = folder / "paired.parquet"
    counted = expected(nation, Work("T1", folder, path, False, "plan60.dxplan"))
    failing = RIVALS[rival].done(Work("T1F", folder, path, False, "plan60.dxplan"))
    assert failing == sum(int(row[2] or 0) - int(row[1] or 0) for row in counted)


def test_dxplan_finds_what_follows(nation: Nation, folder: Path) -> None:
    work = Work("T2", folder, folder / "wide.csv", True, "plan60.dxplan")
    found = dxplan_runs.done(work)
    assert not isinstance(found, int)
    assert wrong(expected(nation, work), given("T2", found)) == []


def test_a_wrong_verdict_is_found(nation: Nation, folder: Path) -> None:
    work = Work("T2", folder, folder / "paired.parquet", True, "plan60.dxplan")
    wanted = expected(nation, work)
    place, target, day, verdict, *sums = min(wanted, key=str)
    other = "met" if verdict != "met" else "missed"
    given_wrong = {
        *wanted - {(place, target, day, verdict, *sums)},
        (place, target, day, other, *sums),
    }
    assert len(wrong(wanted, given_wrong)) == 2


@pytest.mark.parametrize("layout", ["paired", "wide", "tidy"])
def test_dxplan_counts_the_rows_that_keep_a_target(
    nation: Nation, folder: Path, layout: str
) -> None:
    work = Work("T1", folder, folder / f"{layout}.parquet", True, "plan60.dxplan")
    found = dxplan_runs.done(work)
    assert not isinstance(found, int)
    assert wrong(expected(nation, work), given("T1", found)) == []


@pytest.mark.parametrize("layout", ["paired", "wide", "tidy"])
def test_dxplan_judges_every_layout(nation: Nation, folder: Path, layout: str) -> None:
    work = Work("T2b", folder, folder / f"{layout}.parquet", True, "plan60.dxplan")
    found = dxplan_runs.done(work)
    assert not isinstance(found, int)
    assert wrong(expected(nation, work), given("T2b", found)) == []


@pytest.mark.parametrize("layout", ["paired", "wide"])
def test_dxplan_gathers_the_rows_that_fail(nation: Nation, folder: Path, layout: str) -> None:
    work = Work("T1F", folder, folder / f"{layout}.parquet", True, "plan60.dxplan")
    assert given("T1F", dxplan_runs.done(work)) == expected(nation, work)


def test_a_province_is_judged_from_its_workbook_and_its_register(
    nation: Nation, folder: Path
) -> None:
    from benchmarks.nation.verify import FIRST

    work = Work(
        "T2", folder, folder / "province.xlsx", True, "plan60.dxplan", "province-register.csv"
    )
    wanted = {line for line in expected(nation, work) if line[0] == FIRST}
    assert given("T2", dxplan_runs.done(work)) == wanted


def test_sums_that_are_kept_answer_edited_rules(nation: Nation, folder: Path) -> None:
    from datetime import date

    import dxplan
    from benchmarks.nation.plan import AS_OF
    from benchmarks.nation.recheck_runs import by_dxplan, by_hand

    path = folder / "paired.parquet"
    kept = dxplan.sums(
        dxplan.load(folder / "plan60.dxplan"),
        path,
        register=folder / "register.csv",
        as_of=date.fromisoformat(AS_OF),
    )
    found = given("T2", by_dxplan(kept, 7, "T2")[2])
    assert [given("T2", hand(7)) == found for hand in by_hand(path, "T2").values()] == [True, True]


@pytest.mark.parametrize("backend", ["polars", "duckdb"])
@pytest.mark.parametrize("task", ["T1", "T1F", "T2"])
def test_frames_in_memory_give_the_same_by_hand(folder: Path, backend: str, task: str) -> None:
    from benchmarks.nation.memory_runs import by_dxplan, by_hand
    from benchmarks.nation.plan import sixty

    pytest.importorskip(backend)
    frame, hand = by_hand(task, backend, folder / "paired.parquet", sixty())
    assert given(task, by_dxplan(task, frame, folder)()) == given(task, hand())
