"""``python -m tests.whole_files.killing WRITER RUNS SEED``: kills a writer at random moments.

One process has imported everything and forks the writers, so that a run takes milliseconds. Every
writer makes turn after turn until it is killed; what it leaves is looked at, and then the
next one begins in the same folder. Prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

from tests.whole_files.writers import (
    WRITERS,
    Contents,
    Writer,
    contents,
    drafts,
    furnish,
    what_is_wrong,
)


def forked(work: Callable[[], int]) -> int:
    """Run something in a process of its own; its number."""
    process = os.fork()
    if process == 0:
        try:
            os._exit(work())
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(99)
    return process


def exit_code(process: int) -> int:
    """How a process ended: its code, or the negative number of a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_at_random(writer: Writer, runs: int, seed: int) -> dict[str, object]:
    """What is wrong after all these deaths, and how they came about."""
    chance = random.Random(seed)
    folder = Path.cwd()
    furnish(folder)
    import_all(writer, folder)
    usual: Contents = frozenset()
    for turn in (0, 1):
        begun = time.monotonic()
        assert exit_code(forked(partial(writer.turn, folder, turn))) == 0
        usual |= contents(folder)
    a_turn = time.monotonic() - begun
    wrong: list[str] = []
    left = 0
    for number in range(1, runs + 1):
        process = forked(partial(endlessly, writer, folder, 1000 * number))
        time.sleep(chance.uniform(0, 2 * a_turn))
        os.kill(process, signal.SIGKILL)
        if (ended := exit_code(process)) != -signal.SIGKILL:
            wrong.append(f"ended with {ended}")
        wrong += what_is_wrong(writer, folder, usual)
        left += bool(drafts(folder))
    healthy = exit_code(forked(partial(writer.turn, folder, 10**7)))
    wrong += what_is_wrong(writer, folder, usual)
    return {"runs": runs, "wrong": wrong, "healthy": healthy == 0, "killed_while_writing": left,
            "drafts_afterwards": len(drafts(folder))}  # fmt: skip


def import_all(writer: Writer, folder: Path) -> None:
    """Import what a turn imports, without making one: that may start threads."""
    names = folder / "modules"

    def look() -> int:
        code = writer.turn(folder, 10**6)
        names.write_text("\n".join(sys.modules))
        return code

    assert exit_code(forked(look)) == 0
    for name in names.read_text().splitlines():
        with suppress(ImportError):
            import_module(name)


def endlessly(writer: Writer, folder: Path, turn: int) -> int:
    """Write until somebody ends it; gives the exit code of a turn that fails."""
    while True:
        code = writer.turn(folder, turn)
        if code:
            return code
        turn += 1


def run(arguments: list[str]) -> None:
    """Kill the writer that is named."""
    name, runs, seed = arguments
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["DXPLAN_CACHE"] = str(Path(folder, "cache"))
        print(json.dumps(kill_at_random(WRITERS[name], int(runs), int(seed))))
        os.chdir("/")


if __name__ == "__main__":
    run(sys.argv[1:])
