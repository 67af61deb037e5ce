"""A register and a list of events as workbooks, what is wrong with them, and what comes out.

What must come out of each defect stands in ``lists.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

import attrs

import dxplan
from tests.data.corpus.forms import SCHOOLS, WRITERS, Form, Sheet

Change: TypeAlias = Callable[[Sheet], "Form | None"]

PLAN = Path(__file__).with_name("lists.dxplan")
AS_OF = date(2025, 1, 31)
REGISTER_HEADINGS = (
    "STT", "Mã trường", "Tên trường", "Huyện cũ", "Xã", "Cấp học", "Từ ngày", "Đến ngày",
    "Số người học",
)  # fmt: skip
EVENT_HEADINGS = ("STT", "Nhiệm vụ", "Ngày hoàn thành", "Kỳ", "Đơn vị", "Kết quả")
DISTRICT, COMMUNE, LEVEL, SINCE, UNTIL, LEARNERS = range(3, 9)
TITLE = ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "DANH SÁCH CÁC TRƯỜNG")
SIGNED = [None, "Người lập biểu", None, "Hiệu trưởng"]
SIGNATURE = [None, "Nguyễn Văn A", None, "Trần Thị B"]
REGISTERS: dict[str, Change] = {}
EVENTS: dict[str, Change] = {}


@attrs.frozen
class ListOutcome:
    """What came out of a register or a list of events, read beside figures of the six schools.

    :param entries: every organisation or event with all that is known of it.
    """

    problems: tuple[str, ...]
    entries: dict[str, object]
    verdicts: tuple[object, ...]
    seen: dxplan.Observations = attrs.field(eq=False, repr=False)


def of_register(change: Change) -> Change:
    """Enter a change among those of the register, by its name."""
    REGISTERS[change.__name__] = change
    return change


def of_events(change: Change) -> Change:
    """Enter a change among those of the list of events, by its name."""
    EVENTS[change.__name__] = change
    return change


def clean_register() -> Sheet:
    """A register without any defect."""
    rows: list[list[object]] = [
        [number, school, f"Trường số {number}", "Quy Nhơn" if number < 4 else "An Nhơn",
         f"Xã {number % 2}", "Tiểu học" if number % 2 else "THCS", date(2020, 9, number), None,
         100 + number]
        for number, school in enumerate(SCHOOLS, 1)
    ]  # fmt: skip
    return Sheet([list(REGISTER_HEADINGS), *rows])


def clean_events() -> Sheet:
    """A list of events without any defect."""
    return Sheet(
        [
            list(EVENT_HEADINGS),
            [1, "Mở cổng thông tin", date(2024, 6, 12), None, "Sở GDĐT", "x"],
            [2, "Báo cáo quý", date(2024, 3, 18), "Quý I/2024", "Sở GDĐT", "x"],
            [3, "Báo cáo quý", date(2024, 6, 18), "Quý II/2024", "Sở GDĐT", "x"],
            [4, "Báo cáo quý", date(2024, 10, 2), "Quý III/2024", "Sở GDĐT", "x"],
            [5, "Báo cáo quý", date(2024, 12, 20), "Quý IV/2024", "Sở GDĐT", "x"],
            [6, "Cổng hoạt động", date(2024, 6, 13), None, None, "có"],
        ]
    )


CLEAN = {"register": clean_register, "events": clean_events}
FIGURES = "id,period,learners,learners_recorded\n" + "".join(
    f"{school},2024,{100 + number},{90 + number}\n" for number, school in enumerate(SCHOOLS, 1)
)


@cache
def plan() -> dxplan.Plan:
    """The plan that the lists are for."""
    return dxplan.load(PLAN)


def kind_of(name: str) -> str:
    """Whether a defect is one of registers or of lists of events."""
    return "register" if name in REGISTERS else "events"


def write_list(name: str, suffix: str, folder: Path) -> Path:
    """The list with a defect."""
    sheet, path = CLEAN[kind_of(name)](), folder / f"a{suffix}"
    changed = (REGISTERS if name in REGISTERS else EVENTS)[name](sheet)
    WRITERS[suffix](changed or {"S": sheet}, path)
    return path


def outcome(kind: str, sheet: Sheet | Form, suffix: str, folder: Path) -> ListOutcome:
    """What comes out of a list that is written in a format."""
    path, figures = folder / f"list{suffix}", folder / "figures.csv"
    WRITERS[suffix]({"S": sheet} if isinstance(sheet, Sheet) else sheet, path)
    figures.write_text(FIGURES, "utf-8")
    session = dxplan.open_session()
    register, events = (path, None) if kind == "register" else (None, path)
    seen = session.read(plan(), figures, register=register, events=events)
    report = session.check(plan(), seen, as_of=AS_OF)
    told = tuple(
        f"{each.code} {'!'.join(part for part in (each.sheet, each.cell) if part)}".rstrip()
        for each in seen.problems
    )
    verdicts = tuple((each.target, each.organisation, each.verdict) for each in report)
    entries = _organisations(seen) if kind == "register" else _events(seen)
    return ListOutcome(told, entries, verdicts, seen)


def _organisations(seen: dxplan.Observations) -> dict[str, object]:
    return {
        each.id: (
            each.since, each.until, sorted(each.members.items()), sorted(each.known.items()),
            [(stay.since, stay.until, stay.parents.get("district"), stay.parents.get("commune"))
             for stay in each.stays],
        )
        for each in (seen.organisations or {}).values()
    }  # fmt: skip


def _events(seen: dxplan.Observations) -> dict[str, object]:
    return {
        f"{each.rule} {each.on}": (each.period, each.unit, each.holds) for each in seen.events or ()
    }


def _banner(s: Sheet) -> None:
    s.insert(0, *([text] for text in TITLE), [], [None, None, "Biểu 01"])


def _signatures(s: Sheet) -> None:
    s.rows += [[], [None, None, None, "Quy Nhơn, ngày 5 tháng 1 năm 2025"], SIGNED, SIGNATURE]


def _second_page(s: Sheet) -> None:
    s.insert(4, list(s.rows[0]))


def _numbered(s: Sheet) -> None:
    s.insert(1, [f"({number})" for number in range(1, len(s.rows[0]) + 1)])


for change in (_banner, _signatures, _second_page, _numbered):
    REGISTERS[f"register{change.__name__}"] = EVENTS[f"events{change.__name__}"] = change


# --- registers ------------------------------------------------------------------------------------


@of_register
def register_two_row_header(s: Sheet) -> None:
    s.insert(0, [*s.rows[0][:DISTRICT], "Địa bàn", None, *s.rows[0][LEVEL:]])
    s.rows[1] = [None] * DISTRICT + ["Huyện cũ", "Xã"] + [None] * 4
    s.merges += [(0, DISTRICT, 0, COMMUNE)]
    s.merges += [(0, c, 1, c) for c in (0, 1, 2, LEVEL, SINCE, UNTIL, LEARNERS)]


@of_register
def register_districts_merged_down(s: Sheet) -> None:
    for first in (1, 4):
        s.merges.append((first, DISTRICT, first + 2, DISTRICT))
        s.rows[first + 1][DISTRICT] = s.rows[first + 2][DISTRICT] = None


@of_register
def register_total_row(s: Sheet) -> None:
    s.rows.append([None, None, "Tổng cộng", *[None] * 5, s.sum(LEARNERS, 1, 6)])


@of_register
def register_total_that_differs(s: Sheet) -> None:
    s.rows.append(["Cộng", *[None] * 7, s.sum(LEARNERS, 1, 6) + 10])


@of_register
def register_total_without_a_label(s: Sheet) -> None:
    s.rows.append([*[None] * 8, s.sum(LEARNERS, 1, 6)])


@of_register
def register_roman_groups(s: Sheet) -> None:
    s.insert(4, ["II", None, "Huyện An Nhơn", *[None] * 5, s.sum(LEARNERS, 4, 6)])
    s.insert(1, ["I", None, "Huyện Quy Nhơn", *[None] * 5, s.sum(LEARNERS, 1, 3)])


@of_register
def register_code_with_decimals(s: Sheet) -> None:
    s.rows[3][1] = "103.0"


@of_register
def register_code_without_zeros_beside_its_own(s: Sheet) -> None:
    s.rows.append([7, "101", "Trường số 7", *s.rows[1][DISTRICT:]])


@of_register
def register_day_as_number(s: Sheet) -> None:
    s.rows[2][SINCE] = (date(2020, 9, 2) - date(1899, 12, 30)).days


@of_register
def register_day_that_is_none(s: Sheet) -> None:
    s.rows[2][UNTIL] = "31/6/2025"


@of_register
def register_formula_for_an_id(s: Sheet) -> None:
    s.rows[2][1] = "#REF!"


@of_register
def register_merged_number(s: Sheet) -> None:
    s.merges.append((2, LEARNERS, 3, LEARNERS))
    s.rows[3][LEARNERS] = None


@of_register
def register_number_that_is_none(s: Sheet) -> None:
    s.rows[2][LEARNERS] = "102 em"


@of_register
def register_further_table(s: Sheet) -> None:
    s.insert(4, [], ["II. Các trường còn lại"], list(REGISTER_HEADINGS))
    for row in s.rows[6:]:
        row[DISTRICT], row[COMMUNE] = row[COMMUNE], row[DISTRICT]


@of_register
def register_sheet_for_every_level(s: Sheet) -> Form:
    found: dict[str, Sheet] = {}
    for level in ("Tiểu học", "THCS"):
        rows = [row for row in s.rows if row[LEVEL] in (level, "Cấp học")]
        found[level] = Sheet([row[:LEVEL] + row[LEVEL + 1 :] for row in rows])
    return found


@of_register
def register_misspelt_heading(s: Sheet) -> None:
    s.rows[0][LEVEL] = "Cấp hoc"


@of_register
def register_unit_in_the_heading(s: Sheet) -> None:
    s.rows[0][LEARNERS] = "Số người học (nghìn người)"
    for row in s.rows[1:]:
        row[LEARNERS] = f"0,{row[LEARNERS]}"


@of_register
def register_moved_school_in_two_rows(s: Sheet) -> None:
    s.rows[0][DISTRICT] = "Huyện"
    s.insert(2, list(s.rows[1]))
    s.rows[1][UNTIL], s.rows[2][SINCE] = date(2022, 12, 31), date(2023, 1, 1)
    s.rows[2][DISTRICT] = "An Nhơn"


@of_register
def register_of_persons(s: Sheet) -> None:
    s.rows[0][2], s.rows[0][COMMUNE] = "Họ và tên", "Ngày sinh"


# --- events ---------------------------------------------------------------------------------------


@of_events
def events_two_row_header(s: Sheet) -> None:
    s.insert(0, ["STT", "Nhiệm vụ", "Thực hiện", None, "Đơn vị", "Kết quả"])
    s.rows[1] = [None, None, "Ngày hoàn thành", "Kỳ", None, None]
    s.merges += [(0, 2, 0, 3), *((0, c, 1, c) for c in (0, 1, 4, 5))]


@of_events
def events_rule_merged_down(s: Sheet) -> None:
    s.merges += [(2, 1, 5, 1), (2, 4, 5, 4)]
    for row in s.rows[3:6]:
        row[1] = row[4] = None


@of_events
def events_roman_groups_and_a_count(s: Sheet) -> None:
    s.insert(2, ["II", "Báo cáo định kỳ"])
    s.insert(1, ["I", "Nhiệm vụ chung"])
    s.rows.append([None, "Tổng cộng: 6 việc"])


@of_events
def events_day_as_number(s: Sheet) -> None:
    s.rows[1][2] = (date(2024, 6, 12) - date(1899, 12, 30)).days


@of_events
def events_day_that_is_none(s: Sheet) -> None:
    s.rows[1][2] = "31/6/2024"


@of_events
def events_day_with_an_error(s: Sheet) -> None:
    s.rows[1][2] = "#VALUE!"


@of_events
def events_without_a_day(s: Sheet) -> None:
    s.rows[1][2] = None


@of_events
def events_misspelt_unit_heading(s: Sheet) -> None:
    s.rows[0][4] = "Đơn vi thực hiện"


@of_events
def events_column_without_a_heading(s: Sheet) -> None:
    s.rows[0][3] = None


@of_events
def events_unknown_unit(s: Sheet) -> None:
    s.rows[2][4] = "Sở GTVT"


@of_events
def events_result_in_words(s: Sheet) -> None:
    s.rows[1][5], s.rows[2][5] = "Đã hoàn thành", "đã nộp"


@of_events
def events_result_that_says_nothing(s: Sheet) -> None:
    s.rows[1][5] = "80%"


@of_events
def events_further_table(s: Sheet) -> None:
    s.insert(6, [], ["STT", "Nhiệm vụ", "Kết quả", "Ngày hoàn thành"])
    s.rows[8] = [6, "Cổng hoạt động", "có", date(2024, 6, 13)]


@of_events
def events_of_persons(s: Sheet) -> None:
    s.rows[0][4], s.rows[0][5] = "Họ và tên", "Ngày sinh"
