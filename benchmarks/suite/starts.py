"""From the call to the exit: one record, a first small table, a province's year."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.peers.records.workload import records, rules
from benchmarks.suite.limits import Bound
from benchmarks.suite.process import OWN, Taken, run
from benchmarks.suite.setting import Setting, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "From the call to the exit"
BARE = "python -c pass"
RECORD = """import dxplan, json, sys
from datetime import date
checker = dxplan.compile(sys.argv[1], as_of=date(2024, 12, 31))
print(sum(each[1] == "met" for each in checker(json.loads(sys.argv[2]))))"""
TABLE = """import dxplan, sys
from datetime import date
found = dxplan.check(sys.argv[1], sys.argv[2], as_of=date(2024, 12, 31))
print(found.count("met"))"""


def measure(setting: Setting) -> Iterator[Row]:
    """The rules have been loaded before, so that what is kept of them is there."""
    import json

    sys.path.insert(0, str(Path(__file__).parents[1]))
    from workload import QUARTERS, write_workload

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = folder / "record.dxplan"
        plan.write_text(rules(), encoding="utf-8")
        every = list(records())[:100]
        table = folder / "table.csv"
        lines = [["school", "period", *every[0]]]
        lines += [[f"S{n}", "2024", *map(str, each.values())] for n, each in enumerate(every)]
        table.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
        year = write_workload(folder, schools=2_800)
        check = [OWN, "-m", "dxplan", "check", year[0], "--data", year[1], "--register", year[2]]
        check += ["--as-of", "2024-12-31", "--format", "json"]
        work = {
            BARE: ([OWN, "-c", "pass"], (0,)),
            "one record, 40 targets": ([OWN, "-c", RECORD, plan, json.dumps(every[0])], (0,)),
            "a small table, 40 targets": ([OWN, "-c", TABLE, plan, table], (0,)),
            f"dxplan check, 2,800 schools × {len(QUARTERS)}, to JSON": (check, (0, 1)),
        }
        contenders = {
            each: partial(_run, command, statuses) for each, (command, statuses) in work.items()
        }
        found = in_turn(contenders, setting.rounds)
    limits = dict(zip(list(work)[1:], (0.1, 0.25, 1.0), strict=True))
    bounds = {each: [Bound(most=limit)] for each, limit in limits.items()}
    yield from rows(SECTION, "whole process", found, bounds, base=BARE)


def _run(command: list[str | Path], statuses: tuple[int, ...]) -> Taken:
    return run(command, statuses=statuses)
