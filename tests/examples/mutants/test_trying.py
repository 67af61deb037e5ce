"""Which changes examples notice, and the examples that would notice the others."""

from __future__ import annotations

import pytest

from dxplan.examples.mutants.kinds import KINDS
from dxplan.examples.mutants.results import Tries
from dxplan.messages import LANGUAGES, Language
from dxplan.syntax.printer import print_statement
from tests.examples.mutants.changing import PLAN, new, results, tries
from tests.plan.rules import PRELUDE, sound

RULE = "online_share primary >= 5% by 2025\n  lead so_gddt\n  with so_khcn\n"
ON_THE_LINE = (
    'example "on the line" on 2025-12-31\n'
    "  given lessons_online primary 5, lessons_total primary 100 in 2025\n"
    "  expect online_share primary met\n"
)


def outcomes(rules: str) -> dict[str, str]:
    """What becomes of each change, by the lines that it brought."""
    return {new(each.statement, each.changed): each.outcome for each in tries(rules)}


def test_an_example_on_the_line_notices_what_moves_the_line_away() -> None:
    assert outcomes(RULE + ON_THE_LINE) == {
        "online_share secondary >= 5% by 2025": "noticed",
        "online_share >= 5% by 2025": "noticed",
        "online_share primary > 5% by 2025": "noticed",
        "online_share primary <= 5% by 2025": "not_noticed",
        "online_share primary >= 4% by 2025": "not_noticed",
        "online_share primary >= 6% by 2025": "noticed",
        "online_share primary >= 5% by 2024": "not_noticed",
        "online_share primary >= 5% by 2026": "noticed",
        "lead so_khcn": "not_noticed",
        "dropped": "not_noticed",
    }


def test_the_first_example_that_notices_a_change_is_named() -> None:
    found = {
        new(each.statement, each.changed): each.noticed_by for each in tries(RULE + ON_THE_LINE)
    }
    assert found["online_share primary > 5% by 2025"] == "on the line"
    assert found["online_share primary >= 4% by 2025"] == ""


def test_an_example_notices_that_its_rule_is_gone() -> None:
    timed = ON_THE_LINE.replace("primary met", "primary by 2025 met")
    assert outcomes(RULE + timed)["online_share primary >= 5% by 2024"] == "noticed"


EVERYTHING = """
online_share primary >= 5% by 2024, 10% by 2025
    lead so_gddt
    with phong_gddt
online_share secondary > 7.5% in 2025
    except upper_secondary
    when portal_live
work_files >= 80% every year
    except classified
device_number >= 30 from 2024-Q2
learners_per_device 2 .. 5 by 2030
task first by 2024-06-30
    lead so_gddt, phong_gddt
task second within 5 days of merged
    by so_khcn
task third
    lead so_khcn
    when portal_live
duty report every quarter before day 15 of its last month from 2023
    by phong_gddt to so_gddt
"""


@pytest.fixture(scope="module")
def everything() -> Tries:
    """What becomes of the changes of rules of every sort without an example."""
    return tries(EVERYTHING)


def test_every_change_gets_an_example(everything: Tries) -> None:
    assert {each.outcome for each in everything} == {"not_noticed"}
    assert {each.kind for each in everything} == set(KINDS)
    assert [each for each in everything if each.suggestion is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_an_example_comes_out_in_the_plan_and_not_in_the_changed_one(
    everything: Tries, language: Language
) -> None:
    rules = sound(PRELUDE + PLAN + EVERYTHING).statements
    for each in everything:
        assert each.suggestion is not None
        (read,) = sound(print_statement(each.suggestion, language) + "\n").statements
        changed = tuple(each.changed if one == each.statement else one for one in rules)
        assert changed != rules
        assert results((*rules, read)) == ([], [True])
        assert results((*changed, read)) != ([], [True])


def test_suggestions_are_the_same_every_time(everything: Tries) -> None:
    again = tries(EVERYTHING)
    assert [(each.outcome, each.suggestion) for each in again] == [
        (each.outcome, each.suggestion) for each in everything
    ]


def test_one_suggestion_stands_for_all_changes_that_it_notices() -> None:
    found = tries(RULE)
    titles = [each.suggestion.title.value for each in found if each.suggestion is not None]
    assert len(titles) == len(found.tried) == 11
    assert len(set(titles)) == 5


def test_a_suggestion_takes_no_title_that_is_taken() -> None:
    own = [each.suggestion for each in tries(RULE) if each.suggestion is not None]
    taken = f'example "{own[0].title.value}" on 2025-01-01\n  expect online_share primary not due\n'
    again = [each.suggestion for each in tries(RULE + taken) if each.suggestion is not None]
    assert own[0].title.value not in {each.title.value for each in again}


def test_what_asks_for_the_same_is_told_apart_from_what_nobody_notices() -> None:
    found = outcomes("device_number >= 2.5 by 2025")
    assert found["device_number > 2.5 by 2025"] == "same"
    assert found["device_number >= 2.4 by 2025"] == "same"
    assert found["device_number >= 1.5 by 2025"] == "not_noticed"
    reasons = {
        each.reason for each in tries("device_number >= 2.5 by 2025") if each.outcome == "same"
    }
    assert reasons == {"proved"}


def test_a_number_that_nobody_knows_is_compared_with_nothing() -> None:
    found = {new(each.statement, each.changed): each for each in tries(
        "online_share primary >= parent by 2025")}  # fmt: skip
    assert found["online_share primary > parent by 2025"].reason == "no_number"
    assert found["online_share primary >= parent by 2024"].suggestion is not None


@pytest.mark.parametrize(
    "rule",
    [
        "online_share primary decreases over 20% against 2022 by 2025",
        "device_number increases 10% against 2023 by 2025",
        "device_number adds 2 .. 3 against 2023 by 2025",
        "online_share primary >= 40% in each district by 2025",
        "learners_per_device <= 3 by 2025\n  when met online_share primary\n"
        "online_share primary >= 5% by 2025",
    ],
)
def test_growth_groups_and_conditions_on_targets_get_examples_too(rule: str) -> None:
    found = tries(rule)
    assert len(found.tried) >= 8
    assert [new(each.statement, each.changed) for each in found if each.suggestion is None] == []


def test_nothing_is_called_the_same_of_groups_that_was_only_looked_at_for_schools() -> None:
    rules = "indicator served = count of communes where devices >= 1\nserved >= 1.5 by 2025"
    found = {new(each.statement, each.changed): each for each in tries(rules)}
    each = found["served > 1.5 by 2025"]
    assert (each.outcome, each.suggestion, each.reason) == ("not_noticed", None, "")
