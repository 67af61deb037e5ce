"""How long dxplan takes from the call to the exit, beside a bare interpreter.

    python -m benchmarks.start [--rounds N]

The calls are whole processes, taken in turn so that a busy moment of the machine touches all of
them alike; the table gives medians. The second table says which of the heavier modules a call
imports.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.workload import write_workload

ROOT = Path(__file__).parent.parent
HEAVY = ("lark", "rich", "duckdb", "numpy", "pluggy", "attr", "importlib.metadata")
PROFILE_IMPORTS = "PYTHONPROFILEIMPORTTIME"


@dataclass(frozen=True)
class Call:
    """A process to measure.

    :param statuses: what it may exit with; a check exits with 1 when something due is missed.
    :param limit: the longest it should take, in milliseconds.
    """

    title: str
    command: tuple[str, ...]
    statuses: tuple[int, ...] = (0,)
    limit: int | None = None


def dxplan() -> tuple[str, ...]:
    """How to call dxplan in the environment of this interpreter."""
    beside = shutil.which("dxplan", path=str(Path(sys.executable).parent))
    return (beside,) if beside else (sys.executable, "-m", "dxplan")


def calls(folder: Path) -> list[Call]:
    """Everything that is measured; the bare interpreter first."""
    plan, reports, register = (str(path) for path in write_workload(folder))
    (folder / "province").mkdir()
    province = [str(path) for path in write_workload(folder / "province", 2800)]
    (folder / "small.csv").write_text("school,period,learners\nA,2024-Q4,7\n", "utf-8")
    load = f"import dxplan; assert dxplan.load({plan!r}).targets"
    example = ROOT / "examples" / "binh_dinh"
    data = tuple(str(example / f"{name}.csv") for name in ("reports", "register", "events"))
    check = (*dxplan(), "check")
    return [
        Call("python -c pass", (sys.executable, "-c", "pass")),
        Call("python -c 'import lark'", (sys.executable, "-c", "import lark")),
        Call("dxplan --version", (*dxplan(), "--version"), limit=150),
        Call("dxplan --help", (*dxplan(), "--help"), limit=150),
        Call("a plan that was kept, loaded", (sys.executable, "-c", load), limit=100),
        Call(
            "dxplan check, 1 school, to JSON",
            (*check, plan, "--data", str(folder / "small.csv"), "--as-of", "2024-12-31",
             "--format", "json"),
            (0, 1),
            limit=250,
        ),
        Call(
            "dxplan check, 30 targets, 600 schools x 4",
            (*check, plan, "--data", reports, "--register", register, "--as-of", "2024-12-31"),
            (0, 1),
            limit=2000,
        ),
        Call(
            "dxplan check, 2,800 schools x 4, to JSON",
            (*check, province[0], "--data", province[1], "--register", province[2],
             "--as-of", "2024-12-31", "--format", "json"),
            (0, 1),
            limit=1000,
        ),
        Call(
            "dxplan check, Bình Định, 627 schools x 8",
            (*check, "binh_dinh", "--data", data[0], "--register", data[1], "--events", data[2],
             "--as-of", "2025-12-31"),
            (0, 1),
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """Milliseconds on the clock, and those of the processor alone."""

    clock: float
    processor: float


def run(call: Call, **settings: str) -> tuple[Taken, str]:
    """Run a call once: how long it took, and what it wrote to stderr."""
    begun, before = perf_counter(), _of_children()
    done = subprocess.run(
        call.command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | settings,
    )
    took = Taken((perf_counter() - begun) * 1000, (_of_children() - before) * 1000)
    if done.returncode not in call.statuses or "Traceback" in done.stderr:
        sys.exit(f"{call.title} exited with {done.returncode}:\n{done.stderr}")
    return took, done.stderr


def _of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def measured(found: list[Call], rounds: int) -> dict[Call, Taken]:
    """The medians of every call. The round before the first fills the caches."""
    times: dict[Call, list[Taken]] = {call: [] for call in found}
    for number in range(rounds + 1):
        for call in found:
            took, _ = run(call)
            if number:
                times[call].append(took)
    return {
        call: Taken(median(t.clock for t in taken), median(t.processor for t in taken))
        for call, taken in times.items()
    }


def imported(call: Call) -> set[str]:
    """Which of the heavier modules a call imports."""
    _, written = run(call, **{PROFILE_IMPORTS: "1"})
    lines = (line for line in written.splitlines() if line.startswith("import time:"))
    return {line.rsplit("|", 1)[-1].strip() for line in lines} & set(HEAVY)


def times_table(times: Mapping[Call, Taken]) -> str:
    """Medians, ratios to the first call, and limits; on a busy machine the processor tells more."""
    bare = next(iter(times.values())).clock
    lines = [f"{'call':<44}{'median':>10}{'processor':>13}{'x bare':>9}{'limit':>11}"]
    for call, taken in times.items():
        took = taken.clock
        limit = "" if call.limit is None else f"{call.limit} ms"
        over = " over" if call.limit is not None and took > call.limit else ""
        used = f"{taken.processor:>10.0f} ms"
        line = f"{call.title:<44}{took:>7.0f} ms{used}{took / bare:>9.1f}{limit:>11}{over}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def imports_table(found: list[Call]) -> str:
    """Which call imports which module."""
    lines = [f"{'imports':<44}" + "".join(f"{name:>{len(name) + 2}}" for name in HEAVY)]
    for call in found:
        names = imported(call)
        marks = ("yes" if name in names else "-" for name in HEAVY)
        cells = (f"{m:>{len(name) + 2}}" for name, m in zip(HEAVY, marks, strict=True))
        lines.append(f"{call.title:<44}" + "".join(cells))
    return "\n".join(lines)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=7, help="runs of every call (default: 7)")
    rounds = parser.parse_args().rounds
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {machine}, {rounds} runs\n")
    with tempfile.TemporaryDirectory() as folder:
        found = calls(Path(folder))
        print(times_table(measured(found, rounds)), end="\n\n")
        print(imports_table(found[1:]))


if __name__ == "__main__":
    main()
