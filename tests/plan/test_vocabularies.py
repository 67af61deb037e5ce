"""Vocabularies: names that several plans share, from rule files and from plugins alike."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from dxplan.messages import Phrase
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.model import Indicator, Measure, Sum, Unit
from dxplan.values.scopes import Dimension, Member
from tests.plan.rules import only, outcome_of, plan_of, said_of, told, vocabulary

DEVICES = Indicator(
    "tablet_number", "count", Sum(((Fraction(1), "tablets", None),)), Sum((), Fraction(1))
)


def environment_of(**texts: str) -> Environment:
    return Environment({name: vocabulary(name, text) for name, text in texts.items()})


def test_use_brings_in_everything_that_a_vocabulary_declares() -> None:
    environment = environment_of(
        library="dimension shelf { upper, lower }\nmeasure books by shelf\nflag has_books\n"
        "fact opened\nindicator book_number = books\nunit so_vhtt\ncheck books >= 0"
    )
    plan = plan_of(
        "use library\nbook_number upper >= 5 by 2025 when opened\n    lead so_vhtt",
        environment=environment,
        prelude="",
    )
    assert plan.uses == ("library",)
    assert list(plan.dimensions) == ["shelf"]
    assert list(plan.measures) == ["books", "has_books"]
    assert list(plan.facts) == ["opened"]
    assert list(plan.indicators) == ["book_number"]
    assert list(plan.units) == ["so_vhtt"]
    assert [check.text for check in plan.checks] == ["books >= 0"]
    assert [target.id for target in plan.targets] == ["book_number.upper.by.2025.when.opened"]


def test_a_vocabulary_that_is_not_used_brings_nothing() -> None:
    plan = plan_of("", environment=environment_of(library="unit so_vhtt"), prelude="")
    assert (plan.uses, plan.units) == ((), {})


def test_checks_of_vocabularies_come_before_those_of_the_plan() -> None:
    environment = environment_of(b="measure n\ncheck n >= 1", a="measure m\ncheck m >= 1")
    plan = plan_of("check m <= 9\nuse b\nuse a", environment=environment, prelude="")
    assert [check.text for check in plan.checks] == [
        "m >= 1",
        "n >= 1",
        "m <= 9",
    ]


def test_a_vocabulary_may_be_used_twice_and_from_another() -> None:
    environment = environment_of(b="use a\nindicator n = m", a="measure m")
    plan = plan_of("use b\nuse a\nuse b", environment=environment, prelude="")
    assert plan.uses == ("a", "b")
    assert list(plan.indicators) == ["n"]


def test_vocabularies_may_use_each_other_in_a_circle() -> None:
    environment = environment_of(a="use b\nunit u", b="use a\nunit v")
    plan = plan_of("use a", environment=environment, prelude="")
    assert plan.uses == ("b", "a")
    assert list(plan.units) == ["v", "u"]


@pytest.mark.parametrize("used", ["a", "b"])
def test_in_a_circle_each_vocabulary_knows_the_names_of_the_other(used: str) -> None:
    environment = environment_of(
        a="use b\nmeasure m\nindicator i = n", b="use a\nmeasure n\nindicator j = m"
    )
    assert said_of(f"use {used}", environment=environment) == []


def test_what_a_vocabulary_uses_is_known_in_it_whatever_the_names() -> None:
    environment = environment_of(a="use z\nindicator n = m", z="measure m")
    assert said_of("use a", environment=environment) == []


def test_an_unknown_vocabulary_lists_the_known_ones() -> None:
    diagnostic = only("use educaton", environment=environment_of(b="unit u_1", a="unit v_1"))
    assert told([diagnostic]) == ["1:5 unknown-vocabulary educaton"]
    assert diagnostic.params == {
        "name": "educaton",
        "hint": Phrase("known-are", {"names": "a, b"}),
    }


def test_there_may_be_no_vocabulary_at_all() -> None:
    assert only("use educaton").help() == "known are: -"


def test_an_unknown_vocabulary_of_a_vocabulary_is_said_where_it_is_used() -> None:
    environment = environment_of(a="use nothing")
    assert said_of("use a", environment=environment) == ["a.dxplan:1:5 unknown-vocabulary nothing"]


@pytest.mark.parametrize(
    ("rule", "underlined"),
    [
        ("n >= 5 by 2025", "n >= 5 by 2025"),
        ("task t in 2024", "task t in 2024"),
        ("duty d every year", "duty d every year"),
        ("plan p", "plan p"),
    ],
)
def test_a_vocabulary_declares_names_and_sets_no_rules(rule: str, underlined: str) -> None:
    environment = environment_of(a=f"measure m\nindicator n = m\n{rule}")
    outcome = outcome_of("use a", environment=environment)
    assert told(outcome.diagnostics) == [f"a.dxplan:3:1 rule-in-vocabulary {underlined}"]
    assert outcome.diagnostics[0].params == {"vocabulary": "a"}
    plan = outcome.value
    assert (plan.targets, plan.tasks, plan.duties, plan.id) == ((), (), (), "plan")


def test_a_vocabulary_waives_nothing() -> None:
    environment = environment_of(a='measure m\nindicator n = m\nwaive n until 2025 because "x"')
    outcome = outcome_of("use a", environment=environment)
    assert told(outcome.diagnostics) == [
        'a.dxplan:3:1 rule-in-vocabulary waive n until 2025 because "x"'
    ]
    assert outcome.value.waivers == ()


def test_mistakes_in_the_declarations_of_a_vocabulary_are_said_when_it_is_used() -> None:
    environment = environment_of(a="indicator n = learnrs", b="indicator o = learnrs")
    assert said_of("use a", environment=environment) == ["a.dxplan:1:15 unknown-measure learnrs"]


# --- values made in Python ------------------------------------------------------------------------


def test_values_made_in_python_are_names_like_any_other() -> None:
    kind = Dimension("kind", members=(Member("kind", "public"),))
    made = Vocabulary(
        "made",
        dimensions=(kind,),
        measures=(Measure("tablets", dimensions=("kind",)),),
        indicators=(DEVICES,),
        units=(Unit("so_x"),),
    )
    plan = plan_of(
        "use made\ntablet_number public >= 5 by 2025\n    lead so_x",
        environment=Environment({"made": made}),
        prelude="",
    )
    assert plan.dimensions == {"kind": kind}
    assert plan.units == {"so_x": Unit("so_x")}
    (target,) = plan.targets
    assert (target.id, target.indicator) == ("tablet_number.public.by.2025", DEVICES)


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (Vocabulary("made", dimensions=(Dimension("level"),)), "level"),
        (
            Vocabulary("made", dimensions=(Dimension("d", members=(Member("d", "primary"),)),)),
            "primary",
        ),
        (Vocabulary("made", measures=(Measure("devices"),)), "devices"),
        (Vocabulary("made", indicators=(attrs.evolve(DEVICES, name="work_files"),)), "work_files"),
        (Vocabulary("made", units=(Unit("so_gddt"),)), "so_gddt"),
    ],
)  # fmt: skip
def test_a_value_made_in_python_holds_its_name(made: Vocabulary, name: str) -> None:
    diagnostic = only("use made", environment=Environment({"made": made}))
    assert (diagnostic.code, diagnostic.params["name"]) == ("duplicate-name", name)
    assert diagnostic.params["where"] == ""


def test_a_duplicate_of_a_value_made_in_python_names_its_plugin() -> None:
    made = Vocabulary("made", units=(Unit("so_x"),), plugin="da_nang")
    diagnostic = only("use made\nunit so_x", environment=Environment({"made": made}))
    assert told([diagnostic]) == ["2:6 duplicate-name so_x"]
    assert diagnostic.message() == "the unit `so_x` is declared twice, first at plugin `da_nang`"
    assert diagnostic.related == ()


@pytest.mark.parametrize(
    ("made", "text"),
    [
        ({"dimensions": (Dimension("shelf"),)}, "dimension shelf { upper }"),
        (
            {"dimensions": (Dimension("shelf", members=(Member("shelf", "upper"),)),)},
            "dimension other { upper }",
        ),
        ({"measures": (Measure("books"),)}, "measure books"),
        ({"indicators": (DEVICES,)}, "indicator tablet_number = devices"),
    ],
)
def test_whatever_a_plugin_made_is_known_as_its_own(made: dict[str, Any], text: str) -> None:
    environment = Environment({"made": Vocabulary("made", plugin="da_nang", **made)})
    diagnostic = only(f"use made\n{text}", environment=environment)
    assert diagnostic.code == "duplicate-name"
    assert diagnostic.message().endswith("is declared twice, first at plugin `da_nang`")


def test_a_name_of_any_other_vocabulary_is_told_with_its_name() -> None:
    environment = environment_of(
        archive="measure boxes", library="measure books", museum="measure pictures"
    )
    for lacking in ("archive", "library", "museum"):
        used = sorted({"archive", "library", "museum"} - {lacking})
        declared = {"archive": "boxes", "library": "books", "museum": "pictures"}[lacking]
        text = "\n".join([*(f"use {name}" for name in used), f"indicator x = {declared}"])
        hint = only(text, environment=environment).params["hint"]
        assert hint == Phrase("add-use", {"vocabulary": lacking})
