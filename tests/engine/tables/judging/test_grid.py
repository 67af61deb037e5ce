"""When what is added up has the same steps for everybody, and when it is looked at one by one."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.data.observations import Organisation
from dxplan.engine.moments import Moment
from dxplan.engine.tables.judging.grid import Grid, grid
from dxplan.values.periods import Period, month, quarter, year

YEAR = year(2024)
MOMENT = Moment(YEAR.end, True, YEAR, YEAR.start)
SCHOOL = Organisation("s1")


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def test_steps_that_fill_the_window_leave_nothing_blank() -> None:
    quarters = [quarter(2024, number) for number in (4, 1, 3, 2)]
    nothing: frozenset[Period] = frozenset()
    assert grid(quarters, SCHOOL, MOMENT) == Grid(tuple(sorted(quarters)), nothing, nothing, ())


@pytest.mark.parametrize(
    ("reported", "blank"),
    [
        ([days("2024-01-01", "2024-12-24")], [days("2024-12-25", "2024-12-31")]),
        ([days("2024-01-08", "2024-12-31")], [days("2024-01-01", "2024-01-07")]),
        ([quarter(2024, 2)], [quarter(2024, 1), days("2024-07-01", "2024-12-31")]),
    ],
)
def test_a_week_that_nobody_reports_is_a_stretch(
    reported: list[Period], blank: list[Period]
) -> None:
    found = grid(reported, SCHOOL, MOMENT)
    assert found is not None and list(found.blank) == blank


@pytest.mark.parametrize(
    "reported",
    [
        pytest.param([days("2024-01-01", "2024-12-25")], id="six days are left"),
        pytest.param([days("2024-01-04", "2024-12-31")], id="three days are left before"),
        pytest.param([YEAR, quarter(2024, 1)], id="they overlap"),
        pytest.param([quarter(2024, 1), month(2024, 4)], id="they are of different lengths"),
        pytest.param([days("2024-03-01", "2024-03-06")], id="they are short"),
    ],
)
def test_where_a_gap_may_be_taken_for_a_step_there_is_no_grid(reported: list[Period]) -> None:
    assert grid(reported, SCHOOL, MOMENT) is None


def test_steps_may_differ_by_three_days() -> None:
    months = [month(2024, number) for number in (1, 2)]
    assert grid(months, SCHOOL, MOMENT) is not None
    longer = [days("2024-01-01", "2024-01-31"), days("2024-02-01", "2024-02-27")]
    assert grid(longer, SCHOOL, MOMENT) is None


def test_who_is_there_for_a_part_of_the_window_is_asked_for_that_part() -> None:
    quarters = [quarter(2024, number) for number in (1, 2, 3)]
    school = Organisation("s1", since=date(2024, 5, 1), until=date(2024, 12, 10))
    found = grid(quarters, school, MOMENT)
    assert found == Grid(
        tuple(quarters),
        frozenset({quarters[1]}),
        frozenset({quarters[0]}),
        (days("2024-10-01", "2024-12-10"),),
    )
