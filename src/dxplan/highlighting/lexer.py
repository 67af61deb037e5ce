"""A lexer for Pygments, and so for whatever colours code with it: Sphinx, Rich, ``less``.

Pygments finds it by the entry point ``dxplan`` in the group ``pygments.lexers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pygments import token
from pygments.lexer import Lexer

from dxplan.highlighting.words import Kind, words_of

_TOKENS: dict[Kind, token._TokenType] = {
    "blank": token.Whitespace,
    "comment": token.Comment.Single,
    "text": token.String.Double,
    "citation": token.String.Doc,
    "unclosed": token.Error,
    "date": token.Literal.Date,
    "number": token.Number,
    "sign": token.Operator,
    "punctuation": token.Punctuation,
    "head": token.Keyword.Declaration,
    "comparator": token.Keyword.Pseudo,
    "outcome": token.Keyword.Constant,
    "keyword": token.Keyword,
    "declared": token.Name.Class,
    "name": token.Name,
    "odd": token.Error,
}


class DxplanLexer(Lexer):
    r"""Colours rule files, in English, Vietnamese, or both.

    >>> from pygments.token import Keyword
    >>> tokens = DxplanLexer().get_tokens("plan demo\nx ĐẠT  5% đến năm 2025\n")
    >>> [text for kind, text in tokens if kind in Keyword]
    ['plan', 'ĐẠT', 'đến', 'năm']
    """

    name = "dxplan"
    aliases: ClassVar[list[str]] = ["dxplan"]
    filenames: ClassVar[list[str]] = ["*.dxplan"]
    mimetypes: ClassVar[list[str]] = ["text/x-dxplan"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, token._TokenType, str]]:
        """Each word of a text with the offset at which it begins and what it is."""
        for word in words_of(text):
            yield word.start, _TOKENS[word.kind], word.text
