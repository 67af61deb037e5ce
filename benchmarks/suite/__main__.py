"""Measure dxplan beside everything else, and print tables of ratios.

    python -m benchmarks.suite [--only SECTION ...] [--rounds N] [--scale S]

The tables go to the terminal and, section by section as they are done, to build/bench/results.json,
from which ``python -m benchmarks.suite.page`` writes docs/reference/benchmarks.md. A later run of
one section replaces that section alone.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from time import perf_counter

from benchmarks.suite.machine import machine, runs
from benchmarks.suite.process import Failed
from benchmarks.suite.results import Result, keep
from benchmarks.suite.sections import SECTIONS
from benchmarks.suite.setting import Setting
from benchmarks.suite.table import Row, as_text


def measured(section: str, setting: Setting) -> list[Row]:
    """The rows of a section, as many of them as there are before something fails."""
    module = import_module(f"benchmarks.suite.{section}")
    found: list[Row] = []
    try:
        for row in module.measure(setting):
            found.append(row)
    except (Failed, LookupError, OSError, TypeError, ValueError) as error:
        found.append(Row(module.SECTION, "–", "–", None, told=f"broken off: {error}"))
    return found


def main() -> None:
    """Print the tables, section by section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS))
    defaults = ", ".join(f"{name} {rounds}" for name, rounds in SECTIONS.items())
    parser.add_argument("--rounds", type=int, help=f"runs of each (default: {defaults})")
    parser.add_argument("--scale", type=Fraction, default=Fraction(1), help="default: 1")
    options = parser.parse_args()
    whole = Setting(options.scale, options.rounds or 0)
    told = machine()
    print("\n".join(f"{name}: {value}" for name, value in told.items()), end="\n\n", flush=True)
    for section in options.only:
        setting = replace(whole, rounds=options.rounds or SECTIONS[section])
        begun = perf_counter()
        print(f"{section} …", file=sys.stderr, flush=True)
        rows = measured(section, setting)
        result = Result({**machine(), "runs": runs(section, setting)}, rows)
        print(as_text(rows))
        print(f"{result.told['runs']}; {perf_counter() - begun:.0f} s\n", flush=True)
        keep(section, result)


if __name__ == "__main__":
    main()
