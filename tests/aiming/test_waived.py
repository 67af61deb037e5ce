"""Targets that are waived when they are due, and judged again after that."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.aiming.aims import Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.prepare import prepare
from tests.plan.rules import plan_of

PLAN = "plan p\n  period 2022 to 2026\n"


@pytest.mark.parametrize("aim", ["satisfying", "failing", "on_the_line"])
@pytest.mark.parametrize(
    ("rules", "day"),
    [
        (PLAN + "device_number >= 5 by 2023\n{} until 2024-03-31", date(2024, 12, 31)),
        (PLAN + "device_number >= 5 by 2025\n{} until 2025-12-31", date(2026, 12, 31)),
        ("device_number >= 5 by 2025\n{} until 2027", date(2028, 12, 31)),
        (PLAN + "device_number >= 5 from 2023\n{} until 2026-06-30", date(2026, 12, 31)),
        (PLAN + "device_number >= 5 every quarter\n{} until 2026-10-31", date(2026, 12, 31)),
        (PLAN + "device_number >= 5 every year to 2024\n{} until 2023-05-01", date(2024, 12, 31)),
        (
            PLAN + "device_number >= 5 by 2023, 9 by 2026-02-01\n{} until 2025-06-30",
            date(2025, 12, 31),
        ),
        (
            PLAN + "device_number >= 5 by 2023, 9 by 2025-02-01\n{} until 2025-01-15",
            date(2025, 1, 31),
        ),
    ],
)
def test_a_waived_target_is_aimed_at_on_a_day_after_the_waiver(
    rules: str, day: date, aim: Aim
) -> None:
    plan = plan_of(rules.format("waive device_number") + ' because "flood" cite "12/QD"')
    aimed = prepare(plan, plan.targets[0], aim).draw()
    assert aimed.as_of == day
    assert aimed.finding().verdict == aimed.verdict == ("missed" if aim == "failing" else "met")


@pytest.mark.parametrize(
    "rules",
    [
        "device_number >= 5 in 2025\n{} until 2025",
        PLAN + "device_number >= 5 by 2025\n{} until 2026",
        PLAN + "device_number >= 5 every year to 2024\n{} until 2024",
        PLAN + "device_number >= 5 by 2023, 9 by 2025\n{} until 2025",
        "device_number >= 5 by 2025\n{} until 2199",
    ],
)
def test_what_is_waived_to_its_end_is_refused(rules: str) -> None:
    plan = plan_of(rules.format("waive device_number") + ' because "flood" cite "12/QD"')
    with pytest.raises(CannotAim) as refused:
        prepare(plan, plan.targets[0], "satisfying")
    assert refused.value.code == "waived"
