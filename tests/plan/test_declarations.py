"""Declarations: what a declared name carries, and what is wrong with some of them."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.plan.model import Fact, Measure, Unit
from dxplan.values.scopes import Dimension, Member
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, told

# --- dimensions -----------------------------------------------------------------------------------


def test_a_dimension_holds_its_members_parents_before_their_parts() -> None:
    plan = plan_of(
        'dimension kind | loại "Loại hình" {\n'
        '    public | công_lập "công lập" also "CL" also "Công" { state, city "thành phố" },\n'
        "    private\n"
        "}"
    )
    assert plan.dimensions["kind"] == Dimension(
        "kind",
        "Loại hình",
        "loại",
        (
            Member("kind", "public", "công lập", "công_lập", None, ("CL", "Công")),
            Member("kind", "state", "state", None, "public"),
            Member("kind", "city", "thành phố", None, "public"),
            Member("kind", "private", "private"),
        ),
    )


def test_a_dimension_of_organisations_is_marked_as_such() -> None:
    dimensions = plan_of("").dimensions
    assert dimensions["tier"].of_organisations
    assert not dimensions["level"].of_organisations


def test_a_member_name_belongs_to_one_dimension_only() -> None:
    outcome = outcome_of("dimension grade { first, primary }")
    assert told(outcome.diagnostics) == ["1:26 duplicate-name primary"]
    assert related_to(outcome.diagnostics[0]) == ["prelude.dxplan:3:5 primary"]
    assert outcome.diagnostics[0].message() == (
        "the member `primary` is declared twice, first at prelude.dxplan:3"
    )
    assert outcome.value.dimensions["level"].member("primary").dimension == "level"


# --- measures and flags ---------------------------------------------------------------------------


def test_a_measure_carries_everything_that_is_said_of_it() -> None:
    plan = plan_of(
        'measure laptops | máy_tính "Máy tính"\n'
        '    by secrecy, level\n    flow\n    amount\n    in "chiếc"\n'
        '    reported by school, office\n    also "Laptop"\n    also "PC"\n'
        '    note "a"\n    note "b"'
    )
    tier = plan.dimensions["tier"]
    assert plan.measures["laptops"] == Measure(
        "laptops",
        "Máy tính",
        "máy_tính",
        ("Laptop", "PC"),
        ("secrecy", "level"),
        flow=True,
        kind="amount",
        measured_in="chiếc",
        reported_by=(tier.member("school"), tier.member("office")),
        note="a; b",
    )


def test_a_bare_measure_is_a_stock_that_counts() -> None:
    plan = plan_of("measure laptops\nmeasure tablets stock")
    assert plan.measures["laptops"] == Measure("laptops", "laptops")
    assert plan.measures["tablets"] == Measure("tablets", "tablets")
    assert not plan.measures["laptops"].flow


def test_a_flag_is_a_measure_of_its_own_kind() -> None:
    assert plan_of('flag has_lan "Có mạng" by level').measures["has_lan"] == Measure(
        "has_lan", "Có mạng", dimensions=("level",), kind="flag"
    )


def test_a_measure_is_a_flow_or_a_stock() -> None:
    diagnostic = only("measure laptops flow stock")
    assert told([diagnostic]) == ["1:22 flow-and-stock stock"]
    assert diagnostic.params == {"name": "laptops"}


def test_an_unknown_dimension_is_said_and_the_known_ones_are_kept() -> None:
    outcome = outcome_of("measure laptops by levl, secrecy")
    assert told(outcome.diagnostics) == ["1:20 unknown-dimension levl"]
    assert outcome.diagnostics[0].help() == "did you mean `level`?"
    assert outcome.value.measures["laptops"].dimensions == ("secrecy",)


def test_a_misspelt_dimension_of_a_measure_is_no_second_error_where_it_is_used() -> None:
    text = "measure laptops by levl\nindicator n = laptops\nn primary >= 5 by 2025"
    assert said_of(text) == ["1:20 unknown-dimension levl"]


def test_who_reports_is_a_member_of_a_dimension_of_organisations() -> None:
    outcome = outcome_of("measure laptops reported by school, tiểu_học, nobody")
    assert told(outcome.diagnostics) == [
        "1:37 not-of-organisations tiểu_học",
        "1:47 unknown-member nobody",
    ]
    assert outcome.diagnostics[0].params == {"name": "tiểu_học", "dimension": "level"}


# --- facts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("fact f", None),
        ("fact f from 2024-06-20", (date(2024, 6, 20), None)),
        ("fact f from quý II năm 2024", (date(2024, 4, 1), None)),
        ("fact f from 2023 to 2024", (date(2023, 1, 1), date(2024, 12, 31))),
        ("fact f từ năm 2023 đến năm 2024", (date(2023, 1, 1), date(2024, 12, 31))),
        ("fact f from 2024 to 2024-Q1", (date(2024, 1, 1), date(2024, 3, 31))),
    ],
)
def test_a_fact_holds_from_the_first_day_to_the_last(
    text: str, holds: tuple[date, date | None] | None
) -> None:
    assert plan_of(text).facts["f"] == Fact("f", "f", holds)


def test_a_fact_carries_title_alias_and_citation() -> None:
    fact = plan_of('fact f | sự_việc "Đã sáp nhập" cite "202/2025/QH15" cite "Điều 1"').facts["f"]
    assert fact == Fact("f", "Đã sáp nhập", None, "202/2025/QH15; Điều 1", "sự_việc")


def test_a_fact_cannot_end_before_it_begins() -> None:
    outcome = outcome_of("fact f from 2025 to 2024")
    assert told(outcome.diagnostics) == ["1:8 reversed-period from 2025 to 2024"]
    assert outcome.diagnostics[0].message() == (
        "the period ends (2024-12-31) before it begins (2025-01-01)"
    )
    assert outcome.value.facts["f"].holds == (date(2025, 1, 1), None)


def test_a_fact_holds_once() -> None:
    diagnostic = only("fact f from 2024\n    from 2025")
    assert told([diagnostic]) == ["2:5 duplicate-clause from 2025"]
    assert related_to(diagnostic) == ["rules.dxplan:1:8 from 2024"]


# --- units ----------------------------------------------------------------------------------------


def test_a_unit_carries_everything_that_is_said_of_it() -> None:
    unit = plan_of(
        'unit so_kh | sở_kế_hoạch "Sở KHĐT" at province from 2020 until 2025-02-28\n'
        '    then so_khcn, so_gddt\n    also "KHĐT"\n    note "x"\n    note "y"'
    ).units["so_kh"]
    assert unit == Unit(
        "so_kh",
        "Sở KHĐT",
        "province",
        date(2020, 1, 1),
        date(2025, 2, 28),
        ("so_khcn", "so_gddt"),
        "x; y",
        "sở_kế_hoạch",
        ("KHĐT",),
    )


def test_a_bare_unit_has_neither_level_nor_end() -> None:
    assert plan_of("unit u").units["u"] == Unit("u", "u")


@pytest.mark.parametrize("level", ["nation", "province", "commune", "school"])
def test_other_levels_do_not_end(level: str) -> None:
    unit = plan_of(f"unit u at {level}").units["u"]
    assert (unit.level, unit.until) == (level, None)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("unit u at district", date(2025, 6, 30)),
        ("unit u cấp huyện", date(2025, 6, 30)),
        ("unit u at district until 2024", date(2024, 12, 31)),
        ("unit u until 2026 at district", date(2026, 12, 31)),
    ],
)
def test_a_district_office_ends_with_its_level_unless_it_says_otherwise(
    text: str, until: date
) -> None:
    assert plan_of(text).units["u"].until == until


def test_a_successor_may_be_declared_later() -> None:
    plan = plan_of("unit u until 2024 then v\nunit v")
    assert plan.units["u"].successors == ("v",)


def test_a_successor_must_be_a_unit() -> None:
    diagnostic = only("unit u until 2024 then so_gddt, so_khc")
    assert told([diagnostic]) == ["1:33 unknown-unit so_khc"]
    assert diagnostic.help() == "did you mean `so_khcn`?"


def test_a_unit_cannot_end_before_it_begins() -> None:
    diagnostic = only("unit u from 2025 until 2024")
    assert told([diagnostic]) == ["1:6 reversed-period u"]
    assert diagnostic.params == {"first": date(2025, 1, 1), "last": date(2024, 12, 31)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit u at school\n    at province", "2:5 duplicate-clause at province"),
        ("unit u until 2024\n    until 2025", "2:5 duplicate-clause until 2025"),
        ("unit u from 2024\n    from 2025", "2:5 duplicate-clause from 2025"),
    ],
)
def test_a_unit_has_one_level_one_beginning_and_one_end(text: str, said: str) -> None:
    assert said_of(text) == [said]


# --- names that cannot be declared ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit lead", "1:6 reserved-word lead"),
        ("unit Lead", "1:6 reserved-word Lead"),
        ("unit u | năm", "1:10 reserved-word năm"),
        ("measure by", "1:9 reserved-word by"),
        ("flag flow", "1:6 reserved-word flow"),
        ("fact when", "1:6 reserved-word when"),
        ("indicator per = devices", "1:11 reserved-word per"),
        ("dimension of { a_1 }", "1:11 reserved-word of"),
        ("dimension d { year }", "1:15 reserved-word year"),
        ("task every", "1:6 reserved-word every"),
        ("duty lead every year", "1:6 reserved-word lead"),
        ("unit so.noi_vu", "1:6 dotted-name so.noi_vu"),
        ("unit u | so.noi_vu", "1:10 dotted-name so.noi_vu"),
        ("dimension d { a_1.b }", "1:15 dotted-name a_1.b"),
    ],
)
def test_a_name_that_no_rule_could_use_is_refused(text: str, said: str) -> None:
    assert said_of(text) == [said]


def test_the_message_names_the_name() -> None:
    assert only("unit lead").params == {"found": "lead"}
    assert only("unit a.b").params == {"found": "a.b"}


@pytest.mark.parametrize("name", ["nation", "province", "district", "commune", "school_1", "II"])
def test_administrative_levels_may_be_names(name: str) -> None:
    assert name in plan_of(f"unit {name}").units


def test_a_unit_says_where_it_stands_in_a_document() -> None:
    unit = plan_of('unit board "Ban chỉ đạo"\n    cite "III.2"\n    note "from 2024"').units[
        "board"
    ]
    assert (unit.title, unit.cite, unit.note) == ("Ban chỉ đạo", "III.2", "from 2024")
