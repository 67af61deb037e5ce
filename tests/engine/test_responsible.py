"""Who is responsible on a day: successors followed, endings told."""

from __future__ import annotations

from dxplan.engine.responsible import responsible_on
from dxplan.plan.model import Plan, Unit
from tests.engine.rules import codes, day, judged, observed, plan, report


def on(text: str, names: str, date: str) -> tuple[list[str], list[str], list[tuple[str, ...]]]:
    """Names of the units in being, of those that ended, and the notes."""
    bound = plan(text, declared="")
    units = [bound.units[name] for name in names.split()]
    found = responsible_on(bound, units, day(date))
    said = [(code, *(value for _, value in params)) for code, params in found.notes]
    return [u.name for u in found.units], [u.name for u in found.ended], said


def test_a_unit_stays_until_its_last_day() -> None:
    text = 'unit a "A" until 2025-02-28 then b\nunit b "B"'
    assert on(text, "a", "2025-02-28") == (["a"], [], [])
    assert on(text, "a", "2025-03-01") == (
        ["b"], ["a"], [("unit-succeeded", "A", "2025-02-28", "B")],
    )  # fmt: skip


def test_several_successors_take_over_together() -> None:
    text = 'unit a "A" until 2024 then b, c\nunit b "B"\nunit c "C"'
    assert on(text, "a", "2025-01-01") == (
        ["b", "c"], ["a"], [("unit-succeeded", "A", "2024-12-31", "B, C")],
    )  # fmt: skip


def test_successors_are_followed_as_far_as_they_end() -> None:
    text = 'unit a "A" until 2023 then b, c\nunit b "B" until 2024 then d\nunit c "C"\nunit d "D"'
    assert on(text, "a", "2024-12-31")[0] == ["b", "c"]
    assert on(text, "a", "2025-01-01") == (
        ["d", "c"], ["a"], [("unit-succeeded", "A", "2023-12-31", "D, C")],
    )  # fmt: skip


def test_two_ways_to_one_successor_name_it_once() -> None:
    text = (
        'unit a "A" until 2023 then b, c\nunit b "B" until 2024 then d\n'
        'unit c "C" until 2024 then d\nunit d "D"'
    )
    assert on(text, "a", "2025-01-01")[0] == ["d"]


def test_a_successor_that_is_named_itself_stands_once() -> None:
    text = 'unit a "A" until 2024 then b\nunit b "B"'
    assert on(text, "b a", "2025-01-01")[0] == ["b"]
    assert on(text, "a b", "2025-01-01")[0] == ["b"]
    assert on(text, "a b", "2025-01-01")[1] == ["a"]


def test_a_unit_without_a_successor_keeps_its_name() -> None:
    assert on('unit a "A" until 2024', "a", "2025-01-01") == (
        ["a"], ["a"], [("unit-ended", "A", "2024-12-31")],
    )  # fmt: skip


def test_successors_in_a_circle_end() -> None:
    text = 'unit a "A" until 2023 then b\nunit b "B" until 2024 then a'
    assert on(text, "a", "2025-01-01") == (
        ["a"], ["a"], [("unit-successor-ended", "A", "2023-12-31", "B")],
    )  # fmt: skip


def test_a_successor_that_ended_without_one_is_said() -> None:
    text = 'unit a "A" until 2023 then b\nunit b "B" until 2024'
    assert on(text, "a", "2024-12-31") == (
        ["b"], ["a"], [("unit-succeeded", "A", "2023-12-31", "B")],
    )  # fmt: skip
    assert on(text, "a", "2025-01-01") == (
        ["a"], ["a"], [("unit-successor-ended", "A", "2023-12-31", "B")],
    )  # fmt: skip


def test_of_two_successors_the_one_that_is_left_does_the_work() -> None:
    text = 'unit a "A" until 2023 then b, c\nunit b "B" until 2024\nunit c "C"'
    assert on(text, "a", "2025-01-01") == (
        ["c"], ["a"], [("unit-succeeded", "A", "2023-12-31", "C")],
    )  # fmt: skip


def test_a_unit_that_begins_after_the_day_is_kept_and_said() -> None:
    text = 'unit a "A" from 2025-07-01'
    assert on(text, "a", "2025-06-30") == (["a"], [], [("unit-not-begun", "A", "2025-07-01")])
    assert on(text, "a", "2025-07-01") == (["a"], [], [])


def test_a_successor_that_begins_later_takes_over_later() -> None:
    text = 'unit a "A" until 2025-02-28 then b\nunit b "B" from 2025-07-01'
    assert on(text, "a", "2025-04-01") == (
        ["b"], ["a"], [("unit-succeeded-later", "A", "2025-02-28", "B", "2025-07-01")],
    )  # fmt: skip
    assert on(text, "a", "2025-07-01") == (
        ["b"], ["a"], [("unit-succeeded", "A", "2025-02-28", "B")],
    )  # fmt: skip


def test_a_successor_by_its_alias() -> None:
    text = 'unit a "A" until 2024 then bê\nunit b | bê "B"'
    assert on(text, "a", "2025-01-01")[0] == ["b"]


def test_a_successor_that_nobody_declared_is_passed_over() -> None:
    a, b = Unit("a", "A", until=day("2024-12-31"), successors=("gone", "b")), Unit("b", "B")
    found = responsible_on(Plan("p", units={"a": a, "b": b}), [a], day("2025-01-01"))
    assert found.units == (b,)


def test_each_finding_has_the_units_of_its_own_date() -> None:
    rules = "room_count >= 1 by 2024, 2 by 2025\n    lead old_office\n    with old_office, helper"
    data = observed(report("A", "2024", rooms=2), report("A", "2025", rooms=2))
    first, second = judged(rules, data, "2025-12-31")
    assert [u.name for u in first.lead] == ["old_office"]
    assert (first.ended, codes(first)) == ((), [])
    assert [u.name for u in second.lead] == ["new_office"]
    assert [u.name for u in second.cooperating] == ["new_office", "helper"]
    assert {u.name for u in second.ended} == {"old_office"}
    assert set(codes(second)) == {"unit-succeeded"}
