"""The plan of Phú Nhuận says what its document says."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dxplan
from dxplan.testing import PlanContract

README = Path(__file__).parents[1] / "README.md"
END = date(2025, 12, 31)
DOSSIERS = "dossiers_online_share.by.2025.when.city_portal_live"


@pytest.fixture(scope="module")
def plan() -> dxplan.Plan:
    return dxplan.load("phu_nhuan")


def named(units) -> list[str]:
    return [unit.name for unit in units]


def test_document_is_known_by_issuer_and_date_alone(plan):
    assert plan.document.number is None
    assert not plan.document.draft
    assert plan.document.issuer == "UBND quận Phú Nhuận"
    assert plan.document.issued.start == plan.document.issued.end == date(2022, 6, 16)
    assert plan.parent == "tp_hcm.qd_1411"
    assert (plan.period.start, plan.period.end) == (date(2022, 1, 1), END)


def test_every_commitment_is_there(plan):
    assert (len(plan.targets), len(plan.tasks), len(plan.duties)) == (13, 10, 0)


@pytest.mark.parametrize(
    ("rule", "comparator", "percent", "section"),
    [
        ("online_conditions.by.2025", ">", 80, "I.2.a"),
        ("sector_system_use.except.preschool.by.2025", ">=", 80, "I.2.a"),
        ("repository_coverage.by.2025", ">=", 100, "I.2.a"),
        ("online_survey_share.by.2025", ">=", 80, "I.2.a"),
        ("online_share.primary.by.2025", ">=", 25, "I.2.a"),
        ("online_share.secondary.by.2025", ">=", 35, "I.2.a"),
        ("managed_schools.by.2025", ">=", 100, "I.2.b"),
        ("learner_records.except.preschool.by.2025", ">=", 100, "I.2.b"),
        ("teacher_records.by.2025", ">=", 100, "I.2.b"),
        ("facility_records.by.2025", ">=", 100, "I.2.b"),
        ("connected_schools.by.2025", ">=", 100, "I.2.b"),
        (DOSSIERS, ">=", 50, "I.2.b"),
        ("school_satisfaction.by.2025", ">=", 80, "I.2.b"),
    ],
)
def test_a_target_has_its_number_its_year_and_its_section(plan, rule, comparator, percent, section):
    target = {target.id: target for target in plan.targets}[rule]
    assert (target.comparator, target.low, target.high) == (comparator, Fraction(percent), None)
    assert (target.time.kind, target.time.end, target.cite) == ("by", END, section)
    assert named(target.lead) == ["phong_gddt"]


EVENTS = "rule,date\ncity_portal_live,2023-06-01\n"


def dossiers(plan, tmp_path, as_of: date, *, events: bool = True) -> dxplan.Finding:
    """The last finding of the conditional target, with 40 of 100 dossiers online at the end."""
    list_of_events = tmp_path / "events.csv"
    list_of_events.write_text(EVENTS if events else "rule,date\n", encoding="utf-8")
    row = {"organisation": "pgd", "period": "2025", "measure": "dossiers_resolved", "value": 100}
    online = {**row, "measure": "dossiers_online", "value": 40}
    report = dxplan.check(plan, data=[row, online], events=list_of_events, as_of=as_of)
    return [finding for finding in report if finding.target == DOSSIERS][-1]


def test_the_conditional_target_is_judged_from_the_dated_fact_on(plan, tmp_path):
    judged = dossiers(plan, tmp_path, END)
    assert (judged.verdict, judged.date) == ("missed", END)
    assert (judged.gap, judged.gap_count) == (Fraction(10), 10)


def test_before_the_dated_fact_the_conditional_target_does_not_apply(plan, tmp_path):
    # nothing after the day of the check is looked at, so on 31 May the event is not known yet
    assert dossiers(plan, tmp_path, date(2023, 5, 31)).verdict == "not_due"
    fact = dxplan.load_text(
        'plan p "P"\n    period 2022 to 2025\nuse education\nfact city_portal_live from 2026\n'
        "dossiers_online_share >= 50% by 2025 when city_portal_live\n"
    )
    assert dossiers(fact, tmp_path, END, events=False).verdict == "not_applicable"


def test_while_nobody_says_whether_the_portal_runs_the_target_stays_open(plan, tmp_path):
    assert dossiers(plan, tmp_path, END, events=False).verdict == "undetermined"


def test_the_repository_is_joined_once_the_department_has_opened_it(plan):
    (task,) = [task for task in plan.tasks if task.id == "repository_connection"]
    assert (task.time.kind, task.when_text) == ("always", "department_repository_live")
    assert (named(task.lead), named(task.cooperating)) == (["phong_gddt"], ["so_gddt"])


def test_section_v_gives_every_body_its_work(plan):
    leads = {(task.cite, *named(task.lead)) for task in plan.tasks if task.cite.startswith("V.")}
    assert leads == {
        ("V.1", "phong_gddt"),
        ("V.2", "phong_tckh"),
        ("V.3", "van_phong_ubnd"),
        ("V.4", "phong_vhtt"),
        ("V.5", "phong_noi_vu"),
        ("V.6", "co_so_gd", "trung_tam_hoc_tap", "trung_tam_gdnn_gdtx"),
    }
    (report,) = [task for task in plan.tasks if task.id == "review_and_report"]
    assert (named(report.by), named(report.to)) == (["phong_gddt"], ["ubnd_quan", "so_gddt"])


def test_district_offices_end_with_the_district_level(plan):
    ended = {name: (unit.until, unit.successors) for name, unit in plan.units.items() if unit.until}
    last = date(2025, 6, 30)
    assert ended == {
        "ubnd_quan": (last, ("ubnd_phuong",)),
        "phong_gddt": (last, ("so_gddt", "phong_vhxh_phuong")),
        "phong_tckh": (last, ()),
        "van_phong_ubnd": (last, ()),
        "phong_vhtt": (last, ()),
        "phong_noi_vu": (last, ()),
    }


def test_every_rule_names_its_section_and_who_leads(plan):
    rules = [*plan.targets, *plan.tasks, *plan.duties]
    assert [rule.id for rule in rules if not (rule.cite and rule.lead)] == []


def test_readme_names_every_rule_once_and_no_other(plan):
    text = README.read_text(encoding="utf-8")
    table = text.split("## Section of the document -> rule")[1].split("\n## ")[0]
    shown = re.findall(r"`([^`]+)`", table)
    rules = [*plan.targets, *plan.tasks, *plan.duties]
    assert sorted(shown) == sorted(rule.id for rule in rules)


class TestPhuNhuan(PlanContract):
    plan = "phu_nhuan"
