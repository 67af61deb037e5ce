"""Whole processes: how long they take, and how much memory they hold at most."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".venv" / "bin" / "python"
PEERS = ROOT / "build" / "peers-venv" / "bin" / "python"


@dataclass(frozen=True)
class Taken:
    """What a process took.

    :param memory: the most it held, in MiB.
    """

    seconds: float
    memory: float
    written: str


class Failed(RuntimeError):
    """A process that did not do what it was asked for, with the end of what it said."""


def run(
    command: Sequence[str | Path],
    settings: Mapping[str, str] | None = None,
    statuses: Sequence[int] = (0,),
) -> Taken:
    """Run a process to its end, from the root of the repository.

    The caller must be small: until a new process starts its own program, the system counts the
    caller's memory as its own.

    :param settings: environment variables on top of those there are.
    :param statuses: what it may exit with.
    :raises Failed: when it exits with another status, or there is no such program.
    """
    text = [str(part) for part in command]
    begun = perf_counter()
    try:
        process = subprocess.Popen(
            text,
            cwd=ROOT,
            env={**os.environ, **(settings or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
    except FileNotFoundError as error:
        raise Failed(f"no such program: {error.filename}") from error
    with process:
        assert process.stdout is not None
        written = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - begun
    if process.returncode not in statuses:
        last = written.strip().splitlines()[-1:] or [f"exit status {process.returncode}"]
        raise Failed(last[0])
    kib = used.ru_maxrss / (1024 if platform.system() == "Darwin" else 1)
    return Taken(seconds, kib / 1024, written)
