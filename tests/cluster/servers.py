"""Start servers for tests, and end them again."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

KEEPER = Path(__file__).with_name("keeper.py")
DEADLINE = 300
"""Seconds in which a server has to be ready; it takes a few, on a busy machine many more."""


class NotStarted(Exception):
    """A server ended, or kept silent, before it was ready."""


@contextmanager
def served(
    command: Sequence[str | Path],
    log: Path,
    ready: str,
    *,
    farewell: signal.Signals = signal.SIGTERM,
    user: str = "",
    env: Mapping[str, str] | None = None,
) -> Iterator[re.Match[str]]:
    """Run a server while the block runs, which is entered when its log says that it is ready.

    :param log: The file that takes what the server prints.
    :param ready: The pattern that its log matches once it is ready.
    :param farewell: The signal that asks it to end.
    :param user: Whom it runs as, where that is not the user who runs the tests.
    """
    with (
        log.open("wb") as output,
        # Out of the terminal's group: Ctrl-C reaches the tests, and they end the server
        subprocess.Popen(
            [sys.executable, KEEPER, farewell.name, user, *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=env,
        ) as keeper,
    ):
        yield _announced(keeper, log, re.compile(ready))


def _announced(keeper: subprocess.Popen[bytes], log: Path, ready: re.Pattern[str]) -> re.Match[str]:
    """What the log says of being ready, once it does."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        ended = keeper.poll() is not None
        said = log.read_text("utf-8", "replace")
        if found := ready.search(said):
            return found
        if ended:
            break
        time.sleep(0.05)
    raise NotStarted(f"{log.name}:\n" + "\n".join(said.splitlines()[-20:]))
