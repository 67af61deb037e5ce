"""What is changed in a rule: every place, one at a time, in the order of the text."""

from __future__ import annotations

import pytest

from tests.examples.mutants.changing import changes


def test_a_target_is_changed_in_every_place() -> None:
    assert changes(
        "online_share primary >= 5%, lower_secondary >= 7.5% by 2025\n"
        "  lead so_gddt\n  with so_khcn, so_tttt\n  except upper_secondary\n  when portal_live"
    ) == [
        ("scope", "online_share secondary >= 5%, lower_secondary >= 7.5% by 2025"),
        ("scope", "online_share >= 5%, lower_secondary >= 7.5% by 2025"),
        ("comparator", "online_share primary > 5%, lower_secondary >= 7.5% by 2025"),
        ("comparator", "online_share primary <= 5%, lower_secondary >= 7.5% by 2025"),
        ("threshold", "online_share primary >= 4%, lower_secondary >= 7.5% by 2025"),
        ("threshold", "online_share primary >= 6%, lower_secondary >= 7.5% by 2025"),
        ("scope", "online_share primary >= 5%, upper_secondary >= 7.5% by 2025"),
        ("scope", "online_share primary >= 5%, secondary >= 7.5% by 2025"),
        ("scope", "online_share primary >= 5%, >= 7.5% by 2025"),
        ("comparator", "online_share primary >= 5%, lower_secondary > 7.5% by 2025"),
        ("comparator", "online_share primary >= 5%, lower_secondary <= 7.5% by 2025"),
        ("threshold", "online_share primary >= 5%, lower_secondary >= 7.4% by 2025"),
        ("threshold", "online_share primary >= 5%, lower_secondary >= 7.6% by 2025"),
        ("threshold", "online_share primary >= 5%, lower_secondary >= 6.5% by 2025"),
        ("threshold", "online_share primary >= 5%, lower_secondary >= 8.5% by 2025"),
        ("deadline", "online_share primary >= 5%, lower_secondary >= 7.5% by 2024"),
        ("deadline", "online_share primary >= 5%, lower_secondary >= 7.5% by 2026"),
        ("unit", "lead so_khcn"),
        ("unit", "dropped"),
        ("unit", "with so_tttt"),
        ("unit", "with so_khcn"),
        ("exclusion", "dropped"),
        ("condition", "dropped"),
        ("condition", "when not portal_live"),
    ]


@pytest.mark.parametrize(
    ("threshold", "others"),
    [
        ("2% .. 5%", [">= 2%", "<= 5%", "1% .. 5%", "3% .. 5%", "2% .. 4%", "2% .. 6%"]),
        ("over 0.5%", ["reaches 0.5%", "under 0.5%", "over 0.4%", "over 0.6%", "over 1.5%"]),
        (
            "increases 10% against 2022",
            [
                "increases over 10% against 2022", "increases no more than 10% against 2022",
                "increases 9% against 2022", "increases 11% against 2022",
                "increases 10% against 2021", "increases 10% against 2023",
            ],
        ),
        ("about 30% ± 2%", ["about 29% ± 2%", "about 31% ± 2%"]),
        (
            "maintains the level of 2022",
            ["maintains the level of 2021", "maintains the level of 2023"],
        ),
        (
            "reaches 2 times against 2022",
            [
                "over 2 times against 2022", "no more than 2 times against 2022",
                "reaches 1 times against 2022", "reaches 3 times against 2022",
                "reaches 2 times against 2021", "reaches 2 times against 2023",
            ],
        ),
        ("eliminated", []),
        (">= parent", ["> parent", "<= parent"]),
    ],
)  # fmt: skip
def test_every_kind_of_threshold_is_changed(threshold: str, others: list[str]) -> None:
    found = changes(f"online_share primary {threshold} in 2024")
    told = [text for kind, text in found if kind in ("comparator", "threshold")]
    assert told == [f"online_share primary {other} in 2024" for other in others]


@pytest.mark.parametrize(
    ("time", "others"),
    [
        ("by 2025-Q4", ["by 2025-Q3", "by 2026-Q1"]),
        ("before 2024-03-01", ["before 2024-02-29", "before 2024-03-02"]),
        ("from 2024-01 to 2024-12", [
            "from 2023-12 to 2024-12", "from 2024-02 to 2024-12",
            "from 2024-01 to 2024-11", "from 2024-01 to 2025-01",
        ]),
        ("in semester 2 of school year 2024-2025", [
            "in semester 1 of school year 2024-2025", "in semester 1 of school year 2025-2026",
        ]),
        ("every quarter", ["every month", "every year"]),
        ("by 1900", ["by 1901"]),
    ],
)  # fmt: skip
def test_times_are_a_period_off_and_recurrences_have_another_step(
    time: str, others: list[str]
) -> None:
    text = f"online_share primary >= 5% {time}"
    found = [each for kind, each in changes(text) if kind in ("deadline", "recurrence")]
    assert found == [f"online_share primary >= 5% {other}" for other in others]


def test_work_is_changed_in_its_time_and_in_the_units_that_findings_name() -> None:
    duty = (
        "duty report every year before day 15 of month 6 from 2023\n"
        "  by so_gddt, phong_gddt to so_khcn\n  lead school_board"
    )
    assert changes(duty) == [
        ("recurrence", "duty report every quarter before day 15 of month 6 from 2023"),
        ("deadline", "duty report every year before day 14 of month 6 from 2023"),
        ("deadline", "duty report every year before day 16 of month 6 from 2023"),
        ("deadline", "duty report every year before day 15 of month 5 from 2023"),
        ("deadline", "duty report every year before day 15 of month 7 from 2023"),
        ("deadline", "duty report every year before day 15 of month 6 from 2022"),
        ("deadline", "duty report every year before day 15 of month 6 from 2024"),
        ("unit", "by so_khcn, phong_gddt to so_khcn"),
        ("unit", "by phong_gddt to so_khcn"),
        ("unit", "by so_gddt, school_board to so_khcn"),
        ("unit", "by so_gddt to so_khcn"),
    ]


def test_a_counted_deadline_is_a_unit_of_time_off_and_in_days_of_the_other_sort() -> None:
    found = changes("task answer within 1 working day of portal_live\n  by so_gddt")
    assert [each for kind, each in found if kind == "deadline"] == [
        "within 2 working days of portal_live",
        "within 1 day of portal_live",
    ]


def test_the_start_of_a_task_and_what_is_no_rule_is_left_alone() -> None:
    assert changes("task answer from 2024-Q2") == []
    assert changes("indicator other = lessons_online") == []


def test_units_that_take_over_from_each_other_are_not_mistaken_for_each_other() -> None:
    found = changes("task answer\n  lead so_tttt")
    assert found == [("unit", "lead phong_gddt"), ("unit", "dropped")]


def test_a_rule_in_vietnamese_is_changed_to_vietnamese_words() -> None:
    found = changes("online_share tiểu_học đạt 5% đến năm 2025")
    assert found[:4] == [
        ("scope", "online_share trung_học reaches 5% by 2025"),
        ("scope", "online_share reaches 5% by 2025"),
        ("comparator", "online_share tiểu_học over 5% by 2025"),
        ("comparator", "online_share tiểu_học no more than 5% by 2025"),
    ]
