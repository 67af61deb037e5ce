"""A register over time: rows with days, columns of former places, codes of provinces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

import pytest

from dxplan.data.groupings import grouping
from dxplan.data.observations import Observations, Organisation, Stay

Observe = Callable[..., Observations]
LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)


def _register(found: Observations) -> Mapping[str, Organisation]:
    assert found.problems == ()
    assert found.organisations is not None
    return found.organisations


MOVED = [
    "s1,Trường Một,Bình Định,Quy Nhơn,,school,,2025-06-30,400\n",
    "s1,Trường Một (mới),Gia Lai,,Phường Quy Nhơn,,2025-07-01,,410\n",
]


@pytest.mark.parametrize("rows", [MOVED, MOVED[::-1]])
def test_rows_with_days_of_their_own_are_one_organisation(
    observe: Observe, rows: list[str]
) -> None:
    head = "id,name,province,district,commune,tier,since,until,learners[primary]\n"
    key = ("learners", (("level", "primary"),))
    (found,) = _register(observe({}, head + "".join(rows))).values()
    before = {"province": "Bình Định", "district": "Quy Nhơn"}
    after = {"province": "Gia Lai", "commune": "Phường Quy Nhơn"}
    assert found == Organisation(
        "s1",
        "Trường Một (mới)",
        after,
        {"tier": frozenset({"school"})},
        {key: Fraction(410)},
        None,
        None,
        stays=(
            Stay(None, LAST, before, {key: Fraction(400)}),
            Stay(FIRST, None, after, {key: Fraction(410)}),
        ),
    )


def test_columns_of_former_places_tell_where_it_was_and_is(observe: Observe) -> None:
    head = "Mã trường,Tỉnh,Xã/Phường,Tỉnh cũ,Huyện (cũ),Cụm\n"
    found = _register(observe({}, head + "s1,Gia Lai,Phường Quy Nhơn,Bình Định,Quy Nhơn,1\n"))
    always = {"tỉnh cũ": "Bình Định", "huyện (cũ)": "Quy Nhơn", "cụm": "1"}
    before = {
        **always,
        "tỉnh": "Bình Định",
        "province": "Bình Định",
        "huyện": "Quy Nhơn",
        "district": "Quy Nhơn",
    }
    after = {
        **always,
        "tỉnh": "Gia Lai",
        "province": "Gia Lai",
        "xã/phường": "Phường Quy Nhơn",
        "commune": "Phường Quy Nhơn",
    }
    assert found["s1"].stays == (Stay(None, LAST, before), Stay(FIRST, None, after))
    assert found["s1"].parents == after


def test_columns_of_new_places_leave_the_plain_ones_to_the_time_before(observe: Observe) -> None:
    found = _register(observe({}, "id,huyện,xã,xã mới\ns1,Tuy Phước,Phước An,Tuy Phước Đông\n"))
    before, after = found["s1"].stays
    assert (before.parents["district"], before.parents["commune"]) == ("Tuy Phước", "Phước An")
    assert after.parents == {
        "xã mới": "Tuy Phước Đông",
        "xã": "Tuy Phước Đông",
        "commune": "Tuy Phước Đông",
    }


def test_a_code_is_the_province_of_the_days_of_its_row(observe: Observe) -> None:
    found = _register(
        observe({}, "id,mã tỉnh,since,until\ns1,52,,30/6/2025\ns1,52,1/7/2025,\ns2,1,,\ns3,64,,\n")
    )
    assert [stay.parents["province"] for stay in found["s1"].stays] == ["Bình Định", "Gia Lai"]
    assert found["s2"].parents["province"] == "Hà Nội"
    # The name would mean the larger Gia Lai of today as well.
    assert found["s3"].parents["province"] == "64"


def test_a_code_is_the_province_of_the_days_that_its_heading_names(observe: Observe) -> None:
    found = _register(observe({}, "id,mã tỉnh cũ,mã tỉnh\ns1,52,52\ns2,64,52\n"))
    assert [[stay.parents["province"] for stay in each.stays] for each in found.values()] == [
        ["Bình Định", "Gia Lai"],
        ["Gia Lai", "Gia Lai"],
    ]


def test_a_name_beside_a_code_says_which_province_is_meant(observe: Observe) -> None:
    found = _register(observe({}, "id,mã tỉnh,tên tỉnh\ns1,52,Bình Định\ns2,52,Gia Lai\n"))
    assert [each.parents["mã tỉnh"] for each in found.values()] == ["Bình Định", "52"]


def test_a_code_that_may_be_two_provinces_is_told_and_left_out(observe: Observe) -> None:
    found = observe({}, "id,tỉnh,huyện\ns1,24,A\n")
    (problem,) = found.problems
    assert (problem.code, problem.cell, problem.fatal) == ("unclear-province", "B2", False)
    assert problem.params == {"text": "24", "provinces": "tỉnh Bắc Giang, tỉnh Bắc Ninh"}
    assert (found.organisations or {})["s1"].parents == {"huyện": "A", "district": "A"}


def test_a_misspelt_province_is_told_with_the_nearest_one(observe: Observe) -> None:
    found = observe({}, "id,tỉnh\ns1,Bình Đinh\n")
    assert [(p.code, p.params) for p in found.problems] == [
        ("unknown-province", {"text": "Bình Đinh", "hint": " (`Bình Định`?)"})
    ]
    assert (found.organisations or {})["s1"].parents["province"] == "Bình Đinh"


def test_a_heading_that_speaks_of_provinces_in_passing_holds_no_names(observe: Observe) -> None:
    found = _register(observe({}, "id,Trọng điểm cấp tỉnh,tỉnh\ns1,x,Bình Định\n"))
    assert found["s1"].parents["province"] == "Bình Định"


def test_days_between_two_rows_are_told(observe: Observe) -> None:
    found = observe({}, "id,district,since,until\ns1,A,,2024-12-31\ns1,B,2025-02-01,\n")
    assert [(p.code, p.cell, p.fatal) for p in found.problems] == [
        ("gap-between-rows", "A3", False)
    ]
    assert found.problems[0].message() == (
        "no row says where `s1` was from 2025-01-01 to 2025-01-31 (the row before is A2)"
    )
    assert len((found.organisations or {})["s1"].stays) == 2


def test_rows_that_share_a_day_contradict_each_other(observe: Observe) -> None:
    found = observe({}, "id,district,since,until\ns1,A,,2025-06-30\ns1,B,2025-06-30,\n")
    assert [(p.code, p.cell, p.fatal) for p in found.problems] == [
        ("contradicting-organisation", "A3", True)
    ]
    assert found.organisations is None


def test_a_moved_organisation_may_also_have_former_places(observe: Observe) -> None:
    found = _register(
        observe(
            {},
            "id,huyện cũ,xã,since,until\ns1,A,,,2023-12-31\ns1,B,X,2024-01-01,\n",
        )
    )
    assert [
        (stay.since, stay.until, stay.parents.get("district"), stay.parents.get("commune"))
        for stay in found["s1"].stays
    ] == [
        (None, date(2023, 12, 31), "A", None),
        (date(2024, 1, 1), LAST, "B", None),
        (FIRST, None, None, "X"),
    ]


@pytest.mark.parametrize(
    ("heading", "level", "side"),
    [
        ("Huyện cũ", "district", "before"),
        ("Tỉnh trước 01/7/2025", "province", "before"),
        ("Xã/Phường sau sáp nhập", "commune", "after"),
        ("district before 2025-07-01", "district", "before"),
        ("new commune", "commune", "after"),
        ("huyện", "district", None),
        ("Cụm thi đua cũ", None, None),
    ],
)
def test_a_heading_says_the_level_and_the_days(
    heading: str, level: str | None, side: str | None
) -> None:
    told = grouping(heading)
    assert told is not None
    assert (told.level, told.side) == (level, side)
