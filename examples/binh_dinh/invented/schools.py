"""The schools, the department and the district offices, and what the register knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from invented.chance import Row, chance, draw


@dataclass(frozen=True)
class Kind:
    """A kind of school.

    :param learners: fewest and most learners of a level.
    """

    prefix: str
    title: str
    levels: tuple[str, ...]
    number: int
    learners: tuple[int, int]


KINDS = (
    Kind("MN", "Trường Mầm non", ("preschool",), 208, (120, 380)),
    Kind("TH", "Trường Tiểu học", ("primary",), 202, (220, 900)),
    Kind("TC", "Trường TH và THCS", ("primary", "lower_secondary"), 6, (90, 260)),
    Kind("CS", "Trường THCS", ("lower_secondary",), 143, (240, 980)),
    Kind("LC", "Trường THCS và THPT", ("lower_secondary", "upper_secondary"), 5, (110, 320)),
    Kind("PT", "Trường THPT", ("upper_secondary",), 50, (600, 1600)),
    Kind("TX", "Trung tâm GDNN-GDTX", ("continuing",), 13, (80, 420)),
)
DISTRICTS = (
    "Quy Nhơn", "An Nhơn", "Hoài Nhơn", "Tuy Phước", "Tây Sơn", "Phù Cát", "Phù Mỹ", "Hoài Ân",
    "An Lão", "Vân Canh", "Vĩnh Thạnh",
)  # fmt: skip
LEVELS = ("preschool", "primary", "lower_secondary", "upper_secondary", "continuing")
LEARNERS_PER_TEACHER = {
    "preschool": 14, "primary": 23, "lower_secondary": 19, "upper_secondary": 18, "continuing": 16,
}  # fmt: skip


@dataclass(frozen=True)
class School:
    """An invented school; the sizes are by level."""

    id: str
    name: str
    district: str
    levels: tuple[str, ...]
    learners: Mapping[str, int]
    teachers: Mapping[str, int]
    facilities: int
    since: str = ""
    until: str = ""


OPENED = {"TH202": "2024-09-05"}
CLOSED = {"MN208": "2025-06-30", "CS143": "2025-06-30"}


def schools() -> list[School]:
    """All schools."""
    return [school(kind, number) for kind in KINDS for number in range(1, kind.number + 1)]


def school(kind: Kind, number: int) -> School:
    """One school of a kind."""
    identity = f"{kind.prefix}{number:03}"
    rng = chance(identity)
    learners = {level: draw(rng, *kind.learners) for level in kind.levels}
    return School(
        identity,
        f"{kind.title} Ví dụ {number}",
        DISTRICTS[(number - 1) % len(DISTRICTS)],
        kind.levels,
        learners,
        {level: 3 + count // LEARNERS_PER_TEACHER[level] for level, count in learners.items()},
        40 + sum(learners.values()) // 4,
        OPENED.get(identity, ""),
        CLOSED.get(identity, ""),
    )


def register(everyone: Iterable[School]) -> Iterator[Row]:
    """The lines of the register: the department, the district offices, the schools."""
    yield {
        "id": "SO", "name": "Sở GDĐT (số liệu ví dụ)", "tier": "department",
        "government_tier": "province",
    }  # fmt: skip
    for number, district in enumerate(DISTRICTS, 1):
        yield {
            "id": f"PGD{number:02}", "name": f"Phòng GDĐT {district} (số liệu ví dụ)",
            "tier": "office", "government_tier": "district", "district": district,
            "until": "2025-06-30",
        }  # fmt: skip
    for each in everyone:
        yield register_line(each)


def register_line(each: School) -> Row:
    """The line of a school, with the sizes that the register knows."""
    sizes = {"learners": each.learners, "teachers": each.teachers}
    known = {f"{m}[{level}]": str(n) for m, by in sizes.items() for level, n in by.items()}
    return {
        "id": each.id, "name": each.name, "tier": "school", "level": ";".join(each.levels),
        "district": each.district, "since": each.since, "until": each.until,
        "facilities": str(each.facilities), **known,
    }  # fmt: skip
