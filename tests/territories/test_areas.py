"""What a plan's territory means on a day, and what lies in it."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.territories import Province, find
from dxplan.territories.areas import Area, lies_in, read_area, same_place

OLD, NEW = date(2022, 7, 7), date(2026, 11, 21)


def province(text: str, day: date) -> Province:
    found = find(text, day)
    assert found is not None
    return found


def test_a_name_is_the_province_of_its_day() -> None:
    assert read_area("Gia Lai", OLD) == Area(province("64", OLD))
    assert read_area("Gia Lai", NEW) == Area(province("52", NEW))
    assert read_area("Bình Định", NEW) is None


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("Quận Phú Nhuận, Thành phố Hồ Chí Minh", "district", "Quận Phú Nhuận"),
        ("TP. Quy Nhơn, tỉnh Bình Định", "district", "TP. Quy Nhơn"),
        ("thị xã An Nhơn, Bình Định", "district", "thị xã An Nhơn"),
        ("xã Nhơn Lý, Bình Định", "commune", "xã Nhơn Lý"),
    ],
)
def test_a_place_below_the_province_says_what_it_is(text: str, level: str, name: str) -> None:
    area = read_area(text, OLD)
    assert area is not None
    assert (area.level, area.name) == (level, name)


@pytest.mark.parametrize(
    "text", ["", "cả nước", "Bình Dịnh", "Phú Nhuận, TP.HCM", "xã A, huyện B, Bình Định"]
)
def test_other_texts_are_no_area(text: str) -> None:
    assert read_area(text, OLD) is None


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Quy Nhơn", "TP Quy Nhơn", True),
        ("Thị xã An Nhơn", "an nhơn", True),
        ("Hoài Nhơn", "An Nhơn", False),
        ("Huyện Tuy Phước", "Q. Tuy Phước", True),
        ("Hoà Vang", "huyện Hòa Vang", True),
        ("Quận 1", "Quận 10", False),
    ],
)
def test_places_are_compared_without_their_kind(first: str, second: str, same: bool) -> None:
    assert same_place(first, second) is same


def test_what_lies_where_is_known_by_the_parts() -> None:
    binh_dinh, old, new = (find(*each) for each in (("52", OLD), ("64", OLD), ("52", NEW)))
    assert binh_dinh is not None and old is not None and new is not None
    assert lies_in([old], binh_dinh) is False
    assert lies_in([new], binh_dinh) is None
    assert lies_in([old, new], new) is True
    assert lies_in([old, new], binh_dinh) is None
    assert lies_in([], binh_dinh) is None
