"""Kinds of a register as columns are those of its organisations one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.lexicon import lexicon
from dxplan.data.observations import Organisation
from dxplan.data.register import register_from_tables
from dxplan.data.register_columns import RegisterColumns
from dxplan.data.tables import Table
from dxplan.engine.tables.kinds import Kinds, everybody_alike, kinds_of
from tests.data.conftest import PLAN

HEADER = ("id", "name", "district", "Huyện cũ", "level", "since", "Số cán bộ", "Kinh phí")
CELLS = (
    st.sampled_from(("A", "B", "")),
    st.sampled_from(("Quy Nhơn", " Quy  Nhơn ", "An Nhơn", "")),
    st.sampled_from(("Tuy Phước", "")),
    st.sampled_from(("TH", "primary", "THCS; TH", "")),
    st.sampled_from(("2024", "1/1/2024", "")),
    st.sampled_from(("5", "6", "", "-")),
    st.sampled_from(("1", "")),
)
IDS = st.lists(st.integers(10, 999).map("t{}".format), min_size=1, max_size=12, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = [(name, *draw(st.tuples(*CELLS))) for name in draw(IDS)]
    return Table("register.csv", "", (HEADER, *rows))


def _said(kinds: Kinds) -> tuple[object, ...]:
    return (
        kinds.organisations,
        kinds.of.tolist(),
        kinds.examples,
        kinds.sizes.tolist(),
        kinds.registered,
    )


@given(tables())
def test_columns_give_the_kinds_of_their_organisations(table: Table) -> None:
    register, _ = register_from_tables("register.csv", [table], [], lexicon(PLAN))
    assert isinstance(register, RegisterColumns)
    assert _said(kinds_of(register)) == _said(kinds_of(dict(register)))


@pytest.mark.parametrize("names", [(), ("b",), ("b", "a", "b")])
def test_those_of_whom_nothing_is_known_are_of_one_kind(names: tuple[str, ...]) -> None:
    one_by_one = kinds_of({name: Organisation(name) for name in names})
    assert _said(everybody_alike(names)) == _said(one_by_one)


def test_cells_that_come_to_the_same_are_of_one_kind() -> None:
    rows = (("id", "district"), ("t2", "Quy Nhơn"), ("t3", "An Nhơn"), ("t1", " Quy  Nhơn "))
    table = Table("register.csv", "", rows)
    register, _ = register_from_tables("register.csv", [table], [], lexicon(PLAN))
    assert register is not None
    kinds = kinds_of(register)
    assert kinds.organisations == ("t1", "t2", "t3")
    assert (kinds.of.tolist(), kinds.sizes.tolist()) == ([0, 0, 1], [2, 1])
    assert [each.parents["district"] for each in kinds.examples] == ["Quy Nhơn", "An Nhơn"]
