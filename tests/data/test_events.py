"""The list of events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest
from openpyxl import Workbook

from dxplan.data.observations import Event, Observations
from dxplan.data.reading import read_observations
from dxplan.plan.model import Plan
from dxplan.values.periods import quarter

Observe = Callable[..., Observations]


def test_without_a_list_nothing_is_known_of_events(observe: Observe) -> None:
    assert observe({}).events is None


def test_a_list_without_rows_says_that_nothing_happened(observe: Observe) -> None:
    found = observe({}, events="task,date\n")
    assert (found.events, found.problems) == ((), ())


def test_a_row_is_an_event_with_all_that_its_columns_say(observe: Observe) -> None:
    found = observe(
        {},
        events="STT,Nhiệm vụ,Ngày,Kỳ,Đơn vị,Giá trị\n"
        "1,quarterly_report,20/6/2024,Quý II/2024,Sở GDĐT,x\n2,Thuê dịch vụ CNTT,2024-07-31,,,\n",
    )
    assert found.problems == ()
    assert found.events == (
        Event("it_procurement", date(2024, 7, 31)),
        Event("quarterly_report", date(2024, 6, 20), quarter(2024, 2), "so_gddt"),
    )
    assert [str(each.place) for each in found.events] == ["events.csv:B3", "events.csv:B2"]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("it_procurement", "it_procurement"),
        ("thuê dịch vụ cntt", "it_procurement"),
        ("báo cáo quý", "quarterly_report"),
        ("Báo cáo tiến độ", "quarterly_report"),
        ("portal_live", "portal_live"),
        ("Cổng dịch vụ công hoạt động", "portal_live"),
    ],
)
def test_a_rule_is_found_by_name_alias_or_title(observe: Observe, written: str, rule: str) -> None:
    found = observe({}, events=f"rule,date\n{written},31/5/2024\n")
    assert (found.events, found.problems) == ((Event(rule, date(2024, 5, 31)),), ())


def test_a_fact_may_begin_and_cease(observe: Observe) -> None:
    found = observe(
        {}, events="Sự kiện,Ngày,Giá trị\nportal_live,1/3/2024,có\nportal_live,1/5/2024,không\n"
    )
    assert found.events == (
        Event("portal_live", date(2024, 3, 1)),
        Event("portal_live", date(2024, 5, 1), holds=False),
    )


def test_the_same_event_twice_is_one(observe: Observe) -> None:
    found = observe({}, events="task,date\nit_procurement,1/3/2024\nit_procurement,1/3/2024\n")
    assert (found.events, found.problems) == ((Event("it_procurement", date(2024, 3, 1)),), ())


def test_every_wrong_cell_is_told_and_its_row_left_out(observe: Observe) -> None:
    found = observe(
        {},
        events="task,date,period,unit,value\nit_procurment,soon,quý V,Sở Y tế,có thể\n"
        "it_procurement,1/3/2024,,,\n",
    )
    assert [(p.code, p.cell, p.params) for p in found.problems] == [
        ("unknown-rule", "A2", {"text": "it_procurment", "hint": " (`it_procurement`?)"}),
        ("unknown-date", "B2", {"text": "soon"}),
        ("unknown-period", "C2", {"text": "quý V"}),
        ("unknown-unit", "D2", {"text": "Sở Y tế", "hint": ""}),
        ("unknown-flag-value", "E2", {"text": "có thể"}),
    ]
    assert found.events == (Event("it_procurement", date(2024, 3, 1)),)
    assert found.rows_left_out == 0


def test_a_contradiction_leaves_out_both_events(observe: Observe) -> None:
    found = observe(
        {}, events="task,date,value\nit_procurement,1/3/2024,1\nit_procurement,1/3/2024,0\n"
    )
    assert [(p.cell, p.params["other"]) for p in found.problems] == [
        ("A2", "A3"),
        ("A3", "A2"),
    ]
    assert found.events == ()


@pytest.mark.parametrize(
    ("events", "code"), [("task,period\nx,2024\n", "missing-column"), ("a,b\n1,2\n", "no-header")]
)
def test_a_list_without_its_key_columns_cannot_be_read(
    observe: Observe, events: str, code: str
) -> None:
    found = observe({}, events=events)
    assert [(p.code, p.fatal) for p in found.problems] == [(code, True)]
    assert found.events is None


def test_a_workbook_gives_dates(plan: Plan, folder: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["task", "date"])
    sheet.append(["it_procurement", date(2024, 3, 1)])
    workbook.save("events.xlsx")
    found = read_observations(plan, [], events=Path("events.xlsx"))
    assert (found.events, found.problems) == ((Event("it_procurement", date(2024, 3, 1)),), ())


def test_of_a_text_that_several_rules_share_none_is_meant(observe: Observe, plan: Plan) -> None:
    first = plan.tasks[0]
    twice = attrs.evolve(plan, tasks=(first, attrs.evolve(first, id="second")))
    found = observe({}, events="task,date\nThuê dịch vụ CNTT,1/3/2024\n", plan=twice)
    assert [p.code for p in found.problems] == ["unknown-rule"]
