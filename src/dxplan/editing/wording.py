"""The words of editors, from ``texts/editing.toml``."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, sentence


def word(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of a table, filled in.

    >>> word("kind", "measure", "vi")
    'số liệu'
    """
    return sentence(catalogue("editing")[table][code], language, params)
