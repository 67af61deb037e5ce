"""What is added up: scopes, totals beside breakdowns, exclusions, pooled and weighted sums."""

from __future__ import annotations

import pytest

from dxplan.data.observations import Cell, Organisation
from dxplan.engine.findings import Finding
from tests.engine.rules import Exact, codes, judged, observed, report, school, single, span


def due(rule: str, *cells: list[Cell], register: list[Organisation] | None = None) -> Finding:
    """The finding at the end of 2025; a rule without a time is one by 2025."""
    text = rule if " 2025" in rule else f"{rule} by 2025"
    return single(text, observed(*cells, register=register), "2025-12-31")


LEVELS = [
    report("A", "2025", "primary", online=1, total=100),
    report("A", "2025", "lower_secondary", online=2, total=200),
    report("A", "2025", "upper_secondary", online=4, total=400),
]


@pytest.mark.parametrize(
    ("scope", "online", "total"),
    [("", 7, 700), ("primary", 1, 100), ("secondary", 6, 600), ("upper_secondary", 4, 400)],
)
def test_a_scope_holds_its_parts(scope: str, online: int, total: int) -> None:
    found = due(f"online_share {scope} >= 1%", *LEVELS)
    assert (found.numerator, found.denominator) == (span(online), span(total))


def test_a_total_beside_its_breakdown_counts_once() -> None:
    found = due("online_share >= 1%", *LEVELS, report("A", "2025", online=7, total=700))
    assert (found.numerator, found.denominator, found.missing) == (span(7), span(700), ())


def test_a_member_beside_its_parts_counts_once() -> None:
    found = due(
        "online_share >= 1%", *LEVELS, report("A", "2025", "secondary", online=6, total=600)
    )
    assert (found.numerator, found.denominator, found.missing) == (span(7), span(700), ())


def test_a_year_beside_its_quarters_counts_once() -> None:
    parts = [c for q in (1, 2, 3, 4) for c in report("A", f"2025-Q{q}", online=q, total=100)]
    found = due("online_share >= 1%", parts, report("A", "2025", online=10, total=400))
    assert (found.numerator, found.denominator, found.missing) == (span(10), span(400), ())
    found = due("online_share >= 1%", parts[2:], report("A", "2025", online=10, total=400))
    assert (found.numerator, found.denominator, found.missing) == (span(10), span(400), ())


def test_breakdowns_by_different_dimensions_are_not_added_up() -> None:
    declared = "measure desks by level, secrecy\nindicator desk_count = desks\n"
    data = [
        *report("A", "2025", "primary", desks=3),
        *report("A", "2025", secrecy="ordinary", desks=4),
    ]
    assert due(declared + "desk_count >= 1", data).value == span(3)
    data += report("A", "2025", desks=9)
    assert due(declared + "desk_count >= 1", data).value == span(9)


def test_breakdowns_by_several_dimensions_are() -> None:
    declared = "measure desks by level, secrecy\nindicator desk_count = desks\n"
    data = [
        report("A", "2025", level, secrecy=secrecy, desks=number)
        for level, secrecy, number in (
            ("primary", "ordinary", 1), ("primary", "classified", 2), ("secondary", "ordinary", 4),
        )
    ]  # fmt: skip
    assert due(declared + "desk_count >= 1", *data).value == span(7)
    assert due(declared + "desk_count primary >= 1", *data).value == span(3)
    assert due(declared + "desk_count primary ordinary >= 1", *data).value == span(1)
    assert due(declared + "desk_count >= 1 by 2025\n    except classified", *data).value == span(5)


# --- dimensions of organisations ------------------------------------------------------------------


def test_the_register_says_what_an_organisation_is() -> None:
    register = [school("S", tier="school"), school("O", tier="office"), school("N")]
    data = [report(name, "2025", rooms=n) for name, n in (("S", 1), ("O", 2), ("N", 4))]
    found = due("room_count office >= 1", *data, register=register)
    # Nobody knows what N is, so it may be an office, and its figure may belong there.
    assert (found.verdict, found.numerator, found.missing) == ("met", span(2, None), ("N",))
    found = due("room_count office >= 1", *data, register=register[:2])
    assert (found.numerator, found.missing) == (span(2), ())


def test_a_row_may_say_what_its_organisation_is() -> None:
    data = report("A", "2025", tier="office", rooms=2), report("B", "2025", tier="school", rooms=1)
    found = due("room_count office >= 1", *data)
    assert (found.numerator, found.expected) == (span(2), 1)


# --- exclusions -----------------------------------------------------------------------------------


def files(secrecy: str, digital: Exact, total: Exact) -> list[Cell]:
    return report("A", "2025", secrecy=secrecy, files_digital=digital, files=total)


EXCEPT = "files_share >= 90% by 2025\n    except classified"


def test_what_is_excluded_leaves_both_sums() -> None:
    found = due(EXCEPT, files("ordinary", 9, 10), files("classified", 0, 90))
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(9), span(10))


def test_a_total_that_may_hold_what_is_excluded_is_not_used() -> None:
    total = report("A", "2025", files_digital=95, files=100)
    found = due(EXCEPT, total)
    assert (found.verdict, found.numerator) == ("no_data", None)
    found = due(EXCEPT, total, files("ordinary", 9, 10))
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(9), span(10))


def test_a_member_that_holds_what_is_excluded_is_not_used() -> None:
    rule = "online_share >= 1% by 2025\n    except lower_secondary"
    found = due(rule, *LEVELS, report("A", "2025", "secondary", online=6, total=600))
    assert (found.numerator, found.denominator) == (span(5), span(500))


def test_excluding_an_organisation_of_one_kind_needs_no_breakdown() -> None:
    register = [school("S", tier="school"), school("O", tier="office")]
    data = [report(name, "2025", rooms=n) for name, n in (("S", 1), ("O", 2))]
    found = due("room_count >= 1 by 2025\n    except office", *data, register=register)
    assert (found.numerator, found.expected) == (span(1), 1)


def test_excluding_one_level_of_a_school_of_one_level() -> None:
    rule = "online_share >= 1% by 2025\n    except primary"
    data = report("A", "2025", online=1, total=10), report("B", "2025", online=2, total=20)
    register = [school("A", "primary"), school("B", "secondary")]
    found = due(rule, *data, register=register)
    assert (found.numerator, found.denominator, found.expected) == (span(2), span(20), 1)


# --- sums of sums ---------------------------------------------------------------------------------


def test_pooled_sums_add_numerators_and_denominators() -> None:
    found = due("pooled >= 5%", report("A", "2025", online=6, total=100, files_digital=4, files=20))
    assert (found.numerator, found.denominator) == (span(10), span(120))


def test_factors_signs_and_constants() -> None:
    declared = (
        "indicator worth = 2 * rooms - devices + 3\n"
        "indicator left = (rooms + 1) / (2 * rooms - devices + 5)\n"
    )
    data = report("A", "2025", rooms=4, devices=1), report("B", "2025", rooms=2, devices=2)
    found = due(declared + "worth >= 12", *data)
    # A constant counts once, not once for each school.
    assert (found.verdict, found.numerator, found.denominator) == ("met", span(12), span(1))
    found = due(declared + "left >= 50%", *data)
    assert (found.numerator, found.denominator, found.on_line) == (span(7), span(14), True)


def test_a_factor_below_one_bounds_what_is_missing_like_any_other() -> None:
    declared = "indicator half = 0.5 * rooms\n"
    found = due(declared + "half >= 2", report("A", "2025", rooms=5), register=[
        school("A"), school("B"),
    ])  # fmt: skip
    assert (found.verdict, found.value) == ("met", span("5/2", None))


def test_a_difference_that_is_not_known_has_no_lower_end() -> None:
    declared = "indicator worth = rooms - devices\nindicator each = (rooms - devices) per pupils\n"
    data = report("A", "2025", rooms=4, pupils=2)
    assert due(declared + "worth >= 0", data).value == span(None, 4)
    assert due(declared + "each >= 0", data).value == span(None, 2)
    more = report("A", "2025", rooms=4, devices=6, pupils=2), report("B", "2025", pupils=2)
    found = due(declared + "each >= 0", *more)
    assert (found.verdict, found.value) == ("undetermined", span(None, None))
    register = [school("A"), school("B", known={"pupils": 2})]
    data = report("A", "2025", rooms=4, devices=6, pupils=2)
    extra = report("B", "2025", rooms=1, devices=1)
    found = due(declared + "each >= 0", data, extra, register=register)
    assert (found.verdict, found.value) == ("missed", span("-1/2"))


@pytest.mark.parametrize(("rooms", "devices"), [(2, 2), (2, 3)])
def test_a_denominator_of_nothing_or_less_divides_nothing(rooms: int, devices: int) -> None:
    declared = "indicator each = pupils per (rooms - devices)\n"
    found = due(declared + "each >= 1", report("A", "2025", pupils=5, rooms=rooms, devices=devices))
    assert (found.verdict, found.value) == ("not_applicable", None)


def test_a_quotient_near_a_denominator_of_nothing_has_no_upper_end() -> None:
    declared = "indicator each = (rooms - devices) per pupils\n"
    data = (
        report("A", "2025", rooms=1, devices=3, pupils=2),
        report("B", "2025", rooms=0, devices=0),
    )
    found = due(declared + "each >= 0", *data)
    # B's pupils are not known: the quotient is at least -1, and may be next to nothing.
    assert (found.verdict, found.value) == ("missed", span(-1, 0))
    found = due(declared + "each >= 0", report("A", "2025", rooms=1, devices=3))
    assert found.value == span(None, 0)


def test_weights_that_do_not_fit_leave_the_mean_open() -> None:
    declared = (
        "measure marks by level amount\nindicator marked = mean of marks weighted by pupils\n"
    )
    fits = report("A", "2025", "primary", marks=4, pupils=10)
    found = due(
        declared + "marked >= 4", fits, report("A", "2025", "secondary", marks=5, pupils=20)
    )
    assert (found.numerator, found.denominator) == (span(140), span(30))
    odd = report("A", "2025", "primary", marks=4), report("A", "2025", pupils=10)
    found = due(declared + "marked >= 4", *odd)
    assert (found.verdict, found.numerator, found.denominator) == (
        "undetermined", span(0, None), span(10),
    )  # fmt: skip


def test_amounts_are_exact() -> None:
    data = [report(str(n), "2025", spent="0.1", budget="0.3") for n in range(10)]
    found = due("spending >= 33.33%", *data)
    assert (found.numerator, found.denominator, found.value) == (span(1), span(3), span("100/3"))


def test_figures_of_members_and_organisations_that_nobody_declared_are_left_alone() -> None:
    strange = report("A", "2025", "kindergarten", online=9, total=9)
    found = due("online_share primary >= 1%", LEVELS[0], strange)
    assert (found.numerator, found.denominator) == (span(1), span(100))
    unknown = report("Z", "2025", rooms=9)
    found = due("room_count >= 1", report("A", "2025", rooms=1), unknown, register=[school("A")])
    assert found.numerator == span(1)


def test_a_dimension_that_nobody_declared_is_of_no_use() -> None:
    declared = "dimension place of organisations { town, village }\n"
    cells = [
        Cell("A", c.period, c.measure, c.value, {"nowhere": "x"})
        for c in report("A", "2025", rooms=1)
    ]
    assert due(declared + "room_count >= 1", cells).value == span(1)
    found = due(declared + "room_count town >= 1", cells)
    assert (found.verdict, codes(found)) == ("no_data", [])


def test_the_whole_is_the_sum_of_its_groups() -> None:
    register = [school(str(n), district=f"D{n % 3}") for n in range(10)]
    data = observed(
        *(report(str(n), "2025", online=n, total=100) for n in range(10)), register=register
    )
    whole, *groups = judged("online_share >= 5% by 2025", data, "2025-12-31", by="district")
    assert len(groups) == 3
    assert whole.numerator == span(sum(g.numerator.low or 0 for g in groups if g.numerator))
    assert whole.denominator == span(sum(g.denominator.low or 0 for g in groups if g.denominator))
    assert whole.expected == sum(g.expected for g in groups)
