"""The number, letter or sign that a paragraph begins with, and what it says of its place."""

from __future__ import annotations

import re
import unicodedata

import attrs

_MARKER = re.compile(
    r"(?P<annex>(?:phụ lục|annex|appendix)(?: (?:số )?(?:[ivx]{1,5}|[0-9]{1,2}"
    r"|[a-h]))?)(?=[:.]? |[:.]?$)"
    r"|(?P<article>(?:điều|chương|phần|mục|section|chapter|part|article) (?:[ivx]{1,5}"
    r"|[0-9]{1,3}))[.:](?= |$)"
    r"|(?P<dotted>[0-9]{1,2}(?:\.[0-9]{1,2}){1,4})[.):]?(?= )"
    r"|(?P<number>[0-9]{1,2})[.)](?= |[^\W\d_])"
    r"|\((?P<paren>[0-9]{1,2})\)\.?(?= |[^\W\d_])"
    r"|(?P<roman>[IVX]{1,5})[.)](?= |[^\W\d_])"
    r"|(?P<letter>[a-zđ])[.)](?= )"
    r"|(?P<capital>[A-HĐ])[.)](?= )"
    r"|(?P<bullet>[-–—+*•●▪◦])(?= )",
    re.IGNORECASE,
)


@attrs.frozen
class Marker:
    """A marker, its kind and what counts in it.

    >>> [marker_of(text) for text in ("II. MỤC TIÊU", "2.1. Nội dung", "năm 2025")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [Marker(kind='roman', value='II', length=3), Marker(kind='dotted2', value='2.1', length=4),
     None]
    """

    kind: str
    value: str
    length: int


def marker_of(text: str) -> Marker | None:
    """The marker at the start of a paragraph, if any."""
    found = _MARKER.match(text[:60])
    if found is None or found.lastgroup is None:
        return None
    kind, value = found.lastgroup, found[found.lastgroup]
    if kind == "roman" and not value.isupper():
        kind = "letter"  # i) and v) of a list
    elif kind == "letter" and value.isupper():
        kind = "capital"
    elif kind == "capital" and value.islower():
        kind = "letter"
    if kind == "dotted":
        kind = f"dotted{value.count('.') + 1}"
    elif kind == "bullet":
        kind, value = f"bullet{'-' if value in '–—' else value}", ""
    elif kind in ("annex", "article"):
        value = _named(value)
    if kind == "letter" and len(found[0]) > 2:
        return None
    return Marker(kind, value, found.end())


def _named(value: str) -> str:
    """How a path names an annex or an article: ``PL`` and ``Điều 5``."""
    words = value.split()
    head = unicodedata.normalize("NFC", words[0]).casefold()
    number = words[-1].upper() if len(words) > 1 and words[-1].casefold() != "lục" else ""
    if head == "phụ":
        return f"PL{number}"
    if head in ("annex", "appendix"):
        return f"A{number}"
    return f"{words[0].capitalize()} {number}"
