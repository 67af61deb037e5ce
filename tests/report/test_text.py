"""The report for officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from rich.cells import cell_len

from dxplan.data.problems import Problem
from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.plan.model import Plan, Sum, Threshold, Unit
from dxplan.report.layout import WIDTH
from dxplan.report.renderers import TEXT
from dxplan.values.intervals import Interval

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_report(
    report: Report, problems: tuple[Problem, ...], golden: Golden, language: Language
) -> None:
    full = attrs.evolve(report, problems=problems, rows_left_out=3)
    golden(f"report.{language}.txt", TEXT.render(full, language))


def test_no_line_is_wider_than_a_hundred_columns(
    report: Report, problems: tuple[Problem, ...]
) -> None:
    long = attrs.evolve(
        report,
        plan=attrs.evolve(report.plan, title="Chuyển đổi số " * 20),
        problems=(attrs.evolve(problems[0], file="bao_cao_" * 30 + ".xlsx"),),
    )
    lines = TEXT.render(long, "vi").splitlines()
    assert max(map(cell_len, lines)) == WIDTH
    assert all(line == line.rstrip() for line in lines)


def test_letters_with_separate_marks_align_like_the_others(report: Report, plan: Plan) -> None:
    import unicodedata

    apart = [
        attrs.evolve(t, indicator=attrs.evolve(
            t.indicator, title=unicodedata.normalize("NFD", t.indicator.title)))
        for t in plan.targets
    ]  # fmt: skip
    given = attrs.evolve(report, plan=attrs.evolve(plan, targets=tuple(apart)))
    text = TEXT.render(given, "vi")
    assert unicodedata.normalize("NFC", text) == TEXT.render(report, "vi")


def only(report: Report, **changes: Any) -> Report:
    """A report of the first finding alone, changed."""
    return attrs.evolve(report, findings=(attrs.evolve(report.findings[0], **changes),))


def test_a_ceiling_that_is_passed_is_too_much_rather_than_too_little(report: Report) -> None:
    ceiling = Threshold("<=", Fraction(3))
    text = TEXT.render(only(report, threshold=ceiling, gap=Fraction("1.88"), gap_count=188), "vi")
    assert "vượt 1,9 điểm %" in text
    assert "vượt 188 tiết" in text


def test_a_range_is_passed_above_or_missed_below(report: Report) -> None:
    ranged = Threshold(">=", Fraction(2), Fraction(4))
    above = only(report, threshold=ranged, gap=Fraction("0.88"), gap_count=88)
    assert "vượt 0,9 điểm %" in TEXT.render(above, "vi")
    below = only(
        report, threshold=ranged, gap=Fraction(1), gap_count=100, value=Interval.exactly(1)
    )
    assert "thiếu 1 điểm %" in TEXT.render(below, "vi")


def test_a_count_of_several_measures_has_a_unit_when_they_share_it(
    report: Report, plan: Plan
) -> None:
    def counted(*names: str) -> str:
        total = Sum(tuple((Fraction(1), name, None) for name in names))
        indicator = attrs.evolve(plan.targets[0].indicator, numerator=total)
        target = attrs.evolve(plan.targets[0], indicator=indicator)
        given = attrs.evolve(plan, targets=(target,))
        text = TEXT.render(attrs.evolve(only(report), plan=given), "vi")
        return next(
            part for part in text.split("  ") if part.strip().startswith("thiếu 12")
        ).strip()

    assert counted("lessons_online", "lessons_online") == "thiếu 12 tiết"
    assert counted("lessons_online", "points") == "thiếu 12"
    assert counted("nobody_knows") == "thiếu 12"


def test_a_target_ahead_of_its_day_is_held_against_the_line(report: Report) -> None:
    behind = only(report, verdict="behind", expected_value=Fraction("4.95"))
    text = TEXT.render(behind, "vi")
    assert "chậm tiến độ" in text
    assert "lúc này cần 5%" in text


def test_notes_that_repeat_have_one_number(report: Report) -> None:
    first, met, relapsed = report.findings[:3]
    again = attrs.evolve(first, deadline=relapsed.deadline, relapse=True)
    given = attrs.evolve(report, findings=(again, met, relapsed))
    text = TEXT.render(given, "vi")
    assert text.count("không đạt [1]") == 2
    assert "[2]" not in text


def test_many_earlier_misses_are_cut_to_the_last(report: Report) -> None:
    first = report.findings[0]
    years = [attrs.evolve(first, date=date(2019 + n, 12, 31)) for n in range(7)]
    text = TEXT.render(attrs.evolve(report, findings=tuple(years)), "vi")
    dates = "31/12/2021, 31/12/2022, 31/12/2023, 31/12/2024"
    assert f"đã không đạt ở kỳ trước: {dates} và 2 kỳ khác" in text
    assert "1 nội dung đã không đạt ở kỳ trước" in text


def test_notes_of_one_kind_are_cut_after_three(report: Report) -> None:
    broken = tuple(
        ("broken-check", (("organisation", f"S{n}"), ("check", "a <= b"))) for n in range(1, 8)
    )
    given = attrs.evolve(only(report, notes=broken), titles={"S1": "Trường Một"})
    notes = TEXT.render(given, "vi").split("GHI CHÚ\n\n")[1].splitlines()[:3]
    assert notes == [
        "[1] Trường Một báo cáo số liệu không hợp lý: a <= b",
        "[2] S2 báo cáo số liệu không hợp lý: a <= b",
        "[3] S3 báo cáo số liệu không hợp lý: a <= b; và 4 trường hợp tương tự",
    ]


def test_units_that_ended_are_noted_beside_those_that_took_over(report: Report) -> None:
    def succeeded(unit: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        params = (("unit", unit), ("until", "2025-02-28"), ("successors", "Sở mới"))
        return "unit-succeeded", params

    lead = report.plan.targets[0].lead[0].title
    given = only(report, notes=(succeeded(lead), succeeded("Cơ quan phối hợp")))
    text = TEXT.render(given, "vi")
    assert "[1] Sở Giáo dục và Đào tạo đã kết thúc ngày 28/02/2025; " in text
    assert "Cơ quan phối hợp" not in text


def test_a_unit_that_ended_after_the_date_is_noted_by_the_day_of_the_report(
    report: Report,
) -> None:
    target = report.plan.targets[0]
    old, new = (
        Unit("old", "Sở cũ", until=date(2025, 12, 31), successors=("new",)),
        Unit("new", "Sở mới"),
    )
    plan = attrs.evolve(
        report.plan,
        units={"old": old, "new": new},
        targets=(attrs.evolve(target, lead=(old,)),),
    )
    finding = attrs.evolve(report.findings[0], lead=(old,), notes=())
    given = attrs.evolve(report, plan=plan, findings=(finding,))
    said = "Sở cũ đã kết thúc ngày 31/12/2025; công việc chuyển cho Sở mới"
    assert said not in TEXT.render(attrs.evolve(given, as_of=date(2025, 12, 31)), "vi")
    assert said in TEXT.render(attrs.evolve(given, as_of=date(2026, 11, 21)), "vi")


def test_a_duty_names_the_units_that_have_not_done_it(report: Report) -> None:
    duty = attrs.evolve(report.findings[9], expected=2, missing=("van_phong",))
    text = TEXT.render(attrs.evolve(report, findings=(duty,)), "vi")
    assert "(quý III năm 2025)" in text
    assert "[1] chưa thực hiện: Văn phòng Sở" in text


def test_a_duty_that_is_to_come_does_not_hide_the_one_that_came(report: Report) -> None:
    missed, met = report.findings[9:11]
    coming = attrs.evolve(met, date=report.as_of, deadline=date(2026, 3, 19), verdict="not_due")
    text = TEXT.render(attrs.evolve(report, findings=(missed, coming)), "vi")
    assert "(quý III năm 2025)" in text
    assert "không đúng hạn 1" in text


def test_work_without_a_deadline_is_recorded_or_not(report: Report) -> None:
    standing = attrs.evolve(report.findings[8], verdict="not_due")
    text = TEXT.render(attrs.evolve(report, findings=(standing,)), "vi")
    assert "chưa ghi nhận hoàn thành" in text
    assert "chưa đến hạn" not in text


def test_a_rule_whose_days_are_all_to_come_stands_at_the_first(report: Report) -> None:
    first = report.findings[0]
    coming = [attrs.evolve(first, date=date(2026 + n, 12, 31), verdict="not_due") for n in range(2)]
    text = TEXT.render(attrs.evolve(report, findings=tuple(coming)), "vi")
    assert "Chỉ tiêu: chưa đến hạn 1\n" in text


def test_groups_have_tables_of_their_own_behind_the_whole(report: Report) -> None:
    first = report.findings[0]
    groups = [attrs.evolve(first, organisation=name) for name in ("Tuy Phước", "Quy Nhơn")]
    given = attrs.evolve(report, findings=(groups[0], first, groups[1]))
    headings = [line for line in TEXT.render(given, "vi").splitlines() if line.startswith("CHỈ")]
    assert headings == ["CHỈ TIÊU", "CHỈ TIÊU · TUY PHƯỚC", "CHỈ TIÊU · QUY NHƠN"]


def test_problems_beyond_twenty_are_counted(report: Report, problems: tuple[Problem, ...]) -> None:
    many = tuple(attrs.evolve(problems[0], cell=f"A{n}") for n in range(1, 26))
    text = TEXT.render(attrs.evolve(report, problems=many), "vi")
    assert "ô A20: " in text
    assert "ô A21: " not in text
    assert "… và 5 vấn đề khác" in text
    assert text.count("chỉ ghi chữ số") == 1


def test_what_kept_a_file_from_being_read_comes_first(
    report: Report, problems: tuple[Problem, ...]
) -> None:
    fatal = attrs.evolve(problems[0], file="z.xlsx", sheet="", cell="", fatal=True)
    text = TEXT.render(attrs.evolve(report, problems=(*problems, fatal)), "vi")
    listed = [line for line in text.splitlines() if line.startswith("- ") and ".xlsx" in line]
    assert listed[0].startswith("- z.xlsx: ")


def test_a_plan_without_rules_says_so() -> None:
    report = Report(Plan("empty"), date(2025, 12, 31))
    assert TEXT.render(report, "vi") == (
        "empty\nTính đến ngày 31/12/2025\n\nKế hoạch chưa có nội dung nào.\n"
    )


def test_markup_in_titles_is_shown_as_it_is(report: Report, plan: Plan) -> None:
    marked = attrs.evolve(plan.targets[0].indicator, title="[red]Tỉ lệ[/red] :smile:")
    target = attrs.evolve(plan.targets[0], indicator=marked)
    given = attrs.evolve(only(report), plan=attrs.evolve(plan, targets=(target,)))
    assert "[red]Tỉ lệ[/red] :smile:" in TEXT.render(given, "vi")
