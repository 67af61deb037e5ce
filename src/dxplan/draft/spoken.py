"""Times and names of bodies as officers write them, for what is said about a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dxplan.messages import Language

_DURATION = re.compile(r"([0-9]{1,3}) (working days?|days?|weeks?|months?)")
_UNITS = {"working day": "ngày làm việc", "day": "ngày", "week": "tuần", "month": "tháng"}
_SCHOOL = re.compile(r"(?:semester ([12]) of )?school year ([0-9]{4}-[0-9]{4})")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_SMALL = (
    "ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "và", "tỉnh", "thành phố", "quận",
    "huyện", "thị xã", "xã", "phường", "của", "ban chỉ đạo", "trung học phổ thông",
    "trung học cơ sở", "tiểu học", "mầm non",
)  # fmt: skip
"""What begins with a small letter within the name of a body."""
_ABBREVIATED = ("UBND", "UBMTTQ")
"""Of which a letter is a vowel."""
_JOINTS = re.compile("([-–&/])")
_WORDS = (
    "giáo dục", "đào tạo", "thông tin", "truyền thông", "khoa học", "công nghệ", "tài chính",
    "nội vụ", "kế hoạch", "đầu tư", "văn hóa", "xã hội", "thể thao", "văn phòng", "thanh tra",
    "tổ chức", "cán bộ", "khảo thí", "công an", "trung tâm", "hội đồng", "nghề nghiệp",
    "thường xuyên",
)  # fmt: skip
"""Of which only the first letter is a capital."""


def times_said(literals: Iterable[str], language: Language) -> str:
    """Times of rule text as a sentence has them.

    >>> times_said(["2024-Q3", "2025-12"], "vi"), times_said(["5 working days"], "vi")
    ('quý III năm 2024, tháng 12/2025', '5 ngày làm việc')
    >>> times_said(["????-06-20"], "vi"), times_said(["????-06-20"], "en")
    ('20/6', '20 June')
    """
    return ", ".join(_time_said(each, language) for each in literals)


def _time_said(literal: str, language: Language) -> str:
    year, *rest = literal.split("-") if literal[:4].isdigit() or "?" in literal else ("",)
    if "?" in literal:
        month, day = int(rest[0]), int(rest[1])
        return f"{day}/{month}" if language == "vi" else f"{day} {_MONTHS[month - 1]}"
    if language == "en":
        return literal
    if not year or not year.isdigit():
        return _words_said(literal)
    if not rest:
        return f"năm {year}"
    if rest[0].startswith("Q"):
        return f"quý {_ROMAN[rest[0][1:]]} năm {year}"
    turned = "/".join(str(int(part)) for part in reversed(rest))
    return f"ngày {turned}/{year}" if len(rest) > 1 else f"tháng {turned}/{year}"


def _words_said(literal: str) -> str:
    duration = _DURATION.fullmatch(literal)
    if duration is not None:
        return f"{duration[1]} {_UNITS[duration[2].removesuffix('s')]}"
    school = _SCHOOL.fullmatch(literal)
    if school is None:
        return literal
    half = f"học kỳ {_ROMAN[school[1]]} " if school[1] else ""
    return f"{half}năm học {school[2]}"


def body_said(name: str) -> str:
    """The name of a body that stands in capitals, with the capitals that it has in a sentence.

    >>> body_said("ỦY BAN NHÂN DÂN TỈNH MINH HÀ"), body_said("SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    ('Ủy ban nhân dân tỉnh Minh Hà', 'Sở Giáo dục và Đào tạo')
    """
    if not name.isupper():
        return name
    said = f" {' '.join(map(_word_said, name.split()))} "
    for words in _WORDS:
        said = said.replace(f" {words.title()} ", f" {words.capitalize()} ")
    for words in _SMALL:
        said = said.replace(f" {words.title()} ", f" {words} ")
    said = said.replace(" xã hội ", " Xã hội ")  # no commune
    said = said.strip()
    return said[:1].upper() + said[1:]


def _word_said(word: str) -> str:
    """A word in capitals with its first alone; abbreviations, which have no vowel, as they are."""
    parts = _JOINTS.split(word)
    return "".join(each if _is_abbreviation(each) else each.title() for each in parts)


def _is_abbreviation(part: str) -> bool:
    bare = unicodedata.normalize("NFD", part)
    return part in _ABBREVIATED or not any(sign in "AEIOUY" for sign in bare)
