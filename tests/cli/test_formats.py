"""The name of a file says what is written to it, and never something else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

CHECK = ("check", "small.dxplan", "--data", "figures.csv", "--as-of", "2025-12-31")
DUE = ("due", "small.dxplan", "--as-of", "2024-06-03")

BEGINNINGS = [
    ("report.html", b"<!DOCTYPE html>"),
    ("REPORT.HTM", b"<!DOCTYPE html>"),
    ("báo cáo.xlsx", b"PK"),
    ("report.docx", b"PK"),
    ("report.json", b"{"),
    ("report.md", "# Kế hoạch nhỏ".encode()),
    ("report.xml", b"<?xml"),
    ("report.csv", b"\xef\xbb\xbf"),
    ("report.txt", "Kế hoạch nhỏ\n".encode()),
    ("report", "Kế hoạch nhỏ\n".encode()),
]


@pytest.mark.parametrize(("name", "begins"), BEGINNINGS, ids=lambda each: str(each)[:20])
def test_a_report_is_written_as_the_name_of_its_file_says(
    run: Run, workplace: Path, name: str, begins: bytes
) -> None:
    assert run(*CHECK, "--output", name).status == 0
    assert (workplace / name).read_bytes().startswith(begins)


def test_other_commands_go_by_the_name_as_well(run: Run, workplace: Path) -> None:
    assert run(*DUE, "--output", "due.ics").status == 0
    assert (workplace / "due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run(*DUE, "--output", "due.json").status == 0
    assert json.loads((workplace / "due.json").read_bytes())["schema"] == "dxplan.due/1"


def test_what_is_asked_for_counts_where_the_file_can_hold_it(run: Run, workplace: Path) -> None:
    assert run(*CHECK, "--format", "json", "--output", "report.csv").status == 0
    assert (workplace / "report.csv").read_bytes().startswith(b"{")


REFUSED = [
    (
        (*CHECK, "--format", "csv", "--output", "r.xlsx"),
        "r.xlsx is named as xlsx, but csv would be written; "
        "leave out --format, or give the file another name",
    ),
    (
        (*CHECK, "--format", "xlsx", "--output", "r.html"),
        "r.html is named as html, but xlsx would be written; "
        "leave out --format, or give the file another name",
    ),
    (
        (*DUE, "--output", "due.html"),
        "due.html: this command does not write html; it writes text, json, ics",
    ),
]


@pytest.mark.parametrize(("call", "said"), REFUSED, ids=lambda each: str(each[-1]))
def test_a_name_that_says_another_format_is_refused_before_anything_is_read(
    run: Run, workplace: Path, call: tuple[str, ...], said: str
) -> None:
    before = sorted(workplace.iterdir())
    refused = run(*call)
    assert (refused.status, refused.out, refused.err) == (2, "", f"{said}\n")
    assert sorted(workplace.iterdir()) == before


def test_a_refused_name_is_told_in_vietnamese(run: Run) -> None:
    assert run(*DUE, "--output", "due.html", "--lang", "vi").err == (
        "due.html: lệnh này không ghi được dạng html; chỉ ghi được text, json, ics\n"
    )
