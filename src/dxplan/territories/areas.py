"""What a plan calls its territory: provinces, or a district or commune of one, on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import attrs

from dxplan.shown import Shown
from dxplan.territories.levels import Level
from dxplan.territories.provinces import Province, find, parts
from dxplan.values.spelling import fold
from dxplan.values.truth import Truth

_BELOW: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("district", ("quận", "huyện", "thị xã", "thành phố", "tp", "q", "h", "tx")),
    ("commune", ("xã", "phường", "thị trấn", "đặc khu")),
)
_KINDS: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"(?:{'|'.join(map(fold, words))})(?:\. ?| )(?=\S)"))
    for level, words in _BELOW
)


@attrs.frozen(repr=False)
class Area(Shown):
    """A province, or a district or commune of one.

    :param name: of the district or commune, as it is written; empty for the whole province.
    """

    province: Province
    level: Level = "province"
    name: str = ""

    @property
    def title(self) -> str:
        """The name with that of the province behind it.

        >>> read_area("Quận Phú Nhuận, TP. Hồ Chí Minh", date(2022, 6, 16)).title
        'Quận Phú Nhuận, thành phố Hồ Chí Minh'
        """
        return ", ".join(part for part in (self.name, self.province.title) if part)


def read_area(text: str, day: date) -> Area | None:
    """The area that a text means on a day; ``None`` when that is not certain.

    A place below the province must say what it is: ``Quận Phú Nhuận, Thành phố Hồ Chí Minh``.

    >>> read_area("Bình Định", date(2022, 7, 7)).province.code
    '52'
    >>> read_area("Phú Nhuận", date(2022, 7, 7)) is None
    True
    """
    *below, last = (part.strip() for part in text.split(","))
    province = find(last, day)
    if province is None or len(below) > 1:
        return None
    if not below:
        return Area(province)
    level = next((level for level, kind in _KINDS if kind.match(fold(below[0]))), None)
    return None if level is None else Area(province, level, below[0])


def same_place(first: str, second: str) -> bool:
    """Whether two names of places below the province are the same but for their kind.

    >>> same_place("Quận Phú Nhuận", "phú nhuận"), same_place("Quận 1", "Quận 10")
    (True, False)
    """
    return _bare(first) == _bare(second)


def _bare(name: str) -> str:
    folded = fold(name)
    for _, kind in _KINDS:
        start = kind.match(folded)
        if start:
            return folded[start.end() :]
    return folded


def lies_in(candidates: Iterable[Province], province: Province) -> Truth:
    """Whether what lies in one of some provinces lies in another one; ``None`` if nobody knows.

    >>> today = find("Gia Lai", date(2026, 1, 1))
    >>> before = find("Bình Định", date(2024, 1, 1))
    >>> lies_in([before], today), lies_in([today], before), lies_in([before], before)
    (True, None, True)
    """
    wanted = parts(province)
    said = {_overlap(parts(each), wanted) for each in candidates}
    return said.pop() if len(said) == 1 else None


def _overlap(inner: frozenset[Province], outer: frozenset[Province]) -> Truth:
    if inner <= outer:
        return True
    return None if inner & outer else False
