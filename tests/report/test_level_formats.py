"""Levels in the formats of offices, on the page and in messages."""

from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

import dxplan
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.report.level_lines import scale_lines, weakest_first
from tests.engine.rules import observed, report, school
from tests.plan.rules import plan_of
from tests.report.html.pages import seen
from tests.report.test_levels import RULES

DAY = date(2025, 12, 31)


def judged(by: str | None, *names: str) -> Report:
    register = [school(name, tier="school", district="Đông") for name in (names or ("A", "B", "C"))]
    data = observed(
        report("A", "2025", c_1=0, c_2="1.5", has_web=1, c_5="90.5"),
        report("B", "2025", c_1=1, c_2=60, c_5="74.99"),
        register=register,
    )
    return evaluate(plan_of(RULES), data, DAY, group_by=by)


@pytest.fixture(scope="module")
def levelled() -> Report:
    return judged("organisation")


@pytest.fixture(scope="module")
def written(levelled: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(dxplan.render(levelled, "xlsx", language="vi")))


def test_a_level_says_which_is_next_and_what_it_lacks(levelled: Report) -> None:
    scale = scale_lines(levelled, "vi")[0]
    teaching, office, open_one = scale.levels[0], scale.levels[1], scale.levels[2]
    assert (teaching.reached, teaching.following) == ("thấp", "vừa")
    assert teaching.lacks == ("tiêu chí bắt buộc không đạt: TC 1", "còn thiếu 38,5 điểm")
    assert (office.reached, office.following, office.lacks) == ("rất cao", "", ())
    assert (open_one.following, open_one.lacks) == ("", ("còn thiếu: TC 3",))


def test_a_band_that_leaves_out_where_it_begins_says_so() -> None:
    data = observed(report("A", "2025", c_5=90), register=[school("A", tier="school")])
    found = evaluate(plan_of(RULES), data, DAY, group_by="organisation")
    office = scale_lines(found, "en")[0].levels[1]
    assert (office.reached, office.following) == ("cao", "rất cao")
    assert office.lacking == "takes more than 90 points"


def test_the_weakest_come_first_and_those_without_a_report_last(levelled: Report) -> None:
    scale = scale_lines(levelled, "vi")[0]
    ordered = weakest_first(scale.levels, scale.scale)
    assert [(line.name, line.group) for line in ordered] == [
        ("A", "Dạy học"), ("B", "Dạy học"), ("B", "Văn phòng"), ("A", "Văn phòng"),
        ("C", "Dạy học"), ("C", "Văn phòng"),
    ]  # fmt: skip


def test_a_workbook_counts_levels_and_lists_them(written: openpyxl.Workbook) -> None:
    counts = list(written["Mức xếp loại"].iter_rows(values_only=True))
    assert counts[0] == (
        "Thang điểm", "Nhóm tiêu chí", "Ngày đánh giá", "Mức", "Số đơn vị", "Ghi chú",
    )  # fmt: skip
    assert [(row[1], row[3], row[4]) for row in counts[1:7]] == [
        ("Dạy học", "thấp", 1), ("Dạy học", "vừa", 0), ("Dạy học", "cao", 0),
        ("Dạy học", "rất cao", 0), ("Dạy học", "Chưa chắc chắn", 1),
        ("Dạy học", "Chưa có số liệu", 1),
    ]  # fmt: skip
    assert "Chưa đầy đủ: Điểm TC 4 chưa rõ." in str(counts[1][5])
    levels = list(written["Mức của từng đơn vị"].iter_rows(values_only=True))
    assert counts[2][5] is None
    assert levels[1][1:10] == (
        "A", "Dạy học", counts[1][2], "11,5–41,5", "thấp", "vừa",
        "tiêu chí bắt buộc không đạt: TC 1; còn thiếu 38,5 điểm", "Mức độ chuyển đổi số (5/QĐ)",
        "A",
    )  # fmt: skip
    assert levels[1][10:] == (11.5, 41.5)
    assert levels[5][10:] == (None, None)


def test_a_workbook_without_levels_of_organisations_has_no_sheet_for_them() -> None:
    content = dxplan.render(judged(None), "xlsx", language="en")
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert "Levels" in names
    assert "Level of each" not in names


def test_a_document_has_a_section_of_levels(levelled: Report) -> None:
    document = docx.Document(io.BytesIO(dxplan.render(levelled, "docx", language="vi")))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert "III. Mức xếp loại" in headings
    tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["Nhóm tiêu chí", "Ngày đánh giá", "thấp", "vừa", "cao", "rất cao", "Chưa chắc chắn",
            "Chưa có số liệu"] in tables  # fmt: skip
    listed = document.tables[
        tables.index(["Đơn vị", "Nhóm tiêu chí", "Ngày đánh giá", "Điểm", "Mức", "Mức tiếp theo"])
    ]
    assert [cell.text for cell in listed.rows[1].cells] == [
        "A", "Dạy học", "31/12/2025", "11,5–41,5", "thấp; tiêu chí bắt buộc không đạt: TC 1",
        "vừa; còn thiếu 38,5 điểm",
    ]  # fmt: skip


def test_documents_and_messages_list_a_hundred_and_say_how_many_more() -> None:
    many = judged("organisation", *(f"T{n:03}" for n in range(60)))
    said = "Còn 20 đơn vị không liệt kê tại đây; bảng tính có đầy đủ các đơn vị."
    document = docx.Document(io.BytesIO(dxplan.render(many, "docx", language="vi")))
    assert said in [each.text.strip() for each in document.paragraphs]
    assert f"- {said}" in dxplan.render(many, "markdown", language="vi")


def test_markdown_has_a_table_a_scale(levelled: Report) -> None:
    found = dxplan.render(levelled, "markdown", language="en").replace("\\", "").splitlines()
    assert "## Levels · Mức độ chuyển đổi số (5/QĐ)" in found
    assert "| Dạy học | 31 Dec 2025 | 1 | 0 | 0 | 0 | 1 | 1 |" in found
    assert "| B | Văn phòng | 31 Dec 2025 | 74.99 | vừa | cao; 0.01 points short |" in found
    assert "- Incomplete: Điểm TC 4 chưa rõ." in found


def test_csv_has_a_row_a_level_and_a_row_a_count(levelled: Report) -> None:
    text = dxplan.render(levelled, "csv", language="en").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    levels = [row for row in rows if row["Kind"] == "level"]
    assert levels[0]["Group"] == "A"
    assert levels[0]["Verdict code"] == "low"
    assert levels[0]["Against the plan"] == "next level: vừa, 38.5 points short"
    parts = ("numerator", "denominator")
    exact = [levels[0][f"Exactly, {end}: {part}"] for end in ("from", "to") for part in parts]
    assert exact == ["23", "2", "83", "2"]
    assert levels[4]["Verdict code"] == "not_reported"
    counts = [row for row in rows if row["Kind"] == "number at a level"]
    assert [row["Achieved"] for row in counts[:6]] == ["1", "0", "0", "0", "1", "1"]
    assert (counts[0]["Reported"], counts[0]["To report"]) == ("2", "3")
    assert counts[5]["Verdict code"] == "not_reported"


def test_build_servers_are_told_levels_that_neither_pass_nor_fail(levelled: Report) -> None:
    root = ElementTree.fromstring(dxplan.render(levelled, "junit", language="en"))
    suite = root.findall("testsuite")[-1]
    assert suite.get("name") == "plan: Levels"
    assert (suite.get("tests"), suite.get("skipped"), suite.get("failures")) == ("12", "12", "0")
    found = {each.get("name"): each[0].get("message") for each in suite}
    assert found["B: Mức độ chuyển đổi số (5/QĐ), Văn phòng, 31 Dec 2025"] == (
        "vừa; next level: cao, 0.01 points short"
    )
    assert found["Khen thưởng, Tập thể"] == "on 31 Dec 2025: No data 3"
    assert root.get("tests") == str(sum(int(each.get("tests") or 0) for each in root))


def test_the_page_lists_organisations_and_carries_them_for_its_script(levelled: Report) -> None:
    page = seen(dxplan.render(levelled, "html", language="vi"))
    carried = page.carried()["levels"]["levels-digital"]
    assert [(row[1], row[5], row[7]) for row in carried[:3]] == [
        ("A", "thấp", "vừa; còn thiếu 38,5 điểm"),
        ("B", "chưa chắc chắn: vừa, cao hoặc rất cao", ""),
        ("B", "vừa", "cao; còn thiếu 0,01 điểm"),
    ]
    ids = [each.attributes.get("id") for each in page.named("tr")]
    assert carried[0][0] == "level-digital-A-teaching-2025-12-31"
    assert carried[0][0] in ids
