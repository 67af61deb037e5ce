"""What the schools report, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from invented.chance import LAST, QUARTERS, Row, chance, draw, part, share
from invented.schools import School

# Weeks of lessons in a quarter: the school year opens on 5 September and ends in May.
WEEKS = {"1": 11, "2": 9, "3": 4, "4": 13}
LESSONS_PER_WEEK = {"primary": 27, "lower_secondary": 29, "upper_secondary": 29, "continuing": 22}
# Part of a whole, in thousandths: in the first quarter, in the last, and how far schools differ.
# What it is a part of stands first.
PARTS: dict[str, tuple[str, int, int, int]] = {
    "learners_equipped": ("learners", 700, 872, 60),
    "teachers_equipped": ("teachers", 880, 965, 30),
    "learners_on_platform": ("learners", 380, 561, 90),
    "learners_supported": ("learners", 150, 460, 80),
    "teachers_supported": ("teachers", 260, 640, 80),
}
ONLINE_LESSONS = {
    "primary": (24, 58, 12),
    "lower_secondary": (62, 125, 20),
    "upper_secondary": (70, 140, 20),
    "continuing": (90, 150, 20),
}

# Pre-schools that send nothing any more, and the reports that come in a workbook of their own.
SILENT = frozenset(("MN023", "MN091", "MN112", "MN160", "MN199"))
SILENT_SINCE = "2024-Q3"
IN_WORKBOOK = ("An Lão", "TH", LAST)
WITHOUT_MANAGEMENT = frozenset(("MN014", "MN118", "TC004", "TH120"))
WITHOUT_CONNECTION = frozenset(("MN014", "TX009"))
EVERYWHERE_FIBRE = "2025-Q4"


def school_rows(each: School) -> Iterator[Row]:
    """The reports of a school.

    A school of one level sends one row a quarter and need not name the level. A school of several
    sends a row for each, and one without a level for what is not broken down by it.
    """
    rng = chance(f"{each.id}/reports")
    for quarter in QUARTERS:
        key = {"school": each.id, "period": quarter}
        whole = files_and_survey(each, quarter, rng) | premises(each, quarter, rng)
        by_level = {level: level_row(each, level, quarter, rng) for level in each.levels}
        if not reported(each, quarter):
            continue
        if len(by_level) == 1:
            yield key | whole | by_level[each.levels[0]]
        else:
            yield key | whole
            yield from (key | {"level": level} | row for level, row in by_level.items())


def reported(each: School, quarter: str) -> bool:
    """Whether a school existed in a quarter and sent its report."""
    year, number = quarter.split("-Q")
    months = [f"{year}-{month:02}" for month in (3 * int(number) - 2, 3 * int(number))]
    exists = each.since[:7] <= months[1] and months[0] <= (each.until[:7] or months[0])
    return exists and not (each.id in SILENT and quarter >= SILENT_SINCE)


def in_workbook(each: School, row: Row) -> bool:
    """Whether a report is in the workbook instead of the common file."""
    return (each.district, each.id[:2], row["period"]) == IN_WORKBOOK


def asked_twice_a_year(quarter: str) -> bool:
    """Whether a quarter's report also says what is true on its last day."""
    return quarter[-1] in "24"


# --- what is not broken down by level -------------------------------------------------------------


def files_and_survey(each: School, quarter: str, rng: Random) -> Row:
    """Work files and survey answers of a quarter."""
    files = draw(rng, 30, 160)
    answers = sum(each.learners.values()) // draw(rng, 4, 9)
    return {
        "work_files_total[ordinary]": str(files),
        "work_files_digital[ordinary]": str(part(rng, files, share(300, 520, quarter), 80)),
        "school_survey_responses": str(answers),
        "school_survey_satisfied": str(part(rng, answers, share(800, 870, quarter), 50)),
    }


def premises(each: School, quarter: str, rng: Random) -> Row:
    """What a school has: equipment with a record, and yes or no."""
    if not asked_twice_a_year(quarter):
        return {}
    recorded = part(rng, each.facilities, share(600, 868, quarter), 50)
    fibre = quarter >= EVERYWHERE_FIBRE or luck(each, "fibre") < 940
    return {
        "facilities": str(each.facilities),
        "facilities_recorded": str(recorded),
        "has_school_management": yes(each.id not in WITHOUT_MANAGEMENT),
        "has_data_connection": yes(each.id not in WITHOUT_CONNECTION),
        "has_fibre": yes(fibre),
        "has_website": yes(luck(each, "website") < share(620, 960, quarter)),
    }


def luck(each: School, what: str) -> int:
    """How late a school comes to something, from 0 to 999; the same in every quarter."""
    return draw(chance(f"{each.id}/{what}"), 0, 999)


def yes(holds: bool) -> str:
    """Yes or no, as the form has it."""
    return "có" if holds else "không"


# --- what is reported for every level -------------------------------------------------------------


def level_row(each: School, level: str, quarter: str, rng: Random) -> Row:
    """Lessons of a quarter; twice a year also people and their records."""
    row = lessons(each, level, quarter, rng)
    if asked_twice_a_year(quarter):
        row |= people(each, level, quarter, rng) | records(each, level, quarter, rng)
    return row


def lessons(each: School, level: str, quarter: str, rng: Random) -> Row:
    """Lessons of a quarter; pre-schools have none."""
    if level == "preschool":
        return {}
    classes = 1 + each.learners[level] // 34
    total = classes * LESSONS_PER_WEEK[level] * WEEKS[quarter[-1]]
    first, last, spread = ONLINE_LESSONS[level]
    online = part(rng, total, share(first, last, quarter), spread)
    return {"lessons_total": str(total), "lessons_online": str(online)}


def people(each: School, level: str, quarter: str, rng: Random) -> Row:
    """Learners and teachers of a level, and what they have; pre-schools only say how many."""
    whole = {"learners": each.learners[level], "teachers": each.teachers[level]}
    row = {name: str(count) for name, count in whole.items()}
    if level == "preschool":
        return row
    for name, (of, first, last, spread) in PARTS.items():
        row[name] = str(part(rng, whole[of], share(first, last, quarter), spread))
    return row


def records(each: School, level: str, quarter: str, rng: Random) -> Row:
    """Digital records: complete by the end, but for a few learners here and there."""
    learners, teachers = each.learners[level], each.teachers[level]
    lacking = learners * (1000 - share(820, 990, quarter)) // 1000
    if quarter == LAST:
        lacking = draw(rng, 1, 6) if draw(rng, 1, 100) <= 3 else 0
    without = 0 if quarter[:4] == "2025" else teachers // 20
    programmes = 1 + (learners > 600)
    return {
        "learners_recorded": str(learners - lacking),
        "teachers_recorded": str(teachers - without),
        "teachers_with_training_account": str(part(rng, teachers, share(700, 975, quarter), 40)),
        "programmes": str(programmes),
        "programmes_recorded": str(programmes if luck(each, "programmes") < 300 else 0),
    }
