"""Measure dxplan beside everything else, and print one table of ratios.

    python -m benchmarks.suite [--only SECTION ...] [--rounds N] [--scale S]

The table goes to the terminal, and as JSON to build/bench/results.json, from which
``python -m benchmarks.suite.page`` writes docs/reference/benchmarks.md.
"""

from __future__ import annotations

import argparse
from fractions import Fraction
from importlib import import_module

from benchmarks.suite.machine import machine
from benchmarks.suite.process import Failed
from benchmarks.suite.results import read, write
from benchmarks.suite.setting import Setting
from benchmarks.suite.table import Row, as_text

SECTIONS = (
    "whole", "memory", "recheck", "growth", "files",
    "table_peers", "record_peers", "starts", "boundaries",
)  # fmt: skip


def measured(section: str, setting: Setting) -> list[Row]:
    """The rows of a section, or one that says why there are none."""
    module = import_module(f"benchmarks.suite.{section}")
    try:
        return list(module.measure(setting))
    except Failed as error:
        return [Row(module.SECTION, "–", "–", None, told=str(error))]


def main() -> None:
    """Print the table, section by section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (default: 5)")
    parser.add_argument("--scale", type=Fraction, default=Fraction(1), help="default: 1")
    options = parser.parse_args()
    setting = Setting(options.scale, options.rounds)
    told = machine(setting)
    print("\n".join(f"{name}: {value}" for name, value in told.items()), end="\n\n", flush=True)
    before = read()
    found = {name: before.get(name, []) for name in SECTIONS}
    for section in options.only:
        found[section] = measured(section, setting)
        print(as_text(found[section]), flush=True)
        write(told, found)


if __name__ == "__main__":
    main()
