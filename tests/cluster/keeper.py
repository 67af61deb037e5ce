"""Run a server for no longer than whoever started it lives.

``keeper.py SIGNAL USER COMMAND...`` runs the command, as another user if one is named, until its
own standard input ends. That happens when the other end closes it and also when the process there
is killed, so that no server outlives a test run, however the run ends.

It imports nothing of this repository: it is started by its path, in a process of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Thread
from typing import Any

PATIENCE = 15
"""Seconds between the signal that asks a server to end and the one that ends it."""


def keep(farewell: str, user: str, *command: str) -> int:
    """Run the command until standard input ends, and say how it ended."""
    as_user: dict[str, Any] = {"user": user, "group": user, "extra_groups": ()} if user else {}
    server = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, start_new_session=True, cwd="/", **as_user
    )
    Thread(target=end_with_input, args=(server, signal.Signals[farewell]), daemon=True).start()
    try:
        return server.wait()
    finally:
        # What the server started in turn, such as Spark's executors
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def end_with_input(server: subprocess.Popen[bytes], farewell: signal.Signals) -> None:
    """Wait for standard input to end, then end the server, kindly at first."""
    while os.read(0, 4096):
        pass
    server.send_signal(farewell)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()


if __name__ == "__main__":
    sys.exit(keep(*sys.argv[1:]))
