"""Texts held against each other: when two headings, names or titles in data count as the same.

Letter case, spacing, ``_`` for a space, the place of the tone mark (``hoà``, ``hòa``) and ``i`` for
``y`` (``tỉ``, ``tỷ``) make no difference. Đ, Ð and Ɖ are three letters: they are only suggested for
one another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\ufeff"}
_LOOK_ALIKES = str.maketrans("ðɖ", "đđ")
_SYLLABLE = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+")
_Y_FOR_I = re.compile(r"\b(qu|[hklmst])y\b")


def fold(text: str) -> str:
    """A text with everything removed that makes no difference when texts are compared.

    >>> fold(" Tỷ lệ  hoà_mạng") == fold("tỉ lệ hòa mạng")
    True
    >>> fold("ĐA") == fold("ÐA")
    False
    """
    if text.isascii():
        return _Y_FOR_I.sub(r"\1i", " ".join(text.casefold().replace("_", " ").split()))
    bare = unicodedata.normalize("NFC", text.translate(_INVISIBLE).casefold()).replace("_", " ")
    return _SYLLABLE.sub(_fold_syllable, " ".join(bare.split()))


def _fold_syllable(match: re.Match[str]) -> str:
    """A syllable with its tone mark moved behind its letters."""
    letters = unicodedata.normalize("NFD", match[0])
    tones = sorted(letter for letter in letters if ord(letter) in _TONES)
    toneless = unicodedata.normalize("NFC", letters.translate(_TONES))
    return _Y_FOR_I.sub(r"\1i", toneless) + "".join(tones)


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
