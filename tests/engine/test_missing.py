"""What is not reported: never zero, bounded where something is known, and always named."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.data.observations import Cell, Formation, Organisation
from dxplan.engine.findings import Finding
from dxplan.plan.model import Plan, Quantity, Sum, Tally
from tests.engine.rules import Exact, codes, judged, observed, plan, report, school, single, span


def due(rule: str, *cells: list[Cell], register: list[Organisation] | None = None) -> Finding:
    """The finding at the end of 2025."""
    return single(f"{rule} by 2025", observed(*cells, register=register), "2025-12-31")


A_90 = report("A", "2025-Q4", recorded=90, pupils=100)


# --- nothing from a school ------------------------------------------------------------------------


def test_zero_is_not_missing() -> None:
    found = due("room_count <= 3", report("A", "2025", rooms=0), register=[school("A")])
    assert (found.verdict, found.value, found.missing) == ("met", span(0), ())


def test_the_register_knows_a_denominator() -> None:
    found = due(
        "recorded_share >= 60%", A_90, register=[school("A"), school("B", known={"pupils": 50})]
    )
    assert (found.verdict, found.numerator, found.denominator, found.value) == (
        "met", span(90, 140), span(150), span(60, "280/3"),
    )  # fmt: skip
    assert (found.on_line, codes(found)) == (False, ["denominator-assumed"])


@pytest.mark.parametrize(
    ("threshold", "verdict"), [("59%", "met"), ("60%", "met"), ("61%", "undetermined"),
                               ("93%", "undetermined"), ("94%", "missed")],
)  # fmt: skip
def test_a_bounded_share_is_decided_where_it_can_be(threshold: str, verdict: str) -> None:
    found = due(
        f"recorded_share >= {threshold}",
        A_90,
        register=[school("A"), school("B", known={"pupils": 50})],
    )
    assert found.verdict == verdict


def test_the_last_report_knows_a_denominator_however_old() -> None:
    old = report("B", "2023", recorded=0, pupils=50)
    found = due("recorded_share >= 60%", A_90, old)
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(90, 140), span(150))
    assert (found.missing, codes(found)) == (("B",), ["denominator-assumed"])


def test_the_register_goes_before_the_last_report() -> None:
    old = report("B", "2023", recorded=0, pupils=70)
    register = [school("A"), school("B", known={"pupils": 50})]
    assert due("recorded_share >= 60%", A_90, old, register=register).denominator == span(150)


def test_of_reports_that_are_too_old_the_newest_stands_in() -> None:
    old = [*report("B", "2022", recorded=0, pupils=70), *report("B", "2023", recorded=0, pupils=50)]
    assert due("recorded_share >= 60%", A_90, old).denominator == span(150)


def test_a_report_that_lacks_a_level_does_not_stand_in_but_the_full_one_before_does() -> None:
    old = [
        *report("B", "2022", "primary", pupils=30), *report("B", "2022", "secondary", pupils=20),
        *report("B", "2023", "primary", pupils=40),
    ]  # fmt: skip
    register = [school("A"), school("B", "primary", "secondary")]
    assert due("recorded_share >= 60%", A_90, old, register=register).denominator == span(150)
    found = due("recorded_share >= 60%", A_90, old[2:], register=register)
    assert found.denominator == span(100, None)


def test_without_any_knowledge_the_denominator_has_no_bound() -> None:
    found = due("recorded_share >= 1%", A_90, register=[school("A"), school("B")])
    assert (found.verdict, found.numerator, found.denominator, found.value) == (
        "undetermined", span(90, None), span(100, None), span(0, 100),
    )  # fmt: skip
    assert codes(found) == []


def test_what_holds_for_every_share_is_certain_even_so() -> None:
    register = [school("A"), school("B")]
    assert due("recorded_share <= 100%", A_90, register=register).verdict == "met"
    assert due("recorded_share >= 0%", A_90, register=register).verdict == "met"


def test_hundred_percent_is_lost_as_soon_as_one_pupil_is_lacking() -> None:
    register = [school("A"), school("B", known={"pupils": 50})]
    found = due("recorded_share >= 100%", A_90, register=register)
    assert (found.verdict, found.gap_count) == ("missed", 10)


def test_a_rate_has_no_upper_end() -> None:
    register = [school("A"), school("B")]
    found = due(
        "pupils_per_room >= 20", report("A", "2025", pupils=100, rooms=4), register=register
    )
    assert (found.verdict, found.numerator, found.denominator, found.value) == (
        "undetermined", span(100, None), span(4, None), span(0, None),
    )  # fmt: skip
    register = [school("A"), school("B", known={"rooms": 1})]
    found = due(
        "pupils_per_room >= 20", report("A", "2025", pupils=100, rooms=4), register=register
    )
    assert (found.verdict, found.value, found.gap, found.gap_count) == (
        "met", span(20, None), Fraction(0), 0,
    )  # fmt: skip


def test_a_count_can_only_grow() -> None:
    register = [school("A"), school("B")]
    data = report("A", "2025", rooms=30)
    found = due("room_count >= 30", data, register=register)
    assert (found.verdict, found.value, found.denominator, found.gap_count, found.missing) == (
        "met", span(30, None), span(1), 0, ("B",),
    )  # fmt: skip
    assert due("room_count >= 31", data, register=register).verdict == "undetermined"
    assert due("room_count <= 30", data, register=register).verdict == "undetermined"
    assert due("room_count <= 29", data, register=register).verdict == "missed"


def test_a_numerator_of_nothing_leaves_the_share_at_nothing() -> None:
    found = due("recorded_share >= 10%", report("A", "2025", recorded=0))
    assert (found.numerator, found.denominator, found.value) == (span(0), span(0, None), span(0))


# --- half a report --------------------------------------------------------------------------------


def test_a_numerator_without_its_denominator() -> None:
    found = due("recorded_share >= 60%", A_90, report("B", "2025-Q4", recorded=5))
    assert (found.verdict, found.numerator, found.denominator, found.value, found.missing) == (
        "undetermined", span(95), span(105, None), span(0, "9500/105"), ("B",),
    )  # fmt: skip


def test_a_denominator_without_its_numerator() -> None:
    found = due("recorded_share >= 60%", A_90, report("B", "2025-Q4", pupils=50))
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "met", span(90, 140), span(150), ("B",),
    )  # fmt: skip
    assert codes(found) == []


def test_a_numerator_with_the_denominator_of_the_register() -> None:
    register = [school("A"), school("B", known={"pupils": 50})]
    found = due(
        "recorded_share >= 60%", A_90, report("B", "2025-Q4", recorded=5), register=register
    )
    assert (found.numerator, found.denominator, found.missing, codes(found)) == (
        span(95), span(150), ("B",), ["denominator-assumed"],
    )  # fmt: skip


def test_a_known_denominator_below_the_reported_numerator_is_out_of_date() -> None:
    register = [school("A"), school("B", known={"pupils": 50})]
    found = due(
        "recorded_share >= 60%", A_90, report("B", "2025-Q4", recorded=51), register=register
    )
    assert (found.numerator, found.denominator) == (span(141), span(151, None))
    assert codes(found) == []


def test_newest_numerator_and_newest_denominator_may_be_of_different_days() -> None:
    found = due(
        "recorded_share >= 60%",
        report("A", "2025-Q3", recorded=60, pupils=100),
        report("A", "2025-Q4", recorded=70),
    )
    assert (found.verdict, found.value, found.missing) == ("met", span(70), ())


def test_a_numerator_above_an_earlier_denominator_shows_this_one_is_out_of_date() -> None:
    found = due(
        "recorded_share >= 60%",
        report("A", "2025-Q3", recorded=60, pupils=100),
        report("A", "2025-Q4", recorded=110),
    )
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "undetermined", span(110), span(110, None), ("A",),
    )  # fmt: skip


def test_a_part_above_its_whole_on_the_same_day_is_for_readers_and_checks_to_find() -> None:
    found = due("recorded_share >= 60%", A_90, report("B", "2025-Q4", recorded=60, pupils=50))
    assert (found.verdict, found.value, found.missing) == ("met", span(100), ())


def test_levels_of_different_days_are_not_paired() -> None:
    before = [
        *report("A", "2025-Q3", "primary", pupils=50),
        *report("A", "2025-Q3", "lower_secondary", pupils=30),
    ]
    found = due("recorded_share >= 5%", before, report("A", "2025-Q4", "primary", recorded=40))
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "met", span(40, 80), span(80), ("A",),
    )  # fmt: skip


def test_half_of_a_sum_of_measures() -> None:
    found = due("pooled >= 5%", report("A", "2025", online=6, total=100, files=20))
    assert (found.numerator, found.denominator, found.missing) == (span(6, 120), span(120), ("A",))
    found = due("pooled >= 5%", report("A", "2025", online=6, files_digital=4, total=100))
    assert (found.numerator, found.denominator) == (span(10), span(100, None))


def test_a_difference_is_bounded_below_by_nothing_in_a_share() -> None:
    found = due("rest_share >= 5%", report("A", "2025", total=100))
    assert (found.numerator, found.denominator, found.value) == (
        span(0, 100),
        span(100),
        span(0, 100),
    )


# --- levels ---------------------------------------------------------------------------------------

BOTH = ("primary", "lower_secondary")


def test_a_level_that_the_register_gives_and_nobody_reported_is_missing() -> None:
    data = report("A", "2025", "primary", recorded=40, pupils=50)
    found = due("recorded_share >= 5%", data, register=[school("A", *BOTH)])
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "undetermined", span(40, None), span(50, None), ("A",),
    )  # fmt: skip
    known = {"pupils primary": 50, "pupils lower_secondary": 30}
    found = due("recorded_share >= 50%", data, register=[school("A", *BOTH, known=known)])
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(40, 70), span(80))


def test_a_level_outside_the_scope_is_not_missing() -> None:
    data = report("A", "2025", "primary", recorded=40, pupils=50)
    found = due("recorded_share primary >= 80%", data, register=[school("A", *BOTH)])
    assert (found.verdict, found.missing) == ("met", ())


def test_an_excluded_level_is_not_missing() -> None:
    data = report("A", "2025", "primary", recorded=40, pupils=50)
    rules = "recorded_share >= 80% by 2025\n    except lower_secondary"
    found = single(rules, observed(data, register=[school("A", *BOTH)]), "2025-12-31")
    assert (found.verdict, found.missing) == ("met", ())


def test_a_level_beside_an_excluded_one_is_missing() -> None:
    data = report("A", "2025", "primary", recorded=40, pupils=50)
    rules = "recorded_share >= 80% by 2025\n    except upper_secondary"
    found = single(rules, observed(data, register=[school("A", *BOTH)]), "2025-12-31")
    assert found.missing == ("A",)


def test_a_part_of_a_level_counts_as_a_report_of_it() -> None:
    data = report("A", "2025", "lower_secondary", recorded=40, pupils=50)
    assert due("recorded_share >= 80%", data, register=[school("A", "secondary")]).missing == ()


def test_a_total_covers_every_level() -> None:
    found = due("recorded_share >= 80%", report("A", "2025", recorded=40, pupils=50),
                register=[school("A", *BOTH)])  # fmt: skip
    assert (found.verdict, found.missing) == ("met", ())


def test_a_total_says_nothing_of_one_level_of_several() -> None:
    data = report("A", "2025", recorded=40, pupils=50)
    found = due("recorded_share primary >= 80%", data, register=[school("A", *BOTH)])
    assert (found.verdict, found.missing) == ("no_data", ("A",))
    found = due("recorded_share primary >= 80%", data, register=[school("A", "primary")])
    assert (found.verdict, found.missing) == ("met", ())


@pytest.mark.parametrize("register", [None, [school("A")], [school("A", *BOTH)]])
def test_a_level_of_the_denominator_without_its_numerator(
    register: list[Organisation] | None,
) -> None:
    data = [
        *report("A", "2025", "primary", recorded=40, pupils=50),
        *report("A", "2025", "lower_secondary", pupils=30),
    ]
    found = due("recorded_share >= 50%", data, register=register)
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "met", span(40, 70), span(80), ("A",),
    )  # fmt: skip


@pytest.mark.parametrize("register", [None, [school("A")], [school("A", *BOTH)]])
def test_a_level_of_the_numerator_without_its_denominator(
    register: list[Organisation] | None,
) -> None:
    data = [
        *report("A", "2025", "primary", recorded=40, pupils=50),
        *report("A", "2025", "lower_secondary", recorded=25),
    ]
    found = due("recorded_share >= 50%", data, register=register)
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "undetermined", span(65), span(75, None), ("A",),
    )  # fmt: skip


def test_a_known_total_completes_what_is_reported_of_it() -> None:
    data = report("A", "2025", "primary", recorded=40, pupils=50)
    register = [school("A", *BOTH, known={"pupils": 80})]
    found = due("recorded_share >= 50%", data, register=register)
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(40, 70), span(80))
    register = [school("A", *BOTH, known={"pupils": 49})]
    found = due("recorded_share >= 50%", data, register=register)
    assert (found.verdict, found.denominator) == ("undetermined", span(50, None))
    assert codes(found) == []


@pytest.mark.parametrize(
    ("known", "denominator"),
    [
        # A figure for a part of what the school has does not stand for all of it.
        ({"pupils primary": 50}, None),
        # Nor is a part counted beside the whole that it belongs to.
        ({"pupils": 80, "pupils primary": 50}, 80),
        ({"pupils primary": 50, "pupils secondary": 30, "pupils lower_secondary": 30}, 80),
        ({"pupils primary": 50, "pupils lower_secondary": 30}, 80),
        ({"pupils": 0}, 0),
        ({"rooms": 5}, None),
    ],
)
def test_the_registers_figures_are_added_up_once(
    known: dict[str, Exact], denominator: int | None
) -> None:
    found = due(
        "recorded_share >= 5%", A_90, register=[school("A"), school("B", *BOTH, known=known)]
    )
    assert found.denominator == (
        span(100, None) if denominator is None else span(100 + denominator)
    )


@pytest.mark.parametrize(
    ("rule", "known", "denominator"),
    [
        ("recorded_share primary >= 5% by 2025", {"pupils": 80, "pupils primary": 50}, 50),
        ("recorded_share primary >= 5% by 2025", {"pupils": 80}, None),
        ("recorded_share lower_secondary >= 5% by 2025", {"pupils secondary": 30}, None),
        ("recorded_share school >= 5% by 2025", {"pupils": 80}, 80),
        ("recorded_share >= 5% by 2025\n    except lower_secondary",
         {"pupils primary": 50, "pupils lower_secondary": 30}, 50),
        ("recorded_share >= 5% by 2025\n    except lower_secondary", {"pupils": 80}, None),
        ("recorded_share >= 5% by 2025\n    except office", {"pupils": 80}, 80),
    ],
)  # fmt: skip
def test_the_registers_figures_are_those_of_the_scope(
    rule: str, known: dict[str, Exact], denominator: int | None
) -> None:
    register = [school("B", *BOTH, known=known, tier="school")]
    data = [cell for level in BOTH for cell in report("B", "2025", level, recorded=0)]
    found = single(rule, observed(data, register=register), "2025-12-31")
    assert found.denominator == (span(0, None) if denominator is None else span(denominator))


def test_one_level_at_a_school_of_one_level_is_all_of_it() -> None:
    register = [school("A"), school("B", "primary", known={"pupils": 50})]
    data = report("A", "2025", "primary", recorded=90, pupils=100)
    found = due("recorded_share primary >= 60%", data, register=register)
    assert (found.verdict, found.denominator) == ("met", span(150))


# --- quarters of a flow ---------------------------------------------------------------------------


def lessons(organisation: str, **online: int) -> list[Cell]:
    return [
        cell
        for quarter, value in online.items()
        for cell in report(organisation, f"2025-{quarter}", online=value, total=50)
    ]


def test_a_missing_quarter_is_as_large_as_the_same_one_a_year_before() -> None:
    before = report("A", "2024-Q4", online=9, total=70)
    found = due("online_share >= 5%", before, lessons("A", Q1=1, Q2=2, Q3=3))
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "undetermined", span(6, 76), span(220), ("A",),
    )  # fmt: skip
    assert codes(found) == ["denominator-assumed"]
    assert due("online_share >= 2%", before, lessons("A", Q1=1, Q2=2, Q3=3)).verdict == "met"


def test_a_missing_quarter_is_not_as_large_as_the_one_before() -> None:
    found = due("online_share >= 5%", lessons("A", Q1=1, Q2=2, Q3=3))
    assert (found.numerator, found.denominator) == (span(6, None), span(150, None))
    assert codes(found) == []


def test_a_missing_first_quarter_is_not_as_large_as_the_last_of_the_year_before() -> None:
    before = report("A", "2024-Q4", online=9, total=70)
    found = due("online_share >= 5%", before, lessons("A", Q2=1, Q3=2, Q4=3))
    assert found.denominator == span(150, None)


def test_a_missing_first_quarter_has_no_bound_without_an_earlier_report() -> None:
    found = due("online_share >= 5%", lessons("A", Q2=1, Q3=2, Q4=3))
    assert (found.numerator, found.denominator) == (span(6, None), span(150, None))


def test_an_earlier_year_does_not_stand_in_for_a_quarter() -> None:
    before = report("A", "2024", online=9, total=280)
    found = due("online_share >= 5%", before, lessons("A", Q2=1, Q3=2, Q4=3))
    assert found.denominator == span(150, None)


def test_a_gap_is_cut_like_the_reports_of_the_school_itself_before_those_of_others() -> None:
    months = [
        cell for m in (7, 8, 9, 10, 11, 12)
        for cell in report("B", f"2025-{m:02}", online=0, total=10)
    ]  # fmt: skip
    quarters = lessons("C", Q1=0, Q2=0, Q3=0, Q4=0)
    before = [cell for q in "34" for cell in report("A", f"2024-Q{q}", online=0, total=50)]
    found = due(
        "online_share >= 5%",
        lessons("A", Q1=1, Q2=2),
        before,
        months,
        quarters,
        register=[school("A")],
    )
    assert (found.numerator, found.denominator) == (span(3, 103), span(200))


def test_a_gap_as_long_as_the_schools_own_reports_is_not_cut() -> None:
    before = report("A", "2024", online=9, total=300)
    others = lessons("B", Q1=1, Q2=1, Q3=1, Q4=1)
    found = due("online_share >= 5%", before, others)
    assert (found.numerator, found.denominator) == (span(4, 304), span(500))


def test_a_gap_between_reports_ends_the_day_before_the_next() -> None:
    def months(name: str, year: int, *numbers: int) -> list[Cell]:
        return [
            cell for m in numbers for cell in report(name, f"{year}-{m:02}", online=1, total=10)
        ]  # fmt: skip

    data = (
        *(months("A", 2024, *range(1, 13)), months("B", 2025, *range(1, 13))),
        months("A", 2025, 1, 2, 3, 7, 8, 9, 10, 11, 12),
    )
    found = due("online_share >= 5%", *data, register=[school("A")])
    assert (found.numerator, found.denominator) == (span(9, 39), span(120))


def test_a_gap_that_no_report_of_others_cuts_is_one() -> None:
    before = [cell for who in "AB" for cell in report(who, "2024-Q4", online=0, total=50)]
    found = due(
        "online_share >= 5%", lessons("A", Q1=1, Q2=2, Q3=3), lessons("B", Q1=1, Q2=1, Q3=1), before
    )
    assert (found.numerator, found.denominator) == (span(9, 109), span(400))


def test_a_denominator_of_one_quarter_without_its_numerator() -> None:
    data = [*lessons("A", Q1=1, Q2=2, Q3=3), *report("A", "2025-Q4", total=90)]
    found = due("online_share >= 2%", data)
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "met", span(6, 96), span(240), ("A",),
    )  # fmt: skip


def test_a_numerator_of_one_quarter_without_its_denominator() -> None:
    before = report("A", "2024-Q4", online=9, total=50)
    data = [*lessons("A", Q1=1, Q2=2, Q3=3), *report("A", "2025-Q4", online=4)]
    found = due("online_share >= 5%", before, data)
    # As large as the same quarter a year before.
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(10), span(200))
    data = [*lessons("A", Q1=1, Q2=2, Q3=3), *report("A", "2025-Q4", online=60)]
    assert due("online_share >= 5%", before, data).denominator == span(210, None)


def test_quarters_of_the_numerator_and_a_year_of_the_denominator() -> None:
    whole = report("A", "2025", total=200)
    parts = [c for q in (1, 2, 3, 4) for c in report("A", f"2025-Q{q}", online=q)]
    found = due("online_share >= 5%", whole, parts)
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "met", span(10), span(200), (),
    )  # fmt: skip
    found = due("online_share >= 5%", whole, parts[:3])
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "undetermined", span(6, 200), span(200), ("A",),
    )  # fmt: skip


def test_a_level_that_lacks_a_quarter_is_missing_also_where_years_and_quarters_mix() -> None:
    data = [
        *report("A", "2025", "primary", total=200), *report("A", "2025", "secondary", total=100),
        *(c for q in (1, 2, 3, 4) for c in report("A", f"2025-Q{q}", "primary", online=q)),
        *(c for q in (1, 2, 3) for c in report("A", f"2025-Q{q}", "secondary", online=q)),
    ]  # fmt: skip
    found = due("online_share >= 5%", data)
    assert (found.verdict, found.numerator, found.missing) == ("met", span(16, 300), ("A",))
    assert due("online_share >= 6%", data).verdict == "undetermined"


def test_a_count_of_a_flow_with_a_missing_quarter_can_only_grow() -> None:
    data = lessons("A", Q1=1, Q2=2, Q3=3)
    found = due("lesson_count >= 150", data)
    assert (found.verdict, found.numerator, found.denominator, found.gap_count) == (
        "met", span(150, None), span(1), 0,
    )  # fmt: skip
    assert due("lesson_count >= 151", data).verdict == "undetermined"
    assert due("lesson_count < 150", data).verdict == "missed"


def test_the_register_does_not_say_how_large_a_flow_is() -> None:
    found = due("online_share >= 5%", lessons("A", Q1=9, Q2=9, Q3=9, Q4=9),
                register=[school("A"), school("B", known={"total": 1})])  # fmt: skip
    assert (found.verdict, found.denominator) == ("undetermined", span(200, None))


# --- who is asked ---------------------------------------------------------------------------------


def test_without_a_register_whoever_reported_is_expected_to_go_on() -> None:
    data = (
        report("A", "2025", rooms=1),
        report("B", "2023", rooms=1),
        report("C", "2025", devices=1),
    )
    found = due("room_count >= 5", *data)
    assert (found.expected, found.missing) == (2, ("B",))


def test_without_a_register_only_those_who_reported_for_the_scope() -> None:
    data = (
        report("A", "2025", "primary", recorded=1, pupils=1),
        report("B", "2025", "secondary", recorded=1, pupils=1),
    )
    found = due("recorded_share primary >= 5%", *data)
    assert (found.expected, found.verdict) == (1, "met")


def test_only_those_whom_the_measure_asks_are_expected() -> None:
    register = [
        school("D", tier="department"), school("O", tier="office"), school("S", tier="school"),
        school("N"),
    ]  # fmt: skip
    found = due("signed >= 5%", report("D", "2025", website=1, signature=1), register=register)
    # S is asked for its website but not for a signature; of N the register says nothing.
    assert (found.expected, found.missing) == (3, ("N", "O"))


def test_a_sum_of_measures_that_are_asked_of_different_organisations() -> None:
    declared = "indicator worth = plans_digital + rooms\n"
    register = [school("D", tier="department"), school("S", tier="school")]
    data = report("D", "2025", plans_digital=4, rooms=2), report("S", "2025", rooms=3)
    found = due(declared + "worth >= 9", *data, register=register)
    assert (found.verdict, found.expected, found.missing) == ("met", 2, ())
    found = due(declared + "worth >= 9", data[0], register=register)
    assert (found.value, found.expected, found.missing) == (span(6, None), 2, ("S",))


def test_a_share_whose_sides_are_asked_of_different_organisations() -> None:
    register = [school("D", tier="department"), school("S", tier="school")]
    plans = report("S", "2025", plans=10)
    digital = report("D", "2025", plans_digital=4)
    found = due("plan_share >= 5%", digital, plans, register=register)
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(4), span(10))
    # No plan of the department's own bounds what it may report.
    found = due("plan_share >= 5%", plans, register=register)
    assert (found.verdict, found.numerator, found.denominator, found.value, found.missing) == (
        "undetermined", span(0, None), span(10), span(0, 100), ("D",),
    )  # fmt: skip
    found = due("plan_share >= 5%", digital, register=register)
    assert (found.verdict, found.numerator, found.denominator, found.value, found.missing) == (
        "undetermined", span(4), span(0, None), span(0, 100), ("S",),
    )  # fmt: skip


def test_excluded_organisations_are_not_expected() -> None:
    register = [school("O", tier="office"), school("S", tier="school"), school("N")]
    data = observed(report("S", "2025", rooms=3), report("O", "2025", rooms=9), register=register)
    found = single("room_count >= 3 by 2025\n    except office", data, "2025-12-31")
    assert (found.expected, found.numerator, found.missing) == (2, span(3, None), ("N",))


def test_a_level_given_only_in_the_rough_may_hold_any_of_its_parts() -> None:
    register = [school("A", "secondary"), school("B", "primary")]
    data = report("A", "2025", "lower_secondary", recorded=4, pupils=5)
    found = due("recorded_share lower_secondary >= 80%", data, register=register)
    assert (found.verdict, found.expected, found.missing) == ("met", 1, ())
    assert due("recorded_share lower_secondary >= 80%", register=register).missing == ("A",)


def test_missing_schools_are_named_in_order() -> None:
    register = [school(name) for name in ("S10", "S2", "S1", "A")]
    assert due("room_count >= 1", register=register).missing == ("A", "S1", "S10", "S2")


# --- conditions of schools, means -----------------------------------------------------------------


def flags(**by_school: str) -> list[Cell]:
    """Website and fibre of schools: ``y``, ``n`` or ``?`` for each of the two."""
    found = []
    for name, both in by_school.items():
        for measure, said in zip(("website", "fibre"), both, strict=True):
            if said != "?":
                found.extend(report(name, "2025", **{measure: int(said == "y")}))
    return found


def test_a_share_of_schools_counts_those_who_are_asked() -> None:
    register = [school("A"), school("B"), school("C")]
    found = due("websites >= 50%", flags(A="y?", B="n?"), register=register)
    assert (found.verdict, found.numerator, found.denominator, found.value, found.missing) == (
        "undetermined", span(1, 2), span(3), span("100/3", "200/3"), ("C",),
    )  # fmt: skip
    assert found.gap_count is None
    assert due("websites >= 33%", flags(A="y?", B="n?"), register=register).verdict == "met"
    assert due("websites > 67%", flags(A="y?", B="n?"), register=register).verdict == "missed"


@pytest.mark.parametrize(
    ("said", "either", "both"),
    [
        ("yy", (1, 1), (1, 1)), ("yn", (1, 1), (0, 0)), ("nn", (0, 0), (0, 0)),
        ("y?", (1, 1), (0, 1)), ("n?", (0, 1), (0, 0)), ("?y", (1, 1), (0, 1)),
        ("?n", (0, 1), (0, 0)),
    ],
)  # fmt: skip
def test_conditions_follow_kleene(
    said: str, either: tuple[int, int], both: tuple[int, int]
) -> None:
    for rule, expected in (("sites_or_fibre", either), ("sites_and_fibre", both)):
        found = due(f"{rule} >= 50%", flags(A=said))
        assert (found.numerator, found.denominator) == (span(*expected), span(1))
        assert found.missing == (() if expected[0] == expected[1] else ("A",))


def test_conditions_compare_measures() -> None:
    for rooms, website, expected in ((2, 1, 1), (1, 1, 0), (2, 0, 0)):
        found = due("equipped >= 1", report("A", "2025", website=website, rooms=rooms))
        assert (found.numerator, found.denominator, found.value) == (
            span(expected),
            span(1),
            span(expected),
        )
    found = due("equipped >= 1", report("A", "2025", website=1))
    assert (found.value, found.missing) == (span(0, 1), ("A",))
    assert due("equipped >= 1", report("A", "2025", rooms=1)).value == span(0)


def test_a_condition_on_a_flow_needs_all_of_its_window() -> None:
    parts = [c for q in (1, 2, 3, 4) for c in report("A", f"2025-Q{q}", sessions=1)]
    assert due("active >= 100%", parts).value == span(100)
    assert due("active >= 100%", parts[:3]).value == span(0, 100)


def test_a_flag_must_hold_wherever_it_is_reported() -> None:
    declared = "flag site by level\nindicator sites = share of schools where site\n"
    data = report("A", "2025", "primary", site=1), report("A", "2025", "secondary", site=0)
    found = due(declared + "sites >= 50%", *data)
    assert found.value == span(0)


def test_a_mean_of_schools_counts_those_who_are_asked() -> None:
    found = due("rooms_each >= 2", report("A", "2025", rooms=3), report("B", "2025", rooms=2))
    assert (found.verdict, found.value, found.gap_count) == ("met", span("5/2"), -1)
    register = [school("A"), school("B")]
    found = due("rooms_each >= 2", report("A", "2025", rooms=3), register=register)
    assert (found.verdict, found.numerator, found.denominator, found.value) == (
        "undetermined", span(3, None), span(2), span("3/2", None),
    )  # fmt: skip


def test_means_of_flows_add_up_the_window_of_each_school() -> None:
    declared = (
        "indicator sessions_each = mean of sessions\nindicator lessons_each = total per rooms\n"
    )
    data = [
        cell for name in ("A", "B") for q in (1, 2, 3, 4)
        for cell in report(name, f"2025-Q{q}", sessions=q, total=q)
    ]  # fmt: skip
    found = due(declared + "sessions_each >= 10", data)
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(20), span(2))
    rooms = report("A", "2025-Q4", rooms=3), report("B", "2025-Q4", rooms=2)
    found = due(declared + "lessons_each >= 4", data, *rooms)
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(20), span(5))


def test_weights_of_flows_are_taken_report_by_report() -> None:
    declared = (
        "measure fee flow amount\nmeasure payers flow\n"
        "indicator mean_fee = mean of fee weighted by payers\n"
    )
    data = [c for q in (1, 2, 3, 4) for c in report("A", f"2025-Q{q}", fee=q, payers=10 * q)]
    found = due(declared + "mean_fee >= 3", data)
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(300), span(100))
    found = due(declared + "mean_fee >= 3", data[:6])
    assert (found.numerator, found.denominator) == (span(140, None), span(60, None))


def test_a_weighted_mean_needs_both_figures() -> None:
    first = report("A", "2025", score="4.5", answers=10)
    found = due("satisfaction >= 4", first, report("B", "2025", score="3.5", answers=10))
    assert (found.verdict, found.numerator, found.denominator, found.on_line) == (
        "met", span(80), span(20), True,
    )  # fmt: skip
    found = due("satisfaction >= 4", first, report("B", "2025", answers=10))
    assert (found.verdict, found.numerator, found.denominator, found.missing) == (
        "undetermined", span(45, None), span(20), ("B",),
    )  # fmt: skip
    found = due("satisfaction >= 4", first, report("B", "2025", score=5))
    assert (found.numerator, found.denominator) == (span(45, None), span(10, None))
    found = due("satisfaction >= 4", report("B", "2025", score=5))
    assert (found.verdict, found.missing) == ("undetermined", ("B",))
    register = [school("A"), school("B", known={"answers": 10})]
    found = due("satisfaction >= 2", first, register=register)
    assert (found.verdict, found.value) == ("met", span("9/4", None))


# --- groups ---------------------------------------------------------------------------------------


def test_groups_of_a_register_column_each_with_their_own_sums() -> None:
    register = [
        school("A", district="North"), school("B", district="South"), school("C", district="North"),
        school("D"),
    ]  # fmt: skip
    data = observed(
        report("A", "2025", online=1, total=100), report("B", "2025", online=9, total=100),
        report("D", "2025", online=5, total=100), register=register,
    )  # fmt: skip
    found = judged("online_share >= 5% by 2025", data, "2025-12-31", by="district")
    assert [(f.organisation, f.verdict, f.numerator, f.expected, f.missing) for f in found] == [
        ("plan", "undetermined", span(15, None), 4, ("C",)),
        ("North", "undetermined", span(1, None), 2, ("C",)),
        ("South", "met", span(9), 1, ()),
    ]


def test_every_organisation_by_itself() -> None:
    data = observed(
        report("B", "2025", online=9, total=100), report("A", "2025", online=1, total=100)
    )
    found = judged("online_share >= 5% by 2025", data, "2025-12-31", by="organisation")
    assert [(f.organisation, f.verdict, f.gap_count) for f in found] == [
        ("plan", "met", 0), ("A", "missed", 4), ("B", "met", -4),
    ]  # fmt: skip


def test_a_column_that_the_register_lacks_gives_no_groups() -> None:
    data = observed(report("A", "2025", online=1, total=100))
    assert len(judged("online_share >= 5% by 2025", data, "2025-12-31", by="district")) == 1


# --- what only a plugin can put together ----------------------------------------------------------


def made(numerator: Quantity, denominator: Quantity) -> Plan:
    """A plan with a target of at least 2 for a rate that no rule text can say."""
    text = plan("pupils_per_room >= 2 by 2025")
    (target,) = text.targets
    indicator = attrs.evolve(target.indicator, numerator=numerator, denominator=denominator)
    return attrs.evolve(text, targets=(attrs.evolve(target, indicator=indicator),))


def test_those_who_are_not_asked_are_not_counted() -> None:
    of_offices = made(Sum(((Fraction(1), "devices", None),)), Tally(None, ("signature",)))
    register = [school("O", tier="office"), school("S", tier="school")]
    data = observed(
        report("O", "2025", devices=1), report("S", "2025", devices=3), register=register
    )
    found = single(of_offices, data, "2025-12-31")
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(4), span(1))
    assert found.missing == ()


def test_the_register_does_not_know_products() -> None:
    weighted = made(
        Sum(((Fraction(1), "devices", None),)), Sum(((Fraction(1), "score", "answers"),))
    )
    register = [school("A", known={"score": 1, "answers": 1})]
    found = single(weighted, observed(report("A", "2025", devices=3), register=register),
                   "2025-12-31")  # fmt: skip
    assert (found.numerator, found.denominator) == (span(3), span(0, None))


def test_nothing_is_certain_while_there_may_be_nothing_to_divide_by() -> None:
    """If the total turns out to be nothing as well, there is no share that could be too low."""
    found = observed(report("A", "2025", online=0), register=[school("A")])
    assert single("online_share > 10% in 2025", found, "2025-12-31").verdict == "undetermined"
    more = observed(
        report("A", "2025", online=0), report("B", "2025", online=0, total=1),
        register=[school("A"), school("B")],
    )  # fmt: skip
    assert single("online_share > 10% in 2025", more, "2025-12-31").verdict == "missed"


def test_a_rate_of_what_the_register_says_is_nothing_does_not_apply() -> None:
    register = [school("A", known={"rooms": 0})]
    found = observed(report("A", "2025", pupils=5), register=register)
    finding = single("pupils_per_room <= 2 in 2025", found, "2025-12-31")
    assert (finding.verdict, finding.value) == ("not_applicable", None)


def test_what_a_formed_school_reported_itself_goes_before_what_its_parts_reported() -> None:
    parts = [attrs.evolve(school(name, until="2021-12-31"), into=("C",)) for name in "AB"]
    made = Formation(date(2022, 1, 1), ("A", "B"))
    whole = attrs.evolve(school("C", since="2022-01-01"), formed=(made,))
    register = [*parts, whole, school("D")]
    before = [report("A", "2021", pupils=10), report("B", "2021", pupils=20)]
    others = report("D", "2024", recorded=10, pupils=20)
    rule = "recorded_share >= 50% by 2024"
    of_parts = single(rule, observed(others, *before, register=register), "2024-12-31")
    assert of_parts.denominator == span(20 + 10 + 20)
    own = observed(others, *before, report("C", "2022", pupils=25), register=register)
    assert single(rule, own, "2024-12-31").denominator == span(20 + 25)
