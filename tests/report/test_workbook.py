"""Workbooks: numbers and days as what they are, and texts as texts."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import attrs
import openpyxl
import pytest

from dxplan.data.problems import Problem
from dxplan.engine.findings import VERDICTS, Report
from dxplan.report.workbook import book as book_module
from dxplan.report.workbook.colours import COLOURS
from dxplan.report.workbook.render import render
from tests.report.conftest import exactly


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def records(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows()
    names = [cell.value for cell in head]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_the_sheets(report: Report, problems: tuple[Problem, ...]) -> None:
    whole = attrs.evolve(report, problems=problems)
    assert opened(render(whole, "vi")).sheetnames == [
        "Tổng hợp", "Chỉ tiêu", "Nhiệm vụ", "Đơn vị chủ trì", "Chưa báo cáo", "Vấn đề số liệu",
    ]  # fmt: skip
    bare = attrs.evolve(report, findings=report.findings[:1])
    assert opened(render(bare, "en")).sheetnames == ["Summary", "Targets", "Units", "Missing"]


def test_a_target_has_real_numbers_and_days(report: Report) -> None:
    first, websites, ranged, points, _ = records(opened(render(report, "en"))["Targets"])
    assert first["Achieved, from"].value == 0.0488
    assert first["Achieved, from"].number_format == "0.0##%"
    assert (first["Plan, from"].value, first["Exactly, from"].value) == (0.05, "4.88")
    assert first["Last day"].value == datetime(2025, 12, 31)
    assert first["Last day"].is_date
    assert (first["Achieved"].value, first["Verdict"].value) == ("4.9%", "missed")
    assert websites["Last day"].value == datetime(2024, 6, 19)
    assert (ranged["Achieved, from"].value, ranged["Achieved, to"].value) == (0.041, 0.063)
    assert (points["Achieved, from"].value, points["Unit"].value) == (1234, "điểm")
    assert points["Achieved, from"].number_format == "#,##0"


def test_what_has_no_end_of_decimals_stands_beside_its_fraction(report: Report) -> None:
    third = attrs.evolve(report.findings[0], value=exactly("200/3"))
    given = attrs.evolve(report, findings=(third,))
    (row,) = records(opened(render(given, "en"))["Targets"])
    assert row["Achieved, from"].value == pytest.approx(2 / 3, abs=1e-15)
    assert (row["Exactly, from"].value, row["Exactly, from"].data_type) == ("200/3", "s")


def test_lists_have_filters_a_heading_that_stays_and_colours(report: Report) -> None:
    sheet = opened(render(report, "vi"))["Chỉ tiêu"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:W6")
    ((cells, rules),) = [(str(each.sqref), each.rules) for each in sheet.conditional_formatting]
    assert cells == "E2:E6"
    assert sheet["E1"].value == "Đánh giá"
    assert {rule.text for rule in rules} >= {"đạt", "không đạt", "chậm tiến độ", "hoàn thành"}
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Chỉ tiêu'!$A$1:$I$6"


def test_every_verdict_has_its_colour() -> None:
    assert set(COLOURS) == set(VERDICTS)


def test_the_summary_counts_verdicts(report: Report) -> None:
    sheet = opened(render(attrs.evolve(report, rows_left_out=3), "en"))["Summary"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Chuyển đổi số ngành Giáo dục tỉnh Bình Định"
    assert rows[2][:2] == ["As of", datetime(2025, 12, 31)]
    assert rows[3:] == [
        [None, "Targets", "Tasks and duties"],
        ["met", 1, None],
        ["missed", 2, None],
        ["undetermined", 1, None],
        ["no figure set", 1, None],
        ["done", None, 2],
        ["nothing recorded", None, 1],
        ["Total", 5, 3],
        [None, None, None],
        ["Organisations that did not report everything", 27, None],
        ["Rows left out of the sums", 3, None],
    ]


def test_units_and_who_did_not_report(report: Report) -> None:
    given = opened(render(attrs.evolve(report, titles={"5200000001": "Trường A"}), "en"))
    units = [[cell.value for cell in row] for row in given["Units"].iter_rows(max_col=4)]
    assert units[1] == ["Sở Giáo dục và Đào tạo", 4, 0, 2]
    missing = [[cell.value for cell in row] for row in given["Missing"].iter_rows()]
    assert missing[1] == [1, "5200000001", "Trường A", 2, "2, 3"]
    assert missing[-1] == [27, "5200000027", None, 1, "3"]


def test_groups_have_a_column_and_go_on_on_further_sheets(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_module, "_ROWS", 2)
    first = report.findings[0]
    found = [attrs.evolve(first, by="district", organisation=name) for name in "xyz"]
    given = opened(render(attrs.evolve(report, findings=(first, *found)), "en"))
    assert given.sheetnames == [
        "Summary", "Targets", "By group", "By group (2)", "Units", "Missing",
    ]  # fmt: skip
    groups = [row["Group"].value for name in given.sheetnames[2:4] for row in records(given[name])]
    assert groups == ["x", "y", "z"]
    assert "Group" not in records(given["Targets"])[0]


def test_notes_on_most_targets_stand_on_the_summary_once(report: Report) -> None:
    notes = (("pace-not-certain", ()),)
    found = tuple(
        attrs.evolve(each, notes=notes) if each.rule == "target" else each for each in report
    )
    given = opened(render(attrs.evolve(report, findings=found), "en"))
    texts = [row[0].value for row in given["Summary"].iter_rows()]
    at = texts.index("Notes on most of the targets")
    (said,) = texts[at + 1 :]
    assert said.startswith("- ")
    assert all(said[2:] not in (row["Notes"].value or "") for row in records(given["Targets"]))


def test_no_cell_is_a_formula_or_a_link(report: Report) -> None:
    first = attrs.evolve(report.findings[0], cite="=HYPERLINK(1)")
    titles = dict.fromkeys(report.findings[2].missing, "=cmd|'/c x'!A1")
    content = render(
        attrs.evolve(report, findings=(first, *report.findings[1:]), titles=titles), "en"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8")
            ElementTree.fromstring(part)
            if name.startswith("xl/worksheets/sheet"):
                assert set(re.findall(r'<c [^>]*t="(\w+)"', part)) <= {"s"}
                assert not re.search("<f[ >]|hyperlink", part)


def test_a_text_that_no_cell_holds_is_cut(report: Report) -> None:
    long = attrs.evolve(report.findings[0], cite="đ" * 40_000)
    (row,) = records(opened(render(attrs.evolve(report, findings=(long,)), "en"))["Targets"])
    assert len(row["Section"].value) == 32_000
