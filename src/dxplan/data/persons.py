"""Sheets of persons: they have no place here and are refused before anything in them is read."""

from __future__ import annotations

import re

from dxplan.data.wording import fold

_NAMES = frozenset(
    map(
        fold,
        (
            "họ và tên", "họ tên", "họ", "họ đệm", "họ và tên đệm", "tên học sinh", "tên giáo viên",
            "họ và tên học sinh", "họ tên học sinh", "họ và tên giáo viên", "họ tên giáo viên",
            "họ và tên người học", "họ và tên cán bộ", "full name", "first name", "last name",
            "surname", "student name", "teacher name",
        ),
    )
)  # fmt: skip
_TRAITS = frozenset(
    map(
        fold,
        (
            "ngày sinh", "ngày tháng năm sinh", "năm sinh", "giới tính", "dân tộc", "nơi sinh",
            "quê quán", "lớp", "date of birth", "birth date", "dob", "gender", "class",
        ),
    )
)  # fmt: skip
_IDENTITY = re.compile(
    "|".join(
        (
            rf"(?:{fold('số')} |{fold('mã')} )?(?:{fold('thẻ')} )?(?:cccd|cmnd|cmt)(?:[/ ].*)?",
            rf"(?:{fold('số')} )?(?:{fold('thẻ')} )?{fold('căn cước')}(?: {fold('công dân')})?",
            rf"(?:{fold('số')} |{fold('mã')} )?{fold('định danh')} {fold('cá nhân')}.*",
            rf"(?:{fold('số')} )?{fold('chứng minh nhân dân')}",
            "citizen id|national id|identity number|passport number|personal id",
        )
    )
)


def heads_persons(headings: tuple[str, ...]) -> bool:
    """Whether a row of headings is that of a list of persons.

    It is when a heading asks for a personal number, or a person's name stands beside a trait.

    >>> heads_persons(("STT", "Họ và tên", "Ngày sinh")), heads_persons(("Số HS có CCCD", "Lớp"))
    (True, False)
    """
    folded = {fold(text) for text in headings}
    if any(_IDENTITY.fullmatch(text) for text in folded):
        return True
    return not folded.isdisjoint(_NAMES) and not folded.isdisjoint(_TRAITS)
