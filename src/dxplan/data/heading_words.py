"""The headings of columns that mean the same in every plan: who, when, what, how much.

For every role there are words that say it outright, and words that may also say something else
("trường" may head ids or names) and count only where no outright one stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from dxplan.data.wording import fold
from dxplan.shown import Shown


@attrs.frozen(slots=False, repr=False)
class Words(Shown):
    """The headings of one role, outright ones and others, as they are written."""

    outright: tuple[str, ...]
    perhaps: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return self.outright + self.perhaps

    @cached_property
    def folded(self) -> tuple[frozenset[str], frozenset[str]]:
        """What the outright ones and the others fold to."""
        return frozenset(map(fold, self.outright)), frozenset(map(fold, self.perhaps))


Roles = Mapping[str, Words]

_ORGANISATION = Words(
    (
        "id", "code", "school id", "school code", "organisation id", "organization id",
        "mã", "mã số", "mã trường", "mã trường học", "mã đơn vị", "mã đơn vị báo cáo", "mã cơ sở",
        "mã cơ sở giáo dục", "mã CSGD", "mã định danh", "mã định danh trường",
        "mã định danh đơn vị", "mã định danh cơ sở giáo dục", "mã ĐD Bộ GD&ĐT",
        "mã định danh Bộ GD&ĐT",
    ),
    (
        "school", "organisation", "organization", "trường", "trường học", "đơn vị",
        "đơn vị báo cáo", "cơ sở giáo dục",
    ),
)  # fmt: skip
_NAME = Words(
    (
        "name", "school name", "organisation name", "organization name", "tên", "tên trường",
        "tên trường học", "tên đơn vị", "tên đơn vị báo cáo", "tên cơ sở giáo dục",
    )
)  # fmt: skip
_PERIOD = Words(
    ("period", "reporting period", "kỳ", "kỳ báo cáo", "kỳ số liệu", "thời kỳ", "thời kỳ báo cáo"),
    (
        "year", "quarter", "month", "năm", "quý", "tháng", "năm báo cáo", "thời gian",
        "thời điểm", "thời điểm báo cáo", "ngày báo cáo",
    ),
)  # fmt: skip
_ORDINAL = Words(("STT", "số TT", "TT", "số thứ tự", "no", "no.", "#"))
_VALUE = Words(("value", "giá trị", "trị số"))

DATA: Roles = {
    "organisation": _ORGANISATION,
    "period": _PERIOD,
    "measure": Words(
        ("measure", "indicator", "số liệu", "tên số liệu", "chỉ tiêu", "tên chỉ tiêu")
    ),
    "value": _VALUE,
    "numerator": Words(("numerator", "tử số")),
    "denominator": Words(("denominator", "mẫu số")),
    "unit": Words(("đơn vị tính", "đvt", "đv tính", "measured in", "unit of measure")),
    "name": _NAME,
    "ordinal": _ORDINAL,
}
REGISTER: Roles = {
    "organisation": _ORGANISATION,
    "name": _NAME,
    "since": Words(("since", "valid from", "từ ngày", "ngày thành lập")),
    "until": Words(("until", "valid to", "đến ngày", "đến hết ngày", "ngày giải thể")),
    "ordinal": _ORDINAL,
}
CROSSWALK: Roles = {
    "old": Words(
        ("old", "old id", "old code", "mã cũ", "mã trường cũ", "mã đơn vị cũ", "mã định danh cũ")
    ),
    "new": Words(
        (
            "new",
            "new id",
            "new code",
            "mã mới",
            "mã trường mới",
            "mã đơn vị mới",
            "mã định danh mới",
        )
    ),
    "on": Words(("on", "date", "since", "ngày", "từ ngày", "ngày hiệu lực", "ngày áp dụng")),
}
EVENTS: Roles = {
    "rule": Words(
        ("rule", "task", "duty", "fact", "mã nhiệm vụ", "mã công việc", "quy tắc"),
        (
            "id",
            "mã",
            "nhiệm vụ",
            "sự kiện",
            "định kỳ",
            "công việc",
            "việc",
            "nội dung",
            "tên nhiệm vụ",
            "tên công việc",
            "nội dung công việc",
            "nội dung nhiệm vụ",
            "work",
            "work item",
            "event",
        ),
    ),
    "date": Words(("date", "ngày", "ngày thực hiện", "ngày hoàn thành", "ngày gửi", "ngày nộp")),
    "period": Words(("period", "kỳ", "kỳ báo cáo")),
    "unit": Words(
        ("unit", "đơn vị", "đơn vị thực hiện", "đơn vị chủ trì", "cơ quan thực hiện"),
    ),
    "value": Words((*_VALUE.all, "holds", "kết quả", "kết quả thực hiện", "tình trạng")),
    "ordinal": _ORDINAL,
}  # fmt: skip


def roles_of(texts: tuple[str, ...], roles: Roles) -> dict[str, list[int]]:
    """For every role the columns whose heading says it.

    >>> roles_of(("Mã trường", "Trường", "kỳ"), DATA)
    {'organisation': [0], 'period': [2]}
    """
    folded = [fold(text) for text in texts]
    found: dict[str, list[int]] = {}
    for role, words in roles.items():
        outright, perhaps = words.folded
        columns = _columns(folded, outright) or _columns(folded, perhaps)
        if columns:
            found[role] = columns
    return found


def _columns(folded: list[str], words: frozenset[str]) -> list[int]:
    return [column for column, text in enumerate(folded) if text in words]


def is_label(text: str) -> bool:
    """Whether a heading is that of a column that only labels its row: a name, a number in the list.

    >>> is_label("Trường"), is_label("STT"), is_label("Giá trị")
    (True, True, False)
    """
    folded = fold(text)
    labels = (_ORGANISATION, _NAME, _ORDINAL)
    return any(folded in part for words in labels for part in words.folded)


def all_words() -> frozenset[str]:
    """Every heading of every role, folded."""
    every = (words for roles in (DATA, REGISTER, CROSSWALK, EVENTS) for words in roles.values())
    return frozenset().union(*(part for words in every for part in words.folded))
