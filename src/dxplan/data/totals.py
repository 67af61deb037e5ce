"""Rows that add other rows up: they stand among the data and must not be added again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from dxplan.data.wording import fold

_OF = "|".join(
    map(
        fold,
        (
            "huyện", "quận", "thị xã", "thành phố", "tp", "tỉnh", "xã", "phường", "thị trấn",
            "toàn", "cấp", "khối", "bậc", "ngành", "trang", "nhóm", "mục", "cụm", "vùng", "các",
            "chung", "theo", "lũy kế", "luỹ kế", "phòng", "sở", "[ivx]+",
        ),
    )
)  # fmt: skip
_TOTAL = re.compile(
    rf"(?:[ivxlc]+[.)]?\s+|[a-zđ][.)]\s*|[0-9]+[.)]\s*)?"
    rf"(?:{fold('tổng cộng')}(?: .*)?|{fold('tổng số')}(?: .*)?"
    rf"|(?:{fold('tổng')}|{fold('cộng')})(?:\s*\(.*\)|\s+(?:{_OF})(?:\W.*)?)?|totals?"
    rf"|grand total|sub-?total|{fold('toàn')} (?:{fold('tỉnh')}|{fold('huyện')}|{fold('ngành')}"
    rf"|{fold('xã')}|{fold('thành phố')}|{fold('phường')}|{fold('quận')}|{fold('trường')}))"
    r"\s*[:.]?"
)


_AVERAGE = re.compile(
    rf"(?:(?:{fold('điểm')}|{fold('giá trị')}) )?"
    rf"(?:{fold('trung bình')}|{fold('bình quân')}|averages?|mean)"
    rf"(?: (?:{fold('chung')}|{fold('toàn')} .*))?\s*[:.]?"
)
# Of "tổng", "toàn", "total", "cộng", "grand total", "subtotal".
_BEGINNINGS = frozenset(("to", "co", "gr", "su"))
_ROMAN = frozenset("ivxlc")
_CHAPTER = re.compile("[ivxlc]+[.)]?|[a-zđ][.)]?")


def is_total(text: str, known: dict[str, bool]) -> bool:
    """Whether a label marks a row that adds others up.

    :param known: the labels seen before.

    >>> is_total("TỔNG CỘNG", {}), is_total("Cộng:", {}), is_total("Cộng Hòa", {})
    (True, True, False)
    """
    if not _may_begin(text[:2]):
        return False
    if text not in known:
        known[text] = _TOTAL.fullmatch(fold(text)) is not None
    return known[text]


def may_hold_total(texts: Collection[str]) -> bool:
    """Whether any of many labels may mark a row that adds others up; told by how they begin.

    >>> may_hold_total(["Trường A", "Trường B"]), may_hold_total(["Trường A", "Cộng"])
    (False, True)
    """
    suspicious = {letters for letters in {text[:2] for text in texts} if _may_begin(letters)}
    return bool(suspicious) and any(
        is_total(text, {}) for text in texts if text[:2] in suspicious and not text.isdigit()
    )


@lru_cache(maxsize=1024)
def _may_begin(letters: str) -> bool:
    """Whether two letters are the first of such a label, or of a number before it.

    >>> _may_begin("Tổ"), _may_begin("II"), _may_begin("Tr")
    (True, True, False)
    """
    if not letters.isalpha() or len(letters) < 2:
        return True
    first, second = (unicodedata.normalize("NFD", letter)[0] for letter in letters.casefold()[:2])
    return first + second in _BEGINNINGS or (first in _ROMAN and second in _ROMAN)


@lru_cache(maxsize=4096)
def is_average(text: str) -> bool:
    """Whether a label marks a row of averages, which is no data and no sum.

    >>> is_average("Điểm trung bình"), is_average("Bình quân:"), is_average("Trường Trung Bình")
    (True, True, False)
    """
    return _AVERAGE.fullmatch(fold(text)) is not None


def heads_a_group(raw: object) -> bool:
    """Whether an ordinal is that of a chapter: a roman number or a letter.

    >>> heads_a_group("II."), heads_a_group("A"), heads_a_group(3)
    (True, True, False)
    """
    return isinstance(raw, str) and _CHAPTER.fullmatch(fold(raw)) is not None
