"""A wrong call is answered with what may have been meant, and with where to read on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

HINTS = [
    (["chek", "x"], ["did you mean `check`?", "more: dxplan --help"]),
    (["chek", "plans"], ["did you mean `check`?", "more: dxplan --help"]),
    ([], ["more: dxplan --help"]),
    (["qqq"], ["more: dxplan --help"]),
    (["--color", "plans"], ["options stand behind the command", "more: dxplan plans --help"]),
    (
        ["check", "x", "--dat", "f", "--regster=r"],
        ["did you mean `--data`?", "did you mean `--register`?", "more: dxplan check --help"],
    ),
    (
        ["template", "x", "--registr", "r", "-o", "f.xlsx"],
        ["did you mean `--register`?", "more: dxplan template --help"],
    ),
    (["lint", "x", "--format", "xml"], ["more: dxplan lint --help"]),
]


@pytest.mark.parametrize(("call", "hints"), HINTS, ids=lambda each: " ".join(each)[:40])
def test_hints_stand_behind_what_is_wrong(run: Run, call: list[str], hints: list[str]) -> None:
    refused = run(*call)
    assert (refused.status, refused.out) == (2, "")
    usage, wrong, *rest = refused.err.splitlines()
    assert usage.startswith("usage: dxplan ")
    assert ": error: " in wrong
    assert rest == hints


def test_a_wrong_option_is_told_with_the_usage_of_its_command(run: Run) -> None:
    assert run("show", "x", "--shout").err.startswith("usage: dxplan show PLAN [options]\n")


def test_hints_are_given_in_vietnamese(run: Run) -> None:
    refused = run("check", "x", "--regster", "r", "--lang", "vi")
    assert refused.err.splitlines()[2:] == [
        "có phải ý bạn là `--register`?",
        "xem thêm: dxplan check --help",
    ]


def test_help_and_version_end_without_hints(run: Run) -> None:
    shown = run("check", "--help")
    assert (shown.status, shown.err) == (0, "")
    assert "more: dxplan" not in shown.out
