"""Examples for rules that the analyser does not speak of; and why some changes get none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.examples.mutants.results import Tried
from dxplan.messages import LANGUAGES
from dxplan.report.mutants_json import mutants_json
from dxplan.report.mutants_text import mutants_text
from dxplan.session import open_session
from dxplan.syntax.printer import print_statement
from tests.examples.mutants.changing import PLAN, made, new, results, tries
from tests.plan.rules import PRELUDE, sound

GROUPS = """
indicator served = share of communes where devices >= 1
indicator lively = count of schools where online_share >= 50%
indicator busy = share of communes where online_share >= 50%
served >= 70% by 2025
lively at least 2 by 2025
busy over 40% in each district by 2025
"""
MEANS = """
indicator taught = mean of score weighted by responses
taught >= 4 by 2025
"""
STEPS = """
online_share adds 5% every year from 2022, reaches 70% by 2025
device_number increases 5% every year from 2023
"""
GROWTH = """
online_share primary increases 50% by 2025
    baseline 10% in 2022
online_share upper_secondary decreases 10% .. 20% against 2022 by 2025
online_share primary increases 5% in 2024, remaining increases 4% against 2023 in 2024
"""
WAIVED = """
waive online_share until 2024-03-31 because "flood" cite "12/QD"
online_share >= 50% every quarter
waive work_files until 2023 because "no files yet" cite "13/QD"
work_files at least 80% by 2023
"""
ON_THE_WAY = """
online_share primary at least 10% by 2023, 20% by 2025
"""
WITH_A_FACT = """
online_share primary at least 50% by 2025 when portal_live
online_share primary at most 20% by 2025 when not portal_live
online_share primary at most 30% by 2025
indicator served = count of communes where devices >= 1
served >= 2 by 2025
    when portal_live
"""
COUNTED = """
task answer within 5 days of portal_live
task archive within 1 month of answer
task review within 10 days of the deadline of answer
"""


@pytest.mark.parametrize(
    "rules",
    [GROUPS, MEANS, STEPS, GROWTH, WAIVED, ON_THE_WAY, WITH_A_FACT, COUNTED],
    ids=[
        "groups", "means", "steps", "growth", "waived", "on the way", "with a fact", "counted",
    ],
)  # fmt: skip
def test_every_change_gets_an_example_that_comes_out_in_the_plan_alone(rules: str) -> None:
    found = tries(rules)
    assert len(found.tried) >= 6
    assert [new(each.statement, each.changed) for each in found if each.suggestion is None] == []
    statements = sound(PRELUDE + PLAN + rules).statements
    for each in found:
        assert each.suggestion is not None
        (read,) = sound(print_statement(each.suggestion, "vi") + "\n").statements
        changed = tuple(each.changed if one == each.statement else one for one in statements)
        assert results((*statements, read)) == ([], [True])
        assert results((*changed, read)) != ([], [True])


def test_a_plan_without_a_period_has_duties_in_the_year_of_their_bounds(tmp_path: Path) -> None:
    text = (
        'unit office "Office"\n'
        "duty monthly every month by day 20\n  by office\n"
        "duty quarterly every quarter before day 20 of its last month from 2023\n  by office\n"
        "duty counted every half-year within 5 working days of its end\n  by office\n"
    )
    found = mutated(tmp_path, text)
    assert {each.kind for each in found} == {"deadline", "recurrence", "unit"}
    assert [told(each) for each in found if each.suggestion is None] == []


def test_days_are_counted_in_a_year_whose_holidays_are_known(tmp_path: Path) -> None:
    text = "plan p\n  period 2021 to 2025\nfact live\ntask answer within 5 working days of live\n"
    found = mutated(tmp_path, text)
    assert [told(each) for each in found if each.suggestion is None] == []
    assert len(found) == 3


def mutated(folder: Path, text: str) -> list[Tried]:
    """What becomes of the changes of a plan in a file, in a session that knows the holidays."""
    path = folder / "plan.dxplan"
    path.write_text(text, "utf-8")
    session = open_session(entry_points=False)
    return list(session.mutate(session.load(path).value, path))


def told(tried: Tried) -> str:
    return new(tried.statement, tried.changed)


def test_units_are_told_apart_on_days_on_which_both_exist(tmp_path: Path) -> None:
    # The one becomes the other, so on the day the target is due both are one.
    text = (
        'unit new "New"\nunit old "Old" until 2025-02-28 then new\nmeasure rooms stock\n'
        "indicator number = rooms\nnumber >= 5 by 2025\n  with new, old\n"
    )
    units = [each for each in mutated(tmp_path, text) if each.kind == "unit"]
    assert [told(each) for each in units] == ["with old", "with new"]
    days = [each.suggestion.day for each in units if each.suggestion is not None]
    assert [day.parts for day in days if day is not None] == [(2025, 2, 28), (2025, 2, 28)]


def test_who_is_named_twice_answers_for_a_rule_once() -> None:
    rules = "online_share primary >= 5% by 2025\n  lead so_gddt, so_khcn, so_gddt"
    units = [new(each.statement, each.changed) for each in made(rules) if each.kind == "unit"]
    assert "lead so_gddt, so_khcn" not in units
    assert "lead so_gddt, so_gddt" in units


# --- what gets none -------------------------------------------------------------------------------

FOR_EVER = (
    'online_share primary >= 5% in 2025\nwaive online_share until 2026 because "storm" cite "1"'
)
NOBODY_LEFT = "online_share lower_secondary >= 5% by 2025\n  except secondary"


@pytest.mark.parametrize(
    ("rules", "kinds", "reason"),
    [
        (FOR_EVER, {"comparator", "threshold"}, "waived"),
        (NOBODY_LEFT, {"exclusion"}, "no-break-down"),
    ],
)
def test_what_gets_no_example_has_the_reason_in_its_rule(
    rules: str, kinds: set[str], reason: str
) -> None:
    found = [each for each in tries(rules) if each.suggestion is None and not each.reason]
    assert {each.kind for each in found} == kinds
    assert {each.none_because and each.none_because.code for each in found} == {reason}
    assert {each.outcome for each in found} == {"not_noticed"}


def test_the_reason_is_told_in_both_languages() -> None:
    found = tries(FOR_EVER)
    en, vi = (mutants_text(found, language) for language in LANGUAGES)
    assert (
        en.count("no example shows this change of the rule: a waiver covers it on every day") == 4
    )
    assert vi.count("chưa nêu được ví dụ cho thay đổi này của quy tắc: chỉ tiêu được miễn") == 4
    told = [each["none_because"] for each in mutants_json(found)["changes"]]
    assert [each["vi"] for each in told if each] == [
        "chỉ tiêu được miễn vào mọi ngày đánh giá nên không có lúc nào đạt hay không đạt"
    ] * 4
    assert [set(each) for each in told if each] == [{"en", "vi"}] * 4


@pytest.mark.parametrize(
    "rules",
    [
        # Nothing but a day on the way tells these apart, and no count lies on the way there.
        "device_number >= 2.5 by 2025\n  baseline 1 in 2022",
        # Neither is kept together with the rule below, but the one may be without the other.
        "device_number >= 2.5 by 2025\n  when met online_share primary\n"
        "online_share primary > 100% by 2025",
    ],
)
def test_only_what_is_proved_of_every_day_and_of_the_rule_alone_is_the_same(rules: str) -> None:
    found = {told(each).split("\n")[0]: each for each in tries(rules)}
    above = found["device_number > 2.5 by 2025"]
    assert (above.outcome, above.reason) == ("not_noticed", "")
