"""Values are shown as attrs shows them."""

from __future__ import annotations

from typing import Any

import attrs

from dxplan.plan.model import Sum
from dxplan.shown import Shown
from dxplan.values.periods import year


def fields() -> dict[str, Any]:
    return {
        "name": attrs.field(),
        "_inner": attrs.field(default=(1, None)),
        "hidden": attrs.field(default=0, repr=False),
        "short": attrs.field(default="abc", repr=lambda text: text[:1]),
        "later": attrs.field(init=False),
    }


def test_every_kind_of_field_is_shown_as_attrs_shows_it() -> None:
    theirs = attrs.make_class("Value", fields())
    ours = attrs.make_class("Value", fields(), bases=(Shown,), repr=False)
    assert repr(ours("x")) == repr(theirs("x"))
    assert repr(ours("x")) == "Value(name='x', _inner=(1, None), short=a, later=NOTHING)"


def test_a_class_inside_a_function_is_shown_by_its_own_name() -> None:
    @attrs.frozen(repr=False)
    class Inner(Shown):
        number: int

    assert repr(Inner(7)) == "Inner(number=7)"


def test_values_of_plans_show_what_they_hold() -> None:
    assert repr(year(2024)) == (
        "Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31))"
    )
    assert repr(Sum(())) == "Sum(terms=(), constant=Fraction(0, 1))"
