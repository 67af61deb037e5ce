"""Rows that add other rows up: they stand among the data and must not be added again."""

from __future__ import annotations

import re

from dxplan.data.wording import fold

_TOTAL = re.compile(
    rf"(?:{fold('tổng cộng')}(?: .*)?|{fold('tổng số')}|{fold('tổng')}|{fold('cộng')}|totals?"
    rf"|grand total|sub-?total|{fold('toàn tỉnh')}|{fold('toàn huyện')}|{fold('toàn ngành')})"
    r"\s*[:.]?"
)


def is_total(text: str, known: dict[str, bool]) -> bool:
    """Whether a label marks a row that adds others up.

    :param known: the labels seen before.

    >>> is_total("TỔNG CỘNG", {}), is_total("Cộng:", {}), is_total("Cộng Hòa", {})
    (True, True, False)
    """
    if text not in known:
        known[text] = _TOTAL.fullmatch(fold(text)) is not None
    return known[text]
