"""Writes the invented example data: 627 schools, their quarterly reports, and what was done.

    python examples/binh_dinh/make_data.py [FOLDER]

Nothing in them is a figure of any school or office. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from invented.chance import Row
from invented.mistakes import with_mistakes
from invented.offices import office_rows
from invented.reports import in_workbook, school_rows
from invented.schools import LEVELS, register, schools
from invented.work import events, local_events
from invented.workbook import write_workbook

COLUMNS = (
    "school", "period", "level",
    "learners", "learners_equipped", "learners_on_platform", "learners_supported",
    "learners_recorded",
    "teachers", "teachers_equipped", "teachers_supported", "teachers_recorded",
    "teachers_with_training_account",
    "programmes", "programmes_recorded", "lessons_total", "lessons_online",
    "facilities", "facilities_recorded",
    "has_school_management", "has_data_connection", "has_fibre", "has_website",
    "school_survey_responses", "school_survey_satisfied",
    "work_files_total[ordinary]", "work_files_digital[ordinary]",
    "work_files_total[classified]", "work_files_digital[classified]",
    "has_database_service", "procedures_eligible", "procedures_online",
    "dossiers_resolved", "dossiers_online",
    "service_responses", "service_responses_satisfied", "service_satisfaction",
    "content_total", "content_covered",
)  # fmt: skip
REGISTER_COLUMNS = (
    "id",
    "name",
    "tier",
    "government_tier",
    "level",
    "district",
    "since",
    "until",
    "facilities",
    *(f"{measure}[{level}]" for measure in ("learners", "teachers") for level in LEVELS),
)
EVENT_COLUMNS = ("rule", "date", "period", "unit", "value")


def write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write rows, the same bytes on every system."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write the register, the reports and the events into a folder."""
    everyone = schools()
    sent = [(each, row) for each in everyone for row in school_rows(each)]
    common = [row for each, row in sent if not in_workbook(each, row)]
    district = [(each, row) for each, row in sent if in_workbook(each, row)]
    write_csv(folder / "register.csv", REGISTER_COLUMNS, register(everyone))
    write_csv(folder / "reports.csv", COLUMNS, with_mistakes([*office_rows(), *common]))
    write_csv(folder / "events.csv", EVENT_COLUMNS, events())
    (folder / "local").mkdir(exist_ok=True)
    write_csv(folder / "local" / "events.csv", EVENT_COLUMNS, local_events())
    write_workbook(folder / "an_lao_2025_q4.xlsx", district)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
