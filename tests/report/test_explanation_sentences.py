"""Sentences for what comes up seldom."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest

from dxplan.data.observations import Cell, Observations, ReportedValue
from dxplan.explain import TargetExplanation, explain
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Plan
from dxplan.report.explanation_text import explanation_text
from tests.engine.rules import day, during, happened, observed, plan, report, school

END = day("2025-12-31")


def told(rules: str | Plan, given: Observations, rule: str = "", **options: Any) -> str:
    """The English text on one line."""
    bound = plan(rules) if isinstance(rules, str) else rules
    name = rule or [*bound.targets, *bound.tasks, *bound.duties][0].id
    found = explain(bound, given, name, **{"as_of": END, **options})
    return " ".join(explanation_text(found, "en").split())


def many(count: int, **figures: int) -> Iterable[list[Cell]]:
    return (report(f"S{n:02}", "2025", **figures) for n in range(count))


def test_a_relapse_and_the_days_before() -> None:
    cells = [report("A", f"{y}-Q{q}", rooms=9 - q) for y in (2024, 2025) for q in (1, 2, 3, 4)]
    text = told("room_count >= 8 by 2024-Q1", observed(*cells))
    assert "It was kept at its deadline, 31 Mar 2024, and is not any more on 31 Dec 2025." in text
    assert (
        "On earlier days the verdict was: 30 Sep 2025 missed, 30 Jun 2025 missed, "
        "31 Mar 2025 met, 31 Dec 2024 missed, before that, 3 more."
    ) in text
    assert "It has been due since 31 Mar 2024, and holds from then on" in text


def test_a_broken_check_and_many_of_them() -> None:
    text = told("room_count >= 1 by 2025\ncheck rooms <= 3", observed(*many(7, rooms=5)))
    assert "- S00, 2025: “rooms <= 3” is not so, with rooms: 5. -" in text
    assert "- There are more contradictions like these: 2." in text


def test_a_percentage_that_is_no_share_has_no_sign() -> None:
    value = ReportedValue("A", during("2025"), "pupils_per_room", Fraction(9), members={})
    cells = report("A", "2025", pupils=40, rooms=2)
    text = told("pupils_per_room >= 1 by 2025", observed(cells, values=[value]))
    assert "A, 2025: the reported 9 does not follow from pupils: 40; rooms: 2." in text


def test_a_figure_that_the_parent_sets() -> None:
    parent = ParentThreshold("above.doc", "online_share", Fraction(5), "%")
    bound = plan("online_share >= parent by 2025", period="2024 to 2026", parents=(parent,))
    text = told(bound, observed(report("A", "2025", online=9, total=100)))
    assert "The figure of 5% is set by the document above, above.doc." in text


def test_a_figure_that_nobody_can_set() -> None:
    text = told("online_share >= parent by 2025", observed(report("A", "2025", online=9, total=9)))
    assert "A document above has to be named in the plan and loaded" in text


def test_a_condition_that_nobody_knows_and_one_that_holds() -> None:
    rules = "online_share >= 5% by 2025 when portal"
    cells = report("A", "2025", online=9, total=100)
    assert "Nothing says whether “portal” holds." in told(rules, observed(cells))
    known = told(rules, observed(cells, events=[happened("portal", "2025-02-01")]))
    assert "Its condition is not known to be false: portal." in known
    assert "On that day “portal” holds, by the event list since 1 Feb 2025." in known


def test_nobody_is_concerned_or_there_is_nothing_to_divide_by() -> None:
    nobody = told(
        "online_share primary >= 5% by 2025", observed(register=[school("A", "secondary")])
    )
    assert "The register has nobody that this target is about on that day." in nobody
    assert "The register would have to have an organisation in this scope" in nobody
    empty = told("online_share >= 5% by 2025", observed(report("A", "2025", online=0, total=0)))
    assert "There would have to be something in the denominator: “total”." in empty


def test_no_data_without_a_register() -> None:
    text = told("online_share >= 5% by 2025", observed())
    assert "Somebody has to send: “online”, “total”." in text
    later = told("online_share >= 5% by 2026", observed(), as_of=day("2025-06-30"))
    assert "Nobody has reported anything that can be used, and nothing is due yet." in later
    assert "Somebody has to send: “online”, “total”." in later


def test_missing_reports_make_the_least_change_the_best_case() -> None:
    register = [school(name, known={"pupils": 10}) for name in "AB"]
    given = observed(report("A", "2025", recorded=0, pupils=10), register=register)
    text = told("recorded_share >= 90% by 2025", given)
    assert "At least 8 more in the numerator" in text
    assert "That is so even if the missing reports turn out as well as they may." in text


def test_when_those_who_reported_cannot_close_the_gap() -> None:
    register = [school("A", "primary", "lower_secondary"), school("B"), school("C")]
    given = observed(
        report("A", "2025", "primary", recorded=0, pupils=90),
        report("A", "2025", "lower_secondary", pupils=10),
        report("B", "2025", recorded=9, pupils=10),
        report("C", "2025", recorded=10, pupils=10),
        register=register,
    )
    text = told("recorded_share >= 90% by 2025", given)
    assert "No organisation that reported in full could do more towards at least 90%." in text
    assert (
        "Even if each of the organisations that are not there yet (1) came to at least 100%, "
        "that would change the numerator by 1 only, which is not enough."
    ) in text


def test_many_missing_reports_are_named_in_part() -> None:
    register = [school(f"S{n:02}", known={"pupils": 10}) for n in range(20)]
    given = observed(report("S00", "2025", recorded=0, pupils=10), register=register)
    text = told("recorded_share >= 50% by 2025", given)
    assert "at least 10 of the 19 missing organisations must report" in text
    assert "S01, S02, S03, S04, S05, and 5 more." in text
    assert "10 of the 19 missing reports would be enough" in text
    assert "There are more whose figures are not all there: 14." in text


def test_a_range_that_is_open_only_waits_for_the_missing() -> None:
    register = [school(name, known={"pupils": 10}) for name in "AB"]
    given = observed(report("A", "2025", recorded=3, pupils=10), register=register)
    text = told("recorded_share 20% .. 40% by 2025", given)
    assert "The organisations whose figures are missing (1) must report" in text


@pytest.mark.parametrize(
    ("rules", "events", "said"),
    [
        (
            "task t in 2024",
            [happened("t", "2024-05-01")],
            "It was done on 1 May 2024, and the last",
        ),
        ("task t", [happened("t", "2024-05-01")], "It was done on 1 May 2024: done."),
        ("task t when portal", [happened("portal", "2026-01-01")], "Nothing says whether"),
        (
            "task t in 2025-06 when pilot",
            [],
            "The condition does not hold on that day: not applicable.",
        ),
        ("task t in 2025-06 when portal", [], "whether it was owed is not known: undetermined."),
        ("task t in 2026", [], "It is in time if it is done and on record by 31 Dec 2026."),
        ("task t in 2025-06\n    by helper to new_office", [], "To be sent to: new_office."),
        ("task t in 2025-06", [], "The document does not say who has to do it."),
        ("task t in 2025-06", [happened("t", "2025-06-01", holds=False)], "- 1 Jun 2025: not done"),
    ],
)
def test_what_is_said_of_work(rules: str, events: list[Any], said: str) -> None:
    assert said in told(rules, observed(events=events))


def test_work_of_a_plan_that_is_over() -> None:
    bound = plan("task t", period="2022 to 2024")
    text = told(bound, observed(), "t")
    assert "The period of the plan is over, and nothing is on record: nothing recorded." in text


def test_many_events_are_listed_in_part() -> None:
    events = [happened("t", f"2025-01-{n:02}") for n in range(1, 20)]
    assert "- … and 7 more" in told("task t by 2025", observed(events=events))


def test_constants_of_an_indicator_belong_to_no_organisation() -> None:
    rules = "indicator with_head = rooms + 2\nwith_head >= 9 by 2025"
    given = observed(report("A", "2025", rooms=3), report("B", "2025", rooms=1))
    bound = plan(rules)
    found = explain(bound, given, "with_head", as_of=END)
    assert isinstance(found, TargetExplanation)
    text = " ".join(explanation_text(found, "en").split())
    assert "Together: 6." in text
    assert "The figure 6 is 3 less than that." in text
    assert "At least 3 more." in text


def test_what_a_growth_is_counted_from_and_the_level_that_it_leads_to() -> None:
    cells = (report("A", "2024", rooms=123), report("A", "2025", rooms=200))
    text = told("room_count increases 10% .. 20% against 2024 by 2025", observed(*cells))
    assert (
        "It is counted from the value of 2024: 123, from the data of then; in full reported 1 of 1 "
        "organisations. “grows by 10% to 20%, against 2024” makes of that: 135.3 to 147.6. "
        "Against 135.3, the figure 200 is 64.7 more than that. "
        "Against 147.6, the figure 200 is 52.4 more than that."
    ) in text


def test_a_level_that_a_missing_base_leaves_open_is_not_told() -> None:
    text = told(
        "room_count increases 10% against 2024 by 2025", observed(report("A", "2025", rooms=200))
    )
    assert "Counted from that" not in text
    assert "Against" not in text
