"""What the columns of a table hold, by their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import attrs

from dxplan.draft.model import Time
from dxplan.draft.scopes import scope_after
from dxplan.draft.times import times_in

ColumnKind = Literal[
    "", "number", "what", "measure", "target", "past", "note", "content", "lead", "with", "time"
]
_LABELS: tuple[tuple[str, ColumnKind], ...] = (
    ("chủ trì", "lead"), ("đầu mối", "lead"), ("đơn vị thực hiện", "lead"), ("phụ trách", "lead"),
    ("phối hợp", "with"), ("thời gian", "time"), ("thời hạn", "time"), ("tiến độ", "time"),
    ("lead", "lead"), ("responsible", "lead"), ("with", "with"), ("deadline", "time"),
    ("time", "time"),
)  # fmt: skip
_NUMBERS = ("stt", "tt", "no", "#", "số tt")
_WHAT = (
    "chỉ tiêu", "nội dung", "mục tiêu", "tên chỉ tiêu", "tiêu chí", "nhiệm vụ", "hạng mục",
    "danh mục", "công việc", "hoạt động", "indicator", "target", "goal", "content", "task",
    "criteria", "item",
)  # fmt: skip
_MEASURES = ("đơn vị tính", "đvt", "đơn vị đo", "đv tính", "đơn vị", "unit", "units", "measured in")
_PAST = (
    "thực hiện", "kết quả", "hiện trạng", "hiện có", "hiện nay", "hiện tại", "thực trạng",
    "đầu kỳ", "đã đạt", "đạt được", "thực tế", "năm gốc", "ước", "th", "ưth", "baseline", "actual",
    "achieved", "current", "result", "results",
)  # fmt: skip
_AIMED = (
    "kế hoạch", "chỉ tiêu", "mục tiêu", "phấn đấu", "dự kiến", "định hướng", "giao", "cuối kỳ",
    "kh", "ct", "target", "targets", "plan", "planned", "goal",
)  # fmt: skip
_COMPARED = (
    "so với", "so sánh", "tăng/giảm", "tăng, giảm", "tăng (giảm)", "chênh lệch",
    "tỷ lệ thực hiện", "% thực hiện", "compared", "change",
)  # fmt: skip
_OF_NAMES = (
    "ghi chú", "nguồn", "căn cứ", "cách tính", "công thức", "họ và tên", "họ tên", "năm sinh",
    "ngày sinh", "chức vụ", "điện thoại", "email", "địa chỉ", "số hiệu", "ký hiệu", "mã ", "mã số",
    "notes", "note", "remark", "source", "name", "phone",
)  # fmt: skip
_LEADING_OVER = (
    "năm", "đến", "hết", "cuối", "giai", "đoạn", "học", "quý", "tháng", "ngày", "trước", "trong",
    "vào", "từ", "đạt", "cần", "kỳ", "thực", "hiện", "i", "ii", "iii", "iv", "q",
    "in", "by", "to", "of", "the", "end", "year", "period",
)  # fmt: skip
_YEAR = re.compile(r"(?<![\w/.,-])20[0-9]{2}(?![\w/.,-])")
_WORDS = re.compile(r"[^\W\d_]+")
_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_LONGEST = 60
_LONGEST_PART = 6
"""In words."""
_BARE = ("bare-column",)
"""Of the time of a column that says nothing else."""


@attrs.frozen
class Column:
    """A column of a table.

    :param head: as it stands there, the heads of several rows together.
    :param due: the time that it says.
    :param measure: in which its numbers are, where the head says so in brackets.
    :param scope: the part that it is for: ``tieu_hoc``.
    :param about: what the head says besides: ``Kinh phí`` of ``Kinh phí năm 2025``.
    """

    head: str
    kind: ColumnKind = ""
    due: Time | None = None
    measure: str = ""
    about: str = ""
    scope: str = ""


def columns_of(rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns of a table by the rows of its heads.

    >>> rows = [("TT", "Chỉ tiêu", "Kế hoạch", ""), ("", "", "2025", "2026")]
    >>> [(each.kind, each.due.literal if each.due else "") for each in columns_of(rows)]
    [('number', ''), ('what', ''), ('target', '2025'), ('target', '2026')]
    """
    found: list[Column] = []
    for head in _joined(rows):
        column = column_of(head)
        named = any(each.kind == "what" for each in found)
        if column.kind == "what" and named:
            aimed = _first(head.casefold(), _AIMED) >= 0
            column = attrs.evolve(column, kind="target" if aimed else "")
        found.append(column)
    return tuple(_as_beside(found, number) for number in range(len(found)))


def _as_beside(columns: Sequence[Column], number: int) -> Column:
    """A column whose head is a year alone goes with the one to its left that says more."""
    column = columns[number]
    if column.due is None or not _is_bare(column):
        return column
    left = next((each for each in reversed(columns[:number]) if not _is_bare(each)), None)
    aimed = attrs.evolve(column, due=attrs.evolve(column.due, doubts=("no-time-word",)))
    if left is None or left.due is None:
        return column
    if left.kind == "target":
        return aimed
    later = (each for each in columns[number:] if each.kind == "target" and not _is_bare(each))
    return attrs.evolve(column, kind="past") if any(later) else column


def _is_bare(column: Column) -> bool:
    return column.due is not None and column.due.doubts == _BARE


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """The heads of each column; what stands over several counts for each of them."""
    heads = [""] * max(map(len, rows))
    for number, row in enumerate(rows):
        over = ""
        for at, cell in enumerate(row):
            over = cell or over
            below = any(at < len(other) and other[at] for other in rows[number + 1 :])
            said = cell or (over if below else "")
            if said and said not in heads[at].split(" | "):
                heads[at] = f"{heads[at]} | {said}".strip(" |")
    return [head.replace(" | ", " ") for head in heads]


def column_of(head: str) -> Column:
    """A column by its head alone."""
    folded = head.casefold()
    brackets = _IN_BRACKETS.search(head)
    due = due_of(head)
    kind = _kind(folded, due)
    scope = scope_after(head) if kind == "" and len(head.split()) < _LONGEST_PART else ""
    if scope:
        return Column(head, "target", scope=scope)
    if kind == "target" and due is not None and _first(folded, _AIMED) < 0:
        due = attrs.evolve(due, doubts=_BARE)
    return Column(
        head, kind, due if kind in ("target", "past") else None, brackets[1] if brackets else "",
        _about(head, folded, kind),
    )  # fmt: skip


def _kind(folded: str, due: Time | None) -> ColumnKind:
    bare = folded.strip(" .:")
    label = label_of_head(folded)
    if bare in _NUMBERS:
        return "number"
    if label and (due is None or label != "time"):
        return label
    if _first(folded, _COMPARED) >= 0 or folded.startswith(_OF_NAMES):
        return "note"
    if bare.partition(" (")[0] in _MEASURES:
        return "measure"
    past, aimed = _first(folded, _PAST), _first(folded, _AIMED)
    if past >= 0 and (aimed < 0 or past < aimed):
        return "past"
    if due is not None:
        return "target"
    if bare.startswith(_WHAT):
        return "what"
    return "target" if aimed >= 0 else ""


def label_of_head(folded: str) -> ColumnKind:
    """Who or when, by a head in small letters."""
    if folded.strip(" .") in ("năm", "năm hoàn thành", "năm thực hiện", "year"):
        return "time"
    return next((label for said, label in _LABELS if said in folded), "")


def _first(folded: str, words: Sequence[str]) -> int:
    """Where the first of some words stands, whole; -1 where none does."""
    padded = f" {folded} ".replace("(", " ").replace(")", " ").replace(",", " ").replace("/", " ")
    found = (padded.find(f" {word.replace('/', ' ').replace(',', ' ')} ") for word in words)
    return min((at for at in found if at >= 0), default=-1)


def due_of(head: str) -> Time | None:
    """The time that a head says, when it says one."""
    times = [each for each in times_in(head) if each.word != "within"]
    if not times:
        years = _YEAR.findall(head)
        if len(years) != 1:
            return None
        return Time(-1, -1, "in", years[0], int(years[0]), "", ("no-time-word",))
    if len(times) > 1 or "no-year" in times[0].doubts:
        return None
    return attrs.evolve(times[0], start=-1, end=-1)


def _about(head: str, folded: str, kind: ColumnKind) -> str:
    """A head that says more than when, and that it is a target."""
    if kind not in ("target", ""):
        return ""
    rest = _IN_BRACKETS.sub(" ", folded)
    for words in sorted(_AIMED, key=len, reverse=True):
        rest = f" {rest} ".replace(f" {words} ", " ")
    said = [word for word in _WORDS.findall(rest) if word not in _LEADING_OVER]
    return head if said else ""


def are_heads(cells: Sequence[str], known: Sequence[Column]) -> bool:
    """Whether a row holds the heads of columns.

    :param known: the columns of the table that it may go on with; a row of that is only taken for
        heads that stand there again when it begins as they do.
    """
    if not all(len(cell) < _LONGEST for cell in cells):
        return False
    first = cells[0].casefold().strip(" .:")
    if first in _NUMBERS:
        return True
    kinds = [column_of(cell).kind for cell in cells if cell]
    said = sum(kind in ("measure", "target", "past", "lead", "with", "time") for kind in kinds)
    if known and first != known[0].head.casefold().strip(" .:"):
        return sum(kind in ("lead", "with", "time") for kind in kinds) > 1
    return said > 1 or (said == 1 and "what" in kinds)


def are_more_heads(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Whether a row right below heads divides their columns."""
    over = columns_of(above)
    fresh = [
        cell
        for at, cell in enumerate(cells)
        if cell and not (at < len(over) and over[at].head.endswith(cell))
    ]
    if not fresh or any(len(cell) >= _LONGEST for cell in fresh):
        return False
    if cells[0] and cells[0] in fresh:
        return False
    return all(column_of(cell).kind not in ("", "number", "what") for cell in fresh)


def count_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3), or A, B, 1, 2.

    >>> count_columns(("A", "B", "1", "2")), count_columns(("1", "2", "4"))
    (True, False)
    """
    signs = [cell.partition("=")[0].strip(" ()[]") for cell in cells if cell]
    letters = [sign for sign in signs if sign in ("A", "B", "C", "D")]
    numbers = [sign for sign in signs if sign.isdecimal() and len(sign) < 3]
    if len(signs) < 3 or len(letters) + len(numbers) < len(signs) or not numbers:
        return False
    first = int(numbers[0])
    return [int(each) for each in numbers] == list(range(first, first + len(numbers)))
