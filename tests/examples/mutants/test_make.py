"""Mutants: changes that can be bound, and after which something is judged otherwise."""

from __future__ import annotations

import attrs
import pytest

from dxplan.examples.mutants.make import Mutant, mutants
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment
from dxplan.plan.model import Plan
from dxplan.syntax import nodes
from tests.examples.mutants.changing import both, made, new

MANY = """
online_share primary >= 5% by 2024, 10% by 2025
    lead so_gddt
online_share secondary > 7% in 2025
    except upper_secondary
    when portal_live
work_files >= 80% every year
    with so_khcn
device_number >= 30 by 2025
    when met online_share secondary
task first "First" by 2024-06-30
    lead so_gddt, phong_gddt
task second within 5 days of the deadline of first
    by so_khcn
duty report every quarter before day 15 of its last month
    by phong_gddt to so_gddt
"""


def rules_of(plan: Plan) -> dict[str, object]:
    return {each.id: each for each in (*plan.targets, *plan.tasks, *plan.duties)}


def told(mutant: Mutant) -> str:
    return new(mutant.statement, mutant.changed)


@pytest.mark.parametrize("rules", [MANY, MANY.replace("when met online_share secondary", "")])
def test_a_mutant_is_the_plan_of_the_changed_file(rules: str) -> None:
    plan, declared = both(rules)
    (file,) = plan.files
    checked = 0
    for mutant in mutants(plan, declared):
        statements = tuple(
            mutant.changed if each is mutant.statement else each for each in file.statements
        )
        whole = bind((attrs.evolve(file, statements=statements),), Environment(), "p")
        assert whole.ok
        assert rules_of(mutant.plan) == rules_of(whole.value), told(mutant)
        assert rules_of(mutant.plan) != rules_of(plan)
        checked += 1
    assert checked == 52


def test_what_cannot_be_bound_is_no_mutant() -> None:
    # 2023 twice, and a member of a part that the other part has, are mistakes that are told.
    rules = "online_share primary >= 5% by 2023, 10% by 2024"
    deadlines = [told(each) for each in made(rules) if each.kind == "deadline"]
    assert deadlines == [
        "online_share primary >= 5% by 2022, 10% by 2024",
        "online_share primary >= 5% by 2023, 10% by 2025",
    ]


def test_whoever_answers_for_work_by_another_clause_is_no_mutant() -> None:
    rules = "duty report every year\n  by so_gddt\n  lead so_gddt"
    units = [told(each) for each in made(rules) if each.kind == "unit"]
    assert units == ["by so_khcn"]


def test_rules_that_no_other_rule_speaks_of_are_seen_by_themselves() -> None:
    found = {each.rules for each in made(MANY.replace("when met online_share secondary", ""))}
    assert frozenset({"work_files.every.year"}) in found
    assert frozenset({"first", "second", "report"}) in found


def test_a_condition_on_a_target_brings_all_targets_together() -> None:
    targets = {
        each.rules for each in made(MANY) if isinstance(each.statement, nodes.TargetStatement)
    }
    assert [len(rules) for rules in targets] == [5]
