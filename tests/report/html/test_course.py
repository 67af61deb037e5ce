"""What a chart draws, before it is drawn."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import attrs
import pytest

import dxplan
from dxplan.engine.findings import Report
from dxplan.report.html.charts import chart
from dxplan.report.html.course import Course, Milestone, Reached, alternative, courses
from dxplan.values.intervals import Interval

RULES = """\
plan p "P"
    period 2024 to 2026
measure a
measure b
indicator x = a / b
x >= 50% by 2024, >= 80% by 2026
    baseline 10% in 2023
    lead u
x >= 10% in each district by 2024
unit u
"""


def rows(*figures: tuple[str, str, int]) -> list[dict[str, object]]:
    return [{"school": who, "period": period, "a": a, "b": 100} for who, period, a in figures]


def judged(*figures: tuple[str, str, int], on: date = date(2025, 6, 30)) -> Report:
    register = [{"id": who, "district": "D"} for who in ("A", "B")]
    return dxplan.check(
        dxplan.load_text(RULES), rows(*figures), register=register, as_of=on, course=True
    )


BOTH = (
    ("A", "2024-Q3", 40), ("B", "2024-Q3", 40), ("A", "2024-Q4", 60), ("B", "2024-Q4", 60),
    ("A", "2025-Q2", 60),
)  # fmt: skip


def reached(on: date, low: int, high: int) -> Reached:
    return Reached(on, Fraction(low), Fraction(high))


def test_the_path_leads_from_the_baseline_over_all_milestones() -> None:
    found = courses(judged(*BOTH))["x.by.2024"]
    assert found.path == (
        Milestone(date(2023, 12, 31), Fraction(10)),
        Milestone(date(2024, 12, 31), Fraction(50)),
        Milestone(date(2026, 12, 31), Fraction(80)),
    )
    assert found.own == date(2024, 12, 31)


def test_milestones_of_one_path_share_their_values() -> None:
    both = courses(judged(*BOTH))
    assert both["x.by.2024"].values == both["x.by.2026"].values


def test_values_of_earlier_days_are_drawn() -> None:
    assert courses(judged(*BOTH))["x.by.2024"].values == (
        reached(date(2024, 9, 30), 40, 40),
        reached(date(2024, 12, 31), 60, 60),
        reached(date(2025, 6, 30), 60, 60),
    )


def test_missing_reports_make_ranges(example: Report) -> None:
    *certain, last = courses(example)["online_share.primary.by.2025"].values
    assert [each.is_point for each in certain] == [True] * 4
    assert last.on == date(2025, 12, 31)
    assert last.low is not None
    assert last.high is not None
    assert last.low < 5 < last.high


def test_of_a_target_for_every_group_no_value_is_drawn() -> None:
    report = judged(*BOTH)
    (each,) = (t.id for t in report.plan.targets if t.each)
    assert courses(report)[each].values == ()


def test_days_of_which_nothing_is_known_are_left_out_but_the_last() -> None:
    base = judged(*BOTH)
    (old,) = (
        f for f in base.course or () if f.target == "x.by.2024" and f.date == date(2024, 9, 30)
    )
    nothing = attrs.evolve(old, value=Interval(Fraction(0), Fraction(100)))
    report = attrs.evolve(base, course=(nothing,))
    days = [each.on for each in courses(report)["x.by.2024"].values]
    assert date(2024, 9, 30) not in days


COURSE = Course(
    "%",
    (Milestone(date(2024, 12, 31), Fraction(50)), Milestone(date(2026, 12, 31), Fraction(80))),
    (reached(date(2024, 9, 30), 40, 40), reached(date(2025, 6, 30), 30, 80)),
    date(2024, 12, 31),
)


def test_a_chart_is_said_in_words() -> None:
    assert alternative(COURSE, "X", "vi") == (
        "Biểu đồ X. Kế hoạch đặt ra: 50% ngày 31/12/2024; 80% ngày 31/12/2026. "
        "Thực hiện: 40% ngày 30/9/2024; 30–80% ngày 30/6/2025."
    )


def test_a_chart_is_nothing_but_shapes() -> None:
    drawn = ElementTree.fromstring(chart(COURSE, 'a "b" <c>', "vi"))
    assert {each.tag for each in drawn.iter()} == {"svg", "g", "path", "line", "text", "rect"}
    names = {name for each in drawn.iter() for name in each.attrib}
    assert names & {"style", "class", "id", "href", "onclick"} == set()
    assert drawn.get("aria-label") == 'a "b" <c>'
    assert [each.text for each in drawn.iter("text")][-2:] == ["50%", "80%"]


def test_a_chart_does_not_depend_on_the_zone_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import time

    before = chart(COURSE, "", "vi")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    try:
        assert chart(COURSE, "", "vi") == before
    finally:
        monkeypatch.undo()
        time.tzset()


def test_numbers_have_the_marks_of_the_language() -> None:
    course = attrs.evolve(
        COURSE, unit="người", path=(Milestone(date(2024, 12, 31), Fraction(12500)),)
    )
    assert "12.500" in chart(course, "", "vi")
    assert "12,500" in chart(course, "", "en")


def test_there_is_no_chart_of_nothing() -> None:
    assert chart(Course("%", (), ()), "", "vi") == ""


def test_one_milestone_is_drawn_as_many_are() -> None:
    drawn = chart(Course("%", COURSE.path[:1], ()), "", "vi")
    assert [each.text for each in ElementTree.fromstring(drawn).iter("text")][-1] == "50%"


def test_labels_lie_over_every_line() -> None:
    drawn = [each.tag for each in ElementTree.fromstring(chart(COURSE, "", "vi")).iter()]
    last = len(COURSE.path)
    assert drawn[-last:] == ["text"] * last


def test_open_ends_reach_to_the_edge() -> None:
    course = attrs.evolve(COURSE, values=(Reached(date(2025, 6, 30), Fraction(30), None),))
    assert ElementTree.fromstring(chart(course, "", "vi")).findall(".//path")
