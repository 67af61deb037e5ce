"""Servers end with whoever started them, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cluster.servers import NotStarted, served
from tests.docs.pages import REPO

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them"
)

# A server that starts another process, as Spark's workers do, and names both
SERVER = "sleep 600 & echo ready $$ $!; wait"
STARTER = """
import sys, time
from pathlib import Path
from tests.cluster.servers import served
with served(["sh", "-c", {server!r}], Path(sys.argv[1]), r"ready") as _:
    print("started", flush=True)
    time.sleep(600)
"""


def is_alive(process: int) -> bool:
    """Whether a process runs; one that ended and is not yet waited for does not."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):  # it ended before, or while it was read
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def ended(processes: list[int]) -> bool:
    """Whether all processes end soon."""
    deadline = time.monotonic() + 60
    while any(map(is_alive, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(is_alive, processes))


def test_a_server_ends_with_the_block(tmp_path: Path) -> None:
    with served(["sh", "-c", SERVER], tmp_path / "log", r"ready (\d+) (\d+)") as found:
        processes = [int(each) for each in found.groups()]
        assert all(map(is_alive, processes))
    assert ended(processes)


def test_a_server_ends_with_a_block_that_fails(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        served(["sh", "-c", SERVER], tmp_path / "log", r"ready (\d+) (\d+)") as found,
    ):
        raise KeyboardInterrupt
    assert ended([int(each) for each in found.groups()])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_ends_with_a_process_that_is_ended(tmp_path: Path, how: signal.Signals) -> None:
    log = tmp_path / "log"
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER.format(server=SERVER), str(log)],
        cwd=REPO,
        env=os.environ | {"PYTHONPATH": str(REPO)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == b"started\n"
        processes = [int(each) for each in log.read_text("utf-8").split()[1:3]]
        assert all(map(is_alive, processes))
        starter.send_signal(how)
    assert ended(processes)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(NotStarted, match="no such folder"),
        served(["sh", "-c", "echo no such folder; exit 1"], tmp_path / "log", "ready"),
    ):
        pytest.fail("it was not ready")
