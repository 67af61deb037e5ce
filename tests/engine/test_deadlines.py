"""Deadlines that are counted: from what, how far, and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dxplan.data.observations import Event
from dxplan.engine.deadlines import occurrences, task_deadline
from dxplan.engine.findings import Finding
from dxplan.values.calendars import Deadline
from tests.engine.rules import codes, day, happened, judged, observed, plan, report, verdicts

RECEIVED = 'fact received | nhận "Nhận hồ sơ"\n'
ANSWER = RECEIVED + 'task answer "Trả lời" within {} of received\n    lead helper'


def deadline(rules: str, *events: Event, task: str = "answer") -> Deadline | None:
    bound = plan(rules)
    (found,) = (each for each in bound.tasks if each.id == task)
    return task_deadline(bound, found, events)


@pytest.mark.parametrize(
    ("duration", "on", "expected"),
    [
        ("1 day", "2024-02-28", "2024-02-29"),
        ("10 days", "2024-02-20", "2024-03-01"),
        ("2 weeks", "2024-12-20", "2025-01-03"),
        ("1 month", "2024-01-31", "2024-02-29"),
        ("6 months", "2024-08-31", "2025-02-28"),
        # Friday 26 April 2024: three days off, a Saturday worked.
        ("1 working day", "2024-04-26", "2024-05-02"),
        ("5 working days", "2024-04-26", "2024-05-07"),
        # Over the new year, which is a holiday.
        ("5 working days", "2024-12-27", "2025-01-06"),
    ],
)
def test_the_day_of_the_event_is_not_counted(duration: str, on: str, expected: str) -> None:
    found = deadline(ANSWER.format(duration), happened("received", on))
    assert found == Deadline(day(expected))


def test_of_several_events_the_first_counts_for_a_task() -> None:
    events = [happened("nhận", "2024-06-10"), happened("received", "2024-06-03"),
              happened("received", "2024-06-01", holds=False)]  # fmt: skip
    assert deadline(ANSWER.format("1 week"), *events) == Deadline(day("2024-06-10"))


def test_a_fact_may_be_dated_by_the_rules_themselves() -> None:
    rules = 'fact opened from 2024-03-01\ntask answer "A" within 10 days of opened'
    assert deadline(rules) == Deadline(day("2024-03-11"))


CHAIN = (
    RECEIVED
    + """task draft_it "Soạn" within 5 days of received
task review "Thẩm định" within 10 days of the deadline of draft_it
task sign "Ký" within 3 days of review
"""
)


def test_deadlines_are_counted_from_deadlines_and_from_what_was_done() -> None:
    received = happened("received", "2024-06-03")
    assert deadline(CHAIN, received, task="review") == Deadline(day("2024-06-18"))
    assert deadline(CHAIN, received, task="sign") is None
    done = happened("review", "2024-06-12")
    assert deadline(CHAIN, received, done, task="sign") == Deadline(day("2024-06-15"))
    assert deadline(CHAIN, task="review") is None


def test_what_is_counted_from_an_uncertain_deadline_is_uncertain() -> None:
    rules = (
        RECEIVED
        + 'task one "1" within 2 working days of received\n'
        + 'task two "2" within 1 week of the deadline of one\n'
        + 'task three "3" within 1 working day of the deadline of one\n'
    )
    event = happened("received", "2031-06-05")  # a Thursday of a year without known holidays
    assert deadline(rules, event, task="one") == Deadline(day("2031-06-09"), day("2031-06-07"))
    assert deadline(rules, event, task="two") == Deadline(day("2031-06-16"), day("2031-06-14"))
    assert deadline(rules, event, task="three") == Deadline(day("2031-06-10"), day("2031-06-08"))


# --- verdicts -------------------------------------------------------------------------------------


def answer(
    as_of: str, events: Sequence[Event] | None, duration: str = "5 working days", period: str = ""
) -> Finding:
    (found,) = judged(ANSWER.format(duration), observed(events=events), as_of, period=period)
    return found


GOT = happened("received", "2024-06-03")  # a Monday; five working days later is the 10th


@pytest.mark.parametrize(
    ("as_of", "done", "verdict"),
    [
        ("2024-06-10", None, "not_due"),
        ("2024-06-11", None, "missed"),
        ("2024-06-11", "2024-06-10", "met"),
        ("2024-06-30", "2024-06-11", "missed"),
    ],
)
def test_a_counted_deadline_is_kept_or_missed(as_of: str, done: str | None, verdict: str) -> None:
    events = [GOT, *([happened("answer", done)] if done else [])]
    found = answer(as_of, events)
    assert (found.verdict, found.deadline) == (verdict, day("2024-06-10"))


def test_before_the_event_there_is_no_deadline_yet() -> None:
    for events in ([], None):
        found = answer("2024-06-30", events)
        assert (found.verdict, found.deadline, found.date) == ("not_due", None, day("2024-06-30"))
        assert found.notes == (("not-begun", (("origin", "Nhận hồ sơ"),)),)
    # Nothing after the day of the check is looked at.
    assert answer("2024-06-02", [GOT]).deadline is None


def test_work_that_was_done_without_its_event_was_not_late() -> None:
    found = answer("2024-06-30", [happened("answer", "2024-06-20")])
    assert (found.verdict, codes(found)) == ("met", ["done-on", "not-begun"])


def test_after_the_plans_period_it_is_not_known_whether_it_was_ever_begun() -> None:
    assert answer("2025-01-01", [], period="2024").verdict == "no_data"


@pytest.mark.parametrize(
    ("as_of", "done", "verdict"),
    [
        ("2031-06-07", None, "not_due"),
        ("2031-06-08", None, "undetermined"),
        ("2031-07-08", None, "undetermined"),
        ("2031-07-08", "2031-06-07", "met"),
        ("2031-07-08", "2031-06-08", "undetermined"),
    ],
)
def test_where_holidays_are_not_known_only_what_is_certain_is_said(
    as_of: str, done: str | None, verdict: str
) -> None:
    got = happened("received", "2031-06-05")
    events = [got, *([happened("answer", done)] if done else [])]
    found = answer(as_of, events, "2 working days")
    assert (found.verdict, found.deadline) == (verdict, day("2031-06-09"))
    assert ("deadline-uncertain", (("date", "2031-06-07"),)) in found.notes


# --- duties ---------------------------------------------------------------------------------------

AFTER = 'duty report "R" every quarter within 5 working days of its end\n    by helper'


def due(rest: str, as_of: str, period: str = "2024", *events: Event) -> list[str]:
    bound = plan(f'{RECEIVED}duty d "D" {rest}\n    by helper', period=period)
    found = occurrences(bound, bound.duties[0], day(as_of), events)
    return [occurrence.deadline.isoformat() for occurrence in found]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("every half-year", ["2024-06-30", "2024-12-31"]),
        ("every half-year before day 15", ["2024-06-14", "2024-12-14"]),
        ("every semester", ["2024-05-31"]),
        ("every school year", []),
        (
            "every quarter within 10 days of its end",
            ["2024-04-10", "2024-07-10", "2024-10-10", "2025-01-10"],
        ),
        # 1 January 2025 and the weekend of 4 January are not worked.
        ("every year within 5 working days of its end", ["2025-01-08"]),
    ],
)
def test_when_a_duty_falls_due(rest: str, expected: list[str]) -> None:
    assert due(rest, "2026-01-01") == expected


def test_a_duty_falls_due_after_every_event_inside_the_plans_period() -> None:
    days = ("2023-12-31", "2024-03-01", "2024-03-01", "2024-05-02", "2025-01-01")
    events = [happened("received", on) for on in days]
    assert due("within 1 week of received", "2026-01-01", "2024", *events) == [
        "2024-03-08", "2024-05-09",
    ]  # fmt: skip


def test_a_duty_may_recur_on_a_single_day() -> None:
    events = [happened("received", f"2024-03-0{on}") for on in (1, 2, 3)]
    rest = "within 1 week of received from 2024-03-02 to 2024-03-02"
    assert due(rest, "2024-06-01", "2024", *events) == ["2024-03-09"]


def test_without_a_plans_period_the_step_of_the_year_before_may_still_be_due() -> None:
    assert due("every year within 10 days of its end", "2025-01-05", "")[0] == "2025-01-10"


def test_what_is_done_after_a_step_is_for_the_step_that_ended() -> None:
    done = [happened("report", "2024-04-03"), happened("report", "2024-07-20"),
            happened("report", "2024-10-02", period="2024-Q3")]  # fmt: skip
    found = judged(AFTER, observed(events=done), "2024-12-31", period="2024")
    assert verdicts(found) == [
        ("2024-04-05", "met"), ("2024-07-05", "missed"), ("2024-10-07", "met"),
        ("2024-12-31", "not_due"),
    ]  # fmt: skip
    assert ("done-on", (("date", "2024-07-20"),)) in found[1].notes


def test_a_duty_after_events_is_judged_for_each_of_them() -> None:
    rules = RECEIVED + 'duty reply "R" within 1 week of received\n    by helper'
    events = [
        happened("received", "2024-03-01"), happened("received", "2024-05-02"),
        happened("reply", "2024-03-05"), happened("reply", "2024-05-10"),
    ]  # fmt: skip
    found = judged(rules, observed(events=events), "2024-06-30", period="2024")
    assert verdicts(found) == [("2024-03-08", "met"), ("2024-05-09", "missed")]
    (waiting,) = judged(rules, observed(events=[]), "2024-06-30", period="2024")
    assert (waiting.verdict, codes(waiting)) == ("not_due", ["not-begun"])


def test_a_duty_whose_deadline_is_not_certain_is_not_called_missed() -> None:
    found = judged(AFTER, observed(events=[]), "2031-06-30", period="2031")
    assert [f.verdict for f in found] == ["undetermined", "not_due"]
    assert codes(found[0]) == ["duty-for", "deadline-uncertain"]


# --- targets --------------------------------------------------------------------------------------


def test_a_target_recurs_by_school_years_and_semesters() -> None:
    data = observed(
        report("A", "2024-09-05/2025-01-17", "primary", online=5, total=50),
        report("A", "2025-01-18/2025-05-31", "primary", online=1, total=50),
    )
    found = judged("online_share >= 8% every semester", data, "2025-08-01", period="2024 to 2025")
    assert verdicts(found)[1:3] == [("2025-01-17", "met"), ("2025-05-31", "missed")]
    found = judged(
        "online_share >= 6% every school year", data, "2025-08-01", period="2024 to 2025"
    )
    assert [f.verdict for f in found if f.date == day("2025-05-31")] == ["met"]


def test_what_is_waited_for_is_called_by_its_title() -> None:
    found = judged(CHAIN, observed(events=[]), "2024-06-30", period="2024")
    waited = {f.target: dict(f.notes[0][1])["origin"] for f in found}
    assert waited == {"draft_it": "Nhận hồ sơ", "review": "Soạn", "sign": "Thẩm định"}
