"""The example of Bình Định: what the generator writes, and what the checks of it show."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dxplan import VERDICTS, Report, explanation_text, open_session
from dxplan.data.number_text import number_text

EXAMPLE = Path(__file__).parents[2] / "examples" / "binh_dinh"
REPORTS = EXAMPLE / "reports.csv"
WORKBOOK = EXAMPLE / "an_lao_2025_q4.xlsx"
WRITTEN = {
    "an_lao_2025_q4.xlsx", "events.csv", "local/events.csv", "register.csv", "reports.csv",
}  # fmt: skip

VERDICTS_OF_THE_PLAN = {
    "online_conditions.except.preschool.by.2025": "met",
    "platform_use.except.preschool.by.2025": "met",
    "content_share.by.2025": "missed",
    "online_share.primary.by.2025": "undetermined",
    "online_share.secondary.by.2025": "met",
    "managed_schools.by.2025": "missed",
    "learner_records.by.2025": "missed",
    "teacher_records.by.2025": "undetermined",
    "facility_records.by.2025": "met",
    "connected_schools.by.2025": "missed",
    "work_files_digital_share.department.except.classified.by.2025": "met",
    "work_files_digital_share.office.except.classified.by.2025": "missed",
    "work_files_digital_share.school.except.classified.by.2025": "undetermined",
    "procedures_online_share.by.2025": "met",
    "dossiers_online_share.by.2025": "met",
    "school_satisfaction.by.2025": "undetermined",
    "service_satisfaction.by.2025": "conflict",
    "platform_support.except.preschool.by.2030": "not_due",
    "content_share.by.2030": "on_track",
    "facility_records.by.2030": "on_track",
    "programme_records.by.2030": "not_due",
    "learner_records.by.2030": "behind",
    "teacher_records.by.2030": "not_due",
    "connected_schools.by.2030": "behind",
    "fibre_share.by.2025": "undetermined",
    "question_bank_share.by.2025": "no_data",
    "served_authorities.by.2025": "met",
    "website_share.by.2025": "missed",
    "training_accounts.by.2025": "missed",
}
VERDICTS_OF_THE_SUPPLEMENT = {
    "platform_use.except.preschool.by.2025": "met",
    "website_share.by.2025": "unset",
    "platform_support.except.preschool.by.2027": "on_track",
    "programme_records.by.2026": "behind",
    "online_share.primary.by.2024": "met",
    "online_share.primary.by.2026": "on_track",
    "online_share.secondary.in.2025": "met",
    "online_share.upper_secondary.every.year": "met",
    "schools_with_fibre.by.2025": "met",
    "dossiers_online_share.department.by.2025.when.city_portal_live": "met",
    "content_share.by.2025.when.centre_open": "not_applicable",
    "training_accounts.by.2025": "waived",
}
PROBLEMS = [
    ("not-a-number", "I217"),
    ("unknown-period", "B308"),
    ("negative-number", "X474"),
    ("contradicting-values", "Y672"),
    ("contradicting-values", "Y673"),
    ("unknown-flag-value", "W872"),
    ("unknown-member", "C4649"),
    ("not-a-whole-number", "Q5127"),
    ("ambiguous-number", "P5156"),
    ("numerator-above-denominator", "Q5202"),
    ("unknown-organisation", "A5221"),
]


def check(plan: str, *data: Path, events: str = "events.csv") -> Report:
    session = open_session([EXAMPLE / "local"])
    loaded = session.load(plan)
    assert loaded.ok
    return session.check(
        loaded.value,
        [REPORTS, *data],
        EXAMPLE / "register.csv",
        EXAMPLE / events,
        as_of=date(2025, 12, 31),
    )


@pytest.fixture(scope="module")
def plan_report() -> Report:
    return check("binh_dinh")


@pytest.fixture(scope="module")
def supplement_report() -> Report:
    return check("binh_dinh_local", events="local/events.csv")


def latest(report: Report) -> dict[str, str]:
    """The verdict of every target on its last judgement date."""
    found = sorted((f for f in report if f.rule == "target"), key=lambda finding: finding.date)
    return {finding.target: finding.verdict for finding in found}


def test_generator_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    script = EXAMPLE / "make_data.py"
    subprocess.run([sys.executable, "-B", script, tmp_path], check=True)
    written = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.*")}
    assert set(written) == WRITTEN
    for name, path in written.items():
        assert path.read_bytes() == (EXAMPLE / name).read_bytes(), name


def test_readme_says_in_its_first_line_that_everything_is_invented() -> None:
    first = (EXAMPLE / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# Example data: every school, figure and date in this folder is invented"


def test_register_has_627_schools_in_eleven_districts() -> None:
    with (EXAMPLE / "register.csv").open(encoding="utf-8", newline="") as stream:
        schools = [row for row in csv.DictReader(stream) if row["tier"] == "school"]
    assert len(schools) == 627
    assert len({row["district"] for row in schools}) == 11


def test_every_verdict_occurs(plan_report: Report, supplement_report: Report) -> None:
    found = {finding.verdict for report in (plan_report, supplement_report) for finding in report}
    assert found == set(VERDICTS)


def test_plan_has_the_verdicts_that_the_data_were_made_for(plan_report: Report) -> None:
    assert latest(plan_report) == VERDICTS_OF_THE_PLAN


def test_supplement_has_the_verdicts_that_the_data_were_made_for(
    supplement_report: Report,
) -> None:
    assert latest(supplement_report) == VERDICTS_OF_THE_SUPPLEMENT


def test_values_on_the_line_are_flagged_and_fall_on_both_sides(plan_report: Report) -> None:
    flagged = {f.target: f.verdict for f in plan_report if f.on_line and f.threshold is not None}
    assert flagged["content_share.by.2025"] == "missed"
    assert flagged["work_files_digital_share.department.except.classified.by.2025"] == "met"


def test_problems_are_the_planted_ones(plan_report: Report) -> None:
    assert [(problem.code, problem.cell) for problem in plan_report.problems] == PROBLEMS
    assert {Path(problem.file).name for problem in plan_report.problems} == {"reports.csv"}
    assert plan_report.rows_left_out == len(PROBLEMS)


def test_readme_lists_the_planted_problems() -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    table = text.partition("| cell of `reports.csv` |")[2]
    assert re.findall(r"\b[A-Z]{1,2}[0-9]+\b", table) == [cell for _, cell in PROBLEMS]


def test_ambiguous_number_is_not_settled_by_its_own_column() -> None:
    with REPORTS.open(encoding="utf-8", newline="") as stream:
        texts = [row["lessons_total"] for row in csv.DictReader(stream)]
    read = [number_text(text) for text in texts if text]
    assert texts.count("1.265") == 1
    assert {number.proves for number in read if number is not None} == {None}


def test_missed_work_of_earlier_years_stays_in_the_report(plan_report: Report) -> None:
    missed = [(f.target, f.date.year) for f in plan_report if f.rule != "target"
              and f.verdict == "missed"]  # fmt: skip
    assert missed == [("yearly_report", 2024), ("yearly_local_inspection", 2023)]


def test_workbook_decides_what_its_schools_left_open(plan_report: Report) -> None:
    target = "online_share.primary.by.2025"
    before = next(finding for finding in plan_report if finding.target == target)
    report = check("binh_dinh", WORKBOOK)
    after = next(finding for finding in report if finding.target == target)
    assert (before.verdict, len(before.missing)) == ("undetermined", 18)
    assert (after.verdict, after.missing) == ("met", ())
    assert before.value is not None and after.value is not None
    assert after.value.is_point and before.value.contains(after.value)
    of_workbook = [p for p in report.problems if Path(p.file) == WORKBOOK]
    assert [(problem.code, problem.cell) for problem in of_workbook] == [("total-row", "B23")]


# --- explanations ---------------------------------------------------------------------------------


def test_verdicts_of_the_plan_are_explained() -> None:
    session = open_session()
    plan = session.load("binh_dinh").value
    read = session.read(plan, REPORTS, EXAMPLE / "register.csv", EXAMPLE / "events.csv")
    said = {
        "learner_records.by.2025": "Cần thêm ít nhất 713 người vào tử số",
        "online_share.primary.by.2025": "phải thêm được ít nhất 4.173 tiết vào tử số",
        "content_share.by.2025": "đòi hỏi vượt ngưỡng, bằng ngưỡng là chưa đủ",
        "service_satisfaction.by.2025": "ô AK78) không khớp với",
        "question_bank_share.by.2025": "Thiếu số liệu không có nghĩa là bằng không",
        "yearly_budget_estimate": "Các đơn vị được giao đều đã thực hiện",
    }
    for rule, sentence in said.items():
        found = session.explain(plan, rule, read, as_of=date(2025, 12, 31))
        assert found.finding.verdict == VERDICTS_OF_THE_PLAN.get(rule, "met")
        assert sentence in " ".join(explanation_text(found, "vi").split())
