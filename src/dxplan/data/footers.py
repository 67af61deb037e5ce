"""What stands below the rows of a form: signatures, place and date, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from dxplan.data.cell_values import is_missing
from dxplan.data.number_text import number_text
from dxplan.data.wording import fold

_SIGNED = tuple(
    map(
        fold,
        (
            "người lập", "người báo cáo", "người tổng hợp", "người thực hiện", "người ký",
            "thủ trưởng", "hiệu trưởng", "phó hiệu trưởng", "trưởng phòng", "phó trưởng phòng",
            "giám đốc", "phó giám đốc", "chủ tịch", "kế toán", "văn thư", "cán bộ tổng hợp",
            "ký tên", "(ký", "nơi nhận", "ghi chú", "lưu ý", "xác nhận của", "kt.", "tm.", "tl.",
            "prepared by", "signed", "head of", "note:", "notes:",
        ),
    )
)  # fmt: skip
_BLANK = r"\s*+(?:[0-9.…_]++\s*+)?"
_PLACE_AND_DATE = re.compile(
    rf"(?:.*,\s*+)?{fold('ngày')}{_BLANK}{fold('tháng')}{_BLANK}{fold('năm')}{_BLANK}"
)


def begins_footer(row: tuple[Any, ...]) -> bool:
    """Whether a row begins what stands below the data.

    >>> begins_footer(("", "Người lập biểu", "Thủ trưởng đơn vị")), begins_footer(("s1", 2024, 5))
    (True, False)
    """
    texts = [fold(raw) for raw in row if isinstance(raw, str) and raw.strip()]
    return any(
        text.startswith(_SIGNED) or _PLACE_AND_DATE.fullmatch(text) is not None for text in texts
    )


def is_plain_id(raw: object) -> bool:
    """Whether a text is nothing but letters and a number behind them, as most ids are.

    >>> is_plain_id("TH01"), is_plain_id("0001234567"), is_plain_id("Ghi chú 1")
    (True, True, False)
    """
    return (
        isinstance(raw, str) and raw.isascii() and raw.isalnum() and raw[-1].isdigit()
        and raw[0] not in "sS"
    )  # fmt: skip


def are_plain_ids(raws: Collection[object]) -> bool:
    """Whether all of some texts are letters, dashes and a number behind them, and begin no footer.

    >>> are_plain_ids(("TH-01", "s2")), are_plain_ids(("TH01", "Ghi chú 1")), are_plain_ids(("",))
    (True, False, False)
    """
    if set(map(type, raws)) != {str}:
        return False
    texts: Collection[Any] = raws
    together = "".join(texts).replace("-", "")
    if not (together.isascii() and together.isalnum()):
        return False
    begins, ends = {text[:2] for text in texts}, {text[-1:] for text in texts}
    return all(end.isdigit() for end in ends) and not any(
        begin.startswith("-") or begin.casefold() == "si" for begin in begins
    )


def has_numbers(row: tuple[Any, ...], columns: Iterable[int]) -> bool:
    """Whether anything in some columns may be a number, and so part of the data."""
    return any(may_be_number(row[column]) for column in columns)


def may_be_number(raw: object) -> bool:
    """Whether a cell holds a number, also one that cannot be read."""
    if is_missing(raw):
        return False
    return not isinstance(raw, str) or number_text(raw.replace("%", "")) is not None
