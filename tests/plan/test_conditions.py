"""Conditions of rules: facts, joined by and, or and not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.plan.bind import bind
from dxplan.plan.condition_names import names_in
from dxplan.plan.environment import Environment
from dxplan.plan.model import Condition, Conjunction, Disjunction, Holds, Negation
from dxplan.syntax import nodes
from dxplan.syntax.nodes import Name
from tests.plan.rules import only, outcome_of, plan_of, said_of, target_of, told

LIVE, MERGED = Holds("portal_live"), Holds("merged")


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("portal_live", LIVE),
        ("cổng_vận_hành", LIVE),
        ("(portal_live)", LIVE),
        ("not portal_live", Negation(LIVE)),
        ("chưa portal_live", Negation(LIVE)),
        ("not not portal_live", Negation(Negation(LIVE))),
        ("portal_live and merged", Conjunction((LIVE, MERGED))),
        ("portal_live và merged", Conjunction((LIVE, MERGED))),
        ("portal_live or merged", Disjunction((LIVE, MERGED))),
        ("portal_live hoặc merged", Disjunction((LIVE, MERGED))),
        (
            "portal_live or merged and not portal_live",
            Disjunction((LIVE, Conjunction((MERGED, Negation(LIVE))))),
        ),
        (
            "(portal_live or merged) and not (merged and portal_live)",
            Conjunction((Disjunction((LIVE, MERGED)), Negation(Conjunction((MERGED, LIVE))))),
        ),
        ("portal_live and merged and portal_live", Conjunction((LIVE, MERGED, LIVE))),
    ],
)
def test_a_condition_joins_facts(written: str, condition: Condition) -> None:
    assert target_of(f"online_share >= 5% when {written}").when == condition


def test_tasks_and_duties_have_conditions_too() -> None:
    plan = plan_of("task t when merged\nduty d every year khi  chưa   merged")
    assert (plan.tasks[0].when, plan.tasks[0].when_text) == (MERGED, "merged")
    assert (plan.duties[0].when, plan.duties[0].when_text) == (Negation(MERGED), "chưa merged")


def test_the_text_of_a_condition_is_as_it_was_written_in_one_line() -> None:
    target = target_of("online_share >= 5%\n    when portal_live\n        and  (not merged)")
    assert target.when_text == "portal_live and (not merged)"


def test_a_comment_inside_a_condition_is_no_part_of_its_text() -> None:
    target = target_of("online_share >= 5%\n    when portal_live  # one day\n        and merged")
    assert target.when_text == "portal_live and merged"


def test_without_a_condition_there_is_no_text() -> None:
    target = target_of("online_share >= 5%")
    assert (target.when, target.when_text) == (None, "")


def test_every_unknown_fact_is_said() -> None:
    outcome = outcome_of("online_share >= 5% when portal_liv or not (merge and portal_live)")
    assert told(outcome.diagnostics) == [
        "1:25 unknown-fact portal_liv",
        "1:44 unknown-fact merge",
    ]
    assert outcome.value.targets[0].when == Disjunction(
        (Holds("portal_liv"), Negation(Conjunction((Holds("merge"), LIVE))))
    )


def test_a_fact_is_not_compared() -> None:
    diagnostic = only("online_share >= 5% when merged and portal_live >= 1")
    assert told([diagnostic]) == ["1:36 fact-compared portal_live >= 1"]
    assert diagnostic.params == {"name": "portal_live"}


def test_a_flag_is_no_fact() -> None:
    assert said_of("online_share >= 5% when has_website") == ["1:25 unknown-fact has_website"]


def test_the_names_of_a_condition_come_in_the_order_of_the_text() -> None:
    condition = target_of("online_share >= 5% when (merged or not portal_live) and merged").when
    assert condition is not None
    assert list(names_in(condition)) == ["merged", "portal_live", "merged"]


def test_a_tree_without_places_has_no_texts() -> None:
    when = nodes.WhenClause(nodes.Holding(Name("live")))
    target = nodes.TargetStatement(
        Name("n"), (nodes.Arm((), nodes.Comparison("GE", nodes.Number(Fraction(5)))),), (when,)
    )
    three = (nodes.Term(Fraction(3), None),)
    statements: tuple[nodes.Statement, ...] = (
        nodes.DeclarationStatement("fact", nodes.Declared(Name("live"))),
        nodes.IndicatorStatement(nodes.Declared(Name("n")), nodes.Count(three)),
        target,
        target,
        nodes.CheckStatement(three, "LE", three),
        nodes.DeclarationStatement("unit", nodes.Declared(Name("u"))),
        nodes.DeclarationStatement("unit", nodes.Declared(Name("u"))),
    )
    outcome = bind([nodes.RuleFile(statements)], Environment())
    plan = outcome.value
    assert [(each.when, each.when_text) for each in plan.targets] == [(Holds("live"), "")]
    assert [check.text for check in plan.checks] == [""]
    assert told(outcome.diagnostics) == ["duplicate-name", "duplicate-target"]
    assert [each.params["where"] for each in outcome.diagnostics] == ["", ""]
    assert [each.related for each in outcome.diagnostics] == [(), ()]
