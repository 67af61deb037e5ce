"""Which rules examples reach, and with which verdicts."""

from __future__ import annotations

from dxplan.examples.coverage import coverage_of
from dxplan.examples.running import run_example
from dxplan.plan.example_binding import bind_examples
from dxplan.plan.model import Duty, Target, Task
from tests.plan.rules import plan_of

RULES = """
online_share primary >= 5% by 2025
device_number >= 30 in 2024
task first
    lead so_gddt
duty report every year
    by so_gddt
"""
EXAMPLES = """
example "met" on 2025-12-31
    given lessons_online primary 5, lessons_total primary 100 in 2025
    expect online_share primary met
    expect first lead so_gddt
example "missed, and one that is wrong" on 2025-12-31
    given lessons_online primary 4, lessons_total primary 100 in 2025
    expect online_share primary missed
    expect device_number met
"""


def test_rules_are_told_in_the_order_of_the_plan_with_the_verdicts_that_came_out() -> None:
    plan = plan_of("plan p\n  period 2024 to 2025\n" + RULES + EXAMPLES)
    examples = bind_examples(plan, plan.files).value
    found = coverage_of(plan, [run_example(plan, each) for each in examples])
    assert found.examples == 2
    assert [(each.rule.id, each.expected, dict(each.verdicts)) for each in found.rules] == [
        ("online_share.primary.by.2025", 2, {"met": 1, "missed": 1}),
        ("device_number.in.2024", 1, {}),
        ("first", 1, {}),
        ("report", 0, {}),
    ]
    assert [rule.id for rule in found.unreached()] == ["report"]
    assert [len(found.of(kind)) for kind in (Target, Task, Duty)] == [2, 1, 1]
    assert {verdict for verdict, count in found.verdicts().items() if count} == {"met", "missed"}
