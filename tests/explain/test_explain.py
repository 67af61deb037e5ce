"""What an explanation holds: the reasons, the facts, the contradictions, the day before."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from dxplan.data.observations import Observations
from dxplan.explain import TargetExplanation, WorkExplanation, explain
from dxplan.explain.model import Past, StandIn
from dxplan.plan.model import Plan
from dxplan.values.periods import quarter
from tests.engine.rules import day, happened, observed, plan, report, school
from tests.explain import example
from tests.explain.example import VERDICTS, explained


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example.write(tmp_path)
    monkeypatch.chdir(tmp_path)


def of(rules: str | Plan, given: Observations, **options: object) -> TargetExplanation:
    bound = plan(rules) if isinstance(rules, str) else rules
    name = str(options.pop("rule", bound.targets[0].id))
    as_of = day(str(options.pop("as_of", "2025-12-31")))
    found = explain(bound, given, name, as_of=as_of, **options)  # type: ignore[arg-type]
    assert isinstance(found, TargetExplanation)
    return found


@pytest.mark.parametrize(("verdict", "rule"), VERDICTS.items(), ids=VERDICTS)
def test_the_table_is_walked_to_the_line_that_decides(
    verdict: str, rule: tuple[str, object]
) -> None:
    found = explained(*rule)  # type: ignore[arg-type]
    assert isinstance(found, TargetExplanation)
    assert found.finding.verdict == verdict
    table = ["waived", "condition", "unset", "population", "conflict", "no_data", "division", "due"]
    last = {
        "waived": "waived", "not_applicable": "condition", "unset": "unset",
        "conflict": "conflict", "no_data": "no_data", "met": "comparison", "missed": "comparison",
        "undetermined": "comparison", "on_track": "line", "behind": "line", "not_due": "line",
    }[verdict]  # fmt: skip
    passed = table[: table.index(last)] if last in table else table
    assert [step.code for step in found.steps] == [*passed, last]
    assert [step.decides for step in found.steps] == [False] * len(passed) + [True]


def test_nobody_in_the_register_and_nothing_to_divide_by_decide() -> None:
    nobody = of("online_share primary >= 5% by 2025", observed(register=[school("A", "secondary")]))
    assert (nobody.steps[-1].code, nobody.finding.verdict) == ("population", "not_applicable")
    zero = observed(report("A", "2025", online=0, total=0))
    empty = of("online_share >= 5% by 2025", zero)
    assert (empty.steps[-1].code, empty.finding.verdict) == ("division", "not_applicable")


def test_facts_are_told_with_the_event_that_says_so() -> None:
    rules = "online_share >= 5% by 2025 when portal and not pilot"
    given = report("A", "2025", online=9, total=100)
    unknown = of(rules, observed(given))
    assert unknown.steps[-1].code == "facts"
    assert [(known.fact.name, known.holds) for known in unknown.facts] == [
        ("portal", None),
        ("pilot", False),
    ]
    event = happened("portal", "2025-02-01")
    known = of(rules, observed(given, events=[event]))
    assert (known.facts[0].holds, known.facts[0].event) == (True, event)
    assert known.finding.verdict == "met"
    before = of(rules, observed(given, events=[event]), as_of="2025-01-15")
    assert before.facts[0].holds is None


def test_what_stands_in_for_a_missing_report_is_told_with_its_source() -> None:
    register = [school("A", known={"pupils": 40}), school("B"), school("C")]
    given = observed(
        report("B", "2023", recorded=5, pupils=30),
        report("C", "2025", recorded=5, pupils=20),
        register=register,
    )
    parts = {each.organisation: each for each in of("recorded_share >= 50% by 2025", given).parts}
    assert parts["A"].stand_in == StandIn(Fraction(40), "register")
    assert parts["B"].stand_in == StandIn(Fraction(30), "earlier")
    assert parts["C"].stand_in is None


def test_the_days_that_are_missing_are_told() -> None:
    given = observed(*(report("A", f"2025-Q{n}", online=1, total=9) for n in (1, 2, 4)))
    (part,) = of("online_share >= 5% by 2025", given).parts
    assert part.missing == (quarter(2025, 3),)
    stock = observed(report("B", "2025", pupils=9), register=[school("B")])
    (part,) = of("recorded_share >= 5% by 2025", stock).parts
    assert part.missing == ()


def test_the_cells_of_a_contradiction_are_found() -> None:
    rule, as_of = VERDICTS["conflict"]
    found = explained(rule, as_of)
    assert isinstance(found, TargetExplanation)
    (conflict,) = found.contradictions
    assert [(cell.measure, cell.place.cell) for cell in conflict.cells] == [
        ("answers", "G6"),
        ("satisfied", "H6"),
    ]
    assert conflict.reported is not None
    assert (conflict.reported.value, conflict.reported.place.cell) == (Fraction(95), "I6")


def test_a_broken_check_is_found_with_its_cells() -> None:
    rules = "spending >= 5% by 2025\ncheck spent <= budget"
    given = report("A", "2025", spent=9, budget=3)
    (broken,) = of(rules, observed(given)).contradictions
    assert (broken.conflict.code, broken.reported) == ("broken-check", None)
    assert {cell.measure for cell in broken.cells} == {"spent", "budget"}


def test_earlier_days_and_a_relapse_are_told() -> None:
    cells = [report("A", f"202{y}", online=n, total=100) for y, n in ((4, 9), (5, 3))]
    found = of("online_share >= 5% by 2024", observed(*cells))
    assert found.finding.relapse
    assert found.history == (Past(day("2024-12-31"), "met"),)
    first = of("online_share >= 5% by 2024", observed(*cells), on=day("2024-12-31"))
    assert (first.finding.verdict, first.history) == ("met", ())


def test_lower_is_better_the_other_way_round() -> None:
    given = [report(name, "2025", rooms=1, pupils=n) for name, n in (("A", 60), ("B", 30))]
    found = of("pupils_per_room <= 40 by 2025", observed(*given))
    change = found.remedy.change
    assert change is not None
    assert (change.more, change.amount) == (False, 10)
    (level,) = found.remedy.fewest
    assert [(each.organisation, str(each.reaches)) for each in level.choice] == [("A", "40")]


def test_a_level_that_is_named_is_told_beside_the_threshold() -> None:
    found = explained("online_share.primary.by.2025", reaching=Fraction(10))
    assert isinstance(found, TargetExplanation)
    levels = [(str(e.level.low), e.count, len(e.choice)) for e in found.remedy.fewest]
    assert levels == [("5", 2, 3), ("10", 1, 3)]


def test_what_reported_schools_cannot_close_is_tried_with_everything() -> None:
    register = [school(name, known={"pupils": size}) for name, size in (("A", 10), ("B", 1000))]
    given = observed(
        report("A", "2025", recorded=1, pupils=10),
        report("B", "2025", pupils=1000, recorded=100),
        report("C", "2025", pupils=500, recorded=0),
        register=[*register, school("C")],
    )
    found = of("recorded_share >= 90% by 2025", given)
    assert [(str(each.level.low), each.count) for each in found.remedy.fewest] == [("90", 3)]
    partly = observed(
        report("A", "2025", recorded=1, pupils=10),
        report("B", "2025", "primary", pupils=1000, recorded=100),
        register=[school("A"), school("B", "primary", "lower_secondary")],
    )
    short = of("recorded_share >= 90% by 2025", partly)
    assert short.finding.verdict in ("missed", "undetermined")
    for level in short.remedy.fewest:
        assert level.count is None


def test_counts_have_no_organisations_to_hold_against_the_threshold() -> None:
    given = [report(name, "2025", rooms=2) for name in ("A", "B")]
    found = of("room_count >= 9 by 2025", observed(*given))
    assert found.remedy.change is not None
    assert found.remedy.change.amount == 5
    assert (found.remedy.fewest, found.remedy.weighing) == ((), ())


def test_work_is_explained_from_the_event_list_alone() -> None:
    found = explained("plan_review")
    assert isinstance(found, WorkExplanation)
    assert found.events is not None
    assert [event.on for event in found.events] == [day("2025-06-24")]
    assert [unit.name for unit in found.owed] == ["phong_gddt"]
    assert (found.finding.verdict, found.finding.deadline) == ("missed", day("2025-06-19"))
    blank = explained("plan_review", events=None)
    assert isinstance(blank, WorkExplanation)
    assert (blank.events, blank.finding.verdict) == (None, "no_data")


def test_nothing_after_the_day_of_the_check_is_known() -> None:
    found = explained("quarterly_report", day("2025-12-15"), on=day("2025-12-15"))
    assert isinstance(found, WorkExplanation)
    assert found.events is not None
    assert [event.on for event in found.events] == [day("2025-12-12")]
