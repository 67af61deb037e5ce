"""A bad plugin that is really installed, seen from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_entry import clean_environment

GOOD = "\n@hookimpl\ndef dxplan_calendars():\n    return [Calendar('bad')]\n"
HEAD = "from dxplan.plugin import *\n"
DEEP = "def down(): return down()\ndown()\n"
CHECK = (
    "check", "small.dxplan", "--data", "figures.csv", "--as-of", "2025-12-31", "--format", "json",
)  # fmt: skip


def install(folder: Path, code: str) -> Path:
    """A distribution that announces a plugin, in a folder for ``PYTHONPATH``."""
    about = folder / "dxplan_bad-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: dxplan-bad\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[dxplan]\nbad = bad_plugin\n")
    (folder / "bad_plugin.py").write_text(HEAD + code + GOOD, "utf-8")
    return folder


def dxplan(*arguments: str, beside: Path | None = None) -> tuple[int, bytes, str]:
    """What a command ends with, with a plugin beside those that are installed."""
    environment = clean_environment(DXPLAN_LIMITS="plugin_seconds=1")
    if beside is not None:
        environment["PYTHONPATH"] = os.pathsep.join([environment["PYTHONPATH"], str(beside)])
    done = subprocess.run(
        [sys.executable, "-m", "dxplan", *arguments], env=environment, capture_output=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit(0)\n", "cannot be imported: SystemExit: 0 [bad_plugin.py:2]"),
        (DEEP, "cannot be imported: RecursionError: maximum recursion depth exceeded"),
        ("print('{')\n", "it printed to standard output (shown among the messages instead)"),
        ("import os; os.chdir('/')\n", "put back: the working folder"),
        pytest.param(
            "import time\nwhile True: time.sleep(1)\n",
            "`bad_plugin` did not end in 1 s; it was at bad_plugin.py:3",
            marks=pytest.mark.skipif(os.name != "posix", reason="alarms as POSIX has them"),
        ),
    ],
)
def test_the_result_is_the_same_and_the_plugin_is_named(
    tmp_path: Path, code: str, said: str
) -> None:
    in_peace = dxplan(*CHECK)
    code_, out, err = dxplan(*CHECK, beside=install(tmp_path / "site", code))
    assert (code_, out) == in_peace[:2]
    assert "plugin bad (dxplan-bad 1.0)" in err
    assert said in err
    assert "Traceback" not in err
    assert err.endswith(in_peace[2])
