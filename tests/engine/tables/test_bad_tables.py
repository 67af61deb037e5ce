"""Tables that cannot be added up: one clear error, with the column and the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dxplan.engine.tables.errors import TableError
from dxplan.engine.tables.scanning.asked import Asked, all_measures
from dxplan.engine.tables.scanning.read import read_figures
from tests.engine.rules import plan

RULES = plan("online_share >= 5% by 2025")
DAY = date(2025, 12, 31)
ROOMS = Asked(RULES, None, None, DAY, frozenset({"rooms"}))
GOOD = {"id": ["A", "B"], "period": ["2025", "2025"], "rooms": [1, 2], "website": [1, 0]}


def refused(given: object) -> TableError:
    with pytest.raises(TableError) as caught:
        read_figures(all_measures(RULES, None, DAY), given)
    return caught.value


def frame(**columns: list[Any]) -> object:
    polars = pytest.importorskip("polars")
    return polars.DataFrame({n: c for n, c in {**GOOD, **columns}.items() if c}, strict=False)


@pytest.mark.parametrize(
    ("columns", "code", "column"),
    [
        ({"id": []}, "missing-column", ""),
        ({"period": []}, "missing-column", ""),
        ({"id": [], "period": []}, "no-key-columns", ""),
        ({"rooms": [], "website": []}, "no-measure-column", ""),
        ({"rooms": ["1", "2"]}, "column-not-numbers", "rooms"),
        ({"rooms": [True, False]}, "column-not-numbers", "rooms"),
        ({"rooms": [[1], [2]]}, "column-not-numbers", "rooms"),
        ({"id": [[1], [2]]}, "column-not-texts", "id"),
        ({"rooms": [1.5, 2.0]}, "column-not-whole", "rooms"),
        ({"rooms": [1.0, 2.0**53]}, "column-not-whole", "rooms"),
        ({"rooms": [1.0, float("inf")]}, "column-not-whole", "rooms"),
        ({"rooms": [1.0, float("nan")]}, "column-holds-nan", "rooms"),
        ({"id": ["012345678901", "B"]}, "person-sheet", ""),
        ({"rooms": [1, 2], "measure": ["rooms", "rooms"], "numerator": [1, 2]}, "", ""),
    ],
)
def test_a_frame_that_cannot_be_added_up(
    columns: dict[str, list[Any]], code: str, column: str
) -> None:
    if not code:
        found = read_figures(ROOMS, frame(**columns))
        assert found.sums.tolist() == [[3]]
        return
    problem = refused(frame(**columns)).problem
    assert (problem.code, problem.file, problem.cell) == (code, "<table>", column)
    assert problem.fatal


def test_a_column_named_twice() -> None:
    pandas = pytest.importorskip("pandas")
    given = pandas.DataFrame([["A", "2025", 1, 2]], columns=["id", "period", "rooms", "rooms"])
    problem = refused(given).problem
    assert (problem.code, problem.params["header"]) == ("column-twice", "rooms")


def test_an_empty_table() -> None:
    polars = pytest.importorskip("polars")
    kinds = {"id": polars.String, "period": polars.String, "rooms": polars.Int64}
    assert refused(polars.DataFrame(schema=kinds)).problem.code == "empty-table"


@pytest.mark.parametrize("given", [5, {"id": ["A"]}, object()])
def test_something_that_is_no_table(given: object) -> None:
    assert refused(given).problem.code == "not-a-table"


def nothing(folder: Path) -> object:
    return folder / "gone.parquet"


def no_match(folder: Path) -> object:
    return [str(folder / "*.parquet")]


def empty_folder(folder: Path) -> object:
    return folder


def workbook(folder: Path) -> object:
    path = folder / "figures.xlsx"
    path.write_bytes(b"PK")
    return path


def torn(folder: Path) -> object:
    path = folder / "figures.parquet"
    path.write_bytes(b"PAR1 and then nothing")
    return path


def mixed(folder: Path) -> object:
    (folder / "a.csv").write_text("id,period,rooms\nA,2025,1\n", encoding="utf-8")
    (folder / "b.parquet").write_bytes(b"PAR1")
    return folder


def other_columns(folder: Path) -> object:
    (folder / "a.csv").write_text("id,period,rooms\nA,2025,1\n", encoding="utf-8")
    (folder / "b.csv").write_text("id,when,rooms,more\nA,2025,1,5\n", encoding="utf-8")
    return folder


def vanished(folder: Path) -> object:
    polars = pytest.importorskip("polars")
    path = folder / "gone.parquet"
    polars.DataFrame(GOOD).write_parquet(path)
    lazy = polars.scan_parquet(path)
    path.unlink()
    return lazy


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (nothing, "file-not-found"),
        (no_match, "file-not-found"),
        (empty_folder, "folder-without-tables"),
        (workbook, "unknown-table-format"),
        (torn, "unreadable-table"),
        (mixed, "formats-mixed"),
        (other_columns, "unreadable-table"),
        (vanished, "unreadable-table"),
    ],
)
def test_a_path_that_cannot_be_added_up(
    make: Callable[[Path], object], code: str, tmp_path: Path
) -> None:
    error = refused(make(tmp_path))
    assert error.problem.code == code
    assert str(error).startswith(error.problem.file)
    assert len(str(error).splitlines()) == 1
    assert error.problem.message("vi") != error.problem.message("en")


def test_a_file_that_vanishes_half_way(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / "figures.parquet"
    polars.DataFrame(GOOD).write_parquet(path)
    found = read_figures(ROOMS, path)
    path.unlink()
    with pytest.raises(TableError) as caught:
        found.values(found.kinds.of, found.kinds.of)
    assert caught.value.problem.code == "unreadable-table"
