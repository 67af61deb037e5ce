"""CSV: documented columns, plain numbers, and no text that becomes a formula."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.engine.findings import Report
from dxplan.report.csv_report import number_cell, render
from dxplan.report.csv_texts import inert
from tests.report.conftest import exactly


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_row_a_rule_with_plain_numbers_and_days(report: Report) -> None:
    text = render(report, "en")
    first, websites, ranged, *_ = found = rows(text)
    assert text.count("\r\n") == text.count("\n") == len(found) + 1 == 9
    assert {
        name: first[name]
        for name in ("Kind", "No.", "Id", "Unit", "Plan, from", "Plan, to", "Achieved, from",
                     "Exactly, from: numerator", "Verdict", "Verdict code", "Last day", "Reported")
    } == {
        "Kind": "target", "No.": "1", "Id": "online_share.primary.by.2025", "Unit": "%",
        "Plan, from": "5", "Plan, to": "", "Achieved, from": "4.88",
        "Exactly, from: numerator": "122",
        "Verdict": "missed", "Verdict code": "missed", "Last day": "2025-12-31", "Reported": "627",
    }  # fmt: skip
    assert websites["Last day"] == "2024-06-19"
    assert (ranged["Achieved, from"], ranged["Achieved, to"]) == ("4.1", "6.3")
    assert [row["Kind"] for row in found][-3:] == ["task", "task", "duty"]


def test_a_fraction_is_rounded_beside_the_exact_one(report: Report) -> None:
    first = attrs.evolve(report.findings[0], value=exactly("200/3"))
    (row,) = rows(render(attrs.evolve(report, findings=(first,)), "en"))
    assert (row["Achieved, from"], row["Achieved, to"]) == ("66.666666666667", "66.666666666667")
    for end in ("from", "to"):
        parts = (row[f"Exactly, {end}: {part}"] for part in ("numerator", "denominator"))
        assert Fraction(*map(int, parts)) == Fraction(200, 3)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"), ("\r\n=1", "'=1"), (' "=1', "'\"=1"), ("'=1", "''=1"),
        ("\uff1d1", "'\uff1d1"), ("\u22122", "'\u22122"), ("a;=1;b", "a;'=1;b"),
        ("\u200b=1", "'\u200b=1"), ("Tỉ lệ 5%", "Tỉ lệ 5%"), ("a-b", "a-b"), ("", ""),
        ("a\x00b", "a\ufffdb"), ("%", "%"),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_text_that_looks_like_a_formula_is_marked(text: str, written: str) -> None:
    assert inert(text) == written


@given(st.text("=+-@;,'\"\t\r\n a\u2212\uff1d\u200b\xa0"))
def test_no_cell_begins_a_formula_whatever_parts_the_cells(text: str) -> None:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(["1", inert(text), "x"])
    cells = next(csv.reader([line.getvalue()]))
    assert len(cells) == 3
    for cell in (cells[1], *line.getvalue().split(";")[1:]):
        assert cell.lstrip(" '\"\u200b\xa0")[:1] not in set("=+-@\u2212\uff1d") or "'" in cell[:-1]


def test_numbers_are_not_marked() -> None:
    assert number_cell(Fraction(-5, 2)) == "-2.5"


def test_what_is_about_the_whole_plan_is_said_in_one_row(report: Report) -> None:
    note = ("no-population", ())
    found = [attrs.evolve(each, notes=(note,)) for each in report.findings]
    text = render(attrs.evolve(report, findings=tuple(found)), "en")
    plan, *others = rows(text)
    said = (plan["Kind"], plan["Target"], plan["Id"])
    assert said == ("plan", "Chuyển đổi số ngành Giáo dục tỉnh Bình Định", "binh_dinh")
    assert plan["Notes"] and text.count(plan["Notes"]) == 1 + sum(
        row["Kind"] != "target" for row in others
    )
