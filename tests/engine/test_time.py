"""On which dates a target is judged, over which days flows add up, and how old a stock may be."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.data.observations import Cell
from dxplan.engine.findings import Finding
from dxplan.engine.moments import rules_on
from tests.engine.rules import (
    SCHOOL_YEAR,
    Exact,
    codes,
    day,
    judged,
    observed,
    plan,
    report,
    school,
    single,
    span,
    verdicts,
)

FIRST, SECOND, THIRD, FOURTH = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


def rooms(**by_period: Exact) -> list[Cell]:
    """Rooms by period: ``q24_1=3`` for the first quarter of 2024, ``y24=3`` for the year."""
    found = []
    for key, value in by_period.items():
        period = f"20{key[1:3]}" + (f"-Q{key[4]}" if key[0] == "q" else "")
        found.extend(report("A", period, rooms=value))
    return found


def room_dates(
    rule: str, as_of: str, *cells: list[Cell], period: str = ""
) -> list[tuple[str, str]]:
    return verdicts(judged(f"room_count {rule}", observed(*cells), as_of, period=period))


# --- by and before --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-30", [("2025-12-30", "not_due")]),
        ("2025-12-31", [("2025-12-31", "met")]),
        ("2026-01-01", [("2025-12-31", "met")]),
        ("2026-03-30", [("2025-12-31", "met")]),
        ("2026-03-31", [("2025-12-31", "met"), ("2026-03-31", "missed")]),
        ("2026-12-31", [("2025-12-31", "met"), ("2026-03-31", "missed"), ("2026-06-30", "met")]),
    ],
)
def test_by_is_judged_on_the_deadline_and_again_on_later_reporting_dates(
    as_of: str, expected: list[tuple[str, str]]
) -> None:
    data = rooms(q25_3=3, q26_1=2, q26_2=3)
    assert room_dates(">= 3 by 2025", as_of, data) == expected


def test_before_is_by_the_day_before() -> None:
    data = report("A", "2025-06-19", rooms=3)
    assert room_dates(">= 3 before 20/6/2025", "2025-06-18", data) == [("2025-06-18", "not_due")]
    assert room_dates(">= 3 before 20/6/2025", "2025-06-19", data) == [("2025-06-19", "met")]
    assert room_dates(">= 3 before 2026", "2025-12-31", data) == [("2025-12-31", "met")]


def test_a_relapse_carries_the_deadline_that_was_kept() -> None:
    found = judged(
        "room_count >= 3 by 2024", observed(rooms(y24=3, q25_1=2, q25_2=4, q25_3=1)), "2025-12-31"
    )
    assert [(f.date.isoformat(), f.verdict, f.relapse) for f in found] == [
        ("2024-12-31", "met", False),
        ("2025-03-31", "missed", True),
        ("2025-06-30", "met", False),
        ("2025-09-30", "missed", True),
    ]
    assert {f.deadline for f in found} == {day("2024-12-31")}


def test_a_deadline_that_was_missed_has_no_relapse() -> None:
    found = judged(
        "room_count >= 3 by 2024", observed(rooms(y24=2, q25_1=3, q25_2=2)), "2025-06-30"
    )
    assert [(f.verdict, f.relapse) for f in found] == [
        ("missed", False), ("met", False), ("missed", False),
    ]  # fmt: skip


def test_open_ended_targets_do_not_relapse() -> None:
    found = judged("room_count >= 3 from 2025", observed(rooms(q25_1=3, q25_2=2)), "2025-06-30")
    assert [(f.verdict, f.relapse, f.deadline) for f in found] == [
        ("met", False, None), ("missed", False, None),
    ]  # fmt: skip


def test_groups_relapse_each_by_itself() -> None:
    found = judged(
        "room_count >= 2 by 2024",
        observed(
            report("A", "2024", rooms=2), report("B", "2024", rooms=1),
            report("A", "2025-Q1", rooms=1), report("B", "2025-Q1", rooms=1),
        ),
        "2025-03-31",
        by="organisation",
    )  # fmt: skip
    assert [(f.organisation, f.verdict, f.relapse) for f in found] == [
        ("plan", "met", False), ("A", "met", False), ("B", "missed", False),
        ("plan", "met", False), ("A", "missed", True), ("B", "missed", False),
    ]  # fmt: skip


def test_later_dates_end_with_the_plans_period() -> None:
    data = rooms(y24=3, q25_4=3, q26_1=1)
    assert room_dates(">= 3 by 2024", "2026-12-31", data, period="2022 to 2025") == [
        ("2024-12-31", "met"),
        ("2025-12-31", "met"),
    ]


def test_a_deadline_beyond_the_plans_period_is_judged_once() -> None:
    data = rooms(y30=3, q31_1=1)
    for as_of, expected in (("2030-12-30", "not_due"), ("2030-12-31", "met")):
        assert [v for _, v in room_dates(">= 3 by 2030", as_of, data, period="2022 to 2025")] == [
            expected
        ]
    assert room_dates(">= 3 by 2030", "2031-12-31", data, period="2022 to 2025") == [
        ("2030-12-31", "met")
    ]


def test_a_later_milestone_takes_over_on_its_deadline() -> None:
    found = judged(
        "room_count >= 1 by 2024, 3 by 2025",
        observed(rooms(y24=1, q25_3=2, q25_4=2, q26_1=3)),
        "2026-12-31",
    )
    assert [(f.target, f.date.isoformat(), f.verdict) for f in found] == [
        ("room_count.by.2024", "2024-12-31", "met"),
        ("room_count.by.2024", "2025-09-30", "met"),
        ("room_count.by.2025", "2025-12-31", "missed"),
        ("room_count.by.2025", "2026-03-31", "met"),
    ]


def test_the_day_before_a_later_deadline_still_belongs_to_the_earlier_one() -> None:
    data = observed(rooms(y24=1), report("A", "2025-12-30", rooms=2))
    found = judged("room_count >= 1 by 2024, 3 by 2025", data, "2025-12-31")
    assert [(f.target, f.date.isoformat()) for f in found] == [
        ("room_count.by.2024", "2024-12-31"),
        ("room_count.by.2024", "2025-12-30"),
        ("room_count.by.2025", "2025-12-31"),
    ]


def test_two_deadlines_on_one_day_are_both_judged() -> None:
    found = judged(
        "room_count >= 1 by 2025\nroom_count >= 3 by 2025-Q4",
        observed(rooms(q25_4=2)),
        "2025-12-31",
    )
    assert [(f.target, f.verdict, f.expected_value) for f in found] == [
        ("room_count.by.2025", "met", None), ("room_count.by.2025-Q4", "missed", None),
    ]  # fmt: skip


# --- in, every, from, always ----------------------------------------------------------------------


def test_in_is_judged_once_at_the_end() -> None:
    data = rooms(q25_2=3, q25_3=1)
    assert room_dates(">= 3 in 2025-Q2", "2025-06-29", data) == [("2025-06-29", "not_due")]
    assert room_dates(">= 3 in 2025-Q2", "2025-06-30", data) == [("2025-06-30", "met")]
    assert room_dates(">= 3 in 2025-Q2", "2025-12-31", data) == [("2025-06-30", "met")]


def test_in_takes_no_stock_from_before_its_period() -> None:
    data = rooms(q25_1=3)
    assert room_dates(">= 3 in 2025-Q2", "2025-06-30", data) == [("2025-06-30", "no_data")]
    assert room_dates(">= 3 by 2025-Q2", "2025-06-30", data) == [("2025-06-30", "met")]


def test_every_is_judged_at_each_end_inside_the_plans_period() -> None:
    data = rooms(q24_4=3, q25_1=3, q25_2=2)
    assert room_dates(">= 3 every quarter", "2025-07-15", data, period="2025") == [
        ("2025-03-31", "met"), ("2025-06-30", "missed"), ("2025-07-15", "not_due"),
    ]  # fmt: skip
    assert room_dates(">= 3 every quarter", "2025-06-30", data, period="2025") == [
        ("2025-03-31", "met"), ("2025-06-30", "missed"),
    ]  # fmt: skip
    assert room_dates(">= 3 every quarter", "2026-06-30", data, period="2025 to 2025-Q2") == [
        ("2025-03-31", "met"), ("2025-06-30", "missed"),
    ]  # fmt: skip


def test_every_before_the_first_end() -> None:
    assert room_dates(">= 3 every year", "2024-12-31", period="2025") == [("2024-12-31", "not_due")]
    assert room_dates(">= 3 every year", "2025-12-30", period="2025") == [("2025-12-30", "not_due")]
    assert room_dates(">= 3 every year", "2025-12-31", period="2025") == [("2025-12-31", "no_data")]


def test_every_without_a_plans_period_begins_with_the_first_report() -> None:
    data = rooms(q25_2=3)
    assert room_dates(">= 3 every quarter", "2025-09-30", data) == [
        ("2025-06-30", "met"), ("2025-09-30", "met"),
    ]  # fmt: skip
    assert room_dates(">= 3 every year", "2025-09-30", data) == [("2025-09-30", "not_due")]
    assert room_dates(">= 3 every month", "2025-09-30") == [("2025-09-30", "not_due")]


def test_every_month_has_the_lengths_of_months() -> None:
    data = report("A", "2024-01", rooms=3)
    dates = [date for date, _ in room_dates(">= 3 every month", "2024-04-30", data)]
    assert dates == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]


def test_from_is_judged_on_every_reporting_date_from_its_first_day() -> None:
    data = rooms(q25_1=1, q25_2=3, q25_3=2, q26_1=1)
    assert room_dates(">= 3 from 2025-Q2", "2026-12-31", data, period="2025") == [
        ("2025-06-30", "met"), ("2025-09-30", "missed"),
    ]  # fmt: skip
    assert room_dates(">= 3 from 2025-Q2 to 2025-Q3", "2026-12-31", data) == [
        ("2025-06-30", "met"), ("2025-09-30", "missed"),
    ]  # fmt: skip
    for first_day in ("2025-Q1", "2025-03-31"):
        assert room_dates(f">= 3 from {first_day} to 2025-Q2", "2026-12-31", data) == [
            ("2025-03-31", "missed"), ("2025-06-30", "met"),
        ]  # fmt: skip
    assert room_dates(">= 3 from 2025-04-01 to 2025-06-29", "2026-12-31", data) == [
        ("2025-06-29", "missed")
    ]


def test_always_is_judged_on_every_reporting_date_inside_the_plans_period() -> None:
    data = rooms(q24_4=1, q25_1=3, q25_4=2, q26_1=1)
    assert room_dates(">= 3", "2026-12-31", data, period="2025") == [
        ("2025-03-31", "met"), ("2025-12-31", "missed"),
    ]  # fmt: skip
    assert room_dates(">= 3", "2025-03-31", data) == [
        ("2024-12-31", "missed"),
        ("2025-03-31", "met"),
    ]


@pytest.mark.parametrize(
    ("rule", "as_of", "period", "expected"),
    [
        (">= 3 from 2025-Q2", "2025-03-31", "", ("2025-03-31", "not_due")),
        (">= 3 from 2025-Q2", "2025-04-01", "", ("2025-04-01", "no_data")),
        (">= 3 from 2025-Q2", "2027-01-01", "2025", ("2025-12-31", "no_data")),
        (">= 3 from 2025-Q2 to 2025-Q3", "2027-01-01", "", ("2025-09-30", "no_data")),
        (">= 3 from 2025-12-31", "2027-01-01", "2025", ("2025-12-31", "no_data")),
        (">= 3 from 2026", "2027-01-01", "2025", ("2027-01-01", "no_data")),
        (">= 3", "2024-12-31", "2025", ("2024-12-31", "not_due")),
        (">= 3", "2025-02-01", "2025", ("2025-02-01", "no_data")),
        (">= 3", "2027-01-01", "2025", ("2025-12-31", "no_data")),
        (">= 3", "2027-01-01", "", ("2027-01-01", "no_data")),
    ],
)
def test_an_open_ended_target_without_reports(
    rule: str, as_of: str, period: str, expected: tuple[str, str]
) -> None:
    assert room_dates(rule, as_of, period=period) == [expected]


def test_reports_from_after_the_plans_period_do_not_decide_it() -> None:
    data = rooms(q26_1=9)
    assert room_dates(">= 3", "2026-12-31", data, period="2025") == [("2025-12-31", "no_data")]


# --- stocks ---------------------------------------------------------------------------------------


def test_the_newest_report_of_a_stock_counts() -> None:
    data = observed(rooms(q25_1=1, q25_3=3, q25_2=2))
    assert single("room_count >= 3 by 2025", data, "2025-12-31").value == span(3)


def test_of_two_reports_that_end_together_the_shorter_is_newer() -> None:
    data = observed(rooms(y25=1, q25_4=3))
    assert single("room_count >= 3 by 2025", data, "2025-12-31").value == span(3)


@pytest.mark.parametrize(
    ("reported_on", "verdict"), [("2024-12-30", "met"), ("2024-12-29", "no_data")]
)
def test_a_stock_counts_for_366_days(reported_on: str, verdict: str) -> None:
    data = report("A", reported_on, rooms=3)
    assert room_dates(">= 3 by 2025", "2025-12-31", data) == [("2025-12-31", verdict)]


def test_a_stock_is_not_taken_from_after_the_judgement_date() -> None:
    data = rooms(q25_2=3, q25_4=9)
    assert room_dates(">= 3 before 2025-12-31", "2025-12-31", data)[0] == ("2025-12-30", "met")
    found = judged("room_count >= 4 before 2025-12-31", observed(data), "2025-12-31")
    assert [(f.value, f.verdict) for f in found] == [(span(3), "missed"), (span(9), "met")]


# --- flows ----------------------------------------------------------------------------------------


def quarters(year: int, *online: Exact) -> list[Cell]:
    return [
        cell
        for number, value in enumerate(online, 1)
        for cell in report("A", f"{year}-Q{number}", online=value, total=100)
    ]


def sums(rule: str, as_of: str, *cells: list[Cell]) -> list[Finding]:
    return list(judged(f"online_share {rule}", observed(*cells), as_of))


def test_a_year_adds_up_its_quarters_and_later_the_twelve_months_before() -> None:
    found = sums(">= 5% by 2025", "2026-03-31", quarters(2025, 1, 2, 4, 8), quarters(2026, 16))
    assert [(f.date.isoformat(), f.numerator, f.denominator) for f in found] == [
        ("2025-12-31", span(15), span(400)), ("2026-03-31", span(30), span(400)),
    ]  # fmt: skip


def test_a_quarter_adds_up_its_months_and_later_the_three_months_before() -> None:
    months = [
        cell
        for number, value in enumerate([1, 2, 4, 8, 16, 32], 1)
        for cell in report("A", f"2025-{number:02}", online=value, total=100)
    ]
    found = sums(">= 5% by 2025-Q1", "2025-05-31", months)
    assert [(f.date.isoformat(), f.numerator) for f in found] == [
        ("2025-03-31", span(7)), ("2025-04-30", span(14)), ("2025-05-31", span(28)),
    ]  # fmt: skip
    found = sums(">= 5% by 2025-02", "2025-03-31", months)
    assert [f.numerator for f in found] == [span(2), span(4)]


def test_every_step_adds_up_itself() -> None:
    found = sums(">= 5% every quarter", "2025-06-30", quarters(2025, 1, 2))
    assert [f.numerator for f in found] == [span(1), span(2)]
    found = sums(">= 5% every year", "2025-12-31", quarters(2025, 1, 2, 4, 8))
    assert [f.numerator for f in found] == [span(15)]


def test_a_school_year_adds_up_itself_and_later_the_twelve_months_before() -> None:
    year = report("A", SCHOOL_YEAR, online=7, total=100)
    summer = report("A", "2025-06-01/2025-09-04", online=1, total=10)
    found = sums(">= 5% by school year 2024-2025", "2025-09-30", year, summer)
    assert [(f.date.isoformat(), f.numerator, f.verdict) for f in found] == [
        ("2025-05-31", span(7), "met"), ("2025-09-04", span(8), "met"),
    ]  # fmt: skip


def test_in_a_semester() -> None:
    data = report("A", "2025-01-18/2025-05-31", online=7, total=100)
    found = sums(">= 5% in semester 2 of school year 2024-2025", "2025-09-30", data)
    assert [(f.date.isoformat(), f.numerator, f.verdict) for f in found] == [
        ("2025-05-31", span(7), "met")
    ]


def test_a_single_day_adds_up_from_the_first_of_january() -> None:
    data = [
        *quarters(2024, 32, 32, 32, 32), *quarters(2025, 1),
        *report("A", "2025-04-01/2025-06-19", online=2, total=50),
        *report("A", "2025-06-20/2025-12-31", online=4, total=50),
    ]  # fmt: skip
    found = sums(">= 1% before 20/6/2025", "2025-12-31", data)
    assert [(f.date.isoformat(), f.numerator, f.denominator) for f in found] == [
        ("2025-06-19", span(3), span(150)), ("2025-12-31", span(7), span(200)),
    ]  # fmt: skip


def test_open_ended_targets_look_back_twelve_months() -> None:
    data = quarters(2024, 1, 2, 4, 8), quarters(2025, 16)
    for rule in (">= 5% from 2025", ">= 5%"):
        last = sums(rule, "2025-03-31", *data)[-1]
        assert (last.date.isoformat(), last.numerator) == ("2025-03-31", span(30))


def test_reports_of_uneven_length_add_up_to_the_last_day() -> None:
    parts = (
        report("A", "2025-01-01/2025-12-30", online=3, total=300),
        report("A", "2025-12-31", online=1, total=10),
    )
    (found,) = sums(">= 1% by 2025", "2025-12-31", *parts)
    assert (found.verdict, found.numerator, found.missing) == ("met", span(4), ())


def test_reports_that_reach_out_of_the_window_do_not_count() -> None:
    found = sums(">= 5% in 2025-Q2", "2025-06-30", report("A", "2025", online=9, total=100))
    assert [(f.verdict, f.numerator) for f in found] == [("no_data", None)]


def test_a_pending_flow_adds_up_as_many_months_as_the_deadline_names() -> None:
    found = sums(">= 5% by 2025", "2025-06-30", quarters(2024, 1, 2, 4, 8), quarters(2025, 16, 32))
    assert [(f.verdict, f.numerator) for f in found] == [("not_due", span(60))]


# --- the line -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "rooms_now", "verdict", "line"),
    [
        ("2024-12-30", 0, "not_due", None),  # before it begins
        ("2024-12-31", 10, "on_track", "10"),  # on its first day
        ("2024-12-31", 9, "behind", "10"),
        ("2025-03-14", 12, "on_track", "12"),  # a fifth of the year: exactly on the line
        ("2025-03-14", 11, "behind", "12"),
        ("2025-12-30", 20, "on_track", "1458/73"),
        ("2025-12-30", 19, "behind", "1458/73"),
        ("2025-12-31", 20, "met", None),
    ],
)
def test_the_line_from_a_baseline(
    as_of: str, rooms_now: int, verdict: str, line: str | None
) -> None:
    found = single(
        "room_count >= 20 by 2025\n    baseline 10 on 2024-12-31",
        observed(report("A", as_of, rooms=rooms_now)),
        as_of,
    )
    expected = None if line is None else span(line).low
    assert (found.verdict, found.expected_value) == (verdict, expected)
    assert codes(found) == []


@pytest.mark.parametrize(
    ("comparator", "rooms_now", "verdict"),
    [
        ("> 20", 12, "on_track"), ("> 20", 11, "behind"), ("= 20", 12, "on_track"),
        ("20 .. 30", 12, "on_track"), ("20 .. 30", 11, "behind"),
        ("<= 0", 8, "on_track"), ("<= 0", 9, "behind"), ("< 0", 8, "on_track"),
    ],
)  # fmt: skip
def test_being_on_the_line_is_on_track(comparator: str, rooms_now: int, verdict: str) -> None:
    found = single(
        f"room_count {comparator} by 2025\n    baseline 10 on 2024-12-31",
        observed(report("A", "2025-03-14", rooms=rooms_now)),
        "2025-03-14",
    )
    assert found.verdict == verdict


def test_the_line_from_the_last_milestone() -> None:
    rules = "room_count >= 10 by 2024, 20 by 2025\n    baseline 0 on 2023-12-31"
    found = judged(rules, observed(report("A", "2025-03-14", rooms=12)), "2025-03-14")
    assert [(f.target, f.verdict, f.expected_value) for f in found][-1] == (
        "room_count.by.2025", "on_track", Fraction(12),
    )  # fmt: skip


def test_before_the_last_milestone_there_is_no_line() -> None:
    rules = "room_count >= 10 by 2024, 20 by 2025\n    baseline 0 on 2023-12-31"
    found = judged(rules, observed(report("A", "2024-07-01", rooms=12)), "2024-07-01")
    assert [(f.target, f.verdict) for f in found] == [
        ("room_count.by.2024", "on_track"), ("room_count.by.2025", "not_due"),
    ]  # fmt: skip


def test_a_milestone_that_another_document_sets_gives_no_line() -> None:
    rules = "room_count >= parent by 2024, >= 20 by 2025"
    found = judged(rules, observed(report("A", "2025-03-14", rooms=12)), "2025-03-14")
    assert [f.verdict for f in found][-1] == "not_due"


def test_a_baseline_on_or_after_the_deadline_gives_no_line() -> None:
    rules = "room_count >= 20 by 2025\n    baseline 10 in 2025"
    found = single(rules, observed(report("A", "2025-03-14", rooms=12)), "2025-03-14")
    assert (found.verdict, found.expected_value) == ("not_due", None)


def test_a_target_without_a_deadline_has_no_line() -> None:
    rules = "room_count >= 20 from 2026\n    baseline 10 in 2024"
    found = single(rules, observed(report("A", "2025-03-14", rooms=12)), "2025-03-14")
    assert (found.verdict, found.expected_value) == ("not_due", None)


# --- what units exist when ------------------------------------------------------------------------


def test_an_organisation_is_expected_on_days_it_exists() -> None:
    register = [
        school("A"), school("opens", since="2025-07-01"), school("closes", until="2025-06-30"),
        school("opens_later", since="2026-01-01"), school("closed", until="2024-12-31"),
    ]  # fmt: skip
    data = observed(rooms(y25=3, y24=3), register=register)
    found = judged("room_count >= 1 by 2024", data, "2025-12-31")
    assert [(f.date.year, f.missing) for f in found] == [
        (2024, ("closed", "closes")), (2025, ("opens",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"until": "2025-12-31"}, 1), ({"until": "2025-12-30"}, 0),
        ({"since": "2025-12-31"}, 1), ({"since": "2026-01-01"}, 0),
    ],
)  # fmt: skip
def test_a_stock_is_asked_of_those_who_exist_on_the_day(
    limit: dict[str, str], expected: int
) -> None:
    data = observed(rooms(y25=3), register=[school("A", **limit)])  # type: ignore[arg-type]
    assert single("room_count >= 1 by 2025", data, "2025-12-31").expected == expected


def test_what_a_school_did_until_it_closed_counts_in_a_flow() -> None:
    register = [school("A", until="2025-06-30"), school("B", since="2025-07-01")]
    data = [
        *report("A", FIRST, online=1, total=50), *report("A", SECOND, online=2, total=50),
        *report("B", THIRD, online=4, total=50), *report("B", FOURTH, online=8, total=50),
    ]  # fmt: skip
    found = single("online_share >= 5% by 2025", observed(data, register=register), "2025-12-31")
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(15), span(200))
    assert (found.reported, found.expected, found.missing) == (2, 2, ())


@pytest.mark.parametrize("rule", ["active >= 50%", "lessons_each >= 1", "rooms_each >= 1"])
def test_a_school_that_closed_is_not_counted_among_those_that_are(rule: str) -> None:
    declared = "indicator lessons_each = total per rooms\n"
    data = [
        *report("A", "2025", sessions=4, total=4, rooms=1),
        *report("B", "2025", sessions=4, total=4, rooms=1),
    ]
    register = [school("A"), school("B", until="2025-12-30")]
    rules = f"{declared}{rule} by 2025"
    found = single(rules, observed(data, register=register), "2025-12-31")
    assert (found.expected, found.verdict) == (1, "met")


def test_days_on_which_a_school_did_not_exist_are_not_missing() -> None:
    data = report("B", FOURTH, online=8, total=50)
    for since, missing in (("2025-10-01", ()), ("2025-09-30", ("B",))):
        found = single(
            "online_share >= 5% by 2025",
            observed(data, register=[school("B", since=since)]),
            "2025-12-31",
        )
        assert found.missing == missing
    for until, missing in (("2025-06-30", ()), ("2025-07-01", ("B",))):
        found = single(
            "online_share >= 5% by 2025",
            observed(
                report("B", FIRST, online=8, total=50), report("B", SECOND, online=8, total=50),
                register=[school("B", until=until)],
            ),
            "2025-12-31",
        )  # fmt: skip
        assert found.missing == missing


def test_a_school_that_closed_before_the_window_has_no_part_in_a_flow() -> None:
    found = single(
        "online_share >= 5% by 2025",
        observed(
            quarters(2025, 5, 5, 5, 5),
            register=[
                school("A"),
                school("B", until="2024-12-31"),
                school("C", since="2026-01-01"),
            ],
        ),
        "2025-12-31",
    )
    assert (found.expected, found.missing, found.verdict) == (1, (), "met")


def test_one_school_s_odd_period_opens_a_verdict_and_decides_none() -> None:
    found = observed(
        report("A", "2025-Q1", online=1, total=10),
        report("B", "2025-04-01/2025-05-20", online=1, total=10),
        register=[school("A"), school("B")],
    )  # fmt: skip
    findings = judged("online_share >= 5% from 2025", found, "2025-12-31")
    assert verdicts(findings) == [("2025-03-31", "undetermined"), ("2025-05-20", "undetermined")]
    assert [finding.missing for finding in findings] == [("A", "B"), ("A", "B")]


def test_a_level_that_only_an_older_report_of_a_stock_tells_of_is_missing() -> None:
    levels = ("primary", "lower_secondary")
    found = observed(
        *(report("A", "2025-Q1", level, recorded=1, pupils=2) for level in levels),
        report("A", "2025-Q2", "primary", recorded=2, pupils=2),
        register=[school("A", *levels)],
    )
    finding = single("recorded_share >= 80% in 2025", found, "2025-12-31")
    assert (finding.verdict, finding.value, finding.missing) == (
        "undetermined",
        span(50, 100),
        ("A",),
    )


@pytest.mark.parametrize(
    ("rule", "ruled"),
    [
        ("room_count >= 5 from 2023 to 2024", "2023-01-01 2024-12-31"),
        ("room_count >= 5 in 2024", "2024-01-01 2024-12-31 2025-01-01"),
        ("room_count >= 5 by 2024", "2022-12-31 2023-01-01 2024-01-01 2024-12-31 2025-01-01"),
    ],
)
def test_a_target_rules_on_its_first_and_on_its_last_day(rule: str, ruled: str) -> None:
    (target,) = plan(rule).targets
    looked_at = ("2022-12-31", "2023-01-01", "2024-01-01", "2024-12-31", "2025-01-01")
    found = {on for on in looked_at if rules_on(target, day(on))}
    assert set(ruled.split()) <= found
    first, *_, last = ruled.split()
    assert (min(found), max(found)) == (first, last)


def test_the_milestones_of_a_path_take_turns() -> None:
    first, second = plan("room_count >= 5 by 2023, 9 by 2024").targets
    ruled = [(rules_on(first, day(on)), rules_on(second, day(on))) for on in TURNS]
    assert ruled == [(True, False), (True, False), (False, True), (False, True)]


TURNS = ("2022-01-01", "2024-12-30", "2024-12-31", "2026-01-01")
