"""Reading as a whole: workbooks, rows that a program gives, readers of plugins, speed of a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from dxplan.data.observations import Event, Observations
from dxplan.data.problems import Problem
from dxplan.data.reading import BUILTIN_READERS, observations_from_rows, read_observations
from dxplan.data.tables import Reader, Table
from dxplan.plan.model import Plan
from dxplan.values.periods import day, year


def _values(found: Observations) -> list[tuple[str, str, Fraction]]:
    return [(c.organisation, c.measure, c.value) for c in found.cells]


def _told(found: Observations) -> list[tuple[str, str, str]]:
    return [(p.code, p.sheet, p.cell) for p in found.problems]


# --- workbooks ------------------------------------------------------------------------------------


def _save(name: str, sheets: Mapping[str, list[list[object]]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(name)
    return Path(name)


def test_places_in_a_workbook_are_those_that_it_shows(plan: Plan, folder: Path) -> None:
    path = _save(
        "a.xlsx",
        {
            "Quý I": [
                [],
                [None, "BÁO CÁO"],
                [None, "Mã trường", "Kỳ", "learners"],
                [None, "s1", 2024, "x"],
            ],
            "Quý II": [["Mã trường", "Kỳ", "learners"], [123, date(2024, 6, 30), 5]],
        },
    )
    found = read_observations(plan, [path])
    assert _told(found) == [("not-a-number", "Quý I", "D4")]
    assert [(c.organisation, c.period, str(c.place)) for c in found.cells] == [
        ("123", day(date(2024, 6, 30)), "a.xlsx:Quý II!C2")
    ]


def test_a_workbook_and_a_csv_file_of_the_same_figures_say_the_same(
    plan: Plan, folder: Path
) -> None:
    rows = [
        ["id", "period", "level", "lessons_online", "budget", "has_website", "online_share"],
        ["s1", "2024-Q1", "TH", 5, 12.5, "x", 87.5],
        ["s2", "2024-Q1", "THCS", 7, 0.25, "không", 54],
    ]
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    Path("a.csv").write_text("\n".join(lines))
    from_csv = read_observations(plan, [Path("a.csv")])
    from_workbook = read_observations(plan, [_save("a.xlsx", {"S": rows})])
    assert from_csv.cells == from_workbook.cells != ()
    assert from_csv.reported_values == from_workbook.reported_values != ()


def test_an_error_in_a_cell_is_no_missing_value(plan: Plan, folder: Path) -> None:
    path = _save("a.xlsx", {"S": [["id", "period", "staff"], ["s1", 2024, "=1+1"]]})
    assert _told(read_observations(plan, [path])) == [("formula-without-result", "S", "C2")]


def test_a_computed_percentage_is_read_as_far_as_it_is_reliable(plan: Plan, folder: Path) -> None:
    path = _save("a.xlsx", {"S": [["id", "period", "online_share"], ["s1", 2024, 35 / 63 * 100]]})
    found = read_observations(plan, [path])
    assert [(r.value, r.places) for r in found.reported_values] == [(Fraction("55.5555555556"), 10)]


def test_a_percent_format_cannot_be_told_from_small_percents(plan: Plan, folder: Path) -> None:
    path = _save(
        "a.xlsx", {"S": [["id", "period", "online_share"], ["s1", 2024, 0.5], ["s2", 2024, 1]]}
    )
    found = read_observations(plan, [path])
    assert [(p.code, p.cell, p.params["count"]) for p in found.problems] == [
        ("unclear-percentage", "C2", 2)
    ]
    assert found.reported_values == ()


def test_one_sheet_that_cannot_be_read_does_not_keep_the_others(plan: Plan, folder: Path) -> None:
    path = _save(
        "a.xlsx",
        {
            "A": [["id", "learners"], ["s1", 5]],
            "B": [["id", "period", "learners"], ["s1", 2024, 5]],
        },
    )
    found = read_observations(plan, [path])
    assert [(p.code, p.sheet, p.fatal) for p in found.problems] == [("missing-column", "A", True)]
    assert _values(found) == [("s1", "learners", 5)]


# --- rows of a program ----------------------------------------------------------------------------


def test_rows_of_a_program_are_read_like_a_sheet(plan: Plan) -> None:
    rows: list[dict[str, object]] = [
        {"school": "s1", "period": "2024", "learners": 5, "budget": Decimal("12.5")},
        {"school": "s2", "period": date(2024, 5, 31), "learners": 6.0, "has_website": True},
        {"school": 77, "period": 2024, "budget": Fraction(1, 3), "learners": None},
    ]
    found = observations_from_rows(plan, rows)
    assert found.problems == ()
    assert _values(found) == [
        ("77", "budget", Fraction(1, 3)),
        ("s1", "budget", Fraction(25, 2)),
        ("s1", "learners", 5),
        ("s2", "has_website", 1),
        ("s2", "learners", 6),
    ]
    assert [str(c.place) for c in found.cells] == [
        "<rows>:D4", "<rows>:D2", "<rows>:C2", "<rows>:E3", "<rows>:C3"
    ]  # fmt: skip


def test_a_program_may_give_exact_numbers_of_any_length(plan: Plan) -> None:
    value = Decimal("1234567890.123456789012345")
    found = observations_from_rows(plan, [{"id": "s1", "period": 2024, "budget": value}])
    assert [c.value for c in found.cells] == [Fraction(value)]


@pytest.mark.parametrize("value", [0.1, 2.0**53, float("nan"), float("inf"), -0.5])
def test_a_float_that_may_not_be_exact_is_a_problem(plan: Plan, value: float) -> None:
    found = observations_from_rows(plan, [{"id": "s1", "period": 2024, "budget": value}], "api")
    assert [(p.code, p.file, p.cell) for p in found.problems] == [("inexact-number", "api", "C2")]
    assert (found.cells, found.rows_left_out) == ((), 1)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "not-a-number"),
        (date(2024, 5, 31), "not-a-number"),
        (datetime(2024, 5, 31), "not-a-number"),
        ([5], "not-a-number"),
        (Decimal("NaN"), "not-a-number"),
        (Decimal("sNaN"), "not-a-number"),
        (Decimal("1e999999"), "not-a-number"),
        (Fraction(1, 2), "not-a-whole-number"),
        (Decimal("-1"), "negative-number"),
    ],
)
def test_other_values_in_a_count_are_problems(plan: Plan, value: object, code: str) -> None:
    found = observations_from_rows(plan, [{"id": "s1", "period": 2024, "learners": value}])
    assert _told(found) == [(code, "", "C2")]


def test_register_and_events_of_a_program_are_rows_too(plan: Plan) -> None:
    found = observations_from_rows(
        plan,
        [{"id": "123", "period": 2024, "learners": 5}, {"id": "x", "period": 2024, "learners": 5}],
        "api",
        register=[{"id": "0123", "name": "Trường Một"}],
        events=[{"task": "it_procurement", "date": date(2024, 3, 1)}],
    )
    assert [(p.code, p.file, p.cell) for p in found.problems] == [
        ("unknown-organisation", "api", "A3")
    ]
    assert _values(found) == [("0123", "learners", 5)]
    assert found.events == (Event("it_procurement", date(2024, 3, 1)),)


def test_register_and_events_of_a_program_may_be_files(plan: Plan, folder: Path) -> None:
    Path("register.csv").write_text("id,staff\ns1,\ns2,7\n")
    Path("events.csv").write_text("task,date\n,\nit_procurement,1/3/2024\n")
    found = observations_from_rows(
        plan, [], register=Path("register.csv"), events=Path("events.csv")
    )
    assert found.problems == ()
    assert [each.known for each in (found.organisations or {}).values()] == [
        {},
        {("staff", ()): Fraction(7)},
    ]
    assert found.events == (Event("it_procurement", date(2024, 3, 1)),)


def test_a_program_without_rows_reports_nothing(plan: Plan) -> None:
    assert observations_from_rows(plan, [], events=[]) == Observations(events=())


def test_an_empty_register_of_a_program_is_told(plan: Plan) -> None:
    found = observations_from_rows(plan, [], register=[])
    assert [(p.code, p.file, p.fatal) for p in found.problems] == [
        ("empty-register", "<rows>:register", True)
    ]


# --- readers --------------------------------------------------------------------------------------


def test_a_reader_of_a_plugin_reads_its_files(plan: Plan, folder: Path) -> None:
    def read(path: Path) -> tuple[list[Table], list[Problem]]:
        rows = tuple(tuple(line.split("|")) for line in path.read_text().splitlines())
        return [Table(str(path), "", rows)], []

    Path("A.BAR").write_text("id|period|learners\ns1|2024|5")
    readers = (*BUILTIN_READERS, Reader("bar", (".bar",), read))
    assert _values(read_observations(plan, [Path("A.BAR")], readers=readers)) == [
        ("s1", "learners", 5)
    ]


@pytest.mark.parametrize("rubbish", [None, 5, ([1], []), ([], ["oops"]), ("ab", "cd")])
def test_a_reader_that_gives_rubbish_is_named(plan: Plan, folder: Path, rubbish: object) -> None:
    Path("a.bar").write_text("x")
    reader = Reader("bar", (".bar",), lambda _: rubbish)  # type: ignore[arg-type,return-value]
    found = read_observations(plan, [Path("a.bar")], readers=(reader,))
    assert [(p.code, p.params["plugin"], p.fatal) for p in found.problems] == [
        ("plugin-reader-failed", "bar", True)
    ]


def test_the_first_reader_of_an_ending_reads_it(plan: Plan, folder: Path) -> None:
    def never(_: Path) -> tuple[list[Table], list[Problem]]:
        raise AssertionError("a later reader was asked")

    Path("a.csv").write_text("id,period,learners\ns1,2024,5\n")
    readers = (*BUILTIN_READERS, Reader("late", (".csv",), never))
    assert _values(read_observations(plan, [Path("a.csv")], readers=readers)) == [
        ("s1", "learners", 5)
    ]


@pytest.mark.parametrize("name", ["missing.csv", "a\0b.csv", "x" * 5000 + ".csv"])
def test_a_name_that_is_no_file_is_told(plan: Plan, folder: Path, name: str) -> None:
    found = read_observations(plan, [Path(name)], register=Path(name), events=Path(name))
    assert [(p.code, p.fatal) for p in found.problems] == [("file-not-found", True)] * 3


def test_a_plan_without_measures_reads_nothing(folder: Path) -> None:
    Path("a.csv").write_text("id,period,learners\ns1,2024,5\n")
    found = read_observations(Plan("empty"), [Path("a.csv")])
    assert [(p.code, p.fatal) for p in found.problems] == [
        ("no-measure-column", True),
        ("unknown-column", False),
    ]


def test_the_library_for_workbooks_is_not_imported_for_csv(folder: Path) -> None:
    import subprocess
    import sys

    Path("a.csv").write_text("id,period\n")
    program = (
        "import sys; from pathlib import Path; from dxplan.plan.model import Plan;"
        "from dxplan.data.reading import read_observations;"
        "read_observations(Plan('p'), [Path('a.csv')]); print('python_calamine' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "False\n"


def test_years_of_a_column_of_numbers_are_periods(plan: Plan) -> None:
    found = observations_from_rows(plan, [{"id": "s1", "năm": 2024, "learners": 5}])
    assert [c.period for c in found.cells] == [year(2024)]
