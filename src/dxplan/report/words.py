"""The words that reports use, from ``texts/reports.toml``."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, sentence


def word(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of a table, filled in.

    :param table: ``verdict``, ``heading``, ``phrase``, ``severity``, ``note`` or ``cli``.

    >>> word("verdict", "behind", "vi")
    'chậm tiến độ'
    """
    return sentence(catalogue("reports")[table][code], language, params)


def counted(table: str, code: str, count: int, language: Language, **params: object) -> str:
    """An entry that has one form for one thing and another for any other number of them.

    >>> counted("severity", "error", 2, "en")
    '2 errors'
    """
    form = f"{code}_one" if count == 1 else f"{code}_many"
    return word(table, form, language, count=count, **params)


def plain(text: str) -> str:
    r"""A text on one line without control characters, so that data cannot steer a terminal.

    >>> plain("a\tb\x1b[31m")
    'a b\ufffd[31m'
    """
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined
    return "".join(c if c.isprintable() or c == " " else _stand_in(c) for c in joined)


def _stand_in(character: str) -> str:
    # Format characters (a soft hyphen, a joiner) are part of honest text; direction marks are not.
    harmless = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060"}
    return character if character in harmless else "\ufffd"
