"""The lines that all formats of offices list, and what they add up to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.cli.command import FORMATS
from dxplan.engine.findings import Report
from dxplan.messages import LANGUAGES, catalogue
from dxplan.report.number_text import rounded_apart
from dxplan.report.progress_counts import missing_of, unit_counts, verdict_counts
from dxplan.report.progress_lines import group_lines, target_lines, work_lines
from dxplan.report.progress_reasons import named, reasons
from dxplan.report.progress_rows import common_notes, numbered_notes, target_row, with_numbers
from dxplan.report.renderers import BUILTIN_RENDERERS
from tests.report.conftest import exactly


def test_a_line_a_target_with_its_exact_finding(report: Report) -> None:
    first, websites, *_ = target_lines(report, "vi")
    assert (first.number, first.group, first.finding.value) == (1, "", exactly("4.88"))
    assert first.title == "Tỉ trọng nội dung chương trình triển khai trực tuyến (tiểu học)"
    assert (first.planned, first.time, first.achieved) == ("đạt 5%", "đến hết năm 2025", "4,9%")
    assert (first.result, first.gap, first.lead) == (
        "không đạt", ("thiếu 0,1 điểm %", "thiếu 12 tiết"), "Sở Giáo dục và Đào tạo",
    )  # fmt: skip
    assert websites.title.startswith("Tỉ lệ cơ sở giáo dục có trang thông tin điện tử, trừ mật, ")
    assert websites.leads == ("Sở Giáo dục và Đào tạo", "Văn phòng Sở")


def test_a_line_a_task_or_duty(report: Report) -> None:
    lines = work_lines(report, "vi")
    assert [(line.finding.rule, line.number) for line in lines] == [
        ("task", 1), ("task", 2), ("duty", 3),
    ]  # fmt: skip
    assert (lines[0].title, lines[0].result) == (
        "Tự đánh giá, đánh giá ngoài", "hoàn thành, 05/6/2024",
    )  # fmt: skip
    assert {(line.planned, line.achieved, line.threshold) for line in lines} == {("", "", None)}


def test_texts_stand_on_one_line(report: Report) -> None:
    plan = report.plan
    target = attrs.evolve(plan.targets[0].indicator, title="a\nb\x1b[31m\u202ec")
    changed = attrs.evolve(plan, targets=(attrs.evolve(plan.targets[0], indicator=target),))
    given = attrs.evolve(report, plan=changed, findings=report.findings[:1])
    (line,) = target_lines(given, "vi")
    assert line.title == "a b\ufffd[31m\ufffdc (tiểu học)"


def test_groups_have_lines_of_their_own(report: Report) -> None:
    first = report.findings[0]
    found = [attrs.evolve(first, by="district", organisation=name) for name in ("x", "y")]
    given = attrs.evolve(report, findings=(first, *found), titles={"x": "An Nhơn", "y": "An Nhơn"})
    grouped = list(group_lines(given, "vi"))
    assert [(title, len(lines), lines[0].number) for title, lines in grouped] == [
        ("An Nhơn", 1, 1), ("An Nhơn", 1, 1),
    ]  # fmt: skip
    assert [line.group for line in target_lines(given, "vi")] == [""]


def test_verdicts_are_counted_in_their_order(report: Report) -> None:
    assert verdict_counts(target_lines(report, "en"), "en") == {
        "met": 1, "missed": 2, "undetermined": 1, "no figure set": 1,
    }  # fmt: skip


def test_every_unit_that_leads_something_is_counted(report: Report) -> None:
    found = unit_counts(target_lines(report, "en"), work_lines(report, "en"), "en")
    assert found["Sở Giáo dục và Đào tạo"].targets == {
        "missed": 2, "undetermined": 1, "no figure set": 1,
    }  # fmt: skip
    assert found["Văn phòng Sở"].works == {"done": 1}
    nobody = attrs.evolve(report, findings=(attrs.evolve(report.findings[0], lead=()),))
    assert unit_counts(target_lines(nobody, "en"), [], "en")[""].targets == {"missed": 1}


def test_who_did_not_report_with_the_targets_that_need_it(report: Report) -> None:
    found = missing_of(target_lines(report, "vi"))
    assert list(found) == [f"52{n:08}" for n in range(1, 28)]
    assert [line.number for line in found["5200000001"]] == [2, 3]
    assert [line.number for line in found["5200000027"]] == [3]


def test_reasons_say_what_a_finding_rests_on(report: Report) -> None:
    titles = {"5200000001": "Trường A"}
    given = attrs.evolve(report, titles=titles)
    websites = target_lines(given, "vi")[1]
    assert reasons(websites, given, "vi")[:4] == [
        "Kế hoạch: trên 62,5%, trước ngày 20/6/2024; thực hiện: 62,5%.",
        "So với kế hoạch: đúng bằng ngưỡng; thiếu 1 đơn vị.",
        "Số liệu: 8/12 đơn vị đã báo cáo đủ; còn thiếu: Trường A, 5200000002, 5200000003, "
        "5200000004.",
        "Đơn vị chủ trì: Sở Giáo dục và Đào tạo, Văn phòng Sở.",
    ]
    assert reasons(work_lines(given, "en")[1], given, "en") == [
        "Deadline: no deadline stated.", "Lead unit: Sở Giáo dục và Đào tạo.",
    ]  # fmt: skip


def test_of_many_names_the_first_are_said() -> None:
    assert named(list("abcde"), "en") == "a, b, c, d, e"
    assert named(list("abcdefg"), "vi") == "a, b, c, d, e và 2 đơn vị khác"


def test_notes_are_numbered_once_and_common_ones_known(report: Report) -> None:
    line = target_lines(report, "vi")[0]
    lines = [attrs.evolve(line, notes=notes) for notes in (("a", "b"), ("b",), ("b", "c"))]
    assert numbered_notes(lines) == {"a": 1, "b": 2, "c": 3}
    row = with_numbers(target_row(lines[2]), lines[2], numbered_notes(lines))
    assert row[-1] == "thiếu 0,1 điểm %; thiếu 12 tiết; (2)(3)"
    assert common_notes(lines) == ("b",)
    assert common_notes(lines[:2]) == ()


def test_a_number_among_those_it_is_told_from_is_kept() -> None:
    third = Fraction(1, 3)
    assert rounded_apart(third, [third, Fraction(1)]) == third
    assert rounded_apart(Fraction("0.96"), [Fraction(1)]) == Fraction("0.96")


def test_the_help_names_the_formats_that_there_are() -> None:
    assert tuple(each.name for each in BUILTIN_RENDERERS) == FORMATS


@pytest.mark.parametrize("table", sorted(catalogue("office")))
def test_every_word_speaks_both_languages(table: str) -> None:
    for code, entry in catalogue("office")[table].items():
        assert set(entry) == set(LANGUAGES), code
        assert entry["vi"], code
        # The state and its motto stand in Vietnamese documents only.
        assert entry["en"] or code in ("state", "motto", "end"), code


@pytest.mark.parametrize("format", [each.name for each in BUILTIN_RENDERERS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_is_the_same_bytes(report: Report, format: str, language: str) -> None:
    renderer = next(each for each in BUILTIN_RENDERERS if each.name == format)
    assert renderer.render(report, language) == renderer.render(report, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_of_nothing_is_written_too(report: Report, format: str) -> None:
    renderer = next(each for each in BUILTIN_RENDERERS if each.name == format)
    empty = Report(attrs.evolve(report.plan, targets=(), tasks=(), duties=()), date(2025, 12, 31))
    assert renderer.render(empty, "vi")
