"""Tasks, which are done once, and duties, which fall due again and again."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.plan.model import Duty, Holds, Recurrence, Task, Timing
from dxplan.values import periods
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, told

# --- tasks ----------------------------------------------------------------------------------------


def time_of(text: str) -> Timing:
    (task,) = plan_of(f"task t {text}").tasks
    return task.time


def test_a_task_carries_everything_that_is_said_of_it() -> None:
    plan = plan_of(
        'task training | tập_huấn "Tập huấn" before 20/6/2024\n'
        "    lead so_gddt\n    with so_khcn, school_board\n"
        "    reported by school_board\n    to so_gddt\n"
        '    when merged\n    cite "I"\n    cite "II"\n    assume "a"\n    note "b"'
    )
    units = plan.units
    last = date(2024, 6, 19)
    assert plan.tasks == (
        Task(
            "training",
            "Tập huấn",
            Timing("before", end=last, span_of_days=periods.day(last), text="before.2024-06-20"),
            (units["so_gddt"],),
            (units["so_khcn"], units["school_board"]),
            (units["school_board"],),
            (units["so_gddt"],),
            Holds("merged"),
            "merged",
            "I; II",
            ("a",),
            "b",
            "tập_huấn",
        ),
    )


def test_a_task_without_title_is_called_by_its_name() -> None:
    assert plan_of("task t").tasks == (Task("t", "t", Timing("always", text="always")),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Timing("always", text="always")),
        (
            "by 2025",
            Timing("by", None, date(2025, 12, 31), None, periods.year(2025), "by.2025"),
        ),
        (
            "đến năm 2025",
            Timing("by", None, date(2025, 12, 31), None, periods.year(2025), "by.2025"),
        ),
        (
            "in 2024-07",
            Timing(
                "in",
                date(2024, 7, 1),
                date(2024, 7, 31),
                None,
                periods.month(2024, 7),
                "in.2024-07",
            ),
        ),
        (
            "from 2024-Q2",
            Timing("from", date(2024, 4, 1), None, None, periods.quarter(2024, 2), "from.2024-Q2"),
        ),
        (
            "from 2024-Q2 by 2025",
            Timing("by", date(2024, 4, 1), date(2025, 12, 31), None, periods.year(2025), "by.2025"),
        ),
        (
            "by 2025 from 2024-Q2",
            Timing("by", date(2024, 4, 1), date(2025, 12, 31), None, periods.year(2025), "by.2025"),
        ),
        (
            "từ quý II năm 2024 đến năm 2025",
            Timing("by", date(2024, 4, 1), date(2025, 12, 31), None, periods.year(2025), "by.2025"),
        ),
        (
            "từ quý II năm 2024 trước năm 2025",
            Timing(
                "before", date(2024, 4, 1), date(2024, 12, 31), None,
                periods.day(date(2024, 12, 31)), "before.2025",
            ),
        ),
    ],
)  # fmt: skip
def test_the_time_of_a_task_is_a_deadline_a_start_or_both(text: str, expected: Timing) -> None:
    assert time_of(text) == expected


def test_a_task_has_one_deadline_and_the_first_one_stays() -> None:
    outcome = outcome_of("task t in 2024 by 2025\n    before 2026")
    assert told(outcome.diagnostics) == [
        "1:16 duplicate-time by 2025",
        "2:5 duplicate-time before 2026",
    ]
    assert outcome.value.tasks[0].time.text == "in.2024"


def test_a_task_begins_once() -> None:
    diagnostic = only("task t from 2024\n    from 2025")
    assert told([diagnostic]) == ["2:5 duplicate-clause from 2025"]
    assert related_to(diagnostic) == ["rules.dxplan:1:8 from 2024"]


def test_a_task_cannot_end_before_it_begins() -> None:
    diagnostic = only("task t from 2025 by 2024")
    assert told([diagnostic]) == ["1:18 reversed-period by 2024"]
    assert diagnostic.params == {"first": date(2025, 1, 1), "last": date(2024, 12, 31)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("task t every year", ["1:8 recurring-task every year"]),
        ("task t before day 20", ["1:8 recurring-task before day 20"]),
        (
            "task t every quarter before day 20 of its last month",
            [
                "1:8 recurring-task every quarter",
                "1:22 recurring-task before day 20 of its last month",
            ],
        ),
    ],
)
def test_a_task_does_not_recur(text: str, said: list[str]) -> None:
    assert said_of(text) == said


# --- duties ---------------------------------------------------------------------------------------


def duty_of(text: str) -> Duty:
    (duty,) = plan_of(f"duty d {text}").duties
    return duty


def test_a_duty_carries_everything_that_is_said_of_it() -> None:
    plan = plan_of(
        'duty report | báo_cáo "Báo cáo" every quarter before day 20 of its last month\n'
        "    from 2024 by 2025-06\n    by so_gddt, school_board to so_khcn\n"
        "    lead so_gddt\n    with so_khcn\n    when merged\n"
        '    cite "I"\n    assume "a"\n    note "b"'
    )
    units = plan.units
    assert plan.duties == (
        Duty(
            "report",
            "Báo cáo",
            Recurrence("quarter", 20, inclusive=False),
            date(2024, 1, 1),
            date(2025, 6, 30),
            (units["so_gddt"],),
            (units["so_khcn"],),
            (units["so_gddt"], units["school_board"]),
            (units["so_khcn"],),
            Holds("merged"),
            "merged",
            "I",
            ("a",),
            "b",
            "every quarter before day 20 of its last month",
            "báo_cáo",
        ),
    )


@pytest.mark.parametrize(
    ("written", "recurrence", "text"),
    [
        ("every year", Recurrence("year"), "every year"),
        ("hằng quý", Recurrence("quarter"), "every quarter"),
        ("every month", Recurrence("month"), "every month"),
        (
            "every quarter before day 20 of its last month",
            Recurrence("quarter", 20, inclusive=False),
            "every quarter before day 20 of its last month",
        ),
        (
            "hằng quý trước ngày 15 tháng cuối",
            Recurrence("quarter", 15, inclusive=False),
            "every quarter before day 15 of its last month",
        ),
        (
            "every quarter before day 15",
            Recurrence("quarter", 15, inclusive=False),
            "every quarter before day 15 of its last month",
        ),
        (
            "every year by day 5",
            Recurrence("year", 5, inclusive=True),
            "every year by day 5 of its last month",
        ),
        (
            "every month by day 5",
            Recurrence("month", 5, inclusive=True),
            "every month by day 5",
        ),
        (
            "hằng tháng trước ngày 25",
            Recurrence("month", 25, inclusive=False),
            "every month before day 25",
        ),
        (
            "every year before day 15 of month 6",
            Recurrence("year", 15, inclusive=False, month=6),
            "every year before day 15 of month 6",
        ),
        (
            "hằng năm chậm nhất ngày 31 tháng 5",
            Recurrence("year", 31, inclusive=True, month=5),
            "every year by day 31 of month 5",
        ),
        (
            "before day 15 of month 6 every year",
            Recurrence("year", 15, inclusive=False, month=6),
            "every year before day 15 of month 6",
        ),
    ],
)
def test_a_duty_falls_due_at_the_end_of_a_step_or_on_a_day_in_it(
    written: str, recurrence: Recurrence, text: str
) -> None:
    duty = duty_of(written)
    assert (duty.recurrence, duty.text) == (recurrence, text)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("", None, None),
        ("from 2024-Q2", date(2024, 4, 1), None),
        ("by 2025", None, date(2025, 12, 31)),
        ("before 2025", None, date(2024, 12, 31)),
        ("in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("from 2023 in 2024", date(2023, 1, 1), date(2024, 12, 31)),
        ("in 2024 from 2023", date(2023, 1, 1), date(2024, 12, 31)),
        ("từ tháng 7/2024 đến năm 2025", date(2024, 7, 1), date(2025, 12, 31)),
    ],
)
def test_a_duty_may_begin_and_end(written: str, start: date | None, end: date | None) -> None:
    duty = duty_of(f"every month {written}")
    assert (duty.start, duty.end) == (start, end)


def test_a_duty_without_step_is_left_out() -> None:
    outcome = outcome_of("duty d before day 20 by so_gddt")
    assert told(outcome.diagnostics) == ["1:6 duty-without-recurrence d"]
    assert outcome.value.duties == ()


def test_all_mistakes_of_a_duty_without_step_are_said_at_once() -> None:
    assert said_of("duty d by so_gdd") == [
        "1:6 duty-without-recurrence d",
        "1:11 unknown-unit so_gdd",
    ]


def test_only_what_falls_due_every_year_names_a_month() -> None:
    outcome = outcome_of("duty d every quarter before day 20 of month 6")
    assert told(outcome.diagnostics) == ["1:22 month-of-a-step before day 20 of month 6"]
    assert outcome.diagnostics[0].params == {"step": "quarter"}


def test_a_duty_has_one_condition() -> None:
    assert said_of("duty d every year\n    when merged\n    when portal_live") == [
        "3:5 duplicate-clause when portal_live"
    ]


def test_a_duty_cannot_end_before_it_begins() -> None:
    assert said_of("duty d every year from 2025 by 2024") == ["1:29 reversed-period by 2024"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("every quarter every year", "1:22 duplicate-time every year"),
        (
            "every quarter before day 20 before day 15",
            "1:36 duplicate-clause before day 15",
        ),
        ("every quarter by 2024 by 2025", "1:30 duplicate-time by 2025"),
    ],
)
def test_a_duty_has_one_step_one_day_and_one_end(text: str, said: str) -> None:
    assert said_of(f"duty d {text}") == [said]


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("before day 31 of month 2", 31, 2),
        ("by day 30 of month 2", 30, 2),
        ("by day 31 of month 4", 31, 4),
    ],
)
def test_a_duty_falls_due_on_a_day_that_there_is(text: str, day: int, month: int) -> None:
    diagnostic = only(f"duty d every year {text}")
    assert told([diagnostic]) == [f"1:19 no-such-day {text}"]
    assert diagnostic.params == {"day": day, "month": month}


def test_a_duty_may_fall_due_on_a_day_that_only_leap_years_have() -> None:
    assert duty_of("every year by day 29 of month 2").recurrence == Recurrence("year", 29, month=2)
