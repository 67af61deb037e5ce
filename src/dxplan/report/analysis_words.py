"""The words of what the analyser found out, from ``texts/analysis.toml``."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, sentence


def say(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of a table, filled in.

    >>> say("status", "weaker", "vi")
    'thấp hơn'
    """
    return sentence(catalogue("analysis")[table][code], language, params)
