"""What is due: every kind of item, how it stands, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

import dxplan
from dxplan.engine.due_items import STATUSES, DueItem, DueList
from dxplan.plan.model import Plan

HEAD = """
plan p "P"
    period 2024 to 2025
unit office | phòng "Phòng Giáo dục" until 2025-06-30 then department, commune
unit department "Sở Giáo dục và Đào tạo"
unit commune "Ủy ban xã"
unit city "UBND tỉnh"
measure a flow
measure b flow
indicator share "Tỉ lệ" = a / b
fact portal "Cổng"
fact received "Nhận hồ sơ"
"""


def plan(rules: str, head: str = HEAD) -> Plan:
    return dxplan.load_text(head + rules)


def rows(*events: str) -> list[Mapping[str, object]]:
    """Events as ``rule day [unit]``."""
    names = ("rule", "date", "unit")
    return [dict(zip(names, [*event.split(), ""], strict=False)) for event in events]


def due(
    rules: str | Plan | Sequence[Plan],
    as_of: str,
    events: Sequence[Mapping[str, object]] | None = (),
    **more: Any,
) -> DueList:
    plans = plan(rules) if isinstance(rules, str) else rules
    given = None if events is None else [*events, {"rule": "portl", "date": "2024-01-01"}]
    found = dxplan.due(plans, as_of=date.fromisoformat(as_of), events=given, **more)
    # The last row only keeps the list from being empty.
    assert [p.code for p in found.problems] == ([] if events is None else ["unknown-rule"])
    return found


def told(items: Iterable[DueItem]) -> list[tuple[str, str, str]]:
    return [(str(item.deadline), item.id, item.status) for item in items]


def names(units: Iterable[dxplan.Unit]) -> list[str]:
    return [unit.name for unit in units]


# --- tasks ----------------------------------------------------------------------------------------

TASK = 'task t "T" before 20/6/2024\n    lead office\n    with city\n    to commune\n    cite "I"'


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2024-05-19", "later"),
        ("2024-05-20", "due"),
        ("2024-06-19", "due"),
        ("2024-06-20", "overdue"),
        ("2025-12-31", "overdue"),
    ],
)
def test_a_task_comes_into_the_span_and_becomes_overdue(as_of: str, status: str) -> None:
    (item,) = due(TASK, as_of)
    assert (item.status, item.deadline, item.rule, item.id) == (
        status, date(2024, 6, 19), "task", "t",
    )  # fmt: skip


def test_an_item_says_who_does_it_and_who_receives_it() -> None:
    (item,) = due(TASK, "2024-06-01")
    assert (names(item.lead), names(item.by), names(item.missing)) == (["office"],) * 3
    assert (names(item.cooperating), names(item.to)) == (["city"], ["commune"])
    assert (item.ended, item.notes, item.occurrence) == ((), (), None)


def test_what_was_done_is_done_and_nothing_after_the_day_is_looked_at() -> None:
    (item,) = due(TASK, "2024-06-30", rows("t 2024-06-25"))
    assert (item.status, item.done, item.missing) == ("done", date(2024, 6, 25), ())
    (item,) = due(TASK, "2024-06-24", rows("t 2024-06-25"))
    assert item.status == "overdue"


def test_without_an_event_list_nothing_is_called_overdue() -> None:
    found = due(TASK, "2024-06-20", None)
    assert (told(found), found.something_is_overdue) == ([("2024-06-19", "t", "passed")], False)
    assert not found.events_given
    assert due(TASK, "2024-06-20").something_is_overdue


def test_tasks_without_a_deadline_are_listed_as_such() -> None:
    rules = "task standing\ntask begun from 2024\ntask answer within 5 days of received"
    assert told(due(rules, "2024-06-20")) == [
        ("None", "answer", "waiting"), ("None", "begun", "undated"),
        ("None", "standing", "undated"),
    ]  # fmt: skip
    found = due(rules, "2024-06-20", rows("received 2024-06-17"))
    assert told(found.of("due")) == [("2024-06-22", "answer", "due")]


def test_a_deadline_that_is_not_certain_is_never_called_overdue() -> None:
    head = HEAD.replace("2024 to 2025", "2031")
    rules = plan("task answer within 2 working days of received", head)
    found = due(rules, "2031-06-30", rows("received 2031-06-05"))
    assert told(found) == [("2031-06-09", "answer", "passed")]
    assert found.items[0].earliest == date(2031, 6, 7)


@pytest.mark.parametrize(
    ("events", "status", "conditional"),
    [
        ((), "passed", True),
        (("portal 2024-03-01",), "overdue", False),
        (("portal 2024-07-01",), "not_applicable", False),
    ],
)
def test_work_under_a_condition(events: Sequence[str], status: str, conditional: bool) -> None:
    found = due(f"{TASK}\n    when portal", "2024-07-10", rows(*events))
    assert [(item.status, item.conditional) for item in found] == [(status, conditional)]


def test_what_does_not_apply_is_listed_with_the_reason() -> None:
    rules = f"{TASK}\n    when portal"
    (item,) = due(rules, "2024-07-10", rows("portal 2024-07-01"))
    assert item.notes == (("condition-false", (("condition", "portal"),)),)
    assert (item.missing, item.done) == ((), None)
    # What was done without need is not an item that is done, nor is it anybody's work.
    done = rows("portal 2024-07-01", "t 2024-05-01")
    assert told(due(rules, "2024-07-10", done, unit="office")) == [
        ("2024-06-19", "t", "not_applicable")
    ]


def test_what_is_told_ahead_of_a_fact_counts_on_the_deadline() -> None:
    rules = "fact live from 2024-03-01\ntask connect by 2024\n    when live"
    assert told(due(rules, "2024-02-20")) == [("2024-12-31", "connect", "later")]
    rules = rules.replace("from 2024-03-01", "from 2024-03-01 to 2024-06")
    assert told(due(rules, "2024-04-20")) == [("2024-12-31", "connect", "not_applicable")]


def test_a_duty_that_has_not_begun_has_its_condition_too() -> None:
    rules = "duty reply within 1 week of received\n    by city\n    when portal"
    assert [(i.status, i.conditional) for i in due(rules, "2024-06-20")] == [("waiting", True)]
    off = [{"rule": "portal", "date": "2024-01-01", "value": "no"}]
    assert told(due(rules, "2024-06-20", off)) == [("None", "reply", "not_applicable")]


def test_who_receives_it_may_have_been_followed_by_others() -> None:
    rules = "task figures by 2025-09\n    by city to office"
    (item,) = due(rules, "2025-01-10")
    assert (names(item.to), names(item.ended), [code for code, _ in item.notes]) == (
        ["department", "commune"], ["office"], ["unit-succeeded"],
    )  # fmt: skip


def test_a_chain_of_deadlines_says_what_it_waits_for() -> None:
    rules = (
        "task answer within 5 days of received\n"
        "task review within 5 days of the deadline of answer\n"
        "task archive within 5 days of the deadline of review"
    )
    waiting = {item.id: dict(item.notes[0][1]) for item in due(rules, "2024-06-20")}
    assert waiting == {
        "answer": {"origin": "Nhận hồ sơ"},
        "review": {"origin": "answer", "waiting": "Nhận hồ sơ"},
        "archive": {"origin": "review", "waiting": "Nhận hồ sơ"},
    }


def test_a_chain_of_deadlines_ends_with_the_calendar() -> None:
    rules = "task t0 within 9999 months of received\n"
    rules += "\n".join(
        f"task t{n} within 9999 months of the deadline of t{n - 1}" for n in range(1, 12)
    )
    found = due(rules, "2024-06-20", rows("received 2024-06-17"))
    assert str(found.items[-1].deadline) == "9998-12-31"


# --- duties ---------------------------------------------------------------------------------------

DUTY = (
    'duty report "R" every quarter before day 15 of its last month\n'
    "    by office, city to department"
)


def test_every_occurrence_is_an_item_to_the_end_of_the_plan() -> None:
    found = due(DUTY, "2024-06-01")
    assert [(status, len(found.of(status))) for status in STATUSES if found.of(status)] == [
        ("overdue", 1), ("due", 1), ("later", 6),
    ]  # fmt: skip
    assert told(found)[1] == ("2024-06-14", "report", "due")
    assert (
        found.items[1].occurrence
        == dxplan.load_text("task t in 2024-Q2").tasks[0].time.span_of_days
    )


def test_a_duty_after_events_waits_for_the_first_of_them() -> None:
    rules = "duty reply within 1 week of received\n    by city"
    found = due(rules, "2024-06-20")
    assert told(found) == [("None", "reply", "waiting")]
    assert (names(found.items[0].missing), [code for code, _ in found.items[0].notes]) == (
        ["city"], ["not-begun"],
    )  # fmt: skip
    events = rows("received 2024-05-01", "received 2024-06-17", "reply 2024-05-06")
    assert told(due(rules, "2024-06-20", events)) == [
        ("2024-05-08", "reply", "done"), ("2024-06-24", "reply", "due"),
    ]  # fmt: skip


def test_a_duty_under_a_condition_that_does_not_hold_is_not_due() -> None:
    rules = f"{DUTY}\n    when portal"
    found = due(rules, "2024-06-20", rows("portal 2024-05-01"))
    assert told(found)[:3] == [
        ("2024-03-14", "report", "not_applicable"), ("2024-06-14", "report", "overdue"),
        ("2024-09-14", "report", "later"),
    ]  # fmt: skip


def test_of_a_duty_it_is_said_whether_its_condition_is_known_to_hold() -> None:
    on = [{"rule": "portal", "date": "2024-01-01"}]
    off = [{"rule": "portal", "date": "2024-01-01", "value": "no"}]
    for events, conditional in (([], True), (on, False), (off, False)):
        found = due(f"{DUTY}\n    when not portal", "2024-06-20", events)
        assert {item.conditional for item in found} == {conditional}


def test_of_a_duty_after_events_it_is_said_that_its_deadline_is_not_certain() -> None:
    head = HEAD.replace("2024 to 2025", "2031")
    rules = plan("duty reply within 2 working days of received", head)
    (item,) = due(rules, "2031-06-06", rows("received 2031-06-05"))
    assert item.notes == (("deadline-uncertain", (("date", "2031-06-07"),)),)


def test_who_has_still_to_do_his_part() -> None:
    found = due(DUTY, "2024-06-20", rows("report 2024-06-10 city"))
    assert [names(item.missing) for item in found.of("overdue")] == [["office", "city"], ["office"]]
    found = due(DUTY, "2024-06-20", rows("report 2024-06-10"))
    assert told(found.of("done")) == [("2024-06-14", "report", "done")]


def test_all_successors_owe_what_a_unit_owed() -> None:
    found = due(DUTY, "2025-09-20", rows("report 2025-09-10 department"))
    last = found.of("overdue")[-1]
    assert (names(last.by), names(last.missing)) == (
        ["department", "commune", "city"], ["commune", "city"],
    )  # fmt: skip
    assert (names(last.ended), [code for code, _ in last.notes]) == (["office"], ["unit-succeeded"])


def test_without_a_plans_period_duties_go_on_through_the_span() -> None:
    bare = plan("duty d every month", HEAD.replace("    period 2024 to 2025\n", ""))
    assert [str(i.deadline) for i in due(bare, "2024-12-15", None, within="2m").of("due")] == [
        "2024-12-31", "2025-01-31",
    ]  # fmt: skip


@pytest.mark.parametrize("as_of", ["1900-01-01", "2199-12-31"])
def test_a_day_long_before_or_after_the_plan(as_of: str) -> None:
    found = due(f"{TASK}\n{DUTY}\nshare >= 5% by 2025", as_of)
    statuses = {item.status for item in found}
    assert statuses == ({"later"} if as_of < "2024" else {"overdue", "judged"})


# --- targets --------------------------------------------------------------------------------------


def test_targets_are_told_before_their_day_and_left_to_a_check_after_it() -> None:
    rules = "share >= 5% by 2024, 8% by 2025\nshare >= 1% every half-year\nshare >= 1% from 2024"
    found = due(rules, "2024-12-15")
    assert told(found) == [
        ("2024-06-30", "share.every.half_year", "judged"),
        ("2024-12-31", "share.by.2024", "due"),
        ("2024-12-31", "share.every.half_year", "due"),
        ("2025-06-30", "share.every.half_year", "later"),
        ("2025-12-31", "share.by.2025", "later"),
        ("2025-12-31", "share.every.half_year", "later"),
    ]


def test_a_waived_target_is_not_due() -> None:
    rules = 'share >= 5% by 2024, 8% by 2025\nwaive share until 2024 because "Bão"'
    found = due(rules, "2024-12-15")
    assert told(found) == [
        ("2024-12-31", "share.by.2024", "not_applicable"),
        ("2025-12-31", "share.by.2025", "later"),
    ]
    said = (("until", "2024-12-31"), ("because", "Bão"), ("cite", ""))
    assert found.items[0].notes == (("waived", said),)


def test_a_target_under_a_condition_that_does_not_hold() -> None:
    off = [{"rule": "portal", "date": "2024-01-01", "value": "no"}]
    rules = "share >= 5% by 2024 when portal\nshare >= 8% by 2025"
    assert told(due(rules, "2024-12-15", off)) == [
        ("2024-12-31", "share.by.2024.when.portal", "not_applicable"),
        ("2025-12-31", "share.by.2025", "later"),
    ]


def test_a_recurring_target_without_a_plans_period() -> None:
    bare = plan("share >= 5% every school year", HEAD.replace("    period 2024 to 2025\n", ""))
    assert told(due(bare, "2024-12-15", None, within="1y")) == [
        ("2025-05-31", "share.every.school_year", "due"),
    ]  # fmt: skip


def test_a_recurring_target_is_due_only_in_the_steps_that_a_check_judges() -> None:
    rules = (
        "share >= 1% every half-year from 2025\n"
        "share >= 2% every half-year to 2024\n"
        "share adds 3% every year from 2024, reaches 8% by 2025"
    )
    assert [(deadline, name) for deadline, name, _ in told(due(rules, "2024-01-15"))] == [
        ("2024-06-30", "share.every.half_year.to.2024"),
        ("2024-12-31", "share.adds.every.year.from.2024"),
        ("2024-12-31", "share.every.half_year.to.2024"),
        ("2025-06-30", "share.every.half_year.from.2025"),
        ("2025-12-31", "share.by.2025"),
        ("2025-12-31", "share.every.half_year.from.2025"),
    ]


# --- the call -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "until"),
    [(None, "2024-03-02"), ("30d", "2024-03-02"), ("2w", "2024-02-15"), ("1m", "2024-03-01"),
     ("1y", "2025-02-01")],
)  # fmt: skip
def test_how_far_to_look_ahead(within: str | None, until: str) -> None:
    assert due("task t", "2024-02-01", within=within).until == date.fromisoformat(until)


def test_a_span_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a duration"):
        due("task t", "2024-02-01", within="30x")


@pytest.mark.parametrize("as_of", [date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_outside_the_years_of_rules_is_refused(as_of: date) -> None:
    with pytest.raises(ValueError, match="outside the years 1900 to 2199"):
        dxplan.due(plan("task t"), as_of=as_of)
    with pytest.raises(ValueError, match="outside the years 1900 to 2199"):
        dxplan.check(plan("task t"), [{"school": "A", "period": "2024", "a": 1}], as_of=as_of)


def test_several_plans_stand_in_one_list() -> None:
    other = plan("task u by 2024-05", HEAD.replace("plan p", "plan q"))
    found = due([plan(TASK), other], "2024-06-15", rows("u 2024-05-02"))
    assert [(item.plan.id, item.id, item.status) for item in found] == [
        ("q", "u", "done"), ("p", "t", "due"),
    ]  # fmt: skip


# --- one unit -------------------------------------------------------------------------------------

SHARED = f"""{TASK}
{DUTY}
task own by 2024-07 by department
share >= 5% by 2024
    lead city
"""


@pytest.mark.parametrize("text", ["office", "phòng", "Phòng giáo dục", "PHÒNG GIÁO DỤC"])
def test_a_unit_is_called_by_name_alias_or_title(text: str) -> None:
    found = due(SHARED, "2024-06-15", unit=text)
    assert {item.id for item in found} == {"t", "report"}
    assert found.unit is not None
    assert (names(found.unit.found["p"]), found.unit.notes) == (["office"], ())


def test_a_unit_that_has_ended_is_answered_with_its_successors() -> None:
    found = due(SHARED, "2025-08-01", unit="office")
    assert found.unit is not None
    assert [code for code, _ in found.unit.notes] == ["unit-succeeded"]
    assert {item.id for item in found} == {"t", "report"}
    assert {name for item in found for name in names(item.by)} == {"department", "commune", "city"}


def test_a_successor_has_what_it_took_over_beside_its_own() -> None:
    assert {item.id for item in due(SHARED, "2024-06-15", unit="commune")} == {"report"}
    assert {item.id for item in due(SHARED, "2025-08-01", unit="commune")} == {"t", "report"}
    assert {item.id for item in due(SHARED, "2025-08-01", unit="department")} == {
        "t", "report", "own",
    }  # fmt: skip


def test_what_a_unit_has_done_is_done_for_it_though_others_have_not() -> None:
    events = rows("report 2024-06-10 city")
    of_city = due(SHARED, "2024-06-20", events, unit="city")
    assert ("2024-06-14", "report", "done") in told(of_city)
    assert ("2024-06-14", "report", "overdue") in told(due(SHARED, "2024-06-20", events))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("ofice", "office"), ("Sở Giáo dục", "Sở Giáo dục và Đào tạo"), ("xyz", ""), ("", "")],
)
def test_a_unit_that_no_plan_has_is_refused_with_a_suggestion(text: str, suggestion: str) -> None:
    with pytest.raises(dxplan.UnknownUnit) as raised:
        due(SHARED, "2024-06-20", unit=text)
    assert (raised.value.text, raised.value.suggestion) == (text, suggestion)
    hint = f"; did you mean {suggestion!r}?" if suggestion else ""
    assert str(raised.value) == f"no plan has a unit called {text!r}{hint}"


def test_a_target_that_holds_from_one_day_to_another_has_no_deadline() -> None:
    rules = "share >= 5% from 2024 to 2025\nshare >= 9% every year from 2024 to 2025"
    found = told(due(rules, "2024-06-01", within="2y"))
    assert [(deadline, name) for deadline, name, _ in found] == [
        ("2024-12-31", "share.every.year.from.2024.to.2025"),
        ("2025-12-31", "share.every.year.from.2024.to.2025"),
    ]
