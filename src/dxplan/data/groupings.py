"""The columns of a register by which organisations are grouped: places, and any others.

A list of after July 2025 often keeps the places of before in columns of their own (``Huyện cũ``).
Such a heading says for which days its cells are meant; the plain columns beside it are then those
of today.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Literal, TypeAlias

import attrs

from dxplan.data.wording import fold
from dxplan.messages import Language
from dxplan.shown import Shown
from dxplan.source import composed
from dxplan.territories import Level

Side: TypeAlias = Literal["before", "after"]
SIDES: tuple[Side, ...] = ("before", "after")

_WORDS_OF_LEVELS: Mapping[Level, tuple[str, ...]] = {
    "province": ("tỉnh", "province"),
    "district": ("huyện", "quận", "thị xã", "district"),
    "commune": ("xã", "phường", "thị trấn", "commune"),
}
_LEVELS = {
    level: re.compile(rf"\b(?:{'|'.join(map(fold, words))})(?!\w)")
    for level, words in _WORDS_OF_LEVELS.items()
}
_DAY = "(?:ngày )?(?:0?1/0?7/2025|2025-07-01)"
_WORDS_OF_SIDES: Mapping[Side, tuple[str, ...]] = {
    "before": ("cũ", "old", "former", "trước sáp nhập", f"trước {_DAY}", f"before {_DAY}"),
    "after": ("mới", "new", "sau sáp nhập", f"từ {_DAY}", f"from {_DAY}"),
}


def _mark(words: Iterable[str]) -> re.Pattern[str]:
    """What finds a mark in a heading, with the brackets around it."""
    # What stands before is taken from its beginning on, lest every bracket in a row is tried.
    before, behind = r"(?:(?<![\s(\[])[\s(\[]++)?", r"(?:\s*+[)\]])*+"
    return re.compile(rf"{before}\b(?:{'|'.join(words)})(?!\w){behind}")


_MARKS = {side: _mark(map(fold, words)) for side, words in _WORDS_OF_SIDES.items()}
_WRITTEN_MARK = _mark(word for words in _WORDS_OF_SIDES.values() for word in words)
# Only under such a heading must a cell be a province: others speak of provinces in passing.
_NAMES_PROVINCES = re.compile(
    "|".join(
        map(fold, (r"(?:(?:mã|tên|mã số) )?tỉnh(?:\s*+(?:[/,-]\s*+)?(?:thành phố|tp|thành))?",))
    )
    + "|province(?: (?:code|name))?"
)
# Such a column tells of a person; nothing is grouped by it, so nothing of it is kept.
_OF_PERSONS = re.compile(
    "|".join(map(fold, ("hiệu trưởng", "điện thoại", "họ tên", "họ và tên", "email", "liên hệ")))
    + "|phone|sđt|principal|contact"
)


@attrs.frozen(repr=False)
class Grouping(Shown):
    """A grouping column.

    :param written: its heading, in small letters.
    :param keys: what else its texts are kept under: the heading without its mark, and in English.
    :param level: of government, ``None`` for any other grouping.
    :param side: on which side of 1 July 2025 its cells hold, when the heading says so.
    :param of_provinces: whether every cell must be a province.
    """

    written: str
    keys: tuple[str, ...] = ()
    level: Level | None = None
    side: Side | None = None
    of_provinces: bool = False


@cache
def grouping(heading: str) -> Grouping | None:
    """What a grouping column tells; ``None`` when it tells of persons.

    >>> grouping("Huyện cũ").side, grouping("Huyện cũ").keys
    ('before', ('huyện', 'district'))
    >>> grouping("Cụm thi đua").level is None, grouping("Họ tên hiệu trưởng") is None
    (True, True)
    """
    folded = fold(heading)
    if _OF_PERSONS.search(folded):
        return None
    written = composed(" ".join(heading.lower().split()))
    level = next((level for level, pattern in _LEVELS.items() if pattern.search(folded)), None)
    if level is None:
        return Grouping(written)
    for side, mark in _MARKS.items():
        if mark.search(folded):
            bare = " ".join(mark.sub(" ", folded).split())
            plain = " ".join(_WRITTEN_MARK.sub(" ", written).split())
            keys = tuple(dict.fromkeys(key for key in (plain, level) if key != written))
            return Grouping(written, keys, level, side, _of_provinces(bare))
    keys = () if written == level else (level,)
    return Grouping(written, keys, level, None, _of_provinces(folded))


def _of_provinces(folded: str) -> bool:
    return _NAMES_PROVINCES.fullmatch(folded) is not None


def column_named(text: str, known: Collection[str]) -> str | None:
    """The grouping column that is meant: by its heading, or by a word of its level.

    >>> column_named("xã", ["commune", "xã/phường"]), column_named("HUYỆN CŨ", ["huyện cũ"])
    ('commune', 'huyện cũ')
    """
    folded = fold(text)
    for level, words in _WORDS_OF_LEVELS.items():
        if level in known and folded in map(fold, words):
            return level
    same = (each for each in sorted(known) if fold(each) == folded)
    return text if text in known else next(same, None)


def columns_said(known: Iterable[str], language: Language) -> str:
    """Grouping columns as they may be asked for, in the words of a language."""
    levels: dict[str, str] = {level: words[0] for level, words in _WORDS_OF_LEVELS.items()}
    words = {levels.get(each, each) if language == "vi" else each for each in known}
    return ", ".join(sorted(words))


def plain_side(groupings: Iterable[Grouping]) -> Side | None:
    """On which side the places of plain columns hold: the one that no marked column is for.

    ``None`` when no column is marked: then they hold on all days of their row.
    """
    sides = {each.side for each in groupings if each.side is not None}
    if not sides:
        return None
    return "after" if "before" in sides else "before"


def texts_on(
    side: Side | None, groupings: Mapping[int, Grouping], texts: Mapping[int, str]
) -> dict[str, str]:
    """What the columns of a row say on one side of 1 July 2025, by key.

    :param texts: the cells that say anything, by column.
    """
    of_plain = plain_side(groupings.values())
    found: dict[str, str] = {}
    # A column whose cells are provinces says more than one that speaks of provinces in passing.
    for column in sorted(texts, key=lambda column: not groupings[column].of_provinces):
        text, each = texts[column], groupings[column]
        holds = each.level is None or side == (each.side or of_plain)
        if holds or each.side is not None:
            found.setdefault(each.written, text)
        if holds:
            for key in each.keys:
                found.setdefault(key, text)
    return found
