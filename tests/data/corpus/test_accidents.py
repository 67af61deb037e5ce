"""Accidents at random places of a clean form: no verdict changes without a problem being told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.corpus.forms import KEYS, Sheet, clean, write_xlsx
from tests.data.corpus.outcomes import Outcome, outcome

Accident: TypeAlias = Callable[[Sheet], None]
ROWS, COLUMNS = st.integers(1, 6), st.integers(KEYS, 12)

# What a number turns into when it is typed, pasted or exported carelessly.
SLIPS: tuple[Callable[[Any], object], ...] = (
    lambda raw: f"{raw} ",
    lambda raw: f"\u00a0{raw}",
    lambda raw: f"'{raw}",
    lambda raw: f"{raw},0",
    lambda raw: f"{raw}.000",
    lambda raw: f"{raw}%",
    lambda raw: f"{raw} em",
    lambda raw: f"~{raw}",
    lambda raw: f"{raw}/2",
    lambda raw: f"1.{str(raw).zfill(3)[:3]}",
    lambda raw: f"-{raw}0",
    lambda raw: "#VALUE!",
    lambda raw: "=A1",
    lambda raw: "không",
    lambda raw: "x2",
    lambda raw: 0.3333333333333333,
    lambda raw: True,
)
# What may stand in a row that is no row of data.
LINES = (
    ["II", None, "Huyện Phù Cát"], ["Ghi chú: không có"], [None, "Người lập biểu"], ["Cộng"],
    [None, None, "Tổng cộng", None, 1], [None, None, None, None, 7], ["(Tiếp theo)"], [None],
    [7, "0101"], [7, None, "Trường số 7", "năm 2024", 1], ["STT", "Mã trường", "Tên", "Kỳ"],
)  # fmt: skip


# A yes for a no is another answer, which nobody can tell from the right one.
ANSWERS = ("không", True)


def _slip(row: int, column: int, slip: Callable[[Any], object]) -> Accident:
    def happen(s: Sheet) -> None:
        if column < len(s.rows[row]):
            raw = s.rows[row][column]
            changed = slip(raw)
            if isinstance(raw, int) or changed not in ANSWERS:
                s.rows[row][column] = changed

    return happen


def _line(row: int, line: list[object]) -> Accident:
    return lambda s: s.insert(row, line)


def _again(row: int, other: int) -> Accident:
    return lambda s: s.insert(other, list(s.rows[row]))


def _merged(row: int, column: int, down: int, across: int) -> Accident:
    def happen(s: Sheet) -> None:
        bottom, right = min(row + down, 6), min(column + across, 12)
        written = column < len(s.rows[row]) and s.rows[row][column] is not None
        if written and (bottom, right) != (row, column):
            s.merges.append((row, column, bottom, right))

    return happen


def _heading(column: int, text: str) -> Accident:
    def happen(s: Sheet) -> None:
        s.rows[0][column] = text.format(s.rows[0][column])

    return happen


ACCIDENTS = st.one_of(
    st.builds(_slip, ROWS, COLUMNS, st.sampled_from(SLIPS)),
    st.builds(_line, st.integers(1, 7), st.sampled_from(LINES)),
    st.builds(_again, ROWS, ROWS),
    st.builds(_merged, ROWS, COLUMNS, st.integers(0, 2), st.integers(0, 2)),
    st.builds(
        _heading,
        COLUMNS,
        st.sampled_from(["{} ", "{} (%)", "{} (tỷ đồng)", "{} (lớp 5)", "{} cũ", "", "Số HS nữ"]),
    ),
)


def _outcome(sheet: Sheet) -> Outcome:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_xlsx({"S": sheet}, folder / "a.xlsx")
        return outcome([folder / "a.xlsx"], folder)


@settings(max_examples=60)
@given(st.integers(0, 3), st.lists(ACCIDENTS, min_size=1, max_size=2))
def test_an_accident_is_told_or_changes_no_verdict(seed: int, accidents: list[Accident]) -> None:
    sheet = clean(seed)
    for accident in accidents:
        accident(sheet)
    before, after = _outcome(clean(seed)), _outcome(sheet)
    assert after.problems or (after.numbers, after.verdicts) == (before.numbers, before.verdicts)
