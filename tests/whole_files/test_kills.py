"""Whoever is killed while writing leaves the old file or the whole new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import REPO

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and forks as POSIX has them")

RUNS = {
    "report": 40, "freeze": 12, "sums": 30, "fmt": 15, "lint": 15, "cache": 12, "kept": 90,
    "template": 15, "new": 50,
}  # fmt: skip
# What the others do besides writing takes so long that few of them are killed while they write.
MOSTLY_WRITING = ("sums", "kept", "new")
STEPS = {
    "open", "open to write", "write", "chown", "chmod", "fsync", "replace", "mkdir", "rename",
}  # fmt: skip


def program(name: str, *arguments: str, **environment: str) -> Any:
    """What a program beside this file prints; it forks, and so does without threads."""
    alone = {"OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore::DeprecationWarning"}
    done = subprocess.run(
        [sys.executable, "-m", f"tests.whole_files.{name}", *arguments],
        cwd=REPO, env={**os.environ, **alone, **environment}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("writer", RUNS)
def test_a_kill_at_any_moment_leaves_whole_files(writer: str) -> None:
    found = program("killing", writer, str(RUNS[writer]), "6")
    killed = found.pop("killed_while_writing")
    assert found == {
        "runs": RUNS[writer], "wrong": [], "healthy": True, "drafts_afterwards": 0,
    }  # fmt: skip
    assert killed or writer not in MOSTLY_WRITING


@pytest.mark.parametrize("writer", ["sums", "lint", "kept", "new"])
def test_an_end_at_any_step_leaves_whole_files(writer: str) -> None:
    found = program("stumbling", writer, "die")
    assert {each["code"] for each in found} == {77}
    assert [each["wrong"] for each in found] == [[]] * len(found)
    assert {each["step"] for each in found} <= STEPS
    assert len(found) >= 6
    assert max(each["drafts"] for each in found) == 1


SAID = {
    ("sums", "ENOSPC"): "không ghi được out/sums.parquet: ổ đĩa đã hết chỗ trống",
    ("template", "EDQUOT"): "không ghi được out/form{turn}.xlsx: đã dùng hết dung lượng được cấp",
    ("lint", "EACCES"): "không ghi được out/rules.dxplan: không có quyền truy cập",
    ("fmt", "ENOSPC"): "out/plan.dxplan could not be written: No space left on device",
    ("new", "EROFS"): "out/tay_do_{turn} could not be written: Read-only file system",
}


@pytest.mark.parametrize(("writer", "error"), SAID)
def test_what_the_system_refuses_is_said_in_one_line_and_changes_nothing(
    writer: str, error: str
) -> None:
    found = program("stumbling", writer, error, LC_ALL="C")
    *refused, last = found
    # Only then is the file there, and all that could not be done is to bring its name to the disk.
    assert (last["step"], last["code"]) == ("fsync", 0)
    assert len(refused) >= 5
    for number, each in enumerate(refused, start=1):
        line = SAID[writer, error].format(turn=2 * number)
        lines = [said for said in each["said"].splitlines() if "dxplan lint" not in said]
        assert (each["code"], lines) == (2, [line])
        assert (each["wrong"], each["drafts"]) == ([], 0)


def test_a_cache_that_cannot_be_written_is_done_without() -> None:
    found = program("stumbling", "cache", "ENOSPC")
    assert {each["step"] for each in found} >= {"mkdir", "open", "write", "replace"}
    assert {(each["code"], each["said"], each["drafts"]) for each in found} == {(0, "", 0)}
    assert [each["wrong"] for each in found] == [[]] * len(found)


def test_many_processes_share_a_cache_that_something_damages() -> None:
    assert program("crowding", "6", "12", "6") == {
        "codes": [0] * 7, "afterwards": 0, "drafts": [],
    }  # fmt: skip


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """What the system itself says when a file may grow no more, also to a library."""
    code = (
        "import os, resource, sys\n"
        "from pathlib import Path\n"
        "from dxplan.cli import main\n"
        "from tests.whole_files.writers import furnish\n"
        f"os.chdir({str(tmp_path)!r})\n"
        "furnish(Path())\n"
        "os.environ['DXPLAN_CACHE'] = 'off'\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))\n"
        "data = ['small.dxplan', '--data', 'a.csv', '--lang', 'en']\n"
        "print(main(['sums', *data, '-o', 'out/x.parquet']))\n"
        "print(main(['check', *data, '--format', 'json', '--output', 'out/x.json']))\n"
        "print(os.listdir('out'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPO, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.splitlines() == ["2", "2", "[]"]
    assert [line for line in done.stderr.splitlines() if "dxplan lint" not in line] == [
        "out/x.parquet could not be written: File too large",
        "out/x.json could not be written: File too large",
    ]
