"""The table of provinces: whole in itself, and what the field's facts say of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.territories import (
    DISTRICT_LEVEL_ENDED,
    REORGANISED,
    Province,
    became,
    find,
    made_of,
    named,
    on,
    on_day,
    parts,
    provinces,
)

BEFORE, AFTER = DISTRICT_LEVEL_ENDED, REORGANISED
DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))
PROVINCES = st.sampled_from(provinces())


def test_the_map_changes_from_one_day_to_the_next() -> None:
    assert timedelta(days=1) == AFTER - BEFORE
    assert (len(on(BEFORE)), len(on(AFTER)), len(provinces())) == (63, 34, 97)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_codes_and_names_are_unique_on_a_day(day: date) -> None:
    for values in ([p.code for p in on(day)], [p.name for p in on(day)]):
        assert len(set(values)) == len(values)
    assert all(len(p.code) == 2 and p.code.isdigit() for p in on(day))
    assert {p.kind for p in on(day)} == {"tỉnh", "thành phố"}
    assert sum(p.kind == "thành phố" for p in on(day)) == 6


def test_each_province_went_into_exactly_one_and_each_is_made_of_some() -> None:
    assert all(became(p) in on(AFTER) for p in on(BEFORE))
    assert [became(p) for p in on(AFTER)] == [None] * 34
    made = [part for p in on(AFTER) for part in made_of(p)]
    assert sorted(p.code for p in made) == [p.code for p in on(BEFORE)]
    assert [made_of(p) for p in on(BEFORE)] == [()] * 63


def test_every_province_of_today_keeps_the_name_of_one_it_was_made_of() -> None:
    assert all(p.name in {part.name for part in made_of(p)} for p in on(AFTER))


# What domain facts say: Resolution 202/2025/QH15.
@pytest.mark.parametrize(
    ("before", "code", "after", "new_code"),
    [
        ("Bình Định", "52", "Gia Lai", "52"),
        ("Bắc Giang", "24", "Bắc Ninh", "24"),
        ("Ninh Thuận", "58", "Khánh Hòa", "56"),
        ("Quảng Ninh", "22", "Quảng Ninh", "22"),
        ("Hồ Chí Minh", "79", "Hồ Chí Minh", "79"),
    ],
)
def test_what_became_of_the_provinces_of_the_five_documents(
    before: str, code: str, after: str, new_code: str
) -> None:
    old = find(before, BEFORE)
    assert old is not None
    new = became(old)
    assert new is not None
    assert (old.code, new.name, new.code) == (code, after, new_code)


def test_quang_ninh_stayed_as_it_was() -> None:
    old, new = find("22", BEFORE), find("22", AFTER)
    assert old is not None and new is not None
    assert parts(new) == {old}


@pytest.mark.parametrize(
    ("code", "before", "after"), [("52", "Bình Định", "Gia Lai"), ("24", "Bắc Giang", "Bắc Ninh")]
)
def test_a_code_given_out_anew_is_two_provinces(code: str, before: str, after: str) -> None:
    old, new = find(code, date(2024, 6, 1)), find(code, date(2026, 6, 1))
    assert old is not None and new is not None
    assert (old.name, new.name) == (before, after)
    assert old != new
    assert named(code) == (old, new)


def test_a_name_that_stayed_may_mean_more_land_than_before() -> None:
    old, new = find("Gia Lai", BEFORE), find("Gia Lai", AFTER)
    assert old is not None and new is not None
    assert (old.code, new.code) == ("64", "52")
    assert {part.name for part in parts(new)} == {"Bình Định", "Gia Lai"}
    assert on_day(new, BEFORE) == tuple(sorted(parts(new), key=lambda p: p.code))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bình Định", "52"),
        ("TỈNH BÌNH ĐỊNH", "52"),
        ("Khánh Hoà", "56"),
        ("Đắc Lắc", "66"),
        ("TP.HCM", "79"),
        ("TP. Hồ Chí Minh", "79"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Thừa Thiên - Huế", "46"),
        ("1", "01"),
        ("52.0", "52"),
    ],
)
def test_spellings_of_one_province(text: str, code: str) -> None:
    found = find(text, BEFORE)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "tỉnh", "99", "0", "152", "Binh Dinh", "Ðắk Lắk", "Quy Nhơn"])
def test_what_is_no_province_is_none(text: str) -> None:
    assert named(text) == ()


@given(PROVINCES, DAYS)
def test_the_land_of_a_province_is_somewhere_on_every_day(province: Province, day: date) -> None:
    held = on_day(province, day)
    assert held
    assert parts(province) <= frozenset(part for p in held for part in parts(p))


@given(PROVINCES)
def test_code_name_and_title_lead_back_to_a_province(province: Province) -> None:
    for text in (province.code, province.name, province.title, province.title.upper()):
        assert province in named(text)
