"""Figures of tables, wherever they are, against figures made the plain way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dxplan.data.reading import read_organisations
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.scanning import read
from dxplan.engine.tables.scanning.asked import Asked, all_measures
from dxplan.engine.tables.scanning.files import file_source
from dxplan.engine.tables.scanning.read import read_figures
from dxplan.engine.tables.scanning.sources import Source
from dxplan.engine.tables.streaming.read import streamed_figures
from dxplan.engine.tables.table_figures import table_figures
from dxplan.plan.model import Plan
from tests.engine.rules import plan
from tests.engine.tables.naive import naive_figures, reported_points

Row = Mapping[str, Any]
DAY = date(2025, 12, 31)


def columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {
        name: [row.get(name) for row in rows] for name in dict.fromkeys(n for r in rows for n in r)
    }


def of_polars(rows: Sequence[Row], _: Path) -> object:
    return pytest.importorskip("polars").DataFrame(columns(rows), infer_schema_length=None)


def of_lazy_polars(rows: Sequence[Row], _: Path) -> object:
    return pytest.importorskip("polars").LazyFrame(columns(rows), infer_schema_length=None)


def of_pandas(rows: Sequence[Row], _: Path) -> object:
    return pytest.importorskip("pandas").DataFrame(columns(rows))


def of_nullable_pandas(rows: Sequence[Row], _: Path) -> object:
    return pytest.importorskip("pandas").DataFrame(columns(rows), dtype=object).convert_dtypes()


def of_pyarrow(rows: Sequence[Row], _: Path) -> object:
    return pytest.importorskip("pyarrow").table(columns(rows))


def of_duckdb(rows: Sequence[Row], folder: Path) -> object:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    return connection.read_parquet(of_parquet(rows, folder))


def of_parquet(rows: Sequence[Row], folder: Path) -> str:
    import duckdb

    path = folder / "rows.parquet"
    _write(duckdb.connect(), rows, path)
    return str(path)


def of_csv(rows: Sequence[Row], folder: Path) -> str:
    import csv

    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        names = list(columns(rows))
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([["" if row.get(n) is None else row[n] for n in names] for row in rows])
    return str(path)


def _write(connection: Any, rows: Sequence[Row], path: Path) -> None:
    found = columns(rows)
    kinds = {
        name: "VARCHAR" if any(isinstance(v, str) for v in values) else "BIGINT"
        for name, values in found.items()
    }
    declared = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    connection.execute(f"CREATE TABLE t ({declared})")
    marks = ", ".join("?" for _ in found)
    for row in rows:
        connection.execute(f"INSERT INTO t VALUES ({marks})", [row.get(name) for name in found])
    connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


BACKENDS: dict[str, Callable[[Sequence[Row], Path], object]] = {
    "polars": of_polars,
    "lazy polars": of_lazy_polars,
    "pandas": of_pandas,
    "nullable pandas": of_nullable_pandas,
    "pyarrow": of_pyarrow,
    "duckdb": of_duckdb,
    "parquet": of_parquet,
    "csv": of_csv,
}


def figures(
    rules: Plan, given: object, register: Sequence[Row] | None, as_of: date = DAY
) -> Figures:
    found = READERS[-1](asked(rules, register, as_of), given)
    assert found is not None
    return found


def asked(rules: Plan, register: Sequence[Row] | None, as_of: date = DAY) -> Asked:
    organisations = None if register is None else read_organisations(rules, register)[0]
    return all_measures(rules, organisations, as_of)


READERS: list[Callable[..., Figures | None]] = [read_figures]


@pytest.fixture(autouse=True, params=["asked", "one pass"])
def _reader(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test is run twice: on tables that are asked, and on tables gone over once."""
    READERS.append(read_figures if request.param == "asked" else table_figures)
    yield
    READERS.pop()


def same(
    found: Figures,
    rules: Plan,
    rows: Sequence[Row],
    register: Sequence[Row] | None,
    as_of: date = DAY,
) -> None:
    """Whether figures say what the rows say, whatever way they are counted."""
    names = found.kinds.organisations
    apart = [names[code] for code in found.apart.tolist()]
    naive = naive_figures(rules, rows, register, as_of, apart)
    assert found.kinds.organisations == naive.kinds.organisations
    assert found.has_register == naive.has_register
    assert set(naive.apart.tolist()) == set(found.apart.tolist())
    assert set(found.points) == set(naive.points)
    at = {point: position for position, point in enumerate(naive.points)}
    for position, point in enumerate(found.points):
        times, others = found.scales[point.measure], naive.scales[point.measure]
        sums = [int(each) * others for each in found.sums[:, position]]
        assert sums == [int(each) * times for each in naive.sums[:, at[point]]], point
        assert found.counts[:, position].tolist() == naive.counts[:, at[point]].tolist(), point
    for name in names:
        assert reported_points(found, name) == reported_points(naive, name), name
    _same_cells(found, naive)


def _same_cells(found: Figures, naive: Figures) -> None:
    at = {point: position for position, point in enumerate(naive.points)}
    asked = [
        (code, position)
        for code, name in enumerate(found.kinds.organisations)
        for position, point in enumerate(found.points)
        if point in reported_points(found, name)
    ]
    codes, points = (np.array([each[i] for each in asked], dtype=np.int64) for i in (0, 1))
    mine = found.values(codes, points).tolist()
    theirs = naive.values(
        codes, np.array([at[found.points[p]] for p in points.tolist()], dtype=np.int64)
    ).tolist()
    for (_, position), one, other in zip(asked, mine, theirs, strict=True):
        measure = found.points[position].measure
        assert one * naive.scales[measure] == other * found.scales[measure]
    every = found.observations(None, None)
    others = naive.observations(None, None)
    assert {(c.organisation, c.measure, c.period, c.value) for c in every.cells} == {
        (c.organisation, c.measure, c.period, c.value) for c in others.cells
    }


REGISTER = [
    {"id": name, "district": name[-1], "level": "primary" if name < "C" else "lower_secondary"}
    for name in ("01X", "02X", "BY", "CX", "DY", "EZ")
]
WIDE = [
    {"id": "01X", "period": "2025-Q1", "online (primary)": 3, "total (primary)": 10, "pupils": 7},
    {
        "id": "02X",
        "period": "2025-Q1",
        "online (primary)": None,
        "total (primary)": 20,
        "pupils": 0,
    },
    {"id": "BY", "period": "2025-Q2", "online (primary)": 5, "total (primary)": 10, "pupils": None},
    {"id": "CX", "period": "2025-Q2", "online (primary)": 50, "total (primary)": 60, "pupils": 1},
    {
        "id": "CX",
        "period": "Quý III/2025",
        "online (primary)": 4,
        "total (primary)": 6,
        "pupils": 1,
    },
    {"id": "01X", "period": "2025-Q2", "online (primary)": 1, "total (primary)": 6, "pupils": 9},
]
ROWED = [
    {"id": "01X", "period": "2025-Q1", "level": "primary", "online": 3, "total": 10},
    {"id": "01X", "period": "2025-Q1", "level": "upper_secondary", "online": 4, "total": 12},
    {"id": "BY", "period": "2025-Q1", "level": None, "online": 4, "total": 12},
    {"id": "CX", "period": "2025-Q3", "level": "secondary", "online": None, "total": 12},
]
TIDY = [
    {"id": "01X", "period": "2025-Q1", "level": "primary", "measure": "online", "value": 3},
    {"id": "01X", "period": "2025-Q1", "level": "primary", "measure": "total", "value": 10},
    {"id": "BY", "period": "2025-Q1", "level": "primary", "measure": "total", "value": 11},
    {"id": "BY", "period": "2025-Q2", "level": "primary", "measure": "online", "value": 11},
    {"id": "CX", "period": "2025-Q2", "level": None, "measure": "pupils", "value": 11},
    {"id": "CX", "period": "2025-Q2", "level": None, "measure": "website", "value": 1},
]
PAIRED = [
    {
        "id": "01X",
        "period": "2025-Q1",
        "level": "primary",
        "indicator": "online_share",
        "numerator": 3,
        "denominator": 9,
    },
    {
        "id": "01X",
        "period": "2025-Q1",
        "level": "primary",
        "indicator": "recorded_share",
        "numerator": 3,
        "denominator": 9,
    },
    {
        "id": "BY",
        "period": "2025-Q1",
        "level": "primary",
        "indicator": "online_share",
        "numerator": None,
        "denominator": 8,
    },
    {
        "id": "BY",
        "period": "2025-Q2",
        "level": "primary",
        "indicator": "pupils_per_room",
        "numerator": 30,
        "denominator": None,
    },
]
LAYOUTS = {"wide": WIDE, "rowed": ROWED, "tidy": TIDY, "paired": PAIRED}
RULES = "online_share >= 5% by 2025"
TWISTS: dict[str, Row] = {
    "none": {},
    "twice": {"id": "01X", "period": "2025-Q1"},
    "unknown organisation": {"id": "zz"},
    "no organisation": {"id": None},
    "unknown period": {"period": "2025-Q7"},
    "without zeros": {"id": "1X"},
    "overlapping": {"id": "01X", "period": "2025"},
    "later": {"period": "2026-Q2"},
}


@pytest.mark.parametrize("register", [REGISTER, None], ids=["register", "none"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("backend", BACKENDS)
def test_figures_say_what_rows_say(
    backend: str, layout: str, register: list[Row] | None, tmp_path: Path
) -> None:
    rules, rows = plan(RULES), LAYOUTS[layout]
    found = figures(rules, BACKENDS[backend](rows, tmp_path), register)
    assert found.apart.tolist() == []
    same(found, rules, rows, register)
    assert found.rows_left_out == naive_figures(rules, rows, register, DAY).rows_left_out


@pytest.mark.parametrize("register", [REGISTER, None], ids=["register", "none"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("twist", TWISTS)
def test_what_is_odd_is_looked_at_by_itself(
    twist: str, layout: str, register: list[Row] | None, tmp_path: Path
) -> None:
    rules = plan(RULES)
    rows = [*LAYOUTS[layout], {**LAYOUTS[layout][-1], **TWISTS[twist]}]
    found = figures(rules, of_polars(rows, tmp_path), register)
    same(found, rules, rows, register)
    assert found.rows_left_out == naive_figures(rules, rows, register, DAY).rows_left_out


PLAIN = ("polars", "pyarrow", "duckdb", "parquet", "csv")


# Two indicators of this layout share a measure: these are relations between rows.
ALONE = [row for row in PAIRED if row["indicator"] == "online_share"]


@pytest.mark.parametrize(
    "rows", [WIDE, ROWED, TIDY, ALONE], ids=["wide", "rowed", "tidy", "paired"]
)
@pytest.mark.parametrize("backend", PLAIN)
def test_plain_tables_are_gone_over_once(backend: str, rows: Sequence[Row], tmp_path: Path) -> None:
    rules = plan(RULES)
    given = BACKENDS[backend](rows, tmp_path)
    found = streamed_figures(asked(rules, REGISTER), given)
    assert found is not None
    same(found, rules, rows, REGISTER)


@pytest.mark.parametrize("backend", PLAIN)
def test_whoever_has_a_row_twice_is_told_in_one_pass(backend: str, tmp_path: Path) -> None:
    rules, rows = plan(RULES), [*ROWED, *ROWED[:1], {**ROWED[3], "total": 13}]
    given = BACKENDS[backend](rows, tmp_path)
    found = streamed_figures(asked(rules, REGISTER), given)
    assert found is not None
    assert [found.kinds.organisations[code] for code in found.apart.tolist()] == ["01X", "CX"]
    same(found, rules, rows, REGISTER)


def test_codes_that_are_too_short_for_one_more_say_who_is_missing() -> None:
    """An id is missing where the dictionary has as many ids as its codes can tell apart."""
    pa = pytest.importorskip("pyarrow")
    names = [f"S{number:03}" for number in range(128)]
    codes = pa.array([*range(128), None], pa.int8())
    ids = pa.DictionaryArray.from_arrays(codes, pa.array(names))
    table = pa.table({"id": ids, "period": ["2025"] * 129, "online": [1] * 129, "total": [2] * 129})
    rules, register = plan(RULES), [{"id": name} for name in names]
    found = figures(rules, table, register)
    assert found.rows_left_out == 1
    assert [problem.code for problem in found.problems] == ["missing-organisation"]
    assert found.sums.sum() == 3 * 128


@pytest.mark.parametrize("last", ["A", "nobody"], ids=["plain", "not plain"])
def test_a_file_of_text_is_opened_once(
    last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    def counted(*given: Any) -> Source:
        opened.append(given)
        return file_source(*given)

    monkeypatch.setattr(read, "file_source", counted)
    path = of_csv([{"id": "A", "period": "2025-Q1", "total": 3},
                   {"id": last, "period": "2025-Q2", "total": 4}], tmp_path)  # fmt: skip
    rules = plan(RULES)
    found = table_figures(asked(rules, [{"id": "A"}]), path)
    assert len(opened) == 1
    assert found.rows_left_out == (last == "nobody")


def test_decimals_are_exact(tmp_path: Path) -> None:
    rules = plan("spending <= 90% by 2025")
    path = tmp_path / "money.csv"
    path.write_text(
        "id,period,spent,budget\nA,2025,0.1,1\nB,2025,0.2,1.25\nC,2025,,1.125\n", encoding="utf-8"
    )
    found = figures(rules, path, None)
    sums = {
        point.measure: Fraction(int(found.sums[0, position]), found.scales[point.measure])
        for position, point in enumerate(found.points)
    }
    assert sums == {"spent": Fraction(3, 10), "budget": Fraction(27, 8)}


@pytest.mark.parametrize("backend", ["polars", "pyarrow", "pandas", "parquet"])
def test_huge_counts_do_not_wrap(backend: str, tmp_path: Path) -> None:
    rules, huge = plan("room_count >= 1 by 2025"), 4 * 10**18
    rows = [{"id": name, "period": "2025", "rooms": huge + at} for at, name in enumerate("ABCDE")]
    found = figures(rules, BACKENDS[backend](rows, tmp_path), None)
    assert found.sums.tolist() == [[5 * huge + 10]]
    codes = np.arange(5)
    assert found.values(codes, codes * 0).tolist() == [huge + at for at in range(5)]


@pytest.mark.parametrize("backend", BACKENDS)
def test_who_breaks_a_relation_is_looked_at_by_itself(backend: str, tmp_path: Path) -> None:
    rules = plan(
        "online_share >= 5% by 2025\n"
        "check recorded <= pupils\ncheck 2 * rooms <= devices + 3\ncheck online + recorded < 100\n"
    )
    rows = [
        {"id": "A", "period": "2025", "online": 5, "total": 4, "recorded": 1, "pupils": 2},
        {"id": "B", "period": "2025", "online": 5, "total": 5, "recorded": 3, "pupils": 2},
        {"id": "C", "period": "2025", "rooms": 3, "devices": 2},
        {"id": "D", "period": "2025", "online": 60, "total": 70, "recorded": 40},
        {"id": "E", "period": "2025", "online": 60, "total": 70, "recorded": 39, "pupils": 39},
        {"id": "F", "period": "2025", "rooms": 3, "devices": 3},
        {"id": "G", "period": "2025", "rooms": 3},
    ]
    register = [{"id": name} for name in "ABCDEFG"]
    found = figures(rules, BACKENDS[backend](rows, tmp_path), register)
    assert [found.kinds.organisations[code] for code in found.apart.tolist()] == list("ABCD")
    same(found, rules, rows, register)
    tidy = [
        {"id": row["id"], "period": row["period"], "measure": name, "value": value}
        for row in rows
        for name, value in row.items()
        if name not in {"id", "period"}
    ]
    found = figures(rules, BACKENDS[backend](tidy, tmp_path), register)
    assert [found.kinds.organisations[code] for code in found.apart.tolist()] == list("ABCD")
    same(found, rules, tidy, register)


def test_what_is_odd_in_rows_is_told_by_column(tmp_path: Path) -> None:
    rules = plan(RULES)
    rows = [{**WIDE[0], "online (primary)": 11, "more": "x"}, {**WIDE[2], "period": "2025-Q9"}]
    found = figures(rules, of_polars(rows, tmp_path), REGISTER)
    assert [(each.code, each.cell) for each in found.problems] == [
        ("unknown-column", "more"),
        ("unknown-period", "period"),
        ("numerator-above-denominator", "online (primary)"),
        ("numerator-below-zero", "total (primary)"),
    ]
    assert "total (primary)" in found.problems[2].message()
    assert found.problems[1].params["count"] == 1
