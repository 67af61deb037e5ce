"""check: what it writes, and what it exits with."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.cli.command import read_day
from dxplan.diagnostics import Diagnostic, Severity
from dxplan.plugin.guarded import PluginFailed
from dxplan.report.renderer import Renderer
from dxplan.report.schemas import schema

Golden = Callable[[str, str], None]
Run = Callable[..., Any]

ON_TIME = """\
rule,date,period,unit
self_assessment,2024-06-12,,
"""

REGISTER = """\
id,name,district
A,Trường A,Đông
B,Trường B,Tây
C,Trường C,Tây
"""

CHECK = ("check", "small.dxplan", "--data", "figures.csv", "--as-of", "2025-12-31")


@pytest.fixture
def missed(workplace: Path) -> Path:
    """The same figures with too few lessons online in primary schools."""
    path = workplace / "missed.csv"
    path.write_text((workplace / "figures.csv").read_text("utf-8").replace("30,600", "3,600"))
    return path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_report_for_officers(run: Run, golden: Golden, workplace: Path, language: str) -> None:
    (workplace / "register.csv").write_text(REGISTER, "utf-8")
    (workplace / "events.csv").write_text(ON_TIME, "utf-8")
    more = ("--register", "register.csv", "--events", "events.csv", "--by", "district")
    checked = run(*CHECK, *more, "--lang", language)
    assert checked.status == 1
    golden(f"check.{language}.txt", checked.out)


def test_a_crosswalk_puts_reports_under_the_codes_of_today(run: Run, workplace: Path) -> None:
    (workplace / "register.csv").write_text("id\nA\nB9\nC\n", "utf-8")
    crosswalk = workplace / "crosswalk.csv"
    crosswalk.write_text("Mã cũ;Mã mới;Từ ngày\nB;B9;31/12/2025\n", "utf-8")
    more = ("--register", "register.csv", "--crosswalk", "crosswalk.csv", "--format", "json")
    found = json.loads(run(*CHECK, *more).out)
    assert [problem["code"] for problem in found["problems"]] == []
    assert "B9" not in {name for each in found["findings"] for name in each["missing"]}


@pytest.mark.parametrize(
    ("crosswalk", "more", "told"),
    [
        ("old,new,on\nA,A9,2025-07-01\n", (), "không có danh sách đơn vị"),
        ("old,new,on\nA,,2025-07-01\n", ("--register", "register.csv"), "ô B2: thiếu mã"),
        ("Mã cũ,Mã mới,Từ ngay\nA,B,1/7/2025\n", ("--register", "register.csv"), "→ `từ ngày`?"),
    ],
)
def test_a_crosswalk_that_cannot_be_used_is_three(
    run: Run, workplace: Path, crosswalk: str, more: tuple[str, ...], told: str
) -> None:
    (workplace / "register.csv").write_text(REGISTER, "utf-8")
    (workplace / "crosswalk.csv").write_text(crosswalk, "utf-8")
    checked = run(*CHECK, *more, "--crosswalk", "crosswalk.csv")
    assert checked.status == 3
    assert told in " ".join(checked.err.split())


def test_nothing_missed_is_zero(run: Run) -> None:
    checked = run(*CHECK)
    assert checked.status == 0
    assert "Chỉ tiêu: đạt 2\n" in checked.out
    assert checked.err == "1 cảnh báo; xem bằng lệnh `dxplan lint small.dxplan`\n"


def test_something_missed_is_one(run: Run, missed: Path) -> None:
    checked = run("check", "small.dxplan", "--data", missed.name, "--as-of", "31/12/2025")
    assert checked.status == 1
    assert "Chỉ tiêu: đạt 1 · không đạt 1\n" in checked.out


def test_something_missed_that_is_not_due_yet_is_zero(run: Run, missed: Path) -> None:
    checked = run("check", "small.dxplan", "--data", missed.name, "--as-of", "30/6/2025")
    assert checked.status == 0
    assert "không đạt" not in checked.out


@pytest.mark.parametrize("format_", ["text", "json"])
def test_data_that_cannot_be_read_are_three_and_the_rest_is_checked(
    run: Run, missed: Path, format_: str
) -> None:
    checked = run(
        "check", "small.dxplan", "--data", missed.name, "no.xlsx", "--as-of", "2025-12-31",
        "--format", format_, "--lang", "en",
    )  # fmt: skip
    assert checked.status == 3
    assert "the data could not be read: no.xlsx: there is no such file\n" in checked.err
    assert "missed" in checked.out and "no.xlsx" in checked.out


NO_REPORT = (
    "no report was made, since without these files it would mislead; "
    "correct them or their names, and run it again\n"
)
NOT_FOUND = "there is no such file → check the name of the file and the folder it is in"


@pytest.mark.parametrize("option", ["--register", "--events"])
def test_a_register_or_event_list_that_is_not_there_is_three_and_no_report(
    run: Run, workplace: Path, option: str
) -> None:
    (workplace / "r.html").write_text("before", "utf-8")
    checked = run(*CHECK, option, "no.csv", "--lang", "en", "--output", "r.html")
    assert (checked.status, checked.out) == (3, "")
    assert checked.err.endswith(f"no.csv: {NOT_FOUND}\n{NO_REPORT}")
    assert (workplace / "r.html").read_text("utf-8") == "before"


@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_where_no_figures_can_be_read_there_is_no_report(
    run: Run, workplace: Path, format_: str
) -> None:
    (workplace / "empty.csv").write_bytes(b"")
    data = ("--data", "no.csv", "./empty.csv", "--format", format_, "--lang", "en")
    checked = run("check", "small.dxplan", *data)
    assert (checked.status, checked.out) == (3, "")
    _, absent, empty, last = checked.err.splitlines(keepends=True)
    assert absent == f"no.csv: {NOT_FOUND}\n"
    assert empty.startswith("empty.csv: the file is empty → ")
    assert last == NO_REPORT


def test_a_register_with_mistakes_is_no_register_so_that_there_is_no_report(
    run: Run, workplace: Path
) -> None:
    (workplace / "twice.csv").write_text("id,name\nA,Một\nA,Hai\nA,Ba\n", "utf-8")
    checked = run(*CHECK, "--register", "twice.csv", "--lang", "en")
    assert (checked.status, checked.out) == (3, "")
    *_, second, third, last = checked.err.splitlines(keepends=True)
    assert second.startswith("twice.csv, cell A3: ")
    assert third.startswith("twice.csv, cell A4: ")
    assert last == NO_REPORT


def test_what_could_not_be_read_is_not_told_without_end(run: Run, workplace: Path) -> None:
    twice = "".join(f"A,{number}\n" for number in range(30))
    (workplace / "twice.csv").write_text(f"id,name\n{twice}", "utf-8")
    told = run(*CHECK, "--register", "twice.csv", "--lang", "en").err.splitlines()
    assert sum(line.startswith("twice.csv, cell A") for line in told) == 20
    assert told[-2].startswith("… and ")


def test_groups_without_a_register_ask_for_one(run: Run) -> None:
    refused = run(*CHECK, "--by", "district", "--lang", "en")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.splitlines()[-1] == (
        "groups of district need a register with such a column; give it with --register"
    )


def test_rules_with_errors_are_two_and_no_report(run: Run) -> None:
    checked = run("check", "broken.dxplan", "--data", "figures.csv")
    assert (checked.status, checked.out) == (2, "")


def test_a_format_that_nobody_brings_is_two(run: Run) -> None:
    checked = run(*CHECK, "--format", "pdf")
    assert (checked.status, checked.out) == (2, "")
    assert (
        checked.err
        == "there is no format pdf; known are csv, docx, html, json, junit, markdown, text, xlsx\n"
    )


def test_a_file_goes_to_a_file_or_into_a_pipe_and_never_onto_a_terminal(
    run: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderers = {"file": Renderer("file", lambda *_: b"PK\xff")}
    monkeypatch.setattr("dxplan.session.Session.renderers", lambda _: renderers)
    assert run(*CHECK, "--format", "file", "--output", "x").status == 0
    assert (workplace / "x").read_bytes() == b"PK\xff"
    with monkeypatch.context() as patched:
        pipe = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        patched.setattr("sys.stdout", pipe)
        assert run(*CHECK, "--format", "file").status == 0
        assert pipe.buffer.getvalue() == b"PK\xff"  # type: ignore[attr-defined]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    checked = run(*CHECK, "--format", "file", "--lang", "en")
    assert (checked.status, checked.out) == (2, "")
    said = "file is a file and not text for a terminal: give --output FILE\n"
    assert checked.err.endswith(said)


def test_a_format_without_its_library_is_two_and_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    checked = run(*CHECK, "--format", "docx", "--output", "x.docx", "--lang", "en")
    assert (checked.status, checked.out) == (2, "")
    said = 'reports as docx need more libraries; install them: pip install "dxplan[docx]"\n'
    assert checked.err.endswith(said)


def test_a_page_is_written_as_a_whole(run: Run, missed: Path, workplace: Path) -> None:
    call = ("check", "small.dxplan", "--data", missed.name, "--as-of", "2025-12-31")
    checked = run(*call, "--format", "html", "--output", "report.html")
    assert (checked.status, checked.out) == (1, "")
    assert (workplace / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_format_without_its_libraries_is_two_and_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    checked = run(*CHECK, "--format", "html", "--lang", language)
    assert (checked.status, checked.out) == (2, "")
    _, said = checked.err.splitlines()  # the first line counts the warnings of the rules
    assert said.endswith('pip install "dxplan[html]"')


def test_a_format_whose_plugin_fails_is_two_and_names_the_plugin(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"en": "the plugin {plugin} failed", "vi": "phần mở rộng {plugin} bị lỗi"}

    def fail(*_: object) -> str:
        params = {"plugin": "tables"}
        raise PluginFailed(Diagnostic("x", None, params, texts=texts, severity=Severity.ERROR))

    renderers = {"fancy": Renderer("fancy", fail)}
    monkeypatch.setattr("dxplan.session.Session.renderers", lambda _: renderers)
    checked = run(*CHECK, "--format", "fancy")
    assert (checked.status, checked.out) == (2, "")
    assert checked.err.endswith("lỗi[x]: phần mở rộng tables bị lỗi\n")


def test_a_column_that_the_register_does_not_have_is_two(run: Run, workplace: Path) -> None:
    (workplace / "register.csv").write_text(REGISTER, "utf-8")
    checked = run(*CHECK, "--by", "ward", "--lang", "en", "--register", "register.csv")
    assert (checked.status, checked.out) == (2, "")
    said = "the register has no column ward; --by takes one of: district, organisation\n"
    assert said in checked.err


def test_groups_of_several_columns_are_told_apart(run: Run, workplace: Path) -> None:
    register = "id,name,district,cụm\nA,Trường A,Đông,1\nB,Trường B,Tây,Đông\nC,Trường C,Tây,Đông\n"
    (workplace / "register.csv").write_text(register, "utf-8")
    more = ("--register", "register.csv", "--by", "cụm", "--by", "huyện")
    text = run(*CHECK, *more, "--lang", "vi").out
    headings = [line for line in text.splitlines() if line.startswith("CHỈ TIÊU ·")]
    assert headings == [
        "CHỈ TIÊU · CỤM: 1", "CHỈ TIÊU · CỤM: ĐÔNG",
        "CHỈ TIÊU · HUYỆN: TÂY", "CHỈ TIÊU · HUYỆN: ĐÔNG",
    ]  # fmt: skip
    found = json.loads(run(*CHECK, *more, "--format", "json").out)
    jsonschema.validate(found, schema("report-1"))
    groups = [(each["by"], each["organisation"]) for each in found["findings"]]
    assert [group for group in dict.fromkeys(groups) if group[0]] == [
        ("cụm", "1"), ("cụm", "Đông"), ("district", "Tây"), ("district", "Đông"),
    ]  # fmt: skip


def test_a_column_that_is_named_twice_is_two(run: Run, workplace: Path) -> None:
    (workplace / "register.csv").write_text(REGISTER, "utf-8")
    more = ("--register", "register.csv", "--by", "district", "--by", "huyện")
    checked = run(*CHECK, *more, "--lang", "vi")
    assert (checked.status, checked.out) == (2, "")
    assert "--by ghi cột huyện hai lần; chỉ ghi một lần\n" in checked.err


def test_every_organisation_by_itself(run: Run) -> None:
    checked = run(*CHECK, "--by", "organisation")
    assert checked.status == 0
    assert "CHỈ TIÊU · A\n" in checked.out and "CHỈ TIÊU · B\n" in checked.out


def test_json_is_all_that_standard_output_gets(run: Run) -> None:
    checked = run(*CHECK, "--format", "json")
    document = json.loads(checked.out)
    jsonschema.validate(document, schema("report-1"))
    assert checked.status == 0
    assert "cảnh báo" in checked.err
    first = document["findings"][0]
    assert (first["target"], first["verdict"], first["value"], first["gap_count"]) == (
        "online_share.primary.by.2025", "met", ["5.5", "5.5"], -6,
    )  # fmt: skip
    assert document["as_of"] == "2025-12-31"


def test_the_same_call_gives_the_same_bytes(run: Run) -> None:
    assert run(*CHECK, "--format", "json").out == run(*CHECK, "--format", "json").out


def test_a_report_goes_to_a_file_as_a_whole(run: Run, workplace: Path) -> None:
    (workplace / "report.txt").write_text("old")
    checked = run(*CHECK, "--output", "report.txt")
    assert (checked.status, checked.out) == (0, "")
    assert (workplace / "report.txt").read_text("utf-8") == run(*CHECK).out


def test_when_the_file_cannot_be_replaced_the_old_one_stays(
    run: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (workplace / "report.txt").write_text("old")
    monkeypatch.setattr("pathlib.Path.replace", refuse)
    checked = run(*CHECK, "--output", "report.txt", "--lang", "en")
    assert checked.status == 2
    assert "report.txt could not be written: No space left on device\n" in checked.err
    assert (workplace / "report.txt").read_text() == "old"
    assert list(workplace.glob(".*.tmp")) == []


def test_without_a_day_it_is_today(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class FixedDate(date):
        @classmethod
        def today(cls) -> FixedDate:
            return cls(2025, 12, 31)

    monkeypatch.setattr("dxplan.cli.check.date", FixedDate)
    assert run("check", "small.dxplan", "--data", "figures.csv").out == run(*CHECK).out


@pytest.mark.parametrize(
    "text",
    ["2025-13-01", "2025-02-29", "31/12", "12/31/2025", "20251231", "2025-12-31T00:00", "x", "٣"],
)
def test_a_day_that_is_none_is_two_and_says_how_to_write_one(run: Run, text: str) -> None:
    checked = run("check", "small.dxplan", "--data", "figures.csv", "--as-of", text)
    assert (checked.status, checked.out) == (2, "")
    assert "is not a day; write 2025-12-31 or 31/12/2025\n" in checked.err


def test_days_are_read_in_both_ways_of_writing_them() -> None:
    assert read_day("2024-05-31") == read_day("31/5/2024") == read_day("31/05/2024")
    assert read_day("0000-01-01") is None


def test_a_vietnamese_call_is_told_in_vietnamese(run: Run) -> None:
    checked = run("check", "x", "--data", "y", "--as-of", "31", "--lang", "vi")
    assert "'31' không phải là ngày hợp lệ" in checked.err
