"""explain: what it writes, and what it exits with."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.cli.explain import read_level
from dxplan.explain import CannotExplain
from dxplan.report.schemas import schema

Run = Callable[..., Any]

REGISTER = """\
id,name,district
A,Trường A,Đông
B,Trường B,Tây
"""
PRIMARY = "online_share.primary.by.2025"
EXPLAIN = ("explain", "small.dxplan", PRIMARY, "--as-of", "2025-12-31")
DATA = ("--data", "figures.csv")


@pytest.fixture(autouse=True)
def register(workplace: Path) -> None:
    (workplace / "register.csv").write_text(REGISTER, "utf-8")


def test_the_language_is_that_of_the_plan_or_the_one_asked_for(run: Run) -> None:
    told = run(*EXPLAIN, *DATA)
    assert told.status == 0
    assert "Kết quả của “Tỉ trọng dạy học trực tuyến (tiểu học)” tại ngày 31/12/2025: đạt." in (
        told.out
    )
    assert "- B: 36 trên 600, bằng 6%.\nCộng chung: tử số 66, mẫu số 1.200.\n" in told.out
    assert (
        "Together: numerator 66, denominator 1,200.\n" in run(*EXPLAIN, *DATA, "--lang", "en").out
    )


def test_a_missed_target_is_explained_with_success(run: Run, workplace: Path) -> None:
    path = workplace / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("30,600", "3,600"))
    told = run(*EXPLAIN, *DATA)
    assert told.status == 0
    assert "Cần thêm ít nhất 21 tiết vào tử số" in told.out


def test_one_school_or_one_group(run: Run) -> None:
    register = ("--register", "register.csv")
    school = run(*EXPLAIN, *DATA, *register, "--organisation", "Trường B")
    assert "Tổng số tiết (tiểu học), năm 2025: 600 tiết (figures.csv, ô E4)" in school.out
    group = run(*EXPLAIN, *DATA, *register, "--by", "district", "--group", "Tây")
    assert "Cộng chung: tử số 36, mẫu số 600." in group.out


def test_json_keeps_to_its_schema_and_goes_to_a_file(run: Run, workplace: Path) -> None:
    told = run(*EXPLAIN, *DATA, "--format", "json", "--output", "why.json")
    assert (told.status, told.out) == (0, "")
    document = json.loads((workplace / "why.json").read_text("utf-8"))
    jsonschema.validate(document, schema("explanation-1"))


def test_work_needs_no_figures(run: Run) -> None:
    told = run("explain", "small.dxplan", "self_assessment", "--as-of", "2025-12-31")
    assert told.status == 0
    assert "Không có danh sách sự kiện" in told.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PRIMARY,), "hãy ghi các tệp số liệu báo cáo bằng --data"),
        (("online_share", *DATA), "`online_share` có thể là nhiều nội dung"),
        (("onlin_share", *DATA), "có phải ý bạn là `online_share`?"),
        ((PRIMARY, *DATA, "--by", "district"), "--by và --group đi cùng nhau"),
        ((PRIMARY, *DATA, "--group", "Tây"), "--by và --group đi cùng nhau"),
        (
            (PRIMARY, *DATA, "--by", "district", "--group", "Tây", "--organisation", "A"),
            "chỉ chọn một đơn vị hoặc một nhóm",
        ),
        ((PRIMARY, *DATA, "--organisation", "\x1b[31mX"), "không có đơn vị `\ufffd[31mX`"),
        ((PRIMARY, *DATA, "--date", "2025-06-30"), "các ngày đánh giá: 31/12/2025"),
        ((PRIMARY, *DATA, "--reaching", "nhiều"), "'nhiều' không phải là một mức"),
    ],
)
def test_a_wrong_call_is_two_and_says_what_to_write(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    told = run("explain", "small.dxplan", *arguments, "--as-of", "2025-12-31", "--lang", "vi")
    assert (told.status, told.out) == (2, "")
    assert said in told.err
    assert "\x1b" not in told.err


def test_data_that_cannot_be_read_are_three_and_explain_nothing(run: Run) -> None:
    told = run(*EXPLAIN, "--data", "no.csv")
    assert (told.status, told.out) == (3, "")
    assert told.err.splitlines()[-1].startswith("không đọc được số liệu: no.csv")


def test_rules_with_errors_are_two(run: Run) -> None:
    assert run("explain", "broken.dxplan", "x", *DATA).status == 2


def test_a_file_that_cannot_be_written_is_two(run: Run) -> None:
    assert run(*EXPLAIN, *DATA, "--output", "no/such/folder/why.txt").status == 2


@pytest.mark.parametrize(
    ("text", "level"), [("10%", "10"), ("10", "10"), ("12,5 %", "25/2"), ("12.5%", "25/2")]
)
def test_a_level_is_read_as_rules_and_documents_write_it(text: str, level: str) -> None:
    assert read_level(text) == Fraction(level)


@pytest.mark.parametrize("text", ["", "%", "1.000,5", "-3%", "1/2", "abc"])
def test_what_is_no_level_is_refused(text: str) -> None:
    with pytest.raises(CannotExplain, match="is not a level"):
        read_level(text)
