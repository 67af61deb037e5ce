"""A province's worth of work, invented: 30 targets, 600 schools of one level each, four quarters.

Three reports in a hundred are missing. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

SEED = 2024
SCHOOLS = 600
QUARTERS = ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4")
LEVELS = ("primary", "lower_secondary", "upper_secondary")
# Numerators, each with what it is a part of.
PARTS = {
    "learners_equipped": "learners",
    "learners_on_platform": "learners",
    "learners_recorded": "learners",
    "learners_supported": "learners",
    "teachers_equipped": "teachers",
    "teachers_recorded": "teachers",
    "teachers_supported": "teachers",
    "teachers_with_signature": "teachers",
    "teachers_with_training_account": "teachers",
    "programmes_recorded": "programmes",
    "lessons_online": "lessons_total",
    "school_content_covered": "school_content_total",
}
WHOLES = {
    "learners": (200, 1200),
    "teachers": (15, 70),
    "programmes": (1, 6),
    "lessons_total": (2000, 9000),
    "school_content_total": (300, 900),
}
INDICATORS = (
    "online_conditions", "platform_use", "platform_support", "online_share", "learner_records",
    "teacher_records", "programme_records", "school_content_share", "digital_signature_share",
    "training_accounts",
)  # fmt: skip


def write_workload(folder: Path, schools: int = SCHOOLS) -> tuple[Path, Path, Path]:
    """Write the plan, the reports and the register into a folder.

    :param schools: how many.
    :return: their paths.
    """
    paths = folder / "workload.dxplan", folder / "reports.csv", folder / "register.csv"
    paths[0].write_text(rules(), encoding="utf-8")
    write_csv(paths[1], ["school", "period", *WHOLES, *PARTS], reports(schools))
    write_csv(paths[2], ["id", "name", "tier", "level"], register(schools))
    return paths


def rules() -> str:
    """A plan of ten rules with three scopes each."""
    head = 'plan workload "Workload"\n    period 2024 to 2025\n\nuse education\n\nunit office\n'
    return head + "".join(f"\n{rule(name)}" for name in INDICATORS)


def rule(indicator: str) -> str:
    """One rule with a threshold for every level."""
    arms = ", ".join(f"{level} >= {40 + 5 * i}%" for i, level in enumerate(LEVELS))
    return f'{indicator} {arms} by 2024\n    lead office\n    cite "1"\n'


def register(schools: int) -> Iterator[list[str | int]]:
    """The lines of the register."""
    for number in range(schools):
        yield [f"S{number:04}", f"School {number}", "school", LEVELS[number % len(LEVELS)]]


def reports(schools: int) -> Iterator[list[str | int]]:
    """The rows of the reports, a row a school and quarter."""
    rng = Random(SEED)
    for number in range(schools):
        for quarter in QUARTERS:
            counts = figures(rng)
            if rng.random() >= 0.03:
                yield [f"S{number:04}", quarter, *counts]


def figures(rng: Random) -> list[int]:
    """The figures of a school in a quarter."""
    wholes = {name: low + int(rng.random() * (high - low)) for name, (low, high) in WHOLES.items()}
    return [*wholes.values(), *(int(rng.random() * wholes[whole]) for whole in PARTS.values())]


def write_csv(path: Path, columns: list[str], rows: Iterator[list[str | int]]) -> None:
    """Write rows below their headings."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
