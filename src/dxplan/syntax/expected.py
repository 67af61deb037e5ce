"""What may follow the beginning of a statement, by the grammar itself."""

from __future__ import annotations

from typing import Any, cast

import attrs
from lark.exceptions import LarkError

from dxplan.syntax.tables import parser


@attrs.frozen
class Word:
    """A token: its terminal and how it is written."""

    terminal: str
    text: str


@attrs.frozen
class Beginning:
    """The beginning of a statement.

    :param words: as far as it could be read.
    :param expected: the terminals that may follow; none where it could not be read to its end.
    """

    words: tuple[Word, ...]
    expected: frozenset[str]


def beginning(text: str) -> Beginning:
    """What stands at the beginning of a statement, and what may follow.

    >>> found = beginning("online_share >= ")
    >>> [word.terminal for word in found.words], sorted(found.expected)
    (['NAME', 'GE'], ['NUMBER', 'PARENT'])
    """
    reading = parser().parse_interactive(text)
    words: list[Word] = []
    try:
        for token in reading.iter_parse():
            words.append(Word(token.type, str(token)))
        # Lark says nothing of the type.
        expected = frozenset(cast("Any", reading).accepts())
    except LarkError:
        expected = frozenset()
    return Beginning(tuple(words), expected)
