"""Rows that schools reported, who should report, and rules about it."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Any

import pyarrow as pa

SCHOOLS = 2_000
DISTRICTS = 40
QUARTERS = [f"{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
LEVELS = ("primary", "lower_secondary")

RULES = """
online_share >= 50% by 2025
online_share primary >= 49.8% in 2025
spending >= 50% by 2025
spent_total >= 1000000000000000000000 in 2025
room_count >= 39000 by 2025
"""
RULES_ABOUT_SCHOOLS = """
websites >= 50% by 2025
websites >= 40% in each district by 2025
equipped <= 950 by 2025
"""
RULES_ABOUT_NUMBERS_OF_SCHOOLS = """
active >= 90% by 2025
"""

REGISTER = [
    {
        "id": f"S{school:04d}",
        "district": f"D{school % DISTRICTS:02d}",
        "level": LEVELS[school % 2],
    }
    for school in range(SCHOOLS)
]


def reported() -> pa.Table:
    """About one row a school and quarter, of which some say nothing or say it twice.

    Amounts are so large that the sum of a district needs more than 64 bits.
    """
    random = Random(5)
    every = [
        _row(random, organisation, quarter)
        for organisation in REGISTER
        for quarter in QUARTERS
        if random.random() > 0.01
    ]
    random.shuffle(every)
    # The same again, and another number for what was reported
    every += [dict(every[0]), every[1] | {"rooms": 41}]
    return pa.table({name: pa.array([row[name] for row in every]) for name in every[0]})


def _row(random: Random, organisation: dict[str, str], quarter: str) -> dict[str, Any]:
    budget = random.randrange(10**17, 10**18)
    total = random.randrange(1, 500)
    row: dict[str, Any] = {"id": organisation["id"], "period": quarter}
    for level in LEVELS:
        taught = level == organisation["level"]
        row[f"online ({level})"] = _or_nothing(random, random.randrange(total + 1), taught)
        row[f"total ({level})"] = total if taught else None
    row["spent"] = _or_nothing(random, random.randrange(budget))
    row["budget"] = budget
    row["rooms"] = _or_nothing(random, random.randrange(40))
    row["website"] = _or_nothing(random, random.randrange(2))
    row["sessions"] = random.randrange(4)
    return row


def _or_nothing(random: Random, number: int, asked: bool = True) -> int | None:
    return number if asked and random.random() > 0.03 else None


def sums(table: pa.Table, column: str) -> dict[str, int]:
    """What was reported for each quarter."""
    found: dict[str, int] = defaultdict(int)
    for quarter, number in zip(table["period"].to_pylist(), table[column].to_pylist(), strict=True):
        found[quarter] += number or 0
    return dict(found)
