"""Values of the model as plain values, and what a plan means as a hash."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.plan.encoding import canonical, decoded, encoded, meaning
from dxplan.plan.model import Measure, Threshold, Unit
from dxplan.values.calendars import Calendar, Holidays
from dxplan.values.scopes import Member, Scope
from tests.plan.rules import plan_of

RULES = "online_share primary >= 5% by 2025\n    lead so_gddt\ntask t 'T' by 2025\n"


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "đ",
        3,
        Fraction(1, 3),
        date(2024, 2, 29),
        (Fraction(1), (date(2025, 1, 1), None)),
        frozenset({date(2025, 1, 1), date(2024, 1, 1)}),
        Scope({"level": "primary", "tier": "school"}),
        Measure("m", "M", reported_by=(Member("tier", "school"),), highest=Fraction(5, 2)),
        Threshold(">", Fraction(50)),
        Calendar("c", holidays=Holidays(frozenset({date(2025, 1, 1)}), last_year=2025)),
    ],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert decoded(encoded(value)) == value


def test_a_field_that_has_its_default_is_left_out() -> None:
    assert encoded(Unit("u")) == {"type": "Unit", "name": "u"}
    assert encoded(Unit("u", note="n"), {"note"}) == {"type": "Unit", "name": "u"}


def test_plain_values_are_one_text_in_whatever_order() -> None:
    assert canonical({"b": [1, "đ"], "a": None}) == '{"a":null,"b":[1,"đ"]}'


@pytest.mark.parametrize(
    ("value", "error"),
    [({"type": "Nothing"}, KeyError), ({"number": "x"}, ValueError), ({"day": 1}, TypeError),
     ({"type": "Unit"}, TypeError), ({"type": "Unit", "name": "u", "x": 1}, TypeError)],
)  # fmt: skip
def test_what_is_no_encoded_value_raises(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        decoded(value)


def test_words_and_order_are_no_part_of_the_meaning() -> None:
    plan = plan_of('online_share primary >= 5% by 2025\ntask t "T" by 2025')
    same = plan_of(
        'task t "other" đến năm 2025\nonline_share tiểu_học đạt 5% by 2025\n    note "n"'
    )
    assert meaning(plan) == meaning(same)
    assert meaning(plan) == meaning(attrs.evolve(plan, title="P", language="vi"))


@pytest.mark.parametrize(
    "other",
    ["online_share primary >= 6% by 2025", "online_share primary > 5% by 2025",
     "online_share primary >= 5% by 2026", "online_share primary >= 5% by 2025\n    lead so_gddt",
     "online_share primary >= 5% by 2025\nunit so_x"],
)  # fmt: skip
def test_everything_else_is(other: str) -> None:
    assert meaning(plan_of("online_share primary >= 5% by 2025")) != meaning(plan_of(other))


def test_no_order_of_rules_is_part_of_the_meaning() -> None:
    rules = [
        "online_share primary >= 5% by 2025",
        "online_share secondary >= 5% by 2025",
        "task t by 2025",
        "task u by 2025",
        "duty d every year",
        "duty e every year",
        "check lessons_online <= lessons_total",
        "check files_digital <= files",
        'waive online_share primary until 2023 because "x"',
        'waive online_share secondary until 2023 because "x"',
    ]
    there, back = (plan_of("\n".join(each)) for each in (rules, reversed(rules)))
    assert there != back
    assert meaning(there) == meaning(back)
