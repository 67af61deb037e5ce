"""From when until when a rule binds."""

from __future__ import annotations

import pytest

from dxplan.analysis.linear.times import Rule, first_day, last_day
from tests.engine.rules import plan


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("by 2024", "2024-12-31", "2025-10-15"),
        ("before 2024", "2023-12-31", "2025-10-15"),
        ("in 2024", "2024-12-31", "2024-12-31"),
        ("from 2024 to 2025-03", "2024-01-01", "2025-03-31"),
        ("from 2024", "2024-01-01", "2025-10-15"),
        ("", "2022-01-01", "2025-10-15"),
        # The last quarter and the last year end after the plan does
        ("every quarter", "2022-03-31", "2025-09-30"),
        ("every year", "2022-12-31", "2024-12-31"),
        ("every quarter from 2023 to 2024", "2023-03-31", "2024-12-31"),
    ],
)
def test_a_rule_binds_from_its_first_day_to_its_last(time: str, first: str, last: str) -> None:
    bound = plan(f"online_share >= 50% {time}", period="2022 to 2025-10-15")
    rule = Rule(bound, bound.targets[0])
    assert [str(first_day(rule)), str(last_day(rule))] == [first, last]


def test_a_milestone_binds_until_the_next_one() -> None:
    bound = plan("online_share >= 50% by 2023, 60% by 2024", period="2022 to 2025")
    days = [str(last_day(Rule(bound, target))) for target in bound.targets]
    assert days == ["2024-12-30", "2025-12-31"]
