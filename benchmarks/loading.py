"""How many rules a second become a plan: read, bound, both, and from what was kept.

    python -m benchmarks.loading [--rules N] [--rounds N] [--json]

The rules are one line each, of one shape or of many; the measures and indicators that they are
about are read and bound with them. Times are those of the processor, because other work on the
machine is none of theirs, and the best of some rounds. The memory is that of a process of its own:
how much larger loading makes it, and the most that Python's own values took.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import TypeVar

from dxplan.plan.bind import bind
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse

T = TypeVar("T")

LEVELS = ("primary", "lower_secondary", "upper_secondary", "vocational", "continuing")
YEARS = range(2022, 2042)
PLAIN = ("{name} {level} >= {number}% by {year}",)
MIXED = (
    *PLAIN,
    "{name} {level} over {number}.5% by {year}",
    "{name} {level} at least {number}% before {year}-06-30",
    "{name} {level} >= {number}% in {year}",
    '{name} {level} >= {number}% by {year} lead so_gddt cite "II.{number}"',
    "{name} {level} đạt {number}% đến năm {year} chủ trì so_gddt",
    "{name} {level} {number}% .. 90% by {year}-Q2",
    "{name} {level} tối thiểu {number}% đến 31/12/{year}",
)
HEAD = "plan big\n    period 2021 to 2045\nunit so_gddt\ndimension level { %s }\n"
DECLARED = (
    "measure part_{n} by level flow\nmeasure whole_{n} by level flow\n"
    "indicator share_{n} = part_{n} / whole_{n}\n"
)


def rules(count: int, forms: tuple[str, ...]) -> Iterator[str]:
    """The lines of a plan with so many rules, no two of them about the same."""
    yield HEAD % ", ".join(LEVELS)
    a_name = len(LEVELS) * len(YEARS)
    for number in range(-(-count // a_name)):
        yield DECLARED.format(n=number)
    for number in range(count):
        rest, year = divmod(number, len(YEARS))
        which, level = divmod(rest, len(LEVELS))
        # A list of one form after the other would be easier to read than rules are.
        form = forms[(number * 7 + which) % len(forms)]
        yield (
            form.format(
                name=f"share_{which}", level=LEVELS[level], number=year + 2, year=YEARS[year]
            )
            + "\n"
        )


def best(rounds: int, call: Callable[[], T]) -> tuple[T, float]:
    """What a call gives, and the least time it took."""
    times = []
    for _ in range(rounds):
        begun = process_time()
        value = call()
        times.append(process_time() - begun)
    return value, min(times)


def session() -> Session:
    """A session without what happens to be installed."""
    return open_session(entry_points=False)


def measured(path: Path, count: int, rounds: int) -> dict[str, float]:
    """Rules a second, by what is done with them."""
    os.environ["DXPLAN_CACHE"] = str(path.parent / "cache")
    source = source_from_text(path.read_text("utf-8"), str(path))
    around = session().environment
    read, reading = best(rounds, lambda: parse(source))
    bound, binding = best(rounds, lambda: bind([read.value], around))
    assert read.ok and bound.ok and len(bound.value.targets) == count
    _, first = best(1, lambda: session().load(path))
    kept, again = best(rounds, lambda: session().load(path))
    assert kept.value == bound.value
    times = {
        "text to syntax tree": reading,
        "syntax tree to plan": binding,
        "text to plan": reading + binding,
        "load, first (keeps it)": first,
        "load, kept": again,
    }
    return {title: count / took for title, took in times.items()}


def grown(path: Path) -> tuple[float, float]:
    """Megabytes that a plan adds to a process, and that it takes at the most while it is made."""
    found = [
        subprocess.run(
            [sys.executable, __file__, "--memory", kind, str(path)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "DXPLAN_CACHE": "off"},
        )
        for kind in ("process", "python")
    ]
    first, second = (float(each.stdout) for each in found)
    return first, second


def told_memory(kind: str, path: Path) -> None:
    """Say how many megabytes one load takes; a small plan before it has everything imported."""
    small = session().load_source(source_from_text("plan small\nmeasure a\n"))
    assert small.ok
    if kind == "python":
        tracemalloc.start()
    before = highest()
    kept = session().load(path)
    assert kept.ok
    python = tracemalloc.get_traced_memory()[1] if kind == "python" else 0
    print((highest() - before) / 1024 if kind == "process" else python / 2**20)


def highest() -> int:
    """The most kilobytes that this process had so far."""
    # What resource.getrusage says begins with the size of the process that started this one.
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rules", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each (default: 5)")
    parser.add_argument("--memory", nargs=2, metavar=("KIND", "PATH"), help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    if options.memory:
        told_memory(options.memory[0], Path(options.memory[1]))
        return
    columns = measured_shapes(options.rules, options.rounds)
    if options.json:
        print(json.dumps(columns))
        return
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {machine}, {options.rules:,} rules of one line\n")
    print(f"{'rules a second':<26}" + "".join(f"{title:>14}" for title in columns))
    for row in next(iter(columns.values())):
        print(f"{row:<26}" + "".join(f"{column[row]:>14,.0f}" for column in columns.values()))


def measured_shapes(count: int, rounds: int) -> dict[str, dict[str, float]]:
    """What was measured of rules of one shape, and of many shapes."""
    columns = {}
    with tempfile.TemporaryDirectory() as folder:
        for title, forms in (("one shape", PLAIN), ("many shapes", MIXED)):
            path = Path(folder) / f"{title.split(maxsplit=1)[0]}.dxplan"
            path.write_text("".join(rules(count, forms)), "utf-8")
            columns[title] = measured(path, count, rounds)
            columns[title] |= dict(zip(("process MB", "Python MB"), grown(path), strict=True))
    return columns


if __name__ == "__main__":
    main()
