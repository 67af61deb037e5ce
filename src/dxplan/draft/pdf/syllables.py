"""Which letters can be a Vietnamese syllable: what is none may be a piece of a broken word."""

from __future__ import annotations

import unicodedata

_ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi
    om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya
    uych uyên uyêt uynh uyt uyu
    ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
"""
_BEHIND_QU = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê ên êch ênh êt
    i ich in inh it iu ơ y ych yên yêt ynh yt
"""
_STOPS = ("c", "ch", "p", "t")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BEHIND_STOPS = frozenset("\u0301\u0323")


def is_syllable(text: str) -> bool:
    """Whether letters are one syllable of Vietnamese, with the tone that its end allows.

    >>> [is_syllable(each) for each in ("chuyển", "chuyể", "học", "hoc", "Đ")]
    [True, False, True, False, False]
    """
    parted = unicodedata.normalize("NFD", text.casefold())
    tones = [each for each in parted if each in _TONES]
    bare = unicodedata.normalize("NFC", "".join(each for each in parted if each not in _TONES))
    if len(tones) > 1 or not bare.isalpha():
        return False
    return any(
        bare.startswith(onset) and _is_rime(onset, bare[len(onset) :], tones) for onset in _ONSETS
    )


def _is_rime(onset: str, rime: str, tones: list[str]) -> bool:
    if rime not in (_BEHIND_QU if onset == "qu" else _RIMES).split():
        return False
    return not rime.endswith(_STOPS) or (bool(tones) and tones[0] in _BEHIND_STOPS)
