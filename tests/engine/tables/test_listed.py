"""Registers in Parquet files are read like those in sheets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from dxplan.data.known_organisations import Sheets
from dxplan.data.observations import Organisation
from dxplan.data.register_columns import RegisterColumns
from dxplan.data.tables import Reader, Table
from dxplan.engine.tables.listed import opened_list
from dxplan.session import open_session
from tests.data.conftest import PLAN

SESSION = open_session(entry_points=False)


def _written(path: Path, rows: str) -> Path:
    duckdb.sql(f"SELECT * FROM (VALUES {rows}").write_parquet(str(path))
    return path


def test_texts_are_taken_as_they_are(tmp_path: Path) -> None:
    rows = "('01', 'Trường A', 'Quy Nhơn'), ('02', NULL, 'An Nhơn')) t(id, name, district)"
    register, problems = SESSION.register(PLAN, _written(tmp_path / "r [1].parquet", rows))
    assert problems == ()
    assert isinstance(register, RegisterColumns)
    assert register == {
        "01": Organisation("01", "Trường A", {"district": "Quy Nhơn"}),
        "02": Organisation("02", "", {"district": "An Nhơn"}),
    }
    assert str(register["02"].place) == f"{tmp_path / 'r [1].parquet'}:A3"


def test_numbers_and_days_are_exact(tmp_path: Path) -> None:
    rows = "('a1', DATE '2024-02-01', 7::BIGINT, 1.25::DECIMAL(9, 2), 3.0::DOUBLE)) \
            t(id, since, staff, budget, learners)"
    path = _written(tmp_path / "r.pq", rows)
    assert opened_list(path, ()).tables == [
        Table(
            str(path),
            "",
            (
                ("id", "since", "staff", "budget", "learners"),
                ("a1", date(2024, 2, 1), 7, Fraction(Decimal("1.25")), 3),
            ),
        )
    ]
    register, problems = SESSION.register(PLAN, str(path))
    assert problems == ()
    assert register == {
        "a1": Organisation(
            "a1",
            known={
                ("staff", ()): Fraction(7),
                ("budget", ()): Fraction(5, 4),
                ("learners", ()): Fraction(3),
            },
            since=date(2024, 2, 1),
        )
    }


def test_what_is_wrong_in_a_row_has_its_cell(tmp_path: Path) -> None:
    rows = "('a1', 'TH'), ('a2', 'lớp 1')) t(id, level)"
    found = SESSION.read(PLAN, (), _written(tmp_path / "r.parquet", rows))
    assert [(each.code, each.cell) for each in found.problems] == [("unknown-member", "B3")]
    assert list(found.organisations or ()) == ["a1", "a2"]


@pytest.mark.parametrize(
    ("content", "code"), [(None, "file-not-found"), (b"", "empty-file"), (b"x", "unreadable-table")]
)
def test_a_file_that_is_no_parquet_is_a_problem(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "r.parquet"
    if content is not None:
        path.write_bytes(content)
    register, problems = SESSION.register(PLAN, path)
    assert register is None
    assert [(each.code, each.file, each.fatal) for each in problems] == [(code, str(path), True)]


def test_a_parquet_file_without_rows_is_an_empty_register(tmp_path: Path) -> None:
    path = _written(tmp_path / "r.parquet", "('a', 'b')) t(id, name) WHERE false")
    register, problems = SESSION.register(PLAN, path)
    assert (register, [each.code for each in problems]) == (None, ["empty-register"])


def test_other_files_rows_and_nothing_stay_as_they_were_given(tmp_path: Path) -> None:
    rows = [{"id": "a1"}]
    assert opened_list("r.csv", ()) == Path("r.csv")
    assert opened_list(rows, ()) is rows
    assert opened_list(None, ()) is None
    assert isinstance(opened_list(tmp_path / "r.parquet", ()), Sheets)


def test_a_plugin_may_read_parquet_in_its_own_way() -> None:
    reader = Reader("own", (".parquet",), lambda _: ([], []))
    assert opened_list("r.parquet", [reader]) == Path("r.parquet")
