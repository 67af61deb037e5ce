"""Tasks and duties: when they are due, and what the event list says was done."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dxplan.data.observations import Event
from dxplan.engine.deadlines import deadline_in, occurrences
from dxplan.engine.findings import Finding
from dxplan.plan.model import Recurrence
from tests.engine.rules import day, during, happened, judged, observed, plan, single

# --- tasks ----------------------------------------------------------------------------------------


def task(
    rest: str, as_of: str, events: Sequence[Event] | None = (), *, period: str = ""
) -> Finding:
    return single(f'task t | việc "T" {rest}', observed(events=events), as_of, period=period)


@pytest.mark.parametrize(
    ("rest", "deadline"),
    [
        ("before 20/6/2024", "2024-06-19"), ("before 2024-03", "2024-02-29"),
        ("by 2024-Q2", "2024-06-30"), ("by school year 2024-2025", "2025-05-31"),
        ("in 2024-07", "2024-07-31"), ("from 2023 by 2024", "2024-12-31"),
    ],
)  # fmt: skip
def test_a_task_is_missed_the_day_after_its_deadline(rest: str, deadline: str) -> None:
    found = task(rest, deadline)
    assert (found.verdict, found.date, found.deadline) == ("not_due", day(deadline), day(deadline))
    after = day(deadline).toordinal() + 1
    found = task(rest, type(day(deadline)).fromordinal(after).isoformat())
    assert (found.verdict, found.date, found.deadline) == ("missed", day(deadline), day(deadline))


@pytest.mark.parametrize(
    ("on", "as_of", "verdict", "notes"),
    [
        ("2024-06-19", "2024-12-31", "met", ("done-on", (("date", "2024-06-19"),))),
        ("2024-06-20", "2024-12-31", "missed", ("done-on", (("date", "2024-06-20"),))),
        ("2024-01-01", "2024-02-01", "met", ("done-on", (("date", "2024-01-01"),))),
        ("2024-06-19", "2024-06-18", "not_due", None),
        ("2024-06-20", "2024-06-19", "not_due", None),
    ],
)  # fmt: skip
def test_a_task_that_was_done(
    on: str, as_of: str, verdict: str, notes: tuple[str, object] | None
) -> None:
    found = task("before 20/6/2024", as_of, [happened("t", on)])
    assert (found.verdict, found.notes) == (verdict, () if notes is None else (notes,))


def test_of_several_events_the_first_counts() -> None:
    events = [happened("t", "2024-07-01"), happened("t", "2024-06-01"), happened("t", "2024-05-01",
              holds=False), happened("other", "2024-04-01")]  # fmt: skip
    found = task("before 20/6/2024", "2024-12-31", events)
    assert (found.verdict, found.notes) == ("met", (("done-on", (("date", "2024-06-01"),)),))


def test_an_event_that_says_it_was_not_done_does_not_do_it() -> None:
    assert (
        task("by 2024", "2025-01-01", [happened("t", "2024-05-01", holds=False)]).verdict
        == "missed"
    )


def test_a_task_by_its_alias() -> None:
    assert task("by 2024", "2025-01-01", [happened("việc", "2024-05-01")]).verdict == "met"


def test_without_an_event_list_nothing_is_called_missed() -> None:
    assert task("by 2024", "2024-12-31", None).verdict == "not_due"
    assert task("by 2024", "2025-01-01", None).verdict == "no_data"


@pytest.mark.parametrize("rest", ["", "from 2024"])
def test_a_task_without_a_deadline_is_never_late(rest: str) -> None:
    for as_of, verdict in (("2025-12-31", "not_due"), ("2026-01-01", "no_data")):
        found = task(rest, as_of, period="2022 to 2025")
        assert (found.verdict, found.deadline, found.date) == (verdict, None, day(as_of))
    assert task(rest, "2099-12-31").verdict == "not_due"
    assert task(rest, "2025-12-31", [happened("t", "2025-01-01")]).verdict == "met"


def test_who_does_a_task() -> None:
    rest = 'by 2025\n    lead old_office\n    with helper\n    cite "IV.1"'
    found = task(rest, "2025-12-31")
    assert [u.name for u in found.lead] == ["new_office"]
    assert [u.name for u in found.cooperating] == ["helper"]
    assert [u.name for u in found.ended] == ["old_office"]
    assert (found.cite, [code for code, _ in found.notes]) == ("IV.1", ["unit-succeeded"])
    assert [u.name for u in task("by 2025 by helper", "2025-12-31").lead] == ["helper"]
    # On a day before its end the office still stood.
    assert [u.name for u in task(rest, "2025-02-28").lead] == ["old_office"]


CONDITIONAL = "before 20/6/2024 when portal"


@pytest.mark.parametrize(
    ("events", "as_of", "verdict", "codes"),
    [
        ([], "2024-12-31", "undetermined", ["facts-unknown"]),
        ([], "2024-06-19", "not_due", []),
        ([happened("t", "2024-06-01")], "2024-12-31", "met", ["done-on"]),
        ([happened("t", "2024-07-01")], "2024-12-31", "undetermined", ["done-on", "facts-unknown"]),
        ([happened("portal", "2024-06-19")], "2024-12-31", "missed", []),
        # It did not apply until its deadline was over.
        ([happened("portal", "2024-06-20")], "2024-12-31", "not_applicable", ["condition-false"]),
        ([happened("portal", "2024-01-01", holds=False)], "2024-12-31", "not_applicable",
         ["condition-false"]),
        (None, "2024-12-31", "no_data", []),
    ],
)  # fmt: skip
def test_a_task_with_a_condition(
    events: Sequence[Event] | None, as_of: str, verdict: str, codes: list[str]
) -> None:
    found = task(CONDITIONAL, as_of, events)
    assert (found.verdict, [code for code, _ in found.notes]) == (verdict, codes)


# --- duties: days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "period", "expected"),
    [
        ("every quarter before day 15 of its last month", "2024-Q1", "2024-03-14"),
        ("every quarter by day 15 of its last month", "2024-Q1", "2024-03-15"),
        ("every quarter", "2024-Q1", "2024-03-31"),
        ("every month", "2024-02", "2024-02-29"),
        ("every month", "2025-02", "2025-02-28"),
        ("every month by day 30", "2025-02", "2025-02-28"),
        ("every month by day 30", "2024-02", "2024-02-29"),
        ("every month by day 29", "2024-02", "2024-02-29"),
        ("every month before day 31", "2024-04", "2024-04-30"),
        ("every month before day 30", "2025-02", "2025-02-28"),
        ("every month before day 30", "2024-04", "2024-04-29"),
        ("every month before day 1", "2024-03", "2024-02-29"),
        ("every year", "2024", "2024-12-31"),
        ("every year by day 15 of month 6", "2024", "2024-06-15"),
        ("every year before day 1 of month 1", "2024", "2023-12-31"),
        ("every year before day 29 of month 2", "2024", "2024-02-28"),
        ("every year by day 29 of month 2", "2025", "2025-02-28"),
        ("every year by day 15", "2024", "2024-12-15"),
    ],
)
def test_the_last_day_in_time(rest: str, period: str, expected: str) -> None:
    (duty,) = plan(f'duty d "D" {rest}\n    by helper').duties
    assert deadline_in(duty.recurrence, during(period)) == day(expected)


def test_the_reports_of_a_plan_are_due_on_the_fourteenth() -> None:
    recurrence = Recurrence("quarter", 15, inclusive=False)
    days = [deadline_in(recurrence, during(f"2024-Q{q}")).isoformat() for q in (1, 2, 3, 4)]
    assert days == ["2024-03-14", "2024-06-14", "2024-09-14", "2024-12-14"]


def due(rest: str, as_of: str, *, period: str = "") -> list[str]:
    bound = plan(f'duty d "D" {rest}\n    by helper', period=period)
    return [o.deadline.isoformat() for o in occurrences(bound, bound.duties[0], day(as_of))]


QUARTERLY = "every quarter before day 15 of its last month"


def test_occurrences_up_to_the_day_and_the_next_one() -> None:
    assert due(QUARTERLY, "2024-03-13", period="2024 to 2025") == ["2024-03-14"]
    assert due(QUARTERLY, "2024-03-14", period="2024 to 2025") == ["2024-03-14", "2024-06-14"]
    assert due(QUARTERLY, "2024-06-13", period="2024 to 2025") == ["2024-03-14", "2024-06-14"]
    assert len(due(QUARTERLY, "2030-01-01", period="2024 to 2025")) == 8


def test_without_a_plans_period_the_year_of_the_day_counts() -> None:
    assert due("every year", "2024-05-01") == ["2024-12-31"]
    assert due(QUARTERLY, "2024-12-31") == ["2024-03-14", "2024-06-14", "2024-09-14", "2024-12-14"]


def test_a_duty_may_have_bounds_of_its_own() -> None:
    bounded = "every quarter from 2024-Q2 by 2024-Q3"
    assert due(bounded, "2026-01-01", period="2024 to 2025") == ["2024-06-30", "2024-09-30"]
    assert due(bounded, "2024-12-31") == ["2024-06-30", "2024-09-30"]
    assert due("every quarter by 2030", "2026-01-01", period="2025") == [
        "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31",
    ]  # fmt: skip
    # Only whole steps inside the bounds.
    assert due("every quarter from 2024-02 by 2024-08", "2024-12-31") == ["2024-06-30"]


def test_a_duty_whose_bounds_lie_outside_the_plans_period_never_falls_due() -> None:
    assert due("every year from 2026", "2027-01-01", period="2025") == []
    assert judged(
        'duty d "D" every year from 2026\n    by helper', observed(events=[]), "2027-01-01",
        period="2025",
    ) == ()  # fmt: skip


# --- duties: who did it ---------------------------------------------------------------------------

DUTY = 'duty d | bc "D" every quarter before day 15 of its last month\n    by new_office, helper'


def duty(
    as_of: str, *events: Event, rules: str = DUTY, period: str = "2024"
) -> list[tuple[str, str, tuple[str, ...]]]:
    found = judged(rules, observed(events=events), as_of, period=period)
    return [(f.date.isoformat(), f.verdict, f.missing) for f in found]


def test_each_occurrence_is_a_finding() -> None:
    first, second, third = judged(
        DUTY + '\n    to helper\n    with old_office\n    cite "V"',
        observed(events=[happened("d", "2024-03-14"), happened("d", "2024-06-15")]),
        "2024-08-31",
        period="2024",
    )
    assert (first.rule, first.target, first.organisation) == ("duty", "d", "p")
    assert (first.verdict, first.date, first.deadline) == (
        "met", day("2024-03-14"), day("2024-03-14"),
    )  # fmt: skip
    assert (first.expected, first.reported, first.missing) == (2, 2, ())
    assert first.notes == (("duty-for", (("period", "2024-01-01/2024-03-31"),)),)
    assert ([u.name for u in first.lead], [u.name for u in first.cooperating], first.cite) == (
        ["new_office", "helper"], ["old_office"], "V",
    )  # fmt: skip
    assert (second.verdict, second.expected, second.reported, second.missing) == (
        "missed", 2, 0, ("new_office", "helper"),
    )  # fmt: skip
    assert second.notes == (
        ("duty-for", (("period", "2024-04-01/2024-06-30"),)),
        ("done-on", (("date", "2024-06-15"),)),
    )
    assert (third.verdict, third.date, third.deadline) == (
        "not_due", day("2024-08-31"), day("2024-09-14"),
    )  # fmt: skip
    assert (third.expected, third.reported, third.missing) == (2, 0, ())


OFFICE_DID = happened("d", "2024-03-01", unit="new_office")


@pytest.mark.parametrize(
    ("events", "verdict", "missing"),
    [
        ([], "missed", ("new_office", "helper")),
        ([OFFICE_DID], "missed", ("helper",)),
        ([OFFICE_DID, happened("d", "2024-03-14", unit="helper")], "met", ()),
        ([OFFICE_DID, happened("d", "2024-03-15", unit="helper")], "missed", ("helper",)),
        ([happened("d", "2024-03-01", unit="stranger")], "missed", ("new_office", "helper")),
        ([happened("bc", "2024-03-01")], "met", ()),
        ([happened("d", "2024-03-01", holds=False)], "missed", ("new_office", "helper")),
        ([happened("e", "2024-03-01")], "missed", ("new_office", "helper")),
    ],
)  # fmt: skip
def test_each_unit_owes_it(events: list[Event], verdict: str, missing: tuple[str, ...]) -> None:
    found = duty("2024-03-31", *events)
    assert found[0] == ("2024-03-14", verdict, missing)


@pytest.mark.parametrize(
    ("event", "verdict"),
    [
        (happened("d", "2024-03-14", period="2024-Q1"), "met"),
        (happened("d", "2024-03-14", period="2024-Q2"), "missed"),
        (happened("d", "2023-12-31", period="2024-Q1"), "met"),
        (happened("d", "2024-03-15", period="2024-Q1"), "missed"),
        # Without a period, the one that the day lies in.
        (happened("d", "2023-12-31"), "missed"),
        (happened("d", "2024-01-01"), "met"),
        (happened("d", "2024-04-01"), "missed"),
    ],
)
def test_the_occurrence_that_an_event_is_for(event: Event, verdict: str) -> None:
    assert duty("2024-06-01", event)[0][:2] == ("2024-03-14", verdict)


def test_on_the_last_day_of_its_period_it_is_still_for_that_period() -> None:
    rules = 'duty d "D" every quarter\n    by helper'
    assert duty("2024-04-01", happened("d", "2024-03-31"), rules=rules)[0] == (
        "2024-03-31", "met", (),
    )  # fmt: skip


def test_what_a_stranger_did_in_time_was_not_done_late() -> None:
    found = judged(
        DUTY, observed(events=[happened("d", "2024-03-14", unit="stranger")]), "2024-03-31",
        period="2024",
    )  # fmt: skip
    assert (found[0].verdict, [code for code, _ in found[0].notes]) == ("missed", ["duty-for"])


def test_before_the_deadline_it_is_met_or_not_due() -> None:
    assert duty("2024-03-14") == [("2024-03-14", "not_due", ()), ("2024-03-14", "not_due", ())]
    assert duty("2024-02-01", happened("d", "2024-02-01")) == [("2024-02-01", "met", ())]
    assert duty("2024-02-01", happened("d", "2024-02-02")) == [("2024-02-01", "not_due", ())]


def test_without_an_event_list_duties_are_never_missed() -> None:
    found = judged(DUTY, observed(), "2024-03-31", period="2024")
    assert [(f.verdict, f.reported) for f in found] == [("no_data", 0), ("not_due", 0)]


def test_the_leading_unit_owes_what_nobody_else_does() -> None:
    rules = 'duty d "D" every year\n    lead helper'
    found = duty("2025-01-01", happened("d", "2024-06-01", unit="helper"), rules=rules)
    assert found == [("2024-12-31", "met", ())]
    found = duty("2025-01-01", happened("d", "2024-06-01", unit="new_office"), rules=rules)
    assert found == [("2024-12-31", "missed", ("helper",))]


def test_a_duty_of_nobody_is_met_by_anybody() -> None:
    rules = 'duty d "D" every year'
    assert duty("2025-01-01", happened("d", "2024-06-01", unit="x"), rules=rules)[0][1] == "met"
    assert duty("2025-01-01", rules=rules) == [("2024-12-31", "missed", ())]


SUCCEEDED = 'duty d "D" every quarter\n    by old_office'


def test_a_successor_owes_what_the_unit_owed() -> None:
    found = duty("2025-06-30", rules=SUCCEEDED, period="2025")
    assert found[0] == ("2025-03-31", "missed", ("new_office",))
    by_successor = happened("d", "2025-03-20", unit="new_office")
    assert duty("2025-06-30", by_successor, rules=SUCCEEDED, period="2025")[0][1] == "met"
    # What fell due while the old unit stood was its own to do.
    found = duty("2025-06-30", rules=SUCCEEDED, period="2024-Q4 to 2025")
    assert found[0] == ("2024-12-31", "missed", ("old_office",))
    # What the old unit did while it stood counts for the one that took over.
    by_old = happened("d", "2025-02-20", unit="old_office")
    assert duty("2025-06-30", by_old, rules=SUCCEEDED, period="2025")[0][1] == "met"


def test_units_by_title_or_alias() -> None:
    rules = 'unit board | ban "Ban giám hiệu"\nduty d "D" every year\n    by board'
    for name in ("board", "ban", "Ban giám hiệu"):
        found = duty("2025-01-01", happened("d", "2024-06-01", unit=name), rules=rules)
        assert found == [("2024-12-31", "met", ())]


def test_a_condition_is_that_of_each_occurrence() -> None:
    rules = DUTY + "\n    when portal"
    events = [happened("portal", "2024-06-14")]
    assert [verdict for _, verdict, _ in duty("2024-09-30", *events, rules=rules)] == [
        "not_applicable", "missed", "missed", "not_due",
    ]  # fmt: skip
    assert [verdict for _, verdict, _ in duty("2024-03-31", rules=rules)] == [
        "undetermined", "not_due",
    ]  # fmt: skip
