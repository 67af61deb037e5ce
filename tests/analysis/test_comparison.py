"""Plans side by side: which rows there are, who is strictest, and what cannot be compared."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.analysis.comparison import Comparison, Row, compare
from dxplan.plan.model import Plan
from tests.analysis.loaded import loaded

NAMES = """
dimension level { primary, secondary }
measure a by level
measure b by level
measure f by level flow
measure g by level flow
measure n
measure place rank
indicator x "X" = a / b
indicator y = f / g
indicator number = n
indicator per_thousand = a per 1000 b
indicator standing = place
fact portal
"""


def plan(rules: str, name: str = "p", period: str = "2022 to 2025", names: str = NAMES) -> Plan:
    bounds = f"    period {period}\n" if period else ""
    return loaded(f"plan {name}\n{bounds}{names}{rules}\n")


def plans(*rules: str, period: str = "2022 to 2025") -> list[Plan]:
    return [plan(each, name, period) for name, each in zip("pqrst", rules, strict=False)]


def only(comparison: Comparison) -> Row:
    (row,) = comparison.rows
    return row


def marks(*rules: str, period: str = "2022 to 2025") -> list[str | None]:
    row = only(compare(plans(*rules, period=period)))
    return [None if cell is None else cell.mark for cell in row.cells]


def why(*rules: str, period: str = "2022 to 2025") -> str | None:
    return only(compare(plans(*rules, period=period))).relations[0, 1].reason


# --- thresholds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weaker", "strictest"),
    [
        ("x >= 5% by 2025", "x >= 6% by 2025"),
        ("x >= 5% by 2025", "x > 5% by 2025"),
        ("x <= 5% by 2025", "x < 5% by 2025"),
        ("x >= 5% by 2025", "x = 5% by 2025"),
        ("x from 2% to 9% by 2025", "x from 3% to 8% by 2025"),
        ("x >= 5% by 2025", "x from 6% to 8% by 2025"),
        ("x >= 0% by 2025", "x >= 1% by 2025"),
        ("number > 4 by 2025", "number >= 6 by 2025"),
        ("standing in top 10 by 2025", "standing in top 5 by 2025"),
        ("per_thousand >= 8 by 2025", "indicator other = a per b\nother >= 0.009 by 2025"),
        ("x >= 5% by 2025", "x >= 5% by 2024"),
        ("x >= 5% by 2025", "x >= 5% before 31/12/2025"),
        ("x >= 5% in 2024", "x >= 5% by 2024"),
        ("x >= 5% by 2025", "x >= 5% every year"),
        ("x >= 5% in 2024", "x >= 5% every year"),
        ("x >= 5% every year", "x >= 5% every quarter"),
        ("x >= 5% every year", "x >= 5%"),
        ("x >= 5% from 2024", "x >= 5%"),
        ("x >= 5% from 2024-06 to 2025-06", "x >= 5% from 2024"),
        ("x >= 5% from 2023 to 2023-06\nx >= 5% from 2024", "x >= 5% from 2023"),
        ("x >= 5% by 2023, 10% by 2025", "x >= 6% by 2023, 10% by 2025"),
        ("x >= 5% by 2025", "x >= 3% by 2023, 10% by 2025"),
        ("x >= 5% by 2025", "x >= 5% by 2025\nx <= 9% by 2025"),
        ("x >= 5% by 2024\nwaive x until 2024 because \"r\"", "x >= 5% by 2024"),
        ("y >= 5% in 2025", "y >= 5% every year"),
        ("y >= 0% by 2025-Q4", "y >= 5% by 2025"),
        ("y <= 100% by 2025-Q4", "y >= 5% by 2025"),
    ],
)  # fmt: skip
def test_who_asks_for_more_or_sooner_is_strictest(weaker: str, strictest: str) -> None:
    assert marks(weaker, strictest) == ["weaker", "strictest"]
    assert marks(strictest, weaker) == ["strictest", "weaker"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("x >= 5% by 2025", "x reaches 5% by 2025"),
        ("x >= 5% by 2025", "x >= 5% before 1/1/2026"),
        ("x >= 5% by 2025", "x >= 5% in 2025"),
        ("x = 100% by 2025", "x >= 100% by 2025"),
        ("number > 4 by 2025", "number >= 5 by 2025"),
        ("number eliminated by 2025", "number < 1 by 2025\nnumber >= 0 by 2025"),
        ("per_thousand >= 8 by 2025", "indicator other = a per b\nother >= 0.008 by 2025"),
        ("x increases 5% every year", "x increases 5% every year"),
        ("x >= 5% by 2024, 5% by 2025", "x >= 5% by 2024"),
    ],
)
def test_who_asks_for_the_same_is_equal(first: str, second: str) -> None:
    assert marks(first, second) == ["equal", "equal"]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("x >= 5% by 2024", "x >= 9% by 2025", "times"),
        ("x >= 5% in 2024", "x >= 5% by 2025", "times"),
        ("x <= 5% by 2025", "x >= 4% by 2025", "ranges"),
        ("x from 2% to 5% by 2025", "x from 3% to 6% by 2025", "ranges"),
        ("y >= 5% by 2025", "y >= 5% by 2025-Q4", "windows"),
        ("y >= 5% every year", "y >= 5% every quarter", "windows"),
    ],
)
def test_what_is_stricter_in_one_way_and_weaker_in_another(
    first: str, second: str, reason: str
) -> None:
    assert marks(first, second) == ["incomparable", "incomparable"]
    assert (why(first, second), why(second, first)) == (reason, reason)


def test_it_is_said_when_each_of_two_is_stricter() -> None:
    row = only(compare(plans("x >= 5% by 2024", "x >= 9% by 2025")))
    found = row.relations[0, 1]
    assert (found.first_on, found.second_on) == (date(2024, 12, 31), date(2025, 12, 31))


def test_a_third_plan_that_is_weaker_than_one_of_two_is_weaker() -> None:
    rules = ["x >= 5% by 2024", "x >= 9% by 2025", "x >= 5% by 2025"]
    assert marks(*rules) == ["incomparable", "incomparable", "weaker"]


def test_several_may_be_strictest_together() -> None:
    assert marks("x >= 9% by 2025", "x >= 5% by 2025", "x >= 9% by 2025") == [
        "equal",
        "weaker",
        "equal",
    ]


# --- what cannot be ranked ------------------------------------------------------------------------


def test_growth_and_unset_numbers_are_shown_and_not_ranked() -> None:
    rules = ["x >= 5% by 2025", "x increases 5% by 2025 baseline 4% in 2021", "x >= parent by 2025"]
    row = only(compare(plans(*rules)))
    found = [(cell.mark, cell.unranked) for cell in row.cells if cell is not None]
    assert found == [
        ("not_ranked", "nobody_else"),
        ("not_ranked", "growth"),
        ("not_ranked", "parent"),
    ]
    assert row.relations == {}


def test_growth_beside_two_levels_leaves_these_ranked() -> None:
    rules = ["x >= 5% by 2025", "x increases 5% every year", "x >= 6% by 2025"]
    assert marks(*rules) == ["weaker", "not_ranked", "strictest"]


def test_the_same_growth_is_equal_and_another_is_not_ranked() -> None:
    rules = ["x adds 5% every year", "x adds 6% every year", "x adds 5% every year"]
    assert marks(*rules) == ["equal", "not_ranked", "equal"]


# --- time -----------------------------------------------------------------------------------------


def test_plans_are_compared_in_the_time_of_both() -> None:
    outlook = plan("x >= 80% by 2025, 100% by 2030")
    district = plan("x >= 100% by 2025", "q")
    row = only(compare([outlook, district]))
    first, second = row.cells
    assert first is not None and second is not None
    assert (first.mark, second.mark) == ("weaker", "strictest")
    assert [(target.id, places) for target, places in first.outside] == [("x.by.2030", (1,))]
    assert second.outside == ()


def test_two_outlooks_are_compared_though_no_period_holds_them() -> None:
    assert marks("x >= 80% by 2030", "x >= 90% by 2030") == ["weaker", "strictest"]


def test_plans_that_do_not_meet_in_time_are_not_held_against_each_other() -> None:
    year = plan("x >= 90% in 2024", "p", "2024")
    later, latest = plan("x >= 5% by 2025", "q"), plan("x >= 6% by 2025", "r")
    row = only(compare([year, later, latest]))
    assert [(c.mark, c.unranked) for c in row.cells if c is not None] == [
        ("not_ranked", "apart"),
        ("weaker", None),
        ("strictest", None),
    ]
    assert row.relations[0, 1].reason == row.relations[0, 2].reason == "apart"


def test_without_a_period_and_a_day_any_day_will_do() -> None:
    assert marks("x >= 5%", "x >= 6%", period="") == ["weaker", "strictest"]
    assert marks("x >= 5% every year", "x >= 5% by 2025", period="") == ["strictest", "weaker"]


def test_flows_that_are_added_up_by_another_calendar_are_not_compared() -> None:
    rules = "y >= 5% in 2024-Q2"
    other = plan(rules, "q", "2022 to 2025\n    calendar window_15_14")
    row = only(compare([plan(rules), other]))
    assert row.relations[0, 1].reason == "windows"


@pytest.mark.parametrize("first", ["y >= 5% by 2025\ny >= 1% by 2025-Q4", "y >= 5% by 2025"])
def test_all_that_a_plan_asks_for_on_a_day_is_asked_together(first: str) -> None:
    assert marks(first, "y >= 3% by 2025") == ["strictest", "weaker"]


def test_what_is_asked_of_the_same_days_is_asked_together() -> None:
    both = "y >= 5% by 2025\ny <= 9% in 2025"
    assert marks(both, "y 5% .. 9% by 2025") == ["equal", "equal"]
    assert marks(both, "y >= 5% by 2025") == ["strictest", "weaker"]
    assert marks(both, "y <= 9% by 2025") == ["strictest", "weaker"]


def test_more_than_all_is_nothing_that_a_share_could_be() -> None:
    assert marks("x >= 50% by 2025", "x 50% .. 100% by 2025") == ["equal", "equal"]


# --- rows -----------------------------------------------------------------------------------------


def test_two_names_of_the_same_thing_are_one_row() -> None:
    first = plan("x >= 5% by 2025")
    second = plan("indicator z = (2 * a) / (2 * b)\nz >= 6% by 2025", "q")
    row = only(compare([first, second]))
    assert row.names() == {0: ("x",), 1: ("z",)}
    assert row.shared


def test_one_name_of_two_things_is_two_rows_and_said() -> None:
    first = plan("x >= 5% by 2025")
    second = plan("x >= 6% by 2025", "q", names=NAMES.replace('x "X" = a / b', "x = f / g"))
    found = compare([first, second])
    assert [row.shared for row in found] == [False, False]
    assert [(n.name, n.first, n.second, n.measures) for n in found.namesakes] == [
        ("x", (0,), (1,), ())
    ]


def test_it_is_said_which_measure_is_declared_otherwise() -> None:
    first = plan("x >= 5% by 2025")
    second = plan(
        "x >= 6% by 2025", "q", names=NAMES.replace("a by level\n", "a by level flow\n", 1)
    )
    (found,) = compare([first, second]).namesakes
    assert found.measures == (("a", ("flow",)),)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("measure n", "measure n amount", "kind"),
        ("measure n", "measure n by level", "dimensions"),
        ("measure n", "measure n reported by office", "reported_by"),
        ('measure n amount in "đồng"', 'measure n amount in "triệu đồng"', "measured_in"),
    ],
)
def test_it_is_said_in_what_a_measure_is_declared_otherwise(old: str, new: str, code: str) -> None:
    names = f"dimension tier of organisations {{ office, school }}\n{NAMES}"
    first, second = (
        plan("number >= 6 by 2025", name, names=names.replace("measure n\n", f"{measure}\n"))
        for name, measure in (("p", old), ("q", new))
    )
    (found,) = compare([first, second]).namesakes
    assert found.measures == (("n", (code,)),)


def test_plans_that_mean_the_same_by_a_name_stand_together() -> None:
    mine, other = plan("x >= 5% by 2025"), NAMES.replace('x "X" = a / b', "x = f / g")
    found = compare([mine, plan("x >= 6% by 2025", "q", names=other), plan("x >= 7%", "r")])
    assert [(each.first, each.second) for each in found.namesakes] == [((0, 2), (1,))]


def test_rows_of_several_plans_come_first_each_in_the_order_of_the_rules() -> None:
    first = plan("number >= 1 by 2025\nx secondary >= 5% by 2025\nx primary >= 5% by 2025")
    second = plan("y >= 5% by 2025\nx primary >= 5% by 2025\nx secondary >= 5% by 2025", "q")
    found = compare([second, first])
    assert [row.target.id for row in found] == [
        "x.secondary.by.2025",
        "x.primary.by.2025",
        "number.by.2025",
        "y.by.2025",
    ]
    assert [row.target.id for row in found.shared()] == [row.target.id for row in found][:2]
    assert [row.target.id for row in found.of_one(1)] == ["number.by.2025"]


def test_the_same_quotient_asked_of_others_is_found_elsewhere() -> None:
    found = compare(
        [
            plan("x primary >= 5% by 2025\nnumber >= 1 by 2025"),
            plan("x >= 5% by 2025 when portal", "q"),
        ]
    )
    assert [(row.target.id, row.elsewhere) for row in found] == [
        ("x.primary.by.2025", (1,)),
        ("number.by.2025", ()),
        ("x.by.2025.when.portal", (0,)),
    ]


def test_marks_are_counted() -> None:
    found = compare(plans("x >= 5% by 2025\nnumber >= 1 by 2025", "x >= 6% by 2025"))
    assert [found.count(place, "weaker") for place in (0, 1)] == [1, 0]
    assert [found.count(place, "strictest") for place in (0, 1)] == [0, 1]


def test_nothing_to_compare() -> None:
    assert compare([]).rows == ()
    assert compare([plan(""), plan("", "q")]).rows == ()
