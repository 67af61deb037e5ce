"""Texts held against each other: when two headings, names or titles in data count as the same.

Letter case, spacing, ``_`` for a space, the place of the tone mark (``hoà``, ``hòa``) and ``i`` for
``y`` (``tỉ``, ``tỷ``) make no difference. Đ, Ð and Ɖ are three letters: they are only suggested for
one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxplan.values.spelling import fold

__all__ = [
    "fold",
    "folded_once",
    "hint",
    "plain",
    "same_but_for_look_alikes",
    "shown",
    "suggestion",
]

_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\ufeff"}
_LOOK_ALIKES = str.maketrans("ðɖ", "đđ")


def folded_once(texts: Iterable[str]) -> dict[str, str]:
    """Texts as they are written, by what they fold to; the first of several that fold alike stays.

    >>> folded_once(["School id", "SCHOOL_ID"])
    {'school id': 'School id'}
    """
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(fold(text), text)
    return found


def plain(text: str) -> str:
    """What a text folds to when Đ, Ð and Ɖ are taken for one letter; only for suggestions.

    >>> plain("ĐA") == plain("ÐA"), plain("ĐA") == plain("DA")
    (True, False)
    """
    return fold(text).translate(_LOOK_ALIKES)


def same_but_for_look_alikes(text: str, known: Mapping[str, str]) -> str:
    """The known text that differs from another only in Đ, Ð or Ɖ, or an empty string.

    >>> same_but_for_look_alikes("Mã Ðơn vị", folded_once(["mã đơn vị"]))
    'mã đơn vị'
    """
    wanted = plain(text)
    for folded, written in known.items():
        if folded.translate(_LOOK_ALIKES) == wanted:
            return written
    return ""


def suggestion(text: str, known: Mapping[str, str]) -> str:
    """The known text that comes nearest to another, or an empty string.

    :param known: texts as they are written, by what they fold to (:func:`folded_once`).

    >>> suggestion("lesons_online", folded_once(["lessons_online", "learners"]))
    'lessons_online'
    """
    from difflib import get_close_matches

    look_alike = same_but_for_look_alikes(text, known)
    if look_alike:
        return look_alike
    nearest = get_close_matches(fold(text), known, n=1, cutoff=0.75)
    return known[nearest[0]] if nearest else ""


def hint(suggested: str) -> str:
    """A suggestion as it stands in a message of any language: in brackets, with a question mark.

    >>> hint("learners"), hint("")
    (' (`learners`?)', '')
    """
    return f" (`{suggested}`?)" if suggested else ""


def shown(raw: object) -> str:
    """A raw cell on one line of a message, cut where it is long."""
    text = " ".join(str(raw).translate(_INVISIBLE).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
