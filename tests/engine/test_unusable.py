"""Who sent figures that could not be used has not kept silent, however data are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import polars
import pytest

import dxplan
from dxplan.data.left_out import LeftOut, left_out_together
from dxplan.engine.findings import Finding, Report
from dxplan.values.periods import year

RULES = """
plan demo
    period 2024 to 2026
measure online flow
measure total flow
measure staff
measure trained
indicator share "Online lessons" = online / total
indicator skills "Trained staff" = trained / staff
share >= 5% in 2025
skills >= 50% by 2025
"""
REGISTER = [{"school": name, "title": f"School {name}"} for name in "ABCD"]
END = date(2025, 12, 31)
Row: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[list[Row], Path], object]
Y_2025, Y_2024 = year(2025), year(2024)


def row(school: str, period: str = "2025", **figures: object) -> Row:
    none: Row = dict.fromkeys(("online", "total", "staff", "trained"))
    return {"school": school, "period": period, **none, **figures}


def as_rows(rows: list[Row], folder: Path) -> object:
    return rows


def as_frame(rows: list[Row], folder: Path) -> object:
    return polars.DataFrame(rows, infer_schema_length=None)


def as_lazy(rows: list[Row], folder: Path) -> object:
    return polars.DataFrame(rows, infer_schema_length=None).lazy()


def as_csv(rows: list[Row], folder: Path) -> object:
    polars.DataFrame(rows, infer_schema_length=None).write_csv(folder / "figures.csv")
    return folder / "figures.csv"


def as_parquet(rows: list[Row], folder: Path) -> object:
    polars.DataFrame(rows, infer_schema_length=None).write_parquet(folder / "figures.parquet")
    return folder / "figures.parquet"


READERS = [as_rows, as_frame, as_lazy, as_csv, as_parquet]
GOOD = row("A", online=6, total=100, staff=10, trained=5)
ABOVE_WHOLE = row("B", online=9, total=8)
UNREADABLE = row("C", "13/2025", staff=10, trained=4)


def checked(rows: object, **options: Any) -> Report:
    plan = dxplan.load_text(RULES)
    return dxplan.check(plan, rows, register=REGISTER, as_of=END, **options)  # type: ignore[arg-type]


def told(report: Report) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        each.target.split(".")[0]: (each.unusable, each.silent)
        for each in report
        if each.by is None
    }


@pytest.mark.parametrize("read", READERS)
def test_who_sent_rows_with_mistakes_is_not_among_the_silent(read: Reader, tmp_path: Path) -> None:
    report = checked(read([GOOD, ABOVE_WHOLE, UNREADABLE], tmp_path))
    assert told(report) == {"share": (("B",), ("C", "D")), "skills": (("C",), ("B", "D"))}
    assert {each.missing for each in report} == {("B", "C", "D")}
    assert report.left_out == (
        LeftOut("B", 1, ((Y_2025, "online"), (Y_2025, "total"))),
        LeftOut("C", 1, ((None, "staff"), (None, "trained"))),
    )


@pytest.mark.parametrize("read", READERS)
def test_each_organisation_is_told_by_itself_as_well(read: Reader, tmp_path: Path) -> None:
    report = checked(read([GOOD, ABOVE_WHOLE], tmp_path), by="organisation")
    found = {(e.target[:5], e.organisation): (e.missing, e.unusable) for e in report if e.by}
    assert found["share", "B"] == (("B",), ("B",))
    assert found["share", "D"] == (("D",), ())
    assert found["skill", "B"] == (("B",), ())


def test_sums_carry_it_with_them(tmp_path: Path) -> None:
    plan, frame = dxplan.load_text(RULES), as_frame([GOOD, ABOVE_WHOLE, UNREADABLE], tmp_path)
    first = dxplan.sums(plan, frame, register=REGISTER[:3])  # type: ignore[arg-type]
    first.write(tmp_path / "one.parquet")
    second = dxplan.sums(plan, [row("D", online=9, total=8)], register=REGISTER[3:])
    report = dxplan.check(plan, sums=[tmp_path / "one.parquet", second], as_of=END)
    assert told(report) == {"share": (("B", "D"), ("C",)), "skills": (("C",), ("B", "D"))}
    assert [(each.organisation, each.rows) for each in report.left_out] == [
        ("B", 1), ("C", 1), ("D", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "unusable"),
    [
        ([row("B", "2025", online=9, total=8)], ("B",)),
        ([row("B", "2025-Q2", online=9, total=8)], ("B",)),
        ([row("B", "2024", online=9, total=8)], ()),
        ([row("B", "nobody knows", online=1, total=8)], ("B",)),
        ([row("B", "nobody knows", staff=1)], ()),
        ([row("B", "2025", staff=1, trained=2)], ()),
        ([row("B", "2025", online=1, total=8), row("B", "2025", online=2, total=8)], ("B",)),
        ([row("X", "2025", online=9, total=8)], ()),
        ([row("", "2025", online=9, total=8)], ()),
    ],
)
def test_a_row_speaks_for_its_days_and_its_measures(
    sent: list[Row], unusable: tuple[str, ...]
) -> None:
    assert told(checked([GOOD, *sent]))["share"][0] == unusable


@pytest.mark.parametrize(("period", "counts"), [("2024-Q2", False), ("2025-Q3", True)])
def test_a_stock_is_not_older_than_what_may_be_used(period: str, counts: bool) -> None:
    report = checked([GOOD, row("B", period, staff=1, trained=2)])
    assert told(report)["skills"][0] == (("B",) if counts else ())


def test_who_reported_all_the_same_is_not_told_of() -> None:
    report = checked([GOOD, row("B", online=1, total=10), row("B", "13/2025", online=1, total=9)])
    assert told(report)["share"] == ((), ("C", "D"))
    assert [each.organisation for each in report.left_out] == ["B"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"school": "B", "period": "13/2025", "measure": "online", "value": 3}],
        [{"school": "B", "period": "2025", "measure": "online", "value": -3}],
        [{"school": "B", "period": "2025", "measure": "no such", "value": 3}],
    ],
)
@pytest.mark.parametrize("read", [as_rows, as_frame, as_csv])
def test_rows_that_name_their_measure(rows: list[Row], read: Reader, tmp_path: Path) -> None:
    good = {"school": "A", "period": "2025", "measure": "online", "value": 3}
    found = told(checked(read([good, *rows], tmp_path)))
    assert found["share"][0] == ("B",)
    assert found["skills"][0] == (("B",) if rows[0]["measure"] == "no such" else ())


def test_rows_without_a_number_are_about_nothing() -> None:
    report = checked([GOOD, row("B", "13/2025", online=None, total="")])
    assert told(report)["share"][0] == ()


def test_what_is_said_of_an_organisation_is_said_once() -> None:
    parts = [
        LeftOut("B", 2, ((Y_2025, "b"),)),
        LeftOut("A", 1, ((Y_2024, "a"), (None, None))),
        LeftOut("B", 1, ((Y_2025, "a"), (Y_2025, "b"))),
    ]
    assert left_out_together(parts) == (
        LeftOut("A", 1, ((None, None), (Y_2024, "a"))),
        LeftOut("B", 3, ((Y_2025, "a"), (Y_2025, "b"))),
    )
    assert left_out_together(reversed(parts)) == left_out_together(parts)


def test_the_silent_are_the_others_of_the_missing() -> None:
    found = Finding("target", "t", "plan", END, "no_data", missing=("A", "B"), unusable=("A",))
    assert found.silent == ("B",)
    assert Finding("target", "t", "plan", END, "no_data", missing=("A",)).silent == ("A",)


@pytest.mark.parametrize("read", [as_rows, as_csv])
def test_nobody_is_named_by_the_number_of_a_citizen(read: Reader, tmp_path: Path) -> None:
    plan = dxplan.load_text(RULES)
    rows = [GOOD, row("079301012345", "13/2025", online=1, total=9)]
    report = dxplan.check(plan, read(rows, tmp_path), as_of=END)  # type: ignore[arg-type]
    assert report.left_out == ()
