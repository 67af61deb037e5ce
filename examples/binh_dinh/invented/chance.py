"""Chance that gives the same on every machine, and the quarters that everything happens in."""

from __future__ import annotations

from random import Random

SEED = 95
QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4))
LAST = QUARTERS[-1]

Row = dict[str, str]


def chance(name: str) -> Random:
    """A source of chance of its own for everything, so that changing one thing moves no other."""
    return Random(f"{SEED}/{name}")


def draw(rng: Random, low: int, high: int) -> int:
    """A whole number from low to high; only ``random()`` is promised to stay the same for ever."""
    return low + int(rng.random() * (high - low + 1))


def share(first: int, last: int, quarter: str) -> int:
    """Thousandths on the straight line from the first quarter to the last."""
    return first + (last - first) * QUARTERS.index(quarter) // (len(QUARTERS) - 1)


def part(rng: Random, whole: int, thousandths: int, spread: int) -> int:
    """A part of a whole, never more than it."""
    return min(whole, whole * (thousandths + draw(rng, -spread, spread)) // 1000)
