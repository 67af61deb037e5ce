"""The JSON form of reports, field by field as its schema promises."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import jsonschema
import pytest

from dxplan.data.problems import Problem
from dxplan.engine.findings import VERDICTS, Report
from dxplan.report.json_report import report_json
from dxplan.report.renderers import JSON
from dxplan.report.schemas import schema
from dxplan.values.intervals import Interval

TAKEN_OVER = {
    "code": "unit-succeeded",
    "text": "Sở Thông tin và Truyền thông đã kết thúc ngày 28/02/2025; công việc chuyển cho Sở "
    "Khoa học và Công nghệ",
}
Change = Callable[[dict[str, Any]], object]


def test_the_report_keeps_its_schema(report: Report, problems: tuple[Problem, ...]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema("report-1"))
    full = attrs.evolve(report, problems=problems, rows_left_out=3)
    for language in ("en", "vi"):
        jsonschema.validate(report_json(full, language), schema("report-1"))


def test_a_finding(report: Report) -> None:
    assert report_json(report, "vi")["findings"][0] == {
        "rule": "target",
        "target": "online_share.primary.by.2025",
        "organisation": "binh_dinh",
        "by": None,
        "date": "2025-12-31",
        "deadline": "2025-12-31",
        "relapse": False,
        "verdict": "missed",
        "numerator": ["488", "488"],
        "denominator": ["10000", "10000"],
        "value": ["4.88", "4.88"],
        "comparator": ">=",
        "threshold": {"value": "5", "unit": "%"},
        "expected_value": None,
        "gap": "0.12",
        "gap_count": 12,
        "on_line": False,
        "reported": 627,
        "expected": 627,
        "missing": [],
        "unusable": [],
        "lead": [{"id": "so_gddt", "title": "Sở Giáo dục và Đào tạo"}],
        "with": [{"id": "so_khcn", "title": "Sở Khoa học và Công nghệ"}],
        "ended": [{"id": "so_tttt", "title": "Sở Thông tin và Truyền thông"}],
        "cite": "II.2.a",
        "notes": [TAKEN_OVER],
    }


def test_work_has_no_figures(report: Report) -> None:
    finding = report_json(report, "vi")["findings"][7]
    figures = ("numerator", "denominator", "value", "comparator", "threshold", "gap", "gap_count")
    assert finding["rule"] == "task"
    assert [finding[name] for name in figures] == [None] * len(figures)


def test_numbers_are_exact_and_open_ends_are_null(report: Report) -> None:
    open_ended = attrs.evolve(
        report.findings[0],
        value=Interval(Fraction(1, 3), None),
        expected_value=Fraction("41.25"),
        gap=Fraction(-25, 6),
    )
    changed = attrs.evolve(report, findings=(open_ended,))
    document = report_json(changed, "vi")
    jsonschema.validate(document, schema("report-1"))
    finding = document["findings"][0]
    assert finding["value"] == ["1/3", None]
    assert finding["expected_value"] == "41.25"
    assert finding["gap"] == "-25/6"


def test_the_summary_counts_every_verdict(report: Report) -> None:
    summary = report_json(report, "vi")["summary"]
    assert list(summary) == list(VERDICTS)
    assert {verdict: count for verdict, count in summary.items() if count} == {
        "met": 4, "missed": 4, "undetermined": 1, "no_data": 1, "unset": 1,
    }  # fmt: skip
    assert sum(summary.values()) == len(report)


def test_problems_are_in_the_order_of_the_sheet(
    report: Report, problems: tuple[Problem, ...]
) -> None:
    given = attrs.evolve(report, problems=problems)
    shown = report_json(given, "vi")["problems"]
    assert [problem["cell"] for problem in shown] == ["B9", "C9", "C10"]
    assert shown[2] == {
        "code": "not-a-number",
        "file": "a.xlsx",
        "sheet": "Sheet1",
        "cell": "C10",
        "fatal": False,
        "message": "`mười` không phải là số",
        "help": "chỉ ghi chữ số",
    }


def test_notes_are_code_and_sentence(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    from dxplan.messages import catalogue

    notes = (("capped", (("count", "3"),)),)
    noted = attrs.evolve(report.findings[0], ended=(), notes=notes)
    texts = {"capped": {"en": "{count} capped", "vi": "giới hạn {count}"}}
    known = {**catalogue("reports"), "note": texts}
    monkeypatch.setattr("dxplan.report.words.catalogue", lambda name: known)
    document = report_json(attrs.evolve(report, findings=(noted,)), "vi")
    assert document["findings"][0]["notes"] == [{"code": "capped", "text": "giới hạn 3"}]


def test_the_text_is_the_same_every_time_and_readable(report: Report) -> None:
    text = JSON.render(report, "vi")
    assert text == JSON.render(attrs.evolve(report), "vi")
    assert json.loads(text) == report_json(report, "vi")
    assert text.endswith("}\n")
    assert "Sở Giáo dục" in text


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(schema="dxplan.report/2"),
        lambda d: d.update(as_of="31/12/2025"),
        lambda d: d.pop("problems"),
        lambda d: d["summary"].pop("waived"),
        lambda d: d["summary"].update(met=-1),
        lambda d: d["findings"][0].update(verdict="ok"),
        lambda d: d["findings"][0].update(value=[4.88, 4.88]),
        lambda d: d["findings"][0].update(value=["4.88"]),
        lambda d: d["findings"][0].update(value=["4.88", "4.88", "4.88"]),
        lambda d: d["findings"][0].update(gap_count="12"),
        lambda d: d["findings"][0].pop("cite"),
        lambda d: d["findings"][0].update(colour="red"),
        lambda d: d["findings"][0].update(notes=[{"code": "x"}]),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(
    report: Report, change: Change
) -> None:
    document = copy.deepcopy(report_json(report, "vi"))
    change(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema("report-1"))


def test_who_took_over_later_is_said_with_the_day_and_the_heirs(report: Report) -> None:
    earlier = attrs.evolve(
        report.findings[0],
        date=date(2024, 12, 31),
        cooperating=(report.plan.units["so_tttt"],),
        ended=(),
    )
    later = attrs.evolve(report, findings=(earlier,), as_of=date(2026, 11, 21))
    (finding,) = report_json(later, "vi")["findings"]
    assert finding["with"] == [{"id": "so_tttt", "title": "Sở Thông tin và Truyền thông"}]
    assert finding["notes"] == [TAKEN_OVER]
    before = attrs.evolve(later, as_of=date(2025, 2, 28))
    assert report_json(before, "vi")["findings"][0]["notes"] == []


class OnlyLookedUp(Mapping[str, str]):
    """Titles of so many organisations that nobody goes through them."""

    def __getitem__(self, name: str) -> str:
        return f"Trường {name}"

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("gone through")

    def __len__(self) -> int:
        raise AssertionError("counted")


def test_titles_are_looked_up_and_never_gone_through(report: Report) -> None:
    many = attrs.evolve(report, titles=OnlyLookedUp())
    assert any(finding["notes"] for finding in report_json(many, "vi")["findings"])
