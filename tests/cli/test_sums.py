"""sums: what was reported travels as sums; check puts them together."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
A = """\
school,period,level,lessons_online,lessons_total
A,2025,primary,30,600
A,2025,secondary,60,500
"""
B = """\
school,period,level,lessons_online,lessons_total
B,2025,primary,36,600
B,2025,secondary,60,500
"""
DAY = ("--as-of", "2025-12-31")


@pytest.fixture(autouse=True)
def figures(workplace: Path) -> None:
    """The figures of two schools in a file each."""
    for name, text in (("a.csv", A), ("b.csv", B)):
        (workplace / name).write_bytes(text.encode("utf-8"))


@pytest.fixture
def sums(run: Run, workplace: Path) -> list[str]:
    """Files of the sums of both schools."""
    for name in ("a", "b"):
        made = run("sums", "small.dxplan", "--data", f"{name}.csv", "-o", f"{name}.parquet")
        assert made.status == 0
    return ["a.parquet", "b.parquet"]


def findings(text: str) -> Any:
    return json.loads(text)["findings"]


def test_sums_give_the_report_of_all_figures(run: Run, sums: list[str]) -> None:
    plain = run("check", "small.dxplan", "--data", "a.csv", "b.csv", *DAY, "--format", "json")
    found = run("check", "small.dxplan", "--sums", *sums, *DAY, "--format", "json")
    assert (found.status, found.err) == (plain.status, plain.err)
    assert findings(found.out) == findings(plain.out)
    mixed = run(
        "check", "small.dxplan", "--sums", "a.parquet", "--data", "b.csv", *DAY, "--format", "json"
    )
    assert findings(mixed.out) == findings(plain.out)


def test_sums_of_sums(run: Run, sums: list[str]) -> None:
    run("sums", "small.dxplan", "--sums", *sums, "-o", "both.parquet")
    plain = run("check", "small.dxplan", "--data", "a.csv", "b.csv", *DAY)
    assert run("check", "small.dxplan", "--sums", "both.parquet", *DAY).out == plain.out


def test_what_was_written_is_said(run: Run, workplace: Path) -> None:
    made = run("sums", "small.dxplan", "--data", "a.csv", "b.csv", "-o", "ab.parquet")
    assert (made.status, made.out) == (0, "")
    assert made.err.splitlines()[-1] == "đã ghi ab.parquet: số tổng hợp của 2 đơn vị"
    made = run(
        "sums", "small.dxplan", "--data", "a.csv", "-o", "a.parquet", "--with-rows", "--lang", "en"
    )
    assert made.err.splitlines()[-2:] == [
        "wrote a.parquet: sums of 1 organisation",
        "the numbers of every organisation are in it",
    ]


def test_targets_that_need_single_numbers_are_named(run: Run, workplace: Path) -> None:
    path = workplace / "small.dxplan"
    more = """
flag web "Có trang web"
indicator web_share "Có web" = share of schools where web
web_share >= 80% by 2025
"""
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    made = run("sums", "small.dxplan", "--data", "a.csv", "-o", "a.parquet", "--lang", "en")
    assert made.status == 0, made.err
    assert made.err.splitlines()[-1] == (
        "these targets cannot be judged on sums alone, so the numbers of every organisation that "
        "they need are in it: web_share.by.2025"
    )


def test_the_same_sums_twice_are_refused(run: Run, sums: list[str]) -> None:
    found = run("check", "small.dxplan", "--sums", "a.parquet", "--data", "a.csv", *DAY)
    assert (found.status, found.out) == (3, "")
    assert found.err.splitlines()[-1] == (
        "a.parquet: trùng với a.csv: `lessons_online` kỳ năm 2025 của A có ở cả hai "
        "nơi → hãy bỏ một trong hai, hoặc lập lại một tệp không có phần bị trùng"
    )


def test_every_organisation_needs_rows(run: Run, sums: list[str]) -> None:
    by = ("--by", "organisation")
    refused = run("check", "small.dxplan", "--sums", *sums, *DAY, *by)
    assert (refused.status, refused.out) == (3, "")
    assert "--with-rows" in refused.err
    run("sums", "small.dxplan", "--data", "a.csv", "b.csv", "-o", "all.parquet", "--with-rows")
    plain = run("check", "small.dxplan", "--data", "a.csv", "b.csv", *DAY, *by)
    assert run("check", "small.dxplan", "--sums", "all.parquet", *DAY, *by).out == plain.out


def test_a_column_that_no_register_has_is_refused(run: Run, sums: list[str]) -> None:
    refused = run("check", "small.dxplan", "--sums", *sums, *DAY, "--by", "district")
    assert (refused.status, refused.out) == (2, "")


@pytest.mark.parametrize("command", [("check",), ("sums", "-o", "x.parquet")])
def test_something_has_to_be_given(run: Run, command: tuple[str, ...]) -> None:
    refused = run(command[0], "small.dxplan", *command[1:], "--lang", "en")
    assert (refused.status, refused.out) == (2, "")
    said = "no figures were named: give files with --data, or sums with --sums"
    assert refused.err.splitlines()[-1] == said


def test_nothing_is_written_when_something_cannot_be_read(run: Run, workplace: Path) -> None:
    for given in (("--data", "nothing.csv"), ("--sums", "nothing.parquet")):
        refused = run("sums", "small.dxplan", *given, "-o", "x.parquet")
        assert refused.status == 3
        assert refused.err
    refused = run("sums", "small.dxplan", "--data", "a.csv", "-o", "nowhere/x.parquet")
    assert refused.status == 2
    assert not list(workplace.glob("*x.parquet*"))


def test_a_plan_that_cannot_be_used_is_refused(run: Run) -> None:
    assert run("sums", "broken.dxplan", "--data", "a.csv", "-o", "x.parquet").status == 2


def test_a_register_beside_sums_that_were_made_without_one_is_refused(
    run: Run, workplace: Path, sums: list[str]
) -> None:
    (workplace / "who.csv").write_text("id\nA\nB\n", "utf-8")
    given = ("--sums", sums[0], "--register", "who.csv")
    found = run("check", "small.dxplan", *given, *DAY, "--lang", "en")
    assert (found.status, found.out) == (3, "")
    assert found.err.splitlines()[-1] == (
        f"{sums[0]}: it was made without a register; a register given beside it cannot tell whose "
        "reports are in it → make the sums again with the register, or leave the register out here"
    )


def test_a_crosswalk_beside_sums_is_refused(run: Run, workplace: Path, sums: list[str]) -> None:
    (workplace / "codes.csv").write_text("old,new,on\nA,C,2025-01-01\n", "utf-8")
    given = ("--sums", *sums, "--crosswalk", "codes.csv")
    found = run("check", "small.dxplan", *given, *DAY, "--lang", "en")
    assert found.status == 3
    assert found.out == ""
    assert "codes.csv" in found.err
