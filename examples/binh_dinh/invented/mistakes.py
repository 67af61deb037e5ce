"""What is wrong on purpose in the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from invented.chance import Row

Key = tuple[str, str, str]

# Cells that a person filled in wrongly: (school, period, level), column, what stands there.
MISTAKES: tuple[tuple[Key, str, str], ...] = (
    (("MN017", "2025-Q4", ""), "teachers", "hai mươi"),
    (("MN050", "2025-Q3", ""), "school_survey_responses", "-7"),
    (("MN101", "2024-Q2", ""), "has_website", "sắp có"),
    (("TX005", "2025-Q4", ""), "lessons_total", "1.265"),
    (("TX011", "2025-Q2", ""), "lessons_online", "9999"),
    (("MN030", "2024-Q1", ""), "period", "Quý V/2024"),
    (("TX002", "2024-Q3", ""), "lessons_online", "43,5"),
    (("LC003", "2024-Q2", "lower_secondary"), "level", "trung học cở sở"),
)
UNKNOWN_SCHOOL = {"school": "TH999", "period": "2025-Q4", "learners": "412"}
SENT_TWICE = ("MN075", "2025-Q1", "")


def with_mistakes(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the wrong cells in them, one sent twice, and one of a school nobody knows."""
    wrong = {key: (column, text) for key, column, text in MISTAKES}
    for row in rows:
        key = (row["school"], row["period"], row.get("level", ""))
        column, text = wrong.get(key, ("school", row["school"]))
        yield row | {column: text}
        if key == SENT_TWICE:
            yield row | {"school_survey_satisfied": "0"}
    yield UNKNOWN_SCHOOL
