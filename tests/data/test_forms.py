"""Forms: headers of several rows, what stands around a table, totals, and tables below tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxplan.data.observations import Observations
from dxplan.values.periods import quarter, year

Observe = Callable[..., Observations]


def _told(found: Observations) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in found.problems]


def _values(found: Observations) -> list[tuple[str, str, dict[str, str], int]]:
    return [(c.organisation, c.measure, dict(c.members), int(c.value)) for c in found.cells]


def test_groups_go_on_over_the_blanks_to_their_right(observe: Observe) -> None:
    found = observe("id,period,Số tiết trực tuyến,,Số cán bộ\n,,Tiểu học,THCS,\ns1,2024,5,6,7\n")
    assert found.problems == ()
    assert _values(found) == [
        ("s1", "lessons_online", {"level": "lower_secondary"}, 6),
        ("s1", "lessons_online", {"level": "primary"}, 5),
        ("s1", "staff", {}, 7),
    ]


def test_a_word_for_figures_above_measures_says_nothing(observe: Observe) -> None:
    found = observe("id,period,Số liệu,\n,,Số HS,Số cán bộ\ns1,2024,5,6\n")
    assert found.problems == ()
    assert _values(found) == [("s1", "learners", {}, 5), ("s1", "staff", {}, 6)]


def test_two_measures_above_one_another_are_not_read(observe: Observe) -> None:
    found = observe("id,period,Số HS,staff\n,,Số tiết trực tuyến,\ns1,2024,5,6\n")
    assert _told(found) == [("ambiguous-heading", "C2")]
    assert _values(found) == [("s1", "staff", {}, 6)]


def test_a_row_of_data_without_an_id_is_no_part_of_the_header(observe: Observe) -> None:
    found = observe("id,period,has_website,learners\n,,x,\ns1,2024,x,5\n")
    assert _told(found) == [("missing-organisation", "A2"), ("missing-period", "B2")]
    assert len(found.cells) == 2


def test_a_total_beside_its_parts_counts_where_no_part_is_filled_in(observe: Observe) -> None:
    found = observe(
        "id,period,learners[Tổng số],learners[TH],learners[THCS]\ns1,2024,9,4,5\ns2,2024,7,,\n"
        "s3,2024,9,4,\n"
    )
    assert found.problems == ()
    assert _values(found) == [
        ("s1", "learners", {"level": "lower_secondary"}, 5),
        ("s1", "learners", {"level": "primary"}, 4),
        ("s2", "learners", {}, 7),
        ("s3", "learners", {"level": "primary"}, 4),
    ]


def test_a_table_with_other_columns_is_read_under_its_own_header(observe: Observe) -> None:
    found = observe(
        "id,period,learners,staff\ns1,2024,5,6\n,,,\nid,period,staff,learners\ns2,2024,7,8\n"
    )
    assert found.problems == ()
    assert _values(found) == [
        ("s1", "learners", {}, 5),
        ("s1", "staff", {}, 6),
        ("s2", "learners", {}, 8),
        ("s2", "staff", {}, 7),
    ]


def test_a_column_for_the_period_goes_before_a_title(observe: Observe) -> None:
    found = observe("BÁO CÁO QUÝ I NĂM 2023,,\nid,period,learners\ns1,2024,5\n")
    assert (found.problems, found.cells[0].period) == ((), year(2024))


def test_of_periods_inside_one_another_the_narrowest_is_meant(observe: Observe) -> None:
    found = observe("Thực hiện Kế hoạch năm 2024,\n(Quý II năm 2024),\nid,learners\ns1,5\n")
    assert _told(found) == [("period-from-banner", "A2")]
    assert found.cells[0].period == quarter(2024, 2)


def test_a_row_nobody_filled_in_is_no_row_where_the_title_gives_the_period(
    observe: Observe,
) -> None:
    found = observe("Năm 2024,\nid,learners\nkhông rõ,\ns1,5\n", register="id\ns1\n")
    assert _told(found) == [("period-from-banner", "A1")]
    assert found.rows_left_out == 0


def test_a_banner_names_an_organisation_that_the_register_does_not_know(observe: Observe) -> None:
    found = observe(
        "Mã trường: s9,,\nKỳ báo cáo: 2024,,\nSTT,measure,value\n1,learners,5\n2,staff,6\n",
        register="id\ns1\n",
    )
    assert ("unknown-organisation", "A1") in _told(found)
    assert (found.cells, found.rows_left_out) == ((), 2)


@pytest.mark.parametrize(
    ("unit", "value"), [("Đơn vị tính: tỷ đồng", 5000), ("ĐVT: triệu đồng", 5)]
)
def test_the_unit_above_a_table_is_that_of_amounts(observe: Observe, unit: str, value: int) -> None:
    found = observe(f"{unit},,,\nid,period,budget,learners\ns1,2024,5,6\n")
    assert _values(found) == [("s1", "budget", {}, value), ("s1", "learners", {}, 6)]


def test_percentages_above_a_table_of_counts_keep_it_from_being_read(observe: Observe) -> None:
    found = observe("Đơn vị tính: %,,\nid,period,learners\ns1,2024,5\n")
    assert _told(found)[-1] == ("unit-does-not-fit", "C2")
    assert found.cells == ()


def test_a_column_gives_the_unit_of_every_row(observe: Observe) -> None:
    found = observe(
        "id,period,measure,ĐVT,value\ns1,2024,budget,tỷ đồng,2\ns2,2024,budget,triệu đồng,7\n"
        "s3,2024,budget,người,7\ns4,2024,learners,em,8\n"
    )
    assert _told(found) == [("unit-converted", "E2"), ("unit-does-not-fit", "C4")]
    assert [int(c.value) for c in found.cells] == [2000, 7, 8]


def test_a_subtotal_is_held_against_the_rows_that_share_its_keys(observe: Observe) -> None:
    found = observe(
        "id,period,level,learners\ns1,2024,TH,5\ns1,2024,THCS,6\ns1,2024,Tổng số,11\n"
        "s2,2024,TH,1\ns2,2024,THCS,2\ns2,2024,Tổng số,4\n"
    )
    assert [(p.code, p.cell) for p in found.problems if p.code == "total-differs"] == [
        ("total-differs", "D7")
    ]
    (problem,) = (p for p in found.problems if p.code == "total-differs")
    assert problem.params == {"total": "4", "sum": "3", "cells": "D5, D6"}


def test_a_total_over_a_number_that_cannot_be_read_is_not_judged(observe: Observe) -> None:
    found = observe("id,period,learners\ns1,2024,5\ns2,2024,nhiều\nCộng,,12\n")
    assert _told(found) == [("not-a-number", "C3"), ("total-row", "A4")]


def test_a_signature_is_no_data_and_numbers_below_it_are(observe: Observe) -> None:
    found = observe(
        "id,period,learners\ns1,2024,5\n,Người lập,Hiệu trưởng\n,,Nguyễn Văn A\n,,12\ns2,2024,6\n"
    )
    assert _told(found) == [("missing-organisation", "A5")]
    assert [c.organisation for c in found.cells] == ["s1", "s2"]


@pytest.mark.parametrize("listed", ["", "id\n0123\n"])
def test_a_citizens_number_for_an_id_refuses_the_sheet(observe: Observe, listed: str) -> None:
    found = observe(
        "id,period,learners\n0123,2024,5\n052012345678,2024,1\n", register=listed or None
    )
    assert _told(found) == [("person-sheet", "")]
    assert (found.cells, "052012345678" in repr(found)) == ((), False)


def test_an_id_of_twelve_digits_that_the_register_has_is_one(observe: Observe) -> None:
    found = observe("id,period,learners\n052012345678,2024,5\n", register="id\n052012345678\n")
    assert (found.problems, len(found.cells)) == ((), 1)


def test_a_criterion_may_be_headed_with_its_points(observe: Observe) -> None:
    found = observe(
        "id,period,inspected (tối đa 10 điểm),has_website (Đạt/Không đạt)\ns1,2024,7,đạt\n"
    )
    assert found.problems == ()
    assert _values(found) == [("s1", "has_website", {}, 1), ("s1", "inspected", {}, 7)]


def test_a_criterion_headed_with_other_points_is_not_read(observe: Observe) -> None:
    found = observe("id,period,inspected (20 điểm),learners\ns1,2024,7,5\n")
    assert _told(found) == [("unit-does-not-fit", "C1")]
    assert _values(found) == [("s1", "learners", {}, 5)]


def test_averages_are_no_data_and_no_sum(observe: Observe) -> None:
    found = observe("id,period,learners\ns1,2024,5\ns2,2024,7\nTrung bình,2024,6\n")
    assert _told(found) == [("total-row", "A4")]
    assert len(found.cells) == 2


def test_places_in_a_ranking_are_not_held_against_a_total(observe: Observe) -> None:
    found = observe("id,period,dti_rank\ns1,2024,1\ns2,2024,2\nTổng cộng,,9\n")
    assert _told(found) == [("total-row", "A4")]
