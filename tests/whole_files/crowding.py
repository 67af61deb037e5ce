"""``python -m tests.whole_files.crowding PROCESSES TURNS SEED``: many share a cache.

All of them load the same plans over and over, and keep them; one more damages what is kept. Each
says whether it ever got another plan than the rules say. Prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from functools import partial
from pathlib import Path

from dxplan.session import open_session
from dxplan.syntax.cache_folder import keep
from tests.whole_files.killing import exit_code, forked, import_all
from tests.whole_files.writers import UNLIKE, WRITERS, drafts, furnish


def load_all(turns: int) -> int:
    """Load plans that differ in a number; how often it was the wrong one."""
    wrong = 0
    for turn in range(turns):
        session = open_session(entry_points=False)
        for number in (5, 7):
            found = session.load(Path(f"plan{number}.dxplan"))
            wrong += not found.ok or found.value.targets[0].low != number
        keep(f"plan-{turn % 3}.json", bytes([turn]) * 100_000, at_most=5)
    return wrong


def damage(turns: int, seed: int) -> int:
    """Do to the files of the cache what a disk, a person or another program may do."""
    chance = random.Random(seed)
    for _ in range(turns):
        for path in sorted(Path("out").glob("*-*")):
            ways = (
                lambda path: path.unlink(),
                lambda path: path.write_bytes(chance.randbytes(200)),
                lambda path: os.truncate(path, chance.randrange(200)),
                lambda path: path.chmod(0o666),
            )
            try:
                chance.choice(ways)(path)
            except FileNotFoundError:
                continue
    return 0


def run(arguments: list[str]) -> None:
    """Let them all begin, and wait for all."""
    processes, turns, seed = map(int, arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        furnish(Path())
        import_all(WRITERS["cache"], Path())
        os.environ["DXPLAN_CACHE"] = "out"
        for number, text in zip((5, 7), UNLIKE, strict=True):
            Path(f"plan{number}.dxplan").write_bytes(text.encode())
        running = [forked(partial(load_all, turns)) for _ in range(processes)]
        running.append(forked(partial(damage, 20 * turns, seed)))
        codes = [exit_code(each) for each in running]
        last = exit_code(forked(partial(load_all, 1)))
        left = [path.name for path in drafts(Path())]
        print(json.dumps({"codes": codes, "afterwards": last, "drafts": left}))
        os.chdir("/")


if __name__ == "__main__":
    run(sys.argv[1:])
