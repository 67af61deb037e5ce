"""Numbers that are drawn keep every inequality, and parts of a sum come to it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.aiming.errors import Empty
from dxplan.aiming.inequalities import (
    SPREAD,
    Choose,
    Inequality,
    can_draw,
    equal,
    inequality,
    least,
    ordered,
)
from dxplan.aiming.splitting import divided

NAMES = ("a", "b", "c", "d")


def choices(draw: st.DrawFn) -> Choose:
    return lambda low, high: draw(st.integers(low, high))


@st.composite
def parts_and_wholes(draw: st.DrawFn) -> list[Inequality]:
    """What reports keep: nothing below 0, some parts not above their wholes."""
    found = [inequality({name: 1}) for name in NAMES]
    for _ in range(draw(st.integers(0, 3))):
        part, whole = draw(st.permutations(NAMES))[:2]
        found.append(inequality({whole: 1, part: -1}))
    if draw(st.booleans()):
        first, second, whole = draw(st.permutations(NAMES))[:3]
        found.append(inequality({whole: 1, first: -1, second: -1}))
    return found


def holds(each: Inequality, values: dict[str, int]) -> bool:
    return each.constant + sum(factor * values[name] for name, factor in each.terms) >= 0


@given(data=st.data(), rules=parts_and_wholes(), names=st.permutations(NAMES))
def test_what_is_drawn_in_any_order_keeps_every_inequality(
    data: st.DataObject, rules: list[Inequality], names: list[str]
) -> None:
    values = ordered(names, rules).draw(choices(data.draw))
    assert set(values) == set(NAMES)
    assert [each for each in rules if not holds(each, values)] == []


@given(data=st.data(), rules=parts_and_wholes(), count=st.integers(1, 4))
def test_parts_of_a_sum_come_to_it_and_each_keeps_every_inequality(
    data: st.DataObject, rules: list[Inequality], count: int
) -> None:
    total = ordered(NAMES, rules).draw(choices(data.draw))
    parts = divided(total, count, NAMES, rules, choices(data.draw))
    assert len(parts) == count
    assert {name: sum(part[name] for part in parts) for name in NAMES} == total
    assert [each for part in parts for each in rules if not holds(each, part)] == []


@given(data=st.data(), percent=st.fractions(0, 1, max_denominator=60))
def test_the_line_is_reached_by_whole_numbers(data: st.DataObject, percent: Fraction) -> None:
    line = equal({"part": 1, "whole": -percent})
    stride = equal({"whole": 1, "times": -percent.denominator})
    limits = [inequality({"part": 1}), inequality({"times": 1}, -1)]
    values = ordered(["times", "whole", "part"], [*line, *stride, *limits]).draw(choices(data.draw))
    assert Fraction(values["part"], values["whole"]) == percent


def test_what_nothing_bounds_goes_up_to_the_spread() -> None:
    greatest = ordered(["a"], [inequality({"a": 1}, -5)])
    assert greatest.draw(lambda low, high: high) == {"a": 5 + SPREAD}
    assert greatest.draw(least) == {"a": 5}


@pytest.mark.parametrize(
    "rules",
    [
        [inequality({"a": 1}), inequality({"a": -1}, -1)],
        [inequality({"a": 2}, -1), inequality({"a": -2}, 1), inequality({"a": 1})],
        [inequality({}, -1), inequality({"a": 1})],
    ],
    ids=["contradiction", "no whole number", "never"],
)
def test_where_there_are_no_numbers_that_is_said(rules: list[Inequality]) -> None:
    with pytest.raises(Empty):
        ordered(["a"], rules).draw(least)


def test_what_is_given_must_keep_its_own_inequalities() -> None:
    of_given = ordered(["a"], [inequality({"a": 1}), inequality({"b": 1, "a": -1}, -3)])
    assert of_given.draw(least, {"b": 3}) == {"a": 0}
    with pytest.raises(Empty):
        of_given.draw(least, {"b": 2})


FACTORS = st.tuples(st.sampled_from((2, 3, 5)), st.sampled_from((1, 7)), st.integers(1, 3))


@given(low=FACTORS, high=FACTORS)
def test_whatever_is_drawn_first_leaves_a_whole_number_for_the_second(
    low: tuple[int, int, int], high: tuple[int, int, int]
) -> None:
    """With factors other than 1 there may be room between two bounds, and no whole number."""
    rules = [
        *(inequality({"a": 1}), inequality({"a": -1}, 12)),
        inequality({"b": low[0], "a": -low[1]}, low[2]),
        inequality({"b": -high[0], "a": high[1]}, high[2]),
    ]
    system = ordered(["a", "b"], rules)
    for first in range(13) if can_draw(system.draw) else ():
        values = system.draw(lambda least, most, first=first: max(least, min(most, first)))
        assert [each for each in rules if not holds(each, values)] == []


def test_room_without_a_whole_number_is_seen_before_it_is_too_late() -> None:
    """From a third to half of 1 there is none."""
    part = [inequality({"part": 3, "whole": -1}), inequality({"part": -2, "whole": 1})]
    system = ordered(["whole", "part"], [inequality({"whole": 1}, -1), *part])
    assert system.draw(least) == {"whole": 2, "part": 1}
    assert system.draw(lambda low, high: low + 5) == {"whole": 7, "part": 3}
