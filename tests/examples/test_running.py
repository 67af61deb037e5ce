"""Examples run: what came out, and whether it is what they expect."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.examples.observations import given_observations
from dxplan.examples.running import ExampleResult, run_example
from dxplan.plan.example_binding import bind_examples
from dxplan.plan.examples import Example
from dxplan.plan.model import Plan
from tests.plan.rules import plan_of

RULES = """
online_share primary >= 5%, secondary >= 10% by 2025
    lead so_gddt
    with so_khcn
device_number >= 30 in 2024
"""


def examples_of(text: str) -> tuple[Plan, tuple[Example, ...]]:
    plan = plan_of(RULES + text)
    outcome = bind_examples(plan, plan.files)
    assert outcome.diagnostics == ()
    return plan, outcome.value


def run(text: str) -> ExampleResult:
    plan, (example,) = examples_of(text)
    return run_example(plan, example)


def test_the_finding_says_what_came_out() -> None:
    result = run(
        'example "a"\n  given lessons_online primary 4, lessons_total primary 100 in 2025\n'
        "  expect online_share primary met"
    )
    (only,) = result.results
    assert (result.kept, only.kept, only.verdict_kept) == (False, False, False)
    assert only.finding is not None
    assert (only.finding.verdict, only.finding.gap, only.finding.gap_count) == (
        "missed", Fraction(1), 1
    )  # fmt: skip


def test_units_are_compared_without_an_order_and_only_where_expected() -> None:
    text = (
        'example "a"\n  given lessons_online primary 5, lessons_total primary 100 in 2025\n'
        "  expect online_share primary {}"
    )
    kept = {
        words: run(text.format(words)).kept
        for words in ("met", "lead so_gddt", "met lead so_khcn", "lead so_gddt with so_khcn",
                      "lead so_gddt, so_khcn", "with so_gddt")
    }  # fmt: skip
    assert kept == {
        "met": True, "lead so_gddt": True, "met lead so_khcn": False,
        "lead so_gddt with so_khcn": True, "lead so_gddt, so_khcn": False, "with so_gddt": False,
    }  # fmt: skip


def test_only_the_rules_that_are_asked_for_are_judged() -> None:
    plan, (example,) = examples_of(
        'example "a"\n  given devices 30 in 2024\n  expect device_number met'
    )
    broken = attrs.evolve(plan, targets=tuple(
        target if target.indicator.name == "device_number" else attrs.evolve(target, indicator=None)
        for target in plan.targets
    ))  # fmt: skip
    assert run_example(broken, example).kept


def test_a_rule_that_another_plan_does_not_have_gives_nothing() -> None:
    plan, (example,) = examples_of(
        'example "a"\n  given devices 30 in 2024\n  expect device_number met'
    )
    (only,) = run_example(attrs.evolve(plan, targets=()), example).results
    assert (only.finding, only.kept) == (None, False)


def test_without_schools_there_is_no_register_and_with_them_all_of_them_are_expected() -> None:
    plan, (alone, several) = examples_of(
        'example "a"\n  given devices 30 in 2024\n  expect device_number met\n'
        'example "b"\n  given devices 10 in 2024\n  given 2 schools devices 10 in 2024\n'
        '  given school "2" in district "Đông" devices 1 in 2024\n'
        "  given 1 school without report\n  expect device_number undetermined"
    )
    assert given_observations(plan, alone).organisations is None
    given = given_observations(plan, several)
    assert given.organisations is not None
    assert list(given.organisations) == ["*", "1", "3", "2", "4"]
    assert [cell.organisation for cell in given.cells] == ["*", "1", "3", "2"]
    (only,) = run_example(plan, several).results
    assert only.finding is not None
    assert (only.finding.verdict, only.finding.missing) == ("met", ("4",))


def test_schools_that_do_not_report_are_told_in_the_order_of_their_numbers() -> None:
    result = run(
        'example "a"\n  given 1 school devices 40 in 2024\n  given 11 schools without report\n'
        '  given school "A" without report\n  expect device_number met'
    )
    (only,) = result.results
    assert only.finding is not None
    assert only.finding.missing == (*map(str, range(2, 13)), "A")


def test_what_lies_after_the_day_of_the_example_has_not_happened() -> None:
    result = run(
        'example "a" on 2024-06-30\n  given devices 30 on 2024-06-30\n'
        "  expect device_number not due\n  expect online_share primary no data"
    )
    assert [each.finding.verdict for each in result.results if each.finding] == [
        "not_due", "not_due"
    ]  # fmt: skip
