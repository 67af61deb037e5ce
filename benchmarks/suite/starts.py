"""From the call to the exit: one record, a first small table, a province's year."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.peers.records.workload import asks, records, rules
from benchmarks.suite.limits import Bound
from benchmarks.suite.process import OWN, run
from benchmarks.suite.setting import Setting, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn
from benchmarks.workload import QUARTERS, write_workload

SECTION = "From the call to the exit"
ABOUT = """
Whole processes. The rules are one file that was loaded once before, so that what is kept of it is
there.
"""
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
    with tempfile.TemporaryDirectory() as name:
        work = _work(Path(name))
        contenders = {
            each: partial(run, command, statuses=statuses)
            for each, (command, statuses, _) in work.items()
        }
        found = in_turn(contenders, setting.rounds)
    limits = dict(zip(list(work)[1:], (0.1, 0.25, 1.0), strict=True))
    bounds = {each: [Bound(most=limit)] for each, limit in limits.items()}
    told = {
        each: "exact" if found[each].written.strip() == wanted else "WRONG"
        for each, (_, _, wanted) in work.items()
        if wanted and not found[each].why
    }
    yield from rows(SECTION, "whole process", found, bounds, told=told, base=BARE)


def _work(folder: Path) -> dict[str, tuple[list[str | Path], tuple[int, ...], str]]:
    """By title the command, what it may exit with, and what it must print where that is known."""
    plan = folder / "record.dxplan"
    plan.write_text(rules(), encoding="utf-8")
    every = list(records())[:100]
    table = folder / "table.csv"
    lines = [["school", "period", *every[0]]]
    lines += [[f"S{n}", "2024", *map(str, each.values())] for n, each in enumerate(every)]
    table.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    sums = {name: sum(each[name] for each in every) for name in every[0]}
    of_record, of_sums = (str(sum(ask.kept(each) for ask in asks())) for each in (every[0], sums))
    year = write_workload(folder, schools=2_800)
    check: list[str | Path] = [OWN, "-m", "dxplan", "check", year[0], "--data", year[1]]
    check += ["--register", year[2], "--as-of", "2024-12-31", "--format", "json"]
    record = json.dumps(every[0])
    return {
        BARE: ([OWN, "-c", "pass"], (0,), ""),
        "one record, 40 targets": ([OWN, "-c", RECORD, plan, record], (0,), of_record),
        "a small table, 40 targets": ([OWN, "-c", TABLE, plan, table], (0,), of_sums),
        f"dxplan check, 2,800 schools × {len(QUARTERS)}, to JSON": (check, (0, 1), ""),
    }
