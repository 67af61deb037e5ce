"""What was done, and since when something holds."""

from __future__ import annotations

from collections.abc import Iterator

from invented.chance import Row

# Work of every year: who does it, and on which day and month.
YEARLY = {
    "yearly_budget_estimate": ("so_gddt", "07-15"),
    "yearly_report": ("so_gddt", "12-18"),
    "yearly_investment": ("so_khdt", "09-30"),
    "yearly_local_budget": ("ubnd_huyen", "03-31"),
    "yearly_local_inspection": ("ubnd_huyen", "05-20"),
    "local_report": ("ubnd_huyen", "12-10"),
}
LATE = {("yearly_report", 2024): "2025-01-20"}
NOT_DONE = frozenset((("yearly_local_inspection", 2023),))
# The communes have done the districts' work since July 2025.
SUCCESSOR = {"ubnd_huyen": ("ubnd_xa", "11-28")}
TASKS = (
    ("plan_implementation", "2022-08-10", "so_gddt"),
    ("local_plan_guidance", "2022-09-05", "so_gddt"),
    ("publicity", "2022-10-01", "so_tttt"),
    ("local_plan", "2022-11-30", "ubnd_huyen"),
    ("sector_information_system", "2023-08-15", "so_gddt"),
    ("domestic_platforms", "2024-11-20", "so_gddt"),
    ("content_repository", "2025-10-30", "so_gddt"),
)

# The supplement's quarterly report is due before day 20: once it came late, once not at all.
PROGRESS_REPORTS = {
    "2024-Q1": "2024-03-15", "2024-Q2": "2024-06-18", "2024-Q3": "2024-09-24",
    "2024-Q4": "2024-12-19", "2025-Q1": "2025-03-17", "2025-Q2": "2025-06-17",
    "2025-Q4": "2025-12-18",
}  # fmt: skip


def events() -> Iterator[Row]:
    """The plan's tasks and duties with the day on which they were done."""
    for rule, (unit, day) in YEARLY.items():
        for year in range(2022, 2026):
            if (rule, year) not in NOT_DONE:
                yield {"rule": rule, "period": str(year), **done_in(year, rule, unit, day)}
    for rule, done, unit in TASKS:
        yield {"rule": rule, "date": done, "unit": unit}


def done_in(year: int, rule: str, unit: str, day: str) -> Row:
    """When and by whom the work of a year was done."""
    if year == 2025:
        unit, day = SUCCESSOR.get(unit, (unit, day))
    return {"date": LATE.get((rule, year), f"{year}-{day}"), "unit": unit}


def local_events() -> Iterator[Row]:
    """The same for the supplement, with the facts that its conditions name."""
    yield {"rule": "city_portal_live", "date": "2024-04-01", "value": "có"}
    yield {"rule": "centre_open", "date": "2024-01-01", "value": "không"}
    yield {"rule": "school_survey", "date": "2024-05-28", "unit": "so_gddt"}
    for quarter, done in PROGRESS_REPORTS.items():
        yield {"rule": "progress_report", "date": done, "period": quarter, "unit": "so_gddt"}
