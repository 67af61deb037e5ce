"""Deadlines that are counted from something that happened, or from another deadline."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.plan.model import Recurrence, Timing, Within
from dxplan.values.durations import Duration
from tests.plan.rules import only, outcome_of, plan_of, said_of, told

FIVE = Duration(5, "working_day")


def timing_of(text: str) -> Timing:
    return plan_of(text).tasks[-1].time


@pytest.mark.parametrize(
    ("written", "within"),
    [
        ("within 5 working days of portal_live", Within(FIVE, "fact", "portal_live")),
        ("within 5 working days after portal_live", Within(FIVE, "fact", "portal_live")),
        ("trong 5 ngày làm việc kể từ cổng_vận_hành", Within(FIVE, "fact", "portal_live")),
        ("trong vòng 5 ngày làm việc sau khi portal_live", Within(FIVE, "fact", "portal_live")),
        ("within 1 working day of first", Within(Duration(1, "working_day"), "task", "first")),
        ("within 10 days of đầu_tiên", Within(Duration(10, "day"), "task", "first")),
        ("within 2 weeks of first", Within(Duration(2, "week"), "task", "first")),
        ("trong 1 tháng kể từ first", Within(Duration(1, "month"), "task", "first")),
        (
            "within 10 days of the deadline of first",
            Within(Duration(10, "day"), "deadline", "first"),
        ),
        ("trong 10 ngày kể từ hạn của first", Within(Duration(10, "day"), "deadline", "first")),
    ],
)
def test_a_task_is_due_so_long_after_something(written: str, within: Within) -> None:
    found = timing_of(f"task first | đầu_tiên by 2024\ntask t {written}")
    assert (found.kind, found.within, found.end) == ("within", within, None)


def test_a_counted_deadline_remembers_its_start_and_has_a_name() -> None:
    found = timing_of("task t from 2024-05-01 within 5 working days of portal_live")
    assert (found.start, found.text) == (
        date(2024, 5, 1), "within.5.working_day.fact.portal_live",
    )  # fmt: skip


def test_the_order_of_tasks_means_nothing() -> None:
    plan = plan_of("task t within 5 days of later\ntask later by 2024")
    assert plan.tasks[0].time.within == Within(Duration(5, "day"), "task", "later")


@pytest.mark.parametrize(
    ("written", "step", "within"),
    [
        ("every quarter within 5 working days of its end", "quarter", Within(FIVE, "end")),
        ("hằng quý trong 5 ngày làm việc sau khi kết thúc", "quarter", Within(FIVE, "end")),
        ("within 5 working days of its end every year", "year", Within(FIVE, "end")),
        ("within 5 working days of portal_live", None, Within(FIVE, "fact", "portal_live")),
    ],
)
def test_a_duty_is_due_so_long_after_each_step_or_event(
    written: str, step: str | None, within: Within
) -> None:
    (duty,) = plan_of(f"duty d {written}").duties
    assert duty.recurrence == Recurrence(step, within=within)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("hằng năm học", "every school year"),
        ("mỗi học kỳ", "every semester"),
        ("6 tháng một lần", "every half-year"),
        ("every 6 months by day 15", "every half-year by day 15 of its last month"),
        ("every semester within 2 weeks of its end", "every semester within 2 weeks of its end"),
        ("trong 1 tuần kể từ portal_live", "within 1 week of portal_live"),
    ],
)
def test_what_a_duty_recurs_by(written: str, text: str) -> None:
    assert plan_of(f"duty d {written}").duties[0].text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("task t within 5 days of portal_liv", ["1:25 unknown-origin portal_liv"]),
        ("task t within 5 days of the deadline of x", ["1:41 unknown-origin x"]),
        ("task t within 5 days of the deadline of merged", ["1:41 no-deadline merged"]),
        (
            "duty d every year\ntask t within 5 days of the deadline of d",
            ["2:41 counted-from-a-duty d"],
        ),
        ("task t within 5 days of its end", ["1:8 end-of-what within 5 days of its end"]),
        (
            "duty d every year within 5 days of merged",
            ["1:19 counted-and-recurring within 5 days of merged"],
        ),
        ("duty d within 5 days of its end", ["1:6 duty-without-recurrence d"]),
        ("duty d within 5 days of portal_liv", ["1:25 unknown-origin portal_liv"]),
        (
            "task t by 2024\nduty d within 5 days of t",
            ["2:8 duty-after-a-task within 5 days of t"],
        ),
        ("task t by 2024 within 5 days of merged", ["1:8 duplicate-time by 2024"]),
        (
            "duty d every year within 5 days of its end by day 5",
            ["1:44 duplicate-time by day 5"],
        ),
        (
            "task t within 5 days of merged within 6 days of merged",
            ["1:32 duplicate-clause within 6 days of merged"],
        ),
        ("task t within 0 days of merged", ["1:15 impossible-duration 0"]),
        ("task t within 10000 days of merged", ["1:15 impossible-duration 10000"]),
        ("task t within 2.5 days of merged", ["1:15 impossible-duration 2.5"]),
        ("task t within merged", ["1:8 missing-duration within"]),
        ("task t within 5", ["1:15 missing-duration 5"]),
        ("task t within 5 days", ["1:17 missing-origin days"]),
        ("task t within 5 days lead so_gddt", ["1:17 missing-origin days"]),
        (
            "task a\ntask t within 5 days of the deadline of a",
            ["2:41 no-deadline a"],
        ),
        (
            "task a from 2024\ntask t within 5 days of the deadline of a",
            ["2:41 no-deadline a"],
        ),
    ],
)
def test_what_is_wrong_with_a_counted_deadline(text: str, said: list[str]) -> None:
    assert said_of(text) == said


def test_a_broken_fact_is_not_unknown_as_well() -> None:
    outcome = outcome_of("fact received from 2025-13\ntask t within 5 days of received")
    assert told(outcome.diagnostics) == ["1:20 impossible-date 2025-13"]
    assert outcome.value.tasks[0].time.kind == "always"


@pytest.mark.parametrize(
    ("name", "suggestion"), [("portal_lve", "portal_live"), ("frist", "first"), ("xyz", None)]
)
def test_a_name_that_is_nearly_known_is_suggested(name: str, suggestion: str | None) -> None:
    (found,) = outcome_of(f"task first by 2024\ntask t within 5 days of {name}").diagnostics
    hint = found.params["hint"]
    assert getattr(hint, "code", "") == ("did-you-mean" if suggestion else "declare-origin")
    assert suggestion is None or suggestion in found.help()


@pytest.mark.parametrize(
    ("text", "circle"),
    [
        ("task a within 1 day of a", "a → a"),
        ("task a within 1 day of the deadline of b\ntask b within 1 day of a", "a → b → a"),
        (
            "task x within 1 day of a\ntask a within 1 day of b\ntask b within 1 day of c\n"
            "task c within 1 day of a",
            "a → b → c → a",
        ),
    ],
)
def test_deadlines_in_a_circle_are_said_once(text: str, circle: str) -> None:
    found = only(text)
    assert (found.code, found.params) == ("circular-deadlines", {"tasks": circle})
