"""How many rules a second become a plan, and how much memory they take."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.suite.limits import Limit
from benchmarks.suite.process import run
from benchmarks.suite.setting import Setting, answer, own
from benchmarks.suite.table import Row

SECTION = "Loading 10,000 rules of one line"
ABOUT = """
From the text of rules to a bound plan, by the time of the processor; then again from what was
kept. Rules of one shape, and of eight.
"""
LEAST = {"text to plan": 25_000, "load, kept": 150_000}
MEMORY = 60
"""Of a process, in MB."""


def measure(setting: Setting) -> Iterator[Row]:
    """The processor's time, the best of some rounds; every plan has as many targets as rules."""
    found = answer(run(own("loading", "--json", "--rounds", max(1, setting.rounds))).written)
    for shape, of_shape in found.items():
        for what, value in of_shape.items():
            yield _row(f"rules of {shape}", what, value)


def _row(work: str, what: str, value: float) -> Row:
    if what.endswith("MB"):
        held = {"process MB": "what the process grows by", "Python MB": "the most in Python values"}
        figure = f"{value:.0f} MB"
        limit = [Limit(f"< {MEMORY} MB", figure, value < MEMORY)] if "process" in what else []
        return Row(SECTION, work, held[what], None, limits=tuple(limit), told=figure)
    figure = f"{value:,.0f} rules a second"
    least = LEAST.get(what)
    limits = () if least is None else (Limit(f"≥ {least:,} a second", figure, value >= least),)
    return Row(SECTION, work, what, None, limits=limits, told=figure)
