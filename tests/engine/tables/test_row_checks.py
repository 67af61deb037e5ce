"""Every row held against rules, in every library and layout, as plain Python holds it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.engine.tables.errors import TableError
from dxplan.engine.tables.row_checking.row_checks import RowChecks, check_rows
from tests.engine.differential.backends import BACKENDS
from tests.engine.differential.tables import Kind, Layout, Table, Value
from tests.engine.tables.row_oracle import LEFT_OUT, RULES, held

SMALL = st.integers(0, 12)
BOUNDARY = st.sampled_from([1, 2, 4, 5, 20, 29, 50, 80, 100, 29 * 10**16, 10**18])
LARGE = st.sampled_from([2**53 + 1, 2**61, 2**62 + 1, 2**63 - 1, 29 * 10**16 + 1, 10**18 - 1])
WHOLE: st.SearchStrategy[Value] = st.none() | SMALL | BOUNDARY | LARGE
AMOUNT: st.SearchStrategy[Value] = st.none() | st.decimals(0, 50, places=2)
SCHOOLS = st.sampled_from(("S1", "S2", "103"))
PERIODS = st.sampled_from(("2025-Q1", "2025-Q2", "Quý I/2025"))
LEVELS = st.sampled_from(("primary", "lower", "upper"))
OF_LEVELS = ("a", "b", "c")
OF_SCHOOLS = ("rooms", "devices")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A few rows in one of the layouts; rows may stand twice, and numbers be missing."""
    layout: Layout = draw(st.sampled_from(("wide", "tidy", "paired")))
    by_level = draw(st.booleans())
    keys = [SCHOOLS, PERIODS, *([LEVELS] if by_level else [])]
    columns: dict[str, Kind] = {"id": "text", "period": "text"}
    columns |= {"level": "text"} if by_level else {}
    rest: list[st.SearchStrategy[Value]]
    measures = OF_LEVELS if by_level else OF_SCHOOLS
    if layout == "tidy":
        columns |= {"measure": "text", "value": "whole"}
        rest = [st.sampled_from(measures), WHOLE]
    elif layout == "paired":
        columns |= {"indicator": "text", "numerator": "whole", "denominator": "whole"}
        rest = [st.sampled_from(("s", "t") if by_level else ("e",)), WHOLE, WHOLE]
    else:
        names = draw(st.lists(st.sampled_from(measures), min_size=1, unique=True))
        columns |= dict.fromkeys(names, "whole")
        rest = [WHOLE for _ in names]
        if not by_level and draw(st.booleans()):
            columns["spent"] = "decimal"
            rest.append(AMOUNT)
    # A column of a CSV file where nothing is filled in says nothing of what it holds.
    filled = st.tuples(*keys, *(each.map(_filled) for each in rest))
    rows = [draw(filled), *draw(st.lists(st.tuples(*keys, *rest), max_size=7))]
    return Table(layout, columns, tuple(rows))


def _filled(value: Value) -> Value:
    return 0 if value is None else value


def rows_of(frame: Any) -> Counter[tuple[Value, ...]]:
    """The rows of a table of any library."""
    import narwhals as nw

    found = nw.from_native(frame).lazy().collect("pyarrow")
    return Counter(tuple(row.values()) for row in found.iter_rows(named=True))


def counts_of(found: RowChecks) -> dict[str, Counter[str]]:
    """By rule, what there is more than none of."""
    return {
        each.rule: +Counter(kept=each.kept, failing=each.failing, incomparable=each.incomparable)
        for each in found
    }


@pytest.mark.parametrize("backend", BACKENDS)
@given(table=tables())
@settings(max_examples=8)
def test_every_library_holds_rows_as_plain_python_does(
    backend: str, table: Table, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = check_rows(RULES, BACKENDS[backend](table, tmp_path_factory.mktemp("rows")))
    counts, failing = held(table)
    assert counts_of(found) == {name: +each for name, each in counts.items()}
    assert found.left_out == LEFT_OUT
    every = Counter({(*row, name): n for name, rows in failing.items() for row, n in rows.items()})
    assert rows_of(found.failing()) == every
    name = next((name for name, rows in failing.items() if rows), "inside")
    assert rows_of(found.failing(name)) == failing[name]


# --- what may go wrong ----------------------------------------------------------------------------


def frame(**columns: list[Any]) -> Any:
    """A frame with a row of a school for what is given."""
    import polars

    size = len(next(iter(columns.values())))
    keys = {"id": [f"S{n}" for n in range(size)], "period": ["2025"] * size}
    return polars.DataFrame({**keys, **columns}, strict=False)


@pytest.mark.parametrize(
    ("columns", "code", "column"),
    [
        ({"rooms": ["1"]}, "column-not-numbers", "rooms"),
        ({"rooms": [True]}, "column-not-numbers", "rooms"),
        ({"rooms": [1.5]}, "column-not-whole", "rooms"),
        ({"rooms": [float("nan")]}, "column-holds-nan", "rooms"),
        ({"other": [1]}, "no-measure-column", ""),
        ({"rooms": []}, "empty-table", ""),
    ],
)
def test_a_table_that_cannot_be_read(columns: dict[str, Any], code: str, column: str) -> None:
    with pytest.raises(TableError) as caught:
        check_rows(RULES, frame(**columns))
    assert (caught.value.problem.code, caught.value.problem.cell) == (code, column)


def test_a_lazy_table_whose_file_vanished(tmp_path: Path) -> None:
    import polars

    path = tmp_path / "rows.parquet"
    frame(rooms=[3]).write_parquet(path)
    lazy = polars.scan_parquet(path)
    path.unlink()
    with pytest.raises(TableError) as caught:
        check_rows(RULES, lazy)
    assert caught.value.problem.code == "unreadable-table"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("insid", "no rule 'insid' that rows can be held against; did you mean 'inside'?"),
        ("xyz", "no rule 'xyz' that rows can be held against"),
        ("w.by.2025", "'w.by.2025' is a rule that no single row can be held against"),
    ],
)
def test_a_rule_that_is_not_there(rule: str, said: str) -> None:
    found = check_rows(RULES, frame(rooms=[3]))
    with pytest.raises(LookupError) as caught:
        found.failing(rule)
    assert caught.value.args == (said,)


NAMES = ("o", "i", "j", "t0", "v0", "q0", "kept", "can", "large", "rule", "Rule_", "dxplan_o")


@pytest.mark.parametrize(
    "backend", ["polars", "lazy polars", "pandas", "pyarrow", "duckdb", "ibis"]
)
def test_columns_of_the_table_keep_their_names_and_values(backend: str, tmp_path: Path) -> None:
    columns: dict[str, Kind] = {"id": "text", "period": "text", "rooms": "whole"}
    columns |= dict.fromkeys(NAMES, "text")
    rows = tuple((f"S{n}", "2025", n, *NAMES) for n in (3, 4))
    found = check_rows(RULES, BACKENDS[backend](Table("wide", columns, rows), tmp_path))
    assert rows_of(found.failing("r.by.2025.exactly")) == Counter([rows[1]])
    named = (*rows[1], "r.by.2025.exactly")
    assert rows_of(found.failing())[named] == 1


def test_rows_that_are_held_against_nothing_are_told() -> None:
    import polars

    given = polars.DataFrame(
        {
            "id": ["S1", "S2", "", "Tổng cộng", "S3"],
            "period": ["2025", "spring", "2025", "2025", "2025"],
            "level": ["primary", "primary", "primary", "primary", "kindergarten"],
            "a": [1, 1, 1, 1, 1],
            "b": [2, 2, 2, 2, 2],
        }
    )
    found = check_rows(RULES, given)
    assert counts_of(found)["inside"] == Counter(kept=1)
    told = {problem.code: problem.params["count"] for problem in found.problems}
    assert told == {
        "missing-organisation": 1, "total-row": 1, "unknown-period": 1, "unknown-member": 1
    }  # fmt: skip


def test_an_eager_frame_comes_back_eager_and_a_lazy_one_lazy() -> None:
    import polars

    given = frame(rooms=[3, 4])
    assert isinstance(check_rows(RULES, given).failing(), polars.DataFrame)
    assert isinstance(check_rows(RULES, given.lazy()).failing(), polars.LazyFrame)


@pytest.mark.parametrize("backend", ["polars", "pyarrow", "duckdb"])
def test_a_row_that_is_large_beside_other_rules_fails_once(backend: str, tmp_path: Path) -> None:
    texts = {"id": "text", "period": "text", "level": "text"}
    row = ("S1", "2025-Q1", "primary", 0, 290_000_000_000_000_000, None)
    table = Table("wide", {**texts, "a": "whole", "b": "whole", "c": "whole"}, (row,))
    found = check_rows(RULES, BACKENDS[backend](table, tmp_path))
    assert rows_of(found.failing("s.primary.by.2025")) == Counter({row: 1})
