"""The words of reports that go into programs of offices, from ``texts/office.toml``."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, sentence


def office_word(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of a table, filled in.

    >>> office_word("sheet", "missing", "vi")
    'Chưa báo cáo'
    """
    return sentence(catalogue("office")[table][code], language, params)
