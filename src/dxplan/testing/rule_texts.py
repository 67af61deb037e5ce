"""Rule files of any kind of indicator, threshold and time, from a handful of choices.

They are plans that bind without an error, small enough to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import attrs

from dxplan.aiming.inequalities import Choose

T = TypeVar("T")

HEAD = """plan drawn "Kế hoạch chuyển đổi số"
    document "{number}/KH-UBND" of "UBND tỉnh" on 2023-01-10
    period 2024 to 2025
dimension level "Cấp học" {{
    primary | tiểu_học "tiểu học",
    secondary | trung_học "trung học" {{ lower_secondary "THCS", upper_secondary "THPT" }}
}}
dimension tier "Cấp quản lý" of organisations {{ department "cấp sở", school "trường" }}
unit so_gddt "Sở Giáo dục và Đào tạo"
unit so_khcn "Sở Khoa học và Công nghệ"
fact portal "Cổng dịch vụ hoạt động"
"""


@attrs.frozen
class Subject:
    """An indicator with what it needs, and what a rule may say of it.

    :param sign: ``%`` where thresholds are percentages.
    :param numbers: thresholds that a few schools come near.
    :param broken_down: whether it may be narrowed to a level.
    :param grows: whether it may be counted from an earlier value.
    :param groups: whether it counts groups, so that no condition asks for it.
    """

    name: str
    declared: str
    sign: str
    numbers: Sequence[str]
    broken_down: bool = False
    grows: bool = False
    groups: bool = False


PERCENTS = ("50", "5", "100", "12.5", "0", "33.3", "95")
COUNTS = ("3", "1", "0", "8")

SUBJECTS = (
    Subject(
        "online_share",
        "measure online by level flow\nmeasure lessons by level flow\n"
        "indicator online_share = online / lessons\ncheck online <= lessons",
        "%", PERCENTS, broken_down=True, grows=True,
    ),
    Subject(
        "recorded_share",
        "measure recorded by level\nmeasure absent by level\nmeasure pupils by level\n"
        "indicator recorded_share = (recorded + absent) / pupils",
        "%", PERCENTS, broken_down=True, grows=True,
    ),
    Subject(
        "website_share",
        "flag website\nindicator website_share = share of schools where website",
        "%", PERCENTS,
    ),
    Subject(
        "equipped",
        "flag fibre\nmeasure rooms\n"
        "indicator equipped = count of schools where fibre and (rooms >= 2 or portal)",
        "", COUNTS,
    ),
    Subject(
        "room_count", "measure meeting_rooms\nindicator room_count = meeting_rooms",
        "", COUNTS, grows=True,
    ),
    Subject(
        "computer_rate",
        "measure computers\nmeasure learners\n"
        "indicator computer_rate = learners per computers",
        "", ("10", "2.5", "1"), grows=True,
    ),
    Subject(
        "satisfaction",
        "measure score amount\nmeasure answers\n"
        "indicator satisfaction = mean of score weighted by answers",
        "", ("8", "6.5", "0"),
    ),
    Subject(
        "teachers_each", "measure teachers\nindicator teachers_each = mean of teachers", "", COUNTS,
    ),
    Subject(
        "wired",
        "measure links\nindicator wired = share of communes where links >= 2",
        "%", PERCENTS, groups=True,
    ),
    Subject(
        "ready",
        "flag lms\nflag wifi\nflag store\n"
        "indicator ready = share of schools where at least 2 of (lms, wifi, not store)",
        "%", PERCENTS,
    ),
)  # fmt: skip

COMPARATORS = (">=", ">", "<=", "<", "=", "over", "no more than", "reaches")
TIMES = (
    "by 2025", "in 2025", "before 2025-07-01", "by 2024-Q3", "every year", "from 2024-Q2",
    "by school year 2024-2025", "every quarter", "",
)  # fmt: skip
LEVELS = ("", "primary", "secondary", "lower_secondary")
GROWTHS = (
    "increases 10% against 2024 in 2025", "decreases 20% against 2024 by 2025",
    "adds {one} against 2024 in 2025", "reaches 2 times against 2024 by 2025",
    "maintains the level of 2024 to 2025",
)  # fmt: skip
WORK = (
    'task guidance "Hướng dẫn" by 2024-Q2\n    lead so_gddt',
    'duty report "Báo cáo" every quarter by day 20 of its last month\n    by so_gddt to so_khcn',
    'waive room_count until 2024 because "Bão số 3" cite "12/QĐ"',
)


def rule_text(choose: Choose, most: int = 3) -> str:
    """A rule file in English.

    :param most: how many targets it has at most.

    >>> from dxplan.aiming.inequalities import least
    >>> print(rule_text(least).partition("fact portal")[2].partition(chr(10))[2])
    measure online by level flow
    measure lessons by level flow
    indicator online_share = online / lessons
    check online <= lessons
    online_share >= 50% by 2025
        lead so_gddt
        cite "II.1"
    <BLANKLINE>
    """
    first = choose(0, len(SUBJECTS) - 1)
    chosen = [SUBJECTS[(first + each) % len(SUBJECTS)] for each in range(choose(1, most))]
    lines = [HEAD.format(number=choose(1, 200)) + "\n".join(each.declared for each in chosen)]
    for number, subject in enumerate(chosen, start=1):
        lines.append("\n".join(_target(choose, subject, number, chosen)))
    work = choose(0, len(WORK))
    if work and (work < len(WORK) or any(each.name == "room_count" for each in chosen)):
        lines.append(WORK[work - 1])
    return "\n".join(lines) + "\n"


def _target(
    choose: Choose, subject: Subject, number: int, chosen: Sequence[Subject]
) -> Iterator[str]:
    level = _one(LEVELS, choose) if subject.broken_down else ""
    form = choose(0, 5)
    plain = form < 3 or (form == 3 and not subject.grows)
    rule = _level(choose, subject) if plain else _other(choose, subject, form)
    yield " ".join(part for part in (subject.name, level, rule) if part)
    if form == 2 and plain:
        yield f"    when {_condition(choose, chosen)}"
    if form == 1 and subject.broken_down and not level:
        yield "    except primary"
    yield f"    lead {'so_khcn' if choose(0, 3) == 3 else 'so_gddt'}"
    yield f'    cite "II.{number}"'


def _level(choose: Choose, subject: Subject) -> str:
    number = _one(subject.numbers, choose)
    return f"{_one(COMPARATORS, choose)} {number}{subject.sign} {_one(TIMES, choose)}".rstrip()


def _other(choose: Choose, subject: Subject, form: int) -> str:
    """A growth, a range with a milestone before it, or a threshold for every group."""
    if form == 3:
        return _one(GROWTHS, choose).format(one=f"1{subject.sign}")
    if form == 4:
        low, high = sorted((choose(1, 40), choose(41, 100)))
        return f">= {low}{subject.sign} by 2024, {low} .. {high}{subject.sign} by 2025"
    return f">= {_one(subject.numbers, choose)}{subject.sign} in each district by 2025"


def _condition(choose: Choose, chosen: Sequence[Subject]) -> str:
    """A fact, or an indicator of the plan held against a number."""
    subject = _one([None, *(each for each in chosen if not each.groups)], choose)
    if subject is None:
        return "portal"
    return (
        f"{subject.name} {_one(('>=', '<'), choose)} {_one(subject.numbers, choose)}{subject.sign}"
    )


def _one(listed: Sequence[T], choose: Choose) -> T:
    return listed[choose(0, len(listed) - 1)]
