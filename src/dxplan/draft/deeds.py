"""What is to be done, in the words of a sentence, without those who have to do it."""

from __future__ import annotations

import re

from dxplan.draft.masking import masked
from dxplan.draft.times import times_in
from dxplan.draft.titles import trimmed
from dxplan.draft.unit_names import after_units, leading_unit, sent_back_to

_GIVEN = re.compile(r"(?:giao cho|giao|yêu cầu|đề nghị) ", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:,? ?(?:và )?(?:chủ trì|làm đầu mối|là đầu mối|đầu mối|chịu trách nhiệm|có trách nhiệm"
    r"|phải|cần|shall|must|leads))(?=[ ,.]|$)",
    re.IGNORECASE,
)
_ENDINGS = ("hoàn thành", "xong", "và hoàn thành", "chậm nhất", "muộn nhất")
_FEWEST = 2
"""What is said in fewer words does not say what is to be done."""


def deed_of(text: str, longest: int) -> str:
    """What a sentence says is to be done; who does it, and to whom it goes, are told elsewhere.

    :param longest: what is longer ends before its time.

    >>> deed_of("Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở rà soát kho sách.", 90)
    'rà soát kho sách.'
    >>> deed_of("Các trường báo cáo kết quả về Sở GDĐT trước ngày 5/9/2025.", 90)
    'báo cáo kết quả trước ngày 5/9/2025.'
    """
    deed = _without_recipient(_without_subject(text))
    if len(deed) <= longest:
        return deed
    return _without_time(deed)


def _without_subject(text: str) -> str:
    given = _GIVEN.match(text)
    begin = given.end() if given else 0
    name = leading_unit(text[begin:])
    if not name:
        return text
    rest = text[begin + len(name) :].lstrip(" ,–-")
    led = _LEADING.match(rest)
    while led is not None:
        rest = rest[led.end() :].lstrip(" ,")
        led = _LEADING.match(rest)
    rest = rest[after_units(rest) :].lstrip(" ,")
    return rest if len(rest.split()) >= _FEWEST else text


def _without_recipient(text: str) -> str:
    span = sent_back_to(text)
    if span is None:
        return text
    rest = f"{text[: span[0]]}{text[span[1] :]}"
    return rest if len(rest.split()) >= _FEWEST else text


def _without_time(text: str) -> str:
    first = next(iter(times_in(masked(text))), None)
    if first is None or first.start == 0:
        return text
    ahead = trimmed(text[: first.start])
    for each in _ENDINGS:
        ahead = ahead.removesuffix(each).rstrip(" ,")
    return ahead if len(ahead.split()) >= _FEWEST else text
