"""Letters of other alphabets that look like Latin ones, and digits that are written otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

# Unicode Technical Standard 39, confusables.txt of version 14.0.0: the single letters of Cyrillic,
# Greek, Armenian, Hebrew, Georgian, Cherokee, Lisu and Coptic, and the Latin ones that Vietnamese
# does not have, which look like one letter or digit of ASCII. `I` also stands for what is drawn as
# a stroke in capitals, `l` for one in small letters; the standard takes both for one.
_LOOKS_LIKE = {
    "2": "03E8 A644 A75A",
    "3": "0417 04E0 2CCC A76A A7AB",
    "4": "13CE",
    "6": "0431 13EE 2CD2",
    "9": "2CCA A76E",
    "A": "0391 0410 13AA A4EE",
    "B": "0392 0412 13F4 A4D0 A7B4",
    "C": "0421 13DF 2CA4 A4DA",
    "D": "13A0 A4D3",
    "E": "0395 0415 13AC A4F0",
    "F": "03DC A4DD A798",
    "G": "050C 13C0 13F3 A4D6",
    "H": "0397 041D 13BB 2C8E A4E7",
    "I": "0399 0406 04C0 2C92 A4F2",
    "J": "037F 0408 13AB A4D9 A7B2",
    "K": "039A 041A 13E6 2C94 A4D7",
    "L": "13DE 2CD0 A4E1",
    "M": "039C 03FA 041C 13B7 2C98 A4DF",
    "N": "039D 2C9A A4E0",
    "O": "039F 041E 0555 2C9E A4F3",
    "P": "03A1 0420 13E2 2CA2 A4D1",
    "R": "13A1 13D2 A4E3",
    "S": "0405 054F 13D5 13DA A4E2",
    "T": "03A4 0422 13A2 2CA6 A4D4",
    "U": "054D A4F4",
    "V": "0474 13D9 A4E6",
    "W": "051C 13B3 13D4 A4EA",
    "X": "03A7 0425 2CAC A4EB A7B3",
    "Y": "03A5 0423 04AE 13A9 13BD 2CA8 A4EC",
    "Z": "0396 13C3 A4DC",
    "a": "03B1 0430",
    "b": "042C 13CF",
    "c": "0441 1D04 2CA5 ABAF",
    "d": "0501 13E7 A4D2",
    "e": "0435 04BD AB32",
    "f": "0584 A799 AB35",
    "g": "0581 1D83",
    "h": "04BB 0570 13C2",
    "i": "03B9 0456 04CF 13A5 A647 AB75",
    "j": "03F3 0458",
    "l": "05D5 05DF",
    "n": "0578 057C",
    "o": "03BF 03C3 043E 0585 05E1 10FF 1D0F 1D11 2C9F AB3D",
    "p": "03C1 0440 2CA3",
    "q": "051B 0563 0566",
    "r": "0433 1D26 2C85 AB47 AB48 AB81",
    "s": "0455 A731 ABAA",
    "u": "03C5 057D 1D1C A79F AB4E AB52",
    "v": "03BD 0475 05D8 1D20 ABA9",
    "w": "0461 051D 0561 1D21 AB83",
    "x": "0445",
    "y": "03B3 0443 04AF 10E7 1D8C AB5A",
    "z": "1D22 AB93",
}

LATIN = r"A-Za-z\u00aa\u00ba\u00c0-\u02af\u1e00-\u1eff"
"""Letters as Vietnamese and English write them, as a class of a regular expression has them."""
_LATIN_ALONE = re.compile(rf"[{LATIN}0-9_]+")


def latin_twin(word: str) -> str | None:
    r"""The word of Latin letters and digits that a word of others looks like, if there is one.

    A letter with a mark looks like the Latin one with that mark; a digit of another script is told
    by what it counts, which is what it would be read as.

    >>> latin_twin("\u0441\u043e\u0440\u0443"), latin_twin("\u0448\u043a\u043e\u043b\u0430")
    ('copy', None)
    >>> latin_twin("\uff41\uff42"), latin_twin("\u09ea\u09e6"), latin_twin("\u0456\u0301")
    ('ab', '40', 'í')
    """
    parted = unicodedata.normalize("NFKD", word)
    alike = _twins()
    drawn = "".join(alike.get(each) or _digit(each) for each in parted)
    twin = unicodedata.normalize("NFC", drawn)
    return twin if _LATIN_ALONE.fullmatch(twin) else None


@cache
def _twins() -> Mapping[str, str]:
    return {chr(int(code, 16)): one for one, codes in _LOOKS_LIKE.items() for code in codes.split()}


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
