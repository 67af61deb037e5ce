"""What a measured process is asked for, and how it answers."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.nation.plan import Target, six_hundred, sixty

Found: TypeAlias = Sequence[Sequence[Any]]
"""T1: target, rows that keep it, rows. T2, T2b: place, target, date, verdict and the sums."""

REGISTER = "register.parquet"
"""The file with the schools that dxplan is given, as what is written by hand is."""

TASKS = ("T1", "T1F", "T2", "T2b")


@dataclass(frozen=True)
class Work:
    """A task on a file.

    :param folder: of the nation's files, the register among them.
    :param path: the file with the figures.
    :param honest: whether a verdict must hold for everything that missing reports may be.
    :param plan: the name of the file with the rules.
    :param register: the name of the file with the schools, where a contender may choose.
    """

    task: str
    folder: Path
    path: Path
    honest: bool
    plan: str
    register: str = REGISTER

    @property
    def targets(self) -> tuple[Target, ...]:
        """Those of the plan."""
        return sixty() if self.plan == "plan60.dxplan" else six_hundred()


def run(do: Callable[[Work], Found | int]) -> None:
    """Do what the command line asks for, and print how much of what came out.

    A rival that reads other arguments than these is no rival: all of them are called alike.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("path", type=Path)
    parser.add_argument("--honest", action="store_true")
    parser.add_argument("--plan", default="plan60.dxplan")
    parser.add_argument("--register", default=Work.register)
    parser.add_argument("--write", type=Path, help="write everything that came out, as JSON")
    options = parser.parse_args()
    path = options.path.absolute()
    work = Work(options.task, path.parent, path, options.honest, options.plan, options.register)
    found = do(work)
    if options.write:
        options.write.write_text(json.dumps(found, default=_exact), encoding="utf-8")
    print(json.dumps(summary(options.task, found)))


def _exact(value: object) -> int:
    """Whole numbers of engines' own types."""
    return int(str(value))


def summary(task: str, found: Found | int) -> dict[str, int]:
    """So much came out: rows that keep their targets, or verdicts by kind."""
    if isinstance(found, int):
        return {"failing": found}
    if task == "T1":
        return {
            "kept": sum(int(row[1]) for row in found),
            "rows": sum(int(row[2]) for row in found),
        }
    return dict(sorted(Counter(str(row[3]) for row in found).items()))
