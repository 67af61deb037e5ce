"""The words that only the page has, from ``texts/html.toml``."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, sentence


def say(code: str, language: Language, **params: object) -> str:
    """An entry of the table ``page``, filled in.

    >>> say("next", "vi")
    'Đến hạn trong 12 tháng tới'
    """
    return sentence(catalogue("html")["page"][code], language, params)


def say_count(code: str, count: int, language: Language, **params: object) -> str:
    """An entry that has one form for one thing and another for any other number of them.

    >>> say_count("notes", 1, "en"), say_count("notes", 2, "en")
    ('1 note', '2 notes')
    """
    return say(f"{code}_{'one' if count == 1 else 'many'}", language, count=count, **params)
