"""In every format: who sent nothing, and apart from them who sent what could not be used."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from zipfile import ZipFile

import attrs
import pytest
from openpyxl import load_workbook

import dxplan
from dxplan.data.problems import Problem
from dxplan.engine.findings import Report
from dxplan.report.explanation_json import explanation_json
from dxplan.report.explanation_text import explanation_text
from dxplan.report.file_names import file_names, place_named
from dxplan.report.note_text import note_sentence
from tests.report.html.pages import seen

RULES = """
plan demo "Kế hoạch"
    period 2024 to 2026
measure online "Tiết trực tuyến" flow
measure total "Tổng số tiết" flow
indicator share "Tỉ lệ tiết trực tuyến" = online / total
share >= 5% in 2025
share >= 9% in 2026
"""
REGISTER = [{"school": f"S{n}", "name": f"Trường {n}"} for n in range(1, 6)]
ROWS = [
    {"school": "S1", "period": "2025", "online": 6, "total": 100},
    {"school": "S2", "period": "2025", "online": 9, "total": 8},
    {"school": "S3", "period": "2025", "online": 5, "total": "abc"},
    {"school": "S3", "period": "13/2025", "online": 5, "total": 9},
]


@pytest.fixture(scope="module")
def sent() -> Report:
    plan = dxplan.load_text(RULES)
    return dxplan.check(plan, ROWS, register=REGISTER, as_of=date(2025, 12, 31))


def test_in_text(sent: Report) -> None:
    text = dxplan.render(sent, "text", language="en")
    assert "NOT REPORTED\n\n- Trường 4, Trường 5 did not report; this touches 2 targets.\n" in text
    assert (
        "REPORTED, BUT THE FIGURES COULD NOT BE USED\n\n"
        "- Trường 2 (1 row), Trường 3 (2 rows) did report, but with mistakes that keep the figures "
        "out of the sums; this touches 2 targets.\n"
    ) in text.replace("\n  ", " ")


def test_of_many_the_first_few_are_named() -> None:
    register = [{"school": f"S{n}", "name": f"Trường {n}"} for n in range(1, 10)]
    rows = [{"school": f"S{n}", "period": "2025", "online": 9, "total": 8} for n in range(1, 10)]
    report = dxplan.check(
        dxplan.load_text(RULES), rows, register=register, as_of=date(2025, 12, 31)
    )
    text = " ".join(dxplan.render(report, "text", language="vi").split())
    assert (
        "Trường 5 (1 dòng) và 4 đơn vị khác (tất cả 9) đã gửi số liệu nhưng có lỗi, "
        "chưa đưa vào tính toán được; ảnh hưởng 2 chỉ tiêu."
    ) in text
    assert "chưa báo cáo" not in text.lower()


def test_in_markdown(sent: Report) -> None:
    text = dxplan.render(sent, "markdown", language="vi")
    assert "## Chưa báo cáo\n\n- Trường 4: 2 chỉ tiêu.\n- Trường 5: 2 chỉ tiêu.\n" in text
    assert (
        "## Đã gửi nhưng số liệu chưa dùng được\n\n"
        "- Trường 2 (1 dòng): 2 chỉ tiêu.\n- Trường 3 (2 dòng): 2 chỉ tiêu.\n"
    ) in text


def test_in_csv(sent: Report) -> None:
    text = dxplan.render(sent, "csv", language="en").removeprefix("\ufeff")
    first, *_ = csv.DictReader(io.StringIO(text))
    assert (first["Reported"], first["To report"], first["Sent, not usable"]) == ("1", "5", "2")


def test_in_json(sent: Report) -> None:
    found = json.loads(dxplan.render(sent, "json"))
    first = found["findings"][0]
    assert first["missing"] == ["S2", "S3", "S4", "S5"]
    assert first["unusable"] == ["S2", "S3"]
    days = {"start": "2025-01-01", "end": "2025-12-31"}
    figures = ("online", "total")
    unread = [{"period": None, "measure": measure} for measure in figures]
    said = [{"period": days, "measure": measure} for measure in figures]
    assert found["left_out"] == [
        {"organisation": "S2", "rows": 1, "about": said},
        {"organisation": "S3", "rows": 2, "about": [*unread, *said]},
    ]


def test_in_a_workbook(sent: Report) -> None:
    book = load_workbook(io.BytesIO(dxplan.render(sent, "xlsx", language="vi")))
    assert [[c.value for c in row] for row in book["Số liệu chưa dùng được"].rows] == [
        ["STT", "Mã", "Đơn vị", "Số dòng có lỗi", "Số chỉ tiêu", "STT các chỉ tiêu"],
        [1, "S2", "Trường 2", 1, 2, "1, 2"],
        [2, "S3", "Trường 3", 2, 2, "1, 2"],
    ]
    assert [row[1].value for row in book["Chưa báo cáo"].rows][1:] == ["S4", "S5"]
    summary = {row[0].value: row[1].value for row in book.worksheets[0].rows}
    assert summary["Số đơn vị chưa báo cáo đủ"] == 2
    assert summary["Số đơn vị đã gửi nhưng số liệu chưa dùng được"] == 2


def test_without_such_rows_nothing_is_said_of_them(sent: Report) -> None:
    plan, day = dxplan.load_text(RULES), date(2025, 12, 31)
    report = dxplan.check(plan, ROWS[:1], register=REGISTER, as_of=day)
    book = load_workbook(io.BytesIO(dxplan.render(report, "xlsx", language="en")))
    assert "Sent, not usable" not in book.sheetnames
    assert "could not be used" not in dxplan.render(report, "text", language="en")
    assert 'id="unusable"' not in dxplan.render(report, "html", language="en")


def test_in_a_document(sent: Report) -> None:
    with ZipFile(io.BytesIO(dxplan.render(sent, "docx", language="en"))) as package:
        text = package.read("word/document.xml").decode()
    assert "Organisations that did not report everything" in text
    assert "Trường 4, Trường 5: 2 of the targets." in text
    assert "Organisations that reported, but figures that could not be used" in text
    assert "Trường 2 (1 row), Trường 3 (2 rows): 2 of the targets." in text
    assert "missing: Trường 4, Trường 5." in text
    assert (
        "Reported, but the figures could not be used: Trường 2 (1 row), Trường 3 (2 rows)." in text
    )


def test_on_a_page(sent: Report) -> None:
    page = seen(dxplan.render(sent, "html", language="en"))
    (section,) = page.marked(id="unusable")
    assert section.text.split("\n")[1] == "Who reported figures that could not be used"
    links = [each.text for each in page.named("a") if each.attributes["href"] == "#unusable"]
    assert links == ["2 reported figures that could not be used"] * 2
    (senders,), (reporters,) = page.marked(id="senders"), page.marked(id="reporters")
    assert "Trường 212#1 #2" in senders.text and "Trường 322#1 #2" in senders.text
    assert "Trường 4" in reporters.text and "Trường 2" not in reporters.text
    assert [row[1:] for row in page.carried()["unusable"]] == [
        ["Trường 2", "1-2", 1], ["Trường 3", "1-2", 2],
    ]  # fmt: skip


def test_in_junit(sent: Report) -> None:
    rows = [{"school": "S1", "period": "2025", "online": 0, "total": 100}, *ROWS[1:2]]
    report = dxplan.check(
        dxplan.load_text(RULES), rows, register=REGISTER[:2], as_of=date(2025, 12, 31)
    )
    missed = attrs.evolve(report.findings[0], verdict="missed")
    told = dxplan.render(attrs.evolve(report, findings=(missed,)), "junit", language="en")
    assert "reported, but the figures could not be used: 1" in told


def test_in_an_explanation(sent: Report) -> None:
    found = dxplan.explain_rule(
        sent.plan, "share.in.2025", ROWS, register=REGISTER, as_of=date(2025, 12, 31)
    )
    text = " ".join(explanation_text(found, "en").split())
    said = "It did send figures; rows of it that entered no sum because of mistakes: "
    assert f"Trường 2: has sent nothing that could be used. {said}1." in text
    assert f"Trường 3: has sent nothing that could be used. {said}2." in text
    parts = explanation_json(found, "en")["arithmetic"]["parts"]
    assert [each["unusable"] for each in parts] == [False, True, True, False, False]


def test_where_nobody_sent_anything_that_can_be_used(sent: Report) -> None:
    found = dxplan.explain_rule(
        sent.plan, "share.in.2025", ROWS[1:], register=REGISTER[1:4], as_of=date(2025, 12, 31)
    )
    text = " ".join(explanation_text(found, "en").split())
    assert "Nothing that could be used has come from: Trường 4." in text
    assert "because of mistakes in their rows: Trường 2 (1 row), Trường 3 (2 rows)." in text


# --- names of files -------------------------------------------------------------------------------


def test_files_are_called_without_the_folders_of_a_machine(sent: Report) -> None:
    folder = "/home/lan/Báo cáo, 2025"
    problems = (
        Problem("empty-file", f"{folder}/q1.csv"),
        Problem("repeated-values", f"{folder}/q2.csv", "", "C7", {
            "organisation": "S1", "period": "2025", "measure": "online", "value": "5",
            "others": "/mnt/usb/q9.csv:C7",
        }),
        Problem("empty-file", "số liệu/q3.csv"),
    )  # fmt: skip
    report = attrs.evolve(sent, problems=problems)
    for format in ("html", "markdown"):
        said = dxplan.render(report, format, language="en").replace("\\", "")
        assert "/home/lan" not in said and "usb" not in said
        assert "q9.csv:C7" in said and "số liệu/q3.csv" in said
    book = load_workbook(io.BytesIO(dxplan.render(report, "xlsx", language="en")))
    assert [row[0].value for row in book["Problems"].rows][1:] == [
        "q1.csv", "q2.csv", "số liệu/q3.csv",
    ]  # fmt: skip
    assert f"{folder}/q1.csv" in dxplan.render(report, "text", language="en").replace("\n  ", " ")


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    paths = ["/home/lan/a/q1.csv", "/home/lan/b/q1.csv"]
    names = file_names([Problem("empty-file", path) for path in paths])
    assert [names.of(path) for path in paths] == ["a/q1.csv", "b/q1.csv"]


def test_files_of_windows() -> None:
    paths = ["C:\\Users\\Lan\\q1.csv", "C:\\Users\\Lan\\q2.csv"]
    names = file_names([Problem("empty-file", path) for path in paths])
    assert names.of(f"{paths[0]}:C7 and {paths[1]}") == "q1.csv:C7 and q2.csv"


def test_a_note_names_the_file_alone() -> None:
    assert place_named("C:\\Users\\Lan\\q1.xlsx:Lớp!C7") == "q1.xlsx:Lớp!C7"
    params = (("organisation", "A"), ("place", "/home/lan/q1.csv:C7"), ("indicator", "x"))
    assert "(q1.csv:C7)" in note_sentence("percentage-disagrees", params, "en")
