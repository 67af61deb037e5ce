"""The provinces of a day: their codes, their names, and what became of them.

A code or a name says which province is meant only together with a day: 52 was Bình Định and is Gia
Lai, and the Gia Lai of today is more than the one before July 2025. The table and its sources are
in ``provinces.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import attrs

from dxplan.shown import Shown
from dxplan.values.spelling import fold

_DASHES = str.maketrans("–—−‐", "----")
_KINDS = re.compile(rf"(?:{fold('tỉnh')}|{fold('thành phố')}|tp\.?|t\.) (?=\S)|(?:tp|t)\.(?=\S)")
_CODE = re.compile("0*([0-9]{1,2})(?:[.,]0+)?")


@attrs.frozen(repr=False)
class Province(Shown):
    """A province or centrally-run city, as it was from one change of the map to the next.

    :param code: statistical code, two digits; it may name another province on other days.
    :param kind: ``tỉnh`` or ``thành phố``.
    :param since: first day, ``None`` for the earliest state that is told; ``until``: last day.
    :param into: code of what it became, or became a part of, the day after ``until``.
    :param also: other spellings of the name.
    """

    code: str
    name: str
    kind: str
    since: date | None = None
    until: date | None = None
    into: str = ""
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name with the kind before it.

        >>> find("52", date(2024, 1, 1)).title
        'tỉnh Bình Định'
        """
        return f"{self.kind} {self.name}"

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day, in this state."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@cache
def provinces() -> tuple[Province, ...]:
    """Every province in every state that is told: 63 until 30 June 2025, then 34.

    >>> len(provinces())
    97
    """
    lines = Path(__file__).with_name("provinces.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(_province(row) for row in rows[1:])


def _province(row: list[str]) -> Province:
    code, name, kind, since, until, into, also = row
    first = date.fromisoformat(since) if since else None
    last = date.fromisoformat(until) if until else None
    others = tuple(each.strip() for each in also.split(";") if each.strip())
    return Province(code, name, kind, first, last, into, others)


def on(day: date) -> tuple[Province, ...]:
    """The provinces of a day, by code. The table knows no change before 1 July 2025.

    >>> len(on(date(2025, 6, 30))), len(on(date(2025, 7, 1)))
    (63, 34)
    """
    return tuple(each for each in provinces() if each.exists_on(day))


def find(text: str, day: date) -> Province | None:
    """The province that a code or a name means on a day; ``None`` when it means none.

    >>> find("52", date(2024, 12, 31)).name, find("52", date(2026, 11, 21)).name
    ('Bình Định', 'Gia Lai')
    >>> find("tỉnh Bình Định", date(2026, 11, 21)) is None
    True
    """
    return next((each for each in named(text) if each.exists_on(day)), None)


def named(text: str) -> tuple[Province, ...]:
    """Every province that a code or a name has ever meant, the earliest first.

    >>> [(each.code, each.name) for each in named("52")]
    [('52', 'Bình Định'), ('52', 'Gia Lai')]
    >>> [(each.code, each.name) for each in named("Gia Lai")]
    [('64', 'Gia Lai'), ('52', 'Gia Lai')]
    """
    return _index().get(_key(text), ())


def possible(text: str, since: date | None, until: date | None) -> tuple[Province, ...]:
    """What a code or a name may mean that was written for some days.

    A name that was no longer, or not yet, in use on these days still means what it says; a code
    does not, because it may have been given out anew.

    >>> [each.name for each in possible("52", date(2025, 7, 1), None)]
    ['Gia Lai']
    >>> [each.name for each in possible("Bình Định", date(2025, 7, 1), None)]
    ['Bình Định']
    >>> possible("64", date(2025, 7, 1), None)
    ()
    """
    every = named(text)
    there = tuple(
        each
        for each in every
        if (since is None or each.until is None or since <= each.until)
        and (until is None or each.since is None or each.since <= until)
    )
    return there if there or is_code(text) else every


def is_code(text: str) -> bool:
    """Whether a text has the form of a province's code: one or two digits.

    >>> is_code("52"), is_code("1"), is_code("52.0"), is_code("Gia Lai")
    (True, True, True, False)
    """
    return _CODE.fullmatch(text.strip()) is not None


def became(province: Province) -> Province | None:
    """What a province became, or became a part of; ``None`` when it still exists.

    >>> became(find("Bình Định", date(2024, 1, 1))).title
    'tỉnh Gia Lai'
    """
    later = (each for each in provinces() if each.code == province.into and each is not province)
    return next((each for each in later if _follows(province, each)), None)


def made_of(province: Province) -> tuple[Province, ...]:
    """The provinces that a province was made of; none for the earliest state that is told.

    >>> [each.name for each in made_of(find("Gia Lai", date(2026, 1, 1)))]
    ['Bình Định', 'Gia Lai']
    """
    return tuple(each for each in provinces() if became(each) == province)


@cache
def parts(province: Province) -> frozenset[Province]:
    """What a province is made of in the earliest state that is told; such a one is its own part.

    Two provinces, of the same day or not, share land exactly when they share a part.

    >>> sorted(each.name for each in parts(find("Gia Lai", date(2026, 1, 1))))
    ['Bình Định', 'Gia Lai']
    """
    earlier = made_of(province)
    if not earlier:
        return frozenset([province])
    return frozenset(part for each in earlier for part in parts(each))


@cache
def on_day(province: Province, day: date) -> tuple[Province, ...]:
    """The provinces of a day that hold the land of a province: one or several.

    >>> [each.name for each in on_day(find("Bình Định", date(2024, 1, 1)), date(2026, 1, 1))]
    ['Gia Lai']
    >>> [each.code for each in on_day(find("Gia Lai", date(2026, 1, 1)), date(2024, 1, 1))]
    ['52', '64']
    """
    if province.exists_on(day):
        return (province,)
    return tuple(each for each in on(day) if parts(each) & parts(province))


def _follows(earlier: Province, later: Province) -> bool:
    return earlier.until is not None and later.since is not None and earlier.until < later.since


@cache
def _index() -> Mapping[str, tuple[Province, ...]]:
    found: dict[str, tuple[Province, ...]] = {}
    for each in provinces():
        for key in {_key(text) for text in (each.code, each.name, *each.also)}:
            found[key] = (*found.get(key, ()), each)
    return found


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """What a text is looked up by: two digits, or a name without its kind and its blanks.

    >>> _key("TP. Hồ Chí Minh") == _key("hồ chí minh"), _key("1"), _key("64.0")
    (True, '01', '64')
    """
    code = _CODE.fullmatch(text.strip())
    if code:
        return code[1].zfill(2)
    folded = fold(text.translate(_DASHES))
    start = _KINDS.match(folded)
    bare = folded[start.end() :] if start else folded
    return "".join(bare.replace("-", " ").split())
