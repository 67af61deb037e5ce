"""Standard streams that take nothing, or are not there: one line, and no verdict is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_entry import clean_environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams as a POSIX shell gives them")


def shell(arguments: str, redirected: str, **environment: str) -> tuple[int, str, str]:
    """What a call behind a shell's redirections ends with."""
    done = subprocess.run(
        ["sh", "-c", f'"$PYTHON" -m dxplan {arguments} {redirected}'],
        env=clean_environment(PYTHON=sys.executable, **environment), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


@needs_full
def test_a_full_disk_behind_standard_output_is_said_in_the_readers_language() -> None:
    said = "không ghi được đầu ra chuẩn: ổ đĩa đã hết chỗ trống\n"
    assert shell("plans", "> /dev/full", LANG="vi_VN.UTF-8") == (2, "", said)
    said = "standard output could not be written: No space left on device\n"
    assert shell("--version", "> /dev/full") == (2, "", said)


def test_a_verdict_that_cannot_be_written_is_none() -> None:
    code, _, said = shell("check small.dxplan --data figures.csv --as-of 2025-12-31", ">&-")
    assert (code, said.splitlines()[-1]) == (2, "không ghi được đầu ra chuẩn: đầu ra đã bị đóng")


def test_without_standard_output_a_file_is_still_written(workplace: Path) -> None:
    code, _, said = shell("export small.dxplan --output plan.json", ">&-")
    assert (code, "không ghi được" in said) == (0, False)
    assert (workplace / "plan.json").read_bytes().startswith(b"{")


def test_messages_that_nobody_can_see_never_get_among_the_results() -> None:
    in_peace = shell("show small.dxplan", "")
    for redirected in ("2>&-", "<&- 2>&-"):
        assert shell("show small.dxplan", redirected)[:2] == in_peace[:2]


@needs_full
def test_messages_that_cannot_be_written_cost_no_result() -> None:
    in_peace = shell("show small.dxplan", "")
    assert shell("show small.dxplan", "2> /dev/full")[:2] == in_peace[:2]
