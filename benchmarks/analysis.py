"""How long it takes to say what rules mean, beside a bare interpreter.

    python -m benchmarks.analysis [--rounds N] [--targets N]

Whole processes, taken in turn, as in ``start.py``: the table gives medians, ratios to the bare
interpreter, limits, and how much memory a process held at most. The last rows are of one process
that loads two plans and refines: how long each step took in it, and what the solver was asked.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.start import dxplan
from benchmarks.two_plans import write_plans

PROVINCES = ("binh_dinh", "bac_giang", "quang_ninh")
LINT_LIMIT, REFINE_LIMIT = 1.0, 5.0
"""Seconds."""


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds, MiB at most, and what it wrote."""

    seconds: float
    memory: float
    written: str


def run(command: tuple[str, ...]) -> Taken:
    """Run a process to its end."""
    begun = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        written = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} exited with {process.returncode}")
    kib = used.ru_maxrss / (1024 if platform.system() == "Darwin" else 1)
    return Taken(perf_counter() - begun, kib / 1024, written)


def refined(child: str, parent: str) -> None:
    """Load and refine in this process, and print what that took."""
    from dxplan import load
    from dxplan.analysis.linear.work import Work
    from dxplan.analysis.refinement import refine

    begun = perf_counter()
    plans = load(child), load(parent)
    loaded = perf_counter()
    work = Work()
    found = refine(*plans, work)
    done = perf_counter()
    statuses = Counter(each.status for each in found)
    print(json.dumps([loaded - begun, done - loaded, work.questions, work.used, statuses]))


def row(title: str, seconds: float, bare: float, limit: float | None, memory: float) -> str:
    """A line of the table."""
    over = " over" if limit is not None and seconds > limit else ""
    told = "" if limit is None else f"{limit:.0f} s"
    held = f"{memory:.0f} MiB" if memory else ""
    return f"{title:<44}{seconds:>8.2f} s{seconds / bare:>9.1f}{told:>8}{held:>10}{over}".rstrip()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3, help="runs of every call (default: 3)")
    parser.add_argument("--targets", type=int, default=1000, help="in each plan (default: 1000)")
    parser.add_argument("--refine", nargs=2, metavar="PLAN", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.refine:
        refined(*options.refine)
        return
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {machine}, {options.rounds} runs\n")
    with tempfile.TemporaryDirectory() as folder:
        plans = [str(path) for path in write_plans(Path(folder), options.targets)]
        calls = {
            "python -c pass": ((sys.executable, "-c", "pass"), None),
            f"dxplan lint {' '.join(PROVINCES)}": ((*dxplan(), "lint", *PROVINCES), LINT_LIMIT),
            f"load and refine, {options.targets} targets each": (
                (sys.executable, "-m", "benchmarks.analysis", "--refine", *plans),
                None,
            ),
        }
        taken: dict[str, list[Taken]] = {title: [] for title in calls}
        for _ in range(options.rounds):
            for title, (command, _limit) in calls.items():
                taken[title].append(run(command))
    bare = median(each.seconds for each in next(iter(taken.values())))
    print(f"{'call':<44}{'median':>10}{'x bare':>9}{'limit':>8}{'memory':>10}")
    for title, (_, limit) in calls.items():
        own = taken[title]
        seconds = median(each.seconds for each in own)
        print(row(title, seconds, bare, limit, max(each.memory for each in own)))
    steps = [json.loads(each.written) for each in own]
    print(row("  of which loading", median(each[0] for each in steps), bare, None, 0))
    print(row("  of which refinement", median(each[1] for each in steps), bare, REFINE_LIMIT, 0))
    _, _, questions, used, statuses = steps[0]
    print(f"\n{questions} questions to the solver, {used} units of work")
    print(", ".join(f"{count} {status}" for status, count in sorted(statuses.items())))


if __name__ == "__main__":
    main()
