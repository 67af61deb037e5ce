"""``no target below parent``: who promises it, where it is said, and what is wrong with it."""

from __future__ import annotations

import pytest

from dxplan.diagnostics import Severity
from dxplan.plan.environment import Environment
from dxplan.plan.model import Pledge
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, told

HEAD = "plan p\n    parent above\n"
LOADED = Environment(plans=frozenset({"above"}))


def test_the_promise_has_its_units_its_section_and_its_reading() -> None:
    text = """no target below parent
    lead so_gddt
    with so_khcn, school_board
    cite "II.1.1"
    cite "II.1.2"
    assume "Tối thiểu bằng."
    note "Nhắc lại ở III."
"""
    plan = plan_of(HEAD + text, environment=LOADED)
    units = plan.units
    assert plan.pledge == Pledge(
        (units["so_gddt"],),
        (units["so_khcn"], units["school_board"]),
        "II.1.1; II.1.2",
        ("Tối thiểu bằng.",),
        "Nhắc lại ở III.",
    )
    assert plan.pledge.span is not None
    assert plan.pledge.span.line == 3


def test_a_plan_without_it_promises_nothing() -> None:
    assert plan_of(HEAD, environment=LOADED).pledge is None


def test_it_may_stand_before_the_plan_statement() -> None:
    plan = plan_of(f"no target below parent\n{HEAD}", environment=LOADED)
    assert plan.pledge == Pledge()


@pytest.mark.parametrize("head", ["", "plan p\n"])
def test_without_a_parent_there_is_nothing_to_be_below(head: str) -> None:
    outcome = outcome_of(f'{head}no target below parent\n    cite "II"')
    line = 1 + head.count("\n")
    assert told(outcome.diagnostics) == [f"{line}:1 pledge-without-parent no target below parent"]
    assert not outcome.ok


def test_it_is_said_once() -> None:
    text = f"{HEAD}no target below parent\nchỉ tiêu không thấp hơn cấp trên"
    said = only(text, environment=LOADED)
    assert (said.code, said.params) == ("duplicate-pledge", {"where": "rules.dxplan:3"})
    assert related_to(said) == ["rules.dxplan:3:1 no target below parent"]


def test_a_parent_that_nobody_brings_leaves_it_unchecked() -> None:
    outcome = outcome_of(f"{HEAD}no target below parent")
    assert told(outcome.diagnostics) == ["3:1 pledge-unchecked no target below parent"]
    assert {each.severity for each in outcome.diagnostics} == {Severity.NOTE}
    assert outcome.value.pledge is not None


def test_unknown_units_are_said() -> None:
    text = f"{HEAD}no target below parent\n    lead so_gdd"
    assert said_of(text, environment=LOADED) == ["4:10 unknown-unit so_gdd"]
