"""What figures are asked for, in all and in a period."""

from __future__ import annotations

import pytest

from dxplan.plan.needs import needs
from dxplan.values.periods import year
from tests.plan.rules import plan_of

TARGETS = """
online_share primary >= 5% by 2023
online_share primary >= 6% in 2024
online_share primary >= 7% from 2022 to 2024
device_number >= 30 every year when online_share >= 1%
online_share >= 2%
"""


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        (2023, ["by", "in", "from", "every", "always", "every when"]),
        (2024, ["by", "in", "from", "every", "always", "every when"]),
        (2025, ["by", "every", "always", "every when"]),
    ],
)
def test_figures_are_asked_for_as_long_as_something_is_judged_by_them(
    number: int, asked: list[str]
) -> None:
    found = needs(plan_of(TARGETS), year(number))
    kinds = [f"{each.time.kind}{' when' * each.id.endswith(' online_share')}" for each in found]
    assert kinds == asked


SCALE = """
scale digital "Mức độ"{judged}
    group teaching "Dạy học" of 100 points {{ c1 "1" 60 points, c2 "2" 40 points }}
    band low "Thấp" under 50
    band high "Cao" at least 50
"""


@pytest.mark.parametrize(
    ("judged", "number", "asked"),
    [
        ("", 2025, ["c1", "c2"]),
        ("\n    judged in 2024", 2023, ["c1", "c2"]),
        ("\n    judged in 2024", 2024, ["c1", "c2"]),
        ("\n    judged in 2024", 2025, []),
        ("\n    judged in 2024, 2026", 2025, ["c1", "c2"]),
    ],
)
def test_criteria_are_asked_for_until_their_scale_was_judged_last(
    judged: str, number: int, asked: list[str]
) -> None:
    plan = plan_of(SCALE.format(judged=judged))
    found = {name for each in needs(plan, year(number)) for name in each.indicator.measures()}
    assert sorted(found) == asked
