"""draft and coverage on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.report.schemas import schema

Run = Callable[..., Any]

DOCUMENT = """\
KẾ HOẠCH
Kế hoạch nhỏ giai đoạn 2022 - 2025

II. MỤC TIÊU

2. Mục tiêu cụ thể

a) Dạy học trực tuyến

- Tỉ trọng dạy học trực tuyến đạt 5% ở cấp tiểu học, trên 10% ở cấp trung học đến năm 2025.

- Tỉ lệ giáo viên có chứng chỉ đạt 80% đến năm 2024.

III. TỔ CHỨC

1. Sở Giáo dục và Đào tạo

- Hằng quý tổng hợp kết quả.
"""


@pytest.fixture(autouse=True)
def document(workplace: Path) -> None:
    (workplace / "page.txt").write_text(DOCUMENT, "utf-8")


def test_a_draft_is_written_to_a_file_that_is_in_order(run: Run, workplace: Path) -> None:
    made = run("draft", "page.txt", "--output", "page.dxplan")
    assert (made.status, made.out) == (0, "")
    assert made.err == (
        "page.dxplan: 3 chỉ tiêu, 1 nhiệm vụ và công việc định kỳ, 5 điểm cần quyết định\n"
    )
    assert run("fmt", "--check", "page.dxplan").status == 0
    assert run("show", "page.dxplan").status == 0


def test_a_file_that_is_there_is_left_alone(run: Run, workplace: Path) -> None:
    refused = run("draft", "page.txt", "--output", "small.dxplan", "--lang", "en")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == (
        "small.dxplan is there already: name another file with --output, "
        "or replace it with --force\n"
    )
    assert run("draft", "page.txt", "--output", "small.dxplan", "--force").status == 0
    assert "ti_trong_day_hoc_truc_tuyen" in (workplace / "small.dxplan").read_text("utf-8")


def test_a_draft_comes_in_either_language(run: Run) -> None:
    assert "\ntỉ" not in run("draft", "page.txt", "--lang", "en").out
    assert "\n    cite " in run("draft", "page.txt", "--lang", "en").out
    assert "\n    căn cứ " in run("draft", "page.txt").out


def test_a_document_that_cannot_be_read_is_said(run: Run, workplace: Path) -> None:
    (workplace / "odd.txt").write_bytes(b"1. Two\nhai \xff")
    told = run("draft", "odd.txt", "--lang", "en")
    assert (told.status, told.out) == (2, "")
    assert (
        told.err
        == ("odd.txt: line 1 is neither UTF-8 nor UTF-16: save the file as UTF-8 and try again\n")
        or "line 2" in told.err
    )
    assert run("draft", "none.txt", "--lang", "en").err == (
        "none.txt: cannot be read: No such file or directory\n"
    )
    assert run("draft", "page.odt", "--lang", "en").err == (
        "page.odt: this kind of file is not read: a document is one of .docx, .pdf, .html, .htm,"
        " .txt\n"
    )
    assert run("draft", ".", "--lang", "en").err == (
        ".: this is a folder: name a document, one of .docx, .pdf, .html, .htm, .txt\n"
    )


def test_a_document_without_anything_to_draft_is_said(run: Run, workplace: Path) -> None:
    (workplace / "thanks.txt").write_text("Xin cảm ơn các thầy cô.\n", "utf-8")
    told = run("draft", "thanks.txt")
    assert (told.status, told.out) == (2, "")
    assert told.err == ("không câu nào trong văn bản có con số, thời hạn, định kỳ hoặc đơn vị\n")


COVERED = """\
small và page: 1 trong 3 câu có con số, thời hạn, định kỳ hoặc đơn vị đã có quy tắc; 2 quy tắc không
có câu tương ứng.

Mục Số câu Có quy tắc Đề mục

II.2.a 2 1 Dạy học trực tuyến
III.1 1 0 Sở Giáo dục và Đào tạo

CÂU CHƯA CÓ ĐỦ QUY TẮC (2)

II.2.a, dòng 12: Tỉ lệ giáo viên có chứng chỉ đạt 80% đến năm 2024.
III.1, dòng 18: Hằng quý tổng hợp kết quả.

QUY TẮC KHÔNG CÓ CÂU TƯƠNG ỨNG (2)

small.dxplan:22 self_assessment (không ghi căn cứ)
small.dxplan:25 quarterly_report (không ghi căn cứ)
"""


def test_what_has_no_rule_and_what_has_no_sentence_is_told(run: Run) -> None:
    told = run("coverage", "small.dxplan", "--document", "page.txt")
    assert told.status == 1
    lines = (" ".join(line.strip("─").split()) for line in told.out.splitlines())
    assert list(filter(None, lines)) == list(filter(None, COVERED.splitlines()))


def test_a_draft_covers_its_document(run: Run) -> None:
    run("draft", "page.txt", "--output", "page.dxplan")
    told = run("coverage", "page.dxplan", "--document", "page.txt", "--lang", "en")
    assert told.status == 0, told.out
    assert told.out.startswith(
        "ke_hoach_nho_giai_doan_2022_2025 and page: 3 of 3 sentences that carry a number"
    )


def test_coverage_as_json(run: Run, workplace: Path) -> None:
    called = ("coverage", "small.dxplan", "--document", "page.txt", "--format", "json")
    told = run(*called, "--output", "c.json")
    found = json.loads((workplace / "c.json").read_text("utf-8"))
    jsonschema.validate(found, schema("document-1"))
    assert (told.status, found["covered"], found["uncovered"]) == (1, 1, 2)
    assert found["sentences"][0]["rules"] == [
        "online_share.primary.by.2025", "online_share.secondary.by.2025",
    ]  # fmt: skip
    assert found["sentences"][1]["missing"] == ["80%"]
    assert [each["id"] for each in found["unfounded"]] == ["self_assessment", "quarterly_report"]


def test_a_plan_or_document_that_cannot_be_read_is_no_coverage(run: Run) -> None:
    assert run("coverage", "broken.dxplan", "--document", "page.txt").status == 2
    assert run("coverage", "small.dxplan", "--document", "none.txt").status == 2
