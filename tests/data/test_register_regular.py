"""A register understood column by column says what the reading of its rows says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from dxplan.data.lexicon import lexicon
from dxplan.data.observations import Organisation
from dxplan.data.odd_ids import nearly_the_same
from dxplan.data.problems import Problem
from dxplan.data.register import Register, register_from_tables, rows_from_tables
from dxplan.data.register_columns import RegisterColumns
from dxplan.data.register_rows import by_id
from dxplan.data.tables import Merge, Table
from tests.data.conftest import PLAN

Rows = Sequence[tuple[Any, ...]]


def _table(rows: Rows, merged: tuple[Merge, ...] = ()) -> Table:
    return Table("register.csv", "", tuple(rows), 3, 2, merged)


def _read(table: Table) -> tuple[Register | None, list[Problem]]:
    return register_from_tables("register.csv", [table], [], lexicon(PLAN))


def _by_rows(table: Table) -> tuple[Register | None, list[Problem]]:
    found, problems = rows_from_tables("register.csv", [table], [], lexicon(PLAN))
    register = by_id(found, problems)
    problems.extend(nearly_the_same((name, each.place) for name, each in register.items()))
    return (None if any(each.fatal for each in problems) else register), problems


def _listed(register: Register | None) -> list[tuple[str, Organisation, str]] | None:
    if register is None:
        return None
    return [(name, each, str(each.place)) for name, each in register.items()]


HEADERS = (
    ("id", "name", "Tỉnh", "district", "level"),
    ("Mã trường", "Tên trường", "Huyện", "Huyện cũ", "Cấp học", "since", "until"),
    ("STT", "id", "name", "level", "learners[TH]", "Số cán bộ", "Kinh phí (triệu đồng)"),
    ("id", "", "district", "cụm", "has_website", "dti_rank", "Họ tên hiệu trưởng"),
    ("id", "Số người học", "Độ mật", "Loại đơn vị", "Tổng số cán bộ", "staf", "since"),
)
IDS = ("TH01", "TH02", "th02", "TH-3", "TH3", "s1", "S2", "0123", "123", "7", "signed1", "A.5", "",
       "Ghi chú", "12.0", "Tổng cộng", "trường 9", "id", 7, None, "-4", "QY-1", "qi1")  # fmt: skip
REGULAR = st.lists(st.integers(10, 999).map(str), min_size=1, max_size=8, unique=True)
FITTING = {
    "name": ("Trường A", " Trường  B ", "-", "", None),
    "Tỉnh": ("Bình Định", "Gia Lai", "52", ""),
    "level": ("TH", "TH;THCS", "primary", ""),
    "Độ mật": ("mật", ""),
    "Loại đơn vị": ("cấp phòng", ""),
    "since": ("2024", "1/7/2023", date(2024, 1, 1), ""),
    "until": ("2025-06-30", "2025", None),
    "Kinh phí (triệu đồng)": ("1,5", "7", Decimal("1.25"), "-", ""),
    "has_website": ("có", "x", "0", True, 1, ""),
    "dti_rank": ("1", "12", ""),
}
NUMBERS = ("0", "12", 12, "412", "", None)
PLACES = ("Quy Nhơn", " Quy  Nhơn", "An Nhơn", 7, "", None)
SAME = {"Tên trường": "name", "Cấp học": "level", "learners[TH]": "number",
        "Số người học": "number", "Số cán bộ": "number"}  # fmt: skip
ODD = ("lớp 1", "nhiều", "-3", "Tổng cộng", "#REF!", "=A1", True, 45292, Decimal("1.0"), "2020",
       "1.265", date(2024, 1, 1), datetime(2024, 1, 1), "n/a", "x", 1.5, "12.5%")  # fmt: skip
ODDITIES = st.sampled_from((*ODD, *IDS))


def _fitting(heading: str) -> tuple[object, ...]:
    name = SAME.get(heading, heading)
    return NUMBERS if name == "number" else FITTING.get(name, PLACES)


@st.composite
def registers(draw: st.DrawFn) -> Table:
    """Registers, about half of them without anything odd."""
    header = draw(st.sampled_from(HEADERS))
    ids = draw(st.one_of(REGULAR, REGULAR, st.lists(st.sampled_from(IDS), max_size=6)))
    key = next(at for at, text in enumerate(header) if text in ("id", "Mã trường"))
    fitting = [st.sampled_from(_fitting(text)) for text in header]
    rows = [list(draw(st.tuples(*fitting))) for _ in ids]
    for row, name in zip(rows, ids, strict=True):
        row[key] = name
    if rows and draw(st.booleans()):
        draw(st.sampled_from(rows))[draw(st.integers(0, len(header) - 1))] = draw(ODDITIES)
    ends = draw(st.lists(st.sampled_from((99, 99, 3)), min_size=len(rows), max_size=len(rows)))
    above = draw(st.sampled_from(((), (("DANH SÁCH TRƯỜNG",),))))
    return _table([*above, header, *(tuple(row[:e]) for row, e in zip(rows, ends, strict=True))])


@given(registers())
def test_columns_say_what_rows_say(table: Table) -> None:
    register, problems = _read(table)
    expected, told = _by_rows(table)
    event(type(register).__name__)
    assert problems == told
    assert _listed(register) == _listed(expected)
    assert register == expected


REGISTER = (
    ("id", "name", "district", "level", "since", "until", "learners[TH]"),
    ("TH01", "Trường Một", "Quy Nhơn", "TH", "2020", "", "412"),
    ("TH02", "", "Quy Nhơn", "TH;THCS", "", "2025", ""),
    ("s3", " Trường  Ba ", "An Nhơn", "TH", "2020", "", "1265"),
)


def test_a_register_without_anything_odd_is_kept_as_columns() -> None:
    register, problems = _read(_table(REGISTER))
    assert isinstance(register, RegisterColumns)
    assert problems == []
    assert _listed(register) == _listed(_by_rows(_table(REGISTER))[0])
    assert register.alike == [0, 1, 2]
    assert [str(each.place) for each in register.values()] == [
        f"register.csv:B{row}" for row in (4, 5, 6)
    ]


def _with(row: int, column: int, raw: object) -> Table:
    rows = [list(each) for each in REGISTER]
    rows[row][column] = raw
    return _table([tuple(each) for each in rows])


@pytest.mark.parametrize(
    "table",
    [
        _with(1, 0, "TH02"),
        _with(1, 0, "th-02"),
        _with(2, 0, "Ghi chú"),
        _with(2, 0, ""),
        _with(2, 0, 12),
        _with(3, 0, "signed3"),
        _with(3, 0, "Т01"),
        _with(2, 1, "Tổng cộng"),
        _with(2, 3, "lớp 1"),
        _with(2, 4, "hôm qua"),
        _with(2, 4, "2026"),
        _with(2, 4, 45292),
        _with(2, 2, True),
        _with(2, 6, "nhiều"),
        _with(2, 6, "-1"),
        _table(REGISTER, ((1, 6, 2, 6),)),
        _table((*REGISTER, REGISTER[0])),
        _table((*REGISTER, ())),
        _table((*REGISTER, ("", "Người lập biểu"))),
    ],
    ids=range(19),
)
def test_whatever_is_odd_is_left_to_the_reading_of_rows(table: Table) -> None:
    register, problems = _read(table)
    expected, told = _by_rows(table)
    assert not isinstance(register, RegisterColumns)
    assert problems == told
    assert _listed(register) == _listed(expected)


def test_what_is_said_of_headings_is_said_all_the_same() -> None:
    rows = [(*REGISTER[0], "staf"), *((*row, "x") for row in REGISTER[1:])]
    register, problems = _read(_table(rows))
    assert isinstance(register, RegisterColumns)
    assert [(each.code, each.cell) for each in problems] == [("taken-for-a-group", "I3")]
    assert problems == _by_rows(_table(rows))[1]


def test_texts_merged_downwards_stand_in_every_row() -> None:
    rows = [*REGISTER[:2], (*REGISTER[2][:2], None, *REGISTER[2][3:]), REGISTER[3]]
    register, _ = _read(_table(rows, ((1, 2, 2, 2),)))
    assert isinstance(register, RegisterColumns)
    assert register["TH02"].parents == {"district": "Quy Nhơn"}


def test_sheets_beside_one_another_are_read_row_by_row() -> None:
    first = _table(REGISTER)
    second = _table((REGISTER[0], ("TH09", "", "", "", "", "", "")))
    register, problems = register_from_tables("r", [first, second], [], lexicon(PLAN))
    assert (list(register or ()), problems) == (["TH01", "TH02", "s3", "TH09"], [])
    assert not isinstance(register, RegisterColumns)
