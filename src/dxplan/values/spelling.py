"""When two spellings of a Vietnamese text count as the same.

Letter case, spacing, ``_`` for a space, the place of the tone mark (``hoà``, ``hòa``) and ``i`` for
``y`` (``tỉ``, ``tỷ``) make no difference. Đ, Ð and Ɖ are three letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dxplan.source import composed

_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\ufeff"}
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
    bare = composed(text.translate(_INVISIBLE).casefold()).replace("_", " ")
    return _SYLLABLE.sub(_fold_syllable, " ".join(bare.split()))


def _fold_syllable(match: re.Match[str]) -> str:
    return _folded_syllable(match[0])


@lru_cache(maxsize=4096)
def _folded_syllable(text: str) -> str:
    """A syllable with its tone mark moved behind its letters; the language has few thousands."""
    letters = unicodedata.normalize("NFD", text)
    tones = sorted(letter for letter in letters if ord(letter) in _TONES)
    toneless = unicodedata.normalize("NFC", letters.translate(_TONES))
    return _Y_FOR_I.sub(r"\1i", toneless) + "".join(tones)


def without_accents(text: str) -> str:
    """A text in small letters, without the marks of Vietnamese letters and of tones.

    >>> without_accents("Không đạt")
    'khong dat'
    """
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
