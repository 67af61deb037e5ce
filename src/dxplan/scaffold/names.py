"""The name of a new plugin: one that Python, the rule language and a package index all take."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection
from datetime import date

from dxplan.syntax import lexicon
from dxplan.territories import provinces

_NAME = re.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LONGEST = 40
_LONGEST_TITLE = 100
_KINDS = re.compile("^(?:tỉnh|thành phố|tp\\.?|quận|huyện|xã|phường) +", re.IGNORECASE)


class NameRefused(ValueError):
    """A name or title that a plugin cannot have.

    :param code: a key of the table ``new`` in ``texts/reports.toml``.
    :param params: what fills the sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


def check_name(name: str, taken: Collection[str]) -> None:
    """Raises :class:`NameRefused` unless a plugin can have a name.

    :param taken: names of plugins, plans and vocabularies that are there already.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        proposed = suggested_name(name)
        code = "name_not_snake" if proposed else "name_not_snake_at_all"
        raise NameRefused(code, name=name, suggestion=proposed)
    if keyword.iskeyword(name) or name in lexicon.all_words():
        raise NameRefused("name_is_a_keyword", name=name)
    if name in taken or name == "dxplan":
        raise NameRefused("name_is_taken", name=name)


def check_title(title: str) -> None:
    """Raises :class:`NameRefused` unless a title is a line of text."""
    if not title.strip() or not title.isprintable() or len(title) > _LONGEST_TITLE:
        raise NameRefused("wrong_title", most=_LONGEST_TITLE)


def suggested_name(text: str) -> str:
    """The name that someone may have meant, or an empty string.

    >>> suggested_name("Hà Nội"), suggested_name("tỉnh Đồng Tháp"), suggested_name("34")
    ('ha_noi', 'dong_thap', '')
    """
    bare = _KINDS.sub("", unicodedata.normalize("NFC", text).strip()).casefold().replace("đ", "d")
    letters = unicodedata.normalize("NFD", bare).encode("ascii", "ignore").decode("ascii")
    found = "_".join(re.findall("[a-z0-9]+", letters.replace("'", "")))[:_LONGEST].strip("_")
    return found if _NAME.fullmatch(found) else ""


def proposed_title(name: str, day: date) -> str:
    """What the province of a plugin's name is called; where it names none, the name in words.

    A province of that day goes before one that was merged into another.

    >>> day = date(2026, 11, 21)
    >>> proposed_title("ha_noi", day), proposed_title("phu_yen", day), proposed_title("tay_do", day)
    ('thành phố Hà Nội', 'tỉnh Phú Yên', 'Tay Do')
    """
    meant = [each for each in provinces() if suggested_name(each.name) == name]
    if not meant:
        return name.replace("_", " ").title()
    return max(meant, key=lambda each: each.exists_on(day)).title
