"""Dimensions as trees, and scopes as one member a dimension."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.source import Span, source_from_text
from dxplan.values.scopes import Dimension, Member, Scope

LEVEL = Dimension(
    "level",
    members=(
        Member("level", "primary"),
        Member("level", "secondary"),
        Member("level", "lower_secondary", parent="secondary"),
        Member("level", "grade_6", parent="lower_secondary"),
    ),
)


@st.composite
def trees(draw: st.DrawFn) -> Dimension:
    """A dimension whose members each are at the top or part of an earlier one."""
    count = draw(st.integers(1, 8))
    parents = [draw(st.none() | st.integers(0, i - 1)) if i else None for i in range(count)]
    members = tuple(
        Member("d", f"m{i}", parent=None if parent is None else f"m{parent}")
        for i, parent in enumerate(parents)
    )
    return Dimension("d", members=members)


def test_a_member_is_found_by_its_name() -> None:
    assert LEVEL.member("secondary") == Member("level", "secondary")


def test_a_member_that_is_not_there_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError, match="tertiary"):
        LEVEL.member("tertiary")


def test_a_part_of_a_part_lies_within_the_whole() -> None:
    assert LEVEL.within("grade_6", "secondary")
    assert LEVEL.within("grade_6", "grade_6")
    assert not LEVEL.within("secondary", "grade_6")
    assert not LEVEL.within("primary", "secondary")


@given(dimension=trees())
def test_lying_within_is_an_order(dimension: Dimension) -> None:
    names = [member.name for member in dimension.members]
    within = {(a, b) for a in names for b in names if dimension.within(a, b)}
    assert {(a, a) for a in names} <= within
    assert all(a == b for a, b in within if (b, a) in within)
    assert {(a, d) for a, b in within for c, d in within if b == c} <= within
    assert {(m.name, m.parent) for m in dimension.members if m.parent is not None} <= within


def test_a_scope_is_the_same_whatever_the_order_in_which_it_is_given() -> None:
    one = Scope({"tier": "school", "level": "primary"})
    other = Scope({"level": "primary", "tier": "school"})
    assert one == other
    assert hash(one) == hash(other)
    assert list(one) == list(other) == [("level", "primary"), ("tier", "school")]
    assert one != Scope({"level": "primary"})


def test_scopes_of_other_members_are_spread_over_a_table() -> None:
    scopes = [Scope({"level": member.name}) for member in LEVEL.members]
    assert len({hash(scope) for scope in scopes}) > 1


def test_a_scope_without_members_restricts_nothing() -> None:
    assert list(Scope()) == []
    assert Scope() == Scope({})
    assert len({Scope(), Scope({}), Scope({"level": "primary"})}) == 2


def test_a_place_in_a_file_takes_no_part_in_equality() -> None:
    span = Span(source_from_text("primary"), 0, 7)
    assert Member("level", "primary", span=span) == Member("level", "primary")
    assert Dimension("level", span=span) == Dimension("level")
