"""Whole processes: how long they take, and how much memory they hold at most."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import perf_counter

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".venv" / "bin" / "python"
PEERS = ROOT / "build" / "peers-venv" / "bin" / "python"
LONGEST = 600.0
"""Seconds that any process may take, so that none stops the run."""


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


class TooLong(Failed):
    """A process that was ended because it took longer than it may.

    :param seconds: how long it may take.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not done after {seconds:g} s")
        self.seconds = seconds


def run(
    command: Sequence[str | Path],
    settings: Mapping[str, str] | None = None,
    statuses: Sequence[int] = (0,),
    limit: float = LONGEST,
) -> Taken:
    """Run a process to its end, from the root of the repository.

    The caller must be small: until a new process starts its own program, the system counts the
    caller's memory as its own.

    :param settings: environment variables on top of those there are.
    :param statuses: what it may exit with.
    :param limit: seconds after which it is ended, with everything it started.
    :raises Failed: when it exits with another status, or there is no such program.
    :raises TooLong: when it takes longer than the limit.
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
            errors="replace",
            # A group of its own, so that it can be ended with what it started
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise Failed(f"no such program: {error.filename}") from error
    with process, _ended_after(limit, process.pid):
        assert process.stdout is not None
        try:
            written = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            # Ctrl-C does not reach another group
            _end(process.pid)
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - begun
    if process.returncode == -signal.SIGKILL and seconds >= limit:
        raise TooLong(limit)
    if process.returncode not in statuses:
        last = written.strip().splitlines()[-1:] or [f"exit status {process.returncode}"]
        raise Failed(last[0][:200])
    kib = used.ru_maxrss / (1024 if platform.system() == "Darwin" else 1)
    return Taken(seconds, kib / 1024, written)


@contextmanager
def _ended_after(limit: float, group: int) -> Iterator[None]:
    """End a process and what it started after so many seconds, unless the block is left before."""
    timer = Timer(limit, _end, (group,))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
