"""Units that end before a rule of theirs falls due: said where they are named."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.messages import Phrase
from dxplan.plan.model import Unit
from tests.plan.rules import only, outcome_of, said_of, told

PERIOD = "plan p\n    period 2022 to 2025\n"


def test_a_district_office_that_leads_after_its_end_is_said_and_kept() -> None:
    outcome = outcome_of("online_share >= 5% by 2025\n    lead phong_gddt")
    assert told(outcome.diagnostics) == ["2:10 district-office-ended phong_gddt"]
    (diagnostic,) = outcome.diagnostics
    assert outcome.ok
    assert diagnostic.params == {
        "name": "phong_gddt",
        "title": "Phòng Giáo dục và Đào tạo",
        "until": date(2025, 6, 30),
        "day": date(2025, 12, 31),
        "hint": Phrase("no-successor"),
    }
    assert diagnostic.message("vi") == (
        "Phòng Giáo dục và Đào tạo (`phong_gddt`) đã kết thúc ngày 30/6/2025 cùng cấp huyện"
        " nhưng được giao đến 31/12/2025"
    )
    assert [unit.name for unit in outcome.value.targets[0].lead] == ["phong_gddt"]


def test_other_units_that_ended_are_said_with_their_successors() -> None:
    text = 'unit u "Ban" until 2024 then so_khcn, sở\nonline_share >= 5% by 2025 lead u'
    diagnostic = only(text)
    assert told([diagnostic]) == ["2:33 unit-ended u"]
    assert diagnostic.help() == (
        "its work went to Sở Khoa học và Công nghệ, Sở Giáo dục và Đào tạo:"
        " the finding will name it"
    )


def test_of_a_chain_the_unit_is_named_that_will_be_there() -> None:
    chain = 'unit u "Ban" until 2022 then v\nunit v "Tổ" until 2023 then sở\n'
    diagnostic = only(chain + "online_share >= 5% by 2025 lead u")
    assert diagnostic.help() == (
        "its work went to Sở Giáo dục và Đào tạo: the finding will name it"
    )


def test_a_successor_that_has_ended_too_is_said() -> None:
    chain = 'unit u "Ban" until 2022 then v\nunit v "Tổ" until 2023\n'
    diagnostic = only(chain + "online_share >= 5% by 2025 lead u")
    assert diagnostic.code == "unit-ended"
    assert diagnostic.help() == "its successor has ended too (Tổ): say there who took over"


def test_a_unit_that_begins_after_the_last_day_is_said() -> None:
    begins = 'unit u "Ban" at commune from 2025-07-01\n'
    assert said_of(begins + "online_share >= 5% by 2025-06-30 lead u") == [
        "2:39 unit-begins-later u"
    ]
    assert said_of(begins + "online_share >= 5% by 2025-07-01 lead u") == []
    assert said_of(begins + "online_share >= 5% by 2024 with u") == []


def test_a_successor_that_is_no_unit_is_not_named() -> None:
    outcome = outcome_of(
        "unit u until 2024 then so_x_y, so_khcn\nonline_share >= 5% by 2025 lead u"
    )
    assert told(outcome.diagnostics) == ["1:24 unknown-unit so_x_y", "2:33 unit-ended u"]
    assert outcome.diagnostics[1].params["hint"] == Phrase(
        "successor-is", {"successors": "Sở Khoa học và Công nghệ"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "online_share >= 5% by 2024\n    lead phong_gddt",
        "online_share >= 5% by 2025-06-30\n    lead phong_gddt",
        "online_share >= 5% before 2025-07-01\n    lead phong_gddt",
        "online_share >= 5% from 2024 to 2025-Q2\n    lead phong_gddt",
        "online_share >= 5% by 2025\n    with phong_gddt",
        "task t by 2025\n    with phong_gddt",
        "task t by 2025\n    to phong_gddt",
        "duty d every year by 2025\n    to phong_gddt",
        "online_share >= 5% by 2025\n    lead so_gddt, school_board",
        "task t\n    lead phong_gddt",
        "duty d every year\n    lead phong_gddt",
        "online_share >= 5% every year\n    lead phong_gddt",
        'waive online_share until 2025 because "x"',
    ],
)
def test_there_is_nothing_to_say_before_the_end_or_of_units_that_only_help(text: str) -> None:
    assert said_of(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("online_share >= 5% by 2025-07-01\n    lead phong_gddt", "2:10"),
        ("online_share >= 5% in 2025\n    lead so_gddt, phong_gddt", "2:19"),
        ("online_share >= 5% from 2024 to 2025\n    lead phong_gddt", "2:10"),
        ("online_share >= 5% by 2024, 10% by 2026\n    lead phong_gddt", "2:10"),
        ("task t in 2025-08\n    lead phong_gddt", "2:10"),
        ("task t in 2025-08\n    by phong_gddt", "2:8"),
        ("duty d every year by 2025\n    by phong_gddt", "2:8"),
        ("duty d every year in 2025\n    lead phong_gddt", "2:10"),
    ],
)
def test_whoever_leads_or_owes_a_rule_after_its_end_is_said(text: str, said: str) -> None:
    assert said_of(text) == [f"{said} district-office-ended phong_gddt"]


@pytest.mark.parametrize(
    "text",
    [
        "online_share >= 5% every quarter\n    lead phong_gddt",
        "duty d every year\n    lead phong_gddt",
        "duty d every year\n    by phong_gddt",
    ],
)
def test_what_recurs_is_judged_until_the_plan_ends(text: str) -> None:
    diagnostic = only(PERIOD + text)
    assert told([diagnostic])[0].startswith("4:")
    assert diagnostic.code == "district-office-ended"
    assert diagnostic.params["day"] == date(2025, 12, 31)


@pytest.mark.parametrize("time", ["", " from 2024", " by 2024"])
def test_what_holds_until_the_plan_ends_is_judged_until_then(time: str) -> None:
    said = said_of(f"{PERIOD}online_share >= 5%{time}\n    lead phong_gddt")
    assert said == ["4:10 district-office-ended phong_gddt"]


@pytest.mark.parametrize("time", [" in 2024", " from 2024 to 2025-Q2"])
def test_what_ends_before_the_unit_does_is_not_held_against_the_plan(time: str) -> None:
    assert said_of(f"{PERIOD}online_share >= 5%{time}\n    lead phong_gddt") == []


def test_a_task_is_judged_on_its_deadline_only() -> None:
    text = f"{PERIOD}task t by 2024\n    lead phong_gddt\ntask u from 2024\n    lead phong_gddt"
    assert said_of(text) == []


def test_the_last_of_several_days_counts() -> None:
    diagnostic = only("online_share >= 5% by 2027, 4% by 2026\n    lead phong_gddt")
    assert diagnostic.params["day"] == date(2027, 12, 31)


def test_an_unknown_unit_is_not_also_an_ended_one() -> None:
    assert said_of("online_share >= 5% by 2025\n    lead phong_gdd") == [
        "2:10 unknown-unit phong_gdd"
    ]


@pytest.mark.parametrize(
    ("unit", "day", "exists"),
    [
        (Unit("u"), date(1900, 1, 1), True),
        (Unit("u", since=date(2024, 1, 1)), date(2023, 12, 31), False),
        (Unit("u", since=date(2024, 1, 1)), date(2024, 1, 1), True),
        (Unit("u", until=date(2025, 6, 30)), date(2025, 6, 30), True),
        (Unit("u", until=date(2025, 6, 30)), date(2025, 7, 1), False),
        (Unit("u", since=date(2024, 1, 1), until=date(2025, 6, 30)), date(2024, 8, 1), True),
    ],
)
def test_a_unit_exists_on_its_first_and_on_its_last_day(
    unit: Unit, day: date, exists: bool
) -> None:
    assert unit.exists_on(day) is exists


def test_a_unit_that_leads_and_does_the_work_is_said_once() -> None:
    text = 'task t "T" by 2025\n    by phong_gddt\n    lead phong_gddt, so_khcn'
    assert said_of(text) == ["3:10 district-office-ended phong_gddt"]


def _followed(count: int) -> str:
    """So many units behind `u0`, each the successor of the one before."""
    ended = "".join(f'unit u{i} "U" until 2024-01-01 then u{i + 1}\n' for i in range(count))
    return f'{ended}unit u{count} "U"\nonline_share >= 5% by 2025\n    lead u0\n'


def test_as_many_successors_are_followed_as_anything_is_nested() -> None:
    diagnostic = only(_followed(100))
    assert diagnostic.code == "unit-ended"
    assert diagnostic.params["hint"] == Phrase("successor-is", {"successors": "U"})


def test_more_successors_than_are_followed_are_refused_where_the_first_is_declared() -> None:
    diagnostic = only(_followed(101))
    assert told([diagnostic]) == ["1:6 succession-too-long u0"]
    assert diagnostic.message() == (
        "behind `u0` stand more than 100 units, each the successor of the one before"
    )


def test_units_that_follow_each_other_in_a_circle_are_followed_to_their_end() -> None:
    circle = "".join(f'unit u{i} "U{i}" until 2024-01-01 then u{(i + 1) % 50}\n' for i in range(50))
    (diagnostic,) = outcome_of(circle + "online_share >= 5% by 2025 lead u3").diagnostics
    assert diagnostic.params["hint"] == Phrase("successor-ended", {"successors": "U2"})
