"""What lints look at: deadlines, bounds, lists and ids of rules."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.analysis.lints.rules import bounds, deadline, ids, one_a_statement, own_words, rules_of
from tests.plan.rules import plan_of


@pytest.mark.parametrize(
    ("text", "due", "first", "last"),
    [
        ("device_number >= 5 by 2025", "2025-12-31", None, "2025-12-31"),
        ("device_number >= 5 before 2025-07-01", "2025-06-30", None, "2025-06-30"),
        ("device_number >= 5 in 2025-Q2", "2025-06-30", "2025-04-01", "2025-06-30"),
        ("device_number >= 5 from 2024 to 2025", None, "2024-01-01", "2025-12-31"),
        ("device_number >= 5 every year from 2024", None, "2024-01-01", None),
        ("device_number >= 5", None, None, None),
        ('task t "T" by 2025', "2025-12-31", None, "2025-12-31"),
        ('task t "T" from 2024', None, "2024-01-01", None),
        ('duty d "D" every year from 2024 to 2025', None, "2024-01-01", "2025-12-31"),
    ],
)
def test_a_rule_has_a_deadline_and_bounds(
    text: str, due: str | None, first: str | None, last: str | None
) -> None:
    (rule,) = rules_of(plan_of(text))
    named = [None if day is None else date.fromisoformat(day) for day in (due, first, last)]
    assert [deadline(rule), *bounds(rule)] == named


def test_the_words_of_a_rule_are_its_assumptions_and_its_note() -> None:
    text = (
        'device_number >= 5 by 2025\n    assume "one"\n    note "two"\ndevice_number <= 9 by 2025'
    )
    found = [own_words(rule) for rule in rules_of(plan_of(text))]
    assert found == [("one", "two"), ()]


def test_the_targets_of_a_list_are_one_statement_and_of_many_the_ends_are_named() -> None:
    text = (
        "device_number >= 5 by 2022, 6 by 2023, 7 by 2024, 8 by 2025\n"
        "online_share >= 5% by 2021, 6% by 2022, 7% by 2023, 8% by 2024, 9% by 2025\n"
        'task t "T" by 2025\n'
    )
    plan = plan_of(text)
    found = [ids(rules) for rules in one_a_statement(plan, rules_of(plan))]
    listed = "`, `".join(f"device_number.by.{year}" for year in range(2022, 2026))
    assert found == [
        listed, "online_share.by.2021`, `online_share.by.2022` … `online_share.by.2025", "t",
    ]  # fmt: skip
