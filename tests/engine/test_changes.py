"""Thresholds that are counted from an earlier value: lines, groups, places, and what they touch."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.engine.changes import resolved
from dxplan.engine.findings import Base
from dxplan.engine.judge import on_line
from dxplan.engine.pieces import Piece
from dxplan.engine.totals import Totals
from dxplan.plan.model import Change, Threshold
from dxplan.values.intervals import Interval
from tests.engine.rules import (
    DECLARED,
    codes,
    during,
    judged,
    observed,
    plan,
    report,
    school,
    single,
    span,
    verdicts,
)


@pytest.mark.parametrize(
    ("change", "low", "high"),
    [
        (Change("increases", Fraction(10)), 55, None),
        (Change("increases", Fraction(10), Fraction(20)), 55, 60),
        (Change("decreases", Fraction(10), Fraction(20)), 40, 45),
        (Change("adds", Fraction(5)), 55, None),
        (Change("drops", Fraction(5), Fraction(8)), 42, 45),
        (Change("times", Fraction("1.5")), 75, None),
        (Change("keeps", Fraction(1)), 50, None),
    ],
)
def test_a_known_base_makes_a_number(change: Change, low: int, high: int | None) -> None:
    found = resolved(Threshold(">=", None, change=change), Interval.exactly(50))
    assert (found.low, found.high) == (low, high)
    assert found.change == change


def test_a_level_an_unknown_base_and_an_uncertain_one_make_none() -> None:
    growth = Threshold(">=", None, change=Change("increases", Fraction(10)))
    level = Threshold(">=", Fraction(5))
    assert resolved(level, Interval.exactly(50)) == level
    assert resolved(growth, None) == growth
    assert resolved(growth, span(40, 50)) == growth
    assert resolved(growth, Interval.exactly(0)) == growth


def test_nothing_left_is_not_on_a_line() -> None:
    nothing = Threshold("<=", Fraction(0), word="ELIMINATED")
    assert not on_line(Interval.exactly(0), nothing)
    assert on_line(Interval.exactly(0), Threshold("<=", Fraction(0)))


def test_below_nothing_a_larger_denominator_always_pays() -> None:
    totals = Totals(Fraction(0), Fraction(0), (Piece(span(0), span(0, 10), coupled=True),))
    assert totals.form(Fraction("-1/2")) == span(0, 5)
    unknown = Totals(Fraction(0), Fraction(0), (Piece(span(0, 2), span(4, None), coupled=True),))
    assert unknown.form(Fraction("-1/2")) == span(2, None)


# --- on the way -----------------------------------------------------------------------------------


def test_a_line_goes_from_a_known_base_to_what_it_leads_to() -> None:
    data = observed(report("A", "2021", rooms=10), report("A", "2023", rooms=11))
    found = single("room_count increases 50% against 2021 by 2025", data, "2023-12-31")
    assert found.verdict == "behind"
    assert found.expected_value == 10 + Fraction(5 * 730, 1461)
    assert found.base == Base(span(10), during("2021"), "data", 1, 1)


def test_there_is_no_line_from_a_base_that_is_not_certain_or_not_known() -> None:
    rule = "room_count increases 50% against 2021 by 2025"
    register = [school("A"), school("B")]
    half = observed(report("A", "2021", rooms=10), report("A", "2023", rooms=11), register=register)
    none = observed(report("A", "2023", rooms=11))
    for data in (half, none):
        found = single(rule, data, "2023-12-31")
        assert (found.verdict, found.expected_value) == ("not_due", None)


def test_what_comes_round_or_is_kept_up_has_no_line() -> None:
    data = observed(report("A", "2021", rooms=10), report("A", "2022-06", rooms=10))
    every = "room_count adds 1 every year from 2022 to 2023\n    baseline 10 in 2021"
    found = single(every, data, "2022-06-30", period="2022 to 2023")
    assert (found.verdict, found.expected_value, found.deadline) == ("not_due", None, None)
    keeps = single(
        "room_count maintains 20 from 2023 to 2024\n    baseline 10 in 2021", data, "2022-06-30"
    )
    assert (keeps.verdict, keeps.expected_value) == ("not_due", None)


# --- steps ----------------------------------------------------------------------------------------

FIVE_YEARS = observed(
    *(report("A", str(year), rooms=rooms) for year, rooms in enumerate((10, 11, 12, 13, 20), 2021))
)


def test_steps_stay_inside_their_bounds_with_and_without_a_period() -> None:
    rule = "room_count adds 1 every year from 2022 to 2023"
    expected = [("2022-12-31", "met"), ("2023-12-31", "met")]
    assert verdicts(judged(rule, FIVE_YEARS, "2025-12-31")) == expected
    assert verdicts(judged(rule, FIVE_YEARS, "2025-12-31", period="2021 to 2025")) == expected


def test_a_level_every_year_may_have_bounds_too() -> None:
    found = judged("room_count >= 12 every year from 2023", FIVE_YEARS, "2024-12-31")
    assert verdicts(found) == [("2023-12-31", "met"), ("2024-12-31", "met")]


def test_steps_end_before_their_level_is_due_and_nothing_is_to_come_then() -> None:
    rule = "room_count adds 2 every year, reaches 13 by 2024"
    found = judged(rule, FIVE_YEARS, "2025-12-31", period="2022 to 2025")
    steps = [each for each in found if each.target == "room_count.adds.every.year"]
    assert verdicts(steps) == [("2022-12-31", "missed"), ("2023-12-31", "missed")]


def test_a_level_in_a_rule_of_its_own_or_of_other_members_ends_no_steps() -> None:
    other = "room_count adds 1 every year\nroom_count reaches 12 by 2023"
    found = judged(other, FIVE_YEARS, "2025-12-31", period="2022 to 2025")
    assert sum(each.target == "room_count.adds.every.year" for each in found) == 4


# --- groups and places ----------------------------------------------------------------------------


def test_a_group_that_did_not_exist_then_has_no_base() -> None:
    data = observed(
        report("A", "2022", rooms=10),
        report("A", "2023", rooms=12),
        report("B", "2023", rooms=5),
        register=[school("A"), school("B", since="2023-01-01")],
    )
    rule = "room_count increases 10% against 2022 by 2023"
    found = {
        each.organisation: each for each in judged(rule, data, "2023-12-31", by="organisation")
    }
    assert (found["plan"].verdict, found["A"].verdict) == ("met", "met")
    assert found["B"].verdict == "undetermined"
    assert found["B"].base == Base(None, during("2022"), "data")
    assert codes(found["B"]) == ["base-nobody"]


PLACE = (
    DECLARED
    + """
measure place rank
indicator our_place = place
"""
)


def test_who_reported_a_place_before_and_who_does_now_are_no_two_places() -> None:
    data = observed(report("P", "2022", place=7), report("Q", "2024", place=6))
    rules = plan(
        "our_place in top 10 by 2024\nour_place maintains the level of 2022 to 2024", declared=PLACE
    )
    level, kept = judged(rules, data, "2024-12-31")
    assert (level.verdict, level.value, level.missing) == ("met", span(6), ())
    assert (kept.verdict, kept.value, kept.base) == (
        "met", span(6), Base(span(7), during("2022"), "data", 1, 1),
    )  # fmt: skip


def test_two_places_are_no_base_and_a_place_nobody_reports_is_no_data() -> None:
    rules = plan("our_place maintains the level of 2022 in 2023", declared=PLACE)
    two = observed(
        report("P", "2022", place=7), report("Q", "2022", place=6), report("P", "2023", place=5)
    )
    found = single(rules, two, "2023-12-31")
    assert (found.verdict, codes(found)) == ("undetermined", ["base-missing"])
    old = observed(report("P", "2022", place=7), register=[school("P"), school("A")])
    assert single(rules, old, "2023-12-31").verdict == "no_data"


def test_a_share_of_schools_may_ask_for_places() -> None:
    declared = PLACE + "indicator ahead = share of schools where place <= 10\n"
    rules = plan("ahead >= 50% by 2024", declared=declared)
    data = observed(report("A", "2024", place=3), report("B", "2024", place=30))
    assert single(rules, data, "2024-12-31").value == span(50)


@pytest.mark.parametrize(("then", "verdict"), [("2022", "no_data"), ("2021", "not_due")])
def test_before_growth_is_due_nothing_reported_is_a_gap_only_beside_an_earlier_value(
    then: str, verdict: str
) -> None:
    found = observed(report("A", then, rooms=10), register=[school("A")])
    rule = "room_count increases 10% against 2022 by 2025"
    assert single(rule, found, "2024-12-31").verdict == verdict
