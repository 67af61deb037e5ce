"""due: what it writes, and what it exits with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pytest

from dxplan.report.schemas import schema

Run = Callable[..., Any]

DUE = ("due", "small.dxplan", "--as-of", "2024-06-19")
QUARTERS = "".join(f"quarterly_report,2024-{m:02}-10,,\n" for m in (3, 6, 9, 12))
QUARTERS += QUARTERS.replace("2024", "2022") + QUARTERS.replace("2024", "2023")


@pytest.fixture
def listed(workplace: Path) -> Callable[[str], tuple[str, str]]:
    def write(rows: str) -> tuple[str, str]:
        (workplace / "events.csv").write_text(f"rule,date,period,unit\n{rows}{QUARTERS}", "utf-8")
        return ("--events", "events.csv")

    return write


def test_nothing_is_overdue_where_nothing_is_known(run: Run) -> None:
    found = run(*DUE)
    assert found.status == 0
    assert "không có danh sách sự kiện" in found.out
    assert "\nĐẾN HẠN\n" in found.out
    assert "Tự đánh giá" in found.out
    assert found.err == "1 cảnh báo; xem bằng lệnh `dxplan lint small.dxplan`\n"


def test_something_overdue_is_one(run: Run, listed: Callable[[str], tuple[str, str]]) -> None:
    events = listed("")
    assert run(*DUE, *events).status == 0
    found = run("due", "small.dxplan", "--as-of", "20/6/2024", *events)
    assert found.status == 1
    assert "\nQUÁ HẠN\n" in found.out
    done = listed("self_assessment,2024-06-20,,\n")
    assert run("due", "small.dxplan", "--as-of", "20/6/2024", *done).status == 0


def test_json_keeps_its_schema(run: Run, listed: Callable[[str], tuple[str, str]]) -> None:
    found = run(*DUE, *listed(""), "--format", "json", "--lang", "en", "--within", "2w")
    document = json.loads(found.out)
    jsonschema.validate(document, schema("due-1"))
    assert (document["plans"], document["until"]) == (["small"], "2024-07-03")


def test_what_a_calendar_has_no_place_for_is_said_beside_it(
    run: Run, listed: Callable[[str], tuple[str, str]]
) -> None:
    events = listed("self_asessment,2024-06-10,,\n")
    found = run(*DUE, *events, "--format", "ics")
    assert found.out.startswith("BEGIN:VCALENDAR")
    assert "events.csv, ô A2: `self_asessment` không phải nhiệm vụ" in found.err
    assert "self_asessment" not in run(*DUE, *events).err


def test_no_calendar_is_written_when_the_event_list_cannot_be_read(
    run: Run, workplace: Path
) -> None:
    (workplace / "p.ics").write_text("before", "utf-8")
    found = run(*DUE, "--events", "nope.csv", "--format", "ics", "--output", "p.ics")
    assert (found.status, found.out) == (3, "")
    assert "không đọc được số liệu: nope.csv" in found.err
    assert (workplace / "p.ics").read_text("utf-8") == "before"


def test_a_calendar_for_other_programs(run: Run, workplace: Path) -> None:
    assert run(*DUE, "--format", "ics", "--output", "p.ics").status == 0
    data = (workplace / "p.ics").read_bytes()
    assert b"\r\n" in data and b"\r\r" not in data
    whole = icalendar.Calendar.from_ical(data).walk("VEVENT")
    # Two targets, a task, sixteen quarters
    assert len(whole) == 19
    assert run(*DUE, "--format", "ics", "--output", "p.ics", "--within", "30d").status == 0
    some = icalendar.Calendar.from_ical((workplace / "p.ics").read_bytes()).walk("VEVENT")
    assert len(some) < len(whole)


def test_the_work_of_a_unit(run: Run) -> None:
    found = run(*DUE, "--unit", "Phòng giáo dục và đào tạo")
    assert (found.status, "Tự đánh giá" in found.out) == (0, False)
    assert "Báo cáo tiến độ" in found.out
    assert "chỉ việc của: Phòng Giáo dục và Đào tạo" in found.out


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("so_gdt", "không có đơn vị nào tên là “so_gdt” (so_gddt?); lệnh `dxplan show` liệt kê"),
        ("x\x1b[31m", "không có đơn vị nào tên là “x\ufffd[31m”; lệnh `dxplan show` liệt kê"),
    ],
)
def test_an_unknown_unit_is_a_wrong_call(run: Run, unit: str, said: str) -> None:
    found = run(*DUE, "--unit", unit)
    assert (found.status, found.out) == (2, "")
    assert said in found.err


@pytest.mark.parametrize("span", ["30", "30x", "0d", "-3d", "1000000d", "d30", ""])
def test_a_span_is_a_number_and_a_letter(run: Run, span: str) -> None:
    found = run(*DUE, f"--within={span}", "--lang", "vi")
    assert found.status == 2
    assert f"{span!r} không phải là khoảng thời gian; hãy viết chẳng hạn 30d" in found.err


def test_several_plans_and_one_given_twice(run: Run, workplace: Path) -> None:
    (workplace / "other.dxplan").write_text('plan other "Other"\ntask t by 2024-06\n', "utf-8")
    found = run("due", "small.dxplan", "other.dxplan", "small.dxplan", "--as-of", "2024-06-19")
    assert found.status == 0
    assert (found.out.count("[small]"), found.out.count("[other]")) == (3, 1)


def test_a_plan_with_errors_is_wrong(run: Run) -> None:
    found = run("due", "small.dxplan", "broken.dxplan")
    assert (found.status, found.out) == (2, "")
    assert "duplicate-name" in found.err


def test_an_event_list_that_cannot_be_read(run: Run) -> None:
    found = run(*DUE, "--events", "none.csv")
    assert found.status == 3
    assert "không đọc được số liệu: none.csv: không tìm thấy tệp" in found.err


def test_a_file_that_cannot_be_written_is_a_wrong_call(run: Run) -> None:
    assert run(*DUE, "--output", "nowhere/p.txt").status == 2
