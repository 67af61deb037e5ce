"""Sheets with a column for every measure: headings, members, numbers, and rows that are no data."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs
import pytest

from dxplan.data.observations import Cell, Observations, Place, ReportedValue
from dxplan.plan.model import Indicator, Plan, Sum
from dxplan.values.periods import quarter, year

Observe = Callable[..., Observations]


def _numbers(found: Observations) -> list[tuple[str, str, dict[str, str], Fraction]]:
    assert found.problems == ()
    return [(c.organisation, c.measure, dict(c.members), c.value) for c in found.cells]


def _told(found: Observations) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in found.problems]


def test_a_row_becomes_a_cell_for_every_number(observe: Observe) -> None:
    found = observe("school,period,lessons_online,learners\ns1,2024-Q2,5,\n")
    assert found == Observations(
        (Cell("s1", quarter(2024, 2), "lessons_online", Fraction(5), {}, Place("a.csv", "", "C2")),)
    )
    assert found.cells[0].place == Place("a.csv", "", "C2")


@pytest.mark.parametrize(
    "heading",
    [
        "lessons_online",
        "LESSONS ONLINE",
        "Số tiết dạy học trực tuyến",
        "  số tiết dạy   học trực tuyến ",
        "Số tiết trực tuyến",
        '"Số tiết\ntrực tuyến"',
    ],
)
def test_a_measure_is_found_by_name_title_or_further_heading(
    observe: Observe, heading: str
) -> None:
    found = observe(f"id,period,{heading}\ns1,2024,5\n")
    assert _numbers(found) == [("s1", "lessons_online", {}, Fraction(5))]


@pytest.mark.parametrize(
    ("heading", "members"),
    [
        ("learners[primary]", {"level": "primary"}),
        ("learners (tiểu học)", {"level": "primary"}),
        ("Số người học (TIỂU_HỌC)", {"level": "primary"}),
        ("người_học[TH]", {"level": "primary"}),
        ("Số HS [thcs] (người)", {"level": "lower_secondary"}),
        ("Số người học (người)", {}),
        ("learners[cấp sở]", {}),
        ('"files_total[department,ordinary]"', {"tier": "department", "secrecy": "ordinary"}),
        ("files_total[cấp sở][mật]", {"tier": "department", "secrecy": "classified"}),
        ("Kinh phí (triệu đồng)", {}),
    ],
)
def test_brackets_name_members_or_the_unit(
    observe: Observe, heading: str, members: dict[str, str]
) -> None:
    found = observe(f"id,period,{heading}\ns1,2024,5\n")
    assert [dict(cell.members) for cell in found.cells] == [members]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("learners[lớp 1]", "unknown-member"),
        ("Kinh phí (nghìn người)", "unit-does-not-fit"),
        ("Số người học (%)", "unit-does-not-fit"),
        ('"learners[primary,THCS]"', "member-conflict"),
        ("level[primary]", "unknown-column"),
        ("learners[primary", "unknown-column"),
    ],
)
def test_other_brackets_keep_the_column_from_being_read(
    observe: Observe, heading: str, code: str
) -> None:
    found = observe(f"id,period,{heading},staff\ns1,2024,5,6\n")
    assert _told(found) == [(code, "C1")]
    assert [(c.measure, c.value) for c in found.cells] == [("staff", 6)]


def test_dimension_columns_give_the_members_of_a_row(observe: Observe) -> None:
    found = observe(
        "id,period,Cấp học,Loại đơn vị,learners,Số hồ sơ[mật]\n"
        "s1,2024,TH,,5,\ns1,2024,THPT,,6,\ns2,2024,,cấp sở,,7\n"
    )
    assert _numbers(found) == [
        ("s1", "learners", {"level": "primary"}, Fraction(5)),
        ("s1", "learners", {"level": "upper_secondary"}, Fraction(6)),
        ("s2", "files_total", {"secrecy": "classified", "tier": "department"}, Fraction(7)),
    ]


def test_a_dimension_of_organisations_says_nothing_of_a_measure_without_it(
    observe: Observe,
) -> None:
    found = observe("id,period,tier,learners,files_total\ns1,2024,school,5,6\n")
    assert _numbers(found) == [
        ("s1", "files_total", {"tier": "school"}, Fraction(6)),
        ("s1", "learners", {}, Fraction(5)),
    ]


def test_of_row_and_heading_the_narrower_member_counts(observe: Observe) -> None:
    found = observe("id,period,level,learners[secondary]\ns1,2024,THCS,5\ns2,2024,secondary,6\n")
    assert _numbers(found) == [
        ("s1", "learners", {"level": "lower_secondary"}, Fraction(5)),
        ("s2", "learners", {"level": "secondary"}, Fraction(6)),
    ]


def test_two_headings_that_come_to_the_same_in_a_row_contradict(observe: Observe) -> None:
    found = observe("id,period,level,learners[secondary],learners[THCS]\ns1,2024,THCS,5,6\n")
    assert (_told(found), found.cells, found.rows_left_out) == ([("member-conflict", "E2")], (), 1)


def test_cells_that_do_not_fit_are_told_once_a_column_with_their_count(observe: Observe) -> None:
    found = observe(
        "id,period,level,staff,learners\ns1,2024,TH,1,5\ns2,2024,TH,,6\ns3,2024,THPT,2,7\n"
    )
    assert [(p.code, p.cell, p.params["count"]) for p in found.problems] == [
        ("not-broken-down", "D2", 2)
    ]
    assert [c.measure for c in found.cells] == ["learners"] * 3
    assert found.rows_left_out == 0


def test_the_header_row_stands_below_banner_rows(observe: Observe) -> None:
    banner = 'SỞ GIÁO DỤC VÀ ĐÀO TẠO,,\n,,\n"DANH SÁCH, NĂM 2024",,\n' + ",,\n" * 11
    found = observe(f"{banner}Mã trường,Kỳ báo cáo,Số HS\ns1,2024,5\n")
    assert found.cells[0].place.cell == "C16"
    assert _numbers(found) == [("s1", "learners", {}, Fraction(5))]


def test_a_header_below_the_thirtieth_row_is_not_looked_for(observe: Observe) -> None:
    found = observe(",,\n" * 30 + "id,period,learners\ns1,2024,5\n")
    assert (_told(found), found.cells) == ([("no-header", "")], ())


def test_the_headings_looked_for_are_named(observe: Observe) -> None:
    problem = observe("id,learners\ns1,5\n").problems[0]
    assert str(problem.params["looked_for"]).startswith("year, quarter, period, kỳ, kỳ báo cáo")
    assert problem.params["hint"] == ""


def test_a_key_heading_with_a_look_alike_letter_gets_a_suggestion(observe: Observe) -> None:
    problem = observe("Mã Ðơn vị,period,learners\ns1,2024,5\n").problems[0]
    assert (problem.code, problem.cell) == ("missing-column", "A1")
    assert problem.params["hint"] == " (`Mã Ðơn vị` → `mã đơn vị`?)"


def test_the_suggestion_for_an_unknown_column_is_as_the_plan_writes_it(observe: Observe) -> None:
    problem = observe("id,period,Số nguời học\ns1,2024,5\n").problems[-1]
    assert problem.params == {
        "header": "Số nguời học",
        "suggestion": "Số người học",
        "hint": " (`Số người học`?)",
    }


@pytest.mark.parametrize(
    "header",
    [
        "mã trường",
        "Mã định danh",
        "Mã ĐD Bộ GD&ĐT",
        "mã đơn vị",
        "organisation",
        "School",
        "ID",
        "Trường",
    ],
)
def test_the_organisation_stands_under_any_usual_heading(observe: Observe, header: str) -> None:
    found = observe(f"{header},Kỳ,learners\ns1,2024,5\n")
    assert _numbers(found) == [("s1", "learners", {}, Fraction(5))]


def test_an_id_column_goes_before_one_that_may_hold_names(observe: Observe) -> None:
    found = observe("STT,Trường,Mã trường,Kỳ,learners\n1,Trường Một,s1,2024,5\n")
    assert _numbers(found) == [("s1", "learners", {}, Fraction(5))]


def test_blank_and_repeated_header_rows_and_group_headings_are_no_data(observe: Observe) -> None:
    found = observe(
        "STT,id,name,period,learners\nI,,Huyện Tuy Phước,,\n1,s1,A,2024,5\n,,,,\n , ,,,\n"
        "STT,id,name,period,learners\nII,,Huyện Phù Cát,,\n2,s2,B,2024,6\n"
    )
    assert [row[0] for row in _numbers(found)] == ["s1", "s2"]
    assert found.rows_left_out == 0


@pytest.mark.parametrize("blank", ["", " ", "-", "–", "…", "...", "N/A", "n/a"])
def test_what_is_not_reported_is_missing_and_never_zero(observe: Observe, blank: str) -> None:
    found = observe(f"id,period,learners,staff,has_website\ns1,2024,{blank},0,{blank}\n")
    assert _numbers(found) == [("s1", "staff", {}, Fraction(0))]


@pytest.mark.parametrize("yes", ["1", "x", "X", "có", "Có", "yes", "TRUE", "đúng", "✓"])
def test_a_flag_that_says_yes_is_one(observe: Observe, yes: str) -> None:
    found = observe(f"id,period,has_website\ns1,2024,{yes}\n")
    assert _numbers(found) == [("s1", "has_website", {}, Fraction(1))]


@pytest.mark.parametrize("no", ["0", "không", "KHÔNG", "no", "false", "sai"])
def test_a_flag_that_says_no_is_zero(observe: Observe, no: str) -> None:
    found = observe(f"id,period,has_website\ns1,2024,{no}\n")
    assert _numbers(found) == [("s1", "has_website", {}, Fraction(0))]


def test_an_unclear_number_is_read_as_its_column_proves(observe: Observe) -> None:
    found = observe('id,period,learners,budget\ns1,2024,1.265,"17,083"\ns2,2024,"12.345,0",1.5\n')
    assert [(c.measure, c.value) for c in found.cells] == [
        ("budget", 17083),
        ("learners", 1265),
        ("budget", Fraction(3, 2)),
        ("learners", 12345),
    ]


def test_a_column_does_not_prove_anything_for_another_one(observe: Observe) -> None:
    found = observe('id,period,learners,budget\ns1,2024,1.265,"12,5"\n')
    assert _told(found) == [("ambiguous-number", "C2")]


def test_every_bad_cell_of_a_row_is_told_and_the_row_counts_once(observe: Observe) -> None:
    found = observe("id,period,learners,staff\n,soon,many,-5\ns1,2024,5,6\n")
    assert _told(found) == [
        ("missing-organisation", "A2"),
        ("unknown-period", "B2"),
        ("not-a-number", "C2"),
        ("negative-number", "D2"),
    ]
    assert (len(found.cells), found.rows_left_out) == (2, 1)


def test_short_rows_are_blank_at_their_end(observe: Observe) -> None:
    assert _numbers(observe("id,period,learners,staff\ns1,2024,5\n")) == [
        ("s1", "learners", {}, Fraction(5))
    ]


def test_a_persons_sheet_leaves_no_trace_of_what_it_says(observe: Observe) -> None:
    found = observe(
        "id,period,learners,Họ và tên,Ngày sinh\ns1,2024,5,Nguyễn Văn Bí Mật,1/1/2010\n"
    )
    assert "Bí Mật" not in repr(found)
    assert [(p.code, p.fatal) for p in found.problems] == [("person-sheet", True)]


def test_a_reported_percentage_is_kept_beside_the_numbers(observe: Observe) -> None:
    found = observe(
        "id,period,online_share [primary] (%),lessons_online[primary]\n"
        's1,2024,"87,50%",5\ns2,2024,54,6\ns3,2024,,7\n'
    )
    level = {"level": "primary"}
    assert found.reported_values == (
        ReportedValue("s1", year(2024), "online_share", Fraction(175, 2), 2, level),
        ReportedValue("s2", year(2024), "online_share", Fraction(54), 0, level),
    )
    assert [str(each.place) for each in found.reported_values] == ["a.csv:C2", "a.csv:C3"]
    assert [c.measure for c in found.cells] == ["lessons_online"] * 3


def test_a_reported_percentage_that_is_no_number_leaves_the_row_out(observe: Observe) -> None:
    found = observe("id,period,online_share,learners\ns1,2024,gần đủ,5\n")
    assert (_told(found), found.cells) == ([("not-a-number", "C2")], ())


def test_one_percentage_above_one_shows_what_the_others_are(observe: Observe) -> None:
    found = observe("id,period,online_share\ns1,2024,0.9\ns2,2024,54\ns3,2024,1\n")
    assert [each.value for each in found.reported_values] == [Fraction(9, 10), 54, 1]
    assert found.problems == ()


def test_a_reported_percentage_of_members_it_does_not_have_is_not_held_against_anything(
    observe: Observe,
) -> None:
    found = observe("id,period,secrecy,online_share,files_total\ns1,2024,mật,54,5\n")
    assert (found.reported_values, found.problems) == ((), ())
    assert [c.measure for c in found.cells] == ["files_total"]


def test_zero_percent_and_signed_percentages_are_clear(observe: Observe) -> None:
    found = observe("id,period,online_share\ns1,2024,0\ns2,2024,0.5%\n")
    assert [each.value for each in found.reported_values] == [0, Fraction(1, 2)]
    assert found.problems == ()


def test_a_heading_that_names_a_measure_and_an_indicator_is_the_measure(
    observe: Observe, plan: Plan
) -> None:
    learners = Sum(((Fraction(1), "learners", None),))
    one = Sum((), Fraction(1))
    count = Indicator("learners_count", "count", learners, one, "Số người học")
    both = attrs.evolve(plan, indicators={**plan.indicators, count.name: count})
    found = observe("id,period,Số người học,learners_count\ns1,2024,5,6\n", plan=both)
    assert [(c.measure, c.value) for c in found.cells] == [("learners", 5)]
    assert [(r.indicator, r.value) for r in found.reported_values] == [("learners_count", 6)]
