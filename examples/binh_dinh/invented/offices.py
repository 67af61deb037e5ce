"""What the department and the district offices report."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from invented.chance import LAST, QUARTERS, Row, chance, draw, part
from invented.schools import DISTRICTS

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
CONTENT = {  # lessons of the programme, and those with material: 1,000 of 2,000 in the end
    "primary": (640, (210, 300)),
    "lower_secondary": (700, (260, 360)),
    "upper_secondary": (660, (240, 340)),
}
# Work files of the department that were handled digitally, of 400 in a quarter: 90.0% of 2025.
DEPARTMENT_FILES = (300, 310, 322, 330, 340, 352, 366, 382)


def office_rows() -> Iterator[Row]:
    """The reports of the department and the district offices, their quarters in words."""
    for index, quarter in enumerate(QUARTERS):
        year, number = quarter.split("-Q")
        words = f"Quý {ROMAN[number]}/{year}"
        yield {"school": "SO", "period": words, **department(index)}
        for level, (total, covered) in CONTENT.items() if number == "4" else ():
            counts = {"content_total": str(total), "content_covered": str(covered[index // 4])}
            yield {"school": "SO", "period": words, "level": level, **counts}
        for office in range(1, len(DISTRICTS) + 1) if quarter <= "2025-Q2" else ():
            yield {"school": f"PGD{office:02}", "period": words, **district_office(office, index)}


def department(index: int) -> Row:
    """The department's own figures of a quarter, and the percentage it wrote beside its counts."""
    digital = DEPARTMENT_FILES[index]
    row = administration(chance(f"SO/{index}"), 82, (240, 320), 950)
    row |= {"work_files_total[ordinary]": "400", "work_files_digital[ordinary]": str(digital)}
    counts = {"service_responses": "63", "service_responses_satisfied": "52"}
    # 52 of 63 are 82.5%
    written = {"service_satisfaction": "84%" if QUARTERS[index] == LAST else "82,5%"}
    return row | counts | written


def district_office(office: int, index: int) -> Row:
    """The figures of a district office in a quarter."""
    return administration(chance(f"PGD{office:02}/{index}"), 27, (60, 120), 915)


def administration(rng: Random, procedures: int, dossiers: tuple[int, int], online: int) -> Row:
    """Procedures, dossiers, work files and survey answers of an office in a quarter."""
    resolved, files = draw(rng, *dossiers), draw(rng, 150, 220)
    answers = draw(rng, 30, 60)
    return {
        "work_files_total[ordinary]": str(files),
        "work_files_digital[ordinary]": str(part(rng, files, 780, 60)),
        "work_files_total[classified]": str(draw(rng, 5, 20)),
        "work_files_digital[classified]": "0",
        "has_database_service": "có",
        "procedures_eligible": str(procedures),
        "procedures_online": str(procedures),
        "dossiers_resolved": str(resolved),
        "dossiers_online": str(part(rng, resolved, online, 20)),
        "service_responses": str(answers),
        "service_responses_satisfied": str(part(rng, answers, 850, 60)),
    }
