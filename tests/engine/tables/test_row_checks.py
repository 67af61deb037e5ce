"""Every row held against rules, in every library and layout, as plain Python holds it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.engine.tables.row_checks import RowChecks, check_rows
from tests.engine.differential.backends import BACKENDS
from tests.engine.differential.tables import Kind, Layout, Table, Value
from tests.engine.tables.row_oracle import LEFT_OUT, RULES, held

SMALL = st.integers(0, 12)
BOUNDARY = st.sampled_from([1, 2, 4, 5, 20, 29, 50, 80, 100, 29 * 10**16, 10**18])
LARGE = st.sampled_from([2**53 + 1, 2**61, 2**62 + 1, 2**63 - 1, 29 * 10**16 + 1, 10**18 - 1])
WHOLE: st.SearchStrategy[int | None] = st.none() | SMALL | BOUNDARY | LARGE
AMOUNT = st.none() | st.decimals(0, 50, places=2)
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
@settings(max_examples=25)
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
