"""Exactly on the line and one beside it: 10,800 figures, up to 10**18, wherever the table is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from math import gcd
from pathlib import Path

import attrs
import pytest

from dxplan.data.observations import Organisation
from dxplan.engine.tables.judging.evaluate import evaluate_figures
from dxplan.engine.tables.scanning.asked import all_measures
from dxplan.engine.tables.scanning.read import read_figures
from dxplan.plan.model import Plan
from tests.engine.differential.backends import BACKENDS
from tests.engine.differential.rules import bound
from tests.engine.differential.tables import Kind, Table

# Ibis itself calls a method of DuckDB that is to go; nothing here can help that.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

DAY = date(2025, 12, 31)
PERCENTS = range(1, 101)
TIMES = range(1, 19)
STEPS = (0, -1, 1)
MAGNITUDES = (1, 10**18 // (100 * 18 + 1))


@attrs.frozen
class Place:
    """A district whose shares are on the lines, or a step beside them."""

    times: int
    step: int

    @property
    def name(self) -> str:
        return f"D{self.times}{self.step:+}"

    def figures(self, percent: int) -> tuple[int, int]:
        """A numerator and its denominator; the numerator is a step from the line."""
        least = 100 // gcd(percent, 100)
        whole = least * self.times
        return percent * whole // 100 + self.step, whole


PLACES = tuple(
    Place(times * magnitude, step) for times, step, magnitude in product(TIMES, STEPS, MAGNITUDES)
)


@cache
def plan() -> Plan:
    lines = ["plan p", "    period 2025"]
    for percent in PERCENTS:
        lines += [
            f"measure n{percent}", f"measure d{percent}",
            f"indicator least{percent} = n{percent} per d{percent}",
            f"indicator over{percent} = n{percent} per d{percent}",
            f"least{percent} >= {percent}% by 2025", f"over{percent} > {percent}% by 2025",
        ]  # fmt: skip
    return bound("\n".join(lines))


def table() -> Table:
    rows = (
        (place.name, "2025", f"{side}{percent}", number)
        for place, percent in product(PLACES, PERCENTS)
        for side, number in zip("nd", place.figures(percent), strict=True)
    )
    columns: dict[str, Kind] = {
        "id": "text", "period": "text", "measure": "text", "value": "whole",
    }  # fmt: skip
    return Table("tidy", columns, tuple(rows))


REGISTER = {
    place.name: Organisation(place.name, parents={"district": place.name}) for place in PLACES
}


@pytest.mark.parametrize("name", BACKENDS)
def test_no_verdict_is_wrong(name: str, tmp_path: Path) -> None:
    native = BACKENDS[name](table(), tmp_path)
    figures = read_figures(all_measures(plan(), REGISTER, DAY), native)
    report = evaluate_figures(plan(), figures, DAY, register=REGISTER, group_by="district")
    found = {
        (each.target, each.organisation): (each.verdict, each.numerator, each.on_line)
        for each in report.findings
        if each.organisation != "p"
    }
    expected = {}
    for place, percent in product(PLACES, PERCENTS):
        n, d = place.figures(percent)
        assert 0 <= n <= 10**18
        least, over = 100 * n >= percent * d, 100 * n > percent * d
        for text, kept in (("least", least), ("over", over)):
            verdict = "met" if kept else "missed"
            told = (verdict, Fraction(n), place.step == 0)
            expected[f"{text}{percent}.by.2025", place.name] = told
    assert {key: (v, n.low, line) for key, (v, n, line) in found.items()} == expected
    assert len(expected) == 2 * 10_800
