"""How the SDK looks to a type checker. This file is checked by ``make types`` and never run."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import dxplan


def embedding() -> None:
    plan = dxplan.load("binh_dinh")
    assert_type(plan, dxplan.Plan)
    assert_type(plan.targets, tuple[dxplan.Target, ...])
    assert_type(plan.targets[0].low, Fraction | None)
    assert_type(plan.duties[0].lead, tuple[dxplan.Unit, ...])

    report = dxplan.check(plan, Path("reports.csv"), as_of=date(2025, 12, 31), by="district")
    assert_type(report, dxplan.Report)
    assert_type(dxplan.render(report, "xlsx", language="en"), bytes)
    for finding in report:
        assert_type(finding, dxplan.Finding)
        assert_type(finding.verdict, dxplan.Verdict)
        assert_type(finding.gap_count, int | None)
    assert_type(report.levels, tuple[dxplan.Level, ...])
    assert_type(report.level_counts, tuple[dxplan.LevelCount, ...])
    assert_type(plan.scales["digital_school"], dxplan.Scale)
    assert_type(report.problems, tuple[dxplan.Problem, ...])

    due = dxplan.due([plan, "bac_giang"], as_of=date(2024, 6, 1), events=[], within="30d")
    assert_type(due, dxplan.DueList)
    for item in due.of("overdue"):
        assert_type(item, dxplan.DueItem)
        assert_type(item.deadline, date | None)
        assert_type(item.missing, tuple[dxplan.Unit, ...])

    for result in dxplan.run_examples(Path("plan.dxplan")):
        assert_type(result, dxplan.ExampleResult)
        assert_type(result.kept, bool)
        assert_type(result.results, tuple[dxplan.ExpectationResult, ...])

    comparison = dxplan.compare([plan, "bac_giang", Path("plan.dxplan")])
    assert_type(comparison, dxplan.Comparison)
    assert_type(comparison.plans, tuple[dxplan.Plan, ...])
    assert_type(dxplan.comparison_text(comparison, "en"), str)

    checker = dxplan.compile(plan, as_of=date(2025, 12, 31), period="2025", extra="ignore")
    assert_type(checker, dxplan.Checker)
    for target, verdict, _numerator, _denominator in checker({"learners": 5}):
        assert_type(target, str)
        assert_type(verdict, dxplan.Verdict)
    assert_type(checker.findings({"learners": 5}), tuple[dxplan.Finding, ...])

    rows = [{"school": "A", "period": "2025", "learners": 5}]
    assert_type(dxplan.check("binh_dinh", rows, as_of=date(2025, 12, 31)), dxplan.Report)
    day, schools = date(2025, 12, 31), [{"school": "A", "title": "Trường A"}]
    events = ({"rule": name, "date": day} for name in ("city_portal_live",))
    codes = [{"old": "B", "new": "A"}]
    report = dxplan.check(
        plan, "reports.csv", as_of=day, register=schools, events=events, crosswalk=codes
    )
    assert_type(report, dxplan.Report)
    report = dxplan.check(plan, rows, as_of=day, register=Path("r.csv"), events="e.csv")
    assert_type(report, dxplan.Report)
    assert_type(dxplan.sums(plan, rows, register=schools), dxplan.Sums)
    assert_type(dxplan.due(plan, as_of=day, events=events), dxplan.DueList)
    dxplan.explain_rule(plan, "x", rows, as_of=day, register=schools, events=events)
    dxplan.template(plan, schools, period="2025-Q4")
    assert_type(dxplan.lint("binh_dinh"), tuple[dxplan.Diagnostic, ...])
    assert_type(dxplan.format_text("use education", "vi"), str)
    assert_type(dxplan.export(plan), dict[str, Any])
    found = dxplan.explain_rule(plan, "online_share", rows, as_of=date(2025, 12, 31))
    assert_type(found, dxplan.TargetExplanation | dxplan.WorkExplanation | dxplan.LevelExplanation)
    if not isinstance(found, dxplan.LevelExplanation):
        assert_type(found.finding, dxplan.Finding)
    assert_type(dxplan.explanation_text(found), str)
    report = dxplan.check(plan, rows, as_of=date(2025, 12, 31), course=True)
    assert_type(dxplan.render(report, "html", language="en"), str)
    assert_type(dxplan.render(report, "pdf", plugins=["p"]), str | bytes)
    refinement = dxplan.refine(plan, "tinh.dxplan")
    assert_type(refinement, dxplan.Refinement)
    for refined in refinement:
        assert_type(refined, dxplan.Refined)
        assert_type(refined.by, tuple[dxplan.Target, ...])
        assert_type(refined.counterexample, dxplan.Counterexample | None)
    forms = dxplan.template(plan, "register.csv", period="2025-Q4", sheets="unit", by="district")
    assert_type(forms, dxplan.Forms)
    assert_type(forms.made, tuple[dxplan.Form, ...])
    assert_type(forms.made[0].content, bytes)
    assert_type(dxplan.open_session(), dxplan.Session)
