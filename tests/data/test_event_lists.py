"""One list of events for several plans."""

from __future__ import annotations

from pathlib import Path

import pytest

import dxplan
from dxplan.data.event_lists import EventLists, read_event_list
from dxplan.data.files import BUILTIN_READERS
from dxplan.messages import LANGUAGES
from dxplan.values.periods import quarter

A = dxplan.load_text(
    'plan a "A"\nunit so "Sở"\nfact opened "Mở"\ntask audit "Kiểm tra" by 2024\n'
    'duty report "Báo cáo" every quarter\n    by so\n'
)
B = dxplan.load_text(
    'plan b "B"\nunit phong "Phòng"\nfact opened "Mở"\n'
    'duty report "Báo cáo" every quarter\n    by phong\n'
)


def read(folder: Path, rows: str) -> EventLists:
    path = folder / "events.csv"
    path.write_text(f"rule,date,period,unit\n{rows}", "utf-8")
    return read_event_list(path, [A, B], BUILTIN_READERS)


def rules(found: EventLists, plan: str) -> list[str]:
    return [event.rule for event in found.events[plan] or ()]


def told(found: EventLists) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for problem in found.problems]


def test_each_plan_takes_the_rows_of_its_own_rules(tmp_path: Path) -> None:
    found = read(tmp_path, "audit,2024-05-01,,so\nb.report,2024-06-20,Q2/2024,phong\n")
    assert (rules(found, "a"), rules(found, "b"), told(found)) == (["audit"], ["report"], [])
    (event,) = found.events["b"] or ()
    assert (event.unit, event.period) == ("phong", quarter(2024, 2))


def test_what_came_about_may_concern_several_plans(tmp_path: Path) -> None:
    found = read(tmp_path, "opened,2024-05-01,,\n")
    assert (rules(found, "a"), rules(found, "b"), told(found)) == (["opened"], ["opened"], [])


@pytest.mark.parametrize("written", ["report", "Báo cáo"])
def test_a_row_must_say_which_plans_rule_it_means(tmp_path: Path, written: str) -> None:
    found = read(tmp_path, f"a.report,2024-05-01,,\n{written},2024-05-01,,\n")
    assert (rules(found, "a"), rules(found, "b")) == (["report"], [])
    assert told(found) == [("rule-of-several-plans", "A3")]
    (problem,) = found.problems
    assert problem.params == {"rule": "report", "plans": "a, b", "plan": "a"}
    for language in LANGUAGES:
        assert "{" not in problem.message(language) + problem.help(language)


def test_a_rule_that_no_plan_has_is_told_once(tmp_path: Path) -> None:
    found = read(tmp_path, "audi,2024-05-01,,\n")
    assert told(found) == [("unknown-rule", "A2")]


def test_a_wrong_cell_is_told_for_the_plan_that_its_row_is_about(tmp_path: Path) -> None:
    found = read(tmp_path, "audit,2024-05-01,,phong\nb.report,20/13/2024,,\n")
    assert told(found) == [("unknown-unit", "D2"), ("unknown-date", "B3")]
    assert (rules(found, "a"), rules(found, "b")) == ([], [])


def test_a_list_that_cannot_be_read_says_nothing_of_any_plan(tmp_path: Path) -> None:
    found = read_event_list(tmp_path / "none.csv", [A, B], BUILTIN_READERS)
    assert (found.events, told(found)) == ({"a": None, "b": None}, [("file-not-found", "")])


def test_periods_of_events_are_named_even_where_reports_cover_other_days(tmp_path: Path) -> None:
    plan = dxplan.load_text(
        'plan p "P"\n    calendar window_15_14\nunit so\nduty report every quarter\n    by so\n'
    )
    path = tmp_path / "events.csv"
    path.write_text("rule,date,period\nreport,2024-06-20,Quý II/2024\n", "utf-8")
    found = read_event_list(path, [plan], BUILTIN_READERS)
    assert [event.period for event in found.events["p"] or ()] == [quarter(2024, 2)]
