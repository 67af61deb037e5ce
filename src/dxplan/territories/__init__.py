"""Provinces over time: dated tables of codes and names, and what became of them."""

from dxplan.territories.levels import DISTRICT_LEVEL_ENDED, REORGANISED, Level
from dxplan.territories.provinces import (
    Province,
    became,
    find,
    made_of,
    named,
    on,
    on_day,
    parts,
    possible,
    provinces,
)

__all__ = [
    "DISTRICT_LEVEL_ENDED",
    "REORGANISED",
    "Level",
    "Province",
    "became",
    "find",
    "made_of",
    "named",
    "on",
    "on_day",
    "parts",
    "possible",
    "provinces",
]
