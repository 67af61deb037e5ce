"""What targets came to on earlier reporting dates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import dxplan
from dxplan.engine.course import MOST_DAYS
from dxplan.engine.findings import Report

RULES = """\
plan p "P"
    period 2020 to 2026
measure a
measure b
indicator x = a / b
x >= 50% by 2024
task t "T" by 2024
"""


def judged(periods: dict[str, int], on: date, *, course: bool = True) -> Report:
    rows = [{"school": "A", "period": each, "a": a, "b": 100} for each, a in periods.items()]
    return dxplan.check(dxplan.load_text(RULES), rows, as_of=on, by="organisation", course=course)


FIGURES = {"2024-Q2": 30, "2024-Q4": 55, "2025-Q2": 70}


def test_every_earlier_reporting_date_is_judged_by_what_was_known_then() -> None:
    found = judged(FIGURES, date(2025, 6, 30)).course or ()
    assert [(each.target, each.by, each.date, each.verdict) for each in found] == [
        ("x.by.2024", None, date(2024, 6, 30), "not_due"),
        ("x.by.2024", None, date(2024, 12, 31), "met"),
    ]
    assert [each.value and each.value.low for each in found] == [Fraction(30), Fraction(55)]


def test_it_has_no_part_in_the_findings() -> None:
    with_course = judged(FIGURES, date(2025, 6, 30))
    without = judged(FIGURES, date(2025, 6, 30), course=False)
    assert without.course is None
    assert tuple(with_course) == tuple(without)
    assert with_course.count("not_due") == without.count("not_due")


def test_it_looks_back_to_so_many_dates() -> None:
    months = {f"{2020 + n // 12}-{n % 12 + 1:02}": n for n in range(40)}
    found = judged(months, date(2025, 6, 30)).course or ()
    assert len({each.date for each in found}) == MOST_DAYS
    assert min(each.date for each in found) == date(2022, 5, 31)


def test_a_table_is_not_read_once_a_date() -> None:
    pandas = pytest.importorskip("pandas")
    rows = [{"school": "A", "period": each, "a": a, "b": 100} for each, a in FIGURES.items()]
    table = pandas.DataFrame(rows)
    report = dxplan.check(dxplan.load_text(RULES), table, as_of=date(2025, 6, 30), course=True)
    assert report.course is None
    assert report.count("met") > 0
