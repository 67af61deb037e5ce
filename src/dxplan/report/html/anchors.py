"""Ids inside the page, which links from elsewhere may keep."""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

_KEPT = frozenset(string.ascii_letters + string.digits + "._-")


def anchors(kind: str, names: Iterable[str]) -> dict[str, str]:
    """The id of each name: the same in every report in which nobody else is called alike.

    Names that come to the same letters are told apart by a few digits that only their own name
    decides, so that an id does not depend on the order.

    >>> list(anchors("place", ["Quy Nhơn", "Đông Đa", "a b", "a-b"]).values())
    ['place-Quy-Nhon', 'place-Dong-Da', 'place-a-b-c8687a08', 'place-a-b-d44362d6']
    """
    listed = list(dict.fromkeys(names))
    plain = {name: _letters(name) for name in listed}
    # On some systems files and ids that differ in case only are one
    shared = Counter(each.lower() for each in plain.values())
    return {
        name: f"{kind}-{letters}" if letters and shared[letters.lower()] == 1
        else f"{kind}-{letters}-{_digits(name)}"
        for name, letters in plain.items()
    }  # fmt: skip


def _letters(name: str) -> str:
    """A name in the letters that need no escape in a link."""
    apart = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    base = (each for each in apart if not unicodedata.combining(each))
    return "-".join("".join(c if c in _KEPT else " " for c in base).split())[:80]


def _digits(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
