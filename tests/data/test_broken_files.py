"""Nothing that stands in a file raises: it is read, or told."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from dxplan.data.observations import Observations
from dxplan.data.reading import read_observations
from dxplan.messages import LANGUAGES
from dxplan.plan.model import Fact, Indicator, Measure, Plan, Sum
from dxplan.values.scopes import Dimension, Member

PLAN = Plan(
    "small",
    dimensions={"level": Dimension("level", members=(Member("level", "primary", "tiểu học"),))},
    measures={
        "a": Measure("a", dimensions=("level",), flow=True),
        "b": Measure("b", dimensions=("level",)),
        "f": Measure("f", kind="flag"),
    },
    indicators={"s": Indicator("s", "share", Sum(((1, "a", None),)), Sum(((1, "b", None),)))},  # type: ignore[arg-type]
    facts={"live": Fact("live")},
)
_HEADINGS = """
    id school period kỳ level a b[primary] f s measure value task date since name Tổng Ða a[x]
"""
_CELLS = """
    s1 0123 123.0 2024 Q2/2024 31/5/2024 primary 5 -5 1.265 12,5 x có - 87,5% a live =1/0 ; "
"""


def _read(data: bytes, suffix: str) -> Observations:
    """Data, register and event list all from the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        found = read_observations(PLAN, [path], register=path, events=path)
        for problem in found.problems:
            for language in LANGUAGES:
                assert problem.message(language)
                assert problem.help(language)
        return found


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_as_csv(data: bytes) -> None:
    assert _read(data, ".csv").problems != ()


@given(
    st.lists(
        st.sampled_from([*_HEADINGS.split(), "Họ và tên", "Ngày sinh", ""]), min_size=1, max_size=6
    ),
    st.lists(st.lists(st.sampled_from([*_CELLS.split(), "", "9" * 5000, "Tổng cộng"]), max_size=7)),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_cells_under_any_headings(
    headings: list[str], rows: list[list[str]], delimiter: str
) -> None:
    text = "\n".join(delimiter.join(row) for row in [headings, *rows])
    found = _read(text.encode(), ".csv")
    assert all(cell.value >= 0 for cell in found.cells)


def _workbook() -> bytes:
    workbook = Workbook()
    for row in (["id", "period", "a", "b"], ["s1", 2024, 5, 6], ["s2", "2024-Q1", 1.5, "=1+1"]):
        workbook.worksheets[0].append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


_WORKBOOK = _workbook()


@given(st.integers(0, len(_WORKBOOK) - 1), st.binary(min_size=1, max_size=20))
def test_any_damage_to_a_workbook(at: int, damage: bytes) -> None:
    _read(_WORKBOOK[:at] + damage + _WORKBOOK[at + len(damage) :], ".xlsx")


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsm", ".XLSX"])
def test_a_workbook_under_another_name(suffix: str) -> None:
    found = _read(_WORKBOOK, suffix)
    assert found.problems != ()
