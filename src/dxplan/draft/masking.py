"""Numbers and years that name something, put out of sight: documents, programmes, grades."""

from __future__ import annotations

import re

HIDDEN = "·"
_NAMES = (
    # 199/KH-UBND ngày 11/12/2023, 05-NQ/TU, 30/2020/NĐ-CP, 131/QĐ- TTg
    r"[0-9]{1,6}(?:/[0-9]{4})?[/-][A-ZĐ][\w&]{0,12}"
    r"(?:[/-] ?[\w&]{1,16}){0,3}(?:,? ?ngày [0-9]{1,2}(?:/[0-9]{1,2}/[0-9]{4}"
    r"| tháng [0-9]{1,2} năm [0-9]{4}))?",
    # a name in quotation marks
    r"“[^“”]{0,300}”",
    r"\"[^\"]{0,300}\"",
    # the years that a document, programme or movement is named after
    r"(?:giai đoạn|period) [12][0-9]{3} ?[-–] ?[12][0-9]{3}(?=,? ?(?:định hướng|và (?:định hướng"
    r"|tầm nhìn)|tầm nhìn|with a vision))",
    r"(?:đến năm|đến|năm|to) [12][0-9]{3},? (?=định hướng|tầm nhìn|with a vision)",
    r"(?:định hướng|tầm nhìn|tầm nhìn đến|with a vision to)(?: đến)?(?: năm)? [12][0-9]{3}",
    # a part of a document, or a document by its number alone
    r"(?:mục|khoản|điều|điểm|phần|phụ lục|chương|trang|bảng|biểu|mẫu|nghị quyết|kế hoạch"
    r"|quyết định|thông tư|nghị định|công văn|chỉ thị|luật|section|article|annex|decision"
    r"|circular|decree|page|table)(?: số| no\.)? [0-9]{1,5}(?:\.[0-9]{1,2}){0,3}",
    # a level, a grade, a rank that was reached, a version
    r"(?:mức độ|cấp độ|mức|lớp|khối|thứ|hạng|bậc|phiên bản|chương trình|khóa|khoá|đợt|bước|level"
    r"|grade|version) [0-9]{1,4}(?:/[0-9]{1,4})?(?:(?:,| và| hoặc| and|, mức độ"
    r"| và mức độ) [0-9](?![0-9%]))?",
    r"chương trình giáo dục phổ thông [12][0-9]{3}",
    r"[0-9](?:\.0|G)(?![0-9%])",
)
_MASKED = tuple(
    re.compile(each, re.IGNORECASE if not each.startswith("[0-9]{1,6}") else 0) for each in _NAMES
)
_DATED = re.compile(
    r"(?:ngày|dated) [0-9]{1,2}(?:/[0-9]{1,2}/[0-9]{4}"
    r"| tháng [0-9]{1,2} năm [0-9]{4})(?= ?(?:của|về|ban hành|phê duyệt|of))",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(r"giai đoạn [12][0-9]{3} ?[-–] ?[12][0-9]{3}", re.IGNORECASE)
_WHAT_IS_NAMED = (
    "kế hoạch",
    "chương trình",
    "đề án",
    "phong trào",
    "chiến lược",
    "nghị quyết",
    "dự án",
)


def masked(text: str) -> str:
    """A sentence of the same length, without the numbers and years that only name something.

    >>> masked("theo Kế hoạch số 199/KH-UBND ngày 11/12/2023, đạt 70%")
    'theo Kế hoạch số ···························, đạt 70%'
    """
    for each in (*_MASKED, _DATED):
        text = each.sub(_hidden, text)
    return _NAMED_AFTER.sub(_hidden_after_a_name, text)


def _hidden(found: re.Match[str]) -> str:
    return HIDDEN * len(found[0])


def _hidden_after_a_name(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 120) : found.start()].casefold()
    named = any(each in before for each in _WHAT_IS_NAMED)
    return _hidden(found) if named else found[0]
