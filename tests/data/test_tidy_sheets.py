"""Sheets with a row for every measure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dxplan.data.observations import Observations

Observe = Callable[..., Observations]


def _cells(found: Observations) -> list[tuple[str, str, dict[str, str], Fraction, str]]:
    return [
        (c.organisation, c.measure, dict(c.members), c.value, c.place.cell) for c in found.cells
    ]


def test_a_row_names_its_measure_by_any_of_its_names(observe: Observe) -> None:
    found = observe(
        "Mã trường;Kỳ;Chỉ tiêu;Giá trị\ns1;2024;Số người học;5\ns1;2024;lessons_online;6\n"
        "s1;2024;Số tiết trực tuyến (tiểu học);7\ns1;2024;Có trang thông tin điện tử;x\n"
    )
    assert found.problems == ()
    assert _cells(found) == [
        ("s1", "has_website", {}, Fraction(1), "D5"),
        ("s1", "learners", {}, Fraction(5), "D2"),
        ("s1", "lessons_online", {}, Fraction(6), "D3"),
        ("s1", "lessons_online", {"level": "primary"}, Fraction(7), "D4"),
    ]


def test_dimension_columns_give_the_members_of_a_row(observe: Observe) -> None:
    found = observe(
        "id,period,level,secrecy,tier,measure,value\ns1,2024,TH,,school,learners,5\n"
        "s1,2024,THPT,,,learners,6\ns1,2024,,mật,school,files_total,7\n"
    )
    assert found.problems == ()
    assert _cells(found) == [
        ("s1", "files_total", {"secrecy": "classified", "tier": "school"}, Fraction(7), "G4"),
        ("s1", "learners", {"level": "primary"}, Fraction(5), "G2"),
        ("s1", "learners", {"level": "upper_secondary"}, Fraction(6), "G3"),
    ]


def test_a_blank_value_is_missing_whatever_its_measure(observe: Observe) -> None:
    found = observe(
        "id,period,measure,value\ns1,2024,learners,\ns1,2024,lerners,-\ns1,2024,staff,0\n"
    )
    assert (_cells(found), found.problems) == ([("s1", "staff", {}, Fraction(0), "D4")], ())


def test_an_indicator_in_a_row_is_a_reported_percentage(observe: Observe) -> None:
    found = observe('id,period,measure,value\ns1,2024,Tỉ lệ tiết trực tuyến (%),"87,5"\n')
    assert (found.cells, found.problems) == ((), ())
    assert [(r.indicator, r.value, r.places) for r in found.reported_values] == [
        ("online_share", Fraction(175, 2), 1)
    ]


def test_the_value_column_proves_how_its_numbers_are_written(observe: Observe) -> None:
    found = observe('id,period,measure,value\ns1,2024,learners,1.265\ns1,2024,budget,"12,5"\n')
    assert [(c.measure, c.value) for c in found.cells] == [
        ("budget", Fraction(25, 2)),
        ("learners", 1265),
    ]


def test_a_part_above_its_whole_leaves_out_all_rows_of_its_members(observe: Observe) -> None:
    found = observe(
        "id,period,level,measure,value\n"
        "s1,2024,TH,lessons_total,10\ns1,2024,TH,lessons_online,11\ns1,2024,TH,learners,1\n"
        "s1,2024,THCS,lessons_total,10\ns1,2024,THCS,lessons_online,9\ns1,2025,TH,lessons_online,99\n"
    )
    assert [(p.code, p.cell, p.params["others"]) for p in found.problems] == [
        ("numerator-above-denominator", "E3", "E2")
    ]
    assert [(c.period.end.year, c.members["level"], c.value) for c in found.cells] == [
        (2024, "lower_secondary", 9),
        (2024, "lower_secondary", 10),
        (2025, "primary", 99),
    ]
    assert found.rows_left_out == 3


def test_a_contradiction_leaves_out_only_the_rows_of_its_measure(observe: Observe) -> None:
    found = observe(
        "id,period,measure,value\ns1,2024,learners,5\ns1,2024,staff,6\ns1,2024,learners,7\n"
    )
    assert [(p.code, p.cell, p.params["others"]) for p in found.problems] == [
        ("contradicting-values", "D2", "D4"),
        ("contradicting-values", "D4", "D2"),
    ]
    assert [(c.measure, c.value) for c in found.cells] == [("staff", 6)]


def test_a_measure_not_broken_down_like_its_row_leaves_the_row_out(observe: Observe) -> None:
    found = observe("id,period,level,measure,value\ns1,2024,TH,staff,5\n")
    assert [(p.code, p.cell) for p in found.problems] == [("not-broken-down", "D2")]
    assert (found.cells, found.rows_left_out) == ((), 1)


def test_a_measure_with_wrong_brackets_leaves_the_row_out(observe: Observe) -> None:
    found = observe("id,period,measure,value\ns1,2024,learners[lớp 1],5\n")
    assert [(p.code, p.cell) for p in found.problems] == [("unknown-member", "C2")]
    assert (found.cells, found.rows_left_out) == ((), 1)


def test_an_unknown_measure_gets_a_suggestion(observe: Observe) -> None:
    problem = observe("id,period,measure,value\ns1,2024,Số nguời học,5\n").problems[0]
    assert problem.params == {"text": "Số nguời học", "hint": " (`Số người học`?)"}


def test_a_lone_value_column_beside_measures_is_an_unknown_column(observe: Observe) -> None:
    found = observe("id,period,learners,value\ns1,2024,5,6\n")
    assert [(p.code, p.cell) for p in found.problems] == [("unknown-column", "D1")]
    assert [(c.measure, c.value) for c in found.cells] == [("learners", 5)]


def test_a_subtotal_over_members_is_a_total(observe: Observe) -> None:
    found = observe(
        "id,period,level,measure,value\ns1,2024,TH,learners,5\ns1,2024,Tổng cộng,learners,5\n"
    )
    assert [(p.code, p.cell) for p in found.problems] == [("total-row", "C3")]
    assert (len(found.cells), found.rows_left_out) == (1, 0)
