"""Calendars: school years and semesters as days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.periods import Period


def test_the_ministrys_school_year_opens_on_5_september_and_ends_on_31_may() -> None:
    assert MINISTRY.name == "ministry"
    assert MINISTRY.school_year(2024) == Period(date(2024, 9, 5), date(2025, 5, 31))


def test_the_ministrys_semesters_part_before_18_january() -> None:
    assert MINISTRY.semester(2024, 1) == Period(date(2024, 9, 5), date(2025, 1, 17))
    assert MINISTRY.semester(2024, 2) == Period(date(2025, 1, 18), date(2025, 5, 31))


def test_a_province_sets_its_own_days() -> None:
    city = Calendar("city", opens=(8, 28), second_semester=(1, 6), closes=(5, 25), staleness=100)
    assert city.school_year(2023) == Period(date(2023, 8, 28), date(2024, 5, 25))
    assert city.semester(2023, 1) == Period(date(2023, 8, 28), date(2024, 1, 5))
    assert city.semester(2023, 2) == Period(date(2024, 1, 6), date(2024, 5, 25))


@pytest.mark.parametrize("number", [0, 3])
def test_a_school_year_has_two_semesters(number: int) -> None:
    with pytest.raises(ValueError, match=f"there is no semester {number}"):
        MINISTRY.semester(2024, number)


@given(first=st.integers(1900, 2198))
def test_the_semesters_tile_the_school_year(first: int) -> None:
    whole, one, two = (
        MINISTRY.school_year(first), MINISTRY.semester(first, 1), MINISTRY.semester(first, 2)
    )  # fmt: skip
    assert (one.start, two.end) == (whole.start, whole.end)
    assert two.start == one.end + timedelta(days=1)
